"""What makes an offer worse, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduler.booking.asked import asked_of
from scheduler.booking.policy import RankingCosts, Sharing
from scheduler.booking.ranking import Ranking, chance_needed, displacement
from scheduler.booking.terms import terms_of
from scheduler.messages import LANGUAGES, say
from tests.booking import a_diary, a_practice_with_booking, a_request
from tests.builders import A_MONDAY

NOTHING = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
COSTS = RankingCosts(day=1, late_day=12, acute_hour=2, wish=8, gap_minute=3)


def a_ranking(motive: str = "follow-up", costs: RankingCosts = COSTS, **asked: Any) -> Ranking:
    """The ranking of a request on Monday, for the week after."""
    diary = a_diary(practice=a_practice_with_booking({"motives": asked.pop("motives", [])}))
    terms = terms_of(diary.published)
    return Ranking(costs, asked_of(diary, terms, a_request(motive, **asked)), terms.wall.day(A_MONDAY))


def waits(ranking: Ranking, days: int) -> tuple[float, float]:
    """The costs of waiting so many days."""
    return ranking.waits(terms_of(a_diary().published).wall.day(A_MONDAY + timedelta(days=days)))


def test_planned_motive_waits_by_the_day_and_late_beyond_what_it_bears() -> None:
    """A follow-up bears seven days."""
    ranking = a_ranking()
    assert [waits(ranking, days) for days in (0, 7, 9)] == [(0, 0), (7, 0), (9, 24)]


def test_acute_problem_waits_by_the_hour() -> None:
    """It bears no day; hours count from midnight."""
    ranking = a_ranking("acute")
    assert waits(ranking, 1) == (48, 12)
    assert ranking.acute_wait(ranking.today.midnight_minute + 90) == 3


def test_gap_and_wish_have_their_costs() -> None:
    """Minutes of no use, and starts outside the wish."""
    ranking = a_ranking()
    assert ranking.gap(10) == 30
    assert ranking.by_wish(0b1111, 0b0110) == ((0.0, 0b0110), (8, 0b1001))
    assert ranking.by_wish(0b1111, None) == ((0.0, 0b1111),)


def test_chance_falls_with_the_slots_still_free() -> None:
    """With as many slots free as are expected it is a half and a bit; with no slot left it is sure."""
    assert chance_needed(0, 5, 2) == 1
    assert chance_needed(5, 5, 2) == pytest.approx(0.5987, abs=1e-4)
    assert chance_needed(9, 5, 2) == pytest.approx(0.0401, abs=1e-4)
    assert [chance_needed(free, 5, 0) for free in (5, 6)] == [1, 0]


def test_each_displaced_slot_has_its_own_chance() -> None:
    """The second one displaced is the likelier needed."""
    one, two = (displacement(COSTS, slots, 5, 4, 2) for slots in (1, 2))
    assert one == pytest.approx(40 * chance_needed(5, 4, 2))
    assert two - one == pytest.approx(40 * chance_needed(4, 4, 2))


def test_reasons_are_told_weightiest_first() -> None:
    """What costs most stands first; good reasons stand by what they spare."""
    parts = (3.0, 0.0, 10.0, 5.0, 20.0, 8.0)
    told = a_ranking(own_doctor="ada").reasons(parts, Sharing.SAME_SITE, own=False, soonest=True, wishes=True)
    assert told == ("displaces_acute", "soonest", "same_site", "wish_missed", "leaves_gap")


def test_own_doctor_and_a_wish_met_are_reasons() -> None:
    """The own doctor weighs as much as the dearest step of sharing."""
    told = a_ranking(own_doctor="ada").reasons(NOTHING, None, own=True, soonest=False, wishes=True)
    assert told == ("own_doctor", "wish_met")


def test_lateness_says_more_than_waiting() -> None:
    """Days are told beyond those that the motive bears, all if it names none; an acute wait by the hour is not."""
    assert a_ranking().reasons((6, 0, 0, 0, 0, 0), None, own=False, soonest=False, wishes=False) == ("free",)
    assert a_ranking("workshop").reasons((6, 0, 0, 0, 0, 0), None, own=False, soonest=False, wishes=False) == ("wait",)
    assert a_ranking().reasons((9, 24.0, 0, 0, 0, 0), None, own=False, soonest=False, wishes=False) == ("late",)
    assert a_ranking("acute").reasons((9, 0, 0, 0, 0, 0), None, own=False, soonest=False, wishes=False) == ("free",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: str) -> None:
    """Whatever can be a reason can be said."""
    good = ("own_doctor", "soonest", "wish_met", "free")
    bad = ("wait", "late", "leaves_gap", "displaces_acute", "wish_missed", *(step.value for step in Sharing))
    assert all(say(f"reason-{name}", language).endswith(".") for name in (*good, *bad))


def test_step_costs_no_less_than_those_before_it() -> None:
    """A practice that prefers other sites to teleconsultation says so by the order."""
    own = {"motive": "follow-up", "sharing": ["other_site", "same_site", "tele"]}
    costs = a_ranking(motives=[own], own_doctor="ada").asked.wanted.costs
    assert costs == {Sharing.OTHER_SITE: 20, Sharing.SAME_SITE: 20, Sharing.TELE: 20}
    assert a_ranking(own_doctor="ada").asked.wanted.costs[Sharing.SAME_SITE] == 10


def test_weights_can_be_changed() -> None:
    """A practice to which wishes mean nothing."""
    ranking = a_ranking(costs=replace_costs(wish=0))
    assert ranking.by_wish(1, 0) == ((0.0, 0), (0, 1))


def replace_costs(**stated: float) -> RankingCosts:
    """The costs with some others."""
    return COSTS.model_copy(update=stated)


def test_enrolment_by_date_or_as_said() -> None:
    """A known patient is enrolled from a date on, unless the request says otherwise."""
    asked = a_ranking(enrolled=True).asked
    assert asked.is_enrolled(A_MONDAY)
    assert not replace(asked, enrolled=None).is_enrolled(A_MONDAY)
