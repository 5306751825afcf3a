"""Cover: what was needed, what is short and where, and which acute windows are held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.rota.checks.headcount import counted
from scheduler.rota.problem import Cover, RotaProblem
from scheduler.rota.rota import Rota


@dataclass(frozen=True, slots=True)
class SiteCover:
    """Person-minutes that the cover needs of a site ask for over the period, and those that are short.

    Acute windows are counted apart (`acute_windows`): most lie inside a cover need, and nobody is missing twice.
    """

    site: int
    needed: int
    short: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """`missing` people of a profession at a site between `begin` and `end` of a day, `person_minutes` in all."""

    site: int
    day: int
    begin: int
    end: int
    profession: str
    missing: int
    acute: bool
    person_minutes: int


@dataclass(frozen=True, slots=True)
class AcuteWindow:
    """A stretch of acute hours at a site without interruption; held if nobody is missing at any moment of it."""

    site: int
    day: int
    begin: int
    end: int
    held: bool


def cover_by_site(problem: RotaProblem, rota: Rota) -> tuple[SiteCover, ...]:
    """Needed and short person-minutes for each site, in the order of the sites."""
    needed, short = dict.fromkeys(range(len(problem.sites)), 0), dict.fromkeys(range(len(problem.sites)), 0)
    for need, present in counted((need for need in problem.cover if not need.acute), rota):
        if need.site is not None:
            needed[need.site] += need.least * need.amount
            short[need.site] += max(0, need.least - present) * need.amount
    return tuple(SiteCover(site, needed[site], short[site]) for site in needed)


def cover_short(problem: RotaProblem, rota: Rota) -> int:
    """Person-minutes of cover short at all sites together."""
    return sum(site.short for site in cover_by_site(problem, rota))


def shortages(problem: RotaProblem, rota: Rota) -> tuple[Shortage, ...]:
    """Where people are missing, by day, site and clock.

    Neighbouring stretches that lack the same are joined; what another shortage says already is left out.
    """
    found: dict[tuple[int, int, str, int, bool], list[Shortage]] = {}
    for need, present in counted(problem.cover, rota):
        missing = need.least - present
        if missing > 0 and need.site is not None and need.amount:
            found.setdefault((need.day, need.site, need.profession, missing, need.acute), []).append(
                Shortage(
                    site=need.site,
                    day=need.day,
                    begin=need.begin,
                    end=need.end,
                    profession=need.profession,
                    missing=missing,
                    acute=need.acute,
                    person_minutes=missing * need.amount,
                )
            )
    joined = [one for group in found.values() for one in _joined(group)]
    return tuple(sorted(_distinct(joined), key=lambda one: (one.day, one.site, one.begin, one.profession)))


def _distinct(found: list[Shortage]) -> Iterator[Shortage]:
    """Those that no other one implies: the same people missing at the same place over a longer time."""
    kept: dict[tuple[int, int, str], list[Shortage]] = {}
    for one in sorted(found, key=lambda each: (-each.missing, each.begin - each.end, each.acute)):
        others = kept.setdefault((one.day, one.site, one.profession), [])
        if not any(other.begin <= one.begin and one.end <= other.end for other in others):
            others.append(one)
            yield one


def _joined(group: list[Shortage]) -> Iterator[Shortage]:
    waiting: Shortage | None = None
    for one in sorted(group, key=lambda each: each.begin):
        if waiting is not None and one.begin <= waiting.end:
            minutes = waiting.person_minutes + one.person_minutes
            waiting = replace(waiting, end=max(waiting.end, one.end), person_minutes=minutes)
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def acute_windows(problem: RotaProblem, rota: Rota) -> tuple[AcuteWindow, ...]:
    """Every acute window that asks for somebody, by day, site and clock, with whether it is held throughout."""
    parts: dict[tuple[int, int], list[AcuteWindow]] = {}
    for need, present in counted(_acute(problem.cover), rota):
        if need.site is not None:
            window = AcuteWindow(need.site, need.day, need.begin, need.end, present >= need.least)
            parts.setdefault((need.day, need.site), []).append(window)
    return tuple(window for _, group in sorted(parts.items()) for window in _merged(group))


def _acute(needs: Iterable[Cover]) -> Iterator[Cover]:
    return (need for need in needs if need.acute and need.least > 0)


def _merged(parts: list[AcuteWindow]) -> list[AcuteWindow]:
    windows: list[AcuteWindow] = []
    for part in sorted(parts, key=lambda each: (each.begin, each.end)):
        if windows and part.begin <= windows[-1].end:
            last = windows[-1]
            windows[-1] = replace(last, end=max(last.end, part.end), held=last.held and part.held)
        else:
            windows.append(part)
    return windows
