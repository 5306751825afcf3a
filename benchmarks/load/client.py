"""One client that searches, holds, books, moves and cancels; it asks again until every attempt is answered for good."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from time import monotonic
from typing import Any

from benchmarks.load.journal import BOOK, CANCEL, MOVE, Journal, Line, Place
from benchmarks.load.wire import Answer, BrokenError, Wire, connected, request_bytes

TOKEN = "creneau-token"  # noqa: S105 - the name of a header
SEARCH, HOLD, LET_GO = "search", "hold", "let_go"
OFFERED_OWN = "offered-own"
"""What a line says of a search that offered the client's own booked time."""
OK, MULTIPLE, CHANGED, UNAVAILABLE = 200, 300, 412, 503
AGAIN = "still-running"
LONGEST_PAUSE = 1.0
ASKS_OF_A_CONNECTION = 100
"""Connections are made anew now and then, so that clients meet all workers, those started anew too."""
MOST_APPOINTMENTS = 2
PATIENTS = 40
EXPIRING = 0.98
"""Of a hundred holds two are forgotten: for a minute they keep a start from everybody."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to ask for, as the API takes it: `starts` with an offset."""

    practitioner: str
    starts: str
    motive: str


@dataclass(slots=True)
class Mine:
    """An appointment of this client, as it was told last."""

    id: str
    motive: str
    place: Place
    version: int


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer that counts, after so many tries; `sent`: when it was first asked."""

    answer: Answer
    sent: float
    at: float
    tries: int

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return self.answer.status < MULTIPLE


@dataclass
class Client:
    """A client with its own choices: the same for the same seed, if it is answered the same.

    `wanted`: everything it may ask for. `wants_more`: asked before every turn.
    """

    name: str
    address: tuple[str, int]
    key: str
    category: str
    wanted: Sequence[Wanted]
    days: Sequence[str]
    journal: Journal
    random: Random
    wants_more: Callable[[], bool]
    _wire: Wire | None = None
    _asked: int = 0
    _number: int = 0
    _token: str | None = None
    _mine: list[Mine] = field(default_factory=list)
    _holds: list[tuple[str, str]] = field(default_factory=list)
    _offers: list[Wanted] = field(default_factory=list)

    async def live(self) -> None:
        """Take turns until no more are wanted."""
        while self.wants_more():
            await self._turn()
        if self._wire:
            self._wire.close()

    async def _turn(self) -> None:
        chance = self.random.random()
        if self._mine and chance < 0.35:
            await self._cancel(self._mine.pop(self.random.randrange(len(self._mine))))
        elif self._mine and chance < 0.6:
            await self._move(self.random.choice(self._mine))
        elif self._holds and chance < 0.9:
            await self._use(*self._holds.pop())
        elif chance < 0.7 or len(self._mine) >= MOST_APPOINTMENTS:
            await self._search()
        elif chance < 0.85:
            await self._hold(self._choice())
        else:
            await self._book(self._choice())

    def _choice(self) -> Wanted:
        """Half of the time something offered a while ago, otherwise anything."""
        offered = self._offers and self.random.random() < 0.5
        return self.random.choice(self._offers if offered else self.wanted)

    async def _search(self) -> None:
        motive, day = self.random.choice(self.wanted).motive, self.random.choice(self.days)
        body = {"motive": motive, "category": self.category, "from": day, "to": day, "count": 5}
        heard = await self._ask("POST", "/slots/search", body, idempotent=False)
        offers = heard.answer.json()["offers"] if heard.done else []
        self._offers = [Wanted(one["practitioner"], one["starts"], motive) for one in offers]
        own = self._token is not None and any(self._is_mine(one) for one in offers)
        self._tell(SEARCH, heard, rule=OFFERED_OWN if own else None)

    def _is_mine(self, offer: Mapping[str, Any]) -> bool:
        begin = datetime.fromisoformat(offer["starts"])
        end = begin + timedelta(minutes=offer["minutes"])
        return any(
            not mine.place.group
            and mine.place.practitioner == offer["practitioner"]
            and begin < mine.place.end
            and mine.place.begin < end
            for mine in self._mine
        )

    def _order(self, wanted: Wanted) -> dict[str, Any]:
        named = {"patient": f"p-{self.random.randrange(PATIENTS)}"} if self.random.random() < 0.3 else {}
        order = {"practitioner": wanted.practitioner, "starts": wanted.starts, "motive": wanted.motive}
        return order | {"category": self.category} | named

    async def _hold(self, wanted: Wanted) -> None:
        heard = await self._ask("POST", "/holds", self._order(wanted) | {"minutes_to_live": 1})
        held = heard.answer.json()["id"] if heard.done else None
        if held:
            self._holds.append((held, wanted.motive))
        self._tell(HOLD, heard, held)

    async def _use(self, hold: str, motive: str) -> None:
        """Book what is held, move an appointment there, let it go, or forget it for something else."""
        chance = self.random.random()
        same = next((mine for mine in self._mine if mine.motive == motive), None)
        if chance < 0.65:
            await self._booked(await self._ask("POST", "/appointments", {"hold": hold}), motive)
        elif same and chance < 0.85:
            await self._moved(same, {"hold": hold})
        elif chance < EXPIRING:
            self._tell(LET_GO, await self._ask("DELETE", f"/holds/{hold}"), hold)
        else:
            await self._search()

    async def _book(self, wanted: Wanted) -> None:
        await self._booked(await self._ask("POST", "/appointments", self._order(wanted)), wanted.motive)

    async def _booked(self, heard: Heard, motive: str) -> None:
        mine = mine_of(heard.answer.json(), motive) if heard.done else None
        if mine:
            self._mine.append(mine)
        self._tell(BOOK, heard, mine=mine)

    async def _move(self, mine: Mine) -> None:
        wanted = self._choice()
        await self._moved(mine, {"practitioner": wanted.practitioner, "starts": wanted.starts})

    async def _moved(self, mine: Mine, body: Mapping[str, Any]) -> None:
        path = f"/appointments/{mine.id}"
        heard = await self._ask("PATCH", path, body, {"if-match": f'"{mine.version}"'})
        if heard.answer.status == CHANGED and heard.tries > 1:
            heard = await self._after_all(heard, path, mine.version)
        after = mine_of(heard.answer.json(), mine.motive) if heard.done else None
        if after:
            mine.place, mine.version = after.place, after.version
        self._tell(MOVE, heard, mine.id, after)

    async def _after_all(self, heard: Heard, path: str, version: int) -> Heard:
        """The answer to a change that was done by a try whose answer was lost."""
        read = await self._ask("GET", path)
        if not read.done or read.answer.json()["version"] != version + 1:
            return heard
        return Heard(read.answer, heard.sent, read.at, heard.tries)

    async def _cancel(self, mine: Mine) -> None:
        heard = await self._ask("DELETE", f"/appointments/{mine.id}?reason=patient")
        self._tell(CANCEL, heard, mine.id)

    def _tell(
        self, op: str, heard: Heard, id_: str | None = None, mine: Mine | None = None, rule: str | None = None
    ) -> None:
        self.journal.write(
            Line(
                client=self.name,
                op=op,
                sent=heard.sent,
                heard=heard.at,
                status=heard.answer.status,
                tries=heard.tries,
                id=mine.id if mine else id_,
                place=mine.place if mine else None,
                version=mine.version if mine else None,
                rule=rule or rule_of(heard.answer),
            )
        )

    async def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        idempotent: bool = True,
    ) -> Heard:
        """The answer that counts: a broken connection and "not now" are asked again, under the same key."""
        request = request_bytes(method, path, self._headers(method, idempotent) | dict(headers or {}), body)
        sent, tries = monotonic(), 1
        while (answer := await self._once(request)) is None or _not_now(answer):
            tries += 1
            await asyncio.sleep(self.random.uniform(0.02, 0.2) if answer is None else _pause(answer))
        if method != "GET" and answer.status < MULTIPLE and path != "/slots/search":
            self._token = answer.header(TOKEN)
        return Heard(answer, sent, monotonic(), tries)

    def _headers(self, method: str, idempotent: bool) -> dict[str, str]:
        headers = {"authorization": f"Bearer {self.key}"}
        if self._token is not None:
            headers[TOKEN] = self._token
        if method == "POST" and idempotent:
            self._number += 1
            headers["idempotency-key"] = f"{self.name}-{self._number}"
        return headers

    async def _once(self, request: bytes) -> Answer | None:
        try:
            return await (await self._connection()).ask(request)
        except (BrokenError, OSError):
            self._wire = None
            return None

    async def _connection(self) -> Wire:
        self._asked += 1
        if self._wire is not None and (not self._wire.open or self._asked % ASKS_OF_A_CONNECTION == 0):
            self._wire.close()
            self._wire = None
        if self._wire is None:
            self._wire = await connected(*self.address)
        return self._wire


def mine_of(view: Mapping[str, Any], motive: str) -> Mine:
    """An appointment as the service shows it."""
    resources = tuple(view["resources"])
    place = Place(view["practitioner"], view["starts"], view["minutes"], view["group"], resources)
    return Mine(view["id"], motive, place, view["version"])


def rule_of(answer: Answer) -> str | None:
    """The first rule that refused, or the kind of problem; None if there is none."""
    if answer.status < MULTIPLE or not answer.body:
        return None
    problem = answer.json()
    refusals = problem.get("refusals")
    return str(refusals[0]["rule"] if refusals else problem["type"].rpartition(":")[2])


def _not_now(answer: Answer) -> bool:
    return answer.status == UNAVAILABLE or (answer.status >= 400 and rule_of(answer) == AGAIN)


def _pause(answer: Answer) -> float:
    return min(LONGEST_PAUSE, float(answer.header("retry-after") or LONGEST_PAUSE))
