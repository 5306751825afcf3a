"""What follows from what a row says: its category, whether it was acute, its site, and that absence has no length."""

from __future__ import annotations

import polars as pl

from scheduler.history.columns import Status
from scheduler.history.layouts import Layout
from scheduler.lengths import motives_of
from scheduler.patients import Category
from scheduler.practice import Practice


def resolved(kept: pl.DataFrame, practice: Practice, layout: Layout, held: frozenset[str]) -> pl.DataFrame:
    """The rows with category, acuteness and site filled in where they are null and can be told.

    The site only for bookings that name none, of a practice that has no other.
    """
    found = [_category(practice), _acute(practice), _seen_minutes()]
    if layout is Layout.BOOKINGS and "site" not in held and len(practice.sites) == 1:
        found.append(pl.lit(practice.sites[0].id).alias("site"))
    return kept.with_columns(found)


def fits(category: Category) -> pl.Expr:
    """`Category.fits` of every row: what is not known fits only a category that does not ask for it."""
    age, conditions, sex = pl.col("age"), pl.col("conditions"), pl.col("sex")
    asked = [pl.lit(value=True)]
    if category.ages is not None:
        asked.append(age.is_between(*category.ages))
    if category.conditions is not None:
        asked.append(conditions >= category.conditions)
    if category.sex is not None:
        asked.append(sex == category.sex.value)
    return pl.all_horizontal(asked).fill_null(value=False)


def _category(practice: Practice) -> pl.Expr:
    """The category that the row names, else the first that fits; none for patients of whom nothing is known."""
    known = pl.any_horizontal(pl.col("age", "conditions", "sex").is_not_null())
    fitting = [pl.when(known & fits(category)).then(pl.lit(category.id)) for category in practice.categories]
    return pl.coalesce("category", *fitting).alias("category")


def _acute(practice: Practice) -> pl.Expr:
    """What the row says, else what its motive is."""
    by_motive = {motive.id: motive.acute for motive in motives_of(practice)}
    told = pl.col("motive").replace_strict(by_motive, default=None, return_dtype=pl.Boolean)
    return pl.coalesce("acute", told).alias("acute")


def _seen_minutes() -> pl.Expr:
    """The length of a consultation that took place; systems write 0 for the others."""
    return pl.when(pl.col("status") == Status.ATTENDED).then("actual_minutes").alias("actual_minutes")
