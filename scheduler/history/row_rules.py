"""The rules by which a row is left out: the first that it breaks is its reason."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from scheduler.history.columns import Status
from scheduler.history.draft import BOOKING, Draft, flag
from scheduler.history.layouts import Layout
from scheduler.history.rejects import FIRST_YEAR, LAST_YEAR, MOST_MINUTES, OLDEST
from scheduler.history.table import BROKEN, ROW, TOO_LONG

REASON = "reason"
_DUPLICATE = "history-duplicate"


@dataclass(frozen=True, slots=True)
class RowRule:
    """`broken` says of which rows of a draft it does not hold; `column` is the one to look at, if it is one."""

    reason: str
    column: str | None
    broken: pl.Expr


def _has(name: str) -> pl.Expr:
    return pl.col(flag(name))


def _minutes_impossible(name: str, least: pl.Expr) -> pl.Expr:
    minutes = pl.col(name)
    return _has(name) & (minutes.is_null() | ~least | (minutes > MOST_MINUTES))


_STATUS = pl.col("status")
_ATTENDED = _STATUS == Status.ATTENDED
_CANCELLED = _STATUS == Status.CANCELLED
_ACTUAL = pl.col("actual_minutes")
_DAY = pl.col("day")

_ALWAYS = (
    RowRule("history-row-quotes", None, pl.col(BROKEN)),
    RowRule("history-row-too-long", None, pl.col(TOO_LONG)),
    RowRule("history-status-missing", "status", ~_has("status")),
    RowRule("history-status-unknown", "status", ~_STATUS.is_in([status.value for status in Status])),
)
_DATED = (
    RowRule("history-start-missing", "start", _DAY.is_null() & ~_has("start")),
    RowRule("history-start-unreadable", "start", _DAY.is_null()),
    RowRule("history-start-absurd", "start", ~_DAY.dt.year().is_between(FIRST_YEAR, LAST_YEAR)),
    RowRule("history-requested-after", "requested_at", pl.col("requested_on") > _DAY),
)
_TIMED = (RowRule("history-minutes-missing", "actual_minutes", ~_has("actual_minutes")),)
_FIGURES = (
    RowRule(
        "history-age-impossible",
        "age",
        _has("age") & (pl.col("age").is_null() | ~pl.col("age").is_between(0, OLDEST)),
    ),
    RowRule(
        "history-minutes-impossible",
        "planned_minutes",
        _minutes_impossible("planned_minutes", pl.col("planned_minutes") > 0),
    ),
    # Systems write 0 minutes for those who did not come: that is no length, and no contradiction.
    RowRule(
        "history-minutes-impossible",
        "actual_minutes",
        _minutes_impossible("actual_minutes", pl.when(_ATTENDED).then(_ACTUAL > 0).otherwise(_ACTUAL >= 0)),
    ),
    RowRule("history-minutes-without-visit", "actual_minutes", ~_ATTENDED & (_ACTUAL > 0)),
    RowRule("history-cancelled-yet-not", "cancelled_at", ~_CANCELLED & _has("cancelled_at")),
)
REASONS = frozenset(rule.reason for rule in (*_ALWAYS, *_DATED, *_TIMED, *_FIGURES)) | {_DUPLICATE}


def row_rules(layout: Layout) -> tuple[RowRule, ...]:
    """The rules of a layout in the order in which they are asked; duplicates are looked for among the rest."""
    dated = _TIMED if layout is Layout.CONSULTATION_TIMES else _DATED
    return (*_ALWAYS, *dated, *_FIGURES)


def judged(draft: Draft, layout: Layout) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of a draft that are kept, and those that are not: their row, column and reason."""
    rules = (*row_rules(layout), RowRule(_DUPLICATE, _DUPLICATED[layout][0], _said_before(_DUPLICATED[layout][1])))
    marked = draft.frame.with_columns(_first_broken(rules[:-1]).alias(REASON))
    last = pl.lit(len(rules) - 1, dtype=pl.UInt8)
    marked = marked.with_columns(pl.when(rules[-1].broken).then(last).otherwise(REASON).alias(REASON))
    return marked.filter(pl.col(REASON).is_null()), _told(marked.filter(pl.col(REASON).is_not_null()), rules, draft)


def _first_broken(rules: tuple[RowRule, ...]) -> pl.Expr:
    """The position of the first rule that does not hold of a row."""
    marks = [pl.when(rule.broken).then(pl.lit(number, dtype=pl.UInt8)) for number, rule in enumerate(rules)]
    return pl.coalesce(marks)


# A booking cancelled and taken again, or a request refused at an hour that was given later, is no duplicate.
_LASTING = pl.when(_STATUS.is_in([Status.CANCELLED.value, Status.REFUSED.value])).then(_STATUS)
_SAME_BOOKING: tuple[pl.Expr, ...] = (pl.col("patient"), pl.col("start"), pl.col("practitioner"), _LASTING)
_DUPLICATED: dict[Layout, tuple[str, tuple[pl.Expr, ...]]] = {
    Layout.BOOKINGS: ("start", _SAME_BOOKING),
    Layout.NO_SHOWS: (BOOKING, (pl.col(BOOKING),)),
    Layout.CONSULTATION_TIMES: (BOOKING, (pl.col(BOOKING),)),
}


def _said_before(same: tuple[pl.Expr, ...]) -> pl.Expr:
    """Whether a sound row above says the same; patient and hour must be known to tell."""
    sound = pl.col(REASON).is_null()
    known = pl.all_horizontal(one.is_not_null() for one in same[:2])
    return sound & known & ~pl.struct(*same, sound.alias("sound")).is_first_distinct()


def _told(bad: pl.DataFrame, rules: tuple[RowRule, ...], draft: Draft) -> pl.DataFrame:
    reasons = {number: rule.reason for number, rule in enumerate(rules)}
    columns = {number: rule.column and draft.names.get(rule.column, rule.column) for number, rule in enumerate(rules)}
    return bad.select(
        pl.col(ROW),
        pl.col(REASON).replace_strict(columns, return_dtype=pl.String).alias("column"),
        pl.col(REASON).replace_strict(reasons, return_dtype=pl.String),
    )
