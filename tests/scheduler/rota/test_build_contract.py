"""Minutes owed after absences, and the share of duties they bring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.rota.build.contract import period_exposure
from scheduler.rota.build.frame import Frame
from scheduler.rota.problem import ContractTarget
from tests.practices import a_contract, a_doctor, a_practice
from tests.scheduler.rota.monday import CHRISTMAS_MONDAY, MONDAY, a_problem


def away(first: int, last: int, **stated: Any) -> list[dict[str, Any]]:
    """Absences of ada from one day of the period to another."""
    dates = {"from": MONDAY + timedelta(days=first), "to": MONDAY + timedelta(days=last)}
    return [{"practitioner": "ada", **dates, **stated}]


def targets(
    weeks: int = 1, absences: list[dict[str, Any]] | None = None, first_day: date = MONDAY, **contract: Any
) -> tuple[ContractTarget, ...]:
    contracts = {"full-time": a_contract(**contract)}
    problem = a_problem(weeks=weeks, first_day=first_day, contracts=contracts, absences=absences)
    return problem.people[0].targets


def owed(days: tuple[int, int], half_day: str | None = None, usual: str | None = None, **contract: Any) -> int:
    """Minutes that ada owes in the week after an absence."""
    contracts = {"full-time": a_contract(**contract)}
    absences = away(*days, half_day=half_day)
    people = a_problem(contracts=contracts, absences=absences, practitioners=[a_doctor(usual_days=usual)]).people
    return people[0].targets[0].minutes


def test_minutes_are_owed_over_the_period() -> None:
    """Two weeks of 35 hours, the tolerance of both weeks taken together."""
    assert targets(weeks=2, tolerance_minutes=30) == (ContractTarget(0, 13, 4200, 60),)


def test_minutes_can_be_owed_by_the_week() -> None:
    """A contract balanced by the week has one target for each."""
    found = targets(weeks=2, balance="week", tolerance_minutes=30)
    assert found == (ContractTarget(0, 6, 2100, 30), ContractTarget(7, 13, 2100, 30))


def test_desk_work_has_its_own_target() -> None:
    """Desk minutes are owed among the others and shrink likewise."""
    found = targets(absences=away(0, 0), desk_minutes_per_week=300)
    assert [(target.minutes, target.desk) for target in found] == [(1680, False), (240, True)]


@pytest.mark.parametrize(
    ("days", "stated", "minutes"),
    [
        ((0, 0), {}, 1680),
        ((0, 0), {"half_day": "morning"}, 1890),
        ((5, 6), {}, 2100),
        ((0, 6), {}, 0),
        ((0, 4), {"days_per_week": 4}, 0),
        ((0, 1), {"days_per_week": 4}, 1050),
        ((2, 2), {"usual": "mon, tue, thu, fri", "days_per_week": 4}, 2100),
        ((5, 5), {"usual": "tue-sat"}, 1680),
        ((0, 0), {"minutes_per_week": 1001, "days_per_week": 3}, 665),
    ],
    ids=[
        "a day",
        "half a day",
        "weekend",
        "week",
        "at most the days owed",
        "two of four",
        "usually off",
        "saturday",
        "grain",
    ],
)
def test_absent_days_lower_the_minutes_in_proportion(
    days: tuple[int, int], stated: dict[str, Any], minutes: int
) -> None:
    """A usual working day away takes its share of the week, never more than the week holds."""
    assert owed(days, **stated) == minutes


def test_two_absences_of_one_day_take_it_once() -> None:
    """A training afternoon inside a leave takes nothing more."""
    assert targets(absences=away(0, 0) + away(0, 0, half_day="afternoon"))[0].minutes == 1680


def test_public_holidays_lower_the_minutes_if_the_contract_says_so() -> None:
    """Christmas Day, a Friday, takes a day from a contract that counts public holidays, and nothing from others."""
    assert targets(first_day=CHRISTMAS_MONDAY)[0].minutes == 2100
    assert targets(first_day=CHRISTMAS_MONDAY, holidays_count=True)[0].minutes == 1680


@pytest.mark.parametrize(
    ("minutes", "last_day_away", "exposure"),
    [(2100, None, 20), (1050, None, 10), (2100, 6, 10), (2100, 13, 0), (2100, 11, 0), (60, None, 1), (2100, 10, 2)],
)
def test_exposure_counts_tenths_of_full_time_weeks_present(
    minutes: int, last_day_away: int | None, exposure: int
) -> None:
    """Over two weeks: full time 20, half time 10, one week away 10; at least 1 for whoever is there at all."""
    absences = None if last_day_away is None else away(0, last_day_away)
    practitioners = [a_doctor("ada", contract=a_contract(minutes_per_week=minutes)), a_doctor("ben")]
    practice = a_practice(practitioners=practitioners, absences=absences)
    assert period_exposure(Frame(practice, MONDAY, 2), 0) == exposure
