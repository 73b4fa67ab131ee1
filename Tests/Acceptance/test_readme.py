"""The README's console blocks are run, and must print what they say.

A block begins with ```console. A line after `$ ` is a command; the lines below it, up to the next
command, are what it prints. `…` stands for any text on a line, and a line of nothing but `…` for
any lines. A block whose first line is `# not run` is for reading only. All blocks run one after the
other in a copy of the repository's fixtures and reports.
"""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import ROOT, AcceptanceTest, program

README = ROOT / "README.md"


def commands(text):
    """(command, expected lines or None where nothing is shown) of every block that is run."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if block.startswith("# not run"):
            continue
        command, output = None, []
        lines = iter(block.splitlines())
        for line in lines:
            if line.startswith("$ "):
                if command is not None:
                    yield command, output
                command, output = line[2:], []
                while command.endswith("\\"):
                    command = command[:-1] + next(lines).strip().removeprefix("> ")
            elif command is not None:
                output.append(line)
        if command is not None:
            yield command, output


def pattern(lines):
    parts = []
    for line in lines:
        if line.strip() in ("…", "..."):
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(re.escape(line.rstrip()).replace("…", ".*") + r"[ ]*\n")
    return "".join(parts)


class ReadmeTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        if not README.exists():
            self.skipTest("there is no README yet")

    def test_every_command_prints_what_the_readme_says(self):
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "calltally").symlink_to(program())
        work = self.folder / "work"
        work.mkdir()
        for name in ("fixtures", "reports"):
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, work / name)
        environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
                       "COLUMNS": "100"}
        environment.pop("CALLTALLY_STORE", None)
        found = list(commands(README.read_text()))
        self.assertTrue(found, "the README has no console blocks")
        for command, expected in found:
            if command.startswith(("git clone", "cd ", "scripts/", "sudo ", "swift ")):
                continue
            with self.subTest(command=command):
                result = subprocess.run(
                    ["bash", "-c", command], cwd=work, env=environment, text=True, timeout=120,
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                if expected:
                    self.assertRegex(result.stdout + "\n", rf"\A{pattern(expected)}\s*\Z")
                else:
                    self.assertEqual(result.returncode, 0, result.stdout)

    def test_files_the_readme_names_exist(self):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text()):
            self.assertTrue((ROOT / pathlib.Path(target)).exists(), target)


if __name__ == "__main__":
    unittest.main()
