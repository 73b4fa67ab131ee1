-- One row is an attempt that nobody answered: the fifty that kept a caller waiting longest.
--
--   calltally query reports/longest-rings.sql
SELECT
  started_at,
  user_name,
  user_email,
  rule_name,
  policy_name,
  number,
  status,
  ring_seconds,
  call_id,
  id AS attempt_id
FROM attempts
WHERE is_answered = 0
  AND ring_seconds IS NOT NULL
ORDER BY ring_seconds DESC, started_at, id
LIMIT 50;
