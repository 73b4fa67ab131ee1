"""The bridge from OneUptime's records to the carrier's bill, against a simulated month's truth.

Here the legs and their matches are put into the store as the truth has them, so that the bridge is
measured by itself and not by the matching.
"""
import csv
import email.utils
import io
import json
import re
import sqlite3
import sys
import unittest
import uuid
from decimal import Decimal

from support import ROOT, AcceptanceTest, parse

sys.path.insert(0, str(ROOT / "Tests" / "Oracle"))
import carrier  # noqa: E402

SCHEMA = """
CREATE TABLE IF NOT EXISTS carrier_call (
  number INTEGER PRIMARY KEY, sid TEXT NOT NULL UNIQUE, parent_sid TEXT, account_sid TEXT,
  from_number TEXT, to_number TEXT, direction TEXT, status TEXT, created_at INTEGER,
  updated_at INTEGER, started_at INTEGER, ended_at INTEGER, duration_seconds INTEGER,
  charge_units INTEGER, currency TEXT, extra TEXT, stamp INTEGER NOT NULL, merge_state BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS carrier_call_parent ON carrier_call (parent_sid);
CREATE TABLE IF NOT EXISTS carrier_match (
  leg INTEGER PRIMARY KEY, call INTEGER, attempt INTEGER UNIQUE, method TEXT, confidence INTEGER,
  distance_ms INTEGER, reason TEXT) STRICT;
"""


def milliseconds(text):
    return round(email.utils.parsedate_to_datetime(text).timestamp()) * 1000


def units(price):
    return None if price is None else int(-Decimal(price) * 10**8)


def put_legs(store, folder, truth):
    """What importing and matching would put into a store, if they made no mistake."""
    database = sqlite3.connect(store.path)
    database.executescript(SCHEMA)
    legs = {}
    for line in (folder / "carrier" / "calls.ndjson").read_text().splitlines():
        call = json.loads(line)
        if call["price"] is not None or call["sid"] not in legs:
            legs[call["sid"]] = call
    numbers = {}
    for number, call in enumerate(legs.values(), 1):
        numbers[call["sid"]] = number
        database.execute(
            "INSERT INTO carrier_call VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,0,NULL)",
            (number, call["sid"], call["parent_call_sid"], call["account_sid"], call["from"],
             call["to"], call["direction"], call["status"], milliseconds(call["date_created"]),
             milliseconds(call["date_updated"]), milliseconds(call["start_time"]),
             milliseconds(call["end_time"]), int(call["duration"]), units(call["price"]),
             call["price_unit"]))
    attempts = {uuid.UUID(bytes=id): (number, call) for number, call, id in
                database.execute("SELECT number, call, id FROM attempt")}
    matches = {sid: attempts[uuid.UUID(attempt)] for attempt, sid in truth["pairs"]}
    calls = {legs[sid]["parent_call_sid"]: call for sid, (_, call) in matches.items()}
    calls |= dict(database.execute(
        "SELECT provider_call_id, number FROM call WHERE provider_call_id IS NOT NULL"))
    database.executemany(
        "INSERT INTO carrier_match (leg, call, attempt) VALUES (?, ?, ?)",
        ((numbers[sid], calls.get(call["parent_call_sid"] or sid), matches.get(sid, (None,))[0])
         for sid, call in legs.items()))
    database.commit()
    database.close()


