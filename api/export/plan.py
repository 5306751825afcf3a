"""A plan: what a search answered, with all that its papers are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property

from scheduler.practice import Practice
from scheduler.rota.audit import Audit
from scheduler.rota.names import Names
from scheduler.rota.papers import Ledger
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota
from solver.agenda.plan import AgendaPlan
from solver.result import RotaResult


@dataclass(frozen=True)
class Plan:
    """A rota that stands, with the practice, the problem and the search it comes from.

    `today` dates the papers: the same plan on the same day gives the same files. `ledger` is the account before this
    period, None if there is none. `agenda` holds the agendas of its sessions.
    """

    practice: Practice
    problem: RotaProblem
    rota: Rota
    audit: Audit
    result: RotaResult
    seed: int
    language: str
    today: date
    ledger: Ledger | None = None
    agenda: AgendaPlan | None = None

    @cached_property
    def names(self) -> Names:
        """What people, sites and templates are called."""
        return Names(self.problem, self.practice, self.language)

    @property
    def last_day(self) -> date:
        """The last date of the period."""
        return self.problem.date_of(self.problem.days - 1)

    @property
    def stamp(self) -> datetime:
        """The moment the papers carry: the beginning of `today`, in universal time."""
        return datetime.combine(self.today, time(), UTC)


def plan_of(
    practice: Practice,
    problem: RotaProblem,
    result: RotaResult,
    *,
    seed: int,
    language: str,
    today: date,
    ledger: Ledger | None = None,
    agenda: AgendaPlan | None = None,
) -> Plan:
    """The plan of a search that found a rota; ValueError if it found none."""
    if result.rota is None or result.audit is None:
        raise ValueError(f"a search that ended {result.status} has no rota")
    return Plan(practice, problem, result.rota, result.audit, result, seed, language, today, ledger, agenda)
