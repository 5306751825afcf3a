"""Every booking rule as a card; the only list of them.

The name of a card is the name of its check (`scheduler.booking.checks.<name>`), of its examples
(`tests/spec/booking/<name>.yaml`) and of its sentences in the message catalogue: `booking-rule-<name>` states the rule,
`refusal-<name>` is what a receptionist could read out, `emptied-<name>` says how many starts of a search it refused.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """A booking rule at a glance: where it comes from, and whether staff may set it aside."""

    name: str
    source: str
    overridable: bool = False


RULES: tuple[Card, ...] = (
    Card("past", "nobody can be seen in the past"),
    Card("notice", "booking: notice_minutes, acute_notice_minutes", overridable=True),
    Card("not_open", "the period that was published"),
    Card("horizon", "booking: horizon_days, acute_horizon_days", overridable=True),
    Card("not_in_agenda", "the rota: a booking lies in one session"),
    Card("profession", "motives: professions"),
    Card("length", "lengths of the practice file, or learned ones", overridable=True),
    Card("sharing", "booking: sharing", overridable=True),
    Card("one_future", "booking: several, by motive", overridable=True),
    Card("not_bookable", "the agenda: desk, break and supervision are nobody's", overridable=True),
    Card("carve_out", "the agenda: time is kept for its use", overridable=True),
    Card("time_taken", "the promise of no double booking", overridable=True),
    Card("group_full", "places of the group", overridable=True),
    Card("resource_busy", "booking: shared"),
    Card("patient_elsewhere", "nobody is in two places at once", overridable=True),
    Card("acute_window", "booking: window_release", overridable=True),
    Card("acute_reserve", "the agenda's reserve and its release", overridable=True),
    Card("enrolled_first", "booking: enrolled_first", overridable=True),
    Card("useless_gap", "time is not wasted when an equal start wastes none", overridable=True),
)
"""What is asked of a start, in the order in which it is asked."""

FORMAL: tuple[Card, ...] = (
    Card("unknown_practitioner", "the practice file"),
    Card("unknown_motive", "the practice file"),
    Card("unknown_category", "the practice file"),
    Card("unknown_site", "the practice file"),
    Card("off_grid", "the 5-minute grid of the practice's clocks"),
    Card("no_agenda", "the agendas that were published"),
    Card("republished", "the promise of no double booking"),
    Card("hold_expired", "holds live for a while"),
    Card("category_needed", "the category decides the length"),
    Card("hold_too_long", "booking: longest_hold_minutes"),
    Card("patient_unknown", "the waiting list is for known patients"),
    Card("not_movable", "states of an appointment"),
    Card("not_cancellable", "states of an appointment"),
    Card("not_markable", "states of an appointment"),
    Card("not_started", "states of an appointment"),
)
"""What is asked of a request before any start is looked at, or by the front desk; nobody can set it aside."""

BOOKING_CARDS: dict[str, Card] = {card.name: card for card in (*RULES, *FORMAL)}
BOOKING_RULES: tuple[str, ...] = tuple(card.name for card in RULES)
_OVERRIDABLE = frozenset(card.name for card in RULES if card.overridable)


def overridable(rule: str) -> bool:
    """Whether staff can set a rule aside."""
    return rule in _OVERRIDABLE
