"""Consulting time meets the expected demand."""

from __future__ import annotations

from scheduler.rota.problem import Demand
from solver.linear import Term
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for every consulting minute short of the demand."""
    for demand in model.problem.demand:
        if demand.minutes > 0:
            short = model.linear.excess((_supply(model, demand), demand.minutes))
            model.charge("demand_short", short)


def _supply(model: RotaModel, demand: Demand) -> list[Term]:
    """Minutes of presence inside the half-day, negative."""
    return [
        (column, -minutes)
        for template in sorted(demand.templates)
        if (minutes := model.problem.templates[template].minutes_within(demand.begin, demand.end)) > 0
        for person, column in model.takers(demand.day, template)
        if person in demand.people
    ]
