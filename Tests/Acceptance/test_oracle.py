"""Our oracle against somebody else's reading of the same definitions, and against their figures."""
import json
import unittest

from figures import expected_figures, differences, key_of
from support import FIXTURES, GROUPINGS, ZONES, load_module, oracle, samples


class OracleTest(unittest.TestCase):
    def test_two_oracles_agree_on_every_grouping_in_every_zone(self):
        other = load_module("other_oracle", samples().parent / "oracle.py")
        for folder in (samples() / "csv", FIXTURES / "csv", FIXTURES / "forms" / "csv"):
            rows = other.rows(str(folder))
            population = oracle.Population(str(folder))
            for by in GROUPINGS:
                # The other oracle has no word for these.
                if {"outcome", "country", "user_email"} & set(by):
                    continue
                for zone in ZONES:
                    with self.subTest(folder=folder.name, by=by, zone=zone):
                        groups, totals = other.report(rows, by, zone)
                        report = population.report(by, zone, oracle.METRICS)
                        ours = {
                            tuple("" if part is None else part for part in key_of(row, by)):
                            {name: row[name] for name in oracle.METRICS}
                            for row in report["rows"]}
                        self.assertEqual(ours, groups)
                        self.assertEqual(report["totals"], totals)

    def test_the_oracle_gives_the_expected_figures_of_a_real_server(self):
        expected = json.loads((samples() / "expected.json").read_text())
        population = oracle.Population(str(samples() / "csv"))
        reports = {}
        for by, zone, key, figures in expected_figures(expected):
            wanted = tuple(by), zone, "logged_calls" in figures
            if wanted not in reports:
                names = oracle.METRICS + (oracle.CALL_METRICS if wanted[2] else [])
                reports[wanted] = population.report(by, zone, names)
            report = reports[wanted]
            rows = {key_of(row, by): row for row in report["rows"]}
            with self.subTest(by=by, zone=zone, key=key):
                row = report["totals"] if key is None else rows[key]
                self.assertEqual(differences(figures, row), {})


if __name__ == "__main__":
    unittest.main()
