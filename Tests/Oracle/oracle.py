#!/usr/bin/env python3
"""Answers every report from psql CSV files, slowly and exactly, to check calltally against.

usage: oracle.py CSVDIR --by user,rule [--tz Zone] [--metrics all|default|NAME,…]
                 [--from INSTANT] [--to INSTANT] [--cost effective|recorded|carrier|rated]
                 [--user X] [--not-user X] … (rule policy project number status outcome call)

Prints a JSON object with `rows`, `totals`, `quality` and `as_of` in the names and the order of the
report itself. Nothing here is shared with the program: whole lists are held and walked once more
for every figure, all arithmetic is on fractions, and zones are Python's.
"""
import argparse
import csv
import datetime
import itertools
import json
import os
import re
import sys
import zoneinfo
from decimal import Decimal
from fractions import Fraction

DIMENSIONS = ("project user user_email rule policy number status outcome country position round "
              "month week day hour weekday").split()
METRICS = (
    "attempts calls open_attempts stale_attempts answered_attempts unanswered_attempts "
    "attempt_answer_rate answered_calls call_answer_rate dial_seconds_total dial_seconds_average "
    "dial_seconds_min dial_seconds_max dial_seconds_p50 dial_seconds_p90 dial_seconds_p95 "
    "dial_seconds_p99 ring_seconds_average ring_seconds_p50 ring_seconds_p95 cost_usd "
    "answered_cost_usd unanswered_cost_usd costed_attempts cost_per_attempt_usd "
    "cost_per_answered_attempt_usd cost_per_answered_call_usd cost_per_dial_minute_usd").split()
CALL_METRICS = ["logged_calls", "undialled_calls"]
DEFAULT_METRICS = (
    "attempts calls answered_attempts attempt_answer_rate answered_calls call_answer_rate "
    "dial_seconds_total dial_seconds_average dial_seconds_p50 dial_seconds_p95 cost_usd "
    "costed_attempts").split()
CALL_DIMENSIONS = set("project policy month week day hour weekday".split())
FILTERS = "user rule policy project number status outcome call".split()
NAMED = {"project", "user", "user_email", "rule", "policy"}
IN_PROGRESS = {"Initiated", "Ringing", "Escalated"}
STALE_AFTER = 4 * 60 * 60 * 1000

# ITU-T E.164, assigned calling codes: ranges of one, two and three digits.
CALLING_CODES = set("1 7 20 27".split()) | {
    str(code)
    for first, last in [
        (30, 34), (36, 36), (39, 41), (43, 49), (51, 58), (60, 66), (81, 82), (84, 84), (86, 86),
        (90, 95), (98, 98), (211, 213), (216, 216), (218, 218), (220, 258), (260, 269), (290, 291),
        (297, 299), (350, 359), (370, 383), (385, 387), (389, 389), (420, 421), (423, 423),
        (500, 509), (590, 599), (670, 670), (672, 683), (685, 692), (800, 800), (808, 808),
        (850, 850), (852, 853), (855, 856), (870, 870), (878, 878), (880, 883), (886, 886),
        (888, 888), (960, 968), (970, 977), (979, 979), (992, 996), (998, 998)]
    for code in range(first, last + 1)}


def read_table(folder, name):
    """The rows of one table that are not deleted; empty where the file is missing."""
    path = os.path.join(folder, name + ".csv")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row.get("deletedAt")]


def instant(text):
    """UTC milliseconds of a timestamptz as psql prints it, or of ISO 8601; microseconds floored."""
    if not text:
        return None
    match = re.fullmatch(
        r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d(?::?\d\d)?)",
        text)
    if match is None:
        raise ValueError(f"not a timestamp: {text!r}")
    year, month, day, hour, minute, second = (int(match.group(i)) for i in range(1, 7))
    micros = int((match.group(7) or "").ljust(6, "0"))
    zone = match.group(8)
    offset = 0
    if zone != "Z":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        offset = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if zone[0] == "-" else 1)
    days = datetime.date(year, month, day).toordinal() - datetime.date(1970, 1, 1).toordinal()
    seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
    return (seconds * 1_000_000 + micros) // 1000


def iso(milliseconds):
    if milliseconds is None:
        return None
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
    return moment.isoformat(timespec="milliseconds") + "Z"


