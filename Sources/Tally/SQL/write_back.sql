-- What this program has changed at the source, and what the source has lost. Stores made before
-- there was such a thing get the tables with the next change.

-- One row: what was last sent to an attempt's callCostInUSDCents. It is written before it is sent.
-- A recorded cost that equals it is ours and not the source's own.
CREATE TABLE IF NOT EXISTS pushed_cost (
  attempt INTEGER PRIMARY KEY REFERENCES attempt,
  cents INTEGER NOT NULL
) STRICT;

-- One row: an attempt that was deleted at the source on purpose, or is being deleted (finished = 0).
CREATE TABLE IF NOT EXISTS purged_attempt (
  attempt INTEGER PRIMARY KEY REFERENCES attempt,
  purged_at INTEGER NOT NULL,
  finished INTEGER NOT NULL CHECK (finished IN (0, 1))
) STRICT;

-- One row: an attempt that the server it was read from had no more when it was asked. Nothing is
-- dropped for that: OneUptime deletes without leaving a trace, and what was counted was so. The row
-- goes when the server has the attempt again.
CREATE TABLE IF NOT EXISTS source_missing (
  attempt INTEGER PRIMARY KEY REFERENCES attempt,
  source TEXT NOT NULL,
  -- UTC milliseconds of the first time it was not there.
  found_at INTEGER NOT NULL
) STRICT;

-- One row: such an attempt, by its id in the view attempts.
CREATE VIEW IF NOT EXISTS lost_attempts AS
SELECT
  lower(substr(hex(attempt.id), 1, 8) || '-' || substr(hex(attempt.id), 9, 4) || '-'
    || substr(hex(attempt.id), 13, 4) || '-' || substr(hex(attempt.id), 17, 4) || '-'
    || substr(hex(attempt.id), 21)) AS attempt_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(attempt.started_at, attempt.created_at) / 1000.0,
    'unixepoch') AS at,
  source_missing.source AS source,
  strftime('%Y-%m-%dT%H:%M:%fZ', source_missing.found_at / 1000.0, 'unixepoch') AS found_at
FROM source_missing
JOIN attempt ON attempt.number = source_missing.attempt;
