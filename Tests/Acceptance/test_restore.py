"""`calltally restore`: attempts that the source has lost are made again, and no others."""
import json
import sqlite3
import unittest

from api_test import ITEMS, ApiTest
from support import FIXTURES

SAME = ("_id", "incomingCallLogId", "incomingCallPolicyEscalationRuleId", "userId", "status",
        "userPhoneNumber", "statusMessage", "dialDurationInSeconds", "callCostInUSDCents",
        "startedAt", "endedAt", "isAnswered", "projectId")


class RestoreTest(ApiTest):
    def setUp(self):
        super().setUp()
        self.kept = self.store(FIXTURES / "csv")
        self.before = self.items()
        names = sorted(name for name, row in self.before.items()
                       if row["deletedAt"] is None and row["isAnswered"] is not None)
        self.lost = names[::29]
        self.assertGreater(len(self.lost), 10)

    def lose(self, store):
        """The source loses some attempts, and the store has come to know of it."""
        for name in self.lost:
            self.server.rows.remove(ITEMS, name)
        self.mark(store, self.lost)

    def mark(self, store, names):
        database = sqlite3.connect(store.path)
        for name in names:
            database.execute(
                "INSERT INTO source_missing SELECT number, 'a test', 0 FROM attempt WHERE id = ?",
                (bytes.fromhex(name.replace("-", "")),))
        database.commit()
        database.close()

    def missing(self, store):
        database = sqlite3.connect(store.path)
        count = database.execute("SELECT count(*) FROM source_missing").fetchone()[0]
        database.close()
        return count

    def check_restored(self, without=()):
        after = self.items()
        self.assertEqual(set(after), set(self.before) - set(without))
        for name, row in self.before.items():
            if name in self.lost and name not in without:
                for column in SAME:
                    self.assertEqual(after[name][column], row[column], (name, column))
                # Milliseconds are all that the store has.
                self.assertEqual(after[name]["createdAt"] // 1000, row["createdAt"] // 1000)
            elif name not in without:
                self.assertEqual(after[name], row)

    def test_nothing_is_made_without_yes(self):
        self.lose(self.kept)
        told = json.loads(self.kept.run("restore", "--json").stdout)
        self.assertEqual(told, {"dry_run": True, "attempts": len(self.lost), "purged": 0,
                                "incomplete": 0})
        self.assertIn(f"{len(self.lost)} attempts that the source has lost",
                      self.kept.run("restore").stderr)
        self.assertEqual(self.server.requests, [])

    def test_a_store_that_knows_of_no_loss(self):
        told = self.ask_json(self.kept, "restore", "--yes")
        self.assertEqual((told["attempts"], told["restored"]), (0, 0))

    def test_what_was_lost_is_as_it_was(self):
        self.lose(self.kept)
        told = self.ask_json(self.kept, "restore", "--yes")
        self.assertEqual((told["restored"], told["present"], told["orphaned"]),
                         (len(self.lost), 0, 0))
        self.check_restored()
        self.assertEqual(self.missing(self.kept), 0)
        log = self.log(self.kept)
        self.assertEqual([line["state"] for line in log], ["begun", "done"] * len(self.lost))
        self.assertEqual(sorted(line["new"]["_id"] for line in log[::2]), sorted(self.lost))

    def test_what_is_there_is_not_written_over(self):
        self.lose(self.kept)
        again = self.before[self.lost[0]] | {"status": "Busy"}
        self.server.rows.add(ITEMS, **again)
        told = self.ask_json(self.kept, "restore", "--yes")
        self.assertEqual((told["restored"], told["present"]), (len(self.lost) - 1, 1))
        self.assertEqual(self.items()[self.lost[0]]["status"], "Busy")

    def test_an_attempt_whose_call_is_lost_cannot_be_restored(self):
        self.lose(self.kept)
        call = self.before[self.lost[0]]["incomingCallLogId"]
        orphans = [name for name in self.lost if self.before[name]["incomingCallLogId"] == call]
        self.server.rows.remove("IncomingCallLog", call)
        result = self.ask(self.kept, "restore", "--yes", status=3)
        self.assertIn(f"{len(orphans)} cannot be, for their calls are lost", result.stderr)
        self.check_restored(without=orphans)
        self.assertEqual(self.missing(self.kept), len(orphans))

    def test_a_user_or_rule_that_is_gone_is_left_out(self):
        self.lose(self.kept)
        lost = next(name for name in self.lost if self.before[name]["userId"]
                    and self.before[name]["incomingCallPolicyEscalationRuleId"])
        user = self.before[lost]["userId"]
        rule = self.before[lost]["incomingCallPolicyEscalationRuleId"]
        rows = self.server.rows
        rows.remove("User", user)
        rows.remove("IncomingCallPolicyEscalationRule", rule)
        for name, member in rows.all("TeamMember").items():
            if member["userId"] == user:
                rows.remove("TeamMember", name)
        told = self.ask_json(self.kept, "restore", "--yes")
        detached = [name for name in self.lost if self.before[name]["userId"] == user
                    or self.before[name]["incomingCallPolicyEscalationRuleId"] == rule]
        self.assertEqual((told["restored"], told["detached"]), (len(self.lost), len(detached)))
        for name in self.lost:
            row = self.before[name]
            self.assertEqual(self.items()[name]["userId"],
                             None if row["userId"] == user else row["userId"])

    def test_a_creation_that_failed_or_whose_answer_was_lost_is_looked_for_and_sent_again(self):
        self.lose(self.kept)

        def creates(request):
            return request.path.endswith("log-item")

        faults = [self.server.faults.add(kind, when=creates, times=2)
                  for kind in ("server_error", "lost", "reset")]
        told = self.ask_json(self.kept, "restore", "--yes")
        self.assertEqual([fault.fired for fault in faults], [2, 2, 2])
        self.assertEqual((told["restored"], told["present"]), (len(self.lost), 0))
        self.check_restored()
        self.assertEqual({self.items()[name]["version"] for name in self.lost}, {1})

    def test_a_server_that_gives_ids_of_its_own_ends_as_it_was(self):
        self.lose(self.kept)
        self.server.keeps_ids = False
        said = self.ask(self.kept, "restore", "--yes", status=1).stderr
        self.assertIn("does not keep ids", said)
        self.assertEqual(set(self.items()), set(self.before) - set(self.lost))

    def test_a_purge_is_taken_back_only_when_that_is_said(self):
        self.ask(self.kept, "purge", "--source", "--before", "2026-09-05", "--yes")
        self.lost = sorted(set(self.before) - set(self.items()))
        self.assertGreater(len(self.lost), 5)
        self.mark(self.kept, self.lost)
        told = self.ask_json(self.kept, "restore", "--yes")
        self.assertEqual((told["attempts"], told["purged"]), (0, len(self.lost)))
        self.ask(self.kept, "restore", "--purged", "--yes")
        self.check_restored()
        self.assertEqual(self.missing(self.kept), 0)
        told = json.loads(self.kept.run("restore", "--purged", "--json").stdout)
        self.assertEqual(told["attempts"], 0)

    def test_what_a_sync_finds_lost_is_restored_and_then_found(self):
        store = self.store()
        self.ask(store, "sync")
        for name in self.lost:
            self.server.rows.remove(ITEMS, name)
        said = self.ask(store, "sync", "--verify", status=4).stderr
        self.assertIn(f"the source has lost {len(self.lost)} of them", said)
        self.assertEqual(self.ask_json(store, "restore", "--yes")["restored"], len(self.lost))
        self.check_restored()
        self.assertIn("all of them are there", self.ask(store, "sync", "--verify").stderr)

    def test_what_was_purged_is_no_loss(self):
        store = self.store()
        self.ask(store, "sync")
        told = self.ask_json(store, "purge", "--source", "--before", "2026-09-05", "--yes")
        self.assertGreater(told["deleted"], 5)
        self.assertIn("all of them are there", self.ask(store, "sync", "--verify").stderr)
        self.assertEqual(self.ask_json(store, "restore", "--yes")["attempts"], 0)

    def test_a_key_that_may_only_read_is_told_what_it_lacks(self):
        self.lose(self.kept)
        key = self.server.key("Viewer")
        said = self.ask(self.kept, "restore", "--yes", key=key, status=1).stderr
        self.assertIn('lacks the permission "Project Admin"', said)

    def test_killed_anywhere_and_run_again_it_ends_the_same(self):
        for at in (1, 2, 4, 5, 20):
            with self.subTest(at=at):
                self.refill()
                store = self.store(FIXTURES / "csv")
                self.lose(store)
                self.assertTrue(self.killed(store, "restore", "--yes", at=at))
                self.server.faults.add("lost", methods=["POST"], times=1,
                                       when=lambda request: request.path.endswith("log-item"))
                told = self.ask_json(store, "restore", "--yes")
                self.assertEqual(told["restored"] + told["present"], told["attempts"])
                self.check_restored()
                self.assertEqual(self.missing(store), 0)


if __name__ == "__main__":
    unittest.main()
