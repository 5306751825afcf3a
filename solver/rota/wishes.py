"""Whether a wish's sessions are worked, as columns of the model."""

from __future__ import annotations

from scheduler.rota.problem import Wish
from solver.rota.model import RotaModel


def worked(model: RotaModel, wish: Wish) -> int | None:
    """A column that is 1 when a session meets a wish's template, or touches its hours; None if none can."""
    meeting = [
        number
        for number in model.templates_on(wish.person, wish.day)
        if (wish.template == number if wish.template is not None else _touches(model, number, wish))
    ]
    return model.any_of(wish.person, wish.day, meeting)


def _touches(model: RotaModel, number: int, wish: Wish) -> bool:
    template = model.problem.templates[number]
    return template.start < wish.end and wish.begin < template.end
