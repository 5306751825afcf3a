"""Every rota rule as a card: its name, whether it is hard, its tier and weight, its unit and where it comes from.

The name of a card is the name of its check (`scheduler.rota.checks.<name>`), of its constraint
(`solver.rota.constraints.<name>`), of its examples (`tests/spec/<name>.yaml`) and of its sentences in the message
catalogue (`rule-<name>` states the rule, `finding-<name>` says how it was broken). This is the only list of rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The natural unit in which a rule counts."""

    BREACH = "breach"
    MINUTES = "minutes"
    PERSON_MINUTES = "person_minutes"
    SESSIONS = "sessions"
    DAYS = "days"
    WISHES = "wishes"
    GAPS = "gaps"
    ASSIGNMENTS = "assignments"
    SLOTS = "slots"


HARD_TIER = 0
COVER_TIER = 1
FAIRNESS_TIER = 2
COMFORT_TIER = 3
TIERS = (COVER_TIER, FAIRNESS_TIER, COMFORT_TIER)


@dataclass(frozen=True, slots=True)
class Card:
    """A rota rule at a glance.

    `weight` is the default cost of one natural unit (0 for a hard rule), `source` says where the rule comes from.
    """

    name: str
    source: str
    unit: Unit = Unit.BREACH
    tier: int = HARD_TIER
    weight: int = 0

    @property
    def hard(self) -> bool:
        """Whether breaking the rule makes a rota invalid."""
        return self.tier == HARD_TIER


_HARD = (
    Card("one_place", "nobody works in two places at once; travel times of the practice file"),
    Card("absence", "absences of the practice file"),
    Card("eligible", "profession, skills and sites of the practice file; opening hours"),
    Card("first_of_may", "Code du travail L3133-4 and L3133-6"),
    Card("pinned", "the manager's pinned assignments"),
    Card("rooms", "rooms of the practice file"),
    Card("daily_rest", "Code du travail L3131-1: 11 consecutive hours"),
    Card("weekly_rest", "Code du travail L3132-2: 24 hours on top of the daily 11"),
    Card("work_break", "Code du travail L3121-16: 20 minutes after 6 hours"),
    Card("day_span", "IDCC 1147: 10 hours from first start to last end; L3131-1 implies 13"),
    Card("spells", "IDCC 1147: at most two spells a day, the shorter of at least 3 hours"),
    Card("day_minutes", "Code du travail L3121-18: 10 hours a day"),
    Card("week_minutes", "Code du travail L3121-20: 48 hours a week"),
    Card("mean_week_minutes", "Code du travail L3121-22: 44 hours on average over 12 weeks"),
    Card("days_per_week", "Code du travail L3132-1: six days a week; the contract's own figure"),
    Card("longest_run_on", "contract"),
    Card("shortest_run_on", "contract"),
    Card("shortest_run_off", "contract"),
    Card("weekends", "contract"),
    Card("saturdays", "contract"),
    Card("template_limit", "contract"),
    Card("successions", "session templates of the practice file"),
    Card("period_minutes", "contract"),
)

_COVER = (
    Card("acute_window", "a site open in an acute window has a GP", Unit.PERSON_MINUTES, COVER_TIER, 10),
    Card("cover_under", "cover needs of the practice file", Unit.PERSON_MINUTES, COVER_TIER, 3),
    Card("cover_over", "cover needs of the practice file", Unit.PERSON_MINUTES, COVER_TIER, 1),
    Card("demand_short", "expected demand of the practice file", Unit.MINUTES, COVER_TIER, 1),
    Card("supervision", "trainees work beside a supervisor", Unit.MINUTES, COVER_TIER, 1),
)

_FAIRNESS = (
    Card("contract_under", "contract", Unit.MINUTES, FAIRNESS_TIER, 1),
    Card("contract_over", "contract", Unit.MINUTES, FAIRNESS_TIER, 2),
    Card("desk_short", "contract", Unit.MINUTES, FAIRNESS_TIER, 1),
    Card("equity_early", "the group's charter: by contract share", Unit.SESSIONS, FAIRNESS_TIER, 60),
    Card("equity_late", "the group's charter: by contract share", Unit.SESSIONS, FAIRNESS_TIER, 60),
    Card("equity_saturday", "the group's charter: by contract share", Unit.SESSIONS, FAIRNESS_TIER, 60),
    Card("equity_holiday", "the group's charter: by contract share", Unit.SESSIONS, FAIRNESS_TIER, 60),
    Card("equity_named_holiday", "the group's charter: over the years", Unit.SESSIONS, FAIRNESS_TIER, 90),
    Card("change_inside_notice", "IDCC 1147: changes notified 15 days ahead", Unit.ASSIGNMENTS, FAIRNESS_TIER, 60),
)

_COMFORT = (
    Card("wish_off", "wishes of the practice file", Unit.WISHES, COMFORT_TIER, 30),
    Card("wish_on", "wishes of the practice file", Unit.WISHES, COMFORT_TIER, 20),
    Card("presence_days", "a patient list needs its doctor", Unit.DAYS, COMFORT_TIER, 20),
    Card("presence_gap", "a patient list needs its doctor", Unit.GAPS, COMFORT_TIER, 10),
    Card("steady_week", "usual days of the practice file", Unit.DAYS, COMFORT_TIER, 15),
    Card("split_day", "few days cut in two", Unit.DAYS, COMFORT_TIER, 10),
    Card("home_site", "home sites of the practice file", Unit.SESSIONS, COMFORT_TIER, 10),
    Card("change", "a published rota stays as it is", Unit.ASSIGNMENTS, COMFORT_TIER, 20),
)

CARDS: dict[str, Card] = {card.name: card for card in (*_HARD, *_COVER, *_FAIRNESS, *_COMFORT)}
HARD_RULES: tuple[str, ...] = tuple(name for name, card in CARDS.items() if card.hard)
SOFT_RULES: tuple[str, ...] = tuple(name for name, card in CARDS.items() if not card.hard)
