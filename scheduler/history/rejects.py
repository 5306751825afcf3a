"""Rows of a history that are of no use, and values that are of none, each counted by reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from scheduler.messages import say

REJECTS_SCHEMA: dict[str, type[pl.DataType]] = {"row": pl.Int64, "column": pl.String, "reason": pl.String}
MOST_MINUTES = 480
OLDEST = 115
FIRST_YEAR = 1970
LAST_YEAR = 2100


def reason_sentence(reason: str, language: str) -> str:
    """A reason as a sentence."""
    years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
    return say(reason, language, minutes=MOST_MINUTES, oldest=OLDEST, **years)


@dataclass(frozen=True, slots=True)
class Rejects:
    """The rows left out: `frame` has row (line of the file), column (as the file calls it) and reason (message key)."""

    frame: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REJECTS_SCHEMA))

    def __len__(self) -> int:
        return self.frame.height

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows were left out for each reason, the commonest first."""
        counted = self.frame.group_by("reason").len().sort("len", "reason", descending=[True, False])
        return dict(counted.iter_rows())

    def in_csv(self, language: str) -> bytes:
        """The rows as CSV: row, column, and the reason as a sentence."""
        sentences = {reason: reason_sentence(reason, language) for reason in self.counts}
        told = pl.col("reason").replace_strict(sentences, default=None, return_dtype=pl.String)
        return self.frame.with_columns(told).write_csv().encode()


@dataclass(frozen=True, slots=True)
class Note:
    """Values that were left out of rows that were kept, for one reason in one column.

    `named`: the commonest of them, for motives only; a name that stands in few rows is not told.
    """

    reason: str
    column: str
    rows: int
    named: tuple[str, ...] = ()
