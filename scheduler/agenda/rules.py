"""Every agenda rule as a card; the only list of them.

The name of a card is the name of its check (`scheduler.agenda.checks.<name>`), of its constraint
(`solver.agenda.constraints.<name>`), of its examples (`tests/spec/agenda/<name>.yaml`) and of its sentences in the
message catalogue.
"""

from __future__ import annotations

from scheduler.rota.rules import Card, Unit

PROMISE_TIER = 1
NEEDS_TIER = 2
PLACES_TIER = 3

_HARD = (
    Card("tiled", "the minutes of a session add up and nothing overlaps"),
    Card("allowed_block", "lengths and motives of the practice file"),
    Card("windows_hold", "acute windows of the practice file"),
    Card("no_more_than_asked", "time laid out beyond a need would be lost to open time"),
    Card("visit_at_edge", "a visit leaves from the practice or comes back to it: at the edge of a session"),
)

_SOFT = (
    Card("acute_short", "the manager's figure for acute patients turned away", Unit.SLOTS, PROMISE_TIER, 10),
    Card("supervision_short", "trainees are supervised in every session", Unit.SLOTS, NEEDS_TIER, 6),
    Card("break_short", "a break in a long session", Unit.SLOTS, NEEDS_TIER, 5),
    Card("tele_short", "teleconsultation is open to all for urgent motives", Unit.SLOTS, NEEDS_TIER, 4),
    Card("visit_short", "expected visits", Unit.SLOTS, NEEDS_TIER, 4),
    Card("messages_short", "messages and calls of the list", Unit.SLOTS, NEEDS_TIER, 3),
    Card("review_short", "one long review a year for each patient of the list", Unit.SLOTS, NEEDS_TIER, 2),
    Card("group_short", "group workshops", Unit.SLOTS, NEEDS_TIER, 2),
    Card("open_short", "expected planned consultations", Unit.MINUTES, NEEDS_TIER, 1),
    Card("acute_wait", "whoever calls at any hour finds an acute slot soon after", Unit.MINUTES, PLACES_TIER, 3),
    Card("useless_gap", "open time that no booking can use", Unit.MINUTES, PLACES_TIER, 5),
    Card("long_run", "work in a row without a break", Unit.MINUTES, PLACES_TIER, 2),
    Card("acute_even", "acute slots are shared among the sessions of a day", Unit.SLOTS, PLACES_TIER, 15),
    Card("acute_bunched", "acute slots are spread over the hours of a day", Unit.SLOTS, PLACES_TIER, 15),
    Card("week_even", "reviews and desk time are shared among the sessions of a week", Unit.SLOTS, PLACES_TIER, 15),
)

AGENDA_CARDS: dict[str, Card] = {card.name: card for card in _HARD + _SOFT}
AGENDA_HARD_RULES: tuple[str, ...] = tuple(card.name for card in _HARD)
AGENDA_SOFT_RULES: tuple[str, ...] = tuple(card.name for card in _SOFT)
NEED_RULES: tuple[str, ...] = tuple(name for name in AGENDA_SOFT_RULES if name.endswith("_short"))
