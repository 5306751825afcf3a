"""Whether a rota and its agendas keep the rules that must hold: only such are published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.agenda.papers import AgendaPaper
from scheduler.learned import Learned
from scheduler.messages import LANGUAGES
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper

PATIENCE = 60.0
"""Seconds that judging may take over HTTP: minutes of a large group's year are for the command line."""


@dataclass(frozen=True)
class BrokenRule:
    """A hard rule that is broken, with its sentence in each language."""

    rule: str
    sentences: Mapping[str, str]


class RulesBrokenError(ValueError):
    """A rota, or an agenda of it, breaks rules that must hold; it is not published. `broken`: which, and where."""

    def __init__(self, broken: Iterable[BrokenRule]) -> None:
        self.broken = tuple(broken)
        super().__init__(self.broken)

    def __str__(self) -> str:
        return ", ".join(one.rule for one in self.broken)


def judge(practice: Practice, rota: RotaPaper, agenda: AgendaPaper, learned: Learned | None, today: date) -> None:
    """Judge papers that belong together as `creneau audit` does; `RulesBrokenError` with everything found."""
    if broken := [*_broken(practice, rota, agenda, learned, today)]:
        raise RulesBrokenError(broken)


def _broken(
    practice: Practice, rota: RotaPaper, agenda: AgendaPaper, learned: Learned | None, today: date
) -> Iterator[BrokenRule]:
    from scheduler.agenda.audit import audit_agenda
    from scheduler.agenda.papers import from_agenda_paper
    from scheduler.agenda.sentences import agenda_sentence
    from scheduler.rota.audit import audit
    from scheduler.rota.build import build_problem
    from scheduler.rota.papers import from_paper
    from scheduler.rota.sentences import sentence
    from solver.agenda.plan import ask_agenda

    problem = build_problem(practice, rota.from_date, rota.weeks, today=today)
    worked = from_paper(rota, problem)
    for one in audit(problem, worked).violations:
        yield BrokenRule(one.rule, {language: sentence(one, problem, practice, language) for language in LANGUAGES})
    asked = ask_agenda(practice, problem, worked, learned).problem
    for one in audit_agenda(asked, from_agenda_paper(agenda, asked)).violations:
        told = {language: agenda_sentence(one, asked, practice, language) for language in LANGUAGES}
        yield BrokenRule(one.rule, told)
