"""Closing a period into the ledger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scheduler.rota.build import build_problem
from scheduler.rota.ledger import close_period
from scheduler.rota.papers import Ledger, LedgerEntry, WeekWorked
from scheduler.rota.problem import Assignment
from scheduler.rota.rota import Rota
from tests.practices import a_practice, a_site, a_template
from tests.scheduler.rota.monday import CHRISTMAS_MONDAY, LONG_BEFORE

ALL_DAYS = "mon-sun, holiday"
PRACTICE = a_practice(
    sites=[a_site(hours={ALL_DAYS: "07:00-22:00"})],
    templates=[
        a_template("early", start="07:00", end="11:00", days=ALL_DAYS),
        a_template("late", start="18:00", end="22:00", days=ALL_DAYS),
    ],
)
EARLY, LATE = 0, 1
FRIDAY_CHRISTMAS, SATURDAY = 4, 5


def closed(*worked: tuple[int, int], ledger: Ledger | None = None, weeks: int = 1) -> Ledger:
    """The ledger after ada worked these (day, template) sessions from the Monday before Christmas."""
    problem = build_problem(PRACTICE, CHRISTMAS_MONDAY, weeks, today=LONG_BEFORE, ledger=ledger)
    return close_period(problem, Rota.of(Assignment(0, *session) for session in worked), PRACTICE, ledger)


def a_ledger(*entries: LedgerEntry, until: date = CHRISTMAS_MONDAY - timedelta(days=1)) -> Ledger:
    return Ledger(practice="the-practice", until=until, entries=entries)


def entry_of(ledger: Ledger, practitioner: str = "ada") -> LedgerEntry:
    (found,) = [entry for entry in ledger.entries if entry.practitioner == practitioner]
    return found


def test_sessions_are_counted_by_duty() -> None:
    """A Saturday morning from 7 is both early and Saturday; a holiday counts by its name as well, and not as late."""
    ada = entry_of(closed((0, EARLY), (SATURDAY, EARLY), (FRIDAY_CHRISTMAS, LATE)))
    assert ada.duties == {"early": 2, "saturday": 1, "holiday": 1}
    assert ada.named_holidays == {"christmas-day": 1}


def test_everybody_s_share_and_weeks_are_counted() -> None:
    """Also of those who worked no duty and no week."""
    ledger = closed((0, EARLY), (1, EARLY), (7, LATE), weeks=2)
    assert [(entry.practitioner, entry.exposure) for entry in ledger.entries] == [
        ("ada", 20),
        ("ben", 20),
        ("chloe", 20),
    ]
    assert [week.minutes for week in entry_of(ledger).weeks] == [480, 240]
    assert [week.monday for week in entry_of(ledger).weeks] == [CHRISTMAS_MONDAY, date(2026, 12, 28)]
    assert ledger.until == date(2027, 1, 3)


def test_a_period_adds_to_what_was_there() -> None:
    """Duties, holidays and exposure add up; the weeks follow one another."""
    before = LedgerEntry(
        practitioner="ada", exposure=100, duties={"late": 3, "early": 1}, named_holidays={"christmas-day": 1}
    )
    ada = entry_of(closed((0, EARLY), (FRIDAY_CHRISTMAS, EARLY), ledger=a_ledger(before)))
    assert ada.exposure == 110
    assert ada.duties == {"late": 3, "early": 2, "holiday": 1}
    assert ada.named_holidays == {"christmas-day": 2}


def test_only_a_year_of_weeks_is_kept() -> None:
    """The oldest weeks go."""
    weeks = tuple(WeekWorked(monday=CHRISTMAS_MONDAY - timedelta(weeks=back), minutes=60) for back in range(52, 0, -1))
    ada = entry_of(closed(ledger=a_ledger(LedgerEntry(practitioner="ada", weeks=weeks))))
    assert len(ada.weeks) == 52
    assert ada.weeks[-1] == WeekWorked(monday=CHRISTMAS_MONDAY, minutes=0)


def test_leavers_stay_with_what_they_did() -> None:
    """Their share is not forgotten, and does not grow."""
    zoe = LedgerEntry(practitioner="zoe", exposure=80, duties={"late": 9})
    assert entry_of(closed(ledger=a_ledger(zoe)), "zoe") == zoe


def test_a_period_is_counted_once() -> None:
    """A ledger that reaches into the period is refused."""
    into_the_period = a_ledger(until=CHRISTMAS_MONDAY)
    with pytest.raises(ValueError, match="already counts up to 2026-12-21"):
        closed(ledger=into_the_period)


def test_the_ledger_of_another_practice_is_refused() -> None:
    """Even if it ends at the right time."""
    with pytest.raises(ValueError, match="belongs to the practice elsewhere"):
        closed(ledger=a_ledger().model_copy(update={"practice": "elsewhere"}))


def test_the_next_period_begins_where_the_ledger_ends() -> None:
    """Minutes and duties of a closed period come back as the past of the next."""
    ledger = closed((0, LATE), (7, EARLY), weeks=2)
    problem = build_problem(PRACTICE, CHRISTMAS_MONDAY + timedelta(weeks=2), 1, today=LONG_BEFORE, ledger=ledger)
    assert problem.people[0].past_weeks == (240, 240)
    late = next(share for share in problem.fair_shares if share.name == "late")
    assert (late.carried, late.exposure) == ((1, 0, 0), (30, 30, 30))
