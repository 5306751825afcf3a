"""Recording errors in lengths: what lies too far from the middle of its motive is set aside.

Median and median absolute deviation are not moved by the errors themselves (Hampel, 1974, Journal of the American
Statistical Association 69). A timer left running, or started at the end, is no consultation: it is set aside whole,
not drawn in, so that many errors on one side do not shift the mean.
"""

from __future__ import annotations

from math import log1p, sqrt

import polars as pl

from scheduler.presets.consultations import consultation_presets

FENCE = 3.5
"""Standard deviations of the logarithm; of true lengths, 5 in 10 000 lie beyond."""
_MAD_TO_SD = 1.4826


def fences(cases: pl.DataFrame) -> pl.DataFrame:
    """The lowest and highest log minutes believed, by motive; `cases` has the columns motive and log.

    Lengths noted in coarse steps can have no median deviation at all, so that no motive is taken to spread less than
    the cited spread.
    """
    middles = cases.group_by("motive").agg(pl.col("log").median().alias("middle"))
    apart = (pl.col("log") - pl.col("middle")).abs().median() * _MAD_TO_SD
    least = sqrt(log1p(consultation_presets().spread.value ** 2))
    reach = FENCE * pl.max_horizontal(pl.col("apart"), pl.lit(least))
    spread = cases.join(middles, on="motive").group_by("motive").agg(pl.col("middle").first(), apart.alias("apart"))
    return spread.select("motive", low=pl.col("middle") - reach, high=pl.col("middle") + reach).sort("motive")


def within(cases: pl.DataFrame, believed: pl.DataFrame) -> pl.DataFrame:
    """The cases inside the fences of their motive; a motive without fences keeps all."""
    fenced = cases.join(believed, on="motive", how="left", maintain_order="left")
    inside = pl.col("log").is_between(pl.col("low"), pl.col("high")).fill_null(value=True)
    return fenced.filter(inside).drop("low", "high")
