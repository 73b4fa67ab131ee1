"""DuckDB's shell, and what a case's work is in its SQL."""
import csv
import subprocess
import sys
import pathlib

NAME = "DuckDB"
SHELL = str(pathlib.Path(sys.prefix) / "bin" / "duckdb")
VERSION = [SHELL, "-version"]

KEYS = ("incomingCallLogId", "incomingCallPolicyEscalationRuleId", "userId", "projectId")
TYPES = {
    "_id": "UUID", "createdAt": "TIMESTAMP", "updatedAt": "TIMESTAMP", "projectId": "UUID",
    "incomingCallLogId": "UUID", "incomingCallPolicyEscalationRuleId": "UUID", "userId": "UUID",
    "userPhoneNumber": "VARCHAR", "status": "VARCHAR", "statusMessage": "VARCHAR",
    "dialDurationInSeconds": "INTEGER", "callCostInUSDCents": "INTEGER", "startedAt": "TIMESTAMP",
    "endedAt": "TIMESTAMP", "isAnswered": "BOOLEAN",
}
WRAPPED = {"createdAt", "updatedAt", "startedAt", "endedAt", "userPhoneNumber", *KEYS}

# The totals that every importer must have arrived at.
TOTALS = """
  SELECT count(*), count(DISTINCT incomingCallLogId), count(*) FILTER (isAnswered),
    sum(dialDurationInSeconds) FILTER (isAnswered),
    strftime(max(updatedAt), '%Y-%m-%dT%H:%M:%S.%gZ') FROM item
"""


def command_line(database, *statements, read_only=False):
    return [
        SHELL, *(["-readonly"] if read_only else []), "-csv", "-nullvalue", "", "-bail",
        str(database), *(part for statement in statements for part in ("-c", statement))]


def query(database, statement):
    """The rows of a statement as lists of text, without its header."""
    arguments = command_line(database, statement, read_only=database != ":memory:")
    result = subprocess.run(arguments, check=True, text=True, capture_output=True)
    return list(csv.reader(result.stdout.splitlines()))[1:]


def totals(database):
    return tuple(query(database, TOTALS)[0])


def read_wrapped(path):
    columns = ", ".join(f"{name}: '{wrapped_type(name)}'" for name in TYPES)
    values = ", ".join(f"{name}.value AS {name}" if name in WRAPPED else name for name in TYPES)
    return f"SELECT {values} FROM read_json('{path}', format = 'newline_delimited', " \
        f"columns = {{{columns}}})"


def read_plain(path):
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in TYPES.items())
    return f"SELECT * FROM read_json('{path}', format = 'newline_delimited', " \
        f"columns = {{{columns}}})"


def read_pages(folder):
    fields = ", ".join(f'"{name}" {wrapped_type(name)}' for name in TYPES)
    values = ", ".join(
        f"one.{name}.value AS {name}" if name in WRAPPED else f"one.{name} AS {name}"
        for name in TYPES)
    return f"SELECT {values} FROM (SELECT unnest(data) AS one FROM read_json('{folder}/*.json', " \
        f"columns = {{data: 'STRUCT({fields})[]'}}))"


def wrapped_type(name):
    kind = TYPES[name]
    return f"STRUCT(_type VARCHAR, value {kind})" if name in WRAPPED else kind


def create_table(selection):
    return f"CREATE TABLE item AS {selection}"


def create_keyed_table():
    columns = ", ".join(
        f"{name} {kind}" + (" PRIMARY KEY" if name == "_id" else "")
        for name, kind in TYPES.items())
    return f"CREATE TABLE item ({columns})"


def insert(selection):
    return f"INSERT INTO item {selection}"


def upsert(selection):
    """The newest updatedAt wins, as in the store."""
    assignments = ", ".join(f"{name} = excluded.{name}" for name in TYPES if name != "_id")
    return f"INSERT INTO item {selection} ON CONFLICT (_id) DO UPDATE SET {assignments} " \
        "WHERE excluded.updatedAt > item.updatedAt"
