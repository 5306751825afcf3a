"""From the practice file to the rota problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduler.practice import Practice
from scheduler.rota.build.cover import CoverBuilder
from scheduler.rota.build.demand import DemandBuilder
from scheduler.rota.build.fairness import FairShareBuilder
from scheduler.rota.build.frame import Frame
from scheduler.rota.build.offer import build_closed_may_days, build_offer, build_rooms, build_templates, build_travel
from scheduler.rota.build.past import Past
from scheduler.rota.build.people import build_people
from scheduler.rota.build.presence import with_habits
from scheduler.rota.build.wishes import build_wishes
from scheduler.rota.papers import Ledger, RotaPaper, template_key
from scheduler.rota.problem import Assignment, RotaProblem, RuleSetting
from scheduler.rota.rules import CARDS, SOFT_RULES

DAYS_OF_NOTICE = 15


def build_problem(
    practice: Practice,
    first_day: date,
    weeks: int,
    *,
    today: date,
    previous: RotaPaper | None = None,
    ledger: Ledger | None = None,
) -> RotaProblem:
    """The problem of the rota of `weeks` weeks from the Monday `first_day`.

    `previous` is the rota of the weeks before, or an earlier version of this period; changes to days less than 15
    days after `today` are inside the notice. ValueError if the period does not begin on a Monday or has no week, and
    if `previous` or a pin holds a session that the practice does not offer.
    """
    frame = Frame(practice, first_day, weeks)
    templates = build_templates(frame)
    past = Past(frame, templates, previous, ledger)
    offered = build_offer(frame, templates)
    bare = RotaProblem(
        practice=practice.practice.id,
        first_day=first_day,
        weeks=weeks,
        sites=tuple(frame.sites),
        templates=templates,
        people=build_people(frame, past),
        offered=offered,
        travel=build_travel(frame),
        rooms=build_rooms(frame),
        closed_may_day=build_closed_may_days(frame),
        pinned=_pins(frame) | past.pinned(),
        cover=CoverBuilder(frame, templates, offered).build(),
        demand=DemandBuilder(frame, templates, offered).build(),
        reference=past.reference(),
        reference_days=past.reference_days(),
        notice_until=_notice_until(frame, today),
        soft=_settings(practice),
    )
    return replace(
        bare,
        people=with_habits(frame, bare),
        wishes=build_wishes(frame, bare),
        fair_shares=FairShareBuilder(frame, bare, past).build(),
    )


def _pins(frame: Frame) -> frozenset[Assignment]:
    pins = [pin for pin in frame.practice.pins if 0 <= frame.day_of(pin.on) < len(frame.dates)]
    for pin in pins:
        if template_key(pin.template, pin.site) not in frame.templates:
            raise ValueError(f"a pin names a session that the practice does not offer: {pin.template} at {pin.site}")
    return frozenset(
        Assignment(
            frame.people[pin.practitioner],
            frame.day_of(pin.on),
            frame.templates[template_key(pin.template, pin.site)],
        )
        for pin in pins
    )


def _notice_until(frame: Frame, today: date) -> int:
    return min(len(frame.dates), max(0, DAYS_OF_NOTICE - (frame.first_day - today).days))


def _settings(practice: Practice) -> dict[str, RuleSetting]:
    """Every soft rule with the weight of its card, or the practice's own."""
    return {name: RuleSetting(_weight(practice, name), CARDS[name].tier) for name in SOFT_RULES}


def _weight(practice: Practice, rule: str) -> int:
    override = practice.rules.get(rule)
    return CARDS[rule].weight if override is None or override.weight is None else override.weight
