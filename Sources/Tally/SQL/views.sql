-- What people and SQL tools read (hex of NULL is empty, which leaves the four dashes of an id): ids as text, instants in ISO 8601 (UTC), names beside ids,
-- costs as exact decimal text in US dollars. Deleted rows, and attempts of which too little is
-- known to count them, are left out.

-- One row: one user.
CREATE VIEW users AS
SELECT
  nullif(lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4)
    || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)), '----') AS id,
  name,
  email,
  time_zone
FROM user
WHERE deleted_at IS NULL;

-- One row: one project.
CREATE VIEW projects AS
SELECT
  nullif(lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4)
    || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)), '----') AS id,
  name
FROM project
WHERE deleted_at IS NULL;

-- One row: one policy.
CREATE VIEW policies AS
SELECT
  nullif(lower(substr(hex(policy.id), 1, 8) || '-' || substr(hex(policy.id), 9, 4) || '-'
    || substr(hex(policy.id), 13, 4) || '-' || substr(hex(policy.id), 17, 4) || '-'
    || substr(hex(policy.id), 21)), '----') AS id,
  policy.name AS name,
  policy.routing_number AS routing_number,
  policy.is_enabled AS is_enabled,
  nullif(lower(substr(hex(project.id), 1, 8) || '-' || substr(hex(project.id), 9, 4) || '-'
    || substr(hex(project.id), 13, 4) || '-' || substr(hex(project.id), 17, 4) || '-'
    || substr(hex(project.id), 21)), '----') AS project_id
FROM policy
LEFT JOIN project ON project.number = policy.project
WHERE policy.deleted_at IS NULL;

-- One row: one escalation rule.
CREATE VIEW rules AS
SELECT
  nullif(lower(substr(hex(rule.id), 1, 8) || '-' || substr(hex(rule.id), 9, 4) || '-'
    || substr(hex(rule.id), 13, 4) || '-' || substr(hex(rule.id), 17, 4) || '-'
    || substr(hex(rule.id), 21)), '----') AS id,
  rule.name AS name,
  rule.order_number AS order_number,
  rule.escalate_after_seconds AS escalate_after_seconds,
  nullif(lower(substr(hex(policy.id), 1, 8) || '-' || substr(hex(policy.id), 9, 4) || '-'
    || substr(hex(policy.id), 13, 4) || '-' || substr(hex(policy.id), 17, 4) || '-'
    || substr(hex(policy.id), 21)), '----') AS policy_id,
  policy.name AS policy_name
FROM rule
LEFT JOIN policy ON policy.number = rule.policy
WHERE rule.deleted_at IS NULL;

