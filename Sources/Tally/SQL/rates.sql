
-- One row: one version of a rate card. Versions are added and never changed.
CREATE TABLE IF NOT EXISTS rate_card (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  -- The file that it came from, as it was named.
  source TEXT NOT NULL,
  UNIQUE (name, version)
) STRICT;

-- One row: one line of a rate card.
CREATE TABLE IF NOT EXISTS rate (
  card INTEGER NOT NULL REFERENCES rate_card,
  -- Its place in the file, counted from 1; several prefixes on one line are several rows.
  place INTEGER NOT NULL,
  line INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  description TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('outbound', 'inbound')),
  microcents_per_minute INTEGER NOT NULL,
  fee_microcents INTEGER NOT NULL,
  initial_seconds INTEGER NOT NULL,
  increment_seconds INTEGER NOT NULL CHECK (increment_seconds > 0),
  minimum_seconds INTEGER NOT NULL,
  unanswered_fee_microcents INTEGER NOT NULL,
  -- UTC milliseconds; the second one is the first moment after.
  valid_from INTEGER,
  valid_to INTEGER,
  PRIMARY KEY (card, place)
) STRICT;

-- One row: one line of a rate card.
CREATE VIEW IF NOT EXISTS rates AS
SELECT
  rate_card.name AS card,
  rate_card.version AS version,
  rate.line AS line,
  rate.prefix AS prefix,
  rate.description AS description,
  rate.direction AS direction,
  rate.microcents_per_minute AS microcents_per_minute,
  rate.fee_microcents AS fee_microcents,
  rate.initial_seconds AS initial_seconds,
  rate.increment_seconds AS increment_seconds,
  rate.minimum_seconds AS minimum_seconds,
  rate.unanswered_fee_microcents AS unanswered_fee_microcents,
  strftime('%Y-%m-%dT%H:%M:%fZ', rate.valid_from / 1000.0, 'unixepoch') AS valid_from,
  strftime('%Y-%m-%dT%H:%M:%fZ', rate.valid_to / 1000.0, 'unixepoch') AS valid_to
FROM rate
JOIN rate_card ON rate_card.number = rate.card;
