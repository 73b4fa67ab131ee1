"""Killed anywhere, run again: nothing is lost and nothing doubled."""
import os
import random
import signal
import subprocess
import time
import unittest

from support import AcceptanceTest, generate, program

KILLS = int(os.environ.get("CALLTALLY_KILLS", "8"))


class InterruptionTest(AcceptanceTest):
    def test_a_killed_import_can_be_run_again(self):
        first, second = self.folder / "first.ndjson", self.folder / "second.ndjson.gz"
        generate("ndjson", first, "--attempts", 100_000, "--seed", 3)
        generate("ndjson", second, "--attempts", 100_000, "--seed", 3, "--changed", 20)
        started = time.monotonic()
        expected = self.store(first, second).export("csv")
        duration = time.monotonic() - started
        chance = random.Random(11)
        store = self.store()
        killed = 0
        for number in range(KILLS):
            if number % 4 == 0:
                store = self.store()
            process = subprocess.Popen(
                [program(), "import", str(first), str(second), "--store", str(store.path),
                 "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.random() * duration)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
            if number % 4 == 3 or number == KILLS - 1:
                store.load(first, second)
                self.assertEqual(store.export("csv"), expected)
        self.assertGreater(killed, 0, "every import had finished before it was killed")


if __name__ == "__main__":
    unittest.main()
