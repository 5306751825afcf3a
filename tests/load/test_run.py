"""The short form of the load study: a service with two workers, killed and restarted under way, keeps every promise."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import psycopg
import pytest

from benchmarks.load import run as load_run
from benchmarks.load.check import check_all
from benchmarks.load.hot import BLOCKS, DOCTORS, PLACES, hot_practice, starts_of
from benchmarks.load.journal import read_journals, told_by
from benchmarks.load.run import SHORT, run
from scheduler.booking.publishing import publication_of
from scheduler.consistency import find_faults
from tests.load.worlds import Connection

TODAY = date(2026, 4, 12)


def test_the_hot_practice_has_few_starts() -> None:
    """Without faults, whatever weekday today is; four days of three doctors, a device and groups."""
    for number in range(7):
        hot = hot_practice(date(2026, 4, 6 + number))
        publication = publication_of(hot.practice, hot.rota, hot.agenda)
        assert {day.day for day in publication.days if day.holder in DOCTORS} == set(hot.days)
        assert find_faults(hot.practice) == []
    wanted = Counter(start.motive for start in starts_of(hot_practice(TODAY)))
    assert wanted == {"follow-up": 12 * (5 + 2), "scan": 12 * (4 + 1), "workshop": 12}
    assert sum(kind == "group" for _, _, kind in BLOCKS) == 1
    assert PLACES == 3


def test_faults_are_spread_over_the_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restarts by turns of both ways, workers killed in between; in order of the attempts."""
    from benchmarks.load.faults import faults_of
    from benchmarks.load.service import Database, Service

    faults = faults_of(Service(Database(Path("nowhere")), port=1), kills=3, restarts=2, seed=1)
    assert [(fault.at, fault.name) for fault in faults] == [
        (0.25, "database stopped and started"),
        (0.25, "worker killed"),
        (0.5, "worker killed"),
        (0.75, "database killed"),
        (0.75, "worker killed"),
    ]


def test_every_promise_is_kept_under_load_and_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zero overlaps, every acknowledged booking there, every refused one absent, masks as the appointments make them.

    Then the same check finds each promise broken, once it is broken by hand.
    """
    broken: dict[str, set[str]] = {}
    findings_of = load_run._findings

    def findings(database, told):  # type: ignore[no-untyped-def]
        found = findings_of(database, told)
        journals = [Path(shutil.copy(one, tmp_path)) for one in database.folder.glob("journal-*.jsonl")]
        with psycopg.connect(database.url) as connection:
            broken.update(break_promises(connection, journals))
        return found

    monkeypatch.setattr(load_run, "_findings", findings)
    outcome = run(SHORT, date.today())  # noqa: DTZ011 - the service's clock is that of the machine
    assert [str(finding) for finding in outcome.findings] == []
    assert outcome.told.attempts == SHORT.attempts
    # Clients may be done before the last fault is due: a restart takes its time.
    assert set(outcome.happened) == {"worker killed", "database stopped and started"}
    assert all(outcome.told.count(op, done=True) for op in ("search", "hold", "book", "move", "cancel"))
    assert outcome.told.count("book", done=False) > outcome.told.count("book", done=True)
    assert outcome.told.tries > outcome.told.attempts
    assert broken == {name: {check} for name, (_, check) in BREAKING.items()}


BREAKING = {
    "double": (
        """
        UPDATE appointment a SET begin = b.begin, practitioner = b.practitioner, day = b.day FROM appointment b
        WHERE a.id = (SELECT id FROM appointment WHERE NOT "group" AND state = 'booked' ORDER BY id LIMIT 1)
            AND b.id = (SELECT id FROM appointment WHERE NOT "group" AND state = 'booked' ORDER BY id DESC LIMIT 1)
        """,
        "appointments that overlap",
    ),
    "lost": (
        "DELETE FROM appointment WHERE id = (SELECT id FROM appointment ORDER BY id LIMIT 1)",
        "acknowledged appointments that are not there",
    ),
    "refused": (
        """
        INSERT INTO appointment SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).*
        FROM appointment a WHERE state = 'cancelled' LIMIT 1
        """,
        "appointments that nobody was told of",
    ),
    "mask": (
        "UPDATE agenda_day SET booked = ~booked WHERE holder = 'ada'",
        "masks that differ from the appointments",
    ),
}


def break_promises(connection: Connection, journals: list[Path]) -> dict[str, set[str]]:
    """For each promise broken by hand, which of the four checks of promises finds it."""
    told = told_by(read_journals(journals))
    checks = {check for _, check in BREAKING.values()}
    found = {}
    for name, (statement, check) in BREAKING.items():
        connection.execute(statement)  # type: ignore[call-overload]
        found[name] = {one.check for one in check_all(connection, told)} & checks & {check}
        connection.rollback()
    return found
