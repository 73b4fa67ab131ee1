"""What the tests of `calltally sync` share: a server, a store, and what the store must hold."""
import json
import urllib.request

from oneuptime_api import OneUptime
from support import FIXTURES, AcceptanceTest, parse


class SyncTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        # What was asked for of each list.
        self.selects = {}

    def server(self, **options):
        server = OneUptime(**options)
        server.start()
        self.addCleanup(server.stop)
        return server

    def filled(self, **options):
        """A server with the fixtures' records."""
        server = self.server(**options)
        server.fill(FIXTURES / "csv")
        return server

    def sync(self, store, server, *options, key=None, status=0, environment=None, **more):
        environment = {"CALLTALLY_API_KEY": key or server.key(),
                       "CALLTALLY_URL": server.url} | (environment or {})
        result = store.run("sync", *options, status=status, environment=environment, **more)
        self.selects |= {request.path.split("/")[2]: request.body["select"]
                         for request in server.requests if request.path.endswith("/get-list")}
        return result

    def counters(self, store, server, *options, **more):
        result = self.sync(store, server, "--json", *options, **more)
        counters = parse(result.stdout)
        for counts in [counters, *counters["records"].values()]:
            parts = ["inserted", "updated", "unchanged", "superseded", "rejected"]
            self.assertEqual(counts["read"], sum(counts[part] for part in parts), counts)
        return counters

    def attempts_of(self, server):
        """The ids of the attempts that the server tells the key's project of."""
        return {identifier for identifier, row in server.rows.all("IncomingCallLogItem").items()
                if row["projectId"] == server.project and row["deletedAt"] is None}

    def truth(self, server):
        """A store into which everything that the server has is imported from files."""
        store = self.store()
        folder = store.folder / "pages"
        folder.mkdir()
        for name, select in self.selects.items():
            body = {"query": {}, "select": select, "sort": {"createdAt": "ASC", "_id": "ASC"}}
            request = urllib.request.Request(
                f"{server.url}/api/{name}/get-list?limit=10000", method="POST",
                data=json.dumps(body).encode(),
                headers={"ApiKey": server.key(), "Content-Type": "application/json"})
            with urllib.request.urlopen(request) as answer:
                (folder / f"{name}.json").write_bytes(answer.read())
        store.load(folder)
        return store

    def assert_same(self, store, server):
        """The store tells of everything what the server does."""
        server.faults.clear()
        server.before = None
        self.assertEqual(store.export("csv"), self.truth(server).export("csv"))
