"""Studies that answer at once: a tiny agenda problem in place of a practice, made-up figures in place of a history."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.agendas import AgendaEntry
from benchmarks.instances.agendas import AgendaInstance
from benchmarks.learning_run import Standing
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
