"""Rotas and ledgers come in when they speak of this practice and do not contradict themselves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.files import BadInput, read_ledger, read_previous_rota, read_rota
from tests.practices import a_practice, a_site, a_template

SESSION = {"practitioner": "ada", "date": "2026-12-15", "template": "morning", "site": "nation"}
ENTRY = {"practitioner": "ada", "exposure": 10, "weeks": [{"monday": "2026-12-07", "minutes": 2100}]}


def a_rota(*sessions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    rota = {"version": 1, "practice": "the-practice", "from": "2026-12-14", "weeks": 2}
    return rota | {"sessions": list(sessions) or [SESSION]} | changes


def a_ledger(*entries: dict[str, Any], **changes: Any) -> dict[str, Any]:
    ledger = {"version": 1, "practice": "the-practice", "until": "2026-12-13"}
    return ledger | {"entries": list(entries) or [ENTRY]} | changes


def written(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "paper.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def found(error: BadInput) -> list[tuple[str, str, Any]]:
    return [(problem.reason_key, problem.field, problem.value) for problem in error.problems]


def test_rota_comes_in(tmp_path: Path) -> None:
    """A rota of this practice is read as it is written."""
    paper = read_rota(written(tmp_path, a_rota()), a_practice())
    assert (paper.sessions[0].practitioner, paper.sessions[0].on) == ("ada", date(2026, 12, 15))


ROTA_FAULTS: dict[str, tuple[dict[str, Any], list[tuple[str, str, Any]]]] = {
    "another practice": (a_rota(practice="other"), [("input-other-practice", "practice", "other")]),
    "no monday": (a_rota(**{"from": "2026-12-15"}), [("input-not-monday", "from", "2026-12-15")]),
    "before the period": (
        a_rota(SESSION | {"date": "2026-12-13"}),
        [("input-outside-period", "sessions[0].date", "2026-12-13")],
    ),
    "after the period": (
        a_rota(SESSION | {"date": "2026-12-28"}),
        [("input-outside-period", "sessions[0].date", "2026-12-28")],
    ),
    "twice": (a_rota(SESSION, SESSION), [("input-assigned-twice", "sessions[1].template", "morning")]),
    "no date": (a_rota(SESSION | {"date": "soon"}), [("input-date", "sessions[0].date", "soon")]),
    "no weeks": (a_rota(weeks=0), [("input-at-least", "weeks", 0)]),
    "unknown field": (a_rota(SESSION | {"pined": True}), [("input-unknown-field", "sessions[0].pined", True)]),
}
STRANGERS: dict[str, tuple[dict[str, Any], list[tuple[str, str, Any]]]] = {
    "practitioner": (
        SESSION | {"practitioner": "zoe"},
        [("input-unknown-practitioner", "sessions[1].practitioner", "zoe")],
    ),
    "template": (SESSION | {"template": "night"}, [("input-unknown-template", "sessions[1].template", "night")]),
    "site": (SESSION | {"site": "natoin"}, [("input-unknown-site", "sessions[1].site", "natoin")]),
    "template at another site": (
        SESSION | {"template": "afternoon"},
        [("input-not-offered-there", "sessions[1].site", "nation")],
    ),
}


def two_sites() -> Any:
    """A practice whose afternoons are at the second site only."""
    templates = [a_template(), a_template("afternoon", start="14:00", end="18:00", sites=["lyon"])]
    return a_practice(sites=[a_site(), a_site("lyon")], templates=templates)


@pytest.mark.parametrize("case", ROTA_FAULTS)
@pytest.mark.parametrize("read", [read_rota, read_previous_rota])
def test_rota_that_contradicts_itself(tmp_path: Path, case: str, read: Any) -> None:
    """What is wrong with a rota whoever reads it."""
    data, expected = ROTA_FAULTS[case]
    with pytest.raises(BadInput) as error:
        read(written(tmp_path, data), a_practice())
    assert found(error.value) == expected


@pytest.mark.parametrize("case", STRANGERS)
def test_strangers_in_a_rota_to_be_judged(tmp_path: Path, case: str) -> None:
    """A rota to be judged may name only what the practice has."""
    session, expected = STRANGERS[case]
    with pytest.raises(BadInput) as error:
        read_rota(written(tmp_path, a_rota(SESSION, session)), two_sites())
    assert found(error.value) == expected


@pytest.mark.parametrize("case", STRANGERS)
def test_strangers_in_a_previous_rota_are_left_out(tmp_path: Path, case: str) -> None:
    """What has gone since is left out of the previous rota, with a note."""
    session, expected = STRANGERS[case]
    previous = read_previous_rota(written(tmp_path, a_rota(SESSION, session)), two_sites())
    assert [session.practitioner for session in previous.paper.sessions] == ["ada"]
    assert [(note.reason_key, note.field, note.value) for note in previous.notes] == expected


def test_previous_rota_of_strangers_only(tmp_path: Path) -> None:
    """A previous rota of which nothing is known is not this practice's."""
    with pytest.raises(BadInput) as error:
        read_previous_rota(written(tmp_path, a_rota(SESSION | {"practitioner": "zoe"})), a_practice())
    assert [problem.reason_key for problem in error.value.problems] == ["input-nothing-known"]


