"""Sets of one person's sessions of a day, for the rules about the shape of a day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from scheduler.rota.problem import RotaProblem, Template
from solver.rota.model import RotaModel

Predicate = Callable[[Sequence[Template]], bool]


def workable_sets(problem: RotaProblem, templates: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every non-empty set of templates that one person can work on one day, small ones first."""
    layer: list[tuple[int, ...]] = [(template,) for template in templates]
    while layer:
        yield from layer
        layer = [
            (*chosen, other)
            for chosen in layer
            for other in templates
            if other > chosen[-1] and all(problem.compatible(other, member) for member in chosen)
        ]


def minimal_sets(model: RotaModel, person: int, day: int, key: Hashable, wrong: Predicate) -> list[tuple[int, ...]]:
    """The smallest workable sets of which `wrong` holds; every larger one is then wrong as well."""
    templates = tuple(model.templates_on(person, day))
    if (key, templates) not in model.minimal_sets:
        model.minimal_sets[key, templates] = _minimal(model.problem, templates, wrong)
    return model.minimal_sets[key, templates]


def _minimal(problem: RotaProblem, templates: Sequence[int], wrong: Predicate) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for chosen in workable_sets(problem, templates):
        known = any(set(part) <= set(chosen) for part in found)
        if not known and wrong([problem.templates[t] for t in chosen]):
            found.append(chosen)
    return found


def exact_sets(
    model: RotaModel, person: int, day: int, key: Hashable, wrong: Predicate
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """(inside, outside): every workable set of which `wrong` holds, and what could still be worked beside it."""
    templates = tuple(model.templates_on(person, day))
    if (key, templates) not in model.exact_sets:
        model.exact_sets[key, templates] = _exact(model.problem, templates, wrong)
    return model.exact_sets[key, templates]


def _exact(
    problem: RotaProblem, templates: Sequence[int], wrong: Predicate
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [
        (inside, tuple(t for t in templates if all(problem.compatible(t, member) for member in inside)))
        for inside in workable_sets(problem, templates)
        if wrong([problem.templates[t] for t in inside])
    ]