def rounded(value, places):
    """A decimal with so many places, half away from zero; None stays None."""
    if value is None:
        return None
    scaled = abs(Fraction(value)) * 10 ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole) / (Decimal(10) ** places)


def quotient(dividend, divisor, places):
    if dividend is None or divisor is None or divisor == 0:
        return None
    return rounded(Fraction(dividend) / Fraction(divisor), places)


def percentile(values, percent):
    """Hyndman and Fan's type 7."""
    if not values:
        return None
    values = sorted(values)
    rank = Fraction(percent, 100) * (len(values) - 1)
    below = rank.numerator // rank.denominator
    above = min(below + 1, len(values) - 1)
    return rounded(values[below] + (rank - below) * (values[above] - values[below]), 4)


def calling_code(number):
    if re.fullmatch(r"\+[1-9]\d{6,14}", number or ""):
        for length in (1, 2, 3):
            if number[1:1 + length] in CALLING_CODES:
                return number[1:1 + length]
    return None


class Attempt:
    def __init__(self, row, basis):
        self.id = row["_id"]
        self.call = row["incomingCallLogId"]
        self.project = row["projectId"] or None
        self.rule = row["incomingCallPolicyEscalationRuleId"] or None
        self.user = row["userId"] or None
        self.number = row["userPhoneNumber"] or None
        self.status = row["status"]
        self.answered = row["isAnswered"] in ("t", "true")
        self.started = instant(row["startedAt"])
        self.ended = instant(row["endedAt"])
        self.created = instant(row["createdAt"])
        self.updated = instant(row["updatedAt"])
        self.at = self.created if self.started is None else self.started
        text = row["dialDurationInSeconds"]
        self.dial = int(text) if text else None
        text = row["callCostInUSDCents"]
        self.cost = Fraction(text) / 100 if text and basis in ("effective", "recorded") else None
        if self.cost == 0 and self.answered and self.dial is not None and self.dial > 0:
            self.cost = None
        self.unfinished = not self.answered and self.ended is None and self.status in IN_PROGRESS
        self.ring = None
        self.negative_ring = False
        if self.started is not None and self.ended is not None:
            self.ring = (self.ended - self.started) // 1000
            if self.answered and self.dial is not None:
                self.ring -= self.dial
            if self.ring < 0:
                self.ring, self.negative_ring = None, True

    def settle(self, as_of):
        self.stale = self.unfinished and as_of - self.at > STALE_AFTER
        self.open = self.unfinished and not self.stale
        by_status = {"CallerHungUp": "caller_hung_up", "Busy": "busy", "Failed": "failed",
                     "NoAnswer": "no_answer"}
        self.outcome = ("answered" if self.answered else "stale" if self.stale
                        else "open" if self.open else by_status.get(self.status, "other"))


class LoggedCall:
    def __init__(self, row):
        self.call = row["_id"]
        self.project = row["projectId"] or None
        self.policy = row["incomingCallPolicyId"] or None
        started = instant(row["startedAt"])
        self.at = instant(row["createdAt"]) if started is None else started


