"""What sessions or hours hold beyond their share, as columns."""

from __future__ import annotations

from scheduler.agenda.problem import Share
from solver.agenda.model import AgendaModel
from solver.linear import Term


def charge_beyond(model: AgendaModel, rule: str) -> None:
    """Charge for blocks beyond each share of a rule; counts alone know nothing of the hours."""
    for share in model.problem.shares:
        if share.rule != rule or not share.sessions & model.sessions:
            continue
        blocks = _by_arcs(model, share) if model.places else _by_counts(model, share)
        if len(blocks) > share.most or not model.places:
            model.charge(rule, model.linear.excess((blocks, -share.most)))


def _by_arcs(model: AgendaModel, share: Share) -> list[Term]:
    return [
        (column, 1)
        for session in sorted(share.sessions & model.sessions)
        for arc, column in model.arcs_of(session, share.kind)
        if arc.item is not None and share.begin <= arc.begin < share.end
    ]


def _by_counts(model: AgendaModel, share: Share) -> list[Term]:
    return [
        (column, 1)
        for (session, place, item), column in model.counts.items()
        if session in share.sessions
        and model.problem.items[item].kind is share.kind
        and share.begin <= model.problem.sessions[session].segments[place].begin
        and model.problem.sessions[session].segments[place].end <= share.end
    ]
