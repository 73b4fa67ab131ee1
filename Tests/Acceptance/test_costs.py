"""What attempts cost by each source: reports, lists and views agree, to the last micro-cent."""
import sqlite3
import unittest
from decimal import Decimal

from support import FIXTURES, AcceptanceTest, parse

MICROCENT = Decimal(1).scaleb(-8)
BASES = {"effective": ("carrier", "recorded", "rated"), "recorded": ("recorded",),
         "carrier": ("carrier",), "rated": ("rated",)}


class CostsTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.imported = self.store(FIXTURES / "september")
        with sqlite3.connect(self.imported.path) as database:
            # Every third attempt has a price at the carrier; some are 0, one is a refund.
            database.execute(
                "INSERT INTO attempt_carrier_cost SELECT number, number % 5 * 1234567 FROM attempt "
                "WHERE number % 3 = 0")
            database.execute("UPDATE attempt_carrier_cost SET cost_microcents = -1 WHERE attempt = 3")
        database.close()

    @staticmethod
    def costs(row):
        """The costs of an exported attempt that are known, by source."""
        costs = {name: row[f"{name}_cost_usd"] for name in ("carrier", "recorded", "rated")}
        if costs["recorded"] == 0 and row["is_answered"] and (row["dial_seconds"] or 0) > 0:
            costs["recorded"] = None
        return {name: Decimal(cost) for name, cost in costs.items() if cost is not None}

    def test_exported_attempts_say_whose_cost_counts(self):
        for basis, order in BASES.items():
            lines = self.imported.export(options=["--cost", basis]).splitlines()
            sources = set()
            for row in map(parse, lines):
                costs = self.costs(row)
                source = next((name for name in order if name in costs), None)
                self.assertEqual(row["cost_source"], source)
                self.assertEqual(row["effective_cost_usd"], costs.get(source))
                sources.add(source)
            self.assertGreaterEqual(sources, {order[0], None} - {"rated"})

    def test_reports_are_the_sums_of_exported_attempts(self):
        metrics = ["cost_usd", "costed_attempts"] + [
            f"{name}_{what}" for name in ("carrier", "recorded", "rated")
            for what in ("cost_usd", "costed_attempts")]
        rows = list(map(parse, self.imported.export().splitlines()))
        for basis, order in BASES.items():
            report = self.imported.report(
                ["user"], metrics=metrics, options=["--cost", basis])
            found = {row["user_id"]: row for row in report["rows"]} | {"": report["totals"]}
            for user, figures in found.items():
                own = [row for row in rows if user in ("", row["user_id"])]
                chosen = [next((self.costs(row)[name] for name in order
                                if name in self.costs(row)), None) for row in own]
                self.check(figures, "cost_usd", "costed_attempts", own, chosen)
                for name in ("carrier", "recorded", "rated"):
                    self.check(figures, f"{name}_cost_usd", f"{name}_costed_attempts", own,
                               [self.costs(row).get(name) for row in own])
            shares = report["report"]["cost_sources"] if basis != "rated" else {}
            self.assertEqual(list(shares), [name for name in order if name != "rated"])
            self.assertEqual(sum(share["attempts"] for share in shares.values()),
                             report["totals"]["costed_attempts"])
            if shares:
                self.assertEqual(sum(share["cost_usd"] for share in shares.values()),
                                 report["totals"]["cost_usd"])

    def check(self, figures, cost, count, rows, costs):
        known = [one for one in costs if one is not None]
        talked = [one for row, one in zip(rows, costs)
                  if row["is_answered"] and (row["dial_seconds"] or 0) > 0]
        self.assertEqual(figures[count], len(known), count)
        hidden = talked and not any(one is not None for one in talked)
        if cost != "cost_usd" and not known:
            hidden = True
        self.assertEqual(figures[cost], None if hidden else sum(known), cost)

    def test_people_read_where_the_cost_comes_from(self):
        text = self.imported.run("report", "--by", "month", "--metrics", "cost_usd").stdout
        self.assertRegex(text, r"\nCosts come from: carrier \$[\d.,]+ \(\d+ attempts\), "
                               r"recorded \$[\d.,]+ \(\d+ attempts\)\.\n")
        text = self.imported.run("report", "--by", "month", "--metrics", "attempts").stdout
        self.assertNotIn("Costs come from", text)

    def test_the_view_of_costs_agrees(self):
        answer = self.imported.run(
            "query", "SELECT * FROM costs", "--format", "ndjson").stdout
        costs = {row["attempt_id"]: row for row in map(parse, answer.splitlines())}
        rows = self.imported.attempts()
        self.assertEqual(set(costs), set(rows))
        for identifier, row in rows.items():
            cost = costs[identifier]["cost_microcents"]
            self.assertEqual(costs[identifier]["cost_source"], row["cost_source"])
            self.assertEqual(None if cost is None else cost * MICROCENT, row["effective_cost_usd"])

    def test_a_store_of_an_earlier_version_is_read_and_completed(self):
        with sqlite3.connect(self.imported.path) as database:
            database.execute("DROP VIEW costs")
            database.execute("DROP TABLE attempt_carrier_cost")
        database.close()
        before = self.imported.report(["user"], metrics=["carrier_costed_attempts", "cost_usd"])
        self.assertEqual(before["totals"]["carrier_costed_attempts"], 0)
        self.assertNotIn("cost_sources", before["report"])
        self.imported.load(FIXTURES / "september")
        answer = self.imported.run("query", "SELECT count(*) AS n FROM costs", "--format", "ndjson")
        self.assertEqual(parse(answer.stdout)["n"], len(self.imported.attempts()))


if __name__ == "__main__":
    unittest.main()
