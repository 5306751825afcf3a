"""Studies that answer at once: a tiny agenda problem in place of a practice, made-up figures in place of all else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.agendas import AgendaEntry
from benchmarks.booking import speed
from benchmarks.booking.in_process import Timed
from benchmarks.booking.over_http import EMPTY, FIXED, Rounds
from benchmarks.booking.searches import SEARCHES
from benchmarks.booking.solve import Beside
from benchmarks.booking.speed import Beyond, Bookings, Speed
from benchmarks.instances.agendas import AgendaInstance
from benchmarks.learning_run import Standing
from benchmarks.load import run as load_run
from benchmarks.load.check import Finding
from benchmarks.load.journal import Line, told_by
from benchmarks.load.pressure import Measured
from benchmarks.load.run import Outcome
from benchmarks.studies import agenda, learning
from benchmarks.studies.learning import Entry
from scheduler.agenda.problem import AgendaProblem
from tests.agendas import a_need, a_session, agenda_soft, an_agenda_problem, an_item


def a_tiny_morning() -> AgendaProblem:
    """An hour for two acute slots of ten minutes and a review of twenty."""
    return an_agenda_problem(
        [an_item("acute", 10), an_item("review", 20)],
        [a_session("08:00-09:00")],
        needs=[a_need("acute", amount=2), a_need("review", unit=20)],
        soft=agenda_soft(),
    )


def agendas_of_a_tiny_morning(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Let the agenda studies lay out `a_tiny_morning`; what they were asked for, in order."""
    asked: list[tuple[object, ...]] = []

    def instance(*words: object) -> AgendaInstance:
        asked.append(words)
        return AgendaInstance(a_tiny_morning(), rota_cost=75)

    monkeypatch.setattr(agenda, "of_rota_made", instance)
    monkeypatch.setattr(agenda, "of_rota_file", instance)
    return asked


def agendas_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the agenda studies know their figures without any search."""
    agendas_of_a_tiny_morning(monkeypatch)
    entry = AgendaEntry("creneau", "feasible", 1.0)
    monkeypatch.setattr(agenda, "compare_agendas", lambda *_, **__: [entry])


def an_entry(asked: int = 10_000) -> Entry:
    """A history of nine in ten of the rows asked for, learned from in two seconds."""
    standing = Standing("lengths", 100, naive=-4.0, learned=-3.25, truth=-3.0, distance=0.025)
    return Entry("practice", asked, asked * 9 // 10, 0.5, 1.5, 3.0, 250.4, (standing,))


def histories_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the learning study know its figures without any history."""

    def measured(_: Path, rows: int, __: int) -> Entry:
        return an_entry(rows)

    monkeypatch.setattr(learning, "measured", measured)


def a_timed(milliseconds: float = 1.0) -> Timed:
    """A hundred calls of so many milliseconds with ten offers each."""
    return Timed([milliseconds / 1000] * 100, 10)


def some_rounds(*rates: float, milliseconds: float = 5.0) -> Rounds:
    """Rounds of a second with so many answers each, all as late."""
    return Rounds([Measured(1.0, 0.25, [milliseconds / 1000] * int(rate), {}) for rate in rates])


def a_speed() -> Speed:
    """Every target met at its limit."""
    rounds = {EMPTY: some_rounds(2000, 2000), FIXED: some_rounds(1000, 1000)}
    searches = {search.name: some_rounds(*[1000 * search.target] * 2) for search in SEARCHES}
    beyond = {search.name: Beyond(a_timed(), a_timed(2), a_timed(10)) for search in SEARCHES}
    return Speed(
        share=0.85,
        appointments=1_000,
        seconds={"publish": 1.5},
        rounds=rounds | searches,
        beyond=beyond,
        bookings=Bookings((100.0, 120.0), (200.0, 200.0), 5.0, 9.0, 0),
        beside=Beside(some_rounds(1000, 1000), some_rounds(900, milliseconds=8.5)),
    )


def an_outcome(*findings: Finding, lines: Iterable[Line] = ()) -> Outcome:
    """What a load came to in two seconds in which a worker was killed."""
    told = told_by(lines or [Line("c0", "book", 0.0, 0.1, 201, tries=2, id="one"), Line("c0", "search", 0.2, 0.3, 200)])
    return Outcome(told, findings, {"worker killed": 1}, 2.0)


def bookings_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the booking studies know their figures without any service."""
    monkeypatch.setattr(speed, "measure", lambda *_, **__: a_speed())
    monkeypatch.setattr(load_run, "run", lambda *_, **__: an_outcome())
