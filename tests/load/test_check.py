"""The check of what a load leaves: sound databases and journals pass, and each fault planted in either is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from api.store.migrate import migrate
from benchmarks.load.check import check_all
from benchmarks.load.client import OFFERED_OWN
from benchmarks.load.journal import Line, told_by
from tests.load.worlds import (
    DAY,
    GONE,
    GROUP,
    ONE,
    PRACTICE,
    SCAN,
    TWO,
    Connection,
    all_told,
    book,
    booked,
    cancelled,
    lay_out,
    place,
    refused,
)

STRANGER = "00000000-0000-0000-0000-0000000000ff"
LINES = range(len(all_told()))


@pytest.fixture(scope="module")
def migrated(database_url: str) -> str:
    """A database with all tables; every test rolls back what it writes."""
    migrate(database_url)
    return database_url


@pytest.fixture
def kept(migrated: str) -> Iterator[Connection]:
    """A connection in whose transaction the small world lies."""
    with psycopg.connect(migrated) as connection:
        lay_out(connection)
        yield connection
        connection.rollback()


def found(connection: Connection, lines: list[Line]) -> set[str]:
    """The checks that find something."""
    return {finding.check for finding in check_all(connection, told_by(lines))}


def test_a_world_in_order_passes(kept: Connection) -> None:
    """Nothing is found where the database holds what was told."""
    assert found(kept, all_told()) == set()


OVERLAP = "appointments that overlap"
MASKS = "masks that differ from the appointments"
GROUPS = "groups with other places than appointments, or too many"
SEVERAL = "patients with two future appointments of a motive"
MISSING = "acknowledged appointments that are not there"
UNHEARD = "appointments that nobody was told of"
OTHERWISE = "appointments that are not as they were told"
AT_ONCE = "bookings that two clients had at once"
FAULTS = "answers that tell of a fault"
OWN = "searches that offered the client's own time"

PLANTED = [
    (f"UPDATE appointment SET begin = 550 WHERE id = '{TWO}'", {OVERLAP, MASKS}),
    ("UPDATE appointment SET practitioner = 'ben'", {MASKS, GROUPS, OTHERWISE}),
    ("UPDATE agenda_day SET booked = booked | set_bit(booked, 10, 1) WHERE holder = 'ada'", {MASKS}),
    ("UPDATE agenda_day SET booked = set_bit(booked, 108, 0) WHERE holder = 'ada'", {MASKS}),
    ("UPDATE agenda_day SET booked = ~(booked | ~booked) WHERE holder = 'ultrasound/1'", {MASKS}),
    ("DELETE FROM agenda_day WHERE holder = 'ultrasound/1'", {MASKS}),
    ("UPDATE agenda_day SET places = '[]'", {GROUPS}),
    (f"DELETE FROM appointment WHERE id = '{ONE}'", {MASKS, MISSING}),
    (f"UPDATE appointment SET state = 'cancelled' WHERE id = '{ONE}'", {MASKS, OTHERWISE}),
    (f"UPDATE appointment SET version = 2 WHERE id = '{ONE}'", {OTHERWISE}),
    (f"UPDATE appointment SET starts = starts + interval '1 day' WHERE id = '{ONE}'", {OTHERWISE}),
    (f"UPDATE appointment SET resources = '{{}}' WHERE id = '{SCAN}'", {MASKS, OTHERWISE}),
    (f"UPDATE appointment SET patient = 'p-1' WHERE id = '{ONE}'", {SEVERAL}),
]


@pytest.mark.parametrize(("statement", "checks"), PLANTED, ids=[sql.split("WHERE")[0] for sql, _ in PLANTED])
def test_a_fault_in_the_database_is_found(kept: Connection, statement: str, checks: set[str]) -> None:
    """A row changed behind the service's back is found, by every check that it breaks."""
    kept.execute(statement)  # type: ignore[call-overload]
    assert found(kept, all_told()) - {OVERLAP} >= checks - {OVERLAP}
    assert (OVERLAP in checks) == (OVERLAP in found(kept, all_told()))


