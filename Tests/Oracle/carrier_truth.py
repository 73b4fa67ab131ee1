"""What must come of a world: which attempt each leg was for, and the bridge from one side's
figures to the other's, reason by reason, in micro-cents."""
from carrier_world import CARD, CENT

REASONS = ("rounding rate_differs cost_not_recorded whole_cents unexplained unanswered_billed "
           "month_edge not_settled deleted_at_carrier missing_in_oneuptime no_parent_record "
           "duplicate inbound_leg other_currency").split()


def half_away(numerator, denominator):
    """A quotient of numbers that are not negative, to the nearest integer."""
    return (2 * numerator + denominator) // (2 * denominator)


def card_of(attempt, cards):
    """The longest prefix of the card; every prefix of the world is on it or is not rated at all."""
    digits = attempt.user.phone[1:]
    fitting = [prefix for prefix in cards if digits.startswith(prefix)]
    return cards[max(fitting, key=len)] if fitting else None


def rated(card, seconds):
    price, fee, initial, increment, minimum = card
    seconds = max(seconds, minimum, initial)
    seconds = initial + -(-(seconds - initial) // increment) * increment
    return fee + half_away(price * seconds, 60)


def known_cost(attempt, cards):
    """(micro-cents, where it is from): recorded, else by the card, else nothing."""
    cents = attempt.recorded_cents
    is_default = cents == 0 and attempt.is_answered and attempt.seconds > 0
    if cents is not None and not is_default:
        return cents * CENT, "recorded"
    card = card_of(attempt, cards)
    if not attempt.is_answered:
        return (0, "rated") if card else (0, None)
    return (rated(card, attempt.seconds), "rated") if card else (0, None)


class Truth:
    """starts: what the carrier's start_time means; cards: the rate card, empty for none."""

    def __init__(self, world, starts, cards):
        self.world, self.starts, self.cards = world, starts, cards
        self.entries = {}
        self.opening, self.closing = {"USD": 0}, {"USD": 0}
        for call in world.calls:
            self.add(call)

    def add(self, call):
        legs = [leg for leg in call.legs if leg.is_listed]
        pairs = {leg.attempt for leg in legs if leg.attempt and leg.attempt.is_kept}
        is_known = call.has_log or bool(pairs)
        for leg in legs:
            if self.is_billed_here(leg):
                self.closing[leg.currency] = self.closing.get(leg.currency, 0) + (leg.price or 0)
            if leg.attempt in pairs:
                self.explain_pair(leg.attempt, leg)
            elif self.is_billed_here(leg):
                self.explain_leg(leg, is_known)
        for attempt in call.attempts:
            if attempt.is_kept and self.is_of_month(attempt):
                cost, _ = known_cost(attempt, self.cards)
                self.opening["USD"] += cost
                if attempt not in pairs and cost:
                    self.note("USD", "deleted_at_carrier", attempt, None, -cost)

    def is_of_month(self, attempt):
        first, after = self.world.bounds
        return first <= attempt.started < after

    def is_billed_here(self, leg):
        first, after = self.world.carrier_bounds
        return first <= leg.start(self.starts) < after

    def note(self, currency, reason, attempt, leg, amount):
        self.entries.setdefault(currency, {}).setdefault(reason, []).append(
            (attempt and attempt.id, leg and leg.sid, amount))

    def explain_leg(self, leg, is_known):
        if leg.price is None:
            if leg.seconds:
                self.note(leg.currency, "not_settled", None, leg, 0)
        elif leg.price:
            reason = ("duplicate" if leg.twin else "no_parent_record" if not is_known else
                      "inbound_leg" if leg.parent is None else "missing_in_oneuptime")
            self.note(leg.currency, reason, None, leg, leg.price)

    def explain_pair(self, attempt, leg):
        cost, source = known_cost(attempt, self.cards)
        opened = cost if self.is_of_month(attempt) else 0
        is_here = self.is_billed_here(leg)
        price = (leg.price or 0) if is_here else 0

        def note(reason, amount, currency="USD"):
            if amount or reason == "not_settled":
                self.note(currency, reason, attempt, leg, amount)

        is_unsettled = is_here and leg.price is None and leg.seconds
        if leg.currency != "USD":
            note("other_currency", -opened)
            if is_unsettled:
                note("not_settled", 0, leg.currency)
            else:
                note("other_currency", price, leg.currency)
        elif is_unsettled:
            note("not_settled", -opened)
        elif is_here != self.is_of_month(attempt):
            note("month_edge", price - opened)
        elif not is_here:
            return
        elif not attempt.is_answered:
            note("unanswered_billed", price - opened)
        elif source is None:
            note("cost_not_recorded", price)
        elif source == "recorded":
            note("whole_cents" if abs(price - opened) < CENT else "unexplained", price - opened)
        elif price != opened:
            rate, fee, *_ = card_of(attempt, self.cards)
            by_card = fee + -(-leg.seconds // 60) * rate
            note("rounding", by_card - opened)
            note("rate_differs", price - by_card)

    def bridge(self):
        """{currency: {opening, closing, lines: {reason: {count, microcents}}, entries: {reason:
        [(attempt, leg, microcents)]}}}; it adds up."""
        bridges = {}
        for currency in sorted(set(self.closing) | set(self.entries)):
            entries = self.entries.get(currency, {})
            opening, closing = self.opening.get(currency, 0), self.closing.get(currency, 0)
            lines = {reason: {"count": len(entries[reason]),
                              "microcents": sum(amount for *_, amount in entries[reason])}
                     for reason in REASONS if reason in entries}
            if opening + sum(line["microcents"] for line in lines.values()) != closing:
                raise AssertionError(f"the truth's own bridge of {currency} does not add up")
            bridges[currency] = {"opening": opening, "closing": closing, "lines": lines,
                                 "entries": entries}
        return bridges

    def answers(self):
        """The month's figures of attempts and calls, in the words of a report."""
        attempts = [attempt for call in self.world.calls for attempt in call.attempts
                    if attempt.is_kept and self.is_of_month(attempt)]
        answered = [attempt for attempt in attempts if attempt.is_answered]
        first, after = self.world.bounds
        logged = [call for call in self.world.calls
                  if call.has_log and first <= call.started < after]
        return {
            "attempts": len(attempts), "calls": len({attempt.call for attempt in attempts}),
            "answered_attempts": len(answered),
            "answered_calls": len({attempt.call for attempt in answered}),
            "stale_attempts": sum(attempt.ended is None for attempt in attempts),
            "dial_seconds_total": sum(attempt.seconds for attempt in answered),
            "logged_calls": len(logged),
            "undialled_calls": sum(not any(attempt.is_kept for attempt in call.attempts)
                                   for call in logged)}


def describe(world, starts):
    """All that is true of a world, for truth.json."""
    truth = Truth(world, starts, CARD)
    pairs = [[leg.attempt.id, leg.sid] for call in world.calls for leg in call.legs
             if leg.is_listed and leg.attempt and leg.attempt.is_kept]
    twins = {leg.sid: leg.twin.sid for call in world.calls for leg in call.legs if leg.twin}
    return {"month": world.month, "zone": world.zone, "starts": starts,
            "answers": truth.answers(), "pairs": pairs, "twins": twins,
            "bridge": truth.bridge(), "unrated": Truth(world, starts, {}).bridge()}
