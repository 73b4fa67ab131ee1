"""`calltally push costs`: what attempts cost goes into OneUptime's column of whole cents."""
import json
import random
import sqlite3
import unittest
from decimal import ROUND_HALF_UP, Decimal

from api_test import ITEMS, ApiTest
from support import FIXTURES, parse

SEPTEMBER = ["push", "costs", "--month", "2026-09"]
CENT = 1_000_000


class PushTest(ApiTest):
    def setUp(self):
        super().setUp()
        self.kept = self.priced(self.store(FIXTURES / "csv"))
        self.before = self.items()
        self.rows = [parse(line) for line in self.kept.export(
            options=["--month", "2026-09"]).splitlines()]
        self.expected = self.plan(self.rows)
        self.differing = {name: cents for name, cents in self.expected.items()
                          if self.before[name]["callCostInUSDCents"] != cents}
        self.assertGreater(len(self.differing), 50)
        self.assertGreater(len(self.expected), len(self.differing))

    def priced(self, store, seed=3):
        """A carrier's costs for most attempts, with fractions of a cent; some are as recorded."""
        chance = random.Random(seed)
        database = sqlite3.connect(store.path)
        rows = database.execute(
            "SELECT number, recorded_cost_microcents FROM attempt ORDER BY id").fetchall()
        for number, recorded in rows:
            if chance.random() < 0.6:
                cost = chance.randrange(9 * CENT)
            elif recorded is not None and chance.random() < 0.5:
                cost = recorded
            else:
                continue
            database.execute("INSERT OR REPLACE INTO attempt_carrier_cost VALUES (?, ?)",
                             (number, cost))
        database.commit()
        database.close()
        return store

    def plan(self, rows, sources=("carrier",)):
        """Cents by attempt, by the definition: the rounded sum so far less what was given so far."""
        total, given, cents = Decimal(0), Decimal(0), {}
        for row in rows:
            if row["cost_source"] not in sources:
                continue
            total += row["effective_cost_usd"] * 100
            now = total.quantize(Decimal(1), ROUND_HALF_UP)
            cents[row["id"]] = int(now - given)
            given = now
        return cents

    def check_pushed(self):
        after = self.items()
        for name, row in self.before.items():
            wanted = self.expected.get(name, row["callCostInUSDCents"])
            self.assertEqual(after[name]["callCostInUSDCents"], wanted, name)
            if name not in self.differing:
                self.assertEqual(after[name], row)

    def test_what_no_carrier_charged_is_rated_by_the_card(self):
        self.kept.run("rates", "import", FIXTURES / "rates" / "example.csv")
        rows = [parse(line) for line in self.kept.export(
            options=["--month", "2026-09"]).splitlines()]
        expected = self.plan(rows, ("carrier", "rated"))
        self.assertGreater(len(expected), len(self.expected))
        told = json.loads(self.kept.run(*SEPTEMBER, "--json").stdout)
        self.assertEqual((told["attempts"], told["cents"]),
                         (len(expected), sum(expected.values())))
        without = json.loads(self.kept.run(*SEPTEMBER, "--card", "none", "--json").stdout)
        self.assertEqual(without["attempts"], len(self.expected))

    def test_nothing_is_sent_without_yes(self):
        result = self.kept.run(*SEPTEMBER, "--format", "json")
        self.assertIn("dry run", result.stderr)
        rows = parse(result.stdout)["rows"]
        self.assertEqual({row["id"]: row["pushed_cents"] for row in rows}, self.differing)
        told = json.loads(self.kept.run(*SEPTEMBER, "--json").stdout)
        self.assertEqual((told["dry_run"], told["attempts"], told["differing"], told["cents"]),
                         (True, len(self.expected), len(self.differing),
                          sum(self.expected.values())))
        self.assertEqual(self.server.requests, [])

    def test_a_period_has_to_be_named(self):
        self.assertIn("--month", self.kept.run("push", "costs", "--yes", status=2).stderr)

    def test_the_column_adds_up_to_the_rounded_sum(self):
        told = self.ask_json(self.kept, *SEPTEMBER, "--yes")
        self.assertEqual((told["pushed"], told["already"], told["missing"]),
                         (len(self.differing), 0, 0))
        self.check_pushed()
        exact = sum(row["carrier_cost_usd"] for row in self.rows if row["cost_source"] == "carrier")
        sent = sum(self.items()[name]["callCostInUSDCents"] for name in self.expected)
        self.assertLessEqual(abs(exact * 100 - sent), Decimal("0.5"))

    def test_the_log_has_old_and_new(self):
        self.ask(self.kept, *SEPTEMBER, "--yes", "--log", self.kept.folder / "pushed.ndjson")
        lines = self.log(self.kept, "pushed.ndjson")
        self.assertEqual(len(lines), 2 * len(self.differing))
        for begun, done in zip(lines[::2], lines[1::2]):
            self.assertEqual((begun["state"], done["state"]), ("begun", "done"))
            self.assertEqual(begun["old"], self.before[begun["id"]]["callCostInUSDCents"])
            self.assertEqual(done["new"], self.differing[done["id"]])

    def test_what_came_back_recorded_is_not_taken_for_the_source_s_own(self):
        self.ask(self.kept, *SEPTEMBER, "--yes")
        # As a sync would bring it: the column as it is now, with a newer updatedAt.
        lines = [json.dumps({"_id": name, "updatedAt": "2026-11-01T00:00:00Z",
                             "incomingCallLogId": self.before[name]["incomingCallLogId"],
                             "callCostInUSDCents": cents}) for name, cents in self.expected.items()]
        page = self.folder / "page.ndjson"
        page.write_text("\n".join(lines))
        self.kept.load(page)
        told = self.ask_json(self.kept, *SEPTEMBER, "--yes")
        self.assertEqual((told["differing"], told["equal"], told["cents"]),
                         (0, len(self.expected), sum(self.expected.values())))

    def test_what_the_source_holds_already_is_not_sent_again(self):
        some = sorted(self.differing)[:7]
        for name in some:
            self.server.rows.update(ITEMS, name, callCostInUSDCents=self.differing[name])
        lost = sorted(self.differing)[7]
        self.server.rows.remove(ITEMS, lost)
        told = self.ask_json(self.kept, *SEPTEMBER, "--yes", status=3)
        self.assertEqual((told["pushed"], told["already"], told["missing"]),
                         (len(self.differing) - 8, 7, 1))

    def test_a_proxy_that_blocks_puts_is_gone_around(self):
        for kind in ("not_allowed", "forbidden", "not_implemented", "method"):
            with self.subTest(kind):
                self.refill()
                self.server.faults.add(kind, methods=["PUT"])
                said = self.ask(self.priced(self.store(FIXTURES / "csv")), *SEPTEMBER, "--yes").stderr
                self.assertEqual(said.count("a proxy does not let PUT through"), 1)
                self.check_pushed()
                self.assertEqual(sum(path.startswith("PUT") for path in self.server.paths()), 1)

    def test_what_the_server_itself_says_of_a_project_is_no_proxy(self):
        self.server.faults.add("tenant", methods=["PUT"])
        said = self.ask(self.kept, *SEPTEMBER, "--yes", status=1).stderr
        self.assertIn("the server does not know the key's project (HTTP 405)", said)
        self.assertEqual([path for path in self.server.paths() if "update-item" in path], [])
        self.assertEqual(self.items(), self.before)

    def test_a_key_that_may_only_read_is_told_what_it_lacks(self):
        key = self.server.key("Read Incoming Call Log Item")
        said = self.ask(self.kept, *SEPTEMBER, "--yes", key=key, status=1).stderr
        self.assertIn('lacks the permission "Project Admin"', said)
        self.assertEqual(self.items(), self.before)

    def test_several_projects_are_not_mixed(self):
        other = self.folder / "other.ndjson"
        other.write_text(json.dumps({
            "_id": "00000000-0000-4000-8000-00000000000a", "updatedAt": "2026-09-02T00:00:00Z",
            "projectId": "00000000-0000-4000-8000-0000000000aa", "status": "Connected",
            "incomingCallLogId": "00000000-0000-4000-8000-0000000000ab", "isAnswered": True,
            "startedAt": "2026-09-02T00:00:00Z", "dialDurationInSeconds": 5}))
        self.kept.load(other)
        said = self.kept.run(*SEPTEMBER, status=1).stderr
        self.assertIn("00000000-0000-4000-8000-0000000000aa", said)
        self.ask(self.kept, *SEPTEMBER, "--yes", "--project", self.server.project)
        self.check_pushed()

    def test_killed_anywhere_and_run_again_it_ends_the_same(self):
        for at in (1, 2, 3, 17, len(self.differing)):
            with self.subTest(at=at):
                self.refill()
                store = self.priced(self.store(FIXTURES / "csv"))
                self.assertTrue(self.killed(store, *SEPTEMBER, "--yes", at=at))
                self.server.faults.add("lost", methods=["PUT"], chance=0.1, times=2)
                told = self.ask_json(store, *SEPTEMBER, "--yes")
                self.assertEqual(told["pushed"] + told["already"], len(self.differing))
                after = self.items()
                for name, row in self.before.items():
                    wanted = self.expected.get(name, row["callCostInUSDCents"])
                    self.assertEqual(after[name]["callCostInUSDCents"], wanted, name)


if __name__ == "__main__":
    unittest.main()
