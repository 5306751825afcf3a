"""The rota in names and dates, there and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.rota.papers import RotaPaper, from_paper, to_paper
from scheduler.rota.problem import Assignment
from scheduler.rota.rota import Rota
from tests.practices import a_practice
from tests.scheduler.rota.monday import MONDAY, a_paper, a_problem

A_PIN = {"practitioner": "ben", "date": MONDAY, "template": "morning", "site": "nation"}


def test_a_rota_comes_back_from_its_paper() -> None:
    """Through JSON and back nothing is lost; pinned sessions are marked."""
    problem = a_problem(pins=[A_PIN], weeks=2)
    rota = Rota.of([Assignment(1, 0, 0), Assignment(0, 9, 1)])
    paper = to_paper(problem, rota, a_practice())
    again = RotaPaper.model_validate_json(paper.model_dump_json(by_alias=True))
    assert again == paper
    assert from_paper(again, problem) == rota
    assert [(s.practitioner, s.on, s.template, s.site, s.pinned) for s in paper.sessions] == [
        ("ben", MONDAY, "morning", "nation", True),
        ("ada", MONDAY + timedelta(9), "afternoon", "nation", False),
    ]


def test_sessions_outside_the_period_are_left_out() -> None:
    """The paper may cover more weeks, with sessions that nobody knows any more."""
    paper = a_paper(("ada", MONDAY, "morning"), ("zoe", MONDAY + timedelta(7), "night"), weeks=2)
    assert from_paper(paper, a_problem()).assignments == {Assignment(0, 0, 0)}


def test_unknown_names_are_refused_all_at_once() -> None:
    """Practitioners, and sessions that the site does not offer."""
    paper = a_paper(("zoe", MONDAY, "morning"), ("ada", MONDAY, "night"))
    with pytest.raises(ValueError, match="not in the practice: practitioner zoe, session night@nation"):
        from_paper(paper, a_problem())


def test_the_rota_of_another_practice_is_refused() -> None:
    """Even if its names are the same."""
    paper = a_paper(("ada", MONDAY, "morning")).model_copy(update={"practice": "elsewhere"})
    with pytest.raises(ValueError, match="belongs to the practice elsewhere"):
        from_paper(paper, a_problem())
