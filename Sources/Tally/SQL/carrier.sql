-- One row: one leg of a call as the carrier has it (Twilio's Call resource). Stores made before there
-- were carrier records get the table with the first of them.
CREATE TABLE IF NOT EXISTS carrier_call (
  number INTEGER PRIMARY KEY,
  sid TEXT NOT NULL UNIQUE,
  -- The leg that this one was dialled from; NULL for the leg that came in.
  parent_sid TEXT,
  account_sid TEXT,
  from_number TEXT,
  to_number TEXT,
  direction TEXT,
  status TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  duration_seconds INTEGER,
  -- What the carrier charges, in 10^-8 of the currency's unit; NULL until it is settled.
  charge_units INTEGER,
  currency TEXT,
  extra TEXT,
  -- When the values were told, by which a record that comes late changes nothing.
  stamp INTEGER NOT NULL,
  merge_state BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS carrier_call_parent ON carrier_call (parent_sid);

-- One row: one leg of a call as the carrier has it.
CREATE VIEW IF NOT EXISTS carrier_calls AS
SELECT
  sid,
  parent_sid,
  account_sid,
  from_number,
  to_number,
  direction,
  status,
  strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', ended_at / 1000.0, 'unixepoch') AS ended_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', updated_at / 1000.0, 'unixepoch') AS updated_at,
  duration_seconds,
  CASE
    WHEN charge_units IS NOT NULL
    THEN iif(charge_units < 0, '-', '') || (abs(charge_units) / 100000000) || '.'
      || printf('%08d', abs(charge_units) % 100000000)
  END AS charge,
  currency,
  extra
FROM carrier_call;

-- One row: what a leg was for. Derived from the legs and the attempts, and made anew after either has
-- changed; `calltally carrier match` makes it again.
CREATE TABLE IF NOT EXISTS carrier_match (
  leg INTEGER PRIMARY KEY REFERENCES carrier_call,
  -- The call it belongs to, by its sid, its parent's, or those of legs beside it; NULL where unknown.
  call INTEGER REFERENCES call,
  attempt INTEGER UNIQUE REFERENCES attempt,
  method TEXT CHECK (method IN ('inbound', 'parent', 'time')),
  confidence INTEGER CHECK (confidence BETWEEN 0 AND 100),
  -- How far the ends are apart once the difference of the clocks is taken away, else the starts.
  distance_ms INTEGER,
  -- Why it was not matched; NULL where it was.
  reason TEXT
) STRICT;

-- One row: an attempt of the time that the carrier's records cover which no leg was found for, and why.
CREATE TABLE IF NOT EXISTS carrier_unmatched_attempt (
  attempt INTEGER PRIMARY KEY REFERENCES attempt,
  reason TEXT NOT NULL
) STRICT;

-- What is known of the matching itself: `tolerance_seconds`, and `stale` while what was matched is older
-- than what there is.
CREATE TABLE IF NOT EXISTS carrier_state (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;

-- One row: a leg, and the attempt it was for.
CREATE VIEW IF NOT EXISTS carrier_matches AS
SELECT
  carrier_call.sid AS sid,
  nullif(lower(substr(hex(attempt.id), 1, 8) || '-' || substr(hex(attempt.id), 9, 4) || '-'
    || substr(hex(attempt.id), 13, 4) || '-' || substr(hex(attempt.id), 17, 4) || '-'
    || substr(hex(attempt.id), 21)), '----') AS attempt_id,
  nullif(lower(substr(hex(call.id), 1, 8) || '-' || substr(hex(call.id), 9, 4) || '-'
    || substr(hex(call.id), 13, 4) || '-' || substr(hex(call.id), 17, 4) || '-'
    || substr(hex(call.id), 21)), '----') AS call_id,
  carrier_match.method AS method,
  carrier_match.confidence AS confidence,
  carrier_match.distance_ms AS distance_ms,
  carrier_match.reason AS reason
FROM carrier_match
JOIN carrier_call ON carrier_call.number = carrier_match.leg
LEFT JOIN attempt ON attempt.number = carrier_match.attempt
LEFT JOIN call ON call.number = carrier_match.call;
