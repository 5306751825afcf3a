"""What was made, in a few figures."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

MONTHS_IN_YEAR = 12
LONGEST_PLAUSIBLE = 120


@dataclass(frozen=True)
class Summary:
    """Counts and shares of a history.

    `consultations` that took place, a year; `acute`: their acute share; `refused`: of all rows; `missed`: of the
    appointments that were not cancelled; `minutes`: the mean, errors of recording left out.
    """

    rows: int
    consultations: float
    acute: float
    refused: float
    missed: float
    minutes: float


def summary_of(frame: pl.DataFrame, months: int) -> Summary:
    """The figures of a history over so many months; shares of nothing are 0."""
    count = dict(frame["status"].value_counts().iter_rows())
    came = frame.filter(pl.col("status") == "attended")
    minutes = came.filter(pl.col("actual_minutes").is_between(1, LONGEST_PLAUSIBLE))["actual_minutes"].cast(float)
    attended, missed = count.get("attended", 0), count.get("did_not_attend", 0)
    return Summary(
        rows=len(frame),
        consultations=attended * MONTHS_IN_YEAR / months,
        acute=_share(int(came["acute"].sum()), attended),
        refused=_share(count.get("refused", 0), len(frame)),
        missed=_share(missed, attended + missed),
        minutes=float(minutes.sum()) / max(len(minutes), 1),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
