"""After the first time only what has changed is read, and an import that fails loses nothing."""
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import time
import unittest

from postgres_test import ITEMS, PostgresTest
from support import FIXTURES, generate, program

DUMP = FIXTURES / "forms" / "copy.sql"
KILLS = int(os.environ.get("CALLTALLY_KILLS", "8"))


class PostgresChangesTest(PostgresTest):
    def test_only_what_has_changed_is_read_again(self):
        database = self.aged()
        store, url = self.store(), self.server.url(database)
        whole = self.load(store, url)["read"]
        newest = self.newest(database)
        again = self.load(store, url, "--look-back", "0s")
        self.assertEqual(str(again["read"]), self.server.sql(
            database, f"""SELECT count(*) FROM {ITEMS} WHERE "updatedAt" >= '{newest}'"""))
        within_a_day = self.load(store, url)["read"]
        self.assertEqual(str(within_a_day), self.server.sql(
            database,
            f"""SELECT count(*) FROM {ITEMS} WHERE "updatedAt" >= '{newest}'::timestamptz - interval '1d'"""))
        self.assertLess(within_a_day, whole)
        self.server.sql(database, f"""
            UPDATE {ITEMS} SET "updatedAt" = now(), version = version + 1, "callCostInUSDCents" = 7
              WHERE _id IN (SELECT _id FROM {ITEMS} ORDER BY "updatedAt" LIMIT 3)""")
        changed = self.load(store, url, "--look-back", "0s")
        self.assertEqual((changed["updated"], changed["read"]), (3, 3 + again["read"]))
        fresh = self.store()
        self.load(fresh, url)
        self.assertEqual(store.export("csv"), fresh.export("csv"))
        self.assertEqual(self.load(store, url, "--full")["read"], whole)

    def test_rows_that_arrive_late_are_found_within_the_look_back(self):
        database = self.aged()
        store, url = self.store(), self.server.url(database)
        self.load(store, url)
        # A transaction that began hours before the newest row, and committed after the import.
        self.server.sql(database, f"""
            INSERT INTO {ITEMS} ("projectId", "incomingCallLogId", "createdAt", "updatedAt")
            SELECT "projectId", "incomingCallLogId", now(), '{self.newest(database)}'::timestamptz - interval '3h'
            FROM {ITEMS} LIMIT 1""")
        self.assertEqual(self.load(store, url, "--look-back", "2h", "--dry-run")["inserted"], 0)
        self.assertEqual(self.load(store, url, "--look-back", "10800s", "--dry-run")["inserted"], 1)
        self.assertEqual(self.load(store, url)["inserted"], 1)

    def test_a_row_from_the_future_hides_nothing(self):
        database = self.aged()
        store, url = self.store(), self.server.url(database)
        self.server.sql(database, f"""UPDATE {ITEMS} SET "updatedAt" = '2999-01-01'
            WHERE _id = (SELECT min(_id::text)::uuid FROM {ITEMS})""")
        self.load(store, url)
        self.server.sql(database, f"""
            INSERT INTO {ITEMS} ("projectId", "incomingCallLogId")
            SELECT "projectId", "incomingCallLogId" FROM {ITEMS} LIMIT 1""")
        self.assertEqual(self.load(store, url)["inserted"], 1)

    def test_databases_are_told_apart(self):
        first, second = self.aged(), self.aged()
        store = self.store()
        whole = self.load(store, self.server.url(first))["read"]
        self.assertEqual(self.load(store, self.server.url(second))["read"], whole)
        self.assertLess(self.load(store, self.server.url(first))["read"], whole)

    def test_stores_from_before_there_were_states_are_read_on(self):
        store = self.store(DUMP)
        with contextlib.closing(sqlite3.connect(store.path)) as connection:
            connection.execute("DROP TABLE source_state")
        store.run("status")
        url = self.server.url(self.aged())
        whole = self.load(store, url)
        self.assertGreater(whole["read"], 30)
        self.assertLess(self.load(store, url)["read"], whole["read"])

    def test_a_dry_run_and_a_strict_failure_remember_nothing(self):
        store, url = self.store(), self.server.url(self.aged())
        whole = self.load(store, url, "--dry-run")["read"]
        self.assertFalse(store.path.exists())
        bad = self.folder / "bad.json"
        bad.write_text('{"_id":"x"}')
        store.run("import", url, bad, "--strict", status=1, environment=self.environment)
        self.assertEqual(self.load(store, url)["inserted"], whole)

    def test_a_killed_import_begins_again_where_the_one_before_it_ended(self):
        dump = self.folder / "dump.sql"
        generate("copy", dump, "--attempts", 100_000, "--seed", 3)
        database = f"large_{os.urandom(4).hex()}"
        self.server.fill(database, dump)
        self.addCleanup(self.server.sql, "postgres", f"DROP DATABASE {database} WITH (FORCE)")
        self.server.grant(database)
        url = self.server.url(database)
        # A first import that is killed leaves nothing behind, so there is a store already.
        whole = self.store(FIXTURES / "september")
        started = time.monotonic()
        self.load(whole, url)
        duration = time.monotonic() - started
        expected = whole.export("csv")
        chance = random.Random(17)
        partial, before = 0, self.rows(self.store(FIXTURES / "september"))
        for number in range(KILLS):
            if number % 4 == 0:
                store = self.store(FIXTURES / "september")
            process = subprocess.Popen(
                [program(), "import", url, "--store", str(store.path), "--quiet"],
                env=os.environ | self.environment, stderr=subprocess.PIPE)
            time.sleep(chance.random() * duration)
            process.send_signal(signal.SIGKILL)
            said = process.communicate()[1]
            self.assertIn(process.returncode, (0, -signal.SIGKILL), said)
            if process.returncode:
                rows = self.rows(store)
                with contextlib.closing(sqlite3.connect(store.path)) as connection:
                    finished = connection.execute(
                        "SELECT count(*) FROM import_run WHERE finished = 1").fetchone()[0]
                    states = connection.execute("SELECT count(*) FROM source_state").fetchone()[0]
                self.assertEqual(states > 0, finished > 1, "remembered before it was done")
                partial += before < rows < 100_000
            if (number + 1) % 4 == 0 or number == KILLS - 1:
                self.load(store, url)
                self.assertTrue(store.export("csv") == expected, "the stores differ")
        self.assertGreater(partial, 0, "no import was killed between its batches")

    def rows(self, store):
        with contextlib.closing(sqlite3.connect(store.path)) as connection:
            return connection.execute("SELECT count(*) FROM attempt").fetchone()[0]


if __name__ == "__main__":
    unittest.main()
