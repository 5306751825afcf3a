"""Cover short and acute windows held."""

from __future__ import annotations

from scheduler.measures.cover import acute_windows, cover_by_site, cover_short, shortages
from tests.builders import a_cover, a_problem, a_rota, a_template, clock, people

EVENING = {"begin": clock("18:00"), "end": clock("20:00"), "amount": 120, "site": 0, "profession": "gp"}
NIGHT = {"begin": clock("20:00"), "end": clock("21:00"), "amount": 60, "site": 0, "profession": "gp"}


def test_cover_short_counts_person_minutes_by_site() -> None:
    """Two people missing for two hours are four hours short."""
    problem = a_problem(people=people(2), cover=(a_cover(least=2, **EVENING),))
    (site,) = cover_by_site(problem, a_rota())
    assert (site.needed, site.short) == (240, 240)


def test_cover_is_not_short_where_enough_people_are() -> None:
    """One person where one is needed is enough."""
    problem = a_problem(people=people(2), cover=(a_cover(**EVENING),))
    assert cover_short(problem, a_rota((0, 0, 0))) == 0


def test_neighbouring_stretches_that_lack_the_same_are_one_shortage() -> None:
    """A manager reads one line for an evening, however it is cut."""
    problem = a_problem(people=people(2), cover=(a_cover(**EVENING), a_cover(**NIGHT)))
    (one,) = shortages(problem, a_rota())
    assert (one.begin, one.end, one.missing, one.person_minutes) == (clock("18:00"), clock("21:00"), 1, 180)


def test_stretches_apart_stay_apart() -> None:
    """A shortage in the morning is not joined to one in the evening."""
    morning = {"begin": clock("08:00"), "end": clock("09:00"), "amount": 60, "site": 0, "profession": "gp"}
    problem = a_problem(people=people(2), cover=(a_cover(**NIGHT), a_cover(**morning)))
    assert [one.begin for one in shortages(problem, a_rota())] == [clock("08:00"), clock("20:00")]


def test_nobody_is_missing_twice() -> None:
    """An acute window inside a cover need that lacks the same people adds no shortage and no cover short."""
    needs = (a_cover(**EVENING), a_cover(**NIGHT), a_cover(acute=True, **NIGHT))
    problem = a_problem(people=people(2), cover=needs)
    assert len(shortages(problem, a_rota())) == 1
    assert cover_short(problem, a_rota()) == 180


def test_acute_window_is_held_only_from_beginning_to_end() -> None:
    """One stretch without a doctor is enough to lose a window."""
    late = a_template("18:00-20:00")
    later = a_template("20:00-21:00")
    needs = (
        a_cover(acute=True, **EVENING),
        a_cover(acute=True, templates=frozenset({1}), **NIGHT),
    )
    problem = a_problem((late, later), people(2), cover=needs)
    assert [window.held for window in acute_windows(problem, a_rota((0, 0, 0)))] == [False]
    assert [window.held for window in acute_windows(problem, a_rota((0, 0, 0), (1, 0, 1)))] == [True]


def test_early_and_late_window_count_apart() -> None:
    """Two windows of a day that do not touch are two."""
    early = {"begin": clock("07:00"), "end": clock("08:00"), "amount": 60, "site": 0, "profession": "gp"}
    problem = a_problem(people=people(2), cover=(a_cover(acute=True, **early), a_cover(acute=True, **NIGHT)))
    assert len(acute_windows(problem, a_rota())) == 2


def test_needs_that_are_not_acute_make_no_window() -> None:
    """Ordinary cover is no acute window."""
    assert acute_windows(a_problem(people=people(2), cover=(a_cover(**EVENING),)), a_rota()) == ()
