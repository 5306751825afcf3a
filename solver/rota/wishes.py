"""Sessions that a wish is about, as columns of the model."""

from __future__ import annotations

from scheduler.rota.problem import Wish
from solver.rota.model import RotaModel


def sessions_of(model: RotaModel, wish: Wish) -> list[int]:
    """Columns of the sessions that meet a wish's day and template, or touch its hours."""
    return [
        model.column(wish.person, wish.day, number)
        for number in model.templates_on(wish.person, wish.day)
        if (wish.template == number if wish.template is not None else _touches(model, number, wish))
    ]


def _touches(model: RotaModel, number: int, wish: Wish) -> bool:
    template = model.problem.templates[number]
    return template.start < wish.end and wish.begin < template.end
