"""A month of calls as it really was: who was rung, what the carrier did, and what either side lost.

Instants are milliseconds of true time, amounts are micro-cents (10⁻⁸ of a dollar). Nothing here
is shared with the program, and nothing is guessed back from records: what happened to a leg is
noted when it happens.
"""
import dataclasses
import datetime
import random
import uuid
import zoneinfo

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
CENT = 1_000_000
ACCOUNT = "AC" + "5e" * 16
OTHER_ACCOUNT = "AC" + "d1" * 16
PROJECT = "7ebbe449-766d-480e-80be-fb7ea77db21c"
TEAM = "b6143f2e-92ce-4ca6-9a60-c51205a7bc00"

# What the carrier charges a minute, begun ones counted whole: (prefix, share of phones, price).
# Phones in France have another price from the middle of the month on.
PRICES = {"1": (50, 1_400_000), "1787": (8, 2_500_000), "44": (12, 2_550_000),
          "49": (10, 3_200_000), "33": (8, 3_600_000), "81": (6, 7_480_000), "91": (6, 4_050_000)}
FRENCH_RISE = 3_900_000
INBOUND_PRICE = 850_000

# What the company's rate card says: (micro-cents a minute, fee, initial, increment, minimum).
# It has 49 too low, 33 without the rise, 81 with a fee nobody charges, and 91 not at all.
CARD = {"1": (1_400_000, 0, 60, 60, 0), "1787": (2_500_000, 0, 60, 60, 0),
        "44": (2_550_000, 0, 1, 1, 0), "49": (3_000_000, 0, 30, 6, 0),
        "33": (3_600_000, 0, 60, 60, 0), "81": (7_480_000, 500_000, 6, 6, 0)}


@dataclasses.dataclass(eq=False)
class User:
    id: str
    name: str
    phone: str
    written: str
    prefix: str


@dataclasses.dataclass(eq=False)
class Leg:
    sid: str
    call: object
    account: str
    parent: str | None
    to: str
    from_: str
    status: str
    created: int
    dialled: int
    answered: int | None
    ended: int
    seconds: int
    price: int | None
    currency: str
    updated: int = 0
    is_listed: bool = True       # the carrier still has it
    was_unsettled: bool = False  # it is in the files twice, first without a price
    twin: object = None          # the leg that it is billed a second time for
    attempt: object = None

    def start(self, starts):
        """The carrier's start_time, which some set when they dial and some at the answer."""
        instant = self.dialled
        if starts == "answered":
            instant = self.ended if self.answered is None else self.answered
        return instant // SECOND * SECOND


@dataclasses.dataclass(eq=False)
class Attempt:
    id: str
    call: object
    rule: object
    user: User
    started: int
    created: int
    ended: int | None
    updated: int
    status: str
    is_answered: bool
    seconds: int
    recorded_cents: int | None = 0
    is_kept: bool = True         # OneUptime still has it
    leg: Leg | None = None


@dataclasses.dataclass(eq=False)
class Call:
    id: str
    sid: str
    policy: object
    caller: str
    currency: str
    started: int
    status: str
    ended: int | None
    created: int
    updated: int
    has_log: bool = True         # OneUptime still has its record
    attempts: list = dataclasses.field(default_factory=list)
    legs: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Rule:
    id: str
    name: str
    order: int
    timeout_seconds: int


@dataclasses.dataclass(eq=False)
class Policy:
    id: str
    name: str
    number: str
    rules: list
    repeats: int