-- One row: one attempt.
CREATE VIEW attempts AS
SELECT
  nullif(lower(substr(hex(attempt.id), 1, 8) || '-' || substr(hex(attempt.id), 9, 4) || '-'
    || substr(hex(attempt.id), 13, 4) || '-' || substr(hex(attempt.id), 17, 4) || '-'
    || substr(hex(attempt.id), 21)), '----') AS id,
  nullif(lower(substr(hex(call.id), 1, 8) || '-' || substr(hex(call.id), 9, 4) || '-'
    || substr(hex(call.id), 13, 4) || '-' || substr(hex(call.id), 17, 4) || '-'
    || substr(hex(call.id), 21)), '----') AS call_id,
  nullif(lower(substr(hex(project.id), 1, 8) || '-' || substr(hex(project.id), 9, 4) || '-'
    || substr(hex(project.id), 13, 4) || '-' || substr(hex(project.id), 17, 4) || '-'
    || substr(hex(project.id), 21)), '----') AS project_id,
  project.name AS project_name,
  nullif(lower(substr(hex(user.id), 1, 8) || '-' || substr(hex(user.id), 9, 4) || '-'
    || substr(hex(user.id), 13, 4) || '-' || substr(hex(user.id), 17, 4) || '-'
    || substr(hex(user.id), 21)), '----') AS user_id,
  user.name AS user_name,
  user.email AS user_email,
  nullif(lower(substr(hex(rule.id), 1, 8) || '-' || substr(hex(rule.id), 9, 4) || '-'
    || substr(hex(rule.id), 13, 4) || '-' || substr(hex(rule.id), 17, 4) || '-'
    || substr(hex(rule.id), 21)), '----') AS rule_id,
  rule.name AS rule_name,
  nullif(lower(substr(hex(policy.id), 1, 8) || '-' || substr(hex(policy.id), 9, 4) || '-'
    || substr(hex(policy.id), 13, 4) || '-' || substr(hex(policy.id), 17, 4) || '-'
    || substr(hex(policy.id), 21)), '----') AS policy_id,
  policy.name AS policy_name,
  phone.text AS number,
  status.text AS status,
  attempt.status_message AS status_message,
  attempt.is_answered AS is_answered,
  strftime('%Y-%m-%dT%H:%M:%fZ', attempt.created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', attempt.updated_at / 1000.0, 'unixepoch') AS updated_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', attempt.started_at / 1000.0, 'unixepoch') AS started_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', attempt.ended_at / 1000.0, 'unixepoch') AS ended_at,
  attempt.dial_seconds AS dial_seconds,
  -- Floored to whole seconds, less the talk time; negative is not a time and becomes NULL.
  CASE
    WHEN (attempt.ended_at - attempt.started_at) >= 0
      AND (attempt.ended_at - attempt.started_at) / 1000
        >= attempt.is_answered * coalesce(attempt.dial_seconds, 0)
    THEN (attempt.ended_at - attempt.started_at) / 1000
      - attempt.is_answered * coalesce(attempt.dial_seconds, 0)
  END AS ring_seconds,
  attempt.recorded_cost_microcents AS recorded_cost_microcents,
  CASE
    WHEN attempt.recorded_cost_microcents IS NOT NULL
    THEN iif(attempt.recorded_cost_microcents < 0, '-', '')
      || (abs(attempt.recorded_cost_microcents) / 100000000) || '.'
      || printf('%08d', abs(attempt.recorded_cost_microcents) % 100000000)
  END AS recorded_cost_usd,
  attempt.dimension_lost AS dimension_lost,
  attempt.version AS version,
  attempt.extra AS extra
FROM attempt
JOIN call ON call.number = attempt.call
LEFT JOIN project ON project.number = attempt.project
LEFT JOIN user ON user.number = attempt.user
LEFT JOIN rule ON rule.number = attempt.rule
LEFT JOIN policy ON policy.number = coalesce(call.policy, rule.policy)
LEFT JOIN phone ON phone.number = attempt.phone
LEFT JOIN status ON status.number = attempt.status
WHERE attempt.deleted_at IS NULL AND attempt.is_answered IS NOT NULL;

-- One row: one call that has its own record.
CREATE VIEW calls AS
SELECT
  nullif(lower(substr(hex(call.id), 1, 8) || '-' || substr(hex(call.id), 9, 4) || '-'
    || substr(hex(call.id), 13, 4) || '-' || substr(hex(call.id), 17, 4) || '-'
    || substr(hex(call.id), 21)), '----') AS id,
  nullif(lower(substr(hex(project.id), 1, 8) || '-' || substr(hex(project.id), 9, 4) || '-'
    || substr(hex(project.id), 13, 4) || '-' || substr(hex(project.id), 17, 4) || '-'
    || substr(hex(project.id), 21)), '----') AS project_id,
  project.name AS project_name,
  nullif(lower(substr(hex(policy.id), 1, 8) || '-' || substr(hex(policy.id), 9, 4) || '-'
    || substr(hex(policy.id), 13, 4) || '-' || substr(hex(policy.id), 17, 4) || '-'
    || substr(hex(policy.id), 21)), '----') AS policy_id,
  policy.name AS policy_name,
  call.caller_number AS caller_number,
  call.routing_number AS routing_number,
  call.provider_call_id AS provider_call_id,
  call.status AS status,
  call.status_message AS status_message,
  strftime('%Y-%m-%dT%H:%M:%fZ', call.started_at / 1000.0, 'unixepoch') AS started_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', call.ended_at / 1000.0, 'unixepoch') AS ended_at,
  (SELECT count(*) FROM attempt
    WHERE attempt.call = call.number AND attempt.deleted_at IS NULL) AS attempt_count,
  (SELECT coalesce(max(attempt.is_answered), 0) FROM attempt
    WHERE attempt.call = call.number AND attempt.deleted_at IS NULL) AS is_answered
FROM call
LEFT JOIN project ON project.number = call.project
LEFT JOIN policy ON policy.number = call.policy
WHERE call.recorded = 1 AND call.deleted_at IS NULL;
