"""The server that tests of `sync` and its neighbours talk to answers as OneUptime does."""
import gzip
import http.client
import json
import unittest

from oneuptime_api import OneUptime
from oneuptime_faults import Changes, page_limit
from oneuptime_rows import microseconds
from support import FIXTURES, samples

ITEMS = "/api/incoming-call-log-item"
NOBODY = "00000000-0000-4000-8000-000000000000"
ITEM = "d46c668b-e8ac-4b27-8844-e01057952124"
ANSWER = "application/json; charset=utf-8"
STABLE = {"createdAt": "ASC", "_id": "ASC"}


class ServerTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.server = OneUptime(seed=7).start()
        self.addCleanup(self.server.stop)
        self.server.fill(FIXTURES / "csv")
        self.owner = self.server.key()
        self.connection = http.client.HTTPConnection(self.server.url.removeprefix("http://"))
        self.addCleanup(self.connection.close)

    def ask(self, method, path, body=None, key=None, headers=None):
        """Status, content type and body of an answer."""
        headers = {"ApiKey": key or self.owner} if headers is None else dict(headers)
        if body is not None and not isinstance(body, str):
            headers.setdefault("Content-Type", "application/json")
            body = json.dumps(body)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        self.headers = answer.headers
        raw = answer.read()
        return answer.status, answer.getheader("Content-Type"), raw.decode()

    def said(self, *arguments, **options):
        status, _, body = self.ask(*arguments, **options)
        return status, json.loads(body)

    def list(self, path="/get-list?limit=10000", **body):
        status, answer = self.said("POST", ITEMS + path, body)
        self.assertEqual(status, 200, answer)
        return answer


class ProbesTest(ServerTest):
    """Requests that a real server was sent, and what it said."""

    KEYS = {"non-uuid key": "abc", "empty key": "", "unknown uuid key": NOBODY}

    def test_answers_are_those_of_a_real_server(self):
        folder = samples()
        self.server.stop()
        self.server = OneUptime(seed=7).start()
        self.server.fill(folder / "csv")
        self.connection = http.client.HTTPConnection(self.server.url.removeprefix("http://"))
        self.addCleanup(self.connection.close)
        owner, nothing = self.server.key(), self.server.key("None")
        reader = self.server.key("Read Incoming Call Log Item")
        probes = json.loads((folder / "api" / "probes.json").read_text())
        self.assertGreater(len(probes), 100)
        for probe in probes:
            name, request = probe.pop("name"), probe.pop("request")
            key = reader if name.startswith("read-only") else owner
            key = nothing if name == "key without permissions" else self.KEYS.get(name, key)
            headers = {header: key if header == "ApiKey" else NOBODY
                       for header in request["headers"]}
            body = request.get("body")
            kind = "text/plain" if name == "wrong content-type" else "application/json"
            if body is not None:
                headers["Content-Type"] = kind
                body = body if isinstance(body, str) else json.dumps(body)
            with self.subTest(probe=name):
                status, kind, text = self.ask(request["method"], request["path"], body,
                                              headers=headers)
                found = {"status": status, "contentType": kind}
                if "body" in probe:
                    found["body"] = text
                else:
                    page = json.loads(text)
                    found |= {part: page[part] for part in ("count", "limit", "skip")}
                    found["rows"] = len(page["data"])
                    if page["data"]:
                        found["first"] = page["data"][0]
                        self.untie(request, probe, found)
                self.assertEqual(found, probe)

    def untie(self, request, probe, found):
        """Which of the rows that are equal in the sort comes first is nobody's promise."""
        rows = [self.server.rows.row("IncomingCallLogItem", answer["first"]["_id"])
                for answer in (probe, found)]
        body = request.get("body")
        sort = isinstance(body, dict) and body.get("sort") or {"createdAt": -1}
        if all(rows) and all(rows[0].get(name) == rows[1].get(name) for name in sort):
            found["first"] = probe["first"]

    def test_whole_responses_are_those_of_a_real_server(self):
        folder = samples() / "api"
        self.server.rows.run('DELETE FROM "IncomingCallLogItem"')
        self.server.rows.run('DELETE FROM "IncomingCallLog"')
        self.server.fill(folder.parent / "csv")
        self.owner = self.server.key()
        path = ITEMS + "/get-list?limit=10000"
        every = {name: True for name in json.loads(
            (folder / "list-all-limit-10000.all-columns.json").read_text())["data"][0]}
        _, _, text = self.ask("POST", path, {"query": {}, "select": every, "sort": STABLE})
        self.assertEqual(text, (folder / "list-all-limit-10000.all-columns.json").read_text())
        real = json.loads((folder / "get-item.response.json").read_text())
        select = {name: True for name in real} | {
            "project": {"name": True}, "user": {"name": True, "email": True},
            "incomingCallPolicyEscalationRule": {
                "name": True, "order": True, "incomingCallPolicyId": True},
            "incomingCallLog": dict.fromkeys(real["incomingCallLog"], True)}
        _, _, text = self.ask("POST", f"{ITEMS}/{real['_id']}/get-item", {"select": select})
        self.assertEqual(text, (folder / "get-item.response.json").read_text())


