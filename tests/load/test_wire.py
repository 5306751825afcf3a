"""The light HTTP client: whole answers, broken connections, and many clients at once."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from benchmarks.load.pressure import each_once, paced, pressed
from benchmarks.load.wire import Answer, BrokenError, Wire, connected, request_bytes
from tests.load.servers import BUSY, CUT, GOOD, a_server


class Sink(asyncio.Transport):
    """Takes what is sent."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        pass

    def is_closing(self) -> bool:
        return False


def heard(*parts: bytes) -> list[Answer | BrokenError]:
    """What a client hears that has asked once, of an answer that comes in these parts."""
    answers: list[Answer | BrokenError] = []
    wire = Wire()
    wire.connection_made(Sink())
    wire.send(b"", answers.append)
    for part in parts:
        wire.data_received(part)
    return answers


def test_a_request_states_its_length() -> None:
    """Headers and a JSON body as HTTP/1.1 wants them."""
    request = request_bytes("POST", "/slots/search", {"authorization": "Bearer k"}, {"motive": "é"})
    head, _, body = request.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /slots/search HTTP/1.1\r\n")
    assert f"content-length: {len(body)}".encode() in head
    assert body == b'{"motive": "\\u00e9"}'


def test_an_answer_is_heard_once_it_is_whole() -> None:
    """However it is cut into parts."""
    whole = [Answer(200, GOOD[: GOOD.index(b"\r\n\r\n")], b"{}")]
    assert heard(GOOD) == whole
    assert heard(*(GOOD[n : n + 1] for n in range(len(GOOD)))) == whole
    assert heard(CUT) == []


def test_an_answer_tells_its_headers_and_body() -> None:
    """Headers by any case of their name; a body as JSON."""
    (answer,) = heard(GOOD)
    assert isinstance(answer, Answer)
    assert (answer.header("ETag"), answer.header("nothing"), answer.json()) == ('"7"', None, {})


def test_a_wire_that_ends_tells_who_waits() -> None:
    """Only who has asked, and only once."""
    answers: list[Answer | BrokenError] = []
    wire = Wire()
    wire.connection_made(Sink())
    wire.send(b"", answers.append)
    wire.connection_lost(None)
    wire.connection_lost(None)
    assert [type(answer) for answer in answers] == [BrokenError]
    with pytest.raises(BrokenError):
        wire.send(b"", answers.append)


def test_an_answer_that_is_cut_breaks_the_question() -> None:
    """Who asked learns that it is not known whether the request was heard."""

    async def asked(address: tuple[str, int]) -> None:
        await (await connected(*address)).ask(request_bytes("GET", "/", {}))

    with a_server(lambda _: CUT) as address, pytest.raises(BrokenError):
        asyncio.run(asked(address))


def test_each_request_is_sent_once() -> None:
    """By whichever client is free; every answer is counted, good or not."""
    seen: Counter[bytes] = Counter()

    def answer(request: bytes) -> bytes:
        seen[request.split()[1]] += 1
        return BUSY if request.split()[1] == b"/3" else GOOD

    requests = [request_bytes("GET", f"/{number}", {}) for number in range(20)]
    with a_server(answer) as address:
        measured = each_once(address, requests, clients=4)
    assert seen == {f"/{number}".encode(): 1 for number in range(20)}
    assert (len(measured.late), measured.others) == (20, {503: 1})


def test_clients_press_until_the_time_is_up() -> None:
    """The requests by turns, again and again; what came before the warm-up ended does not count."""
    seen: Counter[bytes] = Counter()

    def answer(request: bytes) -> bytes:
        seen[request.split()[1]] += 1
        return GOOD

    requests = [request_bytes("GET", path, {}) for path in ("/a", "/b")]
    with a_server(answer) as address:
        measured = pressed(address, requests, clients=2, seconds=0.2, warm_up=0.1)
    assert abs(seen[b"/a"] - seen[b"/b"]) <= 1
    assert 0 < len(measured.late) < seen.total()
    assert measured.quantile(0.5) <= measured.quantile(0.99)


def test_pressure_ends_when_a_connection_breaks() -> None:
    """Figures of a service that dies are none."""
    with a_server(lambda _: CUT) as address, pytest.raises(BrokenError):
        pressed(address, [request_bytes("GET", "/", {})], clients=3, seconds=60)


def test_requests_come_at_a_pace() -> None:
    """As many as were wanted, each answered."""
    with a_server(lambda _: GOOD) as address:
        measured = paced(address, [request_bytes("GET", "/", {})], per_second=500, seconds=0.2)
    assert (len(measured.late), measured.others) == (100, {})
