"""Wishes met."""

from __future__ import annotations

from scheduler.measures.wishes import wish_answers
from scheduler.rota.problem import Want, Wish
from tests.builders import a_problem, a_rota, a_template, clock, people


def test_wish_to_be_off_is_met_without_a_session() -> None:
    """A session that touches the wish refuses it, one beside it does not."""
    wish = Wish(0, 0, Want.OFF, begin=clock("13:00"))
    problem = a_problem((a_template(), a_template("12:00-14:00")), wishes=(wish,))
    assert [one.met for one in wish_answers(problem, a_rota((0, 0, 0)))] == [True]
    assert [one.met for one in wish_answers(problem, a_rota((0, 0, 1)))] == [False]


def test_wish_to_work_is_met_by_its_template() -> None:
    """Another session that day is not what was wished for."""
    problem = a_problem((a_template(), a_template("14:00-18:00")), wishes=(Wish(0, 0, Want.ON, template=1),))
    assert [one.met for one in wish_answers(problem, a_rota((0, 0, 0)))] == [False]
    assert [one.met for one in wish_answers(problem, a_rota((0, 0, 1)))] == [True]


def test_wish_about_a_template_at_every_site_is_one_wish() -> None:
    """Nobody counts a wish twice because two sites offer the session."""
    templates = (a_template(key="late@a"), a_template(key="late@b", site=1))
    wishes = tuple(Wish(0, 0, Want.OFF, template=template) for template in (0, 1))
    problem = a_problem(templates, people(1), wishes=wishes)
    assert [one.met for one in wish_answers(problem, a_rota((0, 0, 1)))] == [False]


def test_wishes_that_matter_most_come_first() -> None:
    """A manager looks at the heaviest first."""
    wishes = (Wish(0, 0, Want.OFF, weight=1), Wish(0, 3, Want.OFF, weight=5))
    answers = wish_answers(a_problem(wishes=wishes), a_rota())
    assert [one.wish.weight for one in answers] == [5, 1]
