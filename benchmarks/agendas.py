"""Several ways to lay out the agendas of one rota, in one run: what each costs, and what is proven of it.

All agendas are judged by the scheduler's audit; for those that break a hard rule the breaches are shown, and no cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

from benchmarks.comparison import NOT_VALID, Effort
from benchmarks.laid import Laid
from benchmarks.record import Figure
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.audit import Audit
from scheduler.rota.rules import TIERS

NOTHING = "no answer"
"""Nothing found in time."""


@dataclass(frozen=True)
class AgendaEntry:
    """What one method reached; figures that it does not have are None, tiers that it does not have are left out.

    `breaches` of hard rules. `amounts` of the soft rules in their natural units: slots or minutes.
    """

    method: str
    status: str
    seconds: float
    breaches: int | None = None
    cost: int | None = None
    cost_by_tier: Mapping[int, int] = field(default_factory=dict)
    bound: int | None = None
    bound_by_tier: Mapping[int, int] = field(default_factory=dict)
    gap: float | None = None
    amounts: Mapping[str, int] = field(default_factory=dict)


Method = Callable[[AgendaProblem, Effort], Laid]


def ours(problem: AgendaProblem, effort: Effort) -> Laid:
    """Our search: how many blocks of each kind in each session, then where they lie."""
    from solver.agenda.search import lay_out
    from solver.result import Status
    from solver.settings import SolverSettings

    result = lay_out(problem, SolverSettings(effort.seconds, effort.workers, effort.seed))
    return Laid(result.agenda, result.bound_by_tier, result.status is Status.OPTIMAL)


def plain(problem: AgendaProblem, effort: Effort) -> Laid:
    """CP-SAT on the whole model with its default parameters."""
    from benchmarks.rivals.plain_agenda import lay_out_plainly
    from solver.settings import SolverSettings

    return lay_out_plainly(problem, SolverSettings(effort.seconds, effort.workers, effort.seed))


def first(problem: AgendaProblem, effort: Effort) -> Laid:
    """Our counts, each block at its first place."""
    from benchmarks.rivals.first_places import lay_out_first
    from solver.settings import SolverSettings

    return lay_out_first(problem, SolverSettings(effort.seconds, effort.workers, effort.seed))


def by_hand(problem: AgendaProblem, effort: Effort) -> Laid:  # noqa: ARG001 - it ends by itself
    """One pattern for every session."""
    from benchmarks.rivals.same_every_day import same_every_day

    return Laid(same_every_day(problem))


AGENDA_METHODS: Mapping[str, Method] = {
    "creneau": ours,
    "plain CP-SAT": plain,
    "first places": first,
    "same every day": by_hand,
}
"""Every method by its words on the command line and in the tables."""


def compare_agendas(
    problem: AgendaProblem,
    effort: Effort,
    methods: Iterable[str] = tuple(AGENDA_METHODS),
    on_begin: Callable[[str], None] = lambda _: None,
) -> list[AgendaEntry]:
    """The methods on the same problem, one after the other; `on_begin` is told each before it begins."""
    entries = []
    for method in methods:
        on_begin(method)
        began = perf_counter()
        laid = AGENDA_METHODS[method](problem, effort)
        entries.append(_entry(method, problem, laid, perf_counter() - began))
    return entries


def _entry(method: str, problem: AgendaProblem, laid: Laid, seconds: float) -> AgendaEntry:
    if laid.agenda is None:
        return AgendaEntry(method, NOTHING, seconds)
    judged = audit_agenda(problem, laid.agenda)
    if not judged.valid:
        return AgendaEntry(method, NOT_VALID, seconds, len(judged.violations))
    return AgendaEntry(
        method=method,
        status="optimal" if laid.proved else "feasible",
        seconds=seconds,
        breaches=0,
        cost=judged.cost,
        cost_by_tier=judged.cost_by_tier,
        bound=sum(laid.bound_by_tier.values()) if laid.bound_by_tier else None,
        bound_by_tier=laid.bound_by_tier,
        gap=_gap(judged, laid),
        amounts=judged.amount_by_rule,
    )


def _gap(judged: Audit, laid: Laid) -> float | None:
    if not laid.bound_by_tier:
        return None
    return (judged.cost - sum(laid.bound_by_tier.values())) / judged.cost if judged.cost else 0.0


def agenda_figures(entry: AgendaEntry) -> dict[str, Figure]:
    """The figures of an entry by name, as they are shown and recorded.

    `acute short`: acute slots that are missing; `no acute soon`: minutes that callers of every half hour wait beyond
    what they should; `useless`: minutes of open time that no booking can use.
    """
    return {
        "method": entry.method,
        "status": entry.status,
        "seconds": round(entry.seconds, 1),
        "breaches": entry.breaches,
        "cost": entry.cost,
        **{f"tier {tier}": entry.cost_by_tier.get(tier) for tier in TIERS},
        "bound": entry.bound,
        "gap": None if entry.gap is None else f"{entry.gap:.2%}",
        "acute short": entry.amounts.get("acute_short"),
        "no acute soon": entry.amounts.get("acute_wait"),
        "useless": entry.amounts.get("useless_gap"),
    }
