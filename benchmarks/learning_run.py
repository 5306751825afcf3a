"""One run of the learning study: a synthetic history, what is learned from it, and how good that is.

Each step is a function for a process of its own, so that none pays for the memory of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

from benchmarks.distance import distances
from benchmarks.history.figures import figures
from benchmarks.history.generate import generate
from benchmarks.history.model import model_of
from benchmarks.history.truth import GroundTruth
from benchmarks.history.write import write_history
from benchmarks.rivals.known_truth import score_truth
from scheduler.files import read_practice
from scheduler.history import read_history
from scheduler.learned import Learned, Score
from scheduler.practice import Practice
from solver.learning.learn import learn
from solver.learning.scores import Scored, What

MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class LearningRun:
    """What was learned, and the seconds that reading and learning took."""

    learned: Learned
    read_seconds: float
    learn_seconds: float


@dataclass(frozen=True)
class Standing:
    """One thing learned, on the last quarter of a history: `cases`, and mean log scores of three forecasts.

    `distance`: how far what was learned from all lies from the truth, as a share. None where nothing was judged.
    """

    what: What
    cases: int
    naive: float
    learned: float
    truth: float
    distance: float | None

    @property
    def gained(self) -> float | None:
        """The share of what the truth scores above the naive figure that was learned; None if that is nothing."""
        return (self.learned - self.naive) / (self.truth - self.naive) if self.truth > self.naive else None


def make_history(practice: Path, first_day: date, rows: int, seed: int, out: Path) -> GroundTruth:
    """Write the whole days of a synthetic history that hold at most so many rows; answer what it was drawn from."""
    read = read_practice(practice)
    made = generate(read, first_day, _months(read, first_day, rows), np.random.default_rng(seed))
    write_history(_whole_days(made.frame, rows), out, f"creneau bench learning, seed {seed}")
    return made.truth


def learn_from(history: Path, practice: Path) -> LearningRun:
    """What `creneau learn` does, without what it prints."""
    read = read_practice(practice)
    began = perf_counter()
    found = read_history(history, read)
    then = perf_counter()
    lesson = learn(found, read)
    return LearningRun(lesson.learned, then - began, perf_counter() - then)


def stand(history: Path, practice: Path, learned: Learned, truth: GroundTruth) -> tuple[Standing, ...]:
    """How what was learned stands between the naive figure and the truth."""
    read = read_practice(practice)
    frame = read_history(history, read).frame
    by_truth = score_truth(frame, read, truth)
    off = distances(learned, frame, read, truth)
    scores = {(score.what, score.by): score for score in learned.evaluation}
    return tuple(
        _standing(scores[what, "naive"], scores[what, "learned"], scored, off.get(what))
        for what, scored in by_truth.items()
        if (what, "learned") in scores
    )


class OtherCasesError(Exception):
    """The truth was judged by other cases than what was learned: a fault of the study."""


def _standing(naive: Score, learned: Score, truth: Scored, distance: float | None) -> Standing:
    if len(truth.log) != learned.cases:
        raise OtherCasesError(learned.what)
    by_truth = round(float(truth.log.mean()), 4)
    return Standing(learned.what, learned.cases, naive.log_score, learned.log_score, by_truth, distance)


def _months(practice: Practice, first_day: date, rows: int) -> int:
    """Months that hold so many rows, with one to spare."""
    model = model_of(practice, first_day, 1, figures())
    a_year = dict(zip((category.id for category in practice.categories), model.asked.sum(axis=0), strict=True))
    a_month = sum(entry.patients * float(a_year[entry.category]) for entry in practice.lists) / MONTHS_IN_YEAR
    return ceil(rows / max(1.0, a_month)) + 1


def _whole_days(frame: pl.DataFrame, rows: int) -> pl.DataFrame:
    """The first days of a history that is in order of day, as many as hold at most so many rows, and one at least."""
    day = pl.coalesce("start", "requested_at").dt.date()
    last = frame.select(day.alias("day")).group_by("day").len().sort("day")
    kept = last.filter((pl.col("len").cum_sum() <= rows) | (pl.int_range(pl.len()) == 0))["day"]
    return frame.filter(day <= kept.max())
