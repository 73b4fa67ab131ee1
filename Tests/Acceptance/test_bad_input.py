"""fixtures/bad: nothing crashes, only bad records are lost, and everything is accounted for."""
import json
import re
import unittest

from support import FIXTURES, AcceptanceTest, parse

BAD = FIXTURES / "bad"


def cases():
    """(file, exit status, attempts, rejected) of the table in the README."""
    for line in (BAD / "README.md").read_text().splitlines():
        match = re.fullmatch(r"\| `(.+?)` \| .* \| (\d) \| (\d+|any) \| (\d+|any) \|", line)
        if match:
            name, status, *counts = match.groups()
            yield name, int(status), *(None if one == "any" else int(one) for one in counts)


class BadInputTest(AcceptanceTest):
    def test_the_table_names_every_file(self):
        self.assertEqual(
            sorted(name for name, *_ in cases()),
            sorted(path.name for path in BAD.iterdir() if path.name != "README.md"))

    def test_each_bad_file_costs_only_its_bad_records(self):
        for name, status, attempts, rejected in cases():
            with self.subTest(file=name):
                store = self.store()
                rejects = store.folder / "rejects.ndjson"
                counters = store.load(
                    BAD / name, status=status, options=["--rejects", rejects])
                found = store.attempts()
                if attempts is not None:
                    self.assertEqual(len(found), attempts)
                if rejected is not None:
                    self.assertEqual(counters["rejected"], rejected)
                lines = rejects.read_text().splitlines() if rejects.exists() else []
                self.assertEqual(len(lines), counters["rejected"])
                for line in lines:
                    reject = json.loads(line)
                    self.assertTrue(reject["source"].endswith(name), reject)
                    self.assertTrue(reject["message"], reject)

    def test_a_good_file_beside_bad_ones_is_kept_whole(self):
        alone = self.store(FIXTURES / "september").export("csv")
        mixed = self.store(FIXTURES / "september", BAD / "html-error-page.json", status=3)
        self.assertEqual(mixed.export("csv"), alone)

    def test_strict_stops_and_commits_nothing(self):
        store = self.store(FIXTURES / "september")
        before = store.export("csv")
        store.run("import", BAD / "wrong-types.json", "--strict", status=(1, 3))
        self.assertEqual(store.export("csv"), before)

    def test_a_count_that_was_not_reached_is_a_warning(self):
        counters = self.store().load(BAD / "count-too-large.json")
        self.assertIn("5", " ".join(counters["warnings"]))

    def test_duplicates_inside_a_run_are_counted(self):
        store = self.store()
        counters = store.load(BAD / "duplicate-ids.json")
        self.assertEqual((counters["read"], counters["inserted"]), (4, 2))
        self.assertEqual(counters["duplicates"], 2)
        costs = sorted(attempt["recorded_cost_usd"] for attempt in store.attempts().values())
        self.assertEqual(costs, [parse("0.04"), parse("0.06")])


if __name__ == "__main__":
    unittest.main()