class AnswersTest(ServerTest):
    def test_errors(self):
        reader = self.server.key("Read Incoming Call Log Item")
        for name, method, path, body, options, expected in [
            ("no key", "POST", "/get-list", {}, {"headers": {}}, (401, {
                "error": "Authenticated user or a valid API key is needed to read record of "
                         "Incoming Call Log Item."})),
            ("bad key", "POST", "/get-list", {}, {"key": "abc"}, (400, {
                "error": "Invalid API Key"})),
            ("bearer", "POST", "/get-list", {}, {"headers": {"Authorization": "Bearer x"}}, (401, {
                "message": "AccessToken is invalid or expired. Please refresh your token."})),
            ("may not write", "PUT", f"/{ITEM}", {"data": {"callCostInUSDCents": 5}},
             {"key": reader}, (422, {
                 "error": "You do not have permissions to update Incoming Call Log Item. You need "
                          "one of these permissions: Project Owner, Project Admin"})),
            ("too many", "POST", "/get-list?limit=10001", {}, {}, (400, {
                "error": "Limit should be less than 10000"})),
            ("unknown path", "POST", "s/get-list", {}, {}, (404, {
                "message": "Page not found - /api/incoming-call-log-items/get-list"})),
            ("count by GET", "GET", "/count", None, {}, (404, {
                "message": "Page not found - /api/incoming-call-log-item/count"})),
            ("cut JSON", "POST", "/get-list", '{"query"', {"headers": {
                "Content-Type": "application/json"}}, (500, {"error": "Server Error"})),
            ("wrapped date in an operator", "POST", "/get-list", {"query": {"startedAt": {
                "_type": "GreaterThan", "value": {
                    "_type": "DateTime", "value": "2026-09-01T00:00:00.000Z"}}}}, {},
             (500, {"error": "Server Error"})),
            ("half a cent", "PUT", f"/{ITEM}", {"data": {"callCostInUSDCents": 1.5}}, {},
             (500, {"error": "Server Error"})),
            ("nothing to update", "PUT", f"/{ITEM}", {"data": {}}, {}, (400, {
                "error": "No fields to update. Please include at least one field to update in the "
                         '"data" object of the request body.'})),
            ("a column for reading", "PUT", f"/{ITEM}", {"data": {"userId": NOBODY}}, {}, (400, {
                "error": "User is not allowed to update on userId column of Incoming Call Log "
                         "Item"})),
            ("update of nothing", "PUT", f"/{NOBODY}", {"data": {"callCostInUSDCents": 5}}, {},
             (422, {"error": "Unable to update this incoming call log item. It either does not "
                             "exist, has been deleted, or you do not have permission to update "
                             "it."})),
            ("a call that is not there", "POST", "", {"data": {
                "status": "Busy", "incomingCallLogId": NOBODY}}, {}, (500, {
                    "error": "Server Error"})),
            ("no call", "POST", "", {"data": {"status": "Busy"}}, {}, (400, {
                "error": "incomingCallLogId is required"})),
            ("unknown item", "POST", f"/{NOBODY}/get-item", {"select": {"status": True}}, {},
             (200, {})),
            ("delete of nothing", "DELETE", f"/{NOBODY}", None, {}, (200, {})),
        ]:
            with self.subTest(name):
                self.assertEqual(self.said(method, ITEMS + path, body, **options), expected)

    def test_calls_cannot_be_written_and_users_not_be_listed(self):
        self.assertEqual(
            self.said("PUT", f"/api/incoming-call-log/{NOBODY}", {"data": {"status": "x"}}),
            (422, {"error": "update on Incoming Call Log is not allowed."}))
        self.assertEqual(self.said("POST", "/api/user/get-list", {}), (
            422, {"error": "A user session is required to read User."}))
        key = self.server.key("Read Incoming Call Log Item")
        status, answer = self.said("POST", "/api/team-member/get-list", {}, key=key)
        self.assertEqual((status, answer["error"].rsplit(", ", 1)[1]), (422, "Read Teams"))

    def test_the_envelope_knows_the_query_string_alone(self):
        page = self.list("/get-list", limit=50, skip=10, sort=STABLE)
        self.assertEqual((len(page["data"]), page["limit"], page["skip"]), (50, 10, 0))
        page = self.list("/get-list?limit=abc")
        self.assertEqual((len(page["data"]), page["limit"]), (10, None))
        page = self.list("/get-list?limit=0")
        self.assertEqual((len(page["data"]), page["limit"]), (10, 0))
        self.assertEqual(set(page["data"][0]), {"_id"})
        self.assertEqual(self.list("/get-list?skip=99999")["data"], [])

    def test_deleted_rows_are_hidden(self):
        rows = self.server.rows.all("IncomingCallLogItem")
        seen = {row["_id"] for row in self.list(sort=STABLE)["data"]}
        deleted = {name for name, row in rows.items() if row["deletedAt"] is not None}
        self.assertEqual(seen, set(rows) - deleted)
        self.assertGreater(len(deleted), 0)

    def test_pages_without_a_last_word_in_the_sort_lose_rows(self):
        rows = self.server.rows
        rows.run('UPDATE "IncomingCallLogItem" SET createdAt = 1')
        rows.generation += 1
        def read(sort):
            first = self.list("/get-list?limit=300", sort=sort)
            rest = self.list("/get-list?limit=300&skip=300", sort=sort)
            found = [row["_id"] for row in first["data"] + rest["data"]]
            self.assertEqual(len(found), first["count"])
            return len(set(found))
        count = self.list()["count"]
        self.assertLess(read({"createdAt": "ASC"}), count)
        self.assertEqual(read(STABLE), count)

    def test_writes(self):
        before = self.server.rows.row("IncomingCallLogItem", ITEM)
        for method, path in [("PUT", ""), ("POST", "/update-item")]:
            self.assertEqual(self.said(method, f"{ITEMS}/{ITEM}{path}",
                                       {"data": {"callCostInUSDCents": 77}}), (200, {}))
        after = self.server.rows.row("IncomingCallLogItem", ITEM)
        self.assertGreater(after["updatedAt"], before["updatedAt"])
        self.assertEqual(after, before | {"callCostInUSDCents": 77, "updatedAt": after["updatedAt"],
                                          "version": before["version"] + 2})
        for method, path in [("DELETE", ""), ("POST", "/delete-item")]:
            self.assertEqual(self.said(method, f"{ITEMS}/{ITEM}{path}"), (200, {}))
            self.assertIsNone(self.server.rows.row("IncomingCallLogItem", ITEM))
        data = {"_id": ITEM, "incomingCallLogId": before["incomingCallLogId"], "status": "Busy",
                "startedAt": "2026-10-20T21:22:39.057Z"}
        status, created = self.said("POST", ITEMS, {"data": data})
        self.assertEqual((status, created["_id"], created["incomingCallLogId"], created["version"]),
                         (200, ITEM, before["incomingCallLogId"], 1))
        self.assertEqual(self.server.rows.row("IncomingCallLogItem", ITEM)["startedAt"],
                         microseconds("2026-10-20T21:22:39.057Z"))
        # Once more, and it is written over.
        self.said("POST", ITEMS, {"data": data | {"status": "Failed"}})
        after = self.server.rows.row("IncomingCallLogItem", ITEM)
        self.assertEqual((after["status"], after["version"]), ("Failed", 2))
        self.server.keeps_ids = False
        self.assertNotEqual(self.said("POST", ITEMS, {"data": data})[1]["_id"], ITEM)


