"""Sessions lie at the home site."""

from __future__ import annotations

from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for every session away from the home site."""
    for cell in model.cells:
        home = model.problem.people[cell.person].home_site
        if home is not None and model.problem.templates[cell.template].site != home:
            model.charge("home_site", model.x[cell])
