"""The usual week, and presence for one's own list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from scheduler.rota.problem import Person, Presence
from tests.practices import a_contract, a_doctor, a_site, a_template
from tests.scheduler.rota.monday import CHRISTMAS_MONDAY, MONDAY, a_problem

LISTS = [{"practitioner": "ada", "category": "adult", "patients": 800}]
CATEGORIES = [{"id": "adult", "name": "Adults"}]
WEEK = (0, 1, 2, 3, 4)


def a_listed_doctor(
    days_per_week: int = 4, most_days_apart: int | None = None, patients: int = 800, **sections: Any
) -> Person:
    presence = {"days_per_week": days_per_week, "most_days_apart": most_days_apart}
    sections = {"lists": [LISTS[0] | {"patients": patients}], "categories": CATEGORIES} | sections
    return a_problem(contracts={"full-time": a_contract(presence=presence)}, **sections).people[0]


def away(first: int, last: int) -> list[dict[str, Any]]:
    return [{"practitioner": "ada", "from": MONDAY + timedelta(first), "to": MONDAY + timedelta(last)}]


def test_the_usual_week_speaks_of_weekdays_with_work() -> None:
    """Every weekday with a candidate is expected worked or not; days of absence say nothing."""
    problem = a_problem(practitioners=[a_doctor(usual_days="mon-tue")], absences=away(0, 0))
    assert problem.people[0].usual == ((1, True), (2, False), (3, False), (4, False))


def test_the_usual_week_is_silent_on_public_holidays_and_weekends() -> None:
    """Christmas Day and the Saturday after are not part of it."""
    problem = a_problem(
        first_day=CHRISTMAS_MONDAY,
        sites=[a_site(hours={"mon-sat, holiday": "08:00-20:00"})],
        templates=[a_template(days="mon-sat, holiday")],
        practitioners=[a_doctor(usual_days="mon-sat")],
    )
    assert problem.people[0].usual == ((0, True), (1, True), (2, True), (3, True))


def test_whoever_has_no_usual_days_has_no_usual_week() -> None:
    """Nothing is expected of their days."""
    assert a_problem().people[0].usual == ()


def test_a_doctor_with_a_list_is_asked_to_be_there() -> None:
    """So many days of each week, among those with a consulting session at home."""
    assert a_listed_doctor().presence == (Presence(0, 0, 4, WEEK),)


def test_a_doctor_without_patients_is_not() -> None:
    """An empty list asks for no presence."""
    assert a_listed_doctor(patients=0, most_days_apart=2).presence == ()
    assert a_listed_doctor(patients=0, most_days_apart=2).presence_gap is None


def test_absences_lower_the_days_asked_for() -> None:
    """Two of five days away leave two of four days; a week away asks for nothing."""
    assert a_listed_doctor(absences=away(0, 1)).presence == (Presence(0, 0, 2, (2, 3, 4)),)
    assert a_listed_doctor(absences=away(0, 6)).presence == ()


def test_no_more_days_are_asked_for_than_there_are() -> None:
    """A site that offers consulting on two days can see its doctor on two."""
    person = a_listed_doctor(templates=[a_template(days="mon-tue")])
    assert person.presence == (Presence(0, 0, 2, (0, 1)),)


def test_only_consulting_at_home_is_presence() -> None:
    """Desk days and consulting days elsewhere are not available days."""
    templates = [
        a_template("morning", days="mon", sites=["nation"]),
        a_template("desk", days="tue", sites=["nation"], kind="desk"),
        a_template("away", days="wed", sites=["italie"]),
    ]
    person = a_listed_doctor(sites=[a_site(), a_site("italie")], templates=templates)
    assert person.presence == (Presence(0, 0, 1, (0,)),)


def test_the_longest_time_apart_runs_over_the_period() -> None:
    """The days on which the doctor could be there, across weeks; 11 November is a public holiday."""
    person = a_listed_doctor(weeks=2, most_days_apart=2, absences=away(3, 7))
    assert (person.presence_gap, person.presence_days) == (2, (0, 1, 2, 8, 10, 11))
