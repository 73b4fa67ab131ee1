"""Exporting attempts as CSV and XLSX: twelve columns against the peers' same twelve, and every column
of `calltally export` against the peers' from a table in which they are worked out already."""
import csv
import datetime
import re
import subprocess
import zipfile

from case import Case, Contender
from measure import Command
from peers import duckdb, libxlsxwriter, xlsxwriter_python

TWELVE = {
    "_id": "id", "incomingCallLogId": "call_id", "incomingCallPolicyEscalationRuleId": "rule_id",
    "userId": "user_id", "userPhoneNumber": "number", "status": "status",
    "statusMessage": "status_message", "dialDurationInSeconds": "dial_seconds",
    "callCostInUSDCents": "recorded_cost_usd", "startedAt": "started_at", "endedAt": "ended_at",
    "isAnswered": "is_answered",
}
NUMBERS = {
    "position", "round", "dial_seconds", "ring_seconds", "recorded_cost_usd",
    "effective_cost_usd", "version"}
DATES = {"created_at", "updated_at", "started_at", "ended_at"}
BOOLEANS = {"is_answered", "dimension_lost"}


# One value for each of the twelve that reads the same however it was written. The message is not
# among them: we neutralise formulas in it.
OUR_VALUES = """
  id::UUID, call_id::UUID, rule_id::UUID, user_id::UUID, number, status, dial_seconds::INTEGER,
  (recorded_cost_usd::DECIMAL(18, 8) * 100)::DECIMAL(18, 8), started_at::TIMESTAMP,
  ended_at::TIMESTAMP, is_answered::BOOLEAN"""
THEIR_VALUES = """
  _id::UUID, incomingCallLogId::UUID, incomingCallPolicyEscalationRuleId::UUID, userId::UUID,
  userPhoneNumber, status, dialDurationInSeconds::INTEGER,
  callCostInUSDCents::DECIMAL(18, 8), startedAt::TIMESTAMP, endedAt::TIMESTAMP,
  isAnswered::BOOLEAN"""


def checksum(path, values):
    """How many rows a CSV file has and what they hold, in whatever order."""
    return tuple(duckdb.query(":memory:", f"""
        SELECT count(*), bit_xor(hash(row({values})))
        FROM read_csv('{path}', all_varchar = true)""")[0])


def copy(database, selection, path):
    return Command(duckdb.command_line(
        database, f"COPY ({selection}) TO '{path}' (HEADER)", read_only=True))


def twelve_from_duckdb(bench, targets=()):
    path = bench.data.scratch("twelve.csv")
    return Contender(
        "DuckDB COPY, 12 columns",
        copy(bench.duckdb_store(), f"SELECT {', '.join(TWELVE)} FROM item", path),
        targets=targets, check=lambda: checksum(path, THEIR_VALUES))


def ours_as_csv(bench, columns=()):
    output = bench.data.scratch("ours.csv")
    return Contender(
        "calltally", Command(bench.calltally.export(bench.store(), output, columns)),
        check=lambda: checksum(output, OUR_VALUES))


def csv_of_twelve(bench):
    return Case(
        "export-csv-twelve", "Export 12 columns of all attempts as CSV",
        ours_as_csv(bench, TWELVE.values()),
        [twelve_from_duckdb(bench, targets=(("1m", 1.0),))],
        (bench.store(), bench.duckdb_store()))


def csv_file(bench):
    store, database = bench.store(), bench.duckdb_store()
    listing, made = bench.data.scratch("listing.duckdb"), bench.data.scratch("listing.csv")
    if not listing.exists():
        subprocess.run([str(one) for one in bench.calltally.export(store, made)], check=True)
        subprocess.run(
            duckdb.command_line(listing, f"CREATE TABLE listing AS FROM '{made}'"), check=True)
    path = bench.data.scratch("all.csv")
    peers = [
        Contender(
            "DuckDB COPY, the same columns", copy(listing, "FROM listing", path),
            check=lambda: checksum(path, OUR_VALUES)),
        twelve_from_duckdb(bench),
    ]
    return Case(
        "export-csv", "Export all columns of all attempts as CSV", ours_as_csv(bench), peers,
        (store, database, listing))


