"""The learning study: what learning takes in a process of its own, and how near to the known truth it comes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import date
from math import isclose
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import own_process
from benchmarks.cli import app
from benchmarks.distance import distances
from benchmarks.history.truth import GroundTruth
from benchmarks.instances.practices import example
from benchmarks.learning_run import LearningRun, OtherCasesError, Standing, learn_from, make_history, stand
from benchmarks.own_process import Took, apart
from benchmarks.rivals.known_truth import score_truth
from benchmarks.studies import learning as study
from benchmarks.studies.learning import FIRST_DAY, measured
from scheduler.calendar import dates_from
from scheduler.files import read_practice
from scheduler.history import History, read_history
from scheduler.learned import Learned, LearnedFrom, LearnedLength
from tests.benchmarks.stand_ins import histories_at_once

PRACTICE = example("small")
ROWS = 6000


@dataclass(frozen=True)
class Drawn:
    """A history of a few thousand rows, the truth behind it, and what was learned."""

    path: Path
    truth: GroundTruth
    history: History
    run: LearningRun


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Drawn and learned from once for all tests."""
    path = tmp_path_factory.mktemp("history") / "history.csv"
    truth = make_history(PRACTICE, FIRST_DAY, ROWS, 1, path)
    return Drawn(path, truth, read_history(path, read_practice(PRACTICE)), learn_from(path, PRACTICE))


def test_a_history_holds_whole_days_up_to_the_rows_asked_for(drawn: Drawn):
    """Not a row too many, the next day would be too much, and it is told to be synthetic."""
    days = drawn.history.frame["day"].value_counts()["count"]
    assert ROWS - 2 * int(days.max()) < drawn.history.rows <= ROWS
    assert drawn.history.synthetic


def test_one_day_is_kept_at_least(tmp_path: Path):
    """A day of more rows than were asked for is better than an empty history."""
    make_history(PRACTICE, FIRST_DAY, 1, 1, tmp_path / "history.csv")
    assert read_history(tmp_path / "history.csv", read_practice(PRACTICE)).frame["day"].n_unique() == 1


def test_what_was_learned_stands_between_naive_and_truth(drawn: Drawn):
    """Lengths gain most of what can be gained, and every distance from the truth is a share."""
    standings = {one.what: one for one in stand(drawn.path, PRACTICE, drawn.run.learned, drawn.truth)}
    assert set(standings) == {"lengths", "acute_demand", "no_shows"}
    lengths = standings["lengths"]
    assert lengths.naive < lengths.learned
    assert lengths.gained is not None
    assert 0.9 < lengths.gained < 1.1
    assert all(one.distance is not None and 0 < one.distance < 0.5 for one in standings.values())


def test_the_truth_is_judged_by_the_same_cases(drawn: Drawn):
    """As many as the learned figures; a standing of others is refused."""
    learned = drawn.run.learned
    scored = score_truth(drawn.history.frame, read_practice(PRACTICE), drawn.truth)
    cases = {score.what: score.cases for score in learned.evaluation}
    assert {what: len(one.log) for what, one in scored.items()} == cases
    fewer = tuple(score.model_copy(update={"cases": score.cases - 1}) for score in learned.evaluation)
    with pytest.raises(OtherCasesError):
        stand(drawn.path, PRACTICE, learned.model_copy(update={"evaluation": fewer}), drawn.truth)


def test_a_wrong_truth_scores_less(drawn: Drawn):
    """Practitioners twice as slow as they are, and twice the acute requests, are worse forecasts than the truth."""
    lengths = replace(drawn.truth.lengths, pace={who: 2 * pace for who, pace in drawn.truth.lengths.pace.items()})
    level = {site: one + 0.7 for site, one in drawn.truth.acute.level.items()}
    wrong = replace(drawn.truth, lengths=lengths, acute=drawn.truth.acute.model_copy(update={"level": level}))
    practice = read_practice(PRACTICE)
    right, worse = (score_truth(drawn.history.frame, practice, truth) for truth in (drawn.truth, wrong))
    for what in ("lengths", "acute_demand"):
        assert right[what].log.mean() > worse[what].log.mean() + 0.2
    assert right["no_shows"].log.mean() == worse["no_shows"].log.mean()


def test_a_history_of_few_days_is_judged_by_nobody(drawn: Drawn):
    """Three dates cannot be cut: neither the truth nor what is learned has a score."""
    first = date.fromisoformat("2017-01-04")
    frame = drawn.history.frame
    few = frame.filter(frame["day"].is_in(list(dates_from(first, 3))))
    assert score_truth(few, read_practice(PRACTICE), drawn.truth) == {}


def learned_of(truth: GroundTruth, factor: float = 1.0) -> Learned:
    """The truth in the words in which it is learned, with lengths that many times as long."""
    (motive, category), length = next(iter(truth.lengths.by_motive.items()))
    lines = [
        LearnedLength(
            motive=motive,
            category=category,
            practitioner=who,
            cases=10,
            mean=length.mean * pace * factor,
            sd=1,
            low=1,
            high=60,
            slot=20,
        )
        for who, pace in truth.lengths.pace.items()
    ]
    return Learned(
        practice=truth.practice.practice.id,
        history=LearnedFrom.model_validate({"rows": 0, "used": 0, "to": FIRST_DAY}),
        lengths=tuple(lines),
        acute_demand=truth.acute,
        no_shows=truth.no_shows,
    )


