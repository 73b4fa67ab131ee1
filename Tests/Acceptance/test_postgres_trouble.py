"""Passwords stay secret, and the exit status tells whether trying again can help."""
import contextlib
import os
import socket
import sqlite3
import subprocess
import time
import unittest

from postgres_test import ITEMS, PASSWORD, PostgresTest
from support import FIXTURES, program


class PostgresTroubleTest(PostgresTest):
    def test_a_password_is_shown_nowhere(self):
        store = self.store()
        rejects = self.folder / "rejects.ndjson"
        database = self.database()
        self.server.sql(database, f"""ALTER TABLE {ITEMS} ALTER "startedAt" TYPE text;
            UPDATE {ITEMS} SET "startedAt" = 'soon' WHERE "isAnswered" """)
        self.environment["PGPASSWORD"] = ""
        url = self.server.url(database, password=PASSWORD)
        result = store.run("import", url, "--json", "--rejects", rejects, status=3,
                           environment=self.environment)
        self.assertIn("can be seen by other users of this machine", result.stderr)
        self.assertIn("readonly:***@/", result.stderr)
        parameters = self.server.url(database, user="readonly") + (
            "&password=corr%C3%A9ct%2Fhorse%40battery")
        again = store.run("import", parameters, "--json", status=3, environment=self.environment)
        self.assertIn("password=***", again.stderr)
        wrong = self.refused(self.server.url(database, password="horse-wrong"))
        for text in (result.stdout, result.stderr, rejects.read_text(), again.stdout, again.stderr,
                     wrong, store.run("status").stdout, store.path.read_bytes().decode("latin-1")):
            self.assertNotIn("horse", text)
            self.assertNotIn("battery", text)
        # What libpq itself would quote.
        for broken in ("postgres://u:horse/battery@h/d", "postgres://u:horse@battery@h/d",
                       "postgres://u:horse?battery@h/d", "postgres://u:horse@h/d?nonsense=1",
                       "postgres://u:horse@[::1/d", "postgres://u:horse%zz@h/d",
                       "postgres://u:horse@h:port/d"):
            said = self.refused(broken)
            self.assertNotIn("horse", said)
            self.assertNotIn("battery", said)

    def test_passwords_come_from_where_libpq_finds_them(self):
        database = self.database()
        self.environment["PGPASSWORD"] = ""
        url = self.server.url(database)
        self.assertIn("~/.pgpass", self.refused(url))
        passwords = self.folder / ".pgpass"
        passwords.write_text(f"*:*:{database}:readonly:{PASSWORD}\n")
        passwords.chmod(0o600)
        self.environment["PGPASSFILE"] = str(passwords)
        self.assertGreater(self.load(self.store(), url)["read"], 30)
        services = self.folder / "services.conf"
        services.write_text(f"[calls]\nhost={self.server.folder}\nport={self.server.port}\n"
                            f"dbname={database}\nuser=readonly\n")
        self.environment["PGSERVICEFILE"] = str(services)
        self.assertGreater(self.load(self.store(), "postgres://?service=calls")["read"], 30)
        self.environment["PGSERVICE"] = "calls"
        self.assertGreater(self.load(self.store(), "postgresql://")["read"], 30)

    def test_what_will_not_get_better_ends_with_1(self):
        wrong = self.refused(self.server.url("pristine"), environment={"PGPASSWORD": "wrong"})
        self.assertIn("password authentication failed", wrong)
        self.assertIn("28P01", wrong)
        self.assertIn("3D000", self.refused(self.server.url("no_such_database")))
        self.assertIn("understood", self.refused("postgres://h/d?nonsense=1"))

    def test_what_may_get_better_ends_with_75(self):
        self.assertIn("try again later", self.refused(
            self.server.url("pristine", port="54328"), status=75))
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
            self.assertIn("Connection refused", self.refused(
                f"postgres://readonly@127.0.0.1:{port}/pristine", status=75))
            # Somebody listens, and never answers.
            closed.listen()
            started = time.monotonic()
            self.assertIn("timeout expired", self.refused(
                f"postgres://readonly@127.0.0.1:{port}/pristine?connect_timeout=2", status=75))
            self.assertLess(time.monotonic() - started, 8)
        self.server.sql("postgres", "ALTER ROLE readonly CONNECTION LIMIT 0")
        try:
            self.assertIn("53300", self.refused(self.server.url("pristine"), status=75))
        finally:
            self.server.sql("postgres", "ALTER ROLE readonly CONNECTION LIMIT -1")

    def test_a_server_that_goes_away_ends_with_75_and_loses_nothing(self):
        # A first import that fails leaves nothing behind, so there is a store already.
        database, store = self.aged(), self.store(FIXTURES / "september")
        # Rows so slow that there is time to end the connection among them.
        self.server.sql(database, f"""
            CREATE FUNCTION slowly(text) RETURNS text LANGUAGE sql VOLATILE AS
              $$ SELECT CASE WHEN pg_sleep(0.2) IS NOT NULL THEN $1 END $$;
            ALTER TABLE {ITEMS} RENAME TO items;
            CREATE VIEW {ITEMS} AS SELECT _id, "createdAt", "updatedAt", "deletedAt", version,
              "projectId", "incomingCallLogId", "incomingCallPolicyEscalationRuleId", "userId",
              "userPhoneNumber", slowly(status) AS status, "statusMessage", "dialDurationInSeconds",
              "callCostInUSDCents", "startedAt", "endedAt", "isAnswered" FROM items;
            GRANT SELECT ON {ITEMS} TO readonly""")
        process = subprocess.Popen(
            [program(), "import", self.server.url(database), "--store", str(store.path)],
            env=os.environ | self.environment, stderr=subprocess.PIPE, encoding="utf-8")
        ended = "0"
        for _ in range(100):
            time.sleep(0.1)
            ended = self.server.sql("postgres", f"""SELECT count(pg_terminate_backend(pid))
                FROM pg_stat_activity WHERE datname = '{database}' AND query LIKE 'COPY%'""")
            if ended != "0":
                break
        self.assertEqual(ended, "1")
        said = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 75, said)
        self.assertIn("57P01", said)
        with contextlib.closing(sqlite3.connect(store.path)) as connection:
            self.assertEqual(
                connection.execute("SELECT count(*) FROM source_state").fetchone()[0], 0)
        self.assertGreater(self.load(store, self.server.url(database))["read"], 30)


if __name__ == "__main__":
    unittest.main()
