"""`calltally sync` as a user sees it: what it asks, what it says, and what the store has then."""
import fcntl
import re
import sqlite3
import unittest
import uuid

from oneuptime_faults import page_limit
from support import parse
from sync_test import SyncTest

CALLS, ITEMS = "/api/incoming-call-log/get-list", "/api/incoming-call-log-item/get-list"
POLICIES, RULES, MEMBERS = ("/api/incoming-call-policy/get-list",
                            "/api/incoming-call-policy-escalation-rule/get-list",
                            "/api/team-member/get-list")
FIRST = [CALLS, POLICIES, RULES, MEMBERS, ITEMS]


class Behaviour(SyncTest):
    def asked(self, server):
        """The lists that were asked for since this was asked last."""
        paths = [request.path for request in server.requests]
        server.requests.clear()
        return paths

    def test_the_first_sync_reads_everything_and_later_ones_ask_twice(self):
        server, store = self.filled(), self.store()
        result = self.sync(store, server)
        self.assertRegex(
            result.stderr,
            r"^5 requests: read \d+ attempts \(\d+ inserted\) and \d+ calls, \d+ policies, "
            r"\d+ escalation rules, \d+ team members\n$")
        self.assertEqual(result.stdout, "")
        self.assertEqual(self.asked(server), FIRST)
        again = self.counters(store, server)
        self.assertEqual(self.asked(server), [CALLS, ITEMS])
        self.assertEqual((again["inserted"], again["updated"], again["requests"]), (0, 0, 2))
        self.assert_same(store, server)

    def test_what_changes_is_read_and_names_with_it(self):
        server, store = self.filled(), self.store()
        whole = self.counters(store, server)["read"]
        self.asked(server)
        changed = sorted(server.rows.all("IncomingCallLogItem"))[:3]
        for identifier in changed:
            server.rows.update("IncomingCallLogItem", identifier, callCostInUSDCents=77)
        pattern = server.rows.row("IncomingCallLogItem", changed[0])
        server.rows.add("IncomingCallLogItem", **{
            name: value for name, value in pattern.items()
            if name not in ("_id", "createdAt", "updatedAt")})
        counters = self.counters(store, server, "--look-back", "0s")
        self.assertEqual((counters["inserted"], counters["updated"]), (1, 3))
        self.assertLess(counters["read"], whole / 2)
        self.assertEqual(self.asked(server), [CALLS, ITEMS, POLICIES, RULES, MEMBERS])
        self.assert_same(store, server)

    def test_pages_of_any_size_bring_the_same(self):
        server = self.filled()
        whole = self.store()
        self.sync(whole, server)
        for size in (1, 7, 100):
            with self.subTest(size=size):
                server.requests.clear()
                store = self.store()
                self.sync(store, server, "--page-size", size)
                self.assertEqual(store.export("csv"), whole.export("csv"))
                self.assertEqual({request.limit for request in server.requests}, {size})

    def test_records_of_one_moment_are_a_window_that_is_read_by_skip(self):
        server, store = self.filled(), self.store()
        moment = server.clock()
        for identifier in server.rows.all("IncomingCallLogItem"):
            server.rows.update("IncomingCallLogItem", identifier, updatedAt=moment)
        self.sync(store, server, "--page-size", "20")
        self.assertIn("InBetween", str([request.body for request in server.requests]))
        self.assert_same(store, server)

    def test_full_reads_everything_again(self):
        server, store = self.filled(), self.store()
        whole = self.counters(store, server)
        self.asked(server)
        again = self.counters(store, server, "--full")
        self.assertEqual((again["read"], again["unchanged"]), (whole["read"], whole["read"]))
        self.assertEqual(self.asked(server), FIRST)

    def test_rows_that_become_visible_late_are_found_within_the_look_back(self):
        server, store = self.filled(), self.store()
        self.sync(store, server)
        rows = server.rows.all("IncomingCallLogItem")
        newest = max(row["updatedAt"] for row in rows.values())
        server.rows.add("IncomingCallLogItem", **{
            name: value for name, value in next(iter(rows.values())).items()
            if name not in ("_id", "updatedAt")}, updatedAt=newest - 3 * 3_600_000_000)
        self.assertEqual(self.counters(store, server, "--look-back", "2h")["inserted"], 0)
        self.assertEqual(self.counters(store, server)["inserted"], 1)

    def test_a_row_from_the_future_hides_nothing(self):
        server, store = self.filled(), self.store()
        identifiers = sorted(server.rows.all("IncomingCallLogItem"))
        server.rows.update("IncomingCallLogItem", identifiers[0],
                           updatedAt=server.clock() + 10**15)
        self.sync(store, server)
        server.rows.update("IncomingCallLogItem", identifiers[1], callCostInUSDCents=5)
        self.assertEqual(self.counters(store, server)["updated"], 1)

    def test_a_key_of_another_project_begins_that_project(self):
        server, store = self.filled(), self.store()
        self.sync(store, server)
        other = self.server(seed=5)
        other.populate(30, seed=3, start="2020-01-01T00:00:00Z")
        project = other.project
        for name in ("IncomingCallLog", "IncomingCallLogItem"):
            for row in other.rows.all(name).values():
                server.rows.add(name, **row)
        key = server.key(project=project)
        self.assertEqual(self.counters(store, server, key=key)["inserted"], 30)
        self.assertEqual(self.counters(store, server)["inserted"], 0)
        self.assertEqual(self.counters(store, server, key=key)["inserted"], 0)

    def test_what_the_key_may_not_read_is_told_and_the_rest_goes_on(self):
        server, store = self.filled(), self.store()
        key = server.key("Read Incoming Call Log Item")
        result = self.sync(store, server, key=key)
        self.assertEqual(re.sub(r"\d+", "N", result.stderr), """\
calltally: warning: the key lacks the permission "Read Incoming Call Log": reports go without calls that nobody was rung for, and the policies of calls
calltally: warning: the key lacks the permission "Read Incoming Call Policy": reports go without names of policies
calltally: warning: the key lacks the permission "Read Incoming Call Policy Escalation Rule": reports go without names of escalation rules
calltally: warning: the key lacks the permission "Read Teams": reports go without memberships in teams
N requests: read N attempts (N inserted)
""")
        # Names of users and rules, and the policies of calls, come with the attempts.
        with_names = [row for row in store.attempts().values() if row["user_name"]]
        self.assertGreater(len(with_names), 50)
        self.assertTrue(any(row["rule_name"] for row in with_names))
        self.assertTrue(any(row["policy_id"] for row in with_names))
        self.assertEqual(parse(self.sync(store, server, "--json", key=key).stdout)["denied"],
                         ["calls", "policies", "rules", "team_members"])

    def test_columns_that_another_version_does_not_have_are_told_and_left_out(self):
        server, store = self.filled(), self.store()
        server.lacks = {"IncomingCallLogItem": {"callCostInUSDCents", "version"},
                        "IncomingCallLog": {"callProviderCallId"}, "User": {"email"}}
        server.hides = {"IncomingCallLogItem": {"userPhoneNumber"}}
        result = self.sync(store, server)
        for words in (
                'the server has no "callProviderCallId" of Incoming Call Log: reports go without the '
                "ids by which the carrier's records are matched",
                'the server has no "version" of Incoming Call Log Item: reports go without what it '
                "holds",
                'the server has no "callCostInUSDCents" of Incoming Call Log Item: reports go without '
                "recorded costs",
                'the server has no "email" of User: reports go without emails of users',
                'the key may not read "userPhoneNumber" of incoming-call-log-item: reports go without '
                "numbers and countries"):
            self.assertIn(f"calltally: warning: {words}\n", result.stderr)
        self.assertRegex(result.stderr, r"11 requests: read \d+ attempts")
        self.assert_same(store, server)
        self.assertEqual({row["number"] for row in store.attempts().values()}, {None})
        # Once they are there, all is read again on demand.
        server.lacks = server.hides = {}
        self.assertEqual(self.sync(store, server, "--full").stderr.count("warning"), 0)
        self.assert_same(store, server)

    def test_columns_that_cannot_be_gone_without(self):
        server, store = self.filled(), self.store()
        server.lacks = {"IncomingCallLogItem": {"incomingCallLogId"}}
        said = self.sync(store, server, status=1).stderr
        self.assertIn('the server has no "incomingCallLogId", and it cannot be gone without (HTTP 400)',
                      said)

    def test_without_the_attempts_there_is_no_sync(self):
        server, store = self.filled(), self.store()
        result = self.sync(store, server, key=server.key("Read Incoming Call Log"), status=1)
        self.assertIn('the key lacks the permission "Read Incoming Call Log Item"', result.stderr)

    def test_pages_become_smaller_where_a_proxy_refuses_large_ones(self):
        server, store = self.filled(), self.store()
        server.faults.add("too_large", when=page_limit(700))
        result = self.sync(store, server)
        self.assertIn("pages did not come through and are smaller from here on: 2500 records",
                      result.stderr)
        self.assertIn("625 records", result.stderr)
        self.assert_same(store, server)

    def test_a_page_that_ends_early_is_asked_again(self):
        server, store = self.filled(), self.store()
        fault = server.faults.add("truncated", times=2)
        result = self.sync(store, server)
        self.assertEqual(fault.fired, 2)
        self.assertRegex(result.stderr, r"trying again in \d\.\d s\n")
        self.assertRegex(result.stderr, r"7 requests \(2 of them repeated\): read ")
        self.assert_same(store, server)

    def test_an_interruption_by_the_time_limit_is_gone_on_from(self):
        server, store = self.filled(), self.store()
        server.faults.add("latency", seconds=0.15)
        result = self.sync(store, server, "--page-size", "20", "--time-limit", "1", status=75)
        self.assertRegex(result.stderr, "the time limit of 1 s is used up; try again later")
        server.faults.clear()
        server.requests.clear()
        self.sync(store, server, "--page-size", "20")
        bodies = str([request.body for request in server.requests if request.path == CALLS][:1])
        self.assertIn("GreaterThanOrEqual", bodies)
        self.assert_same(store, server)


