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


if __name__ == "__main__":
    unittest.main()
