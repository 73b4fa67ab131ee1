"""CSV and TSV, as databases, the API and spreadsheets write them, give what JSON gives."""
import csv
import gzip
import io
import subprocess
import unittest

from support import FIXTURES, AcceptanceTest, generate, program, samples

FORMS = FIXTURES / "forms"
LISTS = FORMS / "lists"


def told_by_all(export):
    """Attempts without what only some forms tell: names of projects, and versions."""
    rows = list(csv.DictReader(io.StringIO(export, newline="")))
    return [{name: value for name, value in row.items()
             if name not in ("project_name", "version")} for row in rows]


def rewrite(source, target, change=lambda name, value: value, **dialect):
    """A CSV written again in another dialect, its values changed as somebody would."""
    with open(source, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    with open(target, "w", newline="", encoding=dialect.pop("encoding", "utf-8")) as file:
        writer = csv.writer(file, **dialect)
        writer.writerow(header)
        for row in rows:
            writer.writerow([change(name, value) for name, value in zip(header, row)])


def as_spreadsheets_do(name, value):
    if name == "isAnswered":
        return {"t": "TRUE", "f": "FALSE"}[value]
    return value.upper() if name.endswith("Id") or name == "_id" else value


class TablesTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.expected = told_by_all(self.store(LISTS, FORMS / "api-pages").export("csv"))

    def assert_same(self, path):
        self.assertEqual(told_by_all(self.store(LISTS, path).export("csv")), self.expected)

    def test_every_table_gives_the_same_export_as_the_api(self):
        self.assertGreater(len(self.expected), 30)
        for form in ("items-api.csv", "items.tsv", "csv"):
            with self.subTest(form=form):
                self.assert_same(FORMS / form)

    def test_tables_need_no_lists_of_the_api(self):
        store = self.store(FORMS / "csv")
        names = {row["user_name"] for row in told_by_all(store.export("csv"))}
        self.assertEqual(names, {row["user_name"] for row in self.expected})
        projects = {row["project_name"]
                    for row in csv.DictReader(io.StringIO(store.export("csv"), newline=""))}
        self.assertEqual(projects, {"Acme Operations"})

    def test_what_spreadsheets_save_is_read(self):
        path = self.folder / "saved.csv"
        for name, dialect in {
            "excel": {"delimiter": ";", "encoding": "utf-8-sig"},
            "excel in english": {"delimiter": ",", "encoding": "utf-8-sig"},
            "calc": {"quoting": csv.QUOTE_ALL, "lineterminator": "\n"},
            "unicode text": {"delimiter": "\t", "encoding": "utf-16"},
            "unicode text, big ends first": {"delimiter": "\t", "encoding": "utf-16-be"},
        }.items():
            with self.subTest(name=name):
                rewrite(FORMS / "csv" / "IncomingCallLogItem.csv", path, as_spreadsheets_do,
                        **dialect)
                if dialect.get("encoding") == "utf-16-be":
                    path.write_bytes(b"\xfe\xff" + path.read_bytes())
                self.assert_same(path)

    def test_compressed_and_from_standard_input(self):
        text = (FORMS / "items-api.csv").read_bytes()
        path = self.folder / "items"
        path.write_bytes(gzip.compress(text))
        self.assert_same(path)
        store = self.store(LISTS)
        subprocess.run([program(), "import", "-q", "--store", store.path, "-"], input=text,
                       check=True)
        self.assertEqual(told_by_all(store.export("csv")), self.expected)

    def test_large_tables_give_what_ndjson_gives(self):
        generate("ndjson", self.folder / "items.ndjson", "--attempts", 3000, "--seed", 9)
        expected = told_by_all(self.store(self.folder / "items.ndjson").export("csv"))
        for form in ("api-csv", "tsv"):
            with self.subTest(form=form):
                generate(form, self.folder / form, "--attempts", 3000, "--seed", 9)
                found = told_by_all(self.store(self.folder / form).export("csv"))
                self.assertEqual(found, expected)

    def test_a_real_servers_tables_give_what_its_api_gives(self):
        folder = samples()
        api = folder / "api"
        expected = told_by_all(
            self.store(api / "list-all-limit-10000.all-columns.json").export("csv"))
        for path in (folder / "csv" / "IncomingCallLogItem.csv", api / "output-type-csv.all.csv"):
            with self.subTest(path=path.name):
                self.assertEqual(told_by_all(self.store(path).export("csv")), expected)
        counters = self.store().load(folder / "csv")
        self.assertEqual(counters["records"]["projects"]["inserted"], 1)


if __name__ == "__main__":
    unittest.main()
