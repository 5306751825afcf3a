"""All pictures in the memory of one process, and what is known to have changed since they were read."""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from api.store.change_log import Line
from api.store.effects import Effects
from api.store.ledger import Kind
from api.store.pictures import Key, keys_of, load, prune, put, reread
from api.store.transactions import Link, Transactions
from scheduler.booking.days import Diary

LOADING_SECONDS = 60
"""How long reading a picture whole may take."""


@dataclass
class _Meanwhile:
    """What happens while a picture is read whole, so that the new one does not miss it."""

    effects: list[Effects] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)


class Album:
    """The pictures by practice: each is loaded when it is first asked for; days before yesterday are dropped."""

    def __init__(self, transactions: Transactions, now: Callable[[], datetime]) -> None:
        self._transactions = transactions
        self._now = now
        self._first = self._yesterday()
        self._pictures: dict[str, Diary] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._loading: dict[str, _Meanwhile] = {}
        self._dirty: defaultdict[str, set[Key]] = defaultdict(set)
        self._outdated: set[str] = set()
        self._dropped = False
        self._reading: set[tuple[str, Key]] | None = None

    def _yesterday(self) -> date:
        return self._now().date() - timedelta(days=1)

    async def picture(self, practice: str) -> Diary:
        """The picture of a practice, in which no publication that is known of is missing. `UnknownError`."""
        if not self.holds(practice):
            async with self._locks[practice]:
                if not self.holds(practice):
                    return await self._load(practice)
        return self._pictures[practice]

    def behind(self, practice: str) -> bool:
        """Whether rows are known to have changed that the picture does not show yet."""
        return not self.holds(practice) or bool(self._dirty.get(practice))

    def holds(self, practice: str) -> bool:
        """Whether there is a picture that need not be read whole."""
        return practice in self._pictures and practice not in self._outdated

    def outdate(self, practice: str) -> None:
        """The picture must be read whole before it is given again."""
        self._outdated.add(practice)

    def forget_all(self) -> None:
        """No picture may be trusted any more: each is read whole when it is asked for again."""
        for practice in list(self._pictures):
            self._drop(practice)
        self._dirty.clear()
        self._outdated.update(self._loading)

    async def _load(self, practice: str) -> Diary:
        self._outdated.discard(practice)
        meanwhile = self._loading[practice] = _Meanwhile()
        try:
            read = partial(load, practice=practice, first=self._first)
            picture = await self._transactions.read(read, seconds=LOADING_SECONDS)
        except BaseException:
            self._outdated.add(practice)
            raise
        finally:
            del self._loading[practice]
        for effects in meanwhile.effects:
            put(picture, effects)
        self._collect()
        self._drop(practice)
        self._pictures[practice] = picture
        self._dirty[practice] |= meanwhile.keys
        # A picture is large and stays: walking through it, the garbage collector would hold everybody up.
        gc.freeze()
        return picture

    def close(self) -> None:
        """Give all pictures up, and leave the garbage collector as it was."""
        self.forget_all()
        gc.unfreeze()

    def _drop(self, practice: str) -> None:
        """Give a picture up. It is freed without the garbage collector, unless a search is under way in it."""
        picture = self._pictures.pop(practice, None)
        if picture is not None:
            picture.published.derived.clear()
            self._dropped = True

    def _collect(self) -> None:
        """Free what searches that were under way have left of pictures given up before."""
        if self._dropped:
            self._dropped = False
            gc.unfreeze()
            gc.collect()

    def note(self, lines: Iterable[Line]) -> None:
        """These rows have changed; those of practices that nobody asked for do not matter."""
        for line in lines:
            if line.kind is Kind.PUBLISHED:
                self.outdate(line.practice)
            elif line.subject is not None:
                self.soil(line.practice, {(line.kind, line.subject, line.day)})

    def soil(self, practice: str, keys: set[Key]) -> None:
        """These rows are to be read again."""
        if practice in self._pictures:
            self._dirty[practice] |= keys
        if practice in self._loading:
            self._loading[practice].keys |= keys

    def put(self, practice: str, effects: Effects) -> None:
        """What a write of this process changed is seen at once."""
        if practice in self._loading:
            self._loading[practice].effects.append(effects)
        if practice in self._pictures:
            put(self._pictures[practice], effects)
        if self._reading is not None:
            self._reading |= {(practice, key) for key in keys_of(effects)}

    async def refresh(self, link: Link) -> None:
        """Read the rows again that have changed."""
        self._forget_the_past()
        for practice in [practice for practice, keys in self._dirty.items() if keys]:
            if practice in self._pictures:
                await self._reread(link, practice, set(self._dirty[practice]))
            else:
                del self._dirty[practice]

    async def _reread(self, link: Link, practice: str, keys: set[Key]) -> None:
        self._reading = set()
        try:
            found = await reread(link, practice, keys, self._first)
            # What was written here meanwhile may be newer than what was read: it is read once more.
            again = {key for one, key in self._reading if one == practice} & keys
        finally:
            self._reading = None
        found.apply(self._pictures[practice], keys - again)
        self._dirty[practice] = self._dirty[practice] - keys | again

    def _forget_the_past(self) -> None:
        if self._first != self._yesterday():
            self._first = self._yesterday()
            for picture in self._pictures.values():
                prune(picture, self._first)
