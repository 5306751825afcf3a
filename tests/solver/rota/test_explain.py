"""When no rota can keep the hard rules, a smallest set of them says why."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, islice
from random import Random
from typing import Any

import numpy as np
import pytest

from scheduler.rota.findings import Finding
from scheduler.rota.problem import Limits, RotaProblem
from scheduler.rota.rules import HARD_RULES
from solver.cpsat import Effort, Outcome, minimise
from solver.linear import Tag
from solver.rota.explain import conflict
from solver.rota.model import build_model
from tests.agreement.random_problems import a_tiny_problem
from tests.notation import problem_and_rota

EFFORT = Effort(seconds=60, deterministic_seconds=20)
HALVES = {"early": "08:00-12:00", "late": "11:00-15:00", "night": "20:00-23:00"}


def a_problem_of(**words: Any) -> RotaProblem:
    """A problem in the notation of `tests/spec`, with three templates of which two overlap."""
    return problem_and_rota({"templates": HALVES, "people": {"ada": {}}} | words)[0]


def told(problem: RotaProblem) -> list[tuple[str, int | None, int | None]]:
    """The conflict as (rule, person, day), in order."""
    return sorted((found.rule, found.person, found.day) for found in conflict(problem, EFFORT))


def feasible(problem: RotaProblem, rules: set[str] | None = None) -> bool:
    """Whether some rota keeps those hard rules, all if none are named."""
    matrix = build_model(problem, rules=rules or HARD_RULES).linear.freeze()
    return minimise(matrix, None, EFFORT).outcome is Outcome.OPTIMAL


def test_rota_that_exists_needs_no_explanation() -> None:
    """There is no conflict where a rota keeps every rule."""
    assert conflict(a_problem_of(pinned={"ada": {"mon": "early"}}), EFFORT) == ()


def test_pinned_session_meets_an_absence() -> None:
    """Nobody can be there and away."""
    problem = a_problem_of(people={"ada": {"absent": {"tue": "all day"}}}, pinned={"ada": {"mon-tue": "early"}})
    assert told(problem) == [("absence", 0, 1), ("pinned", 0, 1)]


def test_conflict_names_person_day_site_and_template_of_a_pin() -> None:
    """The manager reads which pin it is."""
    problem = a_problem_of(
        people={"ada": {}, "bob": {"absent": {"sun": "all day"}}},
        pinned={"bob": {"sun": "night"}, "ada": {"mon": "early"}},
    )
    pinned = next(found for found in conflict(problem, EFFORT) if found.rule == "pinned")
    assert pinned == Finding("pinned", person=1, day=6, site=0, template=2)


def test_two_pinned_sessions_overlap() -> None:
    """Either alone would do."""
    problem = a_problem_of(pinned={"ada": {"mon": ["early", "late", "night"]}})
    assert told(problem) == [("one_place", 0, 0), ("pinned", 0, 0), ("pinned", 0, 0)]
    assert {found.template for found in conflict(problem, EFFORT) if found.rule == "pinned"} == {0, 1}


def test_pinned_sessions_leave_too_little_rest() -> None:
    """A late evening and an early morning, over the border of a week."""
    problem = a_problem_of(
        weeks=2,
        people={"ada": {"daily_rest": "11h"}},
        pinned={"ada": {"sun": "night", "mon2": "early", "wed2": "late"}},
    )
    assert told(problem) == [("daily_rest", 0, 7), ("pinned", 0, 6), ("pinned", 0, 7)]


def test_absences_cut_a_run_short() -> None:
    """Who is pinned between two days of absence cannot work three days in a row."""
    problem = a_problem_of(
        people={"ada": {"shortest_run_on": 3, "absent": {"tue, fri": "all day"}}}, pinned={"ada": {"wed": "early"}}
    )
    assert told(problem) == [("pinned", 0, 2), ("shortest_run_on", 0, 3), ("shortest_run_on", 0, 4)]


def test_past_alone_can_be_the_reason() -> None:
    """A run that began on the eve and cannot go on breaks the rule whatever the rota says."""
    problem = a_problem_of(
        people={"ada": {"shortest_run_on": 2, "past": {"sun0": "early"}, "past_days": 2, "absent": {"mon": "all day"}}}
    )
    assert told(problem) == [("shortest_run_on", 0, 0)]


def test_nobody_can_work_the_least() -> None:
    """Minutes that no day offers are named, with the person."""
    problem = a_problem_of(people={"ada": {}, "bob": {"least_minutes": "100h"}})
    assert told(problem) == [("period_minutes", 1, None)]


def test_more_pins_than_rooms() -> None:
    """Two pinned sessions share the only room."""
    problem = a_problem_of(
        templates={"early": {"hours": "08:00-12:00", "room": "surgery"}},
        rooms={"centre": {"surgery": 1}},
        people={"ada": {}, "bob": {}, "cleo": {}},
        pinned={"ada": {"mon": "early"}, "cleo": {"mon": "early", "tue": "early"}},
    )
    assert told(problem) == [("pinned", 0, 0), ("pinned", 2, 0), ("rooms", None, 0)]


CONFLICTS = {
    "pinned and absent": {"people": {"ada": {"absent": {"mon": "all day"}}}, "pinned": {"ada": {"mon": "early"}}},
    "pinned and not eligible": {"people": {"ada": {"eligible": ["late"]}}, "pinned": {"ada": {"mon": "early"}}},
    "pinned on the first of May": {"may_day": {"mon": "centre"}, "pinned": {"ada": {"mon": "early"}}},
    "pins that overlap": {"pinned": {"ada": {"mon": ["early", "late"]}}},
    "pins and a day off": {"people": {"ada": {"days_per_week": 1}}, "pinned": {"ada": {"mon, sat": "early"}}},
    "pins and runs": {"people": {"ada": {"longest_run_on": 1}}, "pinned": {"ada": {"tue-wed": "early"}}},
    "runs that cannot be both": {
        "people": {"ada": {"shortest_run_on": 3, "longest_run_on": 2, "past_days": 1, "absent": {"fri": "all day"}}},
        "pinned": {"ada": {"tue": "early"}},
    },
    "a least above a most": {"people": {"ada": {"least_minutes": "8h", "week_minutes": "4h"}}},
}


@pytest.mark.parametrize("words", CONFLICTS.values(), ids=CONFLICTS.keys())
def test_without_any_rule_of_the_conflict_a_rota_exists(words: dict[str, Any]) -> None:
    """Nothing in the conflict is beside the point."""
    problem = a_problem_of(**words)
    rules = {found.rule for found in conflict(problem, EFFORT)}
    assert rules
    for rule in rules:
        assert feasible(problem, set(HARD_RULES) - {rule})


def test_without_either_pin_of_the_conflict_a_rota_exists() -> None:
    """The manager may give way on any of them."""
    problem = a_problem_of(pinned={"ada": {"mon": ["early", "late", "night"]}})
    for found in conflict(problem, EFFORT):
        left = {c for c in problem.pinned if (c.person, c.day, c.template) != (found.person, found.day, found.template)}
        assert feasible(replace(problem, pinned=frozenset(left))) is (found.rule == "pinned")


def test_limits_of_nobody_leave_no_conflict() -> None:
    """Where the limits of the person named are lifted the rest can be planned."""
    problem = a_problem_of(people={"ada": {"days_per_week": 1}}, pinned={"ada": {"mon, sat": "early"}})
    assert told(problem) == [("days_per_week", 0, 0), ("pinned", 0, 0), ("pinned", 0, 5)]
    free = replace(problem.people[0], limits=Limits())
    assert conflict(replace(problem, people=(free,)), EFFORT) == ()


def impossible_problems(number: int) -> list[RotaProblem]:
    """Random problems that no rota can solve."""
    drawn = (a_tiny_problem(Random(seed), limit_share=0.4) for seed in count())
    return list(islice((problem for problem in drawn if not feasible(problem)), number))


@pytest.mark.parametrize("problem", impossible_problems(30), ids=range(30))
def test_conflict_of_a_random_problem_is_real_and_smallest(problem: RotaProblem) -> None:
    """The rows that the conflict names cannot hold together, and without any one of them they can."""
    found = conflict(problem, EFFORT)
    assert found
    model = build_model(problem, tight=False, rules=HARD_RULES)
    matrix = model.linear.freeze()
    named = [Tag(one.rule, one.person, one.day, one.site, one.template) for one in found]
    assert len(set(named)) == len(named)
    for left_out in (None, *named):
        rows = [tag is None or (tag in named and tag != left_out) for tag in matrix.tags]
        outcome = minimise(matrix.without_rows(~np.array(rows)), None, EFFORT).outcome
        assert outcome is (Outcome.INFEASIBLE if left_out is None else Outcome.OPTIMAL)
