"""What was learned is written as it is read, and read only by the practice that it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from scheduler.files import BadInput
from scheduler.files.learned import read_learned
from scheduler.files.learned_text import learned_text
from scheduler.learned import Learned
from scheduler.practice import Practice
from tests.practices import a_practice, a_practice_file

LINE = {"motive": "acute", "cases": 12, "mean": 14.25, "sd": 5.5, "low": 13.0, "high": 15.5, "slot": 15, "before": 20}
NO_SHOWS = {
    "chance": 0.042,
    "cases": 800,
    "by_lead": [{"days": 0, "chance": 0.01, "cases": 300}, {"days": 7, "chance": 0.08, "cases": 500}],
    "by_motive": {"acute": 0.02},
}
PARTS = {"early": 0.1, "morning": 0.5, "afternoon": 0.3, "late": 0.1}
DEMAND = {
    "origin": "2026-03-31",
    "cases": 900,
    "level": {"nation": 2.9957},
    "weekday": {"mon": 0.3, "tue": -0.1},
    "month": {"1": 0.12, "12": -0.05},
    "after_holiday": 0.2,
    "dispersion": 0.0083,
    "shares": {"nation": {"mon": PARTS}},
    "still_expected": [{"days_before": 1, "hour": 18, "share": 0.9}, {"days_before": 0, "hour": 8, "share": 0.5}],
}
SCORE = {
    "what": "lengths",
    "by": "learned",
    "cases": 40,
    "log_score": -2.5,
    "coverage": 0.8,
    "mae": 4.0,
    "ahead": [0.1, 0.3],
}
HISTORY = {"rows": 1000, "used": 990, "from": "2026-01-05", "to": "2026-03-31", "rejected": {"history-duplicate": 10}}


def a_learning_practice() -> Practice:
    """A practice with one category and the standard motives."""
    return a_practice(categories=[{"id": "child", "name": "Children", "ages": "0-6"}])


def learned_data(**changes: Any) -> dict[str, Any]:
    """All that can be learned, as plain data."""
    lines = [LINE, LINE | {"category": "child"}, LINE | {"category": "child", "practitioner": "ada"}]
    working: dict[str, Any] = {
        "version": 1,
        "practice": "the-practice",
        "history": HISTORY,
        "lengths": lines,
        "no_shows": NO_SHOWS,
        "acute_demand": DEMAND,
        "evaluation": [SCORE],
        "missing": {"trend": "learn-missing-trend"},
    }
    return working | changes


def written(folder: Path, data: Any) -> Path:
    """The data as a YAML file."""
    path = folder / "learned.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(data, file)
    return path


def refused(path: Path) -> list[tuple[str, str]]:
    """Reason and field of every problem."""
    with pytest.raises(BadInput) as error:
        read_learned(path, a_learning_practice())
    return [(problem.reason_key, problem.field) for problem in error.value.problems]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Every figure comes back as it was."""
    learned = Learned.model_validate(learned_data())
    path = tmp_path / "LEARNED.yaml"
    path.write_text(learned_text(learned, "fr"), encoding="utf-8")
    assert read_learned(path, a_learning_practice()) == learned


def test_text_is_made_for_people() -> None:
    """A comment says where it comes from; a length is one line, without what it does not have."""
    lines = learned_text(Learned.model_validate(learned_data()), "en").splitlines()
    assert lines[0].startswith("# Written by “creneau learn”.")
    assert "  - {motive: acute, cases: 12, mean: 14.25, sd: 5.5, low: 13.0, high: 15.5, slot: 15, before: 20}" in lines
    assert "  month: {1: 0.12, 12: -0.05}" in lines
    assert "  from: 2026-01-05" in lines


def test_empty_parts_are_left_out() -> None:
    """What was not learned has no heading."""
    learned = Learned.model_validate({"practice": "p", "history": {"rows": 0, "used": 0}})
    text = learned_text(learned, "en")
    assert "lengths" not in text.splitlines()[1:]
    assert "no_shows" not in text


@given(
    ids=st.lists(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True), min_size=1, max_size=6, unique=True),
    figure=st.floats(0, 480).map(lambda figure: round(figure, 4)),
)
def test_any_ids_and_figures_come_back(tmp_path_factory: pytest.TempPathFactory, ids: list[str], figure: float) -> None:
    """Ids that look like numbers, dates, null or no stay texts; small figures get no exponent."""
    motives = [{"id": one, "name": one} for one in ids]
    practice = a_practice(motives=motives)
    lines = [LINE | {"motive": one, "mean": figure, "low": 0.0001} for one in ids]
    no_shows = {"chance": 0.0001, "cases": 1, "by_motive": dict.fromkeys(ids, 0.00005)}
    learned = Learned.model_validate(learned_data(lengths=lines, no_shows=no_shows))
    path = tmp_path_factory.mktemp("learned") / "LEARNED.yaml"
    path.write_text(learned_text(learned, "en"), encoding="utf-8")
    assert read_learned(path, practice.model_copy(update={"categories": ()})) == learned


@pytest.mark.parametrize("name", ["null", "true", "no", "on", "y", "1", "007", "1e5", "2026-01-05", "0x1f", "nan"])
def test_ids_that_look_like_something_else_stay_texts(tmp_path: Path, name: str) -> None:
    """No reader of YAML takes them for anything else."""
    learned = Learned.model_validate(learned_data(lengths=[LINE | {"motive": name}], no_shows=None))
    path = tmp_path / "LEARNED.yaml"
    path.write_text(learned_text(learned, "en"), encoding="utf-8")
    assert read_learned(path, a_practice(motives=[{"id": name, "name": "x"}])).lengths[0].motive == name


