"""`creneau learn` from a file to a file: exit codes, sentences and what is written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from api import cli
from api.commands.lesson import verdict
from api.commands.lesson_tables import fixed
from api.export.one_file import write_file
from scheduler.files import read_practice
from scheduler.files.learned import read_learned
from scheduler.learned import Score
from scheduler.messages import say
from tests.practices import a_practice_file, a_site
from tests.solver.learning.histories import CATEGORIES, a_learning_practice, dates

COLUMNS = ["requested_at", "category", "motive", "acute", "practitioner", "site", "start", "actual_minutes", "status"]


def run(*arguments: object) -> Result:
    """Run `creneau` with those arguments."""
    return CliRunner().invoke(cli.app, [str(one) for one in arguments])


def a_booking(day: date, number: int, rng: np.random.Generator) -> dict[str, str]:
    """One line of a history: every other booking acute, every ninth missed."""
    start = datetime.combine(day, time(8)) + timedelta(minutes=20 * number)
    acute = number % 2 == 1
    attended = number % 9 != 4
    made = start - timedelta(days=0 if acute else 1 + number % 20, minutes=90)
    return {
        "requested_at": made.isoformat(timespec="minutes"),
        "category": ("child", "adult")[number % 3 == 0],
        "motive": "acute" if acute else "follow-up",
        "acute": str(acute).lower(),
        "practitioner": ("ada", "ben", "chloe")[number % 3],
        "site": "nation",
        "start": start.isoformat(timespec="minutes"),
        "actual_minutes": f"{(13 if acute else 19) * np.exp(rng.normal(0, 0.3)):.1f}" if attended else "",
        "status": "attended" if attended else "did_not_attend",
    }


def bookings(days: int = 30, per_day: int = 20) -> list[dict[str, str]]:
    """The lines of some weeks."""
    rng = np.random.default_rng(1)
    return [a_booking(day, number, rng) for day in dates(days) for number in range(per_day)]


def a_history_file(folder: Path, rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> Path:
    """A history as CSV."""
    path = folder / "history.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def learn(folder: Path, rows: Iterable[Mapping[str, str]], *further: object, **stated: Any) -> Result:
    """Learn from lines into `LEARNED.yaml`."""
    columns = stated.pop("columns", COLUMNS)
    sites = [a_site(hours={"mon-sat": "08:00-20:00"})]
    practice = a_practice_file(folder, **{"categories": CATEGORIES, "sites": sites} | stated)
    history = a_history_file(folder, rows, columns)
    return run("learn", history, "--practice", practice, "--out", folder / "LEARNED.yaml", *further)


def test_learn_writes_a_file_that_reads_back(tmp_path: Path) -> None:
    """From the shell to a file that the practice can use."""
    done = learn(tmp_path, bookings(), "--lang", "en")
    assert done.exit_code == 0, done.output
    learned = read_learned(tmp_path / "LEARNED.yaml", a_learning_practice())
    assert {line.motive for line in learned.lengths} == {"acute", "follow-up"}
    assert learned.acute_demand is not None
    assert learned.no_shows is not None
    assert {score.what for score in learned.evaluation} == {"lengths", "acute_demand", "no_shows"}


def test_screen_tells_all_parts_in_english(tmp_path: Path) -> None:
    """Rows, what is not told, lengths by category, absence, demand, judgement, file."""
    shown = learn(tmp_path, bookings(), "--lang", "en").output
    for words in (
        "520 rows read, 520 used, 0 left out.",
        "From 5 January 2026 to 3 February 2026.",
        "What this history cannot tell",
        "Lengths (minutes)",
        "Acute problem",
        "Adults",
        "No-shows",
        "on the day",
        "Acute demand",
        "Monday",
        "same weekday last week",
        "Lengths: what was learned forecasts better than the overall mean.",
        "Written to",
    ):
        assert words in shown


def test_screen_tells_all_parts_in_french(tmp_path: Path) -> None:
    """The practice's language, where none is asked for."""
    shown = learn(tmp_path, bookings()).output.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "520 lignes lues, 520 utilisées, 0 écartées.",
        "Du 5 janvier 2026 au 3 février 2026.",
        "Ce que cet historique ne dit pas",
        "Durées (minutes)",
        "Problème aigu",
        "Rendez-vous non honorés",
        "le jour même",
        "Demande aiguë",
        "Lundi",
        "même jour la semaine d’avant",
        "Durées : ce qui a été appris prévoit mieux (comparé à : moyenne générale).",
        "Écrit dans",
    ):
        assert words in shown


