"""Whatever fails, and whenever a sync is killed: in the end the store has what the server has."""
import os
import random
import signal
import subprocess
import time
import unittest

from oneuptime_faults import Changes
from support import program
from sync_test import SyncTest

ROUNDS = int(os.environ.get("CALLTALLY_SYNC_ROUNDS", "4"))
KILLS_A_ROUND = 4


class Faults(SyncTest):
    def killed(self, store, server, chance):
        """Starts a sync and kills it at some moment; returns whether it was still running."""
        environment = os.environ | {"CALLTALLY_API_KEY": server.key(),
                                    "CALLTALLY_URL": server.url}
        process = subprocess.Popen(
            [program(), "sync", "--quiet", "--page-size", str(chance.choice((3, 10, 40))),
             "--store", str(store.path)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.02, 0.8))
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def test_the_store_ends_equal_to_the_source(self):
        kills = fired = changes = 0
        for seed in range(ROUNDS):
            chance = random.Random(seed)
            server, store = self.filled(seed=seed), self.store()
            faults = [server.faults.add(kind, chance=chance.uniform(0.01, 0.06), seconds=0.05)
                      for kind in ("reset", "closed", "truncated", "too_many", "server_error",
                                   "bad_gateway", "unavailable", "latency")]
            server.faults.add("latency", seconds=0.01)
            server.before = Changes(seed, chance=0.3, inserts=1, updates=2)
            for _ in range(KILLS_A_ROUND):
                kills += self.killed(store, server, chance)
            size = chance.choice((5, 30, 200))
            while self.sync(store, server, "--quiet", "--page-size", size,
                            status=(0, 75)).returncode:
                pass
            changes += server.before.made
            server.before = None
            self.sync(store, server, "--quiet", status=(0, 75))
            server.faults.clear()
            self.sync(store, server, "--quiet")
            fired += sum(fault.fired for fault in faults)
            with self.subTest(seed=seed):
                self.assert_same(store, server)
        # Without these it would prove nothing.
        self.assertGreater(kills, ROUNDS * KILLS_A_ROUND / 2)
        self.assertGreater(fired, ROUNDS * 5)
        self.assertGreater(changes, ROUNDS * 5)

    def test_records_of_one_moment_survive_as_well(self):
        chance = random.Random(99)
        server, store = self.filled(seed=99), self.store()
        moment = server.clock() - 3_600_000_000
        for identifier in server.rows.all("IncomingCallLogItem"):
            server.rows.update("IncomingCallLogItem", identifier, updatedAt=moment)
        server.before = Changes(3, chance=0.5, inserts=0, updates=1, times=12)
        server.faults.add("reset", chance=0.05)
        kills = sum(self.killed(store, server, chance) for _ in range(4))
        self.assertGreater(kills, 1)
        self.assertGreater(server.before.made, 3)
        self.sync(store, server, "--quiet", "--page-size", "40", status=(0, 75))
        server.before = None
        server.faults.clear()
        self.sync(store, server, "--quiet", "--page-size", "40")
        self.assert_same(store, server)

    def test_what_is_deleted_while_it_is_read_takes_nothing_with_it(self):
        server, store = self.filled(seed=4), self.store()
        server.before = Changes(4, chance=0.5, inserts=1, updates=1, deletes=1)
        self.sync(store, server, "--quiet", "--page-size", "20")
        self.assertGreater(server.before.made, 3)
        server.before = None
        self.sync(store, server, "--quiet")
        self.assertEqual(self.attempts_of(server) - set(store.attempts()), set())


if __name__ == "__main__":
    unittest.main()
