"""Cover needs and acute windows, cut to the sessions that can serve them."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.rota.problem import Cover, RotaProblem
from tests.practices import a_doctor, a_site, a_template
from tests.scheduler.rota.monday import CHRISTMAS_MONDAY, a_problem, keys


def a_need(begin: str = "09:00", end: str = "18:00", **stated: Any) -> dict[str, Any]:
    return {"days": "mon", "from": begin, "to": end, "professions": ["gp"], "least": 1, **stated}


def hours(cover: Cover) -> tuple[int, int, int]:
    return cover.begin // 60, cover.end // 60, cover.amount


def stretches(problem: RotaProblem) -> list[tuple[tuple[int, int, int], set[str]]]:
    return [(hours(cover), keys(problem, cover.templates)) for cover in problem.cover]


def test_a_need_is_cut_where_sessions_begin_and_end() -> None:
    """Each stretch knows the sessions that are there all through it; its amount is its length."""
    templates = [a_template("long", start="09:00", end="14:00"), a_template("afternoon", start="13:00", end="18:00")]
    assert stretches(a_problem(templates=templates, cover=[a_need()])) == [
        ((9, 13, 240), {"long@nation"}),
        ((13, 14, 60), {"long@nation", "afternoon@nation"}),
        ((14, 18, 240), {"afternoon@nation"}),
    ]


def test_stretches_of_the_same_sessions_are_one() -> None:
    """The hours before and after a break that another session bridges need one line, with their minutes added."""
    day = a_template("day", start="09:00", end="17:00", **{"break": {"start": "12:00", "minutes": 60}})
    noon = a_template("noon", start="12:00", end="13:00")
    assert stretches(a_problem(templates=[day, noon], cover=[a_need(end="17:00")])) == [
        ((9, 17, 420), {"day@nation"}),
        ((12, 13, 60), {"noon@nation"}),
    ]


def test_hours_that_nobody_serves_are_told_apart() -> None:
    """Two holes in a day stay two lines with their own hours."""
    templates = [a_template("noon", start="11:00", end="13:00")]
    found = stretches(a_problem(templates=templates, cover=[a_need(end="15:00")]))
    assert found == [((9, 11, 120), set()), ((11, 13, 120), {"noon@nation"}), ((13, 15, 120), set())]


def test_a_need_ends_where_the_site_closes() -> None:
    """Needs are clipped to the opening hours of the date."""
    site = a_site(hours={"mon": "10:00-12:00, 14:00-15:00"})
    assert [hours(cover) for cover in a_problem(sites=[site], cover=[a_need()]).cover] == [(10, 12, 120), (14, 15, 60)]


def test_a_need_speaks_of_its_days_and_dates() -> None:
    """Day kinds, or dates only where they are given; a public holiday is no weekday."""
    needs = [a_need(days="fri"), a_need(days="mon-fri", dates=[date(2026, 12, 22)])]
    problem = a_problem(first_day=CHRISTMAS_MONDAY, cover=needs)
    assert {cover.day for cover in problem.cover} == {1}


def test_a_need_speaks_of_its_sites_and_kinds() -> None:
    """Only sessions of the kinds asked for count, at the site in question."""
    templates = [a_template("consult"), a_template("desk", kind="desk")]
    sites = [a_site(), a_site("italie")]
    problem = a_problem(sites=sites, templates=templates, cover=[a_need(end="13:00", kinds=["desk"], sites=["italie"])])
    assert stretches(problem) == [((9, 13, 240), {"desk@italie"})]
    assert problem.cover[0].site == 1


def test_a_need_counts_its_professions_together() -> None:
    """People of any of the professions serve it, in any session that one of them may work."""
    practitioners = [a_doctor("ada"), a_doctor("lou", profession="locum"), a_doctor("nina", profession="nurse")]
    templates = [
        a_template("gp"),
        a_template("locum", professions=["locum"]),
        a_template("care", professions=["nurse"]),
    ]
    need = a_need(end="13:00", professions=["gp", "locum"], least=2, most=3)
    (cover,) = a_problem(practitioners=practitioners, templates=templates, cover=[need]).cover
    assert (cover.people, cover.least, cover.most, cover.profession) == ({0, 1}, 2, 3, "gp+locum")
    assert cover.templates == {0, 1}


def test_a_need_without_figures_asks_for_nothing() -> None:
    """Neither a least nor a most: no line."""
    assert a_problem(cover=[a_need(least=0)]).cover == ()


def test_keys_say_which_need_where_and_when() -> None:
    """They are stable and readable, and no two are equal."""
    problem = a_problem(cover=[a_need(), a_need()])
    found = [cover.key for cover in problem.cover]
    assert found[0] == "need-1/nation/2026-11-02/09:00-13:00"
    assert len(set(found)) == len(found)


def acute(problem: RotaProblem) -> list[tuple[int, tuple[int, int, int], set[str]]]:
    return [(c.day, hours(c), keys(problem, c.templates)) for c in problem.cover if c.acute]


def test_early_and_late_hours_are_acute_windows() -> None:
    """A site open from 7 to 21 needs a doctor consulting before 8 and after 20, be it in a long session."""
    site = a_site(hours={"mon": "07:00-21:00"})
    templates = [
        a_template("early", start="07:00", end="12:00", days="mon"),
        a_template("late", start="16:00", end="21:00", days="mon"),
        a_template("desk", start="07:00", end="09:00", days="mon", kind="desk"),
    ]
    problem = a_problem(sites=[site], templates=templates, cover=None)
    assert acute(problem) == [(0, (7, 8, 60), {"early@nation"}), (0, (20, 21, 60), {"late@nation"})]
    assert problem.cover[0].people == {0, 1, 2}


def test_public_holidays_are_acute_all_day() -> None:
    """Unless the practice says otherwise."""
    sections: dict[str, Any] = {
        "first_day": CHRISTMAS_MONDAY,
        "sites": [a_site(hours={"holiday": "10:00-14:00"})],
        "templates": [a_template("feast", start="10:00", end="14:00", days="holiday")],
        "cover": None,
    }
    assert acute(a_problem(**sections)) == [(4, (10, 14, 240), {"feast@nation"})]
    assert acute(a_problem(**sections, acute_windows={"holidays": False})) == []


def test_a_site_can_have_its_own_acute_windows() -> None:
    """Its own window replaces that of the practice, with its own number of doctors."""
    own = {"before": None, "after": "19:00", "least": 2}
    sites = [a_site(hours={"mon": "07:00-20:00"}, acute_windows=own)]
    problem = a_problem(sites=sites, cover=None)
    assert acute(problem) == [(0, (19, 20, 60), set())]
    assert problem.cover[0].least == 2
