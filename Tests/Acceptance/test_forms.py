"""The same records in any form, any order and any number of times give the same store."""
import csv
import io
import random
import unittest

from support import FIXTURES, AcceptanceTest, generate

FORMS = FIXTURES / "forms"
LISTS = FORMS / "lists"
WHOLE = ["api-pages", "api-pages-relations", "array.json", "array.json.zst", "items.ndjson",
         "items.ndjson.gz", "items-plain.ndjson", "concatenated.json"]
DUMPS = ["copy.sql", "inserts.sql", "column-inserts.sql", "multirow.sql"]


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
