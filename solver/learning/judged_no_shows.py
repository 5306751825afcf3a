"""Learned chances of not attending against the overall rate: how both do on cases that neither has seen."""

from __future__ import annotations

import numpy as np
import polars as pl

from scheduler.forecast import no_show_chance
from scheduler.learned import NoShows, Score
from solver.learning.held_out import HeldOut
from solver.learning.lognormal import Numbers
from solver.learning.no_shows import fit_no_shows
from solver.learning.scores import compared, score_chances

NAIVE = "overall-rate"


def judge_no_shows(cases: pl.DataFrame, held_out: HeldOut) -> tuple[Score, ...]:
    """The scores of the learned chances and of the overall rate; none where there is nothing to learn or to judge."""
    first, last = held_out.first(cases), held_out.last(cases)
    if first.is_empty() or last.is_empty():
        return ()
    missed = last["missed"].cast(pl.Float64).to_numpy()
    rate = (int(first["missed"].sum()) + 0.5) / (len(first) + 1)
    learned = score_chances(missed, _forecast(last, fit_no_shows(first)))
    naive = score_chances(missed, np.full(len(last), rate))
    return compared("no_shows", learned, naive, NAIVE)


def _forecast(cases: pl.DataFrame, learned: NoShows) -> Numbers:
    """The chance of every case; there are few different leads and motives."""
    kinds = cases.select("lead", "motive").unique()
    chances = [no_show_chance(learned, lead, motive) for lead, motive in kinds.iter_rows()]
    table = kinds.with_columns(pl.Series("chance", chances, dtype=pl.Float64).clip(1e-4, 1 - 1e-4))
    on = ["lead", "motive"]
    return cases.join(table, on=on, how="left", nulls_equal=True, maintain_order="left")["chance"].to_numpy()
