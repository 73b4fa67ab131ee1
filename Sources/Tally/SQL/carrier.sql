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
