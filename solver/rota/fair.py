"""Fair shares of duties, as terms of the model."""

from __future__ import annotations

from scheduler.rota.problem import Duty, FairShare
from solver.linear import Term
from solver.rota.model import RotaModel


def charge_unfairness(model: RotaModel, rule: str, duty: Duty) -> None:
    """Charge a rule for every session beyond the tolerance around each person's fair share."""
    for share in model.problem.fair_shares:
        if share.duty is duty:
            _charge(model, rule, share)


def _charge(model: RotaModel, rule: str, share: FairShare) -> None:
    """One column for each person's sessions, one for all of them, one for each person's unfairness."""
    own = [model.linear.total(_sessions(model, person, share), 0) for person in share.people]
    everyone, carried = model.linear.total([(column, 1) for column in own]), sum(share.carried)
    whole = sum(share.exposure)
    for column, exposure, before in zip(own, share.exposure, share.carried, strict=True):
        terms = [(column, whole), (everyone, -exposure)]
        constant, free = whole * before - exposure * carried, share.tolerance * whole
        opposite = [(c, -k) for c, k in terms]
        unfair = model.linear.excess((terms, constant - free), (opposite, -constant - free), unit=whole)
        model.charge(rule, unfair)


def _sessions(model: RotaModel, person: int, share: FairShare) -> list[Term]:
    return [
        (model.column(person, day, template), 1)
        for day, template in sorted(share.sessions)
        if template in model.templates_on(person, day)
    ]
