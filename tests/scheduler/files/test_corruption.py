"""Whatever befalls a valid file, it comes in or is refused with problems that can be said; nothing else is raised."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from scheduler.files import BadInput, read_ledger, read_practice, read_previous_rota, read_rota
from scheduler.messages import LANGUAGES
from tests.practices import a_practice, a_site, practice_data

CALM = settings(max_examples=60, deadline=None, derandomize=True)

FULL: dict[str, Any] = practice_data(
    sites=[a_site(dates={"2026-12-24": "08:00-16:00"}), a_site("lyon", acute_windows={"before": "09:00"})],
    travel=[{"between": ["nation", "lyon"], "minutes": 300}],
    categories=[{"id": "adult", "name": {"fr": "Adultes", "en": "Adults"}, "ages": "16-", "sex": "f", "conditions": 1}],
    lists=[{"practitioner": "ada", "category": "adult", "patients": 800}],
    absences=[{"practitioner": "ada", "from": "2026-12-24", "to": "2026-12-31"}],
    wishes=[{"practitioner": "ben", "from": "2026-12-24", "to": "2026-12-31", "want": "off", "weight": 2}],
    pins=[{"practitioner": "ben", "date": "2026-12-22", "template": "morning", "site": "lyon"}],
    demand=[{"site": "lyon", "days": "mon-fri", "half_day": "morning", "minutes": 300}],
    demand_factors=[{"from": "2026-12-24", "to": "2026-12-31", "factor": 0.5, "sites": ["lyon"]}],
    rules={"wish_off": {"weight": 10}},
    holidays={"add": {"2026-12-24": "eve"}, "remove": ["2026-12-25"]},
    motives=[
        {"id": "acute", "name": "Acute", "acute": True, "within_days": 0},
        {"id": "group", "name": "Group", "channel": "group", "places": 8, "professions": ["gp"]},
        {"id": "home", "name": "Home", "channel": "visit", "travel_minutes": 20},
    ],
    lengths=[
        {"motive": "acute", "category": "adult", "minutes": 15, "mean": 14.5, "sd": 5},
        {"motive": "group", "minutes": 90},
    ],
    contacts=[{"motive": "acute", "category": "adult", "per_year": 1.2}],
    prices={"waiting_minute": 1, "idle_minute": 5, "overtime_minute": 10},
    agenda={
        "turn_away": 0.05,
        "release": [{"days_before": 1, "at": "18:00"}, {"days_before": 0, "at": "10:00"}],
        "soon": 60,
        "messages": {"per_year": 7.6, "minutes": 2.2},
    },
)
ROTA = {
    "version": 1,
    "practice": "the-practice",
    "from": "2026-12-14",
    "weeks": 2,
    "sessions": [
        {"practitioner": "ada", "date": "2026-12-15", "template": "morning", "site": "nation", "pinned": True}
    ],
}
LEDGER = {
    "version": 1,
    "practice": "the-practice",
    "until": "2026-12-13",
    "entries": [
        {
            "practitioner": "ada",
            "exposure": 10,
            "duties": {"early": 2},
            "named_holidays": {"christmas-day": 1},
            "weeks": [{"monday": "2026-12-07", "minutes": 2100}],
        }
    ],
}
STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["all", "natoin", "25:00", "08:00-25:00", "0001-01-01", "9999-12-31", "mon", [], {}, [[]], "²:00", 10**30]
    ),
    st.lists(st.text(max_size=3) | st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))][0 if path else 1 :]


def changed(data: dict[str, Any], place: tuple[Any, ...], value: Any, how: str) -> dict[str, Any]:
    """The data with one place replaced, removed or given again under another name."""
    result = copy.deepcopy(data)
    around = result
    for step in place[:-1]:
        around = around[step]
    if how == "replace":
        around[place[-1]] = value
    elif how == "remove":
        del around[place[-1]]
    elif isinstance(around, list):
        around.append(copy.deepcopy(around[place[-1]]))
    else:
        around[str(value)] = around[place[-1]]
    return result


def corrupt(data: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    how = st.sampled_from(["replace", "remove", "again"])
    return st.builds(changed, st.just(data), st.sampled_from(places(data)), STRANGE, how)


def as_yaml(data: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    YAML(typ="safe", pure=True).dump(data, out)
    return out.getvalue()


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """The content with one stretch replaced by a few bytes."""
    edge = st.integers(0, len(content))
    return st.builds(
        lambda first, length, patch: content[:first] + patch + content[first + length :],
        edge,
        st.integers(0, 20),
        st.binary(max_size=4)
        | st.sampled_from([b"\t", b": ", b"- ", b"*a", b"&a ", b"!!x ", b"{", b"[", b'"', b"\n", b"%", b"---\n"]),
    )


def survives(path: Path, content: bytes, *readers: Callable[[Path], object]) -> None:
    """Each reader takes the content or refuses it with problems that can be said in every language."""
    path.write_bytes(content)
    for reader in readers:
        refused = refusal(path, reader)
        if refused is not None:
            assert all(refused.in_language(language).encode("utf-8") for language in LANGUAGES)


def refusal(path: Path, reader: Callable[[Path], object]) -> BadInput | None:
    try:
        reader(path)
    except BadInput as error:
        return error
    return None


def survives_as_paper(path: Path, content: bytes) -> None:
    """As `survives`, for rotas and ledgers."""
    practice = a_practice()
    readers = (read_rota, read_previous_rota, read_ledger)
    survives(path, content, *(partial(reader, practice=practice) for reader in readers))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corrupt")


def test_the_file_is_valid_at_first(folder: Path) -> None:
    """What the corruptions start from comes in."""
    (folder / "practice.yaml").write_bytes(as_yaml(FULL))
    assert read_practice(folder / "practice.yaml") == a_practice(**FULL)


@CALM
@given(data=corrupt(FULL))
def test_changed_practice(folder: Path, data: dict[str, Any]) -> None:
    """A practice with a value replaced, removed or doubled."""
    survives(folder / "practice.yaml", as_yaml(data), read_practice)


@CALM
@given(content=damaged(as_yaml(FULL)))
def test_damaged_practice(folder: Path, content: bytes) -> None:
    """A practice file with some bytes overwritten."""
    survives(folder / "practice.yaml", content, read_practice)


@CALM
@given(data=corrupt(ROTA) | corrupt(LEDGER))
def test_changed_paper(folder: Path, data: dict[str, Any]) -> None:
    """A rota or ledger with a value replaced, removed or doubled."""
    survives_as_paper(folder / "paper.json", json.dumps(data).encode())


@CALM
@given(content=damaged(json.dumps(ROTA).encode()) | st.binary(max_size=30))
def test_damaged_paper(folder: Path, content: bytes) -> None:
    """A rota file with some bytes overwritten, or anything at all."""
    survives_as_paper(folder / "paper.json", content)


@CALM
@given(content=damaged(b"practitioner;category;patients\nada;adult;800\nben;adult;700\n"))
def test_damaged_table(folder: Path, content: bytes) -> None:
    """A table with some bytes overwritten."""
    (folder / "lists.csv").write_bytes(content)
    data = FULL | {"include": {"lists": "lists.csv"}, "lists": []}
    survives(folder / "practice.yaml", as_yaml(data), read_practice)
