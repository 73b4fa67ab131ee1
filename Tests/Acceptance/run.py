"""Runs the acceptance tests and ends with how many passed and failed, in one line.

A file of tests is a process of its own, and as many run at once as there are processors. The unit
tests' numbers can be given to be added: run.py PASSED FAILED.
"""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import time
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent


class Result(unittest.TextTestResult):
    """Counts tests and not their parts: a test with two failing subtests failed once."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def run_file(name):
    """Runs one file's tests in this process; the last line is what came of them, as JSON."""
    suite = unittest.defaultTestLoader.discover(str(FOLDER), pattern=name)
    result = unittest.TextTestRunner(stream=sys.stdout, resultclass=Result).run(suite)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    failed = result.testsRun - result.passed - len(result.skipped)
    counts = {"passed": result.passed, "failed": failed, "succeeded": result.wasSuccessful()}
    print(json.dumps(counts), flush=True)


def result_of(path):
    """What came of a file's tests; a process that dies is a failure."""
    start = time.monotonic()
    run = subprocess.run([sys.executable, __file__, "--file", path.name], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = run.stdout.splitlines()
    try:
        counts = json.loads(lines.pop())
    except (IndexError, ValueError):
        lines = run.stdout.splitlines()
        counts = {"passed": 0, "failed": 1, "succeeded": False}
    print(f"{path.name}: {counts['passed']} passed, {counts['failed']} failed "
          f"({time.monotonic() - start:.0f} s)", flush=True)
    told = [line for line in lines if line.startswith("skipped: ")]
    if not counts["succeeded"]:
        told = lines
    if told:
        print("\n".join(told), flush=True)
    return counts


def main(passed=0, failed=0):
    # The largest files first: what begins last should be short.
    files = sorted(FOLDER.glob("test_*.py"), key=lambda path: (-path.stat().st_size, path.name))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = list(pool.map(result_of, files))
    passed += sum(result["passed"] for result in results)
    failed += sum(result["failed"] for result in results)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if failed == 0 and all(result["succeeded"] for result in results) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--file"]:
        run_file(sys.argv[2])
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
