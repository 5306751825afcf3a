"""Why no rota can keep the hard rules: a smallest set of rules and subjects that clash."""

from __future__ import annotations

import time

import numpy as np

from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rules import HARD_RULES
from solver.cpsat import Effort, clashing_rows
from solver.linear import Ints, Matrix, Tag
from solver.rota.model import build_model


def conflict(problem: RotaProblem, effort: Effort) -> tuple[Finding, ...]:
    """Hard rules that cannot hold together; empty if no proof was found in time.

    As far as the time of `effort` reaches, none of them can be left out.
    """
    deadline = time.monotonic() + effort.seconds
    matrix = build_model(problem, tight=False, rules=HARD_RULES).linear.freeze()
    tags = sorted({tag for tag in matrix.tags if tag is not None}, key=repr)
    number = {tag: position for position, tag in enumerate(tags)}
    groups = np.array([-1 if tag is None else number[tag] for tag in matrix.tags], dtype=np.int64)
    clashing = clashing_rows(matrix, groups, effort)
    if clashing is None:
        return ()
    return tuple(_finding(tags[group]) for group in _shrunk(matrix, groups, sorted(clashing), effort, deadline))


def _shrunk(matrix: Matrix, groups: Ints, clashing: list[int], effort: Effort, deadline: float) -> list[int]:
    """Leave out, one after the other, every group without which the others still clash, while there is time."""
    kept = list(clashing)
    for group in clashing:
        if time.monotonic() >= deadline:
            break
        fewer = [other for other in kept if other != group]
        still = clashing_rows(_only(matrix, groups, fewer), _renumbered(groups, fewer), effort)
        if still is not None:
            kept = [other for other in fewer if other in still]
    return kept


def _only(matrix: Matrix, groups: Ints, kept: list[int]) -> Matrix:
    return matrix.without_rows(~np.isin(groups, [-1, *kept]))


def _renumbered(groups: Ints, kept: list[int]) -> Ints:
    return groups[np.isin(groups, [-1, *kept])]


def _finding(tag: Tag) -> Finding:
    return Finding(tag.rule, person=tag.person, day=tag.day, site=tag.site, template=tag.template)