class Population:
    """All that a folder of CSV files says, with the facts of whole calls worked out."""

    def __init__(self, folder, cost="effective"):
        self.attempts = [Attempt(row, cost) for row in read_table(folder, "IncomingCallLogItem")]
        self.logged = [LoggedCall(row) for row in read_table(folder, "IncomingCallLog")]
        rules = read_table(folder, "IncomingCallPolicyEscalationRule")
        users = read_table(folder, "User")
        self.emails = {row["_id"]: row["email"] for row in users}
        self.names = {
            "user": {row["_id"]: row["name"] for row in users},
            "rule": {row["_id"]: row["name"] for row in rules},
            "policy": {row["_id"]: row["name"] for row in read_table(folder, "IncomingCallPolicy")},
            "project": {row["_id"]: row["name"] for row in read_table(folder, "Project")},
        }
        self.as_of = max((attempt.updated for attempt in self.attempts), default=None)
        policy_of_call = {call.call: call.policy for call in self.logged}
        policy_of_rule = {row["_id"]: row["incomingCallPolicyId"] for row in rules}
        by_call = {}
        for attempt in self.attempts:
            attempt.settle(self.as_of)
            attempt.policy = policy_of_call.get(attempt.call) or policy_of_rule.get(attempt.rule)
            by_call.setdefault(attempt.call, []).append(attempt)
        for attempts in by_call.values():
            attempts.sort(key=lambda one: (one.at, one.created, one.id))
            for index, attempt in enumerate(attempts):
                attempt.position = index + 1
                attempt.round = 1 + sum(
                    1 for earlier in attempts[:index]
                    if earlier.rule == attempt.rule
                    and (attempt.rule is not None or earlier.number == attempt.number))
        for call in self.logged:
            call.dialled = call.call in by_call

    def report(self, by, zone="UTC", metrics=None, filters=None, start=None, end=None):
        """Rows in the report's order, and totals, as lists of dictionaries."""
        metrics = list(DEFAULT_METRICS if metrics is None else metrics)
        filters = filters or {}
        attempts = [one for one in self.attempts if self._selected(one, filters, start, end)]
        logged = []
        if set(metrics) & set(CALL_METRICS):
            if not set(by) <= CALL_DIMENSIONS:
                raise ValueError("logged calls have only " + ", ".join(sorted(CALL_DIMENSIONS)))
            logged = [one for one in self.logged if self._selected(one, filters, start, end)]
        groups = {}
        for kind, rows in enumerate((attempts, logged)):
            for row in rows:
                key = self._key(row, by, zone)
                groups.setdefault(tuple(key.items()), ([], []))[kind].append(row)
        keys = sorted(groups, key=lambda key: self._order(dict(key), by))
        return {
            "rows": [dict(key) | self._metrics(*groups[key], metrics) for key in keys],
            "totals": self._metrics(attempts, logged, metrics),
            "quality": {
                "stale_attempts": sum(one.stale for one in attempts),
                "negative_ring": sum(one.negative_ring for one in attempts),
                "no_start": sum(one.started is None for one in attempts),
            },
            "as_of": iso(self.as_of),
        }

    def _selected(self, row, filters, start, end):
        if start is not None and row.at < start or end is not None and row.at >= end:
            return False
        for name, values in filters.items():
            negated = name.startswith("not_")
            if any(self._matches(row, name.removeprefix("not_"), value)
                   for value in values) == negated:
                return False
        return True

    def _matches(self, row, name, value):
        if name == "number":
            return (row.number or "").startswith(value)
        known = getattr(row, name)
        if value == "(none)":
            return known is None
        if known is None:
            return False
        accepted = {known, self.names.get(name, {}).get(known)}
        if name == "user":
            accepted.add(self.emails.get(known))
        return value.casefold() in {text.casefold() for text in accepted if text}

    def _key(self, row, by, zone):
        moment = None
        if row.at is not None:
            utc = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
            moment = (utc + datetime.timedelta(milliseconds=row.at)).astimezone(
                zoneinfo.ZoneInfo(zone))
        key = {}
        for dimension in by:
            if dimension in NAMED:
                base = "user" if dimension == "user_email" else dimension
                identifier = getattr(row, base)
                key[base + "_id"] = identifier
                key[base + "_name"] = self._name(base, identifier)
                if dimension == "user_email":
                    key["user_email"] = self.emails.get(identifier)
            elif dimension == "country":
                key[dimension] = calling_code(row.number)
            elif dimension in ("month", "week", "day", "hour", "weekday"):
                key[dimension] = None if moment is None else local_field(dimension, moment)
            else:
                key[dimension] = getattr(row, dimension)
        return key

    def _name(self, base, identifier):
        if identifier is None:
            return "(none)"
        return self.names[base].get(identifier) or identifier

    def _order(self, key, by):
        order = []
        for dimension in by:
            if dimension in NAMED:
                base = "user" if dimension == "user_email" else dimension
                identifier = key[base + "_id"]
                order.append((identifier is None, key[base + "_name"], identifier or ""))
            else:
                value = key[dimension]
                order.append((value is None, 0 if value is None else value))
        return order

    def _metrics(self, attempts, logged, wanted):
        answered = [one for one in attempts if one.answered]
        closed = [one for one in attempts if not one.open and not one.stale]
        calls = {one.call for one in attempts}
        answered_calls = {one.call for one in answered}
        settled_calls = {one.call for one in attempts if not one.open}
        dial = [one.dial for one in answered if one.dial is not None]
        ring = [one.ring for one in closed if one.ring is not None]
        costed = [one for one in attempts if one.cost is not None]
        talked = [one for one in answered if one.dial is not None and one.dial > 0]
        hidden = talked and all(one.cost is None for one in talked)
        answered_cost = None if hidden else sum(
            (one.cost for one in costed if one.answered), Fraction(0))
        unanswered_cost = sum((one.cost for one in costed if not one.answered), Fraction(0))
        cost = None if hidden else answered_cost + unanswered_cost
        figures = {
            "attempts": len(attempts),
            "calls": len(calls),
            "open_attempts": sum(one.open for one in attempts),
            "stale_attempts": sum(one.stale for one in attempts),
            "answered_attempts": len(answered),
            "unanswered_attempts": len(closed) - len(answered),
            "attempt_answer_rate": quotient(len(answered), len(closed), 6),
            "answered_calls": len(answered_calls),
            "call_answer_rate": quotient(len(answered_calls), len(settled_calls), 6),
            "dial_seconds_total": None if answered and not dial else sum(dial),
            "dial_seconds_average": quotient(sum(dial), len(dial), 4),
            "dial_seconds_min": min(dial, default=None),
            "dial_seconds_max": max(dial, default=None),
            "ring_seconds_average": quotient(sum(ring), len(ring), 4),
            "cost_usd": rounded(cost, 8),
            "answered_cost_usd": rounded(answered_cost, 8),
            "unanswered_cost_usd": rounded(unanswered_cost, 8),
            "costed_attempts": len(costed),
            "cost_per_attempt_usd": quotient(cost, len(attempts), 6),
            "cost_per_answered_attempt_usd": quotient(cost, len(answered), 6),
            "cost_per_answered_call_usd": quotient(cost, len(answered_calls), 6),
            "cost_per_dial_minute_usd": quotient(cost, Fraction(sum(dial), 60), 6),
            "logged_calls": len(logged),
            "undialled_calls": sum(not one.dialled for one in logged),
        }
        for percent in (50, 90, 95, 99):
            figures[f"dial_seconds_p{percent}"] = percentile(dial, percent)
            figures[f"ring_seconds_p{percent}"] = percentile(ring, percent)
        return {name: figures[name] for name in wanted}


