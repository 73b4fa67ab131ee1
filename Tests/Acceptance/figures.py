"""The figures of samples/expected.json that a report has too, under the report's names."""
from decimal import ROUND_HALF_UP, Decimal

# Group of expected.json: dimensions of the report.
GROUPS = {
    "by_status": ["status"],
    "by_user": ["user"],
    "by_user_phone": ["number"],
    "by_rule": ["rule"],
    "by_policy": ["policy"],
    "by_policy_rule": ["policy", "rule"],
    "by_user_rule": ["user", "rule"],
}
ID_COLUMNS = {name: name + "_id" for name in ("project", "user", "rule", "policy")}


def expected_figures(expected):
    """Yields (dimensions, zone, key or None for the totals, {metric: value}).

    `answering_attempt_position` is left out: it does not rank attempts the way position does.
    """
    groups = expected["groups"]
    yield ["status"], "UTC", None, metrics(groups["overall"]["all"])
    for name, by in GROUPS.items():
        for key, figures in groups[name].items():
            yield by, "UTC", parts(key), metrics(figures)
    for zone in expected["meta"]["timezones"]:
        for key, figures in groups[f"by_month_startedAt_or_createdAt[{zone}]"].items():
            yield ["month"], zone, parts(key), metrics(figures)
        for key, figures in expected["parent_calls_by_month_policy"][zone].items():
            yield ["month", "policy"], zone, parts(key), {
                "logged_calls": figures["calls_logged"],
                "undialled_calls": figures.get("without_attempts", 0),
            }


def parts(key):
    return tuple(None if part == "(null)" else part for part in key.split("|"))


def key_of(row, by):
    """What identifies a row: ids for what has one, else the value."""
    return tuple(row[ID_COLUMNS.get(dimension, dimension)] for dimension in by)


def metrics(figures):
    dial = figures["dial_answered"]
    values = {
        "attempts": figures["attempts"],
        "calls": figures["calls"],
        "answered_attempts": figures["answered_attempts"],
        "answered_calls": figures["calls_answered"],
        "stale_attempts": figures["ringing"],
        "dial_seconds_min": dial["min"],
        "dial_seconds_max": dial["max"],
        "dial_seconds_average": dial["avg"] and Decimal(dial["avg"]).quantize(
            Decimal("0.0001"), ROUND_HALF_UP),
    }
    if dial["n"] or not figures["answered_attempts"]:
        values["dial_seconds_total"] = dial["sum"]
    for percent in (50, 90, 95, 99):
        value = dial["linear"].get(f"p{percent}")
        values[f"dial_seconds_p{percent}"] = None if value is None else Decimal(value)
    for metric, name in [("cost_usd", "cost_cents_total"),
                         ("answered_cost_usd", "cost_cents_answered_attempts"),
                         ("unanswered_cost_usd", "cost_cents_unanswered_attempts")]:
        values[metric] = Decimal(figures[name]) / 100
    return values


def differences(figures, row):
    """Metrics that differ; a cost of nothing that is known is NULL rather than 0."""
    wrong = {}
    for name, value in figures.items():
        is_unknown_cost = name.endswith("cost_usd") and row[name] is None and value == 0
        if row[name] != value and not is_unknown_cost:
            wrong[name] = (row[name], value)
    return wrong