class Verification(SyncTest):
    def missing(self, store):
        with sqlite3.connect(store.path) as database:
            rows = database.execute("""
                SELECT lower(hex(id)) FROM source_missing JOIN attempt ON number = attempt""")
            return {str(uuid.UUID(row[0])) for row in rows}

    def test_what_the_source_has_deleted_is_marked_and_kept(self):
        server, store = self.filled(), self.store()
        whole = self.sync(store, server, "--verify")
        count = len(self.attempts_of(server))
        self.assertIn(f"; verified {count} attempts, all of them are there\n", whole.stderr)
        lost = sorted(self.attempts_of(server))[::40]
        kept = {identifier: server.rows.row("IncomingCallLogItem", identifier)
                for identifier in lost}
        for identifier in lost:
            server.rows.remove("IncomingCallLogItem", identifier)
        result = self.sync(store, server, "--verify", "--page-size", "30", status=4)
        self.assertIn(f"; verified {count} attempts: the source has lost {len(lost)} of them, "
                      f"{len(lost)} since the last time; they stay in the store\n", result.stderr)
        self.assertEqual(self.missing(store), set(lost))
        self.assertEqual(len(store.attempts()), count)
        told = parse(store.run("status", "--format", "json").stdout)
        contents = {row["what"]: row["value"] for row in told["rows"]}
        self.assertEqual(contents["attempts that the source has lost"], len(lost))
        self.assertIn(f"the source has lost {len(lost)} attempts, which are here and in reports all "
                      "the same. SELECT * FROM lost_attempts lists them, and calltally restore gives "
                      "them back", told["warnings"])
        listed = store.run("query", "SELECT attempt_id FROM lost_attempts", "--format", "csv")
        self.assertEqual(set(listed.stdout.splitlines()[1:]), set(lost))
        # Known already, and one of them is there again.
        server.rows.add("IncomingCallLogItem", **kept[lost[0]])
        counters = self.counters(store, server, "--verify")
        self.assertEqual(counters["verified"], {
            "checked": count, "missing": len(lost) - 1, "newly_missing": 0})
        self.assertEqual(self.missing(store), set(lost[1:]))

    def test_a_period_limits_what_is_verified(self):
        server, store = self.filled(), self.store()
        self.sync(store, server)
        month = {identifier for identifier, row in store.attempts().items()
                 if (row["started_at"] or row["created_at"]).startswith("2026-09")}
        self.assertGreater(len(month), 100)
        for identifier in self.attempts_of(server):
            server.rows.remove("IncomingCallLogItem", identifier)
        counters = self.counters(store, server, "--verify", "--month", "2026-09", status=4)
        self.assertEqual(counters["verified"], {
            "checked": len(month), "missing": len(month), "newly_missing": len(month)})
        self.assertEqual(self.missing(store), month)

    def test_an_attempt_that_is_in_another_month_by_now_is_not_missing(self):
        server, store = self.filled(), self.store()
        self.sync(store, server)
        identifier, row = next(
            (identifier, row) for identifier, row in sorted(store.attempts().items())
            if (row["started_at"] or "").startswith("2026-09"))
        before = server.rows.row("IncomingCallLogItem", identifier)
        # Its updatedAt stays as it was, so that the sync does not see it.
        server.rows.update("IncomingCallLogItem", identifier,
                           startedAt=before["startedAt"] + 90 * 86_400_000_000,
                           updatedAt=before["updatedAt"])
        self.sync(store, server, "--look-back", "0s", "--verify", "--month", "2026-09")

    def test_a_period_without_verify_is_a_mistake(self):
        server, store = self.filled(), self.store()
        self.assertIn("a period says what --verify looks at",
                      self.sync(store, server, "--month", "last", status=2).stderr)


