"""A database gives what its dump gives, and nothing is read that is none of our business."""
import contextlib
import os
import sqlite3
import subprocess
import unittest

from postgres_test import ITEMS, PostgresTest
from server import SCHEMA


class PostgresReadingTest(PostgresTest):
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
        self.assertFalse(strict.path.exists())

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


if __name__ == "__main__":
    unittest.main()