def month_bounds(month, zone):
    """First and after the last millisecond of a month in a zone."""
    year, number = map(int, month.split("-"))
    after = (year + number // 12, number % 12 + 1)
    zone = zoneinfo.ZoneInfo(zone)
    return tuple(
        round(datetime.datetime(*part, 1, tzinfo=zone).timestamp()) * SECOND
        for part in ((year, number), after))


def minutes_price(seconds, price):
    return -(-seconds // 60) * price


class World:
    """calls: how many; zone: where the month ends; shows: whose number users see, the caller's or
    the one that was called; the rest is chance of this seed."""

    def __init__(self, calls, seed, month="2026-10", zone="America/New_York", shows="caller"):
        self.random = random.Random(f"carrier {seed}")
        self.month, self.zone, self.shows = month, zone, shows
        self.bounds = month_bounds(month, zone)
        self.carrier_bounds = month_bounds(month, "UTC")
        self.users = self.make_users(max(20, calls // 200))
        self.policies = self.make_policies()
        first = min(self.bounds[0], self.carrier_bounds[0]) - 2 * DAY
        last = max(self.bounds[1], self.carrier_bounds[1]) + 2 * DAY
        self.span = first, last
        self.french_rise = (first + last) // 2
        edges = [*self.bounds, *self.carrier_bounds]
        starts = sorted(
            self.random.choice(edges) + self.random.randrange(-5 * MINUTE, 5 * MINUTE)
            if self.chance(0.03) else self.random.randrange(first, last) for _ in range(calls))
        self.calls = [self.make_call(start) for start in starts]
        self.strangers = [self.make_stranger(self.random.randrange(first, last))
                          for _ in range(calls // 100)]
        for call in self.calls:
            self.lose(call)

    def chance(self, probability):
        return self.random.random() < probability

    def identifier(self):
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def sid(self):
        return f"CA{self.random.getrandbits(128):032x}"

    def make_users(self, count):
        shares = [share for share, _ in PRICES.values()]
        users = []
        for serial in range(count):
            # Each prefix has a phone, however few there are.
            prefix = (list(PRICES)[serial] if serial < len(PRICES) else
                      self.random.choices(list(PRICES), shares)[0])
            # Ten digits after a country code of one, so that no phone of 1 is one of 1787.
            rest = f"305{serial:07d}" if prefix == "1" else f"{serial:07d}"
            phone = f"+{prefix}{rest}"
            written = phone
            if prefix == "1" and self.chance(0.3):
                written = f"+1 ({rest[:3]}) {rest[3:6]}-{rest[6:]}"
            users.append(User(self.identifier(), f"User {serial}", phone, written, prefix))
        return users

    def make_policies(self):
        return [
            Policy(self.identifier(), f"Line {number}", f"+1415555{number:04d}",
                   [Rule(self.identifier(), f"Rule {order}", order, self.random.choice((20, 30)))
                    for order in range(1, self.random.randint(2, 4) + 1)],
                   self.random.randint(0, 2))
            for number in range(6)]

    def app_clock(self, true):
        """OneUptime's clock: two seconds slow when the month begins, three fast when it ends."""
        first, last = self.span
        return true - 2 * SECOND + 5 * SECOND * (true - first) // (last - first)

    def price_of(self, user, at):
        price = PRICES[user.prefix][1]
        return FRENCH_RISE if user.prefix == "33" and at >= self.french_rise else price

    def make_call(self, true):
        """One call from its first ring to its end, before anybody loses anything."""
        uniform = self.random.randrange
        policy = self.random.choice(self.policies)
        call = Call(
            self.identifier(), self.sid(), policy, f"+1212555{uniform(10_000):04d}",
            "EUR" if self.chance(0.01) else "USD", self.app_clock(true), "Initiated", None,
            true + uniform(10, 40), true + uniform(10, 40))
        arrived = true - uniform(300, 1200)
        now = true + uniform(50, 300)
        fate = self.random.random()
        if fate < 0.015:
            # A caller who withholds the number: OneUptime answers 400 and writes nothing.
            call.has_log = False
            now += uniform(1, 5 * SECOND)
        elif fate < 0.035:
            call.status, call.ended = "Failed", self.app_clock(now)
            now += uniform(2 * SECOND, 6 * SECOND)
        else:
            now = self.dial(call, now)
        seconds = (now - arrived) // SECOND
        call.legs.insert(0, Leg(
            call.sid, call, ACCOUNT, None, policy.number, call.caller, "completed", arrived,
            arrived, arrived, now, seconds, minutes_price(max(1, seconds), INBOUND_PRICE),
            call.currency))
        return call

    def dial(self, call, now):
        """Rings one after the other until somebody answers, the caller goes, or all are through."""
        rounds = [rule for _ in range(call.policy.repeats + 1) for rule in call.policy.rules]
        users = {rule: self.random.choice(self.users) for rule in call.policy.rules}
        if self.chance(0.3):
            # One user is on duty in two rules.
            users[call.policy.rules[1]] = users[call.policy.rules[0]]
        hang_up = self.random.randrange(len(rounds)) if self.chance(0.08) else None
        for number, rule in enumerate(rounds):
            user = users[rule]
            attempt = self.begin(call, rule, user, now)
            greeting = self.random.randrange(*((3 * SECOND, 6 * SECOND) if number == 0
                                               else (300, 1500)))
            if self.chance(0.01):
                greeting = self.random.randrange(6 * SECOND, 20 * SECOND)
            leg = self.ring(call, attempt, now + greeting, rule, is_hang_up=number == hang_up)
            now = leg.ended + self.random.randrange(50, 400)
            if attempt.status == "Ringing":
                # The callback was lost: nothing is written any more.
                return leg.ended
            attempt.ended, attempt.updated = self.app_clock(now), now + 15
            call.updated = attempt.updated
            if attempt.is_answered:
                call.status, call.ended = "Completed", self.app_clock(now)
                return now
            call.status = "Escalated"
            if number == hang_up:
                if number + 1 < len(rounds):
                    # The phantom: a row for a phone that nobody rings.
                    self.begin(call, rounds[number + 1], users[rounds[number + 1]], now)
                return leg.ended
        call.status, call.ended = "NoAnswer", self.app_clock(now)
        return now

    def begin(self, call, rule, user, now):
        attempt = Attempt(
            self.identifier(), call, rule, user, self.app_clock(now),
            now + self.random.randrange(10, 40), None, now + 40, "Ringing", False, 0)
        if self.chance(0.05):
            attempt.recorded_cents = None
        call.attempts.append(attempt)
        return attempt

    def ring(self, call, attempt, created, rule, is_hang_up):
        """The carrier's side of one attempt, and how the attempt ended by it."""
        uniform = self.random.randrange
        user = attempt.user
        dialled = created + uniform(0, 900)
        timeout = rule.timeout_seconds * SECOND
        answered, seconds, price = None, 0, None
        attempt.status = "NoAnswer"
        fate = self.random.random()
        if is_hang_up:
            status, ended = "canceled", dialled + uniform(SECOND, timeout)
        elif fate < 0.42:
            status, answered = "completed", dialled + uniform(3 * SECOND, timeout)
            seconds = self.talk()
            ended = answered + seconds * SECOND + uniform(0, 900)
            attempt.status, attempt.is_answered = "Connected", True
            attempt.seconds = seconds
            if self.chance(0.03):
                attempt.seconds = max(1, seconds + self.random.choice((-1, 1)))
        elif fate < 0.45:
            # Voicemail or early media: billed, though nobody answered.
            status, answered = "completed", dialled + uniform(2 * SECOND, timeout)
            seconds = uniform(2, 45)
            ended = answered + seconds * SECOND + uniform(0, 900)
            if self.chance(0.4):
                attempt.status = "Ringing"
        elif fate < 0.50:
            status, ended = "busy", dialled + uniform(800, 2500)
        elif fate < 0.52:
            status, ended = "failed", dialled + uniform(200, SECOND)
        else:
            status, ended = "no-answer", dialled + timeout + uniform(0, 900)
        if status == "completed":
            price = minutes_price(seconds, self.price_of(user, dialled))
        elif self.chance(0.2):
            price = 0
        shown = call.caller if self.shows == "caller" else call.policy.number
        leg = Leg(self.sid(), call, ACCOUNT, call.sid, user.phone, shown, status, created,
                  dialled, answered, ended, seconds, price, call.currency, attempt=attempt)
        attempt.leg = leg
        call.legs.append(leg)
        return leg

    def talk(self):
        if self.chance(0.15):
            return 60 * self.random.randint(1, 10) + self.random.choice((-1, 0, 1))
        return 1 + int(self.random.lognormvariate(4.5, 1.1))

    def make_stranger(self, true):
        """A call of another account, to a phone that is rung here as well."""
        user = self.random.choice(self.users)
        call = Call(self.identifier(), self.sid(), self.policies[0], "+16465550100", "USD", true,
                    "Completed", None, true, true, has_log=False)
        seconds = self.talk()
        for parent, phone in ((None, "+14155559999"), (call.sid, user.phone)):
            call.legs.append(Leg(
                self.sid() if parent else call.sid, call, OTHER_ACCOUNT, parent, phone, call.caller,
                "completed", true, true, true + 4 * SECOND, true + (4 + seconds) * SECOND, seconds,
                minutes_price(seconds, INBOUND_PRICE), "USD"))
        return call

    def lose(self, call):
        """What either side has lost, changed or doubled by the time somebody looks."""
        fate = self.random.random()
        if fate < 0.006:
            call.has_log = False
        elif fate < 0.012:
            call.has_log = False
            for attempt in call.attempts:
                attempt.is_kept = False
        elif fate < 0.016:
            call.legs[0].is_listed = False
        for attempt in call.attempts:
            attempt.is_kept &= not self.chance(0.008)
            self.record(attempt)
        for leg in list(call.legs):
            leg.updated = leg.ended + self.random.randrange(SECOND, HOUR)
            if leg.parent and self.chance(0.01):
                leg.is_listed = False
            if leg.seconds and self.chance(0.015):
                leg.price = None
            if leg.price and self.chance(0.02):
                leg.was_unsettled = True
            if leg.parent and leg.price and leg.is_listed and self.chance(0.003):
                twin = dataclasses.replace(leg, sid=self.sid(), attempt=None, twin=leg)
                call.legs.append(twin)

    def record(self, attempt):
        """Costs that somebody wrote into OneUptime by hand: whole cents, and some wrong ones."""
        if not attempt.is_answered or not attempt.leg.price:
            return
        if self.chance(0.02):
            attempt.recorded_cents = -(-attempt.leg.price // CENT)
        elif self.chance(0.002):
            attempt.recorded_cents = 57 + attempt.leg.price // CENT