class Trouble(SyncTest):
    def failed(self, fault, status, words, **settings):
        server, store = self.filled(), self.store()
        server.faults.add(fault, **settings)
        result = self.sync(store, server, status=status)
        self.assertIn(words, result.stderr)
        self.assertNotIn(list(server.keys)[0], result.stderr)
        return result

    def test_each_failure_is_named(self):
        for fault, words in (
                ("plan", "the project's plan does not include this (HTTP 402)"),
                ("tenant", "the server does not know the key's project (HTTP 405)"),
                ("sso", "the project demands single sign-on, and refuses API keys (HTTP 406)"),
                ("forbidden", "a web page came instead of data: a proxy or a login")):
            with self.subTest(fault):
                self.failed(fault, 1, words)

    def test_a_busy_server_is_worth_another_try(self):
        self.failed("too_many", 75, "the server has been asked too often (HTTP 429)",
                    retry_after=3600)

    def test_pages_of_a_server_that_is_away_do_not_become_smaller(self):
        server, store = self.filled(), self.store()
        server.faults.add("unavailable")
        result = self.sync(store, server, "--time-limit", "3", status=75)
        self.assertNotIn("smaller", result.stderr)
        self.assertIn("the server answers 503, and the time limit leaves no other try; try again "
                      "later", result.stderr)

    def test_a_wrong_key_or_url_is_not(self):
        server, store = self.filled(), self.store()
        result = self.sync(store, server, key="6d5dc4b4-0000-4000-8000-000000000000", status=1)
        self.assertIn("the API key is wrong: make one in Project Settings, API Keys (HTTP 400)",
                      result.stderr)
        self.assertNotIn("6d5dc4b4", result.stderr)
        result = self.sync(store, server, "--url", server.url + "/elsewhere", status=1)
        self.assertIn("nothing of OneUptime's is here", result.stderr)
        self.assertEqual(len(server.requests), 2)

    def test_the_key_is_kept_where_only_its_owner_can_see_it(self):
        server, store = self.filled(), self.store()
        key = self.folder / "key.txt"
        key.write_text(server.key() + "\n")
        key.chmod(0o600)
        nothing = {"CALLTALLY_API_KEY": ""}
        result = self.sync(store, server, "--api-key-file", key, environment=nothing)
        self.assertNotIn("warning", result.stderr)
        key.chmod(0o644)
        result = self.sync(store, server, "--api-key-file", key, environment=nothing)
        self.assertIn(f"calltally: warning: {key}: everybody on this machine can read the key in "
                      "it; chmod 600 it\n", result.stderr)
        credentials = self.folder / "credentials"
        credentials.mkdir()
        (credentials / "api-key").write_text(server.key())
        (credentials / "api-key").chmod(0o400)
        self.sync(store, server, environment=nothing | {"CREDENTIALS_DIRECTORY": str(credentials)})
        result = self.sync(store, server, environment=nothing, status=2)
        self.assertIn("no API key", result.stderr)
        key.write_text("two words\nand lines\n")
        result = self.sync(store, server, "--api-key-file", key, environment=nothing, status=2)
        self.assertIn("expected one API key and nothing else", result.stderr)

    def test_a_key_does_not_travel_in_the_clear(self):
        server, store = self.filled(), self.store()
        result = self.sync(store, server, "--url", "http://oneuptime.example.com", status=2)
        self.assertIn("everybody on the way could read the key", result.stderr)
        result = self.sync(store, server, "--url", "https://me:pass@example.com", status=2)
        self.assertNotIn("pass@", result.stderr)

    def test_a_proxy_is_asked_where_the_environment_names_one(self):
        server, store = self.filled(), self.store()
        # It answers for any server, as a proxy does.
        result = self.sync(store, server, "--insecure", "--url", "http://oneuptime.invalid",
                           environment={"http_proxy": server.url})
        self.assertRegex(result.stderr, "^5 requests: read ")

    def test_a_store_that_another_process_writes_to_is_left_alone(self):
        server, store = self.filled(), self.store()
        self.sync(store, server)
        with open(f"{store.path}.lock", "w") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            self.sync(store, server, status=75)


if __name__ == "__main__":
    unittest.main()
