"""Every grouping, zone and metric against the oracles."""
import json
import unittest

from figures import differences, expected_figures, key_of
from support import (
    FIXTURES, GROUPINGS, LISTS, ZONES, AcceptanceTest, load_module, metrics_for, oracle, samples)


class OracleReportTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.imported = self.store(FIXTURES / "september")
        self.population = oracle.Population(str(FIXTURES / "csv"))
        # The API's lists tell no project names.
        self.population.names["project"] = {}

    def assert_same(self, by, zone, options=(), **filters):
        names = metrics_for(by)
        if options:
            names = [name for name in names if name not in oracle.CALL_METRICS]
        expected = self.population.report(by, zone, names, **filters)
        report = self.imported.report(by, zone=zone, metrics=names, options=options)
        for row, other in zip(report["rows"], expected["rows"]):
            self.assertEqual(list(row), list(other), "columns, and their order")
        self.assertEqual(report["rows"], expected["rows"])
        for name in names:
            self.assertEqual(report["totals"][name], expected["totals"][name], name)
        for name, count in expected["quality"].items():
            self.assertEqual(report["quality"][name], count, name)
        self.assertEqual(report["as_of"], expected["as_of"])

    def test_every_grouping_in_every_zone(self):
        for by in GROUPINGS:
            for zone in ZONES:
                with self.subTest(by=by, zone=zone):
                    self.assert_same(by, zone)

    def test_september_in_every_zone(self):
        for zone, offset, later in [
                ("UTC", "+00:00", "+00:00"), ("America/New_York", "-04:00", "-04:00"),
                ("Asia/Kolkata", "+05:30", "+05:30"), ("Australia/Lord_Howe", "+10:30", "+10:30"),
                ("Asia/Kathmandu", "+05:45", "+05:45")]:
            start = oracle.instant("2026-09-01 00:00:00" + offset)
            end = oracle.instant("2026-10-01 00:00:00" + later)
            for by in (["user", "rule"], ["day"], ["hour"]):
                with self.subTest(by=by, zone=zone):
                    self.assert_same(by, zone, ["--month", "2026-09"], start=start, end=end)
            report = self.imported.report(["day"], zone=zone, options=["--month", "2026-09"])
            self.assertEqual(report["period"], {
                "from": oracle.iso(start), "to": oracle.iso(end), "time_zone": zone})

    def test_filters(self):
        cases = [
            {"user": ["iñaki peña"]}, {"user": ["Ana Souza"]}, {"user": ["taro@example.com"]},
            {"user": ["(none)"]}, {"not_user": ["D'Arcy, Sam", "noname@example.com"]},
            {"rule": ["Primary on-call"]}, {"not_rule": ["(none)"]},
            {"policy": ["Payments – Zahlungen"]}, {"number": ["+1", "+44"]},
            {"status": ["NoAnswer", "Busy"]}, {"not_status": ["Connected"]},
            {"outcome": ["answered"]}, {"outcome": ["stale", "no_answer"], "number": ["+1206"]},
            {"call": [self.population.attempts[0].call]},
            {"policy": ["Support Hotline"], "not_outcome": ["answered"]},
        ]
        for filters in cases:
            options = [part for name, values in filters.items() for value in values
                       for part in ("--" + name.replace("_", "-"), value)]
            for by in (["user"], ["month", "round"]):
                with self.subTest(filters=filters, by=by):
                    self.assert_same(by, "America/New_York", options, filters=filters)

    def test_logged_calls_need_dimensions_a_call_has(self):
        result = self.imported.run(
            "report", "--by", "user", "--metrics", "logged_calls", status=(1, 2))
        self.assertIn("logged_calls", result.stderr)
        self.assertEqual(result.stdout, "")


class SamplesReportTest(AcceptanceTest):
    """The same on responses of a real server, where they are at hand."""

    def setUp(self):
        self.samples = samples()
        super().setUp()
        api = self.samples / "api"
        self.imported = self.store(
            api / "list-all-limit-10000.all-columns.json", *(api / f"{name}.json" for name in LISTS))

    def test_the_other_oracle_agrees(self):
        other = load_module("other_oracle", self.samples.parent / "oracle.py")
        rows = other.rows(str(self.samples / "csv"))
        for by in GROUPINGS:
            if {"outcome", "country", "user_email"} & set(by):
                continue
            for zone in ZONES:
                with self.subTest(by=by, zone=zone):
                    groups, totals = other.report(rows, by, zone)
                    report = self.imported.report(by, zone=zone, metrics=oracle.METRICS)
                    ours = {
                        tuple("" if part is None else part for part in key_of(row, by)):
                        {name: row[name] for name in oracle.METRICS} for row in report["rows"]}
                    self.assertEqual(ours, groups)
                    for name in oracle.METRICS:
                        self.assertEqual(report["totals"][name], totals[name], name)

    def test_the_expected_figures(self):
        expected = json.loads((self.samples / "expected.json").read_text())
        reports = {}
        for by, zone, key, figures in expected_figures(expected):
            wanted = tuple(by), zone, "logged_calls" in figures
            if wanted not in reports:
                names = oracle.METRICS + (oracle.CALL_METRICS if wanted[2] else [])
                reports[wanted] = self.imported.report(by, zone=zone, metrics=names)
            report = reports[wanted]
            rows = {key_of(row, by): row for row in report["rows"]}
            with self.subTest(by=by, zone=zone, key=key):
                row = report["totals"] if key is None else rows[key]
                self.assertEqual(differences(figures, row), {})


if __name__ == "__main__":
    unittest.main()
