
-- One row: an attempt that the server it was read from had no more when it was asked. Nothing is
-- dropped for that: OneUptime deletes without leaving a trace, and what was counted was so. The row
-- goes when the server has the attempt again.
CREATE TABLE IF NOT EXISTS source_missing (
  attempt INTEGER PRIMARY KEY REFERENCES attempt,
  source TEXT NOT NULL,
  -- UTC milliseconds of the first time it was not there.
  found_at INTEGER NOT NULL
) STRICT;
