"""Killed anywhere, run again: nothing is lost and nothing doubled."""
import contextlib
import itertools
import os
import random
import signal
import sqlite3
import subprocess
import time
import unittest

from support import AcceptanceTest, generate, program

KILLS = int(os.environ.get("CALLTALLY_KILLS", "8"))
# Attempts that are there before some of the imports.
BEGINNING = 1000
# Kills of one store before it is completed.
KILLS_IN_A_ROW = 4


class InterruptionTest(AcceptanceTest):
    def test_a_killed_import_can_be_run_again(self):
        first, second = self.folder / "first.ndjson", self.folder / "second.ndjson.gz"
        generate("ndjson", first, "--attempts", 100_000, "--seed", 3)
        generate("ndjson", second, "--attempts", 100_000, "--seed", 3, "--changed", 20)
        beginning = self.folder / "beginning.ndjson"
        beginning.write_text("".join(first.read_text().splitlines(keepends=True)[:BEGINNING]))
        whole = self.store()
        started = time.monotonic()
        whole.load(first, second)
        duration = time.monotonic() - started
        expected = whole.export("csv")
        ids = set(self.ids(whole))
        chance = random.Random(11)
        killed = partial = 0
        for number in itertools.count():
            if number % KILLS_IN_A_ROW == 0:
                # Moments are few between batches, so it goes on until one of them has been hit.
                if number >= KILLS and partial or number >= 10 * KILLS:
                    break
                # A store that is not there yet is made in one piece; one that is there grows.
                store = self.store() if number // KILLS_IN_A_ROW % 2 else self.store(beginning)
            with self.subTest(kill=number):
                started = time.monotonic()
                process = subprocess.Popen(
                    [program(), "import", str(first), str(second), "--store", str(store.path),
                     "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                time.sleep(chance.random() * duration)
                process.send_signal(signal.SIGKILL)
                said = process.communicate()[1]
                self.assertIn(process.returncode, (0, -signal.SIGKILL), said)
                killed += process.returncode == -signal.SIGKILL
                if process.returncode == 0:
                    # The machine is less busy than it was when the time was taken.
                    duration = min(duration, time.monotonic() - started)
                partial += self.check_what_is_left(store, ids)
                if (number + 1) % KILLS_IN_A_ROW == 0:
                    store.load(first, second)
                    self.assertTrue(store.export("csv") == expected, "the stores differ")
                    self.assertEqual(list(self.folder.glob("*.new")), [])
                    # The runs that were killed are not told of any more: this one completed them.
                    self.assertNotIn("did not end", store.run("status").stdout)
        self.assertGreater(killed, KILLS // 4, "most imports had finished before they were killed")
        self.assertGreater(partial, 0, "no import was killed between its batches")

    def check_what_is_left(self, store, ids):
        """Whether a part of the rows is there; all that is must be sound, and told of."""
        if not store.path.exists() or store.path.stat().st_size == 0:
            return False
        # As any program would: SQLite undoes what was not complete when it opens the file.
        with contextlib.closing(sqlite3.connect(store.path)) as connection:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if tables == 0:
            return False
        found = self.ids(store)
        self.assertEqual(len(found), len(set(found)), "rows came twice")
        self.assertLessEqual(set(found), ids)
        return BEGINNING < len(found) < len(ids)

    def ids(self, store):
        query = "SELECT id FROM attempts"
        return store.run("query", query, "--format", "csv").stdout.splitlines()[1:]


if __name__ == "__main__":
    unittest.main()
