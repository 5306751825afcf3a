"""The rules by which a value of a kept row is left out, so that the row still teaches what it can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from scheduler.history.draft import CANCELLED_ON, Draft, flag
from scheduler.history.layouts import Layout
from scheduler.history.rejects import FIRST_YEAR, LAST_YEAR, MOST_MINUTES, Note
from scheduler.lengths import motives_of
from scheduler.motives import Channel
from scheduler.part import Identifier
from scheduler.practice import Practice

# Only motives are told, to be set right with --motive, and only where they are few and common: what stands in the wrong
# column may be a patient's.
LEAST_NAMED = 10
MOST_NAMED = 5
MOST_MOTIVES = 40
MOST_CONDITIONS = 50


@dataclass(frozen=True, slots=True)
class NoteRule:
    """`doubtful` says of which kept rows `column` tells nothing; it and those that follow from it become null."""

    reason: str
    column: str
    doubtful: pl.Expr
    following: tuple[str, ...] = ()
    names: bool = False


def _unreadable(name: str) -> pl.Expr:
    return pl.col(flag(name)) & pl.col(name).is_null()


_REQUESTED, _CANCELLED, _DAY = pl.col("requested_on"), pl.col(CANCELLED_ON), pl.col("day")

_OUTSIDE = pl.col("cancelled_at").is_not_null() & ((_CANCELLED < _REQUESTED) | (_CANCELLED > _DAY))

_VALUES = (
    NoteRule("history-time-unreadable", "requested_at", pl.col(flag("requested_at")) & _REQUESTED.is_null()),
    NoteRule(
        "history-date-absurd",
        "requested_at",
        ~_REQUESTED.dt.year().is_between(FIRST_YEAR, LAST_YEAR),
        following=("requested_on",),
    ),
    NoteRule("history-time-unreadable", "cancelled_at", pl.col(flag("cancelled_at")) & _CANCELLED.is_null()),
    NoteRule("history-no-clock", "cancelled_at", _CANCELLED.is_not_null() & pl.col("cancelled_at").is_null()),
    NoteRule("history-cancelled-outside", "cancelled_at", _OUTSIDE),
    NoteRule("history-sex-unknown", "sex", _unreadable("sex")),
    NoteRule(
        "history-conditions-impossible",
        "conditions",
        _unreadable("conditions") | ~pl.col("conditions").is_between(0, MOST_CONDITIONS),
    ),
    NoteRule("history-truth-unreadable", "acute", _unreadable("acute")),
    NoteRule(
        "history-wait-impossible",
        "wait_minutes",
        _unreadable("wait_minutes") | ~pl.col("wait_minutes").is_between(0, MOST_MINUTES),
    ),
)


def _stranger(reason: str, column: str, known: Iterable[Identifier]) -> NoteRule:
    return NoteRule(reason, column, ~pl.col(column).is_in(list(known)), names=column == "motive")


def note_rules(practice: Practice, layout: Layout) -> Iterator[NoteRule]:
    """The rules for the values of a practice's history.

    The visit classes of consultation times are not the practice's, and stay as they are.
    """
    yield from _VALUES
    people = [person.id for person in practice.practitioners]
    yield _stranger("history-practitioner-left", "practitioner", people)
    yield _stranger("history-practitioner-left", "own_doctor", people)
    yield _stranger("history-site-unknown", "site", [site.id for site in practice.sites])
    yield _stranger("history-category-unknown", "category", [category.id for category in practice.categories])
    yield _stranger("history-channel-unknown", "channel", [channel.value for channel in Channel])
    if layout is not Layout.CONSULTATION_TIMES:
        yield _stranger("history-motive-unknown", "motive", [motive.id for motive in motives_of(practice)])


def without_doubtful(kept: pl.DataFrame, rules: Iterable[NoteRule], draft: Draft) -> tuple[pl.DataFrame, list[Note]]:
    """The kept rows with their doubtful values made null, and a note for each reason and column that had some."""
    rules = list(rules)
    marks = kept.select(rule.doubtful.fill_null(value=False).alias(str(number)) for number, rule in enumerate(rules))
    notes = []
    for number, rule in enumerate(rules):
        mark = marks.get_column(str(number))
        if mark.any():
            name = draft.names.get(rule.column, rule.column)
            notes.append(Note(rule.reason, name, int(mark.sum()), _named(kept, rule, mark)))
            cleared = [pl.when(~mark).then(column).alias(column) for column in (rule.column, *rule.following)]
            kept = kept.with_columns(cleared)
    return kept, notes


def _named(kept: pl.DataFrame, rule: NoteRule, mark: pl.Series) -> tuple[str, ...]:
    if not rule.names or kept.get_column(rule.column).n_unique() > MOST_MOTIVES:
        return ()
    counted = kept.get_column(rule.column).filter(mark).value_counts(sort=True)
    return tuple(counted.filter(pl.col("count") >= LEAST_NAMED).get_column(rule.column).head(MOST_NAMED))