class ReconcileTest(AcceptanceTest):
    def world(self, **options):
        truth = carrier.simulate(self.folder / "world", **options)
        store = self.store(self.folder / "world" / "oneuptime")
        put_legs(store, self.folder / "world", truth)
        return store, truth

    def reconcile(self, store, truth, *options, status=(0, 4)):
        return store.run("reconcile", "--month", truth["month"], "--tz", truth["zone"], *options,
                         status=status)

    def test_every_reason_has_its_count_and_its_micro_cents(self):
        for starts in ("dialled", "answered"):
            with self.subTest(starts=starts):
                self.folder = self.folder / starts
                self.folder.mkdir()
                store, truth = self.world(seed=21, starts=starts)
                store.run("rates", "import", self.folder / "world" / "rates.csv")
                for currency in ("USD", "EUR"):
                    for card, expected in (("none", "unrated"), ("rates", "bridge")):
                        result = self.reconcile(store, truth, "--currency", currency, "--card",
                                                card, "--format", "json")
                        self.assertEqual(*bridges(result.stdout, truth[expected][currency]))

    def test_other_currencies_are_converted_only_when_asked_and_where_a_rate_is_known(self):
        store, truth = self.world(seed=26)
        euros = truth["unrated"]["EUR"]["closing"]
        dollars = truth["unrated"]["USD"]["closing"]
        result = self.reconcile(store, truth, "--convert", "--format", "json")
        self.assertIn("could be converted", result.stdout)
        (self.folder / "rates.csv").write_text("month,currency,usd_per_unit\n2026-10,EUR,1.25\n")
        store.run("currency", "import", self.folder / "rates.csv")
        report = parse(self.reconcile(store, truth, "--convert", "--format", "json").stdout)
        self.assertNotIn("tables", report)
        # No charge of the world has more than five decimals: five quarters of it are exact.
        self.assertEqual(int(report["totals"]["amount_usd"] * 10**8), dollars + euros * 5 // 4)

    def test_every_amount_is_in_the_currency_that_is_said(self):
        store, truth = self.world(seed=27)
        with sqlite3.connect(store.path) as database:
            # Charges that nobody tells the currency of are no dollars.
            database.execute("UPDATE carrier_call SET currency = NULL WHERE number % 50 = 0")
            unknown = database.execute("SELECT coalesce(sum(charge_units), 0) FROM carrier_call "
                                       "WHERE currency IS NULL").fetchone()[0]
        database.close()
        self.assertGreater(unknown, 0)
        everything = ["reconcile", "--from", "2026-09-01", "--to", "2026-12-01"]
        text = store.run(*everything, status=(0, 4)).stdout
        parts = dict(zip(("USD", "EUR", "XXX"), re.split(r"Bridge in \w+", text)))
        self.assertIn("Amount (USD)", parts["USD"])
        self.assertIn("$", parts["USD"])
        for currency in ("EUR", "XXX"):
            self.assertIn(f"Amount ({currency})", parts[currency])
            self.assertNotIn("$", parts[currency].split("Warning")[0])
        self.assertIn("--currency CODE", parts["XXX"])
        report = parse(store.run(*everything, "--currency", "xxx", "--format", "json").stdout)
        self.assertEqual(int(report["totals"]["amount_xxx"] * 10**8), unknown)
        self.reconcile(store, truth, "--details", "--output", self.folder / "a.csv")
        text = (self.folder / "a-differences.csv").read_text()
        for row in csv.DictReader(io.StringIO(text)):
            if row["leg_sid"] and row["reason"] not in ("other_currency", "not_settled"):
                self.assertEqual(row["leg_currency"] or "XXX", row["currency"])

    def test_projects_add_up_to_the_bill(self):
        store, truth = self.world(seed=28)
        project = parse(store.run("query", "SELECT id FROM projects", "--format", "ndjson").stdout)
        totals, counts = [], []
        for options in ([], ["--project", project["id"]], ["--project", "(none)"]):
            report = parse(self.reconcile(store, truth, "--currency", "USD", "--format", "json",
                                          *options).stdout)
            totals.append(report["totals"]["amount_usd"])
            counts.append({row["reason"]: row["count"] for row in report["rows"]})
            told = [int(text.split()[0]) for text in report["warnings"] if "left out" in text]
            self.assertEqual(bool(told), options[1:] == [project["id"]])
            if told:
                left_out = told[0]
        self.assertEqual(totals[0], totals[1] + totals[2])
        self.assertNotIn("no_parent_record", counts[1])
        self.assertGreaterEqual(left_out, counts[2]["no_parent_record"])

    def test_details_are_the_lines_one_by_one(self):
        store, truth = self.world(seed=22)
        self.reconcile(store, truth, "--details", "--output", self.folder / "bridge.csv")
        names = sorted(path.name for path in self.folder.glob("bridge*.csv"))
        self.assertEqual(names, ["bridge-differences.csv", "bridge-eur.csv", "bridge-usd.csv"])
        text = (self.folder / "bridge-differences.csv").read_text()
        rows = list(csv.DictReader(io.StringIO(text)))
        for currency, bridge in truth["unrated"].items():
            found = {}
            for row in rows:
                if row["currency"] == currency:
                    found.setdefault(row["reason"], []).append(
                        (row["attempt_id"] or None, truth["twins"].get(row["leg_sid"],
                                                                       row["leg_sid"]) or None,
                         int(Decimal(row["amount"]) * 10**8)))
            expected = {
                reason: [(attempt, truth["twins"].get(sid, sid), amount)
                         for attempt, sid, amount in entries]
                for reason, entries in bridge["entries"].items()}
            for listed in (found, expected):
                for entries in listed.values():
                    entries.sort(key=repr)
            self.assertEqual(found, expected)

    def test_an_invoice_closes_the_bridge_and_the_tolerance_decides(self):
        store, truth = self.world(calls=300, seed=23)
        billed = truth["unrated"]["USD"]["closing"]
        unexplained = sum(abs(amount) for *_, amount in
                          truth["unrated"]["USD"]["entries"].get("unexplained", []))
        invoice = billed + 123_456_789
        dollars = f"{invoice // 10**8}.{invoice % 10**8:08d}"
        options = ["--currency", "usd", "--invoice", dollars, "--format", "csv"]
        result = self.reconcile(store, truth, *options, status=4)
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        self.assertRegex(result.stderr, r"^calltally: [0-9.]+ USD are without an explanation\n$")
        self.assertEqual(rows[-1]["reason"], "not_in_records")
        self.assertEqual(rows[-1]["amount_usd"], "1.23456789")
        self.assertEqual(sum(int(Decimal(row["amount_usd"]) * 10**8) for row in rows), invoice)
        enough = unexplained + 123_456_789
        for tolerance, status in ((enough, 0), (enough - 1, 4)):
            text = f"{tolerance // 10**8}.{tolerance % 10**8:08d}"
            self.reconcile(store, truth, *options, "--tolerance", text, status=status)

    def test_the_same_bytes_twice_in_every_format(self):
        store, truth = self.world(calls=200, seed=24)
        for name in ("a.xlsx", "a.json", "a.txt", "a.ndjson"):
            for copy in ("first", "second"):
                (self.folder / copy).mkdir(exist_ok=True)
                self.reconcile(store, truth, "--currency", "USD", "--output",
                               self.folder / copy / name)
            self.assertEqual((self.folder / "first" / name).read_bytes(),
                             (self.folder / "second" / name).read_bytes())

    def test_what_cannot_be_reconciled_is_told(self):
        truth = carrier.simulate(self.folder / "world", calls=200, seed=25)
        store = self.store(self.folder / "world" / "oneuptime")
        result = self.reconcile(store, truth, status=1)
        self.assertIn("carrier import", result.stderr)
        put_legs(store, self.folder / "world", truth)
        for options, words in [
                (["--invoice", "12"], "choose with --currency"),
                (["--currency", "CHF"], "expected USD or EUR"),
                (["--account", "AC1"], "expected AC5e")]:
            self.assertIn(words, self.reconcile(store, truth, *options, status=1).stderr)
        for wrong in ("-1", "1,5", "many"):
            self.reconcile(store, truth, "--tolerance", wrong, status=2)


def bridges(text, expected):
    """(found, expected) in one shape: opening, closing and lines of one currency."""
    report = parse(text)
    amount = [name for name in report["rows"][0] if name.startswith("amount_")][0]
    rows = {row["reason"]: (row["count"], int(row[amount] * 10**8)) for row in report["rows"]}
    opening = rows.pop("recorded")[1] + rows.pop("rated")[1]
    found = (opening, int(report["totals"][amount] * 10**8), rows)
    lines = {reason: (line["count"], line["microcents"])
             for reason, line in expected["lines"].items()}
    return found, (expected["opening"], expected["closing"], lines)


if __name__ == "__main__":
    unittest.main()
