"""The search by masks and the rules one by one say the same of every start of random diaries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from scheduler.agenda.problem import BlockKind
from scheduler.booking.appointments import Slot
from scheduler.booking.asked import asked_of
from scheduler.booking.judge import refusals, slot_of
from scheduler.booking.offer import Offer, SearchResult
from scheduler.booking.ranking import chance_needed, still_to_come
from scheduler.booking.request import SlotRequest
from scheduler.booking.search import search
from scheduler.booking.terms import terms_of
from scheduler.booking.times import wall_clock
from tests.scheduler.booking.diaries import (
    Case,
    acute_slots,
    cases,
    left_over,
    lengths_of,
    order_of,
    starts_one_by_one,
    stretch_of,
)

EVERYTHING = 10_000
SLOW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def all_offers(case: Case) -> SearchResult:
    """All offers on one page."""
    return search(case.diary, case.request, case.now, EVERYTHING)


@SLOW
@given(case=cases())
def test_offers_are_the_starts_that_no_rule_refuses(case: Case) -> None:
    """Every start that no rule refuses is offered, and no other; a wasteful one is refused for that alone."""
    offered = {(one.slot.practitioner, one.slot.starts): one.slot for one in all_offers(case).offers}
    assert offered == starts_one_by_one(case)


@SLOW
@given(case=cases())
def test_offer_can_be_ordered(case: Case) -> None:
    """The order made from an offer gets the very slot that was offered, and no rule refuses it."""
    for offer in all_offers(case).offers:
        order = order_of(case.request, offer.slot.practitioner, offer.slot.starts)
        assert slot_of(case.diary, order, case.now) == offer.slot
        assert refusals(case.diary, order, offer.slot, case.now) == ()


@SLOW
@given(case=cases())
def test_pages_put_together_are_all_offers_in_order(case: Case) -> None:
    """Pages of three hold every offer once, in the order of one long page; the last says that it is."""
    whole, pages, after = all_offers(case), list[Offer](), None
    while True:
        page = search(case.diary, case.request, case.now, 3, after)
        pages += page.offers
        if page.next_page is None:
            break
        assert len(page.offers) == 3
        after = page.next_page
    assert pages == list(whole.offers)
    assert whole.next_page is None


@SLOW
@given(case=cases())
def test_offers_are_ranked_by_their_stated_cost(case: Case) -> None:
    """Cheapest first, then by start and practitioner; every part of a cost is what the policy says."""
    offers = all_offers(case).offers
    assert list(offers) == sorted(offers, key=lambda one: (one.cost.total, one.slot.starts, one.slot.practitioner))
    for offer in offers:
        expected = expected_cost(case, offer.slot)
        assert {name: getattr(offer.cost, name) for name in expected} == pytest.approx(expected)
        assert offer.reasons


def expected_cost(case: Case, slot: Slot) -> dict[str, float]:
    """The parts of a slot's cost, worked out without masks."""
    terms = terms_of(case.diary.published)
    asked, costs = asked_of(case.diary, terms, case.request), terms.policy.ranking
    today, _ = wall_clock(terms.wall.zone, case.now)
    days, bears = (slot.day - today).days, asked.motive.within_days
    hours = (slot.starts - terms.wall.day(today).midnight).total_seconds() / 3600
    own = asked.own_doctor in (None, slot.practitioner)
    return {
        "wait": costs.acute_hour * hours if asked.acute else costs.day * days,
        "late": costs.late_day * max(0, days - bears) if bears is not None else 0.0,
        "sharing": 0.0 if own else asked.step_cost(slot.practitioner, slot.site) or 0.0,
        "gap": costs.gap_minute * _wasted(case, slot),
        "acute": costs.acute_slot * _needed(case, slot),
        "wish": costs.wish if case.request.wishes and not _wished(case, slot) else 0.0,
    }


def _wished(case: Case, slot: Slot) -> bool:
    return any(part.span[0] <= slot.begin < part.span[1] for part in case.request.wishes)


def _wasted(case: Case, slot: Slot) -> int:
    if slot.group:
        return 0
    order = order_of(case.request, slot.practitioner, slot.starts)
    begin, end = stretch_of(case, order, slot)
    asked = asked_of(case.diary, terms_of(case.diary.published), case.request)
    lengths = lengths_of(slot.practitioner, asked) | {slot.taken_minutes}
    return left_over(begin, end, slot.begin, slot.taken_minutes, lengths) - left_over(begin, end, begin, 0, lengths)


def _needed(case: Case, slot: Slot) -> float:
    """The acute slots displaced by a planned motive, each by the chance that it is needed."""
    terms = terms_of(case.diary.published)
    asked = asked_of(case.diary, terms, case.request)
    if asked.acute or slot.group or BlockKind.ACUTE not in asked.wanted.kinds:
        return 0.0
    free = acute_slots(case, slot.site, slot.day)
    left = acute_slots(case, slot.site, slot.day, slot)
    mean, sd = still_to_come(terms, slot.site, slot.day, case.now)
    return sum(chance_needed(number, mean, sd) for number in range(left + 1, free + 1))


@SLOW
@given(case=cases())
def test_third_next_available_is_the_third_start_in_time(case: Case) -> None:
    """Days until the third start of the search; without three it is not told."""
    found = all_offers(case)
    starts = sorted(offer.slot.starts for offer in found.offers)
    zone = terms_of(case.diary.published).wall.zone
    today = wall_clock(zone, case.now)[0]
    days = (wall_clock(zone, starts[2])[0] - today).days if len(starts) > 2 else None
    assert found.third_next_available == days
    assert search(case.diary, case.request, case.now, 1).third_next_available == days


@SLOW
@given(case=cases())
def test_search_tells_which_rules_emptied_it(case: Case) -> None:
    """Without an offer some rule is named, each start counted once; with offers none is."""
    found = all_offers(case)
    assert bool(found.emptied_by) is not bool(found.offers)
    assert all(starts > 0 for rule, starts in found.emptied_by.items() if rule != "no_agenda")


@SLOW
@given(case=cases())
def test_search_changes_nothing(case: Case) -> None:
    """What is kept for speed never changes an answer: asked again, with another length between, it is the same."""
    first = all_offers(case)
    search(case.diary, for_another(case), case.now, EVERYTHING)
    assert all_offers(case) == first


def for_another(case: Case) -> SlotRequest:
    """The same request for an unknown patient of another category, who needs another length."""
    return replace(case.request, category="chronic" if case.request.category == "adult" else "adult", patient=None)
