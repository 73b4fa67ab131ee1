"""What tests of imports from PostgreSQL share: a server for each class, a database for each test."""
import os

from server import VARIABLES, Server
from support import AcceptanceTest, parse, program

PASSWORD = "corréct/horse@battery"
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

    def newest(self, database):
        return self.server.sql(database, f'SELECT max("updatedAt") FROM {ITEMS}')

    def aged(self):
        """A database whose rows are all some years old, whatever the clock says."""
        database = self.database()
        self.server.sql(database, f"""UPDATE {ITEMS} SET "updatedAt" = "updatedAt" - interval '9 years',
            "createdAt" = "createdAt" - interval '9 years'""")
        return database