def test_screen_fits_eighty_columns(tmp_path: Path) -> None:
    """No figure is cut off."""
    shown = learn(tmp_path, bookings()).output
    tables = shown[: shown.index("Écrit dans")]
    assert max(len(line) for line in tables.splitlines()) <= 80
    assert "…" not in tables


def test_change_of_slot_is_shown_with_what_it_brings(tmp_path: Path) -> None:
    """A practice that gives 40 minutes to consultations of 19 is shown what fewer would bring."""
    shown = learn(tmp_path, bookings(), "--lang", "en", lengths=[{"motive": "follow-up", "minutes": 40}]).output
    (line,) = (line for line in shown.splitlines() if line.startswith("Consultation"))
    assert "40 → 20" in line


def test_same_history_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the clock or of chance gets into the file."""
    learn(tmp_path, bookings())
    first = (tmp_path / "LEARNED.yaml").read_bytes()
    learn(tmp_path, bookings())
    assert (tmp_path / "LEARNED.yaml").read_bytes() == first


def test_rows_left_out_are_counted_and_listed(tmp_path: Path) -> None:
    """By reason on the screen, row by row in the file; a patient is never named."""
    bad = bookings(1, 1)[0] | {"status": "vanished", "patient": "p-17"}
    worse = bookings(1, 1)[0] | {"actual_minutes": "900", "patient": "p-18"}
    rejects = tmp_path / "rejects.csv"
    done = learn(
        tmp_path, [*bookings(), bad, worse], "--rejects", rejects, "--lang", "en", columns=["patient", *COLUMNS]
    )
    assert done.exit_code == 0
    assert "522 rows read, 520 used, 2 left out." in done.output
    assert "The status is none of those the layout knows." in done.output.replace("\n", " ")
    listed = list(csv.DictReader(rejects.open(encoding="utf-8")))
    assert [(row["row"], row["column"]) for row in listed] == [("522", "status"), ("523", "actual_minutes")]
    assert "p-1" not in rejects.read_text(encoding="utf-8") + done.output


def test_missing_columns_are_told(tmp_path: Path) -> None:
    """With dates and outcomes only, absence is learned, and the rest is said to be missing."""
    done = learn(tmp_path, bookings(), "--lang", "en", columns=["start", "status"])
    assert done.exit_code == 0
    shown = " ".join(done.output.split())
    assert "Lengths cannot be learned: no row of an attended consultation has both motive and actual_minutes." in shown
    assert "Acute demand cannot be learned" in shown
    assert "Overall" in shown


def test_nothing_to_learn_writes_nothing(tmp_path: Path) -> None:
    """A history that tells nothing ends with exit code 1, and no file."""
    rows = [row | {"status": "cancelled", "actual_minutes": ""} for row in bookings(4)]
    done = learn(tmp_path, rows, "--lang", "en", columns=["start", "status"])
    assert done.exit_code == 1
    assert "Nothing can be learned from this history; no file was written." in done.output
    assert not (tmp_path / "LEARNED.yaml").exists()


def test_synthetic_history_is_called_so(tmp_path: Path) -> None:
    """Nobody takes made-up figures for real ones."""
    practice = a_practice_file(tmp_path, categories=CATEGORIES)
    history = a_history_file(tmp_path, bookings())
    history.write_text("# synthetic: made for a test\n" + history.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("learn", history, "--practice", practice, "--out", tmp_path / "L.yaml", "--lang", "en")
    assert "The history is synthetic" in done.output
    assert "synthetic: true" in (tmp_path / "L.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"start,status\n", "There is a header, but no row below it."),
        (b"colour,size\nred,3\n", "header is of no known layout"),
        ("start,status\n2026-01-05,présent\n".encode("latin-1"), "not UTF-8"),
        (
            b"start,status\n2026-01-05T09:00+01:00,attended\n2026-01-05T10:00,attended\n",
            "Either all times have an offset",
        ),
    ],
)
def test_file_that_is_no_history_ends_with_code_2(tmp_path: Path, content: bytes, words: str) -> None:
    """A clear sentence with the file's name, and nothing written."""
    history = tmp_path / "history.csv"
    history.write_bytes(content)
    practice = a_practice_file(tmp_path)
    done = run("learn", history, "--practice", practice, "--out", tmp_path / "L.yaml", "--lang", "en")
    assert done.exit_code == 2
    assert "history.csv" in done.output
    assert words in done.output
    assert not (tmp_path / "L.yaml").exists()


