"""`calltally purge --source`: attempts go at the source that the store has, and no others."""
import json
import unittest

from api_test import ITEMS, ApiTest
from oneuptime_rows import microseconds
from support import FIXTURES

BEFORE = "2026-09-10"
PURGE = ["purge", "--source", "--before", BEFORE]


class PurgeTest(ApiTest):
    def setUp(self):
        super().setUp()
        self.kept = self.store(FIXTURES / "csv")
        self.before = self.items()
        end = microseconds(BEFORE)
        self.old = {name for name, row in self.before.items()
                    if row["deletedAt"] is None
                    and (row["startedAt"] or row["createdAt"]) < end}
        self.assertGreater(len(self.old), 20)

    def test_nothing_is_deleted_without_yes(self):
        told = json.loads(self.kept.run(*PURGE, "--json").stdout)
        self.assertEqual(told, {"dry_run": True, "attempts": len(self.old), "open": 0, "undated": 0,
                                "gone": 0})
        said = self.kept.run(*PURGE).stderr
        self.assertIn(f"{len(self.old)} attempts", said)
        self.assertIn("--yes", said)
        self.assertEqual((self.server.requests, self.items()), ([], self.before))

    def test_the_source_and_the_period_have_to_be_named(self):
        self.kept.run("purge", "--before", BEFORE, "--yes", status=2)
        self.kept.run("purge", "--source", "--yes", status=2)
        self.assertEqual(self.server.requests, [])

    def test_what_the_store_has_goes_at_the_source_and_stays_in_the_store(self):
        exported = self.kept.export()
        told = self.ask_json(self.kept, *PURGE, "--yes")
        self.assertEqual((told["deleted"], told["missing"], told["changed"]),
                         (len(self.old), 0, 0))
        self.assertEqual(set(self.items()), set(self.before) - self.old)
        self.assertEqual(self.kept.export(), exported)
        # The log has each, whole.
        log = self.log(self.kept)
        begun = {line["id"]: line["old"] for line in log if line["state"] == "begun"}
        done = [line["id"] for line in log if line["state"] == "done"]
        self.assertEqual((set(begun), sorted(done)), (self.old, sorted(self.old)))
        for name, record in begun.items():
            self.assertEqual((record["_id"], record["status"], record["callCostInUSDCents"]),
                             (name, self.before[name]["status"],
                              self.before[name]["callCostInUSDCents"]))
        # Again there is nothing to do, and nobody is asked.
        count = len(self.server.requests)
        told = self.ask_json(self.kept, *PURGE, "--yes")
        self.assertEqual((told["attempts"], told["gone"]), (0, len(self.old)))
        self.assertEqual(len(self.server.requests), count)

    def test_each_is_asked_for_right_before(self):
        self.ask(self.kept, *PURGE, "--yes")
        paths = self.server.paths()
        self.assertEqual(len(paths), 2 * len(self.old))
        for look, delete in zip(paths[::2], paths[1::2]):
            name = delete.removeprefix("DELETE /api/incoming-call-log-item/")
            self.assertEqual(look, f"POST /api/incoming-call-log-item/{name}/get-item")

    def test_what_has_changed_since_is_left_alone(self):
        changed = sorted(self.old)[:3]
        for name in changed:
            self.server.rows.update(ITEMS, name, statusMessage="seen")
        told = self.ask_json(self.kept, *PURGE, "--yes", status=3)
        self.assertEqual((told["deleted"], told["changed"]), (len(self.old) - 3, 3))
        self.assertEqual(set(self.items()), set(self.before) - self.old | set(changed))

    def test_what_the_store_does_not_have_is_left_alone(self):
        new = self.server.rows.add(
            ITEMS, projectId=self.server.project, status="NoAnswer",
            incomingCallLogId=self.before[min(self.old)]["incomingCallLogId"],
            startedAt="2026-09-01T00:00:00Z")
        self.ask(self.kept, *PURGE, "--yes")
        self.assertIn(new, self.items())

    def test_a_proxy_that_blocks_deletes_is_gone_around(self):
        for kind in ("not_allowed", "forbidden", "not_implemented", "method"):
            with self.subTest(kind):
                self.refill()
                fault = self.server.faults.add(kind, methods=["DELETE"])
                said = self.ask(self.store(FIXTURES / "csv"), *PURGE, "--yes").stderr
                self.assertIn("a proxy does not let DELETE through", said)
                self.assertEqual(set(self.items()), set(self.before) - self.old)
                self.assertEqual(fault.fired, 1)

    def test_a_key_that_may_only_read_is_told_what_it_lacks(self):
        key = self.server.key("Read Incoming Call Log Item")
        said = self.ask(self.kept, *PURGE, "--yes", key=key, status=1).stderr
        self.assertIn('lacks the permission "Project Admin"', said)
        self.assertEqual(self.items(), self.before)
        self.assertEqual([line["state"] for line in self.log(self.kept)], ["begun", "refused"])

    def test_killed_anywhere_and_run_again_it_ends_the_same(self):
        for at in (1, 2, 3, 10, 41, 2 * len(self.old)):
            with self.subTest(at=at):
                self.refill()
                store = self.store(FIXTURES / "csv")
                self.assertTrue(self.killed(store, *PURGE, "--yes", at=at))
                self.server.faults.add("lost", methods=["DELETE"], chance=0.1, times=2)
                told = self.ask_json(store, *PURGE, "--yes")
                self.assertEqual(told["deleted"] + told["missing"], told["attempts"])
                self.assertEqual(set(self.items()), set(self.before) - self.old)
                begun = {line["id"] for line in self.log(store) if line["state"] == "begun"}
                self.assertEqual(begun, self.old)
                self.assertEqual(self.ask_json(store, *PURGE, "--yes")["attempts"], 0)


if __name__ == "__main__":
    unittest.main()