class FaultsTest(ServerTest):
    def test_answers_compressed_are_the_same(self):
        _, _, plain = self.ask("POST", ITEMS + "/get-list", {"sort": STABLE})
        self.assertTrue(self.headers["ETag"].startswith(f'W/"{len(plain):x}-'))
        self.connection.request("POST", ITEMS + "/get-list", json.dumps({"sort": STABLE}), {
            "ApiKey": self.owner, "Content-Type": "application/json", "Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        self.assertEqual(answer.getheader("Transfer-Encoding"), "chunked")
        self.assertEqual(gzip.decompress(answer.read()).decode(), plain)

    def test_each_fault_is_met_and_counted(self):
        for kind, outcome in [
            ("too_many", (429, "2")), ("server_error", (500, None)), ("bad_gateway", (502, None)),
            ("unavailable", (503, "2")), ("plan", (402, None)), ("sso", (406, None)),
            ("reset", ConnectionResetError), ("closed", http.client.RemoteDisconnected),
            ("truncated", http.client.IncompleteRead), ("lost", ConnectionResetError),
        ]:
            with self.subTest(kind):
                fault = self.server.faults.add(
                    kind, times=1, after=1, retry_after=outcome[1] if isinstance(
                        outcome, tuple) else None)
                path = f"{ITEMS}/{ITEM}/get-item"
                self.assertEqual(self.ask("GET", path)[0], 200)
                if isinstance(outcome, tuple):
                    self.assertEqual((self.ask("GET", path)[0], self.headers["Retry-After"]),
                                     outcome)
                else:
                    with self.assertRaises(outcome):
                        self.ask("GET", path)
                    self.connection.close()
                self.assertEqual(self.ask("GET", path)[0], 200)
                self.assertEqual((fault.fired, self.server.requests[-2].fault), (1, kind))

    def test_a_lost_answer_is_work_done(self):
        self.server.faults.add("lost", methods=["DELETE"])
        with self.assertRaises(ConnectionResetError):
            self.ask("DELETE", f"{ITEMS}/{ITEM}")
        self.assertIsNone(self.server.rows.row("IncomingCallLogItem", ITEM))

    def test_a_proxy_between(self):
        self.server.faults.add("not_allowed", methods=["PUT", "DELETE"])
        self.server.faults.add("too_large", when=page_limit(100))
        status, kind, body = self.ask("PUT", f"{ITEMS}/{ITEM}", {"data": {"status": "x"}})
        self.assertEqual((status, kind), (405, "text/html"))
        self.assertIn("<h1>405 Not Allowed</h1>", body)
        self.assertEqual(self.ask("POST", ITEMS + "/get-list?limit=101", {})[0], 413)
        self.assertEqual(self.ask("POST", ITEMS + "/get-list?limit=100", {})[0], 200)

    def test_rows_change_while_pages_are_read(self):
        before = self.server.rows.all("IncomingCallLogItem")
        self.server.before = Changes(seed=3, inserts=2, updates=3, deletes=1, times=5)
        for _ in range(8):
            self.list()
        after = self.server.rows.all("IncomingCallLogItem")
        self.assertEqual(len(after), len(before) + 5 * (2 - 1))
        self.assertEqual(self.server.before.made, 5)
        changed = [name for name in before if name in after and after[name] != before[name]]
        self.assertGreater(len(changed), 8)

    def test_kept_answers_are_dropped_when_rows_change(self):
        self.server.kept = {}
        self.assertEqual(self.list()["count"], self.list()["count"])
        self.assertEqual(len(self.server.kept), 1)
        count = self.list()["count"]
        self.server.rows.remove("IncomingCallLogItem", ITEM)
        self.assertEqual(self.list()["count"], count - 1)

    def test_a_population_of_any_size(self):
        server = OneUptime(seed=1)
        server.populate(1000, seed=5)
        again = OneUptime(seed=1)
        again.populate(1000, seed=5)
        items = server.rows.all("IncomingCallLogItem")
        self.assertEqual(items, again.rows.all("IncomingCallLogItem"))
        self.assertEqual((len(items), len(server.rows.all("IncomingCallLog"))), (1000, 500))


if __name__ == "__main__":
    unittest.main()