def local_field(dimension, moment):
    year, week, weekday = moment.isocalendar()
    return {
        "month": f"{moment.year:04}-{moment.month:02}",
        "week": f"{year:04}-W{week:02}",
        "day": f"{moment.year:04}-{moment.month:02}-{moment.day:02}",
        "hour": moment.hour,
        "weekday": weekday,
    }[dimension]


def to_json(value):
    """JSON with decimals written exactly."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}:{to_json(item)}" for key, item in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",\n".join(to_json(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def main(arguments):
    parser = argparse.ArgumentParser(description="Reports from psql CSV files, exactly.")
    parser.add_argument("folder")
    parser.add_argument("--by", required=True)
    parser.add_argument("--tz", default="UTC")
    parser.add_argument("--metrics", default="default")
    parser.add_argument("--cost", default="effective")
    parser.add_argument("--from", dest="start")
    parser.add_argument("--to", dest="end")
    for name in itertools.chain(FILTERS, ("not-" + name for name in FILTERS)):
        parser.add_argument("--" + name, action="append")
    options = parser.parse_args(arguments)
    by = options.by.split(",")
    for dimension in by:
        if dimension not in DIMENSIONS:
            parser.error(f"no dimension '{dimension}'")
    metrics = {"all": METRICS, "default": DEFAULT_METRICS}.get(
        options.metrics, options.metrics.split(","))
    filters = {name: getattr(options, name)
               for name in itertools.chain(FILTERS, ("not_" + name for name in FILTERS))
               if getattr(options, name)}
    report = Population(options.folder, options.cost).report(
        by, options.tz, metrics, filters, instant(options.start), instant(options.end))
    print(to_json(report))


if __name__ == "__main__":
    main(sys.argv[1:])