def test_a_third_place_in_a_group_of_two_is_found(kept: Connection) -> None:
    """A group may not have more appointments than places, even if the day's own count is right."""
    more = [STRANGER, STRANGER.replace("ff", "fe")]
    for id_ in more:
        book(kept, id_, 600, group=True)
    places = ", ".join(f'{{"id": "{id_}", "begin": 600, "until": null}}' for id_ in (GROUP, *more))
    kept.execute("UPDATE agenda_day SET places = %s WHERE holder = 'ada'", [f"[{places}]"])
    assert found(kept, [*all_told(), *(booked(id_, 600, group=True) for id_ in more)]) == {GROUPS}


def test_a_booking_that_was_refused_is_found(kept: Connection) -> None:
    """An appointment that no client was told of is there: a refused or a doubled one."""
    book(kept, STRANGER, 700, state="cancelled")
    assert found(kept, all_told()) == {UNHEARD}


def test_an_acknowledged_booking_that_is_gone_is_found(kept: Connection) -> None:
    """A client was told of an appointment that the database does not hold."""
    assert found(kept, [*all_told(), booked(STRANGER, 700)]) == {MISSING}


def test_a_move_that_was_not_kept_is_found(kept: Connection) -> None:
    """A client was told that its appointment was moved, and it stands where it was."""
    moved = Line("c0-0", "move", 2.0, 2.1, 200, id=ONE, place=place(700), version=2)
    assert found(kept, [*all_told(), moved]) == {OTHERWISE}


def test_a_cancellation_that_was_not_kept_is_found(kept: Connection) -> None:
    """A client was told that its appointment is cancelled, and it stands."""
    assert found(kept, [*all_told(), cancelled(ONE, 3.0)]) == {OTHERWISE}


def test_a_double_booking_that_was_cancelled_is_found(kept: Connection) -> None:
    """Two clients had the same time at the same moment: the journals show it when the database no longer does."""
    earlier = [booked(GONE, 540, since=0.0), cancelled(GONE, 1.5)]
    rest = [line for line in all_told() if line.id != GONE]
    assert found(kept, [*earlier, *rest]) == {AT_ONCE}


def test_two_clients_that_share_a_device_are_found(kept: Connection) -> None:
    """The units of shared resources are watched like practitioners."""
    book(kept, STRANGER, 660, practitioner="ben", state="cancelled", version=2, resources=["ultrasound/1"])
    other = replace(booked(STRANGER, 660, resources=("ultrasound/1",)), place=replace(place(660), practitioner="ben"))
    other = replace(other, place=replace(other.place or place(660), resources=("ultrasound/1",)))
    assert found(kept, [*all_told(), other, cancelled(STRANGER, 3.0)]) == {AT_ONCE}


def test_time_that_passed_from_one_client_to_another_is_no_double_booking(kept: Connection) -> None:
    """A cancellation under way may free the time before its answer is heard."""
    lines = all_told()
    lines[1] = replace(lines[1], heard=1.5)
    assert found(kept, lines) == set()


@pytest.mark.parametrize("status", [500, 400, 422])
def test_an_answer_that_tells_of_a_fault_is_found(kept: Connection, status: int) -> None:
    """A client that asks rightly is never told that it did not, nor that the service failed."""
    assert found(kept, [*all_told(), refused("failed", status)]) == {FAULTS}


def test_an_own_booking_that_is_offered_is_found(kept: Connection) -> None:
    """A client that sends its token is not offered the time that it booked."""
    line = Line("c0-0", "search", 2.0, 2.1, 200, rule=OFFERED_OWN)
    assert found(kept, [*all_told(), line]) == {OWN}


@pytest.mark.parametrize("left_out", [number for number in LINES if all_told()[number].op == "book"][:-1])
def test_every_acknowledgement_counts(kept: Connection, left_out: int) -> None:
    """If one line of the journals is lost, its appointment is one that nobody was told of."""
    lines = [line for number, line in enumerate(all_told()) if number != left_out and line.op == "book"]
    assert UNHEARD in found(kept, lines)


def test_the_day_of_the_tests_is_to_come(kept: Connection) -> None:
    """The rule about future appointments looks at the clock of the database."""
    row = kept.execute("SELECT count(*) FROM appointment WHERE starts > now() AND day = %s", [DAY]).fetchone()
    assert row == (len([PRACTICE, ONE, TWO, SCAN, GROUP]),)
