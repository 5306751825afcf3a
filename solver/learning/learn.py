"""All that a history tells, learned and judged: the one entry to this package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import polars as pl

from scheduler.history import History, missing
from scheduler.learned import AcuteDemand, Learned, LearnedFrom, LearnedLength, NoShows, Score
from scheduler.lengths import motives_of
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets
from solver.learning.acute_days import acute_days, acute_requests
from solver.learning.acute_demand import Effect, can_fit, fit_demand
from solver.learning.day_parts import fit_shares, fit_still_expected
from solver.learning.held_out import HeldOut
from solver.learning.judged_demand import judge_demand
from solver.learning.judged_lengths import judge_lengths
from solver.learning.judged_no_shows import judge_no_shows
from solver.learning.length_lines import Line
from solver.learning.lengths import fit_lengths, in_use, timed_cases
from solver.learning.no_shows import due_cases, fit_no_shows
from solver.learning.slot_choice import SlotChoice, SlotChooser

LONGEST, MOST_SD, MOST_SPREAD = 480.0, 170.0, 1.31
"""Minutes of a mean and of a standard deviation, and the latter by the former: beyond, a lognormal lasts for days."""

Group: TypeAlias = tuple[str, str | None]


@dataclass(frozen=True)
class Lesson:
    """What was learned, with what only its telling needs.

    `slots`: by motive and category (None: any), what the chosen slot and the one in use bring. `aside`: cases by motive
    that were taken for recording errors. `effects`: factors on acute demand with their intervals.
    """

    learned: Learned
    slots: Mapping[Group, SlotChoice]
    aside: Mapping[str, int]
    effects: Mapping[str, Effect]


@dataclass(frozen=True)
class _Lengths:
    lines: tuple[LearnedLength, ...] = ()
    slots: Mapping[Group, SlotChoice] = field(default_factory=dict)
    aside: Mapping[str, int] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True)
class _Demand:
    demand: AcuteDemand | None = None
    effects: Mapping[str, Effect] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    untold: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Absence:
    no_shows: NoShows | None = None
    scores: tuple[Score, ...] = ()


def learn(history: History, practice: Practice) -> Lesson:
    """What a history tells of a practice: every part that it can, judged on its last quarter, then learned from all.

    The same history gives the same lesson.
    """
    held_out = HeldOut.of(history.frame["day"])
    absence = _absence(history.frame, held_out)
    demand = _demand(history.frame, practice, held_out)
    lengths = _lengths(history.frame, practice, absence.no_shows, held_out)
    learned = Learned(
        practice=practice.practice.id,
        history=_learned_from(history),
        lengths=lengths.lines,
        no_shows=absence.no_shows,
        acute_demand=demand.demand,
        evaluation=(*lengths.scores, *demand.scores, *absence.scores),
    )
    untold = dict(_untold(history, learned)) | dict(demand.untold)
    return Lesson(learned.model_copy(update={"missing": untold}), lengths.slots, lengths.aside, demand.effects)


def _learned_from(history: History) -> LearnedFrom:
    days: list[date] = history.frame["day"].drop_nulls().unique().sort().to_list()
    found = {
        "rows": history.rows,
        "used": history.frame.height,
        "from": days[0] if days else None,
        "to": days[-1] if days else None,
        "rejected": dict(sorted(history.rejects.counts.items())),
        "synthetic": history.synthetic,
    }
    return LearnedFrom.model_validate(found)


def _untold(history: History, learned: Learned) -> Iterator[tuple[str, str]]:
    """What could not be learned or judged, with the key of the sentence that says why."""
    from_columns = {str(part): reason for part, reason in missing(history).items()}
    yield from from_columns.items()
    if not learned.lengths and "lengths" not in from_columns:
        yield "lengths", "learn-missing-motives"
    told = {"lengths": learned.lengths, "acute_demand": learned.acute_demand, "no_shows": learned.no_shows}
    judged = {score.what for score in learned.evaluation}
    if any(told[what] and what not in judged for what in told):
        yield "evaluation", "learn-missing-evaluation"


def _absence(frame: pl.DataFrame, held_out: HeldOut | None) -> _Absence:
    """Chances of not attending; a history without any missed appointment does not record them."""
    cases = due_cases(frame)
    if not cases["missed"].any():
        return _Absence()
    return _Absence(fit_no_shows(cases), judge_no_shows(cases, held_out) if held_out else ())


def _demand(frame: pl.DataFrame, practice: Practice, held_out: HeldOut | None) -> _Demand:
    days = acute_days(frame, practice)
    if not int(days["requests"].sum()):
        return _Demand()
    if not can_fit(days):
        return _Demand(untold={"acute_demand": "learn-missing-few-days"})
    fitted, requests = fit_demand(days), acute_requests(frame, practice)
    more = {"shares": fit_shares(requests, days, practice), "still_expected": fit_still_expected(requests)}
    demand = fitted.demand.model_copy(update=more)
    scores = judge_demand(days, practice, held_out) if held_out else ()
    untold = dict(_untold_of_demand(demand, days))
    if frame["requested_on"].null_count() == len(frame):
        untold["acute_asked"] = "learn-missing-asked"
    return _Demand(demand, fitted.effects, scores, untold)


def _untold_of_demand(demand: AcuteDemand, days: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """What a short history cannot tell of the demand."""
    if not demand.month:
        yield "seasons", "learn-missing-seasons"
    if not demand.trend_per_year:
        yield "trend", "learn-missing-trend"
    if not days.select(pl.col("before_holiday") | pl.col("after_holiday")).to_series().any():
        yield "holidays", "learn-missing-holidays"


def _lengths(frame: pl.DataFrame, practice: Practice, no_shows: NoShows | None, held_out: HeldOut | None) -> _Lengths:
    cases = timed_cases(frame, practice)
    fitted = fit_lengths(cases, practice)
    chosen = [_with_slot(line, practice, no_shows) for line in _in_order(fitted.lines)]
    slots = {(line.motive, line.category): choice for line, choice in chosen if line.practitioner is None}
    scores = judge_lengths(cases, practice, held_out) if held_out and chosen else ()
    return _Lengths(tuple(line for line, _ in chosen), slots, fitted.aside, scores)


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.motive, line.category or "", line.practitioner or ""))


def _with_slot(line: Line, practice: Practice, no_shows: NoShows | None) -> tuple[LearnedLength, SlotChoice]:
    """The line as it is written, with the slot that follows from just what is written."""
    motive = next(one for one in motives_of(practice) if one.id == line.motive)
    category = next((one for one in practice.categories if one.id == line.category), None)
    before = in_use(practice, motive, category)
    mean, low, high = (_minutes(figure) for figure in (line.mean, line.low, line.high))
    sd = _minutes(min(line.sd, MOST_SD, MOST_SPREAD * mean))
    absent = no_shows.by_motive.get(line.motive, no_shows.chance) if no_shows else consultation_presets().no_show.value
    choice = SlotChooser(practice).choose(motive, (mean, sd), absent, before.slot if before else None)
    learned = LearnedLength(
        motive=line.motive,
        category=line.category,
        practitioner=line.practitioner,
        cases=line.cases,
        mean=mean,
        sd=sd,
        low=low,
        high=high,
        slot=choice.chosen.length,
        before=before.slot if before else None,
    )
    return learned, choice


def _minutes(figure: float) -> float:
    """A figure as it is written; the tail of a wild history may reach beyond what a length can be."""
    return min(max(round(figure, 2), 0.01), LONGEST)
