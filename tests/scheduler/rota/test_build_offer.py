"""Which sessions a period offers."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.rota.problem import RoomStock
from tests.practices import a_doctor, a_site, a_template
from tests.scheduler.rota.monday import CHRISTMAS_MONDAY, a_problem, keys

ITALIE = a_site("italie", hours={"mon-fri": "08:00-12:00"})
FIRST_OF_MAY = date(2028, 5, 1)  # a Monday


def offered(day: int, **stated: Any) -> set[str]:
    problem = a_problem(**stated)
    return keys(problem, problem.offered[day])


def test_a_template_is_one_session_at_each_of_its_sites() -> None:
    """A template for all sites and one for a single site make three sessions, numbered in the order of the file."""
    templates = [a_template("morning", end="12:00"), a_template("late", sites=["italie"], start="08:00", end="10:00")]
    problem = a_problem(sites=[a_site(), ITALIE], templates=templates)
    assert [t.key for t in problem.templates] == ["morning@nation", "morning@italie", "late@italie"]
    assert [t.site for t in problem.templates] == [0, 1, 1]


def test_a_forbidden_succession_holds_at_every_site() -> None:
    """A template that may not follow another may not follow it anywhere."""
    templates = [a_template("late", not_next_day=["morning"]), a_template("morning")]
    problem = a_problem(sites=[a_site(), a_site("italie")], templates=templates)
    assert keys(problem, problem.templates[0].not_next_day) == {"morning@nation", "morning@italie"}


def test_a_session_is_offered_on_its_kinds_of_day() -> None:
    """A weekday morning is offered on Friday and not on Saturday."""
    assert offered(4) == {"morning@nation", "afternoon@nation"}
    assert offered(5) == set()


def test_a_public_holiday_is_no_weekday() -> None:
    """On a Friday that is a public holiday only sessions for holidays are offered, within the holiday's hours."""
    site = a_site(hours={"mon-fri": "08:00-20:00", "holiday": "09:00-13:00"})
    templates = [
        a_template("friday"),
        a_template("feast", days="holiday"),
        a_template("long", days="holiday", end="18:00"),
    ]
    assert offered(4, first_day=CHRISTMAS_MONDAY, sites=[site], templates=templates) == {"feast@nation"}


def test_a_session_must_lie_within_the_opening_hours() -> None:
    """A site that is open in the mornings offers no afternoon session."""
    assert offered(0, sites=[a_site(hours={"mon-fri": "09:00-13:00"})]) == {"morning@nation"}


def test_a_break_may_lie_outside_the_opening_hours() -> None:
    """A session with its break over lunch fits a site that closes for lunch."""
    site = a_site(hours={"mon-fri": "09:00-12:00, 13:00-18:00"})
    through = a_template("day", end="18:00")
    pause = a_template("split", end="18:00", **{"break": {"start": "12:00", "minutes": 60}})
    assert offered(0, sites=[site], templates=[through, pause]) == {"split@nation"}


def test_hours_that_touch_are_one_stretch() -> None:
    """A session may run over the border of two opening hours without a pause between them."""
    assert offered(0, sites=[a_site(hours={"mon-fri": "08:00-10:00, 10:00-13:00"})]) == {"morning@nation"}


def test_the_hours_of_a_named_date_replace_those_of_its_kind() -> None:
    """A site closed on one date offers nothing on it, and all on the next."""
    site = a_site(dates={"2026-11-02": "closed"})
    assert offered(0, sites=[site]) == set()
    assert offered(1, sites=[site]) == {"morning@nation", "afternoon@nation"}


def test_the_first_of_may_closes_sites() -> None:
    """On the first of May only a site that must open can have work, whatever its hours."""
    open_site = a_site("italie", open_on_first_of_may=True, hours={"holiday": "08:00-20:00"})
    sites = [a_site(hours={"holiday": "08:00-20:00"}), open_site]
    cover = [{"days": "holiday", "from": "09:00", "to": "13:00", "professions": ["gp"], "least": 1}]
    problem = a_problem(
        first_day=FIRST_OF_MAY,
        sites=sites,
        templates=[a_template(days="holiday")],
        practitioners=[a_doctor(sites=["italie"])],
        cover=cover,
    )
    assert problem.closed_may_day == {(0, 0)}
    assert keys(problem, frozenset(problem.candidates(0, 0))) == {"morning@italie"}
    assert {need.site for need in problem.cover} == {1}


def test_travel_goes_both_ways_and_rooms_are_counted() -> None:
    """A travel line gives both directions; every kind of room of every site is in stock."""
    travel = [{"between": ["nation", "italie"], "minutes": 25}]
    problem = a_problem(sites=[a_site(), a_site("italie", rooms={"nursing": 1})], travel=travel)
    assert problem.travel == {(0, 1): 25, (1, 0): 25}
    assert problem.rooms == (RoomStock(0, "consulting", 3), RoomStock(1, "nursing", 1))
