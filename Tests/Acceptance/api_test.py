"""What tests of commands that talk to OneUptime share: a server with the fixtures in it, a key, and
death at a chosen request."""
import json
import os
import signal
import subprocess
import time

from oneuptime_api import OneUptime
from support import FIXTURES, AcceptanceTest, program

ITEMS = "IncomingCallLogItem"


class ApiTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.server = OneUptime(seed=17).start()
        self.addCleanup(self.server.stop)
        self.server.fill(FIXTURES / "csv")
        self.owner = self.server.key()

    def key_file(self, key):
        path = self.folder / f"{key[:8]}.key"
        path.write_text(key + "\n")
        path.chmod(0o600)
        return path

    def options(self, key=None):
        return ["--url", self.server.url, "--api-key-file", self.key_file(key or self.owner)]

    def ask(self, store, *words, key=None, status=0):
        """Runs a command against the server; what it says has no key in it."""
        result = store.run(*words, *self.options(key), status=status)
        for text in (result.stdout, result.stderr):
            self.assertNotIn(key or self.owner, text)
        return result

    def ask_json(self, store, *words, **options):
        return json.loads(self.ask(store, *words, "--json", **options).stdout)

    def killed(self, store, *words, at):
        """Runs a command that is killed while the server has its `at`th request, from 1.

        Whether the request is still answered is the server's luck. Says if it came to that.
        """
        first = len(self.server.requests)
        process = subprocess.Popen(
            [program(), *map(str, words), *map(str, self.options()), "--store", str(store.path)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        done = []

        def kill(_, request):
            if request.number - first + 1 == at and not done:
                done.append(request)
                os.kill(process.pid, signal.SIGKILL)
                while process.poll() is None:
                    time.sleep(0.001)

        self.server.before = kill
        output = process.communicate(timeout=60)[0]
        self.server.before = None
        self.assertIn(process.returncode, (0, 3, 75, -signal.SIGKILL), output)
        return bool(done)

    def log(self, store, name="store.sqlite.changes.ndjson"):
        path = store.folder / name
        if not path.exists():
            return []
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        text = path.read_text()
        self.assertNotIn(self.owner, text)
        return [json.loads(line) for line in text.splitlines()]

    def items(self):
        return self.server.rows.all(ITEMS)

    def refill(self):
        """The server has the fixtures' attempts again, and nothing goes wrong."""
        self.server.faults.clear()
        self.server.rows.run(f'DELETE FROM "{ITEMS}"')
        self.server.fill(FIXTURES / "csv")
        self.server.requests.clear()
