"""Not too many sessions of a template."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Sessions of a limited template in the period stay within its limit."""
    for person, who in model.people():
        for template, most in who.limits.templates.items():
            days = [day for day in range(model.problem.days) if template in model.templates_on(person, day)]
            terms = [(model.column(person, day, template), 1) for day in days]
            if len(terms) > most:
                model.linear.row(terms, upper=most, tag=Tag("template_limit", person, template=template))
