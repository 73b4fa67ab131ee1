"""The sqlite3 shell: lines into a temporary table, then ->> into typed columns under a key.

Its journal is off and nothing is synced: as fast as it goes, and lost when interrupted.
"""
import shutil
import sqlite3

NAME = "sqlite3 shell"
SHELL = shutil.which("sqlite3")
VERSION = [SHELL, "--version"]

SCRIPT = """\
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -262144;
CREATE TEMP TABLE raw (line TEXT);
.mode ascii
.separator "\\037" "\\n"
.import '{input}' raw
CREATE TABLE item (
  _id TEXT PRIMARY KEY, createdAt TEXT, updatedAt TEXT, projectId TEXT, incomingCallLogId TEXT,
  ruleId TEXT, userId TEXT, userPhoneNumber TEXT, status TEXT, statusMessage TEXT,
  dialDurationInSeconds INTEGER, callCostInUSDCents INTEGER, startedAt TEXT, endedAt TEXT,
  isAnswered INTEGER
);
INSERT OR REPLACE INTO item
SELECT
  line->>'_id', line->>'$.createdAt.value', line->>'$.updatedAt.value', line->>'$.projectId.value',
  line->>'$.incomingCallLogId.value', line->>'$.incomingCallPolicyEscalationRuleId.value',
  line->>'$.userId.value', line->>'$.userPhoneNumber.value', line->>'status',
  line->>'statusMessage', line->>'dialDurationInSeconds', line->>'callCostInUSDCents',
  line->>'$.startedAt.value', line->>'$.endedAt.value', line->>'isAnswered'
FROM raw;
"""


# The rows as texts, under no key: the shell reads no dump, nor NULL in one, and keeps duplicates.
TABLES_SCRIPT = """\
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -262144;
.mode ascii
.separator "\\t" "\\n"
.import '{calls}' call
.import '{items}' item
"""


def counts(database):
    """Rows that are not marked as deleted."""
    connection = sqlite3.connect(database)
    rows = [
        connection.execute(f"SELECT count(*) FROM {table} WHERE deletedAt = '\\N'").fetchone()[0]
        for table in ("item", "call")]
    connection.close()
    return rows


def totals(database, call="incomingCallLogId", updated="updatedAt"):
    connection = sqlite3.connect(database)
    row = connection.execute(
        f"SELECT count(*), count(DISTINCT {call}), sum(isAnswered), "
        f"sum(iif(isAnswered, dialDurationInSeconds, NULL)), max({updated}) FROM item").fetchone()
    connection.close()
    return tuple(map(str, row))
