"""A small seeded population with all that makes texts, numbers and times hard to carry over."""
import json
import random
import uuid

# Every form has to carry these over as they are. Left out is what a form cannot say: \N alone is
# NULL in CSV, and a text that is nothing but {"_type":…,"value":…} is a wrapped value in it.
TEXTS = [
    "", " ", "  two  spaces  ", "tab\there", "\t", "line\nbreak", "Windows\r\nbreak", "lone\rreturn",
    "\n", "\n\n\n", "a\n\\.\nb", "\\", "\\\\", "\\\\N", "a\\Nb", "\\.", "ends with \\", "\\b\\f\\v",
    "\\u0041\\x41\\101", "it's", "''", "'", '"', '""', 'say "hi"', "a,b;c|d", ",", ";;", "$$",
    "$a$ $$ $a$", "--", "-- PostgreSQL database dump complete", "/* open", "*/", "E'\\''", "NULL",
    "null", "true", "t", "0", "1e3", "0x41", "{}", '{"a":1}', "[1,2]", '{"_type":"Name"}', "(3 rows)",
    "COPY x FROM stdin;", "\n\\.\n\nCOPY x FROM stdin;\n", "'); DROP TABLE x;--", "=1+1", "@SUM(A1)",
    "+1", "-1", "\x01\x02\x08\x0b\x0c\x1b\x1f", "\x7f\x80\x9f", "\u00a0", "\ufeffmark", "\u2028\u2029",
    "e\u0301 \u00e9", "\u0130\u0131\u00df", "👩‍💻 Zoé", "\U0010fffd\ue000", "שלום", "\u202emirrored",
    "＋４９", "पूर्णिमा", "<b>&amp;</b>", "%s%n", "x" * 49,
]
PHONES = ["+13055550102", "+351912345678", "+49 30 5550-101", "(305) 555-0102 x5", "client:ann",
          "+1", "", "＋４９３０", "sip:ann@example.com;tag=1"]
STATUSES = ["Ringing", "Connected", "NoAnswer", "Busy", "Failed", "Completed", "CallerHungUp"]
INSTANTS = ["0001-02-03 04:05:06.7", "1850-06-01 00:00:00", "1969-12-31 23:59:59.999999",
            "1970-01-01 00:00:00", "2026-03-08 06:59:59.9999", "2026-10-25 00:30:00",
            "9999-12-30 00:00:00.000001"]
INTEGERS = [0, 0, 0, 1, 7, 59, 60, 3600, -1, 2147483647, -2147483648, None]
# What PostgreSQL takes for an instant and no report can use.
BAD_INSTANTS = ["infinity", "-infinity", "0044-03-15 12:00:00 BC", "12345-01-01 00:00:00"]

ITEMS = "IncomingCallLogItem"


