"""`calltally get`: one attempt from the server, and its call's story."""
import json
import unittest

from api_test import ITEMS, ApiTest
from support import FIXTURES

NOBODY = "00000000-0000-4000-8000-000000000000"
COMPARED = ("status", "started_at", "ended_at", "dial_seconds", "is_answered", "number", "user_id",
            "rule_id", "call_id", "created_at", "updated_at", "version", "recorded_cost_usd")


class GetTest(ApiTest):
    def setUp(self):
        super().setUp()
        calls = {}
        for row in self.items().values():
            if row["deletedAt"] is None and row["isAnswered"]:
                calls.setdefault(row["incomingCallLogId"], []).append(row)
        rows = self.items().values()
        # A call that was answered after others had not been.
        self.call, self.item = next(
            (call, answered[0]["_id"]) for call, answered in sorted(calls.items())
            if len([row for row in rows if row["incomingCallLogId"] == call]) > 2)
        self.rows = {row["_id"]: row for row in rows
                     if row["incomingCallLogId"] == self.call and row["deletedAt"] is None}

    def test_an_attempt_comes_with_its_call_into_a_store_that_was_not_there(self):
        store = self.store()
        told = self.ask_json(store, "get", self.item)
        attempt = {row["what"]: row["value"] for row in told["rows"]}
        self.assertEqual(attempt["id"], self.item)
        whole = self.store(FIXTURES / "csv").attempts()
        found = store.attempts()
        self.assertEqual(set(found), set(self.rows))
        for name, row in found.items():
            for column in COMPARED:
                self.assertEqual(row[column], whole[name][column], (name, column))
            self.assertEqual(row["user_name"], whole[name]["user_name"])
        self.assertEqual(
            self.server.paths(),
            [f"POST /api/incoming-call-log-item/{self.item}/get-item",
             "POST /api/incoming-call-log-item/get-list",
             f"POST /api/incoming-call-log/{self.call}/get-item"])

    def test_the_story_is_in_the_order_of_time(self):
        told = self.ask_json(self.store(), "get", self.item)
        story = told["tables"][0]["rows"]
        self.assertEqual(story[0]["event"], "call comes in")
        self.assertEqual(story[-1]["event"], "call ends")
        self.assertEqual([row["at"] for row in story], sorted(row["at"] for row in story))
        answer = next(row for row in story if row["event"] == "answers")
        self.assertEqual(answer["attempt_id"], self.item)
        rings = [row["attempt_id"] for row in story if row["event"] == "rings"]
        self.assertEqual(set(rings), set(self.rows))
        self.assertEqual(
            [row["after_seconds"] for row in story],
            sorted(row["after_seconds"] for row in story))

    def test_what_has_changed_is_brought_up_to_date(self):
        store = self.store(FIXTURES / "csv")
        self.server.rows.update(ITEMS, self.item, callCostInUSDCents=4321,
                                updatedAt=self.rows[self.item]["updatedAt"] + 1_000_000)
        before = store.attempts()
        self.ask(store, "get", self.item)
        after = store.attempts()
        changed = {name for name in after if after[name] != before[name]}
        self.assertEqual(changed, {self.item})
        self.assertEqual(str(after[self.item]["recorded_cost_usd"]), "43.21")

    def test_offline_asks_nobody_and_tells_the_same(self):
        store = self.store()
        online = self.ask(store, "get", self.item, "--json").stdout
        count = len(self.server.requests)
        self.assertEqual(store.run("get", self.item, "--offline", "--json").stdout, online)
        self.assertEqual(len(self.server.requests), count)

    def test_a_key_for_attempts_alone_is_enough(self):
        key = self.server.key("Read Incoming Call Log Item")
        store = self.store()
        said = self.ask(store, "get", self.item, key=key).stderr
        self.assertIn('lacks the permission "Read Incoming Call Log"', said)
        self.assertEqual(set(store.attempts()), set(self.rows))

    def test_what_the_server_has_no_more_is_told_from_the_store(self):
        store = self.store(FIXTURES / "csv")
        self.server.rows.remove(ITEMS, self.item)
        result = self.ask(store, "get", self.item, "--json")
        self.assertIn("no such attempt", result.stderr)
        self.assertEqual(json.loads(result.stdout)["rows"][0]["value"], self.item)

    def test_what_nobody_has(self):
        store = self.store(FIXTURES / "csv")
        self.assertIn("no such attempt", self.ask(store, "get", NOBODY, status=1).stderr)
        self.assertIn("expected the _id of an attempt",
                      self.ask(store, "get", "17", status=2).stderr)

    def test_columns_that_another_version_does_not_have_are_left_out(self):
        self.server.lacks = {ITEMS: {"statusMessage"}, "IncomingCallLog": {"repeatCount"},
                             "User": {"email"}}
        store = self.store()
        said = self.ask(store, "get", self.item).stderr
        for name in ("statusMessage", "repeatCount", "email"):
            self.assertIn(f'warning: the server has no "{name}", which is left out\n', said)
        self.assertEqual(set(store.attempts()), set(self.rows))

    def test_failures_on_the_way_are_overcome_or_told(self):
        self.server.faults.add("server_error", times=1)
        self.server.faults.add("truncated", times=1)
        store = self.store()
        self.ask(store, "get", self.item)
        self.assertEqual(set(store.attempts()), set(self.rows))
        self.server.faults.add("plan")
        self.assertIn("402", self.ask(self.store(), "get", self.item, status=1).stderr)


if __name__ == "__main__":
    unittest.main()
