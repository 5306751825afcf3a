"""Trainees consult beside a supervisor."""

from __future__ import annotations

from itertools import pairwise

from scheduler.rota.problem import Template
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for every minute in which a trainee consults and no supervisor is at the site."""
    for person, who in model.people():
        if who.supervisors is None:
            continue
        for day in range(model.problem.days):
            for template, column in model.sessions(person, day):
                if template.kind == "consulting":
                    _charge(model, who.supervisors, day, template, column)


def _charge(model: RotaModel, supervisors: frozenset[int], day: int, session: Template, trainee: int) -> None:
    beside = [
        (other.stretches(), column)
        for number, other in enumerate(model.problem.templates)
        if other.site == session.site
        for person, column in model.takers(day, number)
        if person in supervisors
    ]
    minutes: dict[frozenset[int], int] = {}
    for begin, end in _pieces(session, [stretches for stretches, _ in beside]):
        there = frozenset(c for stretches, c in beside if any(at <= begin and end <= to for at, to in stretches))
        minutes[there] = minutes.get(there, 0) + end - begin
    for there, length in minutes.items():
        if trainee not in there:  # whoever may supervise themselves is never alone
            alone = model.linear.excess(([(trainee, 1), *((c, -1) for c in sorted(there))], 0))
            model.charge("supervision", alone, length)


def _pieces(session: Template, others: list[tuple[tuple[int, int], ...]]) -> list[tuple[int, int]]:
    """The trainee's presence cut wherever a possible supervisor comes or goes."""
    borders = {border for stretches in others for stretch in stretches for border in stretch}
    pieces = []
    for at, to in session.stretches():
        cuts = sorted({at, to, *(border for border in borders if at < border < to)})
        pieces += list(pairwise(cuts))
    return pieces
