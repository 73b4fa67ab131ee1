"""Imports from a running PostgreSQL: the same as from its dump, and later only what has changed."""
import contextlib
import os
import random
import signal
import socket
import sqlite3
import subprocess
import time
import unittest

from server import SCHEMA, VARIABLES, Server
from support import FIXTURES, AcceptanceTest, generate, parse, program

DUMP = FIXTURES / "forms" / "copy.sql"
PASSWORD = "corréct/horse@battery"
KILLS = int(os.environ.get("CALLTALLY_KILLS", "8"))
ITEMS = '"IncomingCallLogItem"'


class PostgresTest(AcceptanceTest):
    @classmethod
    def setUpClass(cls):
        program()
        cls.server = Server()
        cls.addClassCleanup(cls.server.remove)
        cls.server.start()
        cls.server.sql("postgres", f"CREATE ROLE readonly LOGIN PASSWORD '{PASSWORD}'")
        cls.server.fill("pristine")
        cls.server.grant("pristine")

    def setUp(self):
        super().setUp()
        # Nothing of the tester's own leads elsewhere: not a service, not a password file.
        self.environment = {name: "" for name in VARIABLES} | {
            "HOME": str(self.folder), "PGPASSWORD": PASSWORD}

    def database(self, name="copy"):
        """A database of this test's own."""
        name = f"{name}_{os.urandom(4).hex()}"
        self.server.sql("postgres", f"CREATE DATABASE {name} TEMPLATE pristine")
        self.addCleanup(self.server.sql, "postgres", f"DROP DATABASE {name} WITH (FORCE)")
        return name

    def load(self, store, source, *options, status=0):
        """Imports, and gives the counters back after checking that they add up."""
        result = store.run("import", source, "--json", *options, status=status,
                           environment=self.environment)
        self.said = result.stderr
        counters = parse(result.stdout)
        for counts in [counters, *counters["records"].values()]:
            parts = ["inserted", "updated", "unchanged", "superseded", "rejected"]
            self.assertEqual(counts["read"], sum(counts[part] for part in parts), counts)
        return counters

    def refused(self, source, *options, status=1, environment=None):
        result = self.store().run("import", source, *options, status=status,
                                  environment=self.environment | (environment or {}))
        return result.stderr

    # What is read

    def test_a_database_gives_what_its_dump_gives(self):
        database = self.database()
        dump = self.folder / "dump.sql"
        with dump.open("w") as file:
            subprocess.run(
                [os.path.join(self.server.bin, "pg_dump"), "--data-only", "-h", self.server.folder,
                 "-p", str(self.server.port), "-U", "postgres", database], stdout=file, check=True)
        expected = self.store(dump).export("csv")
        self.assertGreater(len(expected.splitlines()), 30)
        store = self.store()
        counters = self.load(store, self.server.url(database))
        self.assertEqual(store.export("csv"), expected)
        self.assertEqual(self.server.sql(database, f"SELECT count(*) FROM {ITEMS}"),
                         str(counters["read"]))
        for kind, table in (("calls", "IncomingCallLog"), ("users", "User"),
                            ("team_members", "TeamMember"), ("projects", "Project")):
            self.assertEqual(self.server.sql(database, f'SELECT count(*) FROM "{table}"'),
                             str(counters["records"][kind]["read"]), kind)
        self.assertEqual(counters["warnings"], [])
        self.assertEqual(self.said, "")

    def test_passwords_and_tokens_of_users_are_not_asked_for(self):
        # The superuser may read all of it, and still it is not read.
        store = self.store()
        self.load(store, self.server.url(self.database(), user="postgres"))
        with contextlib.closing(sqlite3.connect(store.path)) as connection:
            names = connection.execute("SELECT count(name) FROM user").fetchone()[0]
        self.assertGreater(names, 5)
        self.assertNotIn(b"never read", store.path.read_bytes())

    def test_settings_of_the_role_change_nothing(self):
        expected = self.store()
        self.load(expected, self.server.url("pristine"))
        database = self.database()
        for setting in ("timezone = 'Asia/Kathmandu'", "datestyle = 'German, DMY'",
                        "client_encoding = 'LATIN1'", "search_path = ''", "bytea_output = 'escape'",
                        "standard_conforming_strings = off", "statement_timeout = '1min'"):
            self.server.sql(database, f"ALTER ROLE readonly IN DATABASE {database} SET {setting}")
        store = self.store()
        self.load(store, self.server.url(database))
        self.assertEqual(store.export("csv"), expected.export("csv"))
        with_look_back = self.load(store, self.server.url(database), "--look-back", "9999d")
        self.assertEqual(with_look_back["unchanged"], with_look_back["read"])

    def test_the_tables_may_lie_in_any_schema(self):
        database = self.database()
        self.server.sql(database, "CREATE SCHEMA two; " + "".join(
            f'ALTER TABLE "{table}" SET SCHEMA two;' for table in (
                "IncomingCallLogItem", "IncomingCallLog", "IncomingCallPolicy", "TeamMember", "User",
                "IncomingCallPolicyEscalationRule", "Project")))
        self.server.sql(database, "GRANT USAGE ON SCHEMA two TO readonly")
        store, expected = self.store(), self.store()
        self.load(store, self.server.url(database))
        self.load(expected, self.server.url("pristine"))
        self.assertEqual(store.export("csv"), expected.export("csv"))

    def test_of_two_schemas_one_has_to_be_chosen(self):
        database = self.database()
        self.server.sql(database, f'CREATE SCHEMA "Two"; SET search_path = "Two"; {SCHEMA.read_text()}')
        self.server.grant(database, schema='"Two"')
        url = self.server.url(database)
        # The one that the role's search path leads to.
        self.assertGreater(self.load(self.store(), url)["read"], 30)
        self.server.sql(database, f"ALTER ROLE readonly IN DATABASE {database} SET search_path = ''")
        said = self.refused(url)
        self.assertIn("Two, public", said)
        self.assertIn("?options=-csearch_path%3D", said)
        for schema, count in (('"Two"', 0), ("public", 36)):
            chosen = self.server.url(database, options=f"-csearch_path={schema}")
            self.assertEqual(self.load(self.store(), chosen)["read"] > 0, count > 0, schema)

    def test_what_a_role_may_not_read_is_told_and_left_out(self):
        database = self.database()
        self.server.sql(database, """
            REVOKE ALL ON "IncomingCallPolicy" FROM readonly; DROP TABLE "TeamMember";
            REVOKE ALL ON "User" FROM readonly; GRANT SELECT (_id, name) ON "User" TO readonly""")
        store = self.store()
        counters = self.load(store, self.server.url(database))
        self.assertGreater(counters["read"], 30)
        self.assertEqual(counters["records"]["policies"]["read"], 0)
        self.assertGreater(counters["records"]["users"]["read"], 0)
        self.assertEqual(len(counters["warnings"]), 3)
        for words in ('"IncomingCallPolicy" may not be read by this role; reports go without names '
                      'of policies', '"TeamMember" is not there; reports go without memberships',
                      'of "User" this role may not read createdAt, updatedAt, deletedAt, version, '
                      'email, timezone'):
            self.assertIn(words, self.said)
        # What is granted later is read whole, however much of the rest was read before.
        self.server.sql(database, 'GRANT SELECT ON "IncomingCallPolicy" TO readonly')
        counters = self.load(store, self.server.url(database))
        policies = self.server.sql(database, 'SELECT count(*) FROM "IncomingCallPolicy"')
        self.assertEqual(str(counters["records"]["policies"]["inserted"]), policies)

    def test_without_the_attempts_nothing_is_imported(self):
        database = self.database()
        self.server.sql(database, f"REVOKE ALL ON {ITEMS} FROM readonly")
        self.assertIn("may not be read by this role; grant", self.refused(self.server.url(database)))
        self.server.sql(database, f"GRANT SELECT ON {ITEMS} TO readonly; "
                                  "REVOKE ALL ON SCHEMA public FROM public, readonly")
        self.assertIn("may not be read by this role; grant", self.refused(self.server.url(database)))
        self.assertIn("it is not OneUptime's",
                      self.refused(self.server.url("postgres", user="postgres")))

    def test_a_row_that_cannot_be_taken_in_costs_only_itself(self):
        database = self.database()
        self.server.sql(database, f"""
            ALTER TABLE {ITEMS} ALTER "startedAt" TYPE text;
            UPDATE {ITEMS} SET "startedAt" = 'soon\tor\nlater' WHERE _id IN
              (SELECT _id FROM {ITEMS} WHERE "isAnswered" LIMIT 2)""")
        rejects = self.folder / "rejects.ndjson"
        store = self.store()
        counters = self.load(store, self.server.url(database), "--rejects", rejects, status=3)
        self.assertEqual(counters["rejected"], 2)
        self.assertEqual(counters["inserted"], counters["read"] - 2)
        self.assertEqual(rejects.read_text().count("invalid_instant"), 2)
        self.assertIn("IncomingCallLogItem", rejects.read_text())
        strict = self.store()
        strict.run("import", self.server.url(database), "--strict", status=1,
                   environment=self.environment)
        self.assertEqual(strict.run("query", "SELECT count(*) FROM attempts", "--format", "csv")
                         .stdout.split(), ["count(*)", "0"])

    def test_one_project_of_several(self):
        database = self.database()
        other = "11111111-1111-4111-8111-111111111111"
        self.server.sql(database, f"""
            INSERT INTO "Project" (_id, name, slug) VALUES ('{other}', 'Other', 'other');
            UPDATE {ITEMS} SET "projectId" = '{other}'
              WHERE _id IN (SELECT _id FROM {ITEMS} ORDER BY _id LIMIT 5)""")
        store, url = self.store(), self.server.url(database)
        counters = self.load(store, url, "--project", other)
        self.assertEqual((counters["inserted"], counters["records"]["projects"]["read"]), (5, 1))
        # The others have not been read yet, whatever was read of this one.
        self.assertGreater(self.load(store, url)["inserted"], 25)

    # What has changed

    def newest(self, database):
        return self.server.sql(database, f'SELECT max("updatedAt") FROM {ITEMS}')

    def aged(self):
        """A database whose rows are all some years old, whatever the clock says."""
        database = self.database()
        self.server.sql(database, f"""UPDATE {ITEMS} SET "updatedAt" = "updatedAt" - interval '9 years',
            "createdAt" = "createdAt" - interval '9 years'""")
        return database

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
        whole = self.store()
        started = time.monotonic()
        self.load(whole, url)
        duration = time.monotonic() - started
        expected = whole.export("csv")
        chance = random.Random(17)
        partial = 0
        for number in range(KILLS):
            if number % 4 == 0:
                store = self.store()
            process = subprocess.Popen(
                [program(), "import", url, "--store", str(store.path), "--quiet"],
                env=os.environ | self.environment, stderr=subprocess.PIPE)
            time.sleep(chance.random() * duration)
            process.send_signal(signal.SIGKILL)
            said = process.communicate()[1]
            self.assertIn(process.returncode, (0, -signal.SIGKILL), said)
            if store.path.exists() and process.returncode:
                with contextlib.closing(sqlite3.connect(store.path)) as connection:
                    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
                    if tables:
                        rows = connection.execute("SELECT count(*) FROM attempt").fetchone()[0]
                        finished = connection.execute(
                            "SELECT count(*) FROM import_run WHERE finished = 1").fetchone()[0]
                        states = connection.execute("SELECT count(*) FROM source_state").fetchone()[0]
                        self.assertEqual(states > 0, finished > 0, "remembered before it was done")
                        partial += 0 < rows < 100_000
            if (number + 1) % 4 == 0 or number == KILLS - 1:
                self.load(store, url)
                self.assertTrue(store.export("csv") == expected, "the stores differ")
        self.assertGreater(partial, 0, "no import was killed between its batches")

    # What goes wrong on the way

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
        database, store = self.aged(), self.store()
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
