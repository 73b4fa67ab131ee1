"""Reports: the same figures from our store and from DuckDB's native table, compared exactly."""
from dataclasses import dataclass

import figures
from case import Case, Contender
from measure import Command
from peers import calltally, duckdb

MEMORY_LIMITS = (("10m", 400),)
YEAR = ("2026-01-01", "2027-01-01")
MONTH = ("2026-03-01", "2026-04-01")
REST = (("1m", 0.35), ("10m", 0.35))


@dataclass(frozen=True)
class Question:
    """A report in our words and in DuckDB's; instants are UTC in its SQL."""

    name: str
    title: str
    targets: tuple
    by: tuple = ("user", "month")
    period: tuple = YEAR
    options: tuple = ()
    condition: str = ""
    utc_period: tuple = ()
    local_time: str = "moment"


QUESTIONS = [
    Question("report-year", "Report by user and month, a year", (("1m", 0.20), ("10m", 0.18))),
    Question(
        "report-month", "Report by user and month, one month", (("1m", 0.35), ("10m", 0.25)),
        period=MONTH),
    Question(
        "report-filter", "Report by user and month, a year, two filters", REST,
        options=("--number", "+44", "--not-status", "CallerHungUp"),
        condition="AND starts_with(userPhoneNumber, '+44') AND status <> 'CallerHungUp'"),
    Question(
        "report-five", "Report by user, rule, number, status, month, a year", REST,
        by=("user", "rule", "number", "status", "month")),
    Question(
        "report-kolkata", "Report by user and month, a year in Asia/Kolkata", REST,
        options=("--tz", "Asia/Kolkata"),
        utc_period=("2025-12-31 18:30:00", "2026-12-31 18:30:00"),
        local_time="timezone('Asia/Kolkata', timezone('UTC', moment))"),
]


def build(question):
    def case(bench):
        store, database = bench.store(), bench.duckdb_store()
        our_output = bench.data.scratch("ours.csv")
        peer_output = bench.data.scratch("peer.csv")
        ours = Contender(
            "calltally",
            Command(
                bench.calltally.report(
                    store, "--by", ",".join(question.by), "--metrics", ",".join(figures.METRICS),
                    "--from", question.period[0], "--to", question.period[1], *question.options),
                output=our_output),
            check=lambda: figures.from_calltally(calltally.rows(our_output), question.by))
        peer = Contender(
            duckdb.NAME,
            Command(
                duckdb.command_line(
                    database,
                    figures.statement(
                        question.by, question.utc_period or question.period, question.condition,
                        question.local_time),
                    read_only=True),
                output=peer_output),
            targets=question.targets,
            check=lambda: figures.from_duckdb(calltally.rows(peer_output), question.by))
        return Case(
            question.name, question.title, ours, [peer], (store, database), MEMORY_LIMITS)
    return case


CASES = {question.name: build(question) for question in QUESTIONS}