def test_another_practices_file_is_refused(tmp_path: Path) -> None:
    """In one sentence: its ids would all be strange."""
    path = written(tmp_path, learned_data(practice="other", lengths=[LINE | {"motive": "zzz"}]))
    assert refused(path) == [("input-other-practice", "practice")]


def test_unknown_ids_are_named_with_their_place(tmp_path: Path) -> None:
    """Motive, category, practitioner and site, wherever they stand, in the order of the file."""
    lines = [LINE | {"motive": "acut"}, LINE | {"category": "kid"}, LINE | {"practitioner": "zoe"}]
    no_shows = NO_SHOWS | {"by_motive": {"dentist": 0.1}}
    demand = DEMAND | {"level": {"nations": 1.0}, "shares": {"nation": {"mon": PARTS}, "rome": {"mon": PARTS}}}
    path = written(tmp_path, learned_data(lengths=lines, no_shows=no_shows, acute_demand=demand))
    assert set(refused(path)) == {
        ("input-unknown-motive", "lengths[0].motive"),
        ("input-unknown-category", "lengths[1].category"),
        ("input-unknown-practitioner", "lengths[2].practitioner"),
        ("input-unknown-motive", "no_shows.by_motive.dentist"),
        ("input-unknown-site", "acute_demand.level.nations"),
        ("input-unknown-site", "acute_demand.shares.rome"),
    }


def test_contradictions_are_refused(tmp_path: Path) -> None:
    """A length twice, lead times that fall, shares that are no whole."""
    leads = [{"days": 7, "chance": 0.1, "cases": 1}, {"days": 7, "chance": 0.1, "cases": 1}]
    data = learned_data(
        lengths=[LINE, LINE | {"mean": 20.0}],
        no_shows=NO_SHOWS | {"by_lead": leads},
        acute_demand=DEMAND | {"shares": {"nation": {"mon": PARTS | {"early": 0.5}}}},
    )
    assert set(refused(written(tmp_path, data))) == {
        ("learned-length-twice", "lengths[1]"),
        ("learned-leads-out-of-order", "no_shows.by_lead[1].days"),
        ("learned-shares", "acute_demand.shares.nation.mon"),
    }


SCHEMA_FAULTS: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "unknown field": (learned_data(lenghts=[]), ("input-unknown-field", "lenghts")),
    "chance": (learned_data(no_shows=NO_SHOWS | {"chance": 4.2}), ("input-at-most", "no_shows.chance")),
    "text": (learned_data(lengths=[LINE | {"mean": "long"}]), ("input-number", "lengths[0].mean")),
    "grid": (learned_data(lengths=[LINE | {"slot": 17}]), ("input-multiple", "lengths[0].slot")),
    "missing": (
        learned_data(lengths=[{key: value for key, value in LINE.items() if key != "mean"}]),
        ("input-missing", "lengths[0].mean"),
    ),
    "month": (learned_data(acute_demand=DEMAND | {"month": {"13": 0.1}}), ("input-at-most", "acute_demand.month.13")),
    "no date": (learned_data(acute_demand=DEMAND | {"origin": "soon"}), ("input-date", "acute_demand.origin")),
}


@pytest.mark.parametrize("case", SCHEMA_FAULTS)
def test_what_the_schema_refuses_is_told_by_field(tmp_path: Path, case: str) -> None:
    """One fault, one sentence."""
    data, expected = SCHEMA_FAULTS[case]
    assert refused(written(tmp_path, data)) == [expected]


def test_problems_tell_the_line(tmp_path: Path) -> None:
    """The line at which an editor finds it."""
    text = learned_text(Learned.model_validate(learned_data(lengths=[LINE, LINE | {"motive": "acut"}])), "en")
    path = tmp_path / "LEARNED.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        read_learned(path, a_learning_practice())
    (problem,) = error.value.problems
    assert text.splitlines()[(problem.place.line or 0) - 1].startswith("  - {motive: acut,")
    assert "Did you mean “acute”?" in problem.in_language("en")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "input-file-empty"),
        (b"- 1\n- 2\n", "learned-other-file"),
        (b"just a text", "learned-other-file"),
        (b"version: 1\npractice: {id: x}\nsites: []\n", "learned-other-file"),
        (b"version: 2\npractice: the-practice\nhistory: {}\n", "learned-version"),
        (b"version: true\npractice: the-practice\nhistory: {}\n", "learned-version"),
        (b"a: [", "input-not-yaml"),
        (b"a: 1\na: 2\n", "input-key-twice"),
        ("version: é".encode("latin-1"), "input-file-not-utf8"),
        ("version: 1".encode("utf-16"), "input-file-wide-characters"),
    ],
)
def test_file_of_another_kind_is_told_in_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    """Not by everything that it lacks."""
    path = tmp_path / "LEARNED.yaml"
    path.write_bytes(content)
    assert [key for key, _ in refused(path)] == [reason]


def test_practice_file_is_no_learned_file(tmp_path: Path) -> None:
    """The two are easily mistaken on a command line."""
    assert [key for key, _ in refused(a_practice_file(tmp_path))] == ["learned-other-file"]


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A path that leads nowhere."""
    assert [key for key, _ in refused(tmp_path / "none.yaml")] == ["input-file-missing"]
