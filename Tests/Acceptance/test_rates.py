"""Rate cards: every attempt is rated as a plain reading with fractions has it."""
import csv
import datetime
import io
import random
import unittest
from decimal import Decimal
from fractions import Fraction

from support import FIXTURES, AcceptanceTest, parse

COLUMNS = ("prefix,description,rate_usd_per_minute,connection_fee_usd,initial_seconds,"
           "increment_seconds,minimum_seconds,direction,valid_from,valid_to,unanswered_fee_usd")
CARD = f"""{COLUMNS}
1,North America,0.0140,,60,60,0,outbound,,,
1206,Seattle,0.0133,0.0005,30,6,,outbound,,2026-09-15,0.0001
1206,Seattle,0.0137,0.0005,6,6,10,outbound,2026-09-15,,0.0001
44,United Kingdom,0.02555555,,1,1,,,,,
351,Portugal,1.99999999,0.123,0,7,13,,2026-09-01,2026-09-20,
3519,Portugal inbound,9,,,,,inbound,,,
"""


def rounded(amount):
    """Micro-cents of an amount in dollars: half away from zero."""
    microcents = amount * 10**8
    whole = abs(microcents.numerator) * 2 // microcents.denominator
    return Decimal((whole + 1) // 2 * (-1 if microcents < 0 else 1)).scaleb(-8)


def rated(row, card):
    """What an exported attempt costs by the lines of a card; None where nothing tells."""
    digits = "".join(letter for letter in row["number"] or "" if letter.isdigit())
    start = row["started_at"] or row["created_at"]
    best = None
    for number, line in enumerate(csv.DictReader(io.StringIO(card))):
        if line["direction"] == "inbound" or not digits.startswith(line["prefix"]):
            continue
        begin = line["valid_from"] and line["valid_from"] + "T00:00:00.000Z"
        if begin and not (start and start >= begin):
            continue
        if line["valid_to"] and not (start and start < line["valid_to"] + "T00:00:00.000Z"):
            continue
        rank = (len(line["prefix"]), begin, number)
        if best is None or rank > best[0]:
            best = (rank, line)
    if best is None or not (row["number"] or "").startswith("+"):
        return None
    line = best[1]
    if not row["is_answered"]:
        return rounded(Fraction(line["unanswered_fee_usd"] or 0))
    if row["dial_seconds"] is None or row["dial_seconds"] < 0:
        return None
    initial, increment = int(line["initial_seconds"] or 60), int(line["increment_seconds"] or 60)
    billed = initial
    while billed < max(row["dial_seconds"], int(line["minimum_seconds"] or 0)):
        billed += increment
    return rounded(Fraction(line["connection_fee_usd"] or 0)
                   + Fraction(line["rate_usd_per_minute"]) * billed / 60)


class RatesTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.imported = self.store(FIXTURES / "september")

    def card(self, text, name="card", status=0, options=()):
        path = self.folder / f"{name}.csv"
        path.write_text(text)
        return self.imported.run("rates import", path, *options, status=status)

    def rows(self, *options):
        return [parse(line) for line in self.imported.export(options=options).splitlines()]

    def check(self, card, *options):
        rows = self.rows(*options)
        for row in rows:
            self.assertEqual(row["rated_cost_usd"], rated(row, card), row)
        return rows

    def test_attempts_are_rated_as_the_card_says(self):
        self.assertEqual(self.card(CARD).stderr, "card@1: 6 rates\n")
        rows = self.check(CARD)
        costs = [row["rated_cost_usd"] for row in rows]
        self.assertIn(None, costs)
        self.assertGreater(len(set(costs)), 40)
        report = self.imported.report(["user"], metrics=["rated_cost_usd", "rated_costed_attempts"])
        known = [cost for cost in costs if cost is not None]
        self.assertEqual(report["totals"]["rated_cost_usd"], sum(known))
        self.assertEqual(report["totals"]["rated_costed_attempts"], len(known))
        self.assertEqual(report["report"]["rate_card"], "card@1")
        for row in self.rows("--cost", "rated"):
            self.assertEqual(row["effective_cost_usd"], row["rated_cost_usd"])
        for row in self.rows("--card", "none"):
            self.assertIsNone(row["rated_cost_usd"])

    def test_any_card_is_rated_as_fractions_have_it(self):
        numbers = {"".join(filter(str.isdigit, row["number"] or "")) for row in self.rows()}
        prefixes = sorted({number[:length] for number in numbers for length in (1, 2, 3, 5, 8)
                           if number} - {""})
        generator = random.Random(6)
        for trial in range(12):
            lines = [COLUMNS]
            for _ in range(generator.randrange(1, 30)):
                days = [datetime.date(2026, 8, 1) + datetime.timedelta(generator.randrange(90))
                        for _ in range(2)]
                span = sorted(days) if days[0] != days[1] else ["", ""]
                lines.append(",".join(str(cell) for cell in (
                    generator.choice(prefixes), "x",
                    Decimal(generator.randrange(10**9)).scaleb(-8),
                    generator.choice(["", "0.00000001", "0.5"]),
                    generator.choice(["", 0, 1, 6, 30, 60]), generator.choice(["", 1, 6, 7, 60]),
                    generator.choice(["", 0, 10, 61]), generator.choice(["", "outbound", "inbound"]),
                    *(generator.choice([span, ["", ""], [span[0], ""], ["", span[1]]])),
                    generator.choice(["", "0.003"]))))
            text = "\n".join(lines) + "\n"
            self.card(text, options=["--name", "random"])
            with self.subTest(trial=trial):
                self.check(text, "--card", f"random@{trial + 1}")
        self.check(text, "--card", "random")

    def test_the_first_that_is_known_counts(self):
        self.card(CARD)
        for row in self.rows():
            recorded = row["recorded_cost_usd"]
            if recorded == 0 and row["is_answered"] and (row["dial_seconds"] or 0) > 0:
                recorded = None
            expected = row["rated_cost_usd"] if recorded is None else recorded
            self.assertEqual(row["effective_cost_usd"], expected)
        text = self.imported.run("report", "--by", "month", "--metrics", "cost_usd").stdout
        self.assertRegex(text, r"Costs come from: recorded \$[\d.,]+ \(\d+ attempts\), "
                               r"rated \$[\d.,]+ \(\d+ attempts, card card@1\)\.\n")

    def test_versions_are_kept_and_told(self):
        self.card(CARD)
        self.assertEqual(self.card(CARD).stderr, "card@1 has these 6 rates already\n")
        self.assertEqual(self.card(CARD.replace("0.0140", "0.0150")).stderr, "card@2: 6 rates\n")
        listed = self.imported.run("rates list", "--format", "csv").stdout.splitlines()
        self.assertEqual([line.split(",")[:3] for line in listed],
                         [["card", "version", "rates"], ["card", "1", "6"], ["card", "2", "6"]])
        # What is shown can be imported, and is the same.
        shown = self.imported.run("rates show", "card@1", "--format", "csv").stdout
        self.assertEqual(self.card(shown, "again").stderr, "again@1: 6 rates\n")
        self.check(CARD, "--card", "again")
        warned = self.imported.run("report", "--by", "month", "--metrics", "cost_usd").stdout
        self.assertIn("several rate cards (again@1, card@2)", " ".join(warned.split()))
        failed = self.imported.run("rates show", "nothing", status=1).stderr
        self.assertIn("there are again@1, card@2", failed)

    def test_a_bad_card_changes_nothing(self):
        said = self.card(CARD.replace("0.0140", "0,0140"), status=1).stderr
        self.assertIn("card.csv:2: the row has 12 fields, expected 11", said)
        self.assertEqual(self.imported.run("rates list", "--format", "csv").stdout.count("\n"), 1)

    def test_numbers_without_a_rate_are_listed(self):
        self.card(CARD)
        answer = self.imported.run("rates check", "--format", "json", status=4)
        found = {row["number"]: row["attempts"] for row in parse(answer.stdout)["rows"]}
        # Without a duration there is no cost, but there is a rate.
        expected = {}
        for row in self.rows():
            if rated(row | {"is_answered": False}, CARD) is None:
                expected[row["number"]] = expected.get(row["number"], 0) + 1
        self.assertEqual(found, expected)
        everything = COLUMNS + "\n" + "".join(f"{digit},x,0.01,,,,,,,,\n" for digit in range(1, 10))
        self.card(everything)
        answer = self.imported.run(
            "rates check", "--format", "json", "--not-number", "(none)", status=(0, 4))
        rows = parse(answer.stdout)["rows"]
        self.assertEqual([row for row in rows if row["country"]], [])

    def test_a_template_is_a_card_but_for_its_prices(self):
        text = self.imported.run("rates template").stdout
        lines = list(csv.DictReader(io.StringIO(text)))
        countries = {row["country"] for row in self.rows()} - {None}
        self.assertEqual({line["prefix"] for line in lines}, countries)
        failed = self.card(text, status=1).stderr
        self.assertIn("card.csv:2: rate_usd_per_minute is ''", failed)
        filled = io.StringIO()
        writer = csv.DictWriter(filled, lines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(line | {"rate_usd_per_minute": "0.5"} for line in lines)
        self.card(filled.getvalue())
        answer = self.imported.run("rates check", "--format", "json", status=(0, 4))
        self.assertTrue(all(row["country"] is None for row in parse(answer.stdout)["rows"]))

    def test_a_difference_is_told_before_anybody_rates_by_it(self):
        self.card(CARD)
        dearer = CARD.replace("0.0140", "0.0150").replace("351,Portugal,", "3,Portugal,")
        self.card(dearer)
        answer = parse(self.imported.run(
            "rates diff", "card@1", "card@2", "--month", "2026-09", "--tz", "America/New_York",
            "--format", "json").stdout)
        rows = self.rows("--month", "2026-09", "--tz", "America/New_York")
        old = [rated(utc(row), CARD) for row in rows]
        new = [rated(utc(row), dearer) for row in rows]
        totals = answer["totals"]
        self.assertEqual(totals["attempts"], len(rows))
        self.assertEqual(totals["changed_attempts"], sum(a != b for a, b in zip(old, new)))
        self.assertEqual(totals["old_cost_usd"], sum(cost or 0 for cost in old))
        self.assertEqual(totals["new_cost_usd"], sum(cost or 0 for cost in new))
        for name in ("attempts", "changed_attempts", "difference_usd"):
            self.assertEqual(sum(row[name] for row in answer["rows"]), totals[name])
        self.assertEqual(totals["difference_usd"], totals["new_cost_usd"] - totals["old_cost_usd"])
        self.assertGreater(totals["changed_attempts"], 0)


def utc(row):
    """An exported attempt with its instants in UTC, as a card's days are."""
    row = dict(row)
    for name in ("started_at", "created_at"):
        if row[name]:
            instant = datetime.datetime.fromisoformat(row[name]).astimezone(datetime.timezone.utc)
            row[name] = instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03}Z"
    return row


if __name__ == "__main__":
    unittest.main()
