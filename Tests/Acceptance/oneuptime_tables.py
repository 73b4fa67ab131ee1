"""OneUptime's tables as its API shows them: columns in the order of its models, who may do what.

Kinds of columns: `id` (`_id`, a bare text), `date`, `object` (the id of another row), `phone`, `name`,
`email`, `text`, `number`, `boolean`, and `entity` (a row of another table, found through a column).
"""
from typing import NamedTuple

OWNER, ADMIN, MEMBER, VIEWER = "Project Owner", "Project Admin", "Project Member", "Viewer"
WRITERS = [OWNER, ADMIN]


class Column(NamedTuple):
    name: str
    kind: str
    # May be selected and queried through a relation of another table.
    related: bool = False
    required: bool = False
    updatable: bool = False
    # NULL is refused by the database.
    filled: bool = False
    default: object = None
    # Characters of a text.
    length: int = 0
    # Of an entity: the table it is in, and the column that holds its id.
    table: str = ""
    through: str = ""


class Table(NamedTuple):
    name: str
    path: str
    singular: str
    columns: list
    # The permission that allows reading besides the roles; None where no key may read.
    read: str | None
    writers: list = []
    # Rows belong to a project.
    tenant: bool = True

    def column(self, name):
        return next((column for column in self.columns if column.name == name), None)

    def stored(self):
        return [column for column in self.columns if column.kind != "entity"]

    def readers(self):
        return [OWNER, ADMIN, MEMBER, VIEWER, self.read]


COMMON = [
    Column("_id", "id", related=True, filled=True),
    Column("createdAt", "date", related=True, filled=True),
    Column("updatedAt", "date", filled=True),
    Column("deletedAt", "date"),
    Column("version", "number", filled=True, default=1),
]
PROJECT = [
    Column("project", "entity", table="Project", through="projectId"),
    Column("projectId", "object", related=True, filled=True),
]


def entity(name, table):
    return Column(name, "entity", table=table, through=name + "Id")


ITEMS = Table(
    "IncomingCallLogItem", "incoming-call-log-item", "Incoming Call Log Item",
    [*COMMON, *PROJECT,
     entity("incomingCallLog", "IncomingCallLog"),
     Column("incomingCallLogId", "object", related=True, required=True, filled=True),
     entity("incomingCallPolicyEscalationRule", "IncomingCallPolicyEscalationRule"),
     Column("incomingCallPolicyEscalationRuleId", "object"),
     entity("user", "User"),
     Column("userId", "object", related=True),
     Column("userPhoneNumber", "phone", related=True, length=30),
     Column("status", "text", related=True, required=True, updatable=True, filled=True,
            default="Ringing", length=100),
     Column("statusMessage", "text", updatable=True, length=500),
     Column("dialDurationInSeconds", "number", related=True, updatable=True, default=0),
     Column("callCostInUSDCents", "number", updatable=True, default=0),
     Column("startedAt", "date", related=True, updatable=True),
     Column("endedAt", "date", updatable=True),
     Column("isAnswered", "boolean", related=True, updatable=True, filled=True, default=False)],
    "Read Incoming Call Log Item", WRITERS)

CALLS = Table(
    "IncomingCallLog", "incoming-call-log", "Incoming Call Log",
    [*COMMON, *PROJECT,
     entity("incomingCallPolicy", "IncomingCallPolicy"),
     Column("incomingCallPolicyId", "object", related=True, required=True, filled=True),
     Column("callerPhoneNumber", "phone", related=True),
     Column("routingPhoneNumber", "phone", related=True),
     Column("callProviderCallId", "text"),
     Column("status", "text", related=True, filled=True, default="Initiated"),
     Column("statusMessage", "text"),
     Column("callDurationInSeconds", "number", related=True, default=0),
     Column("callCostInUSDCents", "number", default=0),
     Column("incomingCallCostInUSDCents", "number", default=0),
     Column("outgoingCallCostInUSDCents", "number", default=0),
     Column("startedAt", "date", related=True),
     Column("endedAt", "date"),
     entity("answeredByUser", "User"),
     Column("answeredByUserId", "object"),
     Column("currentEscalationRuleOrder", "number", filled=True, default=1),
     Column("repeatCount", "number", filled=True, default=0)],
    "Read Incoming Call Log")

POLICIES = Table(
    "IncomingCallPolicy", "incoming-call-policy", "Incoming Call Policy",
    [*COMMON, *PROJECT,
     Column("name", "text", related=True, required=True, filled=True),
     Column("description", "text"),
     Column("slug", "text", related=True),
     Column("routingPhoneNumber", "phone", related=True),
     Column("isEnabled", "boolean", filled=True, default=True),
     Column("repeatPolicyIfNoOneAnswers", "boolean", filled=True, default=False),
     Column("repeatPolicyIfNoOneAnswersTimes", "number", filled=True, default=1)],
    "Read Incoming Call Policy")

RULES = Table(
    "IncomingCallPolicyEscalationRule", "incoming-call-policy-escalation-rule",
    "Incoming Call Policy Escalation Rule",
    [*COMMON, *PROJECT,
     entity("incomingCallPolicy", "IncomingCallPolicy"),
     Column("incomingCallPolicyId", "object", related=True, required=True, filled=True),
     Column("name", "text", related=True),
     Column("description", "text"),
     Column("order", "number", related=True, required=True, filled=True),
     Column("escalateAfterSeconds", "number", filled=True, default=30),
     Column("onCallDutyPolicyScheduleId", "object"),
     entity("user", "User"),
     Column("userId", "object")],
    "Read Incoming Call Policy Escalation Rule")

MEMBERS = Table(
    "TeamMember", "team-member", "Team Member",
    [*COMMON,
     Column("teamId", "object", related=True, filled=True),
     *PROJECT,
     entity("user", "User"),
     Column("userId", "object", related=True, filled=True)],
    # Named after teams, and not after their members.
    "Read Teams")

USERS = Table(
    "User", "user", "User",
    [*COMMON,
     Column("name", "name", related=True),
     Column("email", "email", related=True, filled=True),
     Column("profilePictureId", "object", related=True),
     Column("twoFactorAuthEnabled", "boolean", related=True, filled=True, default=False),
     Column("timezone", "text")],
    None, tenant=False)

PROJECTS = Table(
    "Project", "project", "Project", [*COMMON, Column("name", "text", related=True, filled=True)],
    "Read Project", tenant=False)

TABLES = {table.name: table
          for table in (ITEMS, CALLS, POLICIES, RULES, MEMBERS, USERS, PROJECTS)}
PATHS = {table.path: table for table in TABLES.values()}
