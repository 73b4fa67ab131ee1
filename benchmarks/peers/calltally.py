"""Our own commands, and what they wrote in the form the peers' results are compared in."""
import csv
import json
import subprocess


class Calltally:
    def __init__(self, binary):
        self.binary = str(binary)

    def import_(self, path, store):
        return [self.binary, "import", path, "--store", store, "--quiet"]

    def report(self, store, *options):
        return [self.binary, "report", *options, "--format", "csv", "--store", store, "--quiet"]

    def export(self, store, output, columns=()):
        return [
            self.binary, "export", "--output", output, "--store", store, "--quiet",
            *(["--columns", ",".join(columns)] if columns else [])]

    def totals(self, store):
        """What duckdb.TOTALS asks a table, from a report."""
        report = json.loads(subprocess.run(
            [self.binary, "report", "--by", "project", "--format", "json", "--quiet",
             "--metrics", "attempts,calls,answered_attempts,dial_seconds_total",
             "--store", str(store)], check=True, text=True, capture_output=True).stdout)
        figures = report["totals"]
        return tuple(str(value) for value in (
            figures["attempts"], figures["calls"], figures["answered_attempts"],
            figures["dial_seconds_total"], report["as_of"]))

    def counts(self, store):
        """Attempts, and calls by their own records."""
        totals = json.loads(subprocess.run(
            [self.binary, "report", "--by", "project", "--format", "json", "--quiet",
             "--metrics", "attempts,logged_calls", "--store", str(store)],
            check=True, text=True, capture_output=True).stdout)["totals"]
        return [totals["attempts"], totals["logged_calls"]]


def rows(path):
    """The rows of a CSV file as dictionaries."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
