-- One row is a user and an hour of the day in UTC: how often the phone rang, and how often in vain.
--
--   calltally query reports/unanswered-by-user-and-hour.sql
--
-- An attempt without an end counts as neither: the phone may still be ringing. For hours in
-- another zone use: calltally report --by user,hour --tz America/New_York
SELECT
  user_id,
  user_name,
  CAST(substr(started_at, 12, 2) AS INTEGER) AS hour,
  COUNT(*) AS attempts,
  SUM(is_answered = 0) AS unanswered_attempts
FROM attempts
WHERE started_at IS NOT NULL
  AND (is_answered = 1 OR ended_at IS NOT NULL)
GROUP BY user_id, user_name, hour
HAVING SUM(is_answered = 0) > 0
ORDER BY unanswered_attempts DESC, user_name, user_id, hour;