def feed(bench, name, columns):
    """What libxlsxwriter.c reads, made of our CSV."""
    listing, path = bench.data.scratch("listing.csv"), bench.data.scratch(name + ".feed")
    if not path.exists():
        subprocess.run(
            [str(one) for one in bench.calltally.export(bench.store(), listing)], check=True)
        write_feed(listing, path, columns)
    return path


def workbook_from(bench, name, command_line, kind, targets=(), once=False):
    """A peer that writes twelve columns or all."""
    path = bench.data.scratch(f"peer-{kind}.xlsx")
    source = feed(bench, kind, list(TWELVE.values()) if kind == "twelve" else None)
    return Contender(
        name, Command([*command_line, source, path]), targets=targets,
        check=lambda: attempt_rows(path), once=once)


def ours_as_workbook(bench, columns=()):
    output = bench.data.scratch("ours.xlsx")
    return Contender(
        "calltally", Command(bench.calltally.export(bench.store(), output, columns)),
        check=lambda: attempt_rows(output))


def workbook_of_twelve(bench):
    program = libxlsxwriter.compile(bench.data.folder)
    peers = [
        workbook_from(
            bench, "libxlsxwriter, 12 columns", [program], "twelve", targets=(("1m", 0.35),)),
        workbook_from(
            bench, "XlsxWriter, 12 columns", xlsxwriter_python.command_line(), "twelve", once=True),
    ]
    return Case(
        "export-xlsx-twelve", "Export 12 columns of all attempts as XLSX",
        ours_as_workbook(bench, TWELVE.values()), peers,
        (bench.store(), bench.data.scratch("twelve.feed")))


def workbook(bench):
    program = libxlsxwriter.compile(bench.data.folder)
    peers = [
        workbook_from(bench, "libxlsxwriter, the same columns", [program], "all"),
        workbook_from(bench, "libxlsxwriter, 12 columns", [program], "twelve"),
    ]
    return Case(
        "export-xlsx", "Export all columns of all attempts as XLSX", ours_as_workbook(bench), peers,
        (bench.store(), bench.data.scratch("twelve.feed"), bench.data.scratch("all.feed")))


def write_feed(listing, feed, columns):
    """What libxlsxwriter.c reads, from our CSV; days are counted as Excel does."""
    with open(listing, encoding="utf-8", newline="") as source, \
            open(feed, "w", encoding="utf-8", newline="\n") as target:
        reader = csv.DictReader(source)
        columns = columns or reader.fieldnames
        target.write("".join(
            "n" if name in NUMBERS else "d" if name in DATES else "b" if name in BOOLEANS else "t"
            for name in columns) + "\n")
        target.write("\t".join(columns) + "\n")
        for row in reader:
            target.write("\t".join(field(name, row[name]) for name in columns) + "\n")


def field(name, text):
    if not text:
        return ""
    if name in DATES:
        moment = datetime.datetime.fromisoformat(text[:-1])
        return repr((moment - datetime.datetime(1899, 12, 30)) / datetime.timedelta(days=1))
    if name in BOOLEANS:
        return "1" if text == "true" else "0"
    return re.sub(r"[\t\r\n]", " ", text)


def attempt_rows(path):
    """The rows below the heading of the longest worksheet."""
    archive = zipfile.ZipFile(path)
    return max(
        rows_of_sheet(archive, name) for name in archive.namelist()
        if name.startswith("xl/worksheets/sheet")) - 1


def rows_of_sheet(archive, name):
    rows, rest = 0, b""
    with archive.open(name) as sheet:
        while block := sheet.read(1 << 20):
            block = rest + block
            rows += block.count(b"<row ")
            # The start of a tag that the next block completes.
            rest = b"" if block.endswith(b"<row ") else block[-4:]
    return rows


CASES = {
    "export-csv-twelve": csv_of_twelve, "export-csv": csv_file,
    "export-xlsx-twelve": workbook_of_twelve, "export-xlsx": workbook,
}
