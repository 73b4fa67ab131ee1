"""`carrier sync twilio` against a server that answers as Twilio does, and fails as it might."""
import datetime
import email.utils
import json
import sqlite3
import unittest
from unittest import mock

import twilio_server
from support import AcceptanceTest, parse
from test_carrier import ALL, world
from twilio_server import ACCOUNT, TOKEN, TwilioServer

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def call(number, days, price="-0.01400", **fields):
    """A Call resource that started `days` days ago."""
    start = NOW - datetime.timedelta(days=days)
    times = {name: email.utils.format_datetime(start + datetime.timedelta(seconds=seconds))
             for name, seconds in (("date_created", 0), ("start_time", 1), ("end_time", 31),
                                   ("date_updated", 40))}
    return {"sid": f"CA{number:032x}", "account_sid": ACCOUNT, "parent_call_sid": None,
            "from": "+12125550100", "to": "+12125550101", "direction": "inbound",
            "status": "completed", "duration": "30", "price": price, "price_unit": "USD",
            } | times | fields


class CarrierSyncTest(AcceptanceTest):
    def server(self, calls):
        server = TwilioServer(calls)
        server.__enter__()
        self.addCleanup(server.__exit__)
        return server

    def pages_of(self, size):
        """Pages of so many records from here on."""
        patch = mock.patch.object(twilio_server, "MAXIMUM_PAGE_SIZE", size)
        patch.start()
        self.addCleanup(patch.stop)

    def simulated(self, calls=150):
        folder = world(self.folder / "world", calls)
        lines = (folder / "carrier" / "calls.ndjson").read_text().splitlines()
        return folder, [json.loads(line) for line in lines]

    def sync(self, store, server, *options, status=0, token=TOKEN, account=ACCOUNT,
             environment=None):
        if environment is None:
            environment = {"TWILIO_ACCOUNT_SID": account, "TWILIO_AUTH_TOKEN": token}
        result = store.run("carrier", "sync", "twilio", "--url", server.url, *options,
                           status=status, environment=environment)
        self.assertNotIn(token, result.stdout + result.stderr)
        self.assertNotIn(token.encode(), store.path.read_bytes() if store.path.exists() else b"")
        return result

    def counters(self, store, server, *options, **more):
        counters = parse(self.sync(store, server, "--json", *options, **more).stdout)
        parts = ["inserted", "updated", "unchanged", "superseded", "rejected"]
        self.assertEqual(counters["read"], sum(counters[part] for part in parts))
        return counters

    def rows(self, store, sql=ALL):
        result = store.run("query", sql, "--format", "ndjson")
        return [parse(line) for line in result.stdout.splitlines()]

    def assert_as_imported(self, store, server, *oneuptime):
        """The store has what an import of the server's calls from a file gives."""
        other = self.store(*oneuptime)
        path = other.folder / "calls.ndjson"
        path.write_text("".join(json.dumps(one) + "\n" for one in server.calls.values()))
        other.run("carrier", "import", "twilio", path)
        for sql in (ALL, "SELECT * FROM carrier_matches ORDER BY sid",
                    "SELECT * FROM costs ORDER BY 1"):
            found = self.rows(store, sql)
            self.assertEqual(found, self.rows(other, sql))
        return found

    def test_a_sync_and_an_import_of_the_same_calls_give_the_same_store(self):
        self.pages_of(100)
        folder, calls = self.simulated()
        server = self.server(calls)
        oneuptime = sorted((folder / "oneuptime").iterdir())
        store = self.store(*oneuptime)
        counters = self.counters(store, server)
        self.assertEqual(counters["read"], len(server.calls))
        self.assertEqual(counters["requests"], -(-len(server.calls) // 100))
        self.assertGreater(counters["requests"], 3)
        self.assertIsNone(counters["from"])
        costs = self.assert_as_imported(store, server, *oneuptime)
        self.assertTrue(any(row["carrier_cost_microcents"] for row in costs))

    def test_faults_are_outlived(self):
        self.pages_of(100)
        _, calls = self.simulated()
        server, store = self.server(calls), self.store()
        server.faults = [(429, 1), 500, None, "reset", "truncated", None, "html"]
        counters = self.counters(store, server)
        # curl by itself repeats what an open connection is reset at, and counts it nowhere.
        self.assertIn(counters["retries"], (4, 5))
        self.assertEqual(server.faults, [])
        self.assertEqual(len(server.requests), 5 + -(-len(server.calls) // 100))
        self.assert_as_imported(store, server)

    def test_what_came_before_an_error_is_kept_and_the_next_run_begins_anew(self):
        self.pages_of(100)
        _, calls = self.simulated()
        server, store = self.server(calls), self.store()
        server.faults = [None, None] + [503] * 20
        result = self.sync(store, server, "--time-limit", 2, status=75)
        self.assertIn("try again later", result.stderr)
        self.assertEqual(len(self.rows(store)), 200)
        self.assertIn("did not end", store.run("status").stdout)
        server.faults = []
        counters = self.counters(store, server)
        self.assertIsNone(counters["from"])
        self.assertEqual(counters["read"], len(server.calls))
        self.assert_as_imported(store, server)

    def test_later_runs_read_what_is_new_and_what_had_no_price(self):
        server, store = self.server([
            call(1, 50, price=None), call(2, 40), call(3, 30, price=None), call(4, 10), call(5, 3),
            call(6, 90, price=None), call(7, 58, price=None, status="no-answer", duration="0"),
        ]), self.store()
        self.assertEqual(self.counters(store, server)["inserted"], 7)
        day = (NOW - datetime.timedelta(days=51)).date().isoformat()
        # Prices come without a newer date_updated.
        server.calls[call(1, 50)["sid"]] = call(1, 50)
        server.calls[call(3, 30)["sid"]] = call(3, 30, price="-0.02")
        server.add([call(8, 0, price="-0.5")])
        counters = self.counters(store, server)
        self.assertEqual(
            [counters[name] for name in ("from", "inserted", "updated", "unchanged")],
            [day, 1, 2, 3])
        self.assert_as_imported(store, server)
        # Now that those are settled, a week is enough.
        counters = self.counters(store, server)
        week = (NOW - datetime.timedelta(days=8)).date()
        self.assertIn(datetime.date.fromisoformat(counters["from"]) - week,
                      (datetime.timedelta(0), datetime.timedelta(1)))
        self.assertEqual((counters["read"], counters["unchanged"]), (2, 2))
        counters = self.counters(store, server, "--look-back", "20d")
        self.assertEqual(counters["read"], 3)

    def test_a_period_reads_its_days_and_leaves_later_runs_alone(self):
        days = [call(1, 1, start_time="Wed, 30 Sep 2026 23:59:59 +0000"),
                call(2, 1, start_time="Thu, 01 Oct 2026 00:00:00 +0000"),
                call(3, 1, start_time="Sat, 31 Oct 2026 23:59:59 +0000"),
                call(4, 1, start_time="Sun, 01 Nov 2026 04:30:00 +0000"),
                call(5, 1, start_time="Mon, 28 Sep 2026 23:59:59 +0000"),
                call(6, 1, start_time="Tue, 03 Nov 2026 00:00:01 +0000")]
        for one in days:
            one["date_created"] = one["end_time"] = one["date_updated"] = one["start_time"]
        server, store = self.server(days), self.store()
        counters = self.counters(store, server, "--month", "2026-10", "--tz", "America/New_York")
        self.assertEqual((counters["from"], counters["to"]), ("2026-09-30", "2026-11-02"))
        self.assertEqual([int(row["sid"][2:], 16) for row in self.rows(store)], [1, 2, 3, 4])
        self.assertIsNone(self.counters(store, server)["from"])
        self.assertEqual(len(self.rows(store)), 6)

    def test_how_far_it_came_is_known_for_each_account_and_server(self):
        server, store = self.server([call(1, 2)]), self.store()
        self.counters(store, server)
        other = self.server([call(2, 100)])
        self.assertEqual(self.counters(store, other)["inserted"], 1)
        with sqlite3.connect(store.path) as database:
            sources = [row[0] for row in database.execute(
                "SELECT source FROM source_state ORDER BY source")]
        self.assertEqual(sources, sorted(
            f"twilio {ACCOUNT} {one.url}" for one in (server, other)))

    def test_nothing_there_is_no_error(self):
        server, store = self.server([]), self.store()
        self.assertEqual(self.counters(store, server)["read"], 0)
        self.assertIsNotNone(self.counters(store, server)["from"])

    def test_a_refused_record_costs_only_itself(self):
        server, store = self.server([call(1, 2), call(2, 1, price="-0,014")]), self.store()
        rejects = self.folder / "rejects"
        self.sync(store, server, "--rejects", rejects, status=3)
        self.assertEqual(json.loads(rejects.read_text())["reason"], "invalid_price")
        self.assertEqual(len(self.rows(store)), 1)

    def test_what_twilio_refuses_is_told_and_not_tried_again(self):
        server, store = self.server([call(1, 2)]), self.store()
        result = self.sync(store, server, token="f" * 32, status=1)
        self.assertIn("the account sid or the auth token is wrong", result.stderr)
        for fault, words in ((404, "no such account"), (400, "does not take"),
                             (403, "may not list calls")):
            server.faults = [fault]
            self.assertIn(words, self.sync(store, server, status=1).stderr)
        server.faults = [(429, 3600)]
        self.assertIn("asked too often", self.sync(store, server, status=75).stderr)
        self.assertEqual(len(server.requests), 5)
        self.assertNotIn("did not end", store.run("status").stdout)

    def test_answers_that_are_none_are_no_end_of_the_list(self):
        store = self.store()
        place = f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json?Page=1"
        for answer, words in (
                ("<html>Sign in</html>", "a web page came"), ({}, "no answer of Twilio's"),
                ({"message": "hello"}, "no answer of Twilio's"),
                ({"calls": [], "next_page_uri": "https://example.com" + place}, "not of this list"),
                ({"calls": [], "next_page_uri": "\x1b[2J" + place}, "at ?[2J/2010"),
                ({"calls": [], "next_page_uri": "@example.com" + place}, "not of this list"),
                ({"calls": [], "next_page_uri": place.replace("5e", "5f")}, "not of this list"),
                ({"calls": [], "next_page_uri": place}, "or was read already")):
            with self.subTest(answer=answer):
                server = self.server([])
                server.answer = lambda *_, answer=answer: (200, answer)
                self.assertIn(words, self.sync(store, server, status=1).stderr)
        server = self.server([call(1, 2)])
        self.assertIsNone(self.counters(store, server)["from"])

    def test_credentials_come_from_a_file_the_environment_or_systemd(self):
        server, store = self.server([call(1, 2)]), self.store()
        path = self.folder / "twilio"
        path.write_text(f"  {ACCOUNT}\n{TOKEN}\n\n")
        path.chmod(0o600)
        option = ("--credentials-file", path)
        self.assertNotIn("warning", self.sync(store, server, *option, environment={}).stderr)
        path.chmod(0o644)
        self.assertIn("chmod 600", self.sync(store, server, *option, environment={}).stderr)
        self.sync(store, server, environment={"CREDENTIALS_DIRECTORY": str(self.folder)})
        count = len(server.requests)
        for text in (ACCOUNT, f"{TOKEN} {ACCOUNT}", f"{ACCOUNT} {TOKEN} more", "",
                     f"{ACCOUNT} {ACCOUNT} {TOKEN} more", f"SK{ACCOUNT[2:]} {TOKEN}",
                     f"{ACCOUNT[:-1]}X {TOKEN}"):
            path.write_text(text)
            result = self.sync(store, server, *option, environment={}, status=2)
            self.assertIn("expected an account sid", result.stderr)
        self.sync(store, server, environment={"TWILIO_AUTH_TOKEN": TOKEN}, status=2)
        result = self.sync(store, server, environment={}, status=2)
        self.assertIn("--credentials-file", result.stderr)
        self.assertEqual(len(server.requests), count)
        # Nothing goes over a network in the clear.
        url = "http://example.com:1"
        result = store.run("carrier", "sync", "twilio", "--url", url, status=2, environment={
            "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN})
        self.assertIn("--insecure", result.stderr)

    def test_an_api_key_or_the_parent_account_may_ask(self):
        server, store = self.server([call(1, 2)]), self.store()
        path = self.folder / "twilio"
        key, parent = "SK" + "0b" * 16, "AC" + "0a" * 16
        server.users = {key: "the key's secret".replace(" ", "-"), parent: TOKEN}
        for user, secret in server.users.items():
            path.write_text(f"{ACCOUNT} {user} {secret}\n")
            path.chmod(0o600)
            self.sync(store, server, "--credentials-file", path, environment={})
            path.write_text(f"{ACCOUNT} {user} {secret}x\n")
            result = self.sync(
                store, server, "--credentials-file", path, environment={}, status=1)
            self.assertIn("API key", result.stderr)
            self.assertNotIn(secret, result.stderr)
        environment = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": "not-this-one",
                       "TWILIO_API_KEY": key, "TWILIO_API_SECRET": server.users[key]}
        self.sync(store, server, environment=environment)
        del environment["TWILIO_API_SECRET"]
        self.sync(store, server, environment=environment, status=2)


if __name__ == "__main__":
    unittest.main()
