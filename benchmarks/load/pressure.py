"""Many clients that ask without pause, each on a connection of its own: how many answers, and how late they come."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter, process_time
from typing import Any, TypeVar

from benchmarks.load.wire import Answer, BrokenError, Wire, connected

Done = TypeVar("Done")
GOOD = 200


@dataclass(frozen=True)
class Measured:
    """What clients got in `seconds`; `cpu` is the time that the client itself needed, `late` are sorted seconds.

    `others` counts answers by status that were none of 200 to 299.
    """

    seconds: float
    cpu: float
    late: Sequence[float]
    others: Mapping[int, int]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.late) / self.seconds

    @property
    def client_share(self) -> float:
        """How much of one core the client needed: near one, the client is what is measured."""
        return self.cpu / self.seconds

    @property
    def client_microseconds(self) -> float:
        """What a request cost the client, in microseconds of its core."""
        return 1e6 * self.cpu / max(1, len(self.late))

    def quantile(self, share: float) -> float:
        """The milliseconds within which that share of the answers came."""
        if not self.late:
            return float("nan")
        return 1000 * self.late[min(len(self.late) - 1, int(share * len(self.late)))]


def pressed(
    address: tuple[str, int], requests: Sequence[bytes], clients: int, seconds: float, warm_up: float = 0.2
) -> Measured:
    """Let so many clients send the requests by turns for so long, after a warm-up that does not count.

    `BrokenError` if a connection breaks.
    """
    return run_quickly(_pressed(address, cycle(requests), clients, seconds, warm_up))


def each_once(address: tuple[str, int], requests: Sequence[bytes], clients: int) -> Measured:
    """Let so many clients send each request once; `BrokenError` if a connection breaks."""
    return run_quickly(_pressed(address, iter(requests), clients, math.inf, 0.0))


def paced(address: tuple[str, int], requests: Sequence[bytes], per_second: float, seconds: float) -> Measured:
    """Send the requests by turns at a fixed pace, each as soon as its time has come; lateness counts from that time."""
    return run_quickly(_paced(address, requests, per_second, seconds))


def run_quickly(work: Coroutine[Any, Any, Done]) -> Done:
    """Run a coroutine on uvloop where it is installed: it makes a client three times cheaper."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)


class _Asker:
    """One client: the next request as soon as the answer is there."""

    def __init__(self, wire: Wire, pressure: _Pressure) -> None:
        self._wire = wire
        self._pressure = pressure
        self._sent = 0.0

    def ask(self) -> None:
        request = self._pressure.next()
        if request is not None:
            self._sent = perf_counter()
            self._wire.send(request, self._answered)

    def _answered(self, answer: Answer | BrokenError) -> None:
        self._pressure.note(answer, self._sent, perf_counter())
        self.ask()


class _Pressure:
    """The requests that all clients share, and what they were answered between `begin` and `end`."""

    def __init__(self, requests: Iterator[bytes], clients: int, begin: float, end: float) -> None:
        self._requests = requests
        self._asking = clients
        self._begin, self._end = begin, end
        self.late: list[float] = []
        self.others: Counter[int] = Counter()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def next(self) -> bytes | None:
        """The next request; None when no more are wanted."""
        request = next(self._requests, None) if perf_counter() < self._end else None
        if request is None:
            self._asking -= 1
            if not self._asking and not self.done.done():
                self.done.set_result(None)
        return request

    def note(self, answer: Answer | BrokenError, sent: float, now: float) -> None:
        """Keep an answer."""
        if isinstance(answer, BrokenError):
            self._end = 0.0
            if not self.done.done():
                self.done.set_exception(answer)
            return
        if sent >= self._begin:
            self.late.append(now - sent)
        if not GOOD <= answer.status < GOOD + 100:
            self.others[answer.status] += 1


async def _pressed(
    address: tuple[str, int], requests: Iterator[bytes], clients: int, seconds: float, warm_up: float
) -> Measured:
    wires = [await connected(*address) for _ in range(clients)]
    begin = perf_counter() + warm_up
    pressure = _Pressure(requests, clients, begin, begin + seconds)
    for wire in wires:
        _Asker(wire, pressure).ask()
    await asyncio.sleep(warm_up)
    cpu, begin = process_time(), perf_counter()
    await pressure.done
    measured = Measured(perf_counter() - begin, process_time() - cpu, sorted(pressure.late), dict(pressure.others))
    for wire in wires:
        wire.close()
    return measured


async def _paced(address: tuple[str, int], requests: Sequence[bytes], per_second: float, seconds: float) -> Measured:
    idle = [await connected(*address) for _ in range(4)]
    everybody = list(idle)
    late: list[float] = []
    others: Counter[int] = Counter()
    began, cpu = perf_counter(), process_time()

    async def one(number: int) -> None:
        due = began + number / per_second
        await asyncio.sleep(due - perf_counter())
        if not idle:
            everybody.append(await connected(*address))
            idle.append(everybody[-1])
        wire = idle.pop()
        answer = await wire.ask(requests[number % len(requests)])
        late.append(perf_counter() - due)
        if not GOOD <= answer.status < GOOD + 100:
            others[answer.status] += 1
        idle.append(wire)

    await asyncio.gather(*(one(number) for number in range(int(per_second * seconds))))
    measured = Measured(perf_counter() - began, process_time() - cpu, sorted(late), dict(others))
    for wire in everybody:
        wire.close()
    return measured
