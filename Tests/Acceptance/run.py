"""Runs the acceptance tests and ends with how many passed and failed, in one line.

The unit tests' numbers can be given to be added: run.py PASSED FAILED.
"""
import pathlib
import sys
import unittest


class Result(unittest.TextTestResult):
    """Counts tests and not their parts: a test with two failing subtests failed once."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def main(passed=0, failed=0):
    folder = pathlib.Path(__file__).resolve().parent
    suite = unittest.defaultTestLoader.discover(str(folder))
    runner = unittest.TextTestRunner(stream=sys.stdout, resultclass=Result)
    result = runner.run(suite)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    passed += result.passed
    failed += result.testsRun - result.passed - len(result.skipped)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if failed == 0 and result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