def test_the_truth_itself_is_no_distance_away(drawn: Drawn):
    """Lengths, a year's acute requests and chances are all right; lengths a quarter too long are a quarter off."""
    practice = read_practice(PRACTICE)
    right = distances(learned_of(drawn.truth), drawn.history.frame, practice, drawn.truth)
    assert set(right) == {"lengths", "acute_demand", "no_shows"}
    assert all(isclose(distance, 0, abs_tol=1e-9) for distance in right.values())
    long = distances(learned_of(drawn.truth, 1.25), drawn.history.frame, practice, drawn.truth)
    assert long["lengths"] == pytest.approx(0.25)


def test_what_was_not_learned_has_no_distance(drawn: Drawn):
    """An empty answer is compared with nothing."""
    nothing = Learned(practice="les-tilleuls", history=LearnedFrom(rows=0, used=0))
    assert distances(nothing, drawn.history.frame, read_practice(PRACTICE), drawn.truth) == {}


def test_the_share_gained():
    """Three quarters of the way from naive to truth; nothing where the truth scores no more."""
    standing = Standing("lengths", 1, naive=-4.0, learned=-3.25, truth=-3.0, distance=None)
    assert standing.gained == 0.75
    assert replace(standing, truth=-4.0).gained is None


def test_work_is_done_in_another_process():
    """Its answer comes back, with the time and the memory that it took."""
    took = apart(os.getpid)
    assert took.answer != os.getpid()
    assert took.seconds > 0
    assert took.peak_megabytes > 1


@pytest.mark.skipif(not own_process.STATUS.is_file(), reason="only Linux tells a process' own peak")
def test_the_memory_of_the_study_itself_does_not_count():
    """A process that does nothing stays small whatever the one that started it holds."""
    held = b"x" * 200_000_000
    assert apart(os.getpid).peak_megabytes < 150
    assert len(held) == 200_000_000


def test_without_a_status_file_the_system_is_asked(tmp_path: Path):
    """The peak of this process is then some tens of megabytes at least."""
    assert own_process.peak_megabytes(tmp_path / "nothing") > 10


def test_what_goes_wrong_there_goes_wrong_here():
    """An error of the other process is raised."""
    with pytest.raises(ValueError, match="invalid literal"):
        apart(int, "many")


def test_only_learning_is_measured(monkeypatch: pytest.MonkeyPatch):
    """Drawing and judging are done apart too, but what they take is in no entry."""
    steps = []

    def here(work, *arguments):
        steps.append(work.__name__)
        return Took(work(*arguments), seconds=10.0 * len(steps), peak_megabytes=100.0 * len(steps))

    monkeypatch.setattr(study, "apart", here)
    entry = measured(PRACTICE, 1500, 1)
    assert steps == ["make_history", "learn_from", "stand"]
    assert (entry.process_seconds, entry.peak_megabytes) == (20.0, 200.0)
    assert (entry.practice, entry.asked) == ("les-tilleuls", 1500)
    assert 1300 < entry.rows <= 1500
    assert entry.microseconds_a_row == pytest.approx((entry.read_seconds + entry.learn_seconds) * 1e6 / entry.rows)
    assert "lengths" in {one.what for one in entry.standings}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    """`creneau bench learning` with words, its figures known at once."""
    histories_at_once(monkeypatch)
    return lambda *words: CliRunner(env={"COLUMNS": "80"}).invoke(app, ["learning", *(str(word) for word in words)])


def test_both_tables_are_shown(run):
    """What a history costs, and how good what was learned is."""
    lines = [line.split() for line in run("--rows", "1000,2000").stdout.splitlines()]
    assert ["900", "0.5", "1.5", "3.0", "2222.2", "250"] in lines
    assert ["1800", "lengths", "100", "-4.0000", "-3.2500", "-3.0000", "75.0%", "2.5%"] in lines


def test_json_is_the_only_output(run):
    """The seed, and an object a history with its standings."""
    told = json.loads(run("--rows", "1000", "--seed", 3, "--json").stdout)
    assert (told["study"], told["seed"]) == ("learning", 3)
    (result,) = told["results"]
    assert (result["asked"], result["rows"], result["standings"][0]["gained"]) == (1000, 900, 0.75)


def test_results_are_recorded_on_demand(run, monkeypatch: pytest.MonkeyPatch):
    """One row a history, with the command that gives just that one."""
    rows = []
    monkeypatch.setattr(study, "append_row", rows.append)
    run("--rows", "1000,2000", "--practice", PRACTICE, "--record")
    assert [(row.study, row.instance, row.figures["rows"]) for row in rows] == [
        ("learning", "practice", 900),
        ("learning", "practice", 1800),
    ]
    assert rows[1].command == "creneau bench learning --practice practice.yaml --rows 2000 --seed 1"
    assert rows[0].figures["lengths: naive → learned → truth"] == "-4.0000 → -3.2500 → -3.0000"
    assert rows[0].figures["lengths: off"] == "2.5%"


@pytest.mark.parametrize("rows", ["", "many", "10", "1000,-5", "99999999"])
def test_wrong_rows_end_before_any_history(run, rows: str):
    """Exit code 2, nothing on the output."""
    result = run("--rows", rows)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--rows" in result.stderr


def test_a_bad_practice_file_is_told(run, tmp_path: Path):
    """Exit code 2, and the file is named."""
    result = run("--practice", tmp_path / "nowhere.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.yaml" in result.stderr