def test_options_that_would_destroy_something_are_refused(tmp_path: Path) -> None:
    """The history, the practice or the other output are never overwritten; a directory is no file."""
    practice, history = a_practice_file(tmp_path), a_history_file(tmp_path, bookings(2))
    before = history.read_bytes()
    for out, rejects in ((history, None), (practice, None), (tmp_path / "a", tmp_path / "a"), (tmp_path, None)):
        further = ["--rejects", rejects] if rejects else []
        done = run("learn", history, "--practice", practice, "--out", out, *further, "--lang", "en")
        assert done.exit_code == 2, done.output
    assert history.read_bytes() == before


def test_unknown_layout_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    """Before the history is read."""
    done = learn(tmp_path, bookings(2), "--layout", "spreadsheet", "--lang", "en")
    assert done.exit_code == 2
    assert "bookings, no-shows, consultation-times" in done.output


def test_stated_layout_is_used(tmp_path: Path) -> None:
    """A header of another layout then lacks its columns."""
    assert learn(tmp_path, bookings(), "--layout", "bookings").exit_code == 0
    assert learn(tmp_path, bookings(2), "--layout", "no-shows").exit_code == 2


def test_classes_of_visit_can_be_called_by_the_practices_motives(tmp_path: Path) -> None:
    """A table of consultation times teaches the lengths of the motives its classes stand for."""
    practice = a_practice_file(tmp_path, categories=CATEGORIES)
    table = tmp_path / "times.csv"
    rows = "".join(f"RV,0,{18 + number % 5}\nFV,0,{30 + number % 7}\n" for number in range(60))
    table.write_text(f"visit_type,wait_min,consult_min\n{rows}", encoding="utf-8")
    out = tmp_path / "L.yaml"
    asked = ("learn", table, "--practice", practice, "--out", out, "--lang", "en")
    assert run(*asked).exit_code == 1
    assert "--motive NAME=ID" in run(*asked).output
    done = run(*asked, "--motive", "RV=follow-up", "--motive", "FV=annual-review")
    assert done.exit_code == 0
    means = {line.motive: line.mean for line in read_learned(out, read_practice(practice)).lengths}
    assert means["follow-up"] == pytest.approx(20, abs=1)
    assert means["annual-review"] == pytest.approx(33, abs=1)


@pytest.mark.parametrize("text", ["RV", "RV=flu", "=follow-up"])
def test_unknown_motive_is_told_with_those_that_are_known(tmp_path: Path, text: str) -> None:
    """A class cannot be called by what the practice does not have."""
    done = learn(tmp_path, bookings(2), "--motive", text, "--lang", "en")
    assert done.exit_code == 2
    assert text in done.output
    assert "acute, follow-up" in done.output


