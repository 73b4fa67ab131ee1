
-- What attempts cost besides what OneUptime recorded. Stores made before there was any of it get
-- the tables when something is written to them.

-- One row: what the carrier charged for an attempt, by the one call record of the carrier's that
-- was matched with it. Only prices that are settled and known in US dollars are here: without a
-- row the carrier's cost is not known. A refund is negative.
CREATE TABLE IF NOT EXISTS attempt_carrier_cost (
  attempt INTEGER PRIMARY KEY REFERENCES attempt,
  cost_microcents INTEGER NOT NULL
) STRICT;

-- One row: what one attempt cost, by each source and as it counts. A recorded 0 is unknown where
-- people talked. Rated costs depend on the card that is chosen: reports and exports have them.
CREATE VIEW IF NOT EXISTS costs AS
SELECT
  attempt_id,
  recorded_cost_microcents,
  carrier_cost_microcents,
  coalesce(carrier_cost_microcents, recorded_cost_microcents) AS cost_microcents,
  CASE
    WHEN carrier_cost_microcents IS NOT NULL THEN 'carrier'
    WHEN recorded_cost_microcents IS NOT NULL THEN 'recorded'
  END AS cost_source
FROM (
  SELECT
    lower(substr(hex(attempt.id), 1, 8) || '-' || substr(hex(attempt.id), 9, 4) || '-'
      || substr(hex(attempt.id), 13, 4) || '-' || substr(hex(attempt.id), 17, 4) || '-'
      || substr(hex(attempt.id), 21)) AS attempt_id,
    CASE
      WHEN attempt.recorded_cost_microcents = 0 AND attempt.is_answered = 1
        AND attempt.dial_seconds > 0
      THEN NULL
      ELSE attempt.recorded_cost_microcents
    END AS recorded_cost_microcents,
    attempt_carrier_cost.cost_microcents AS carrier_cost_microcents
  FROM attempt
  LEFT JOIN attempt_carrier_cost ON attempt_carrier_cost.attempt = attempt.number
  WHERE attempt.deleted_at IS NULL AND attempt.call IS NOT NULL AND attempt.is_answered IS NOT NULL
);

-- One row: what a unit of a currency was worth in a month (UTC), as exact decimal text.
CREATE TABLE IF NOT EXISTS currency_rate (
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  month TEXT NOT NULL CHECK (length(month) = 7),
  usd_per_unit TEXT NOT NULL,
  PRIMARY KEY (currency, month)
) STRICT;

-- One row: what a unit of a currency was worth in a month.
CREATE VIEW IF NOT EXISTS currency_rates AS
SELECT currency, month, usd_per_unit FROM currency_rate;
