"""Carrier records: every form of a simulated month gives the same store, and survives being killed."""
import gzip
import json
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from support import FIXTURES, ROOT, AcceptanceTest, parse, program

ALL = "SELECT * FROM carrier_calls ORDER BY sid"


def world(folder, calls, *options):
    """The files of a simulated month."""
    subprocess.run(
        ["python3", ROOT / "Tests" / "Oracle" / "carrier.py", "--calls", str(calls), "--seed", "5",
         "--output", str(folder), *options], check=True, capture_output=True)
    return pathlib.Path(folder)


class CarrierImportTest(AcceptanceTest):
    @classmethod
    def setUpClass(cls):
        program()
        cls.temporary = tempfile.TemporaryDirectory(prefix="calltally-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.world = world(cls.temporary.name, 300)
        cls.carrier = cls.world / "carrier"

    def take(self, store, *paths, status=0):
        result = store.run("carrier", "import", "twilio", *paths, "--json", status=status)
        counters = parse(result.stdout)
        parts = ["inserted", "updated", "unchanged", "superseded", "rejected"]
        self.assertEqual(counters["read"], sum(counters[part] for part in parts))
        return counters

    def records(self):
        """The simulated carrier's records, some of them twice."""
        return [parse(line) for line in (self.carrier / "calls.ndjson").read_text().splitlines()]

    def rows(self, store, sql=ALL):
        result = store.run("query", sql, "--format", "ndjson")
        return [parse(line) for line in result.stdout.splitlines()]

    def test_pages_and_lines_give_the_same_store_in_any_order(self):
        one, other = self.store(), self.store()
        counters = self.take(one, self.carrier / "pages")
        pages = sorted((self.carrier / "pages").iterdir(), reverse=True)
        packed = other.folder / "lines.gz"
        packed.write_bytes(gzip.compress((self.carrier / "calls.ndjson").read_bytes()))
        self.take(other, *pages)
        self.take(other, packed)
        self.assertEqual(self.rows(one), self.rows(other))
        lines = self.records()
        self.assertEqual(counters["read"], len(lines))
        self.assertEqual(counters["inserted"], len({line["sid"] for line in lines}))
        self.assertEqual(counters["duplicates"], len(lines) - counters["inserted"])

    def test_the_consoles_table_says_the_same_as_the_api(self):
        one, other = self.store(), self.store()
        self.take(one, self.carrier / "calls.ndjson")
        self.take(other, self.carrier / "console.csv")
        sql = """SELECT sid, parent_sid, account_sid, from_number, to_number, direction, status,
                 started_at, ended_at, duration_seconds, charge, currency
                 FROM carrier_calls WHERE charge IS NOT NULL ORDER BY sid"""
        self.assertEqual(self.rows(one, sql), self.rows(other, sql))

    def test_prices_are_what_the_records_say(self):
        store = self.store()
        self.take(store, self.carrier / "calls.ndjson")
        newest = {}
        for call in self.records():
            if call["price"] is not None:
                newest[call["sid"]] = -parse(call["price"])
        found = {row["sid"]: parse(row["charge"]) for row in self.rows(store)
                 if row["charge"] is not None}
        self.assertEqual(found, newest)

    def test_another_account_is_left_out_when_one_is_asked_for(self):
        store = self.store()
        account = self.records()[0]["account_sid"]
        result = store.run(
            "carrier", "import", "twilio", self.carrier / "calls.ndjson",
            self.carrier / "other-account.ndjson", "--account", account, "--json")
        counters = parse(result.stdout)
        self.assertGreater(counters["skipped"], 0)
        self.assertEqual({row["account_sid"] for row in self.rows(store)}, {account})
        both = self.store()
        counters = self.take(
            both, self.carrier / "calls.ndjson", self.carrier / "other-account.ndjson")
        self.assertIn("several accounts", " ".join(counters["warnings"]))

    def test_bad_records_go_to_the_rejects_and_the_rest_is_kept(self):
        store = self.store()
        lines = (self.carrier / "calls.ndjson").read_text().splitlines()
        first, second = json.loads(lines[0]), json.loads(lines[1])
        bad = [first | {"price": "-0,014"}, second | {"duration": "-1"}, {"sid": "CA1"}, 7]
        path = store.folder / "mixed.ndjson"
        path.write_text("\n".join([*map(json.dumps, bad), *lines[2:]]) + "\n{\"sid\":\"")
        rejects = store.folder / "rejects"
        result = store.run(
            "carrier", "import", "twilio", path, "--rejects", rejects, status=3)
        self.assertIn("a comma may part thousands or decimals", result.stderr)
        self.assertEqual(
            [json.loads(line)["reason"] for line in rejects.read_text().splitlines()],
            ["invalid_price", "negative_duration", "invalid_id", "unrecognized_record", "truncated"])
        sids = {json.loads(line)["sid"] for line in lines[2:]}
        self.assertEqual({row["sid"] for row in self.rows(store)}, sids)
        strict = self.store()
        self.take(strict, self.carrier / "other-account.ndjson")
        before = self.rows(strict)
        strict.run("carrier", "import", "twilio", path, "--strict", status=1)
        self.assertEqual(self.rows(strict), before)

    def test_a_killed_import_is_completed_by_the_next(self):
        records = self.records()
        many = [records[number % len(records)] | {"sid": f"CA{number:032x}"}
                for number in range(40_000)]
        lines = [json.dumps(record).encode() + b"\n" for record in many]
        whole = self.folder / "whole.ndjson"
        whole.write_bytes(b"".join(lines))
        store, reference = self.store(), self.store()
        self.take(reference, whole)
        self.take(store, self.carrier / "other-account.ndjson")
        process = subprocess.Popen(
            [program(), "carrier", "import", "twilio", "-", "--store", str(store.path)],
            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        # More than one batch, and less than all: it waits for the rest when it is killed.
        process.stdin.write(b"".join(lines[:36_000]))
        process.stdin.flush()
        time.sleep(1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with self.assertRaises(BrokenPipeError):
            process.stdin.write(b"x" * (1 << 20))
            process.stdin.flush()
        self.assertIn("did not end", store.run("status").stdout)
        count = "SELECT count(*) AS n FROM carrier_calls"
        self.assertIn(self.rows(store, count)[0]["n"], range(1, 40_000))
        self.take(store, whole)
        self.take(reference, self.carrier / "other-account.ndjson")
        self.assertEqual(self.rows(store), self.rows(reference))

    def test_the_committed_pages_are_what_their_program_writes(self):
        with tempfile.TemporaryDirectory(prefix="calltally-") as folder:
            subprocess.run([FIXTURES / "write-carrier", folder], check=True)
            for path in sorted((FIXTURES / "carrier").glob("*.gz")):
                self.assertEqual(
                    gzip.decompress(path.read_bytes()),
                    gzip.decompress((pathlib.Path(folder) / path.name).read_bytes()), path.name)


class CarrierMatchTest(AcceptanceTest):
    """Which leg was for which attempt, against a world that knows."""

    ATTEMPTS_OF_LEGS = "SELECT sid, attempt_id, method FROM carrier_matches"

    def matched(self, starts, form, calls=2000, seed=11):
        """(right pairs of the world, what was found, by attempt)."""
        folder = self.folder / f"{starts}-{form}"
        world(folder, calls, "--starts", starts, "--seed", str(seed))
        store = self.store(*sorted((folder / "oneuptime").iterdir()))
        store.run("carrier", "import", "twilio", folder / "carrier" / form)
        truth = json.loads((folder / "truth.json").read_text())
        # Of a leg that is billed twice either may be matched.
        found = {row["attempt_id"]: truth["twins"].get(row["sid"], row["sid"])
                 for row in self.rows(store) if row["attempt_id"]}
        return dict(truth["pairs"]), found, store

    def rows(self, store, sql=ATTEMPTS_OF_LEGS):
        result = store.run("query", sql, "--format", "ndjson")
        return [parse(line) for line in result.stdout.splitlines()]

    def test_legs_are_matched_and_none_of_them_wrongly(self):
        for starts in ("dialled", "answered"):
            for form in ("pages", "console.csv", "console-without-parents.csv"):
                with self.subTest(starts=starts, form=form):
                    pairs, found, _ = self.matched(starts, form)
                    wrong = {one: leg for one, leg in found.items() if pairs.get(one) != leg}
                    self.assertEqual(wrong, {})
                    self.assertGreaterEqual(len(found) / len(pairs), 0.999)

    def test_attempts_have_the_carriers_costs_once_they_are_settled(self):
        _, found, store = self.matched("dialled", "pages", calls=300)
        costs = self.rows(store, """SELECT attempt_id, carrier_cost_microcents FROM costs
                                    WHERE carrier_cost_microcents IS NOT NULL""")
        expected = self.rows(store, """SELECT attempt_id, charge FROM carrier_matches
            JOIN carrier_calls USING (sid) WHERE attempt_id IS NOT NULL AND currency = 'USD'
            AND charge IS NOT NULL""")
        self.assertEqual(
            {row["attempt_id"]: row["carrier_cost_microcents"] for row in costs},
            {row["attempt_id"]: int(parse(row["charge"]) * 10**8) for row in expected})
        self.assertGreater(len(costs), len(found) // 3)

    def test_what_came_in_costs_its_call_and_no_attempt(self):
        _, _, store = self.matched("dialled", "pages", calls=300)
        expected = self.rows(store, """SELECT charge FROM carrier_matches
            JOIN carrier_calls USING (sid) JOIN calls ON calls.id = call_id
            WHERE method = 'inbound' AND currency = 'USD' AND charge IS NOT NULL""")
        report = store.report(["policy"], metrics=["inbound_cost_usd", "inbound_costed_calls"])
        self.assertEqual(
            report["totals"]["inbound_cost_usd"], sum(parse(row["charge"]) for row in expected))
        self.assertEqual(report["totals"]["inbound_costed_calls"], len(expected))
        self.assertEqual(
            sum(row["inbound_cost_usd"] for row in report["rows"]),
            report["totals"]["inbound_cost_usd"])
        error = store.run(
            "report", "--by", "user", "--metrics", "inbound_cost_usd", status=2).stderr
        self.assertIn("inbound_cost_usd", error)

    def test_inbound_costs_are_put_on_attempts_only_when_asked(self):
        _, _, store = self.matched("dialled", "pages", calls=300)
        inbound = self.rows(store, """SELECT call_id, charge FROM carrier_matches
            JOIN carrier_calls USING (sid) WHERE method = 'inbound' AND currency = 'USD'
            AND charge IS NOT NULL""")
        priced = {row["call_id"] for row in self.rows(
            store, """SELECT DISTINCT call_id FROM costs JOIN attempts ON attempts.id = attempt_id
                WHERE carrier_cost_microcents IS NOT NULL""")}
        shared = sum(parse(row["charge"]) for row in inbound if row["call_id"] in priced)
        self.assertGreater(shared, 0)
        plain = store.report(["month"], metrics=["carrier_cost_usd"])["totals"]
        for how in ("answered", "even"):
            with self.subTest(how=how):
                report = store.report(
                    ["month"], metrics=["carrier_cost_usd"], options=["--allocate-inbound", how])
                self.assertEqual(
                    report["totals"]["carrier_cost_usd"], plain["carrier_cost_usd"] + shared)
                self.assertIn("inbound legs", " ".join(report["warnings"]))
                rows = store.export(options=["--allocate-inbound", how]).splitlines()
                costs = [parse(row)["carrier_cost_usd"] for row in rows]
                self.assertEqual(
                    sum(cost for cost in costs if cost is not None),
                    report["totals"]["carrier_cost_usd"])

    def test_currencies_are_converted_once_their_rate_is_known(self):
        _, _, store = self.matched("dialled", "pages", calls=1000)
        euros = """SELECT count(*) AS n, sum(carrier_cost_microcents) AS cost FROM costs
            JOIN carrier_matches USING (attempt_id) JOIN carrier_calls USING (sid)
            WHERE currency = 'EUR' AND carrier_cost_microcents IS NOT NULL"""
        self.assertEqual(self.rows(store, euros)[0]["n"], 0)
        rates = store.folder / "rates.csv"
        months = ("2026-09", "2026-10", "2026-11")
        rates.write_text("month,currency,usd_per_unit\n" + "".join(
            f"{month},EUR,1.25\n" for month in months))
        store.run("currency", "import", rates)
        found = self.rows(store, euros)[0]
        self.assertGreater(found["n"], 0)
        expected = self.rows(store, """SELECT charge FROM carrier_calls JOIN carrier_matches
            USING (sid) WHERE attempt_id IS NOT NULL AND currency = 'EUR'
            AND charge IS NOT NULL""")
        self.assertEqual(
            found["cost"], sum(int(parse(row["charge"]) * 125 * 10**6) for row in expected))

    def test_the_order_of_imports_does_not_matter(self):
        folder = self.folder / "order"
        world(folder, 300, "--seed", "3")
        one = self.store(*sorted((folder / "oneuptime").iterdir()))
        one.run("carrier", "import", "twilio", folder / "carrier" / "pages")
        other = self.store()
        for page in sorted((folder / "carrier" / "pages").iterdir(), reverse=True):
            other.run("carrier", "import", "twilio", page)
        for path in sorted((folder / "oneuptime").iterdir(), reverse=True):
            other.load(path)
        everything = "SELECT * FROM carrier_matches ORDER BY sid"
        self.assertEqual(self.rows(one, everything), self.rows(other, everything))
        self.assertEqual(self.rows(one, "SELECT * FROM costs ORDER BY 1"),
                         self.rows(other, "SELECT * FROM costs ORDER BY 1"))
        before = self.rows(one, everything)
        result = one.run("carrier", "match", "--start-tolerance", "60", "--json")
        self.assertEqual(self.rows(one, everything), before)
        counts = parse(result.stdout)
        self.assertEqual(
            counts["matched_legs"], sum(row["attempt_id"] is not None for row in before))
        narrow = parse(one.run("carrier", "match", "--start-tolerance", "0", "--json").stdout)
        self.assertLess(narrow["matched_legs"], counts["matched_legs"])


if __name__ == "__main__":
    unittest.main()
