-- The store of calltally, version 1.
--
-- Instants are UTC milliseconds, costs are micro-cents (10^-8 USD), ids are the 16 bytes of a UUID,
-- and what repeats (users, rules, phones, statuses) is a number that stands for a row elsewhere.
-- The views attempts, calls, users, rules and policies show all of it as text.
--
-- Three columns keep a row that was put together from several records exact, whatever the order
-- in which they arrived: `known` is a bit for each field any record has told, `stamp` (`updated_at`
-- in attempt) is the newest updatedAt, and `merge_state` lists the fields whose value is older.
PRAGMA application_id = 1129598041;
PRAGMA user_version = 1;

-- One row: one project (tenant).
CREATE TABLE project (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
  stamp INTEGER,
  known INTEGER NOT NULL DEFAULT 0,
  merge_state BLOB,
  name TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  deleted_at INTEGER,
  version INTEGER,
  extra TEXT
) STRICT;

-- One row: one person who can be on call.
CREATE TABLE user (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
  stamp INTEGER,
  known INTEGER NOT NULL DEFAULT 0,
  merge_state BLOB,
  name TEXT,
  email TEXT,
  time_zone TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  deleted_at INTEGER,
  version INTEGER,
  extra TEXT
) STRICT;

-- One row: one Incoming Call Policy.
CREATE TABLE policy (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
  stamp INTEGER,
  known INTEGER NOT NULL DEFAULT 0,
  merge_state BLOB,
  project INTEGER REFERENCES project,
  name TEXT,
  routing_number TEXT,
  is_enabled INTEGER CHECK (is_enabled IN (0, 1)),
  repeats_if_nobody_answers INTEGER CHECK (repeats_if_nobody_answers IN (0, 1)),
  repeat_count INTEGER,
  created_at INTEGER,
  updated_at INTEGER,
  deleted_at INTEGER,
  version INTEGER,
  extra TEXT
) STRICT;

-- One row: one Incoming Call Policy Escalation Rule.
CREATE TABLE rule (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
  stamp INTEGER,
  known INTEGER NOT NULL DEFAULT 0,
  merge_state BLOB,
  project INTEGER REFERENCES project,
  policy INTEGER REFERENCES policy,
  name TEXT,
  order_number INTEGER,
  escalate_after_seconds INTEGER,
  user INTEGER REFERENCES user,
  created_at INTEGER,
  updated_at INTEGER,
  deleted_at INTEGER,
  version INTEGER,
  extra TEXT
) STRICT;

-- One row: one membership of a user in a team, kept because it is where user names come from.
CREATE TABLE team_member (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
  stamp INTEGER,
  known INTEGER NOT NULL DEFAULT 0,
  merge_state BLOB,
  project INTEGER REFERENCES project,
  user INTEGER REFERENCES user,
  team_id TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  deleted_at INTEGER,
  version INTEGER,
  extra TEXT
) STRICT;

-- One row: one call, known by its own record (recorded = 1) or only by its attempts.
CREATE TABLE call (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL CHECK (length(id) = 16),
  recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
  stamp INTEGER,
  known INTEGER NOT NULL DEFAULT 0,
  merge_state BLOB,
  project INTEGER REFERENCES project,
  policy INTEGER REFERENCES policy,
  caller_number TEXT,
  routing_number TEXT,
  provider_call_id TEXT,
  status TEXT,
  status_message TEXT,
  call_duration_seconds INTEGER,
  call_cost_microcents INTEGER,
  incoming_call_cost_microcents INTEGER,
  outgoing_call_cost_microcents INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  answered_by_user INTEGER REFERENCES user,
  escalation_rule_order INTEGER,
  repeat_count INTEGER,
  created_at INTEGER,
  updated_at INTEGER,
  deleted_at INTEGER,
  version INTEGER,
  extra TEXT
) STRICT;

-- One row: one phone number as it was dialled.
CREATE TABLE phone (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

-- One row: one status as upstream spells it.
CREATE TABLE status (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

-- One row: one ring of one user's phone within one call (an Incoming Call Log Item).
CREATE TABLE attempt (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL CHECK (length(id) = 16),
  created_at INTEGER,
  updated_at INTEGER,
  deleted_at INTEGER,
  version INTEGER,
  project INTEGER REFERENCES project,
  call INTEGER REFERENCES call,
  rule INTEGER REFERENCES rule,
  user INTEGER REFERENCES user,
  phone INTEGER REFERENCES phone,
  status INTEGER REFERENCES status,
  dial_seconds INTEGER,
  recorded_cost_microcents INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  is_answered INTEGER CHECK (is_answered IN (0, 1)),
  status_message TEXT,
  extra TEXT,
  known INTEGER NOT NULL,
  -- A user or rule that was known has become NULL at the source; the known one is kept.
  dimension_lost INTEGER NOT NULL DEFAULT 0 CHECK (dimension_lost IN (0, 1)),
  merge_state BLOB
) STRICT;

-- One row: the ids of up to 65,536 rows of a table in the order of their numbers, 16 bytes each,
-- and for attempts and calls a fingerprint of 8 bytes each. Derived from the rows: what is missing
-- is made again. It is how an import knows which ids are there already without an index of random
-- values.
CREATE TABLE identity (
  table_name TEXT NOT NULL,
  segment INTEGER NOT NULL,
  ids BLOB NOT NULL,
  fingerprints BLOB,
  PRIMARY KEY (table_name, segment)
) STRICT;

-- Nothing of ours deletes rows. Where another program does, the derived ids are made again.
CREATE TRIGGER project_deleted AFTER DELETE ON project BEGIN
  DELETE FROM identity WHERE table_name = 'project';
END;
CREATE TRIGGER user_deleted AFTER DELETE ON user BEGIN
  DELETE FROM identity WHERE table_name = 'user';
END;
CREATE TRIGGER policy_deleted AFTER DELETE ON policy BEGIN
  DELETE FROM identity WHERE table_name = 'policy';
END;
CREATE TRIGGER rule_deleted AFTER DELETE ON rule BEGIN
  DELETE FROM identity WHERE table_name = 'rule';
END;
CREATE TRIGGER team_member_deleted AFTER DELETE ON team_member BEGIN
  DELETE FROM identity WHERE table_name = 'team_member';
END;
CREATE TRIGGER call_deleted AFTER DELETE ON call BEGIN
  DELETE FROM identity WHERE table_name = 'call';
END;
CREATE TRIGGER attempt_deleted AFTER DELETE ON attempt BEGIN
  DELETE FROM identity WHERE table_name = 'attempt';
END;

-- One row: one run of import, written in the transactions that wrote its rows.
CREATE TABLE import_run (
  number INTEGER PRIMARY KEY,
  sources TEXT NOT NULL,
  records INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  finished INTEGER NOT NULL CHECK (finished IN (0, 1))
) STRICT;
