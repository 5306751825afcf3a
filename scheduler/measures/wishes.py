"""Wishes granted and wishes not."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.rota.problem import RotaProblem, Want, Wish
from scheduler.rota.rota import Rota


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """One wish for one day and whether the rota meets it."""

    wish: Wish
    met: bool


def wish_answers(problem: RotaProblem, rota: Rota) -> tuple[WishAnswer, ...]:
    """Every wish with its answer, those that matter most first, then by day.

    A wish that names a template speaks of it at every site: it is one wish, met where each of them is.
    """
    answers: dict[tuple[object, ...], WishAnswer] = {}
    for wish in problem.wishes:
        earlier = answers.get(_meant(problem, wish))
        met = is_met(problem, rota, wish) and (earlier is None or earlier.met)
        answers[_meant(problem, wish)] = WishAnswer(wish, met)
    return tuple(sorted(answers.values(), key=lambda one: (-one.wish.weight, one.wish.day, one.wish.person)))


def is_met(problem: RotaProblem, rota: Rota, wish: Wish) -> bool:
    """Whether a wish to work has its session, or a wish to be off has none."""
    return _meets_session(problem, rota, wish) is (wish.want == Want.ON)


def _meant(problem: RotaProblem, wish: Wish) -> tuple[object, ...]:
    template = None if wish.template is None else problem.templates[wish.template].key.partition("@")[0]
    return wish.person, wish.day, wish.want, wish.begin, wish.end, template


def _meets_session(problem: RotaProblem, rota: Rota, wish: Wish) -> bool:
    worked = rota.templates_on(wish.person, wish.day)
    if wish.template is not None:
        return wish.template in worked
    sessions = (problem.templates[number] for number in worked)
    return any(session.start < wish.end and wish.begin < session.end for session in sessions)
