"""Every figure can be followed: an attempt's cost to its sources, a report's cell to its attempts."""
import re
import shlex
import sqlite3
import subprocess
import unittest
from decimal import Decimal

from support import FIXTURES, AcceptanceTest, parse, program

GROUPINGS = ["month", "user", "user_email,rule", "policy,outcome", "status", "number", "country",
             "day", "week,user", "position,round", "hour,weekday", "month,number,country", "project",
             "hour", "weekday", "position", "round", "country,hour,outcome"]
# Periods and filters of which some widen, some narrow, and some exclude.
QUESTIONS = [
    [],
    ["--month", "2026-09", "--tz", "America/New_York"],
    ["--from", "2026-09-03T10:00", "--to", "2026-09-20", "--tz", "Asia/Kathmandu",
     "--not-outcome", "busy", "--number", "+1", "--number", "+351"],
    ["--policy", "Night Line", "--not-user", "(none)", "--month", "2026-09"],
]


class ExplainTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.imported = self.store(FIXTURES / "september")

    def explanation(self, *options):
        text = self.imported.run("report", "--explain", "--format", "json", *options).stdout
        return parse(text)

    def tables(self, answer):
        return answer["rows"], *(table["rows"] for table in answer["tables"])

    def listed(self, command):
        """The attempts that a command of the explanation lists."""
        words = shlex.split(command)
        self.assertEqual(words[:2], ["calltally", "export"])
        result = subprocess.run([program(), *words[1:], "--format", "ndjson"], check=True,
                                capture_output=True, encoding="utf-8", cwd=self.folder)
        return [parse(line) for line in result.stdout.splitlines()]

    def test_every_row_can_be_followed_to_its_attempts(self):
        for question in QUESTIONS:
            for by in GROUPINGS:
                with self.subTest(by=by, question=question):
                    arguments = ["--by", by, "--metrics", "attempts", *question]
                    report = parse(self.imported.run(
                        "report", *arguments, "--format", "json").stdout)
                    everything, *rows = self.tables(self.explanation(*arguments))[2]
                    self.assertEqual(everything["attempts"], report["totals"]["attempts"])
                    self.assertEqual(len(self.listed(everything["command"])),
                                     everything["attempts"])
                    self.assertEqual([row["attempts"] for row in rows],
                                     [row["attempts"] for row in report["rows"]])
                    for row in rows[::3]:
                        listed = self.listed(row["command"])
                        self.assertEqual(len(listed), row["attempts"], row)

    def test_every_attempt_of_the_store_is_somewhere(self):
        with sqlite3.connect(self.imported.path) as database:
            database.execute("UPDATE attempt SET deleted_at = 1 WHERE number IN (5, 50, 51)")
            database.execute("UPDATE attempt SET is_answered = NULL WHERE number = 7")
            count = database.execute("SELECT count(*) FROM attempt").fetchone()[0]
        database.close()
        for question in QUESTIONS:
            selection = self.tables(self.explanation("--by", "user", *question))[0]
            whats = [row["what"] for row in selection]
            counts = [row["attempts"] for row in selection]
            self.assertEqual(counts[0], count)
            self.assertEqual(sum(counts[1:]), count)
            self.assertEqual(counts[1:3], [3, 1])
            self.assertTrue(all(number >= 0 for number in counts))
            self.assertEqual(whats[-1], "behind the report")
        self.assertEqual(whats[3:-1], [
            "left out: outside of 2026-09-01T00:00:00.000Z to 2026-10-01T00:00:00.000Z",
            "left out: user is (none)", "left out: policy is not Night Line"])

    def test_columns_are_defined(self):
        columns = self.tables(self.explanation(
            "--by", "user", "--metrics", "attempts,call_answer_rate"))[1]
        self.assertEqual([column["column"] for column in columns],
                         ["user_id", "user_name", "attempts", "call_answer_rate"])
        self.assertIn("answered_calls divided by calls", columns[3]["definition"])

    def attempts_with_costs(self):
        card = self.folder / "card.csv"
        card.write_text("prefix,description,rate_usd_per_minute,connection_fee_usd,initial_seconds,"
                        "increment_seconds,minimum_seconds\n1,North America,0.0140,0.001,30,6,45\n"
                        "351,Portugal,0.02,,,,\n")
        self.imported.run("rates import", card)
        with sqlite3.connect(self.imported.path) as database:
            database.execute("INSERT INTO attempt_carrier_cost "
                             "SELECT number, number * 1000 FROM attempt WHERE number % 4 = 0")
        database.close()
        return self.imported.attempts()

    def test_an_attempt_is_explained_as_it_is_exported(self):
        for number, (identifier, row) in enumerate(sorted(self.attempts_with_costs().items())):
            if number % 9:
                continue
            found = parse(self.imported.run("explain", identifier, "--json").stdout)
            self.assertEqual(found["id"], identifier)
            self.assertEqual(found["counts"]["cost_usd"], row["effective_cost_usd"])
            self.assertEqual(found["counts"].get("source"), row["cost_source"])
            self.assertEqual(found["carrier"]["cost_usd"], row["carrier_cost_usd"])
            self.assertEqual(found["rated"]["cost_usd"], row["rated_cost_usd"])
            for name in ("number", "status", "outcome", "dial_seconds"):
                self.assertEqual(found[name], row[name])
            if row["is_answered"] and row["rated_cost_usd"] is not None:
                self.check_arithmetic(found["rated"], row)

    def check_arithmetic(self, rated, row):
        rate, billed, rest, sign, cost = re.search(
            r": ([\d.]+) × (\d+) ÷ 60(?: \+ ([\d.]+))? ([=≈]) ([\d.]+)$", rated["reason"]).groups()
        exact = Decimal(rate) * int(billed) / 60 + Decimal(rest or 0)
        self.assertEqual(Decimal(cost), row["rated_cost_usd"])
        self.assertLessEqual(abs(exact - Decimal(cost)), Decimal("0.000000005"))
        self.assertEqual(sign == "=", exact == Decimal(cost))
        self.assertGreaterEqual(int(billed), row["dial_seconds"])

    def test_people_read_one_line_for_each_source(self):
        rows = self.attempts_with_costs()
        identifier = next(key for key, row in sorted(rows.items())
                          if row["is_answered"] and row["number"].startswith("+1")
                          and row["carrier_cost_usd"] is not None and row["dial_seconds"] > 60)
        lines = self.imported.run("explain", identifier).stdout.splitlines()
        self.assertEqual(lines[0], f"Attempt {identifier}")
        steps = [line.split()[0] for line in lines[lines.index("") + 1:]]
        self.assertEqual(steps, ["recorded", "carrier", "rated", "counts"])
        self.assertIn("the carrier cost: the first that is known", lines[-1])

    def test_what_is_no_attempt_is_told(self):
        row = next(iter(self.imported.attempts().values()))
        said = self.imported.run("explain", row["call_id"], status=1).stderr
        self.assertIn("is a call; its attempts are", said)
        self.assertIn(row["id"], said)
        said = self.imported.run("explain", "00000000-0000-4000-8000-000000000000", status=1).stderr
        self.assertIn("there is no attempt", said)
        self.assertIn("is no id", self.imported.run("explain", "x", status=1).stderr)


if __name__ == "__main__":
    unittest.main()