def test_ledger_keeps_those_who_left(tmp_path: Path) -> None:
    """A ledger may name practitioners that the practice no longer has."""
    ledger = read_ledger(written(tmp_path, a_ledger(ENTRY, ENTRY | {"practitioner": "zoe"})), a_practice())
    assert [entry.practitioner for entry in ledger.entries] == ["ada", "zoe"]


LEDGER_FAULTS: dict[str, tuple[dict[str, Any], list[tuple[str, str, Any]]]] = {
    "another practice": (a_ledger(practice="other"), [("input-other-practice", "practice", "other")]),
    "twice": (a_ledger(ENTRY, ENTRY), [("input-twice-in-ledger", "entries[1].practitioner", "ada")]),
    "no monday": (
        a_ledger(ENTRY | {"weeks": [{"monday": "2026-12-08", "minutes": 0}]}),
        [("input-not-monday", "entries[0].weeks[0].monday", "2026-12-08")],
    ),
    "week twice": (
        a_ledger(ENTRY | {"weeks": [{"monday": "2026-12-07", "minutes": minutes} for minutes in (1, 2)]}),
        [("input-week-twice", "entries[0].weeks[1].monday", "2026-12-07")],
    ),
    "unknown duty": (a_ledger(ENTRY | {"duties": {"night": 2}}), [("input-one-of", "entries[0].duties.night", 2)]),
    "negative minutes": (
        a_ledger(ENTRY | {"weeks": [{"monday": "2026-12-07", "minutes": -1}]}),
        [("input-at-least", "entries[0].weeks[0].minutes", -1)],
    ),
}


@pytest.mark.parametrize("case", LEDGER_FAULTS)
def test_ledger_that_contradicts_itself(tmp_path: Path, case: str) -> None:
    """What is wrong with a ledger."""
    data, expected = LEDGER_FAULTS[case]
    with pytest.raises(BadInput) as error:
        read_ledger(written(tmp_path, data), a_practice())
    assert found(error.value) == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "input-file-empty"),
        (b"{", "input-not-json"),
        (b"[]", "input-not-sections"),
        (b"[" * 100_000, "input-too-deep"),
        (b'{"version": 1, "version": 1}', "input-key-twice"),
        (b'{"version": NaN}', "input-number"),
        (b'{"version": "\\ud800"}', "input-not-plain"),
        ('{"version": "é"}'.encode("latin-1"), "input-file-not-utf8"),
        ('{"version": 1}'.encode("utf-16"), "input-file-wide-characters"),
        (b'{"version": ' + b"1" * 5000 + b"}", "input-too-deep"),
    ],
)
def test_unreadable_paper(tmp_path: Path, content: bytes, reason: str) -> None:
    """What is no JSON object says why."""
    path = tmp_path / "paper.json"
    path.write_bytes(content)
    with pytest.raises(BadInput) as error:
        read_rota(path, a_practice())
    assert [(problem.file, problem.reason_key) for problem in error.value.problems] == [(str(path), reason)]
