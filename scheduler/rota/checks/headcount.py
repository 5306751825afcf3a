"""How many people are there: assignments counted against needs for cover and for consulting time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scheduler.rota.findings import Finding
from scheduler.rota.problem import Cover, RotaProblem
from scheduler.rota.rota import Rota

Workers = Mapping[int, frozenset[int]]


def workers_by_template(rota: Rota, day: int) -> Workers:
    """Who works each template that day."""
    found: dict[int, set[int]] = {}
    for session in rota.on(day):
        found.setdefault(session.template, set()).add(session.person)
    return {template: frozenset(people) for template, people in found.items()}


def counted(needs: Iterable[Cover], rota: Rota) -> Iterator[tuple[Cover, int]]:
    """Every need with the number of assignments that count for it, day by day."""
    by_day: dict[int, list[Cover]] = {}
    for need in needs:
        by_day.setdefault(need.day, []).append(need)
    for day, wanted in sorted(by_day.items()):
        workers = workers_by_template(rota, day)
        for need in wanted:
            yield need, _present(need, workers)


def _present(need: Cover, workers: Workers) -> int:
    return sum(len(workers[template] & need.people) for template in need.templates if template in workers)


def missing(problem: RotaProblem, rota: Rota, rule: str, *, acute: bool) -> Iterator[Finding]:
    """Yield what the acute needs, or all others, lack. Facts: as `cover_finding`, with `least`."""
    needs = (need for need in problem.cover if need.acute is acute)
    for need, present in counted(needs, rota):
        if present < need.least and need.amount:
            amount = (need.least - present) * need.amount
            yield cover_finding(rule, need, amount, need.weight_under, present=present, least=need.least)


def cover_finding(rule: str, need: Cover, amount: int, factor: int, **figures: int) -> Finding:
    """One amount about one need. Facts: the figures, `begin` and `end`, `profession`, `need` (its key)."""
    facts: dict[str, str | int] = {
        **figures,
        "begin": need.begin,
        "end": need.end,
        "profession": need.profession,
        "need": need.key,
    }
    return Finding(rule, amount, factor, day=need.day, site=need.site, facts=facts)
