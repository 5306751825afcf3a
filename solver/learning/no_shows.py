"""The chance of not attending: overall, by how long before the appointment was booked, and by motive."""

from __future__ import annotations

import numpy as np
import polars as pl

from scheduler.learned import LeadChance, NoShows
from scheduler.presets.consultations import consultation_presets
from solver.learning.chances import pooled_chance, pooled_chances

LEADS = (0, 1, 2, 7, 14, 28)
"""The least days of each class of lead time."""
PRESET_STRENGTH = 50.0
"""Cases that the cited chance is worth: an assumption; it matters in the first weeks of a history only."""


def due_cases(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of patients who were due: motive, day, lead in days (null where unknown), missed."""
    due = frame.filter(pl.col("status").is_in(["attended", "did_not_attend"]))
    lead = (pl.col("day") - pl.col("requested_on")).dt.total_days()
    missed = pl.col("status") == "did_not_attend"
    return due.select("motive", "day", pl.when(lead >= 0).then(lead).alias("lead"), missed.alias("missed"))


def fit_no_shows(cases: pl.DataFrame) -> NoShows:
    """The chances that some due cases tell; classes of few cases are drawn to that of all."""
    preset = consultation_presets().no_show.value
    chance = pooled_chance(float(cases["missed"].sum()), len(cases), preset, PRESET_STRENGTH)
    return NoShows(
        chance=round(chance, 4),
        cases=len(cases),
        by_lead=_by_lead(cases, chance),
        by_motive=_by_motive(cases, chance),
    )


def _by_lead(cases: pl.DataFrame, whole: float) -> tuple[LeadChance, ...]:
    known = cases.drop_nulls("lead")
    starts = pl.Series("starts", LEADS)
    place = starts.search_sorted(known["lead"], side="right") - 1
    found = _counted(known.with_columns(days=starts.gather(place)), "days")
    chances = _chances(found, whole)
    return tuple(
        LeadChance(days=days, chance=chance, cases=count)
        for days, chance, count in zip(found["days"], chances, found["cases"], strict=True)
    )


def _by_motive(cases: pl.DataFrame, whole: float) -> dict[str, float]:
    found = _counted(cases.drop_nulls("motive"), "motive")
    return dict(zip(found["motive"], _chances(found, whole), strict=True))


def _counted(cases: pl.DataFrame, by: str) -> pl.DataFrame:
    counts = (pl.len().alias("cases"), pl.col("missed").sum().alias("events"))
    return cases.group_by(by).agg(*counts).sort(by)


def _chances(found: pl.DataFrame, whole: float) -> list[float]:
    events, cases = (found[name].to_numpy().astype(np.float64) for name in ("events", "cases"))
    return [round(chance, 4) for chance in pooled_chances(events, cases, whole).tolist()]
