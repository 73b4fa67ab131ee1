"""The same records in any form, any order and any number of times give the same store."""
import csv
import io
import random
import unittest

from support import FIXTURES, AcceptanceTest, generate, samples

FORMS = FIXTURES / "forms"
LISTS = FORMS / "lists"
WHOLE = ["api-pages", "api-pages-relations", "array.json", "array.json.zst", "items.ndjson",
         "items.ndjson.gz", "items-plain.ndjson", "concatenated.json"]
DUMPS = ["copy.sql", "inserts.sql", "column-inserts.sql", "multirow.sql"]
DUMPS += [f"../archives/{name}" for name in (
    "archive.backup", "plain.backup", "piped.backup", "inserts.backup", "archive.tar.gz", "folder")]


def without(export, *names):
    """Rows without some columns: only relations tell the names of projects, only dumps versions."""
    rows = list(csv.reader(io.StringIO(export)))
    columns = [index for index, name in enumerate(rows[0]) if name not in names]
    return [[row[index] for index in columns] for row in rows]


def without_project_names(export):
    return without(export, "project_name")


class FormsTest(AcceptanceTest):
    def test_every_form_gives_the_same_export(self):
        expected = without_project_names(self.store(LISTS, FORMS / "api-pages").export("csv"))
        self.assertGreater(len(expected), 30)
        for form in WHOLE:
            with self.subTest(form=form):
                store = self.store(LISTS, FORMS / form)
                self.assertEqual(without_project_names(store.export("csv")), expected)

    def test_every_dump_gives_the_same_export_as_the_api(self):
        names = ["project_name", "version", "user_name", "user_email"]
        expected = without(self.store(LISTS, FORMS / "api-pages").export("csv"), *names)
        exports = set()
        for form in DUMPS:
            with self.subTest(form=form):
                store = self.store(FORMS / form)
                exports.add(store.export("csv"))
                self.assertEqual(without(store.export("csv"), *names), expected)
        self.assertEqual(len(exports), 1)

    def test_dumps_of_a_real_server_say_what_its_api_says(self):
        folder = samples()
        lists = [folder / "api" / f"{name}.json"
                 for name in ("call-logs", "policies", "escalation-rules")]
        api = self.store(folder / "api" / "list-all-limit-10000.all-columns.json", *lists)
        expected = api.export("csv")
        self.assertGreater(len(expected.splitlines()), 400)
        for paths in (["tables.copy.sql"], ["items.inserts.sql", "tables.copy.sql"],
                      ["tables.copy.sql", "items.multirow-column-inserts.sql"]):
            with self.subTest(paths=paths):
                store = self.store(*(folder / "pg" / path for path in paths))
                self.assertEqual(store.export("csv"), expected)
        for path in ("items.inserts.sql", "items.multirow-column-inserts.sql"):
            with self.subTest(path=path):
                self.assertEqual(
                    self.store(folder / "pg" / path, *lists).export("csv"), expected)

    def test_one_project_is_kept_of_several(self):
        generate("ndjson", self.folder / "other.ndjson", "--attempts", 300, "--seed", 9)
        other = self.store(self.folder / "other.ndjson")
        dump = FORMS / "copy.sql"
        whole = self.store(dump)
        projects = {row["project_id"] for row in whole.attempts().values()}
        self.assertEqual(len(projects), 1)
        project = projects.pop()
        counters = other.load(dump, options=("--project", "00000000-0000-4000-8000-000000000000"))
        self.assertEqual(counters["read"], 0)
        self.assertEqual(counters["skipped"], whole.load(dump)["read"])
        store = self.store()
        counters = store.load(
            self.folder / "other.ndjson", dump, options=("--project", project))
        self.assertGreater(counters["read"], 0)
        self.assertEqual({row["project_id"] for row in store.attempts().values()}, {project})
        result = self.store().run("import", dump, "--project", "Nobody", status=1)
        self.assertIn("give the project's id", result.stderr)

    def test_forms_with_fewer_fields_change_nothing(self):
        store = self.store(LISTS, FORMS / "api-pages-relations")
        before = store.export("csv")
        for form in ("api-documented", "get-item", "items-plain.ndjson"):
            with self.subTest(form=form):
                counters = store.load(FORMS / form)
                self.assertEqual((counters["inserted"], counters["updated"]), (0, 0))
                self.assertEqual(store.export("csv"), before)

    def test_every_order_gives_the_same_bytes(self):
        generate("ndjson", self.folder / "old.ndjson", "--attempts", 2000, "--seed", 5)
        generate("ndjson", self.folder / "new.ndjson.gz", "--attempts", 2000, "--seed", 5,
                 "--changed", 30)
        generate("api-pages-relations", self.folder / "pages", "--attempts", 2000, "--seed", 5,
                 "--page-size", 300)
        generate("call-logs", self.folder / "calls.json.zst", "--attempts", 2000, "--seed", 5)
        paths = ["old.ndjson", "new.ndjson.gz", "pages", "calls.json.zst"]
        shuffle = random.Random(7)
        exports = set()
        for _ in range(5):
            shuffle.shuffle(paths)
            store = self.store()
            for path in paths:
                store.load(self.folder / path)
            exports.add(store.export("csv"))
        exports.add(self.store(*(self.folder / path for path in paths)).export("csv"))
        self.assertEqual(len(exports), 1)

    def test_importing_again_changes_nothing(self):
        store = self.store()
        first = store.load(FIXTURES / "september")
        before = store.export("csv")
        again = store.load(FIXTURES / "september")
        self.assertEqual(first["inserted"], len(before.splitlines()) - 1 - newlines(before))
        self.assertEqual((again["inserted"], again["updated"], again["rejected"]), (0, 0, 0))
        self.assertEqual(again["read"], first["read"])
        self.assertEqual(store.export("csv"), before)

    def test_changed_attempts_are_updated_and_old_ones_superseded(self):
        generate("ndjson", self.folder / "old.ndjson", "--attempts", 1000)
        generate("ndjson", self.folder / "new.ndjson", "--attempts", 1000, "--changed", 25)
        old = (self.folder / "old.ndjson").read_text().splitlines()
        new = (self.folder / "new.ndjson").read_text().splitlines()
        changed = len(set(new) - set(old))
        store = self.store(self.folder / "old.ndjson")
        counters = store.load(self.folder / "new.ndjson")
        self.assertEqual((counters["updated"], counters["unchanged"]), (changed, len(old) - changed))
        counters = store.load(self.folder / "old.ndjson")
        self.assertEqual(
            (counters["superseded"], counters["unchanged"]), (changed, len(old) - changed))


def newlines(export):
    """Line breaks inside quoted fields."""
    count, quoted = 0, False
    for character in export:
        if character == '"':
            quoted = not quoted
        count += quoted and character == "\n"
    return count


if __name__ == "__main__":
    unittest.main()
