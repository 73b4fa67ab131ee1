"""The README's console blocks are run, and must print what they say.

A block begins with ```console. A line after `$ ` is a command; the lines below it, up to the next
command, are what it prints. `…` stands for any text on a line, and a line of nothing but `…` for
any lines. A block whose first line is `# not run` is for reading only. All blocks run one after the
other in a copy of the repository's fixtures and reports.

With RECORD_SNAPSHOTS in the environment what does not match is written anew, as many lines before
and after a line of `…` as there were; the difference is then reviewed like any other change.
"""
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import FIXTURES, ROOT, AcceptanceTest, program

README = ROOT / "README.md"
# What sets a machine up is run by the scripts themselves.
SET_UP = ("git clone", "cd ", "scripts/", "sudo ", "swift ")


@dataclasses.dataclass
class Command:
    """One command of a block, and where in the text its output stands."""
    line: str
    start: int
    end: int

    @property
    def is_run(self):
        return not self.line.startswith(SET_UP)


def commands(text):
    """Every command of every block that is run."""
    for block in re.finditer(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if block[1].startswith("# not run"):
            continue
        position = block.start(1)
        found = []
        lines = iter(block[1].splitlines(keepends=True))
        for line in lines:
            position += len(line)
            if line.startswith("$ "):
                command = line[2:].rstrip("\n")
                while command.endswith("\\"):
                    line = next(lines)
                    position += len(line)
                    command = command[:-1] + line.strip().removeprefix("> ")
                found.append(Command(command, position, position))
            elif found:
                found[-1].end = position
        yield from found


def pattern(lines):
    parts = []
    for line in lines:
        if line.strip() in ("…", "..."):
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(re.escape(line.rstrip()).replace("…", ".*") + r"[ ]*\n")
    return re.compile(rf"\A{''.join(parts)}\s*\Z")


def recorded(expected, output):
    """What to write in place of lines that no longer match."""
    if "…" not in expected:
        return output
    head = expected.index("…")
    tail = len(expected) - head - 1
    return output[:head] + ["…"] + output[len(output) - tail:]


class ReadmeTest(AcceptanceTest):
    def test_every_command_prints_what_the_readme_says(self):
        text = README.read_text()
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "calltally").symlink_to(program())
        work = self.folder / "work"
        work.mkdir()
        for name in ("fixtures", "reports"):
            shutil.copytree(ROOT / name, work / name)
        environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        environment.pop("CALLTALLY_STORE", None)
        found = [command for command in commands(text) if command.is_run]
        self.assertTrue(found, "the README has no console blocks")
        changes = []
        for command in found:
            result = subprocess.run(
                ["bash", "-c", command.line], cwd=work, env=environment, text=True, timeout=120,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            expected = text[command.start:command.end].splitlines()
            if pattern(expected).match(result.stdout + "\n"):
                continue
            if "RECORD_SNAPSHOTS" in os.environ:
                changes.append((command, recorded(expected, result.stdout.splitlines())))
                continue
            with self.subTest(command=command.line):
                self.assertEqual(result.stdout.splitlines(), expected)
        for command, lines in reversed(changes):
            lines = "".join(f"{line.rstrip()}\n" for line in lines)
            text = text[:command.start] + lines + text[command.end:]
        if changes:
            README.write_text(text)

    def test_views_have_the_columns_the_readme_lists(self):
        store = self.store(FIXTURES / "september")
        views = store.run(
            "query", "SELECT name FROM sqlite_schema WHERE type = 'view'", "--format", "csv")
        listed = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| `([\w ]+)` \|$", README.read_text(),
                                 re.MULTILINE))
        self.assertEqual(sorted(listed), sorted(views.stdout.splitlines()[1:]))
        for view, columns in listed.items():
            row = store.run("query", f"SELECT * FROM {view}", "--format", "csv").stdout
            self.assertEqual(row.splitlines()[0].split(","), columns.split(), view)

    def test_files_the_readme_names_exist(self):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text()):
            self.assertTrue((ROOT / pathlib.Path(target)).exists(), target)

    def test_places_the_readme_points_to_exist(self):
        text = README.read_text()
        headings = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
                    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
        for anchor in re.findall(r"\]\(#([^)]+)\)", text):
            self.assertIn(anchor, headings)


if __name__ == "__main__":
    unittest.main()