class Population:
    """Rows by table; `bad` are attempts that have to be refused."""

    def __init__(self, seed, calls=60):
        self.random = random.Random(seed)
        self.texts = iter(())
        self.projects = [self.row(name=self.text(100), slug=f"project-{index}")
                         for index in range(3)]
        self.users = [self.row(name=self.text(50, 0.1), email=f"user{index}@example.com",
                               timezone=self.pick(["UTC", "Asia/Kathmandu", None]))
                      for index in range(40)]
        self.policies = [self.row(project, name=self.text(100), slug=f"policy-{project['slug']}-{index}",
                                  description=self.text(500, 0.5), greetingMessage=self.text(500),
                                  routingPhoneNumber=f"+1415555{len(project['slug'])}{index:03}",
                                  isEnabled=self.chance(0.5))
                         for project in self.projects for index in range(4)]
        self.rules = [self.row(policy, incomingCallPolicyId=policy["_id"], name=self.text(100, 0.2),
                               order=index + 1, userId=self.pick(self.users)["_id"])
                      for policy in self.policies for index in range(3)]
        self.calls = [self.call(self.pick(self.policies)) for _ in range(calls)]
        self.attempts = [self.attempt(call) for call in self.calls
                         for _ in range(self.random.randrange(6))]
        self.bad = [self.attempt(self.pick(self.calls)) for _ in range(6)]
        for row in self.bad:
            row[self.pick(["startedAt", "endedAt"])] = self.pick(BAD_INSTANTS)
        self.members = [self.row(project, teamId=self.id(), userId=user["_id"])
                        for project in self.projects for user in self.users]
        # Who is not referred to may be deleted without a change to anything else.
        for row in self.random.sample(self.attempts, len(self.attempts) // 20) + [
                self.row(self.projects[0], userId=self.users[0]["_id"], teamId=self.id())]:
            row["deletedAt"] = self.instant()
        attempts = self.attempts + self.bad
        self.random.shuffle(attempts)
        self.tables = {"Project": self.projects, "User": self.users,
                       "IncomingCallPolicy": self.policies,
                       "IncomingCallPolicyEscalationRule": self.rules,
                       "IncomingCallLog": self.calls, ITEMS: attempts, "TeamMember": self.members}

    def pick(self, choices):
        return self.random.choice(choices)

    def chance(self, probability):
        return self.random.random() < probability

    def id(self):
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def text(self, most, missing=0.0):
        """The next of all texts, so that none is left out, or two of them."""
        if self.chance(missing):
            return None
        text = next(self.texts, None)
        if text is None:
            self.texts = iter(self.random.sample(TEXTS, len(TEXTS)))
            text = next(self.texts)
        return (text + self.pick(TEXTS) if self.chance(0.3) else text)[:most]

    def instant(self):
        """An instant in UTC with none to six digits of a second."""
        if self.chance(0.03):
            return self.pick(INSTANTS)
        number = self.random.randrange(28 * 86400)
        digits = self.random.randrange(7)
        fraction = f".{self.random.randrange(10 ** digits):0{digits}}" if digits else ""
        return (f"2026-{self.random.randrange(1, 13):02}-{number // 86400 + 1:02} "
                f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}{fraction}")

    def row(self, owner=None, **fields):
        times = {name: self.instant() for name in ("createdAt", "updatedAt")}
        project = {} if owner is None else {"projectId": owner.get("projectId", owner["_id"])}
        return {"_id": self.id(), **times, "deletedAt": None,
                "version": self.random.randrange(1, 9), **project, **fields}

    def call(self, policy):
        return self.row(
            policy, incomingCallPolicyId=policy["_id"], callerPhoneNumber=self.pick(PHONES),
            routingPhoneNumber=policy["routingPhoneNumber"], callProviderCallId=f"CA{self.id()}",
            status=self.pick(STATUSES), statusMessage=self.text(500, 0.5),
            callDurationInSeconds=self.pick(INTEGERS), callCostInUSDCents=self.pick(INTEGERS),
            startedAt=self.instant(), endedAt=self.pick([None, self.instant()]),
            answeredByUserId=self.pick([None, self.pick(self.users)["_id"]]),
            currentEscalationRuleOrder=1, repeatCount=self.random.randrange(3))

    def attempt(self, call):
        rules = [rule["_id"] for rule in self.rules
                 if rule["incomingCallPolicyId"] == call["incomingCallPolicyId"]]
        return self.row(
            call, incomingCallLogId=call["_id"],
            incomingCallPolicyEscalationRuleId=self.pick(rules + [None]),
            userId=self.pick([None, *(self.pick(self.users)["_id"] for _ in range(5))]),
            userPhoneNumber=self.pick(PHONES + [None]),
            status=self.text(100) if self.chance(0.3) else self.pick(STATUSES),
            statusMessage=self.text(500, 0.3), dialDurationInSeconds=self.pick(INTEGERS),
            callCostInUSDCents=self.pick(INTEGERS),
            startedAt=self.pick([None, *(self.instant() for _ in range(9))]),
            endedAt=self.pick([None, *(self.instant() for _ in range(4))]),
            isAnswered=self.chance(0.5))

    @property
    def listed(self):
        """Attempts that the API lists: it hides those that are deleted."""
        return [row for row in self.attempts if row["deletedAt"] is None]

    def sql(self):
        """Statements that fill the tables, whose other columns stay as they are made."""
        return "SET TIME ZONE 'UTC';\n" + "".join(
            self.insert(table, rows) for table, rows in self.tables.items())

    @staticmethod
    def insert(table, rows):
        names = ", ".join(f'"{name}"' for name in rows[0])
        return (f'INSERT INTO "{table}" ({names}) SELECT {names} FROM json_populate_recordset('
                f'NULL::"{table}", $population${json.dumps(rows)}$population$);\n')
