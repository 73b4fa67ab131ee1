"""A larger population with fractional costs and two projects, against the oracle."""
import unittest

from support import AcceptanceTest, generate, metrics_for, oracle


class GeneratedPopulationTest(AcceptanceTest):
    def test_a_year_across_clock_changes(self):
        options = ["--attempts", 4000, "--seed", 77, "--costs", "fractional", "--projects", 2,
                   "--oddity-percent", 300, "--from", "2026-01-01", "--months", 12]
        generate("ndjson", self.folder / "items.ndjson.zst", *options)
        generate("csv", self.folder / "csv", *options)
        for form in ("call-logs", "policies", "escalation-rules", "team-members"):
            generate(form, self.folder / f"{form}.json", *options)
        store = self.store(
            self.folder / "items.ndjson.zst",
            *(self.folder / f"{form}.json"
              for form in ("call-logs", "policies", "escalation-rules", "team-members")))
        population = oracle.Population(str(self.folder / "csv"))
        population.names["project"] = {}
        for by in (["project"], ["project", "month"], ["project", "day"], ["project", "hour"],
                   ["project", "week", "weekday"], ["project", "user", "round"],
                   ["project", "policy", "rule", "position"]):
            for zone in ("UTC", "America/New_York", "Australia/Lord_Howe", "Europe/Berlin"):
                with self.subTest(by=by, zone=zone):
                    names = metrics_for(by)
                    expected = population.report(by, zone, names)
                    report = store.report(by, zone=zone, metrics=names)
                    self.assertEqual(report["rows"], expected["rows"])
                    for name in names:
                        self.assertEqual(report["totals"][name], expected["totals"][name], name)


if __name__ == "__main__":
    unittest.main()
