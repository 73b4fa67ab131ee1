"""What the acceptance tests share: the program, the fixtures, the oracles, temporary stores."""
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
LISTS = ["call-logs", "policies", "escalation-rules", "team-members"]
ZONES = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Kathmandu"]

# Every dimension alone, and the combinations people ask for.
GROUPINGS = [grouping.split(",") for grouping in (
    "project user user_email rule policy number status outcome country position round month week "
    "day hour weekday user,rule month,user policy,month day,status week,rule number,round "
    "weekday,hour user,position project,policy,user country,outcome").split()]

COMPLETE_COLUMNS = (
    "id call_id project_id project_name user_id user_name user_email rule_id rule_name policy_id "
    "policy_name number country status status_message outcome is_answered position round "
    "created_at updated_at started_at ended_at dial_seconds ring_seconds recorded_cost_usd "
    "carrier_cost_usd rated_cost_usd effective_cost_usd cost_source dimension_lost version extra").split()


def load_module(name, path):
    """A Python file as a module, wherever it lies."""
    specification = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


oracle = load_module("oracle", ROOT / "Tests" / "Oracle" / "oracle.py")


def program():
    """The binary under test, from $CALLTALLY."""
    path = os.environ.get("CALLTALLY")
    if not path:
        raise unittest.SkipTest("set CALLTALLY to the binary that is to be tested")
    return os.path.abspath(path)


def generator():
    """The fixture generator, from $FIXTURE_GENERATOR or the build folder."""
    builds = [ROOT / ".build" / kind / "FixtureGenerator" for kind in ("release", "debug")]
    for path in [os.environ.get("FIXTURE_GENERATOR"), *builds]:
        if path and os.path.exists(path):
            return os.path.abspath(path)
    raise unittest.SkipTest("build it first: swift build -c release --product FixtureGenerator")


def samples():
    """Responses of a real server with the figures expected of them, where they are at hand.

    In $CALLTALLY_SAMPLES, or in shared/samples beside the checkout.
    """
    given = os.environ.get("CALLTALLY_SAMPLES")
    folder = pathlib.Path(given) if given else ROOT.parent / "shared" / "samples"
    if not folder.is_dir():
        raise unittest.SkipTest("set CALLTALLY_SAMPLES to a folder of a real server's responses")
    return folder


def generate(form, output, *options):
    subprocess.run(
        [generator(), "--form", form, "--output", str(output), *map(str, options)], check=True)


def parse(text):
    """JSON with its numbers as they are written."""
    return json.loads(text, parse_float=Decimal)


class Store:
    """A store of its own, and the program run on it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.path = self.folder / "store.sqlite"

    def run(self, command, *arguments, status=0, **options):
        """Runs a command; fails with what it said if it ends with another status."""
        options = {"capture_output": True, "encoding": "utf-8", "timeout": 300} | options
        environment = {key: value for key, value in os.environ.items()
                       if key not in ("CALLTALLY_STORE", "NO_COLOR")}
        environment |= options.pop("environment", {})
        result = subprocess.run(
            [program(), *command.split(), *map(str, arguments), "--store", str(self.path)],
            env=environment, **options)
        accepted = status if isinstance(status, tuple) else (status,)
        if result.returncode not in accepted:
            raise AssertionError(
                f"calltally {command} {' '.join(map(str, arguments))} ended with "
                f"{result.returncode} instead of {status}:\n{result.stderr}")
        return result

    def load(self, *paths, status=0, options=()):
        """Imports, and gives the counters back after checking that they add up."""
        result = self.run("import", *paths, "--json", *options, status=status)
        counters = parse(result.stdout)
        for counts in [counters, *counters.get("records", {}).values()]:
            parts = ["inserted", "updated", "unchanged", "superseded", "rejected"]
            if counts["read"] != sum(counts[part] for part in parts):
                raise AssertionError(f"the counters do not add up: {counts}")
        return counters

    def report(self, by, *, zone="UTC", metrics="default", options=()):
        if not isinstance(metrics, str):
            metrics = ",".join(metrics)
        result = self.run(
            "report", "--by", ",".join(by), "--metrics", metrics, "--tz", zone,
            "--format", "json", *options)
        return parse(result.stdout)

    def export(self, form="ndjson", options=()):
        return self.run("export", "--format", form, *options).stdout

    def attempts(self):
        """Exported attempts by id."""
        rows = [parse(line) for line in self.export().split("\n")[:-1]]
        return {row["id"]: row for row in rows}


class AcceptanceTest(unittest.TestCase):
    """A test with a temporary folder and as many stores in it as it likes."""

    maxDiff = None

    def setUp(self):
        program()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="calltally-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.stores = 0

    def store(self, *paths, status=0):
        self.stores += 1
        folder = self.folder / f"store-{self.stores}"
        folder.mkdir()
        store = Store(folder)
        if paths:
            store.load(*paths, status=status)
        return store


def metrics_for(by):
    """All metrics a grouping can have."""
    has_calls = set(by) <= oracle.CALL_DIMENSIONS
    return oracle.METRICS + (oracle.CALL_METRICS if has_calls else [])
