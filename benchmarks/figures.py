"""A report's figures in DuckDB's SQL, and both programs' answers in one exact form."""
from decimal import Decimal
from fractions import Fraction

METRICS = (
    "attempts", "calls", "answered_attempts", "attempt_answer_rate", "dial_seconds_total",
    "dial_seconds_average", "dial_seconds_p50", "dial_seconds_p95", "cost_usd")

# Our column and DuckDB's expression of each dimension that is asked for.
DIMENSIONS = {
    "user": ("user_id", "userId"),
    "rule": ("rule_id", "incomingCallPolicyEscalationRuleId"),
    "number": ("number", "userPhoneNumber"),
    "status": ("status", "status"),
    "month": ("month", "date_trunc('month', {local_time})"),
}

# Costs of 0 on answered calls with talk time are unknown, and a sum without any known talk is too.
STATEMENT = """
SELECT {keys},
  count(*) AS attempts,
  count(DISTINCT incomingCallLogId) AS calls,
  count(*) FILTER (isAnswered) AS answered,
  count(*) FILTER (isAnswered OR endedAt IS NOT NULL
    OR status NOT IN ('Initiated', 'Ringing', 'Escalated')) AS closed,
  answered / closed AS rate,
  sum(dialDurationInSeconds) FILTER (isAnswered) AS total,
  count(dialDurationInSeconds) FILTER (isAnswered) AS timed,
  avg(dialDurationInSeconds) FILTER (isAnswered) AS average,
  quantile_cont(dialDurationInSeconds, [0.5, 0.95]) FILTER (isAnswered) AS percentiles,
  count(*) FILTER (isAnswered AND dialDurationInSeconds > 0) AS talked,
  count(*) FILTER (isAnswered AND dialDurationInSeconds > 0 AND callCostInUSDCents <> 0) AS costed,
  sum(callCostInUSDCents) AS cents
FROM item
WHERE moment >= TIMESTAMP '{start}' AND moment < TIMESTAMP '{end}' {condition}
GROUP BY {numbers} ORDER BY {numbers}
"""


def statement(by, period, condition, local_time):
    keys = ", ".join(
        f"{DIMENSIONS[name][1].format(local_time=local_time)} AS {DIMENSIONS[name][0]}"
        for name in by)
    numbers = ", ".join(str(number) for number in range(1, len(by) + 1))
    return STATEMENT.format(
        keys=keys, start=period[0], end=period[1], condition=condition, numbers=numbers)


def key(row, by):
    return tuple(
        row[DIMENSIONS[name][0]][:7] if name == "month" else row[DIMENSIONS[name][0]]
        for name in by)


def from_calltally(rows, by):
    return {
        key(row, by): tuple(Decimal(row[name]) if row[name] else None for name in METRICS)
        for row in rows}


def from_duckdb(rows, by):
    """Quotients are taken again from the counts, because DuckDB's are floating point."""
    return {key(row, by): _figures(row) for row in rows}


def _figures(row):
    attempts, calls, answered, closed, timed, talked, costed = (
        int(row[name])
        for name in ("attempts", "calls", "answered", "closed", "timed", "talked", "costed"))
    total = int(row["total"]) if row["total"] else None if answered else 0
    text = row["percentiles"].strip("[]")
    percentiles = [_rounded(Fraction(one.strip()), 4) for one in text.split(",")] if text else \
        [None, None]
    cents = int(row["cents"] or 0)
    cost = None if talked and not costed else Decimal(cents) / 100
    return tuple(map(_decimal, (
        attempts, calls, answered, _quotient(answered, closed, 6), total,
        _quotient(total, timed, 4), *percentiles, cost)))


def _decimal(value):
    return value if value is None else Decimal(value)


def _quotient(dividend, divisor, places):
    return _rounded(Fraction(dividend, divisor), places) if divisor else None


def _rounded(value, places):
    """Half away from zero; no figure here is negative."""
    scaled = value * 10 ** places
    return Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)) \
        / 10 ** places
