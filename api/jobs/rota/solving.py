"""The solve as its worker sees it: begun, looked at and stopped from outside, a short piece of work each.

It runs in a child of `solver.child_process`, which ends when its parent does. The processes that the search begins
inherit its niceness. The worker imports this module too, so that only `begin` imports what solves.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.jobs.rota.solve import Solve

NICENESS = 19
"""Added to the niceness of the worker: requests come first, and a solve takes what they leave."""


@dataclass(frozen=True)
class Look:
    """How a solve stands: its progress as data, the columns to keep once there are any, and whether it has ended.

    `papers` come as soon as the search for a rota has ended (`searched`), and again when the agendas are there; each
    once. `failure`: the catalogue key of what went wrong.
    """

    progress: dict[str, Any] | None = None
    papers: dict[str, Any] | None = None
    searched: bool = False
    ended: bool = False
    failure: str | None = None


_solves: list[Solve] = []
"""The one solve that this process is for."""


def begin(question: str) -> Look:
    """Begin to solve a question, given as JSON; returns at once."""
    os.nice(NICENESS)
    from api.jobs.rota.question import RotaQuestion
    from api.jobs.rota.solve import Solve

    solve = Solve(RotaQuestion.model_validate_json(question))
    _solves.append(solve)
    threading.Thread(target=solve.run, daemon=True).start()
    return solve.looked()


def look() -> Look:
    """How the solve stands."""
    return _solves[-1].looked()


def stop() -> Look:
    """Ask for an early end with what there is."""
    _solves[-1].end_soon()
    return _solves[-1].looked()