def test_history_of_which_most_is_left_out_is_not_believed(tmp_path: Path) -> None:
    """More than half of the rows of an unknown status: exit code 1, and no file."""
    rows = [row | {"status": "5"} if number % 3 else row for number, row in enumerate(bookings())]
    done = learn(tmp_path, rows, "--lang", "en")
    assert done.exit_code == 1
    assert "More than half of the rows were left out" in done.output
    assert not (tmp_path / "LEARNED.yaml").exists()


def test_history_of_another_practice_is_told(tmp_path: Path) -> None:
    """No row names a site of the practice: exit code 1, and no file."""
    done = learn(tmp_path, [row | {"site": "elsewhere"} for row in bookings()], "--lang", "en")
    assert done.exit_code == 1
    assert "looks like another practice" in done.output
    assert not (tmp_path / "LEARNED.yaml").exists()


def test_no_name_of_the_history_is_shown(tmp_path: Path) -> None:
    """A column in the wrong place may hold patients: what the practice does not know is counted, not told."""
    done = learn(tmp_path, [row | {"practitioner": "dupont-jean-1950"} for row in bookings()], "--lang", "en")
    assert done.exit_code == 0
    assert "dupont" not in done.output


def test_broken_practice_file_ends_with_code_2(tmp_path: Path) -> None:
    """As in every command."""
    assert learn(tmp_path, bookings(2), practitioners=None).exit_code == 2


def test_older_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new figures take its place, and nothing is left beside."""
    (tmp_path / "LEARNED.yaml").write_text("old", encoding="utf-8")
    learn(tmp_path, bookings())
    assert "old" not in (tmp_path / "LEARNED.yaml").read_text(encoding="utf-8").splitlines()
    assert {path.name for path in tmp_path.iterdir()} == {"LEARNED.yaml", "history.csv", "practice.yaml"}


def test_write_that_fails_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole or not at all, and nothing is left beside."""
    path = tmp_path / "LEARNED.yaml"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("full disk")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full disk"):
        write_file(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["LEARNED.yaml"]
    assert path.read_text(encoding="utf-8") == "old"


def scores(
    learned: float, naive: float, ahead: tuple[float, float] | None, errors: tuple[float, float]
) -> tuple[Score, Score]:
    """A learned and a naive score of lengths."""
    one = Score(what="lengths", by="learned", cases=9, log_score=learned, mae=errors[0], ahead=ahead)
    return one, Score(what="lengths", by="naive", naive_is="overall-mean", cases=9, log_score=naive, mae=errors[1])


@pytest.mark.parametrize(
    ("ahead", "errors", "words"),
    [
        ((0.1, 0.3), (3.0, 4.0), "what was learned forecasts better than the overall mean."),
        ((0.1, 0.3), (4.0, 3.0), "by log score, although its mean error is larger"),
        ((-0.3, -0.1), (4.0, 3.0), "the overall mean forecasts better than what was learned. Do not trust"),
        ((-0.3, -0.1), (3.0, 4.0), "the overall mean forecasts better than what was learned by log score"),
        ((-0.1, 0.1), (3.0, 4.0), "no difference can be told"),
        (None, (3.0, 4.0), "no difference can be told"),
    ],
)
def test_verdict_says_plainly_who_wins(
    ahead: tuple[float, float] | None, errors: tuple[float, float], words: str
) -> None:
    """The naive figure too, and that nobody does."""
    assert words in verdict(*scores(-2.0, -2.1, ahead, errors), "en")


def test_figures_of_a_column_line_up() -> None:
    """Just so many decimals, in the form of the language."""
    assert fixed(1234, "fr") == "1\N{NARROW NO-BREAK SPACE}234,0"
    assert fixed(-2.8456, "en", 3) == "-2.846"


def test_help_is_there_in_the_language_of_the_system() -> None:
    """Every option is explained."""
    shown = run("learn", "--help").output
    for option in ("--practice", "--out", "--rejects", "--layout", "--lang"):
        assert option in shown
    assert say("help-learn", "en").split(",")[0] in shown or say("help-learn", "fr").split(",")[0] in shown
