"""Whatever fails, and whenever a command that changes the source is killed: run to its end, it leaves
the source and the log as one undisturbed run does."""
import os
import random
import shutil
import sqlite3
import unittest

from api_test import ITEMS, ApiTest
from support import FIXTURES

ROUNDS = int(os.environ.get("CALLTALLY_WRITE_ROUNDS", "2"))
CENT = 1_000_000
# What the server itself decides, and not what was sent.
OWN = ("updatedAt", "version")


class WriteFaults(ApiTest):
    def setUp(self):
        super().setUp()
        self.kept = self.store(FIXTURES / "csv")

    def copy(self, name):
        store = self.store()
        shutil.copy(self.kept.path, store.path)
        return store

    def changed(self, store):
        """What the log says was begun, with its values, and what was done."""
        lines = self.log(store)
        begun = {(line["change"], line["id"], str(line.get("old")), str(line.get("new")))
                 for line in lines if line["state"] == "begun"}
        return begun, {(line["change"], line["id"]) for line in lines if line["state"] == "done"}

    def image(self):
        return {name: {column: value for column, value in row.items() if column not in OWN}
                for name, row in self.items().items()}

    def disturb(self, chance):
        for kind in ("reset", "closed", "lost", "truncated", "too_many", "server_error",
                     "bad_gateway", "unavailable"):
            self.server.faults.add(kind, chance=chance.uniform(0.002, 0.02))
        self.server.faults.random.seed(chance.random())
        return list(self.server.faults.all)

    def check(self, words, prepare, inspect=lambda: None):
        """One undisturbed run, then some that meet faults and death."""
        self.refill()
        prepare()
        calm = self.copy("calm")
        self.ask(calm, *words)
        image, log = self.image(), self.changed(calm)
        requests = len(self.server.requests)
        kills = fired = 0
        for seed in range(ROUNDS):
            with self.subTest(seed=seed):
                chance = random.Random(seed)
                self.refill()
                prepare()
                store = self.copy("wild")
                faults = self.disturb(chance)
                for _ in range(3):
                    kills += self.killed(store, *words, at=chance.randrange(1, requests // 2))
                while self.ask(store, *words, status=(0, 75)).returncode == 75:
                    pass
                self.server.faults.clear()
                fired += sum(fault.fired for fault in faults)
                self.assertEqual(self.image(), image)
                self.assertEqual(self.changed(store), log)
                inspect()
                # There is nothing left to be done.
                count = len(self.server.requests)
                self.ask(store, *words)
                sent = self.server.requests[count:]
                self.assertEqual([request.path for request in sent if request.method != "POST"], [])
        # Without these it would prove nothing.
        self.assertGreaterEqual(kills, ROUNDS * 2)
        self.assertGreater(fired, ROUNDS)

    def test_pushed_costs(self):
        chance = random.Random(5)
        with sqlite3.connect(self.kept.path) as database:
            numbers = database.execute("SELECT number FROM attempt ORDER BY id").fetchall()
            costs = [(number, chance.randrange(9 * CENT)) for (number,) in numbers]
            database.executemany("INSERT INTO attempt_carrier_cost VALUES (?, ?)", costs)
        database.close()
        month = {name for name, row in self.kept.attempts().items()
                 if (row["started_at"] or row["created_at"]).startswith("2026-09")}
        with sqlite3.connect(self.kept.path) as database:
            total = database.execute(f"""
                SELECT sum(cost_microcents) FROM attempt_carrier_cost JOIN attempt ON number = attempt
                WHERE lower(hex(id)) IN ({",".join("?" * len(month))})""",
                [name.replace("-", "") for name in month]).fetchone()[0]
        database.close()

        def inspect():
            sent = sum(self.items()[name]["callCostInUSDCents"] for name in month)
            self.assertEqual(sent, (total + CENT // 2) // CENT)

        self.check(["push", "costs", "--month", "2026-09", "--yes"], lambda: None, inspect)

    def test_purge(self):
        before = self.items()

        def inspect():
            # Nothing was deleted that was not to be.
            gone = set(before) - set(self.items())
            deleted = {request.path.rsplit("/", 1)[1] for request in self.server.requests
                       if request.method == "DELETE"}
            self.assertEqual(gone, deleted)

        self.check(["purge", "--source", "--before", "2026-09-10", "--yes"], lambda: None, inspect)

    def test_restore(self):
        names = sorted(name for name, row in self.items().items() if row["deletedAt"] is None
                       and row["isAnswered"] is not None)
        lost = names[::9]
        with sqlite3.connect(self.kept.path) as database:
            database.executemany(
                "INSERT INTO source_missing SELECT number, 'a test', 0 FROM attempt WHERE id = ?",
                [(bytes.fromhex(name.replace("-", "")),) for name in lost])
        database.close()

        def lose():
            for name in lost:
                self.server.rows.remove(ITEMS, name)

        def inspect():
            # Creating one under an id that is there would be an update.
            self.assertEqual({self.items()[name]["version"] for name in lost}, {1})

        self.check(["restore", "--yes"], lose, inspect)


if __name__ == "__main__":
    unittest.main()
