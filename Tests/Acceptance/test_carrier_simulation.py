"""A simulated month on both sides, OneUptime's and the carrier's, against its truth."""
import base64
import json
import sys
import unittest
import urllib.error
import urllib.request

from support import ROOT, AcceptanceTest
from twilio_server import ACCOUNT, TOKEN, TwilioServer

sys.path.insert(0, str(ROOT / "Tests" / "Oracle"))
import carrier  # noqa: E402
import carrier_truth  # noqa: E402


class OneUptimeSideTest(AcceptanceTest):
    def test_answer_rates_are_those_of_the_simulated_month(self):
        truth = carrier.simulate(self.folder / "world", seed=11)
        store = self.store(self.folder / "world" / "oneuptime")
        answers = truth["answers"]
        report = store.report(
            ["project"], zone=truth["zone"], metrics=list(answers),
            options=["--month", truth["month"]])
        self.assertEqual(report["totals"], answers)

    def test_a_simulated_month_is_the_same_every_time(self):
        first = carrier.simulate(self.folder / "first", calls=200, seed=5, starts="answered")
        second = carrier.simulate(self.folder / "second", calls=200, seed=5, starts="answered")
        self.assertEqual(json.dumps(first), json.dumps(second))
        files = sorted(path.relative_to(self.folder / "first")
                       for path in (self.folder / "first").rglob("*.*"))
        self.assertGreater(len(files), 8)
        for path in files:
            self.assertEqual((self.folder / "first" / path).read_bytes(),
                             (self.folder / "second" / path).read_bytes(), path)

    def test_every_reason_occurs(self):
        truth = carrier.simulate(self.folder / "world", seed=11)
        self.assertEqual(set(truth["bridge"]["USD"]["lines"]), set(carrier_truth.REASONS))


class TwilioServerTest(AcceptanceTest):
    """The fake itself: it must page, filter and fail as what it stands for does."""

    def get(self, server, target, token=TOKEN):
        credentials = base64.b64encode(f"{ACCOUNT}:{token}".encode()).decode()
        request = urllib.request.Request(
            server.url + target, headers={"Authorization": f"Basic {credentials}"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def read_all(self, server, query):
        target = f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json?{query}"
        calls = []
        while target:
            page = self.get(server, target)
            calls += page["calls"]
            target = page["next_page_uri"]
        return calls

    def test_pages_hold_every_call_once_and_days_are_utc(self):
        carrier.simulate(self.folder / "world", calls=300)
        lines = (self.folder / "world" / "carrier" / "calls.ndjson").read_text().splitlines()
        with TwilioServer(json.loads(line) for line in lines) as server:
            calls = self.read_all(server, "PageSize=100")
            self.assertEqual({call["sid"] for call in calls}, set(server.calls))
            self.assertEqual(len(calls), len(server.calls))
            day = self.read_all(server, "StartTime%3E=2026-10-10&StartTime%3C=2026-10-11")
            self.assertTrue(day)
            expected = [call["sid"] for call in server.calls.values()
                        if " 10 Oct 2026 " in call["start_time"]]
            self.assertEqual({call["sid"] for call in day}, set(expected))

    def test_faults_come_once_each_and_in_turn(self):
        with TwilioServer([]) as server:
            server.faults = [(429, 3), 500]
            for status in (429, 500):
                with self.assertRaises(urllib.error.HTTPError) as caught:
                    self.read_all(server, "")
                self.assertEqual(caught.exception.code, status)
                caught.exception.close()
            self.assertEqual(self.read_all(server, ""), [])
            with self.assertRaises(urllib.error.HTTPError) as caught:
                self.get(server, f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json", token="wrong")
            self.assertEqual(json.load(caught.exception)["code"], 20003)
            caught.exception.close()


if __name__ == "__main__":
    unittest.main()
