"""Duties that a profession shares."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.rota.papers import Ledger, LedgerEntry
from scheduler.rota.problem import Duty, FairShare, RotaProblem
from tests.practices import a_contract, a_doctor, a_site, a_template
from tests.scheduler.rota.monday import CHRISTMAS_MONDAY, a_problem

ALL_DAYS = "mon-sun, holiday"
SITE = a_site(hours={ALL_DAYS: "07:00-22:00"})
TEMPLATES = [
    a_template("early", start="07:00", end="11:00", days=ALL_DAYS),
    a_template("day", start="08:00", end="20:00", days=ALL_DAYS),
    a_template("late", start="18:00", end="22:00", days=ALL_DAYS),
]


def a_week(**stated: Any) -> RotaProblem:
    """The week of Christmas 2026, which is a Friday, at a site that never closes."""
    return a_problem(**({"first_day": CHRISTMAS_MONDAY, "sites": [SITE], "templates": TEMPLATES} | stated))


def share(problem: RotaProblem, duty: Duty, name: str | None = None) -> FairShare:
    (found,) = [s for s in problem.fair_shares if s.duty is duty and s.name == (name or duty.value)]
    return found


def sessions(problem: RotaProblem, duty: Duty, name: str | None = None) -> set[tuple[int, str]]:
    found = share(problem, duty, name).sessions
    return {(day, problem.templates[template].key.partition("@")[0]) for day, template in found}


def test_early_and_late_sessions_touch_the_acute_window_of_an_ordinary_day() -> None:
    """The public holiday is left out: it is its own duty."""
    problem = a_week()
    ordinary = (0, 1, 2, 3, 5, 6)
    assert sessions(problem, Duty.EARLY) == {(day, "early") for day in ordinary}
    assert sessions(problem, Duty.LATE) == {(day, "late") for day in ordinary}


def test_saturday_duty_is_any_session_of_a_weekend() -> None:
    """Sunday counts with Saturday."""
    assert sessions(a_week(), Duty.SATURDAY) == {(day, name) for day in (5, 6) for name in ("early", "day", "late")}


def test_a_saturday_that_is_a_holiday_counts_as_holiday_only() -> None:
    """Boxing Day 2026 is a Saturday, and a public holiday in Moselle."""
    practice = {"id": "the-practice", "name": "The practice", "subdivision": "57"}
    problem = a_week(practice=practice)
    assert {day for day, _ in sessions(problem, Duty.SATURDAY)} == {6}
    assert {day for day, _ in sessions(problem, Duty.HOLIDAY)} == {4, 5}


def test_named_holidays_and_named_days_are_shared_by_name() -> None:
    """Christmas Day is a holiday with a name; Christmas Eve is an ordinary day that the practice named."""
    practice = {"id": "the-practice", "name": "The practice", "named_days": {"christmas-eve": "12-24"}}
    problem = a_week(practice=practice)
    assert {day for day, _ in sessions(problem, Duty.HOLIDAY)} == {4}
    assert {day for day, _ in sessions(problem, Duty.NAMED_HOLIDAY, "christmas-day")} == {4}
    assert {day for day, _ in sessions(problem, Duty.NAMED_HOLIDAY, "christmas-eve")} == {3}
    assert (3, "early") in sessions(problem, Duty.EARLY)


def test_each_profession_shares_among_those_who_could_work_such_sessions() -> None:
    """Nurses do not share with doctors; whoever is exempt or away all the time is left out."""
    contracts = {"full-time": a_contract(), "no-lates": a_contract(exempt=["late"])}
    practitioners = [
        a_doctor("ada"),
        a_doctor("ben"),
        a_doctor("chloe", contract="no-lates"),
        a_doctor("dora"),
        a_doctor("nina", profession="nurse"),
    ]
    absences = [{"practitioner": "dora", "from": CHRISTMAS_MONDAY, "to": date(2026, 12, 27)}]
    problem = a_week(contracts=contracts, practitioners=practitioners, absences=absences)
    assert share(problem, Duty.LATE).people == (0, 1)
    assert share(problem, Duty.EARLY).people == (0, 1, 2)


def test_one_alone_shares_with_nobody() -> None:
    """A single doctor has no fair share."""
    assert a_week(practitioners=[a_doctor()]).fair_shares == ()


def test_the_ledger_carries_over() -> None:
    """Exposure adds up; sessions done before come from the duty's or the holiday's count."""
    entry = LedgerEntry(practitioner="ben", exposure=400, duties={"late": 7}, named_holidays={"christmas-day": 2})
    ledger = Ledger(practice="the-practice", until=date(2026, 12, 20), entries=(entry,))
    problem = a_week(ledger=ledger)
    assert share(problem, Duty.LATE).exposure == (10, 410, 10)
    assert share(problem, Duty.LATE).carried == (0, 7, 0)
    assert share(problem, Duty.EARLY).carried == (0, 0, 0)
    assert share(problem, Duty.NAMED_HOLIDAY, "christmas-day").carried == (0, 2, 0)


def test_the_tolerance_is_one_session_or_the_practice_s_own() -> None:
    """Each equity rule can have its own tolerance."""
    problem = a_week(rules={"equity_late": {"tolerance": 3}})
    assert (share(problem, Duty.LATE).tolerance, share(problem, Duty.EARLY).tolerance) == (3, 1)
