"""A client of the load study against a service of a few lines: what it asks again, and what it writes down."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.load.client import OFFERED_OWN, Client, Mine, Wanted
from benchmarks.load.journal import Journal, Line, Place, read_journals
from tests.load.servers import BUSY, CUT, a_server

STARTS = "2030-01-07T09:00:00+01:00"
WANTED = Wanted("ada", STARTS, "follow-up")
VIEW = {
    "id": "one",
    "practitioner": "ada",
    "starts": STARTS,
    "minutes": 20,
    "group": False,
    "resources": [],
    "version": 1,
}


def answer(status: int, body: Any, *headers: str) -> bytes:
    """An answer of the service."""
    content = json.dumps(body).encode()
    lines = "".join(f"{header}\r\n" for header in headers)
    return f"HTTP/1.1 {status} -\r\ncontent-length: {len(content)}\r\n{lines}\r\n".encode() + content


BOOKED = answer(201, VIEW, "creneau-token: 12")
TAKEN = answer(409, {"type": "urn:creneau:problem:refused", "refusals": [{"rule": "time_taken", "sentence": "…"}]})


def lines_of(act: Callable[[Client], Any], *answers: bytes, **state: Any) -> tuple[list[Line], list[bytes]]:
    """What a client writes down that is answered in turn, and what it asked."""
    asked: list[bytes] = []

    def answering(request: bytes) -> bytes:
        asked.append(request)
        return answers[len(asked) - 1]

    file = io.StringIO()
    with a_server(answering) as address:
        client = Client(
            "c0", address, "key", "adult", [WANTED], ["2030-01-07"], Journal(file), Random(1), lambda: False
        )
        for name, value in state.items():
            setattr(client, name, value)
        asyncio.run(act(client))
    return _read(file), asked


def _read(file: io.StringIO) -> list[Line]:
    class Stored:
        def open(self, **_: Any) -> io.StringIO:
            return io.StringIO(file.getvalue())

    return list(read_journals([Stored()]))  # type: ignore[list-item]


def a_mine(version: int = 1) -> Mine:
    """An appointment that the client has."""
    return Mine("one", "follow-up", Place("ada", STARTS, 20), version)


def keys_of(asked: list[bytes]) -> list[str]:
    """The idempotency keys of some requests."""
    return [line for one in asked for line in one.decode().split("\r\n") if line.startswith("idempotency-key")]


def test_a_booking_is_asked_again_under_the_same_key() -> None:
    """After a broken connection and after "not now"; it counts as one attempt, answered once."""
    (line,), asked = lines_of(lambda client: client._book(WANTED), CUT, BUSY, BOOKED)
    assert (line.op, line.status, line.tries, line.id, line.version) == ("book", 201, 3, "one", 1)
    assert line.place == Place("ada", STARTS, 20)
    assert len(asked) == 3
    assert keys_of(asked) == ["idempotency-key: c0-1"] * 3
    assert len({one.partition(b"\r\n\r\n")[2] for one in asked}) == 1


def test_two_bookings_have_two_keys() -> None:
    """Or the second would be answered as the first."""

    async def act(client: Client) -> None:
        await client._book(WANTED)
        await client._book(WANTED)

    _, asked = lines_of(act, TAKEN, TAKEN)
    assert keys_of(asked) == ["idempotency-key: c0-1", "idempotency-key: c0-2"]


def test_a_refusal_is_written_down_with_its_rule() -> None:
    """And nothing that was made."""
    (line,), _ = lines_of(lambda client: client._book(WANTED), TAKEN)
    assert (line.status, line.rule, line.id, line.place, line.done) == (409, "time_taken", None, None, False)


def test_the_token_of_a_write_goes_with_what_follows() -> None:
    """So that the client sees its own booking on every worker."""

    async def act(client: Client) -> None:
        await client._book(WANTED)
        await client._search()

    _, asked = lines_of(act, BOOKED, answer(200, {"offers": []}))
    assert b"creneau-token: 12\r\n" in asked[1]


def offering(starts: str, token: str | None) -> str | None:
    """What a client that has nine to twenty past nine writes down of an offer."""
    offers = {"offers": [{"practitioner": "ada", "starts": starts, "minutes": 20}]}
    (line,), _ = lines_of(lambda client: client._search(), answer(200, offers), _mine=[a_mine()], _token=token)
    return line.rule


def test_an_offer_of_its_own_time_is_written_down() -> None:
    """If the service was told what the client had seen."""
    assert offering("2030-01-07T09:15:00+01:00", "12") == OFFERED_OWN
    assert offering("2030-01-07T09:20:00+01:00", "12") is None
    assert offering("2030-01-07T09:15:00+01:00", None) is None


def test_a_move_whose_answer_was_lost_is_looked_up() -> None:
    """The next version of the appointment says that the first try was done."""
    moved = VIEW | {"starts": STARTS.replace("09:00", "10:00"), "version": 2}
    (line,), asked = lines_of(
        lambda client: client._move(a_mine()), CUT, answer(412, {"type": "urn:x:changed"}), answer(200, moved)
    )
    assert (line.op, line.status, line.tries, line.version) == ("move", 200, 2, 2)
    assert line.place == Place("ada", moved["starts"], 20)  # type: ignore[arg-type]
    assert [one.split()[0] for one in asked] == [b"PATCH", b"PATCH", b"GET"]
    assert b'if-match: "1"\r\n' in asked[1]


def test_a_move_that_was_not_done_is_refused() -> None:
    """Its own version is still the latest: somebody else cannot have changed it."""
    (line,), _ = lines_of(lambda client: client._move(a_mine()), TAKEN)
    assert (line.op, line.status, line.rule) == ("move", 409, "time_taken")


def test_a_cancellation_is_asked_again_until_it_is_answered() -> None:
    """A second time changes nothing and answers the same."""
    (line,), asked = lines_of(lambda client: client._cancel(a_mine()), CUT, answer(200, VIEW))
    assert (line.op, line.status, line.tries, line.id) == ("cancel", 200, 2, "one")
    assert asked[0].startswith(b"DELETE /appointments/one?reason=")
