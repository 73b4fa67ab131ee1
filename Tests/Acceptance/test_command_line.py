"""Exit statuses, pipes, colour and the small promises of the command line."""
import os
import shutil
import sqlite3
import subprocess
import unittest

from support import FIXTURES, ROOT, AcceptanceTest, generate, program

SEPTEMBER = FIXTURES / "september"


class CommandLineTest(AcceptanceTest):
    def test_misuse_ends_with_2_and_says_what_was_meant(self):
        store = self.store()
        for arguments, word in [
                (["report", "--by", "usr"], "user"), (["report", "--fromat", "csv"], "--format"),
                (["report", "--format", "xml"], "csv"), (["import"], "PATH"),
                (["report", "--month", "2026-13"], "2026-13"),
                (["export", "--columns", "id,nubmer"], "did you mean 'number'"),
                (["export", "--columns", "id", "--columns", "id"], "'id' is given twice"),
                (["export", "--columns", ""], "at least one column"),
                (["report", "--tz", "america/new_york"], "America/New_York")]:
            with self.subTest(arguments=arguments):
                result = store.run(*arguments, status=2)
                self.assertIn(word, result.stderr)
                self.assertEqual(result.stdout, "")
        result = subprocess.run([program(), "reprot"], capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("report", result.stderr)

    def test_what_makes_no_sense_together_ends_with_2(self):
        store = self.store()
        listing = ROOT / "reports" / "nightly-export.json5"
        billing = ROOT / "reports" / "monthly-billing.json5"
        for arguments, words in [
                (["report", "--output", "a.csv", "--output", "a.csv"], "'a.csv' is given"),
                (["report", "--format", "csv", "--output", "a", "--output", "b"], "--format can"),
                (["report", listing, "--by", "user"], "lists attempts"),
                (["report", billing, "--metrics", "calls"], "several tables"),
                (["import", "--lock-wait=-1", SEPTEMBER], "0 to 86400"),
                (["query", "SELECT 1", "--time-limit", "1e3"], "0 to 86400")]:
            with self.subTest(arguments=arguments):
                result = store.run(*arguments, status=2)
                self.assertIn(words, result.stderr)
                self.assertEqual(result.stdout, "")
        self.assertEqual(list(store.folder.iterdir()), [])

    def test_a_period_without_attempts_is_told(self):
        store = self.store(SEPTEMBER)
        command = ["report", "--month", "2020-01", "--by", "user", "--format", "csv"]
        result = store.run(*command)
        self.assertEqual(len(result.stdout.splitlines()), 1)
        self.assertIn("no attempt is in this period", result.stderr)
        self.assertEqual(store.run(*command, "--quiet").stderr, "")

    def test_a_file_that_is_not_there_ends_with_1(self):
        result = self.store().run("import", "/no/such/file.json", status=1)
        self.assertIn("/no/such/file.json", result.stderr)

    def test_a_closed_pipe_is_not_an_error(self):
        store = self.store(SEPTEMBER)
        for command in ("export --format csv", "export --format ndjson",
                        "report --by user,day,hour --format csv"):
            with self.subTest(command=command):
                result = subprocess.run(
                    ["bash", "-c", f'set -o pipefail; "$0" {command} --store "$1" | head -n 1',
                     program(), str(store.path)], capture_output=True, text=True, timeout=60)
                self.assertEqual((result.returncode, result.stderr), (0, ""))
                self.assertEqual(len(result.stdout.splitlines()), 1)

    def test_quiet_says_nothing(self):
        store = self.store()
        result = store.run("import", SEPTEMBER, "--quiet")
        self.assertEqual((result.stdout, result.stderr), ("", ""))
        result = store.run("report", "--quiet", "--by", "user", "--format", "csv")
        self.assertEqual(result.stderr, "")

    @unittest.skipUnless(shutil.which("script"), "needs script(1) for a terminal")
    def test_colour_only_on_a_terminal_and_not_with_no_color(self):
        store = self.store(SEPTEMBER)
        command = f"{program()} report --by user --store {store.path}"

        def on_a_terminal(**environment):
            return subprocess.run(
                ["script", "-qec", command, "/dev/null"], capture_output=True, timeout=60,
                env={**os.environ, "TERM": "xterm-256color", **environment}).stdout

        self.assertIn(b"\x1b[", on_a_terminal())
        self.assertNotIn(b"\x1b[", on_a_terminal(NO_COLOR="1"))
        self.assertNotIn("\x1b[", store.run("report", "--by", "user").stdout)

    def test_names_cannot_drive_the_terminal(self):
        evil = self.folder / "evil.json"
        text = (SEPTEMBER / "team-members.json").read_text()
        evil.write_text(text.replace("Silent Sue", "\\u001b]0;owned\\u0007\\u001b[2J"))
        store = self.store(evil, SEPTEMBER / "items-page-1.json")
        self.assertNotIn("\x1b", store.run("report", "--by", "user").stdout)

    def test_standard_input_is_read(self):
        store = self.store()
        packed = (SEPTEMBER / "items-page-2.json.gz").read_bytes()
        result = subprocess.run(
            [program(), "import", "-", "--store", str(store.path)], input=packed,
            capture_output=True, timeout=60)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(store.attempts()), 150)

    def test_the_store_is_named_by_the_environment(self):
        path = self.folder / "elsewhere.sqlite"
        subprocess.run(
            [program(), "import", str(SEPTEMBER), "--quiet"], check=True, cwd=self.folder,
            env={**os.environ, "CALLTALLY_STORE": str(path)})
        self.assertTrue(path.exists())
        self.assertFalse((self.folder / "calltally.sqlite").exists())

    def test_an_output_that_cannot_be_written_leaves_nothing_behind(self):
        store = self.store(SEPTEMBER)
        store.run("report", "--by", "user", "--output", "/no/such/folder/out.csv", status=1)
        kept = self.folder / "kept.csv"
        kept.write_text("mine")
        store.run("report", "--by", "user", "--user", "nobody at all", "--output", kept,
                  status=(1, 2))
        self.assertEqual(kept.read_text(), "mine")
        self.assertEqual([path.name for path in self.folder.glob("*kept*")], ["kept.csv"])

    def test_a_dry_run_stores_nothing(self):
        store = self.store()
        counters = store.load(SEPTEMBER, options=["--dry-run"])
        self.assertGreater(counters["inserted"], 400)
        self.assertEqual(store.load(SEPTEMBER)["inserted"], counters["inserted"])

    def test_a_locked_store_is_tried_again_later(self):
        store = self.store(SEPTEMBER)
        with sqlite3.connect(store.path, isolation_level=None) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            store.run("import", SEPTEMBER, status=75)
            connection.execute("ROLLBACK")
        store.load(SEPTEMBER)

    def test_versions_and_help_at_every_level(self):
        for arguments in (["--version"], ["--help"], ["help"], ["import", "--help"],
                          ["report", "--help"], ["export", "--help"], ["help", "report"]):
            with self.subTest(arguments=arguments):
                result = subprocess.run(
                    [program(), *arguments], capture_output=True, text=True, timeout=60)
                self.assertEqual((result.returncode, result.stderr), (0, ""))
                self.assertTrue(result.stdout.strip())
                for line in result.stdout.splitlines():
                    self.assertLessEqual(len(line), 100)

    def test_more_than_one_project_needs_a_choice(self):
        path = self.folder / "two.ndjson"
        generate("ndjson", path, "--projects", 2, "--attempts", 500)
        store = self.store(path)
        result = store.run("report", "--by", "user", status=(1, 2))
        self.assertIn("--project", result.stderr)
        report = store.report(["project"], metrics=["attempts"])
        self.assertEqual(len(report["rows"]), 2)
        one = report["rows"][0]
        chosen = store.report(["user"], metrics=["attempts"], options=["--project", one["project_id"]])
        self.assertEqual(chosen["totals"]["attempts"], one["attempts"])


if __name__ == "__main__":
    unittest.main()
