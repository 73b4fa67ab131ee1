-- What this program has changed at the source. Stores made before there was such a thing get the
-- tables with the next change.

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
