"""All that is measured of the group's year in one run: searches, bookings, a solve beside them, and the rivals."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain, islice
from statistics import median
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from benchmarks.booking import plain_sql
from benchmarks.booking.candidates import body_of, candidates
from benchmarks.booking.database import fill
from benchmarks.booking.group import PRACTICE, YEAR, Size
from benchmarks.booking.in_process import Timed, by_all_slots, ours, timed, wanted_of
from benchmarks.booking.over_http import FIXED, Effort, Ratio, Rounds, booked, in_rounds, routes_of
from benchmarks.booking.picture import Picture, picture_of
from benchmarks.booking.plain_sql import Booking
from benchmarks.booking.searches import COUNT, OWN, SEARCHES, SITE, Asked, Search
from benchmarks.booking.solve import Beside, beside_a_solve
from benchmarks.booking.year import Year, year_of
from benchmarks.load.opening import open_period
from benchmarks.load.pressure import Measured, pressed
from benchmarks.load.service import Database, Service, a_database
from benchmarks.own_process import apart
from benchmarks.rivals import sql_search
from benchmarks.rivals.all_slots import SlotLists, slot_lists

SCOPES = ("slots:read", "appointments:read", "appointments:write", "rotas:read", "rotas:write")
PLAIN = "plain"
"""The database in which SQL books and searches by itself: nobody else looks at it."""
CALLER = UUID(int=1)
WARM_UP = 100
"""Bookings that are made first and not counted, at most: connections are opened, statements prepared."""


@dataclass(frozen=True)
class Setting:
    """How large the group is and how much is measured. `bookings`: over HTTP, and as many by SQL."""

    effort: Effort
    size: Size = YEAR
    bookings: int = 2_000
    connections: int = 8
    solve: bool = True
    seed: int = 1


@dataclass(frozen=True)
class Beyond:
    """One kind of search without HTTP: ours in one process, and its rivals."""

    ours: Timed
    sql: Timed
    all_slots: Timed


@dataclass(frozen=True)
class Bookings:
    """Bookings over HTTP and by SQL alone, by turns; `refused`: over HTTP."""

    http: Sequence[float]
    sql: Sequence[float]
    p50: float
    p99: float
    refused: int

    @property
    def ratio(self) -> Ratio:
        """HTTP beside SQL."""
        ratios = sorted(mine / its for mine, its in zip(self.http, self.sql, strict=True))
        return Ratio(median(ratios), ratios[0], ratios[-1])


@dataclass
class Speed:
    """Everything that was measured. `share`: how full the agenda is; `seconds`: what it took to get there, by step."""

    share: float
    appointments: int
    seconds: dict[str, float] = field(default_factory=dict)
    rounds: Mapping[str, Rounds] = field(default_factory=dict)
    beyond: Mapping[str, Beyond] = field(default_factory=dict)
    bookings: Bookings | None = None
    beside: Beside | None = None
    unsound: str | None = None


def measure(setting: Setting, now: datetime, on_step: Callable[[str], None] = lambda _: None) -> Speed:
    """Measure it all, on a database and a service of its own."""
    with a_database() as database:
        run = _Run(setting, now, database, on_step)
        run.prepare()
        with Service(database) as service:
            run.serve(service)
        run.speed.unsound = database.verify()
        return run.speed


def monday_of(day: date) -> date:
    """The Monday of a date's week."""
    return day - timedelta(days=day.weekday())


class _Run:
    """One run, step by step."""

    def __init__(self, setting: Setting, now: datetime, database: Database, on_step: Callable[[str], None]) -> None:
        self._setting = setting
        self._now = now
        self._database = database
        self._on_step = on_step
        self._booked = 0
        self._step("make the year")
        self._year: Year = year_of(setting.size, monday_of(now.date()))
        self._picture: Picture = picture_of(self._year, now, setting.seed)
        self.speed = Speed(self._picture.share, len(self._picture.appointments))
        self._asked = {search: search.requests(setting.size, now.date(), setting.seed) for search in SEARCHES}

    def _step(self, name: str) -> None:
        self._on_step(f"{name} …")

    def prepare(self) -> None:
        """Open and fill the database, and copy it for what SQL does alone."""
        self._step("open it for booking")
        with self._timed("open"):
            self._key = self._database.key(PRACTICE, SCOPES)
            open_period(self._database.url, self._picture.publication)
        self._step("book it")
        with self._timed("book"):
            fill(self._database.url, self._picture)
        self._plain = copied(self._database.url, PLAIN)
        with psycopg.connect(self._plain) as connection:
            sql_search.load(connection, self._lists)

    @property
    def _lists(self) -> SlotLists:
        return slot_lists(self._picture.diary.days.values(), self._picture.appointments)

    def _timed(self, name: str) -> _Stopwatch:
        return _Stopwatch(self.speed.seconds, name)

    def serve(self, service: Service) -> None:
        """Everything for which the service must run."""
        key = self._key
        bodies = {search: [one.body for one in asked] for search, asked in self._asked.items()}
        routes = routes_of(key, bodies)
        with self._timed("first answer"):
            apart(pressed, service.address, routes[OWN.name][:1], 1, 0.1)
        effort = self._setting.effort
        self.speed.rounds = in_rounds(service.address, routes, effort, lambda n: self._step(f"round {n + 1}"))
        self._step("without HTTP, and the rivals")
        self.speed.beyond = {search.name: self._beyond(asked) for search, asked in self._asked.items()}
        self._step("bookings")
        self.speed.bookings = self._bookings(service, key)
        if self._setting.solve:
            self._step("beside a solve")
            both = list(chain(*zip(routes[OWN.name], routes[SITE.name], strict=True)))
            self.speed.beside = beside_a_solve(service.address, key, both, effort, self._year.first_day)

    def _beyond(self, asked: Sequence[Asked]) -> Beyond:
        lists = self._lists
        return Beyond(
            ours(self._picture, asked, self._now), self._by_sql(asked), by_all_slots(self._picture, lists, asked)
        )

    def _by_sql(self, asked: Sequence[Asked]) -> Timed:
        wanted = [wanted_of(self._picture, one.request) for one in asked]
        with psycopg.connect(self._plain, autocommit=True) as connection:
            return timed([partial(sql_search.search, connection, one, COUNT) for one in wanted])

    def _bookings(self, service: Service, key: str) -> Bookings:
        setting = self._setting
        found = candidates(self._picture, self._now, setting.seed)
        each = setting.bookings // setting.effort.repetitions
        self._book_both(service, key, list(islice(found, 2 * min(WARM_UP, each))))
        runs: list[Measured] = []
        sql: list[float] = []
        while len(runs) < setting.effort.repetitions and len(batch := list(islice(found, 2 * each))) == 2 * each:
            run, rate = self._book_both(service, key, batch)
            runs.append(run)
            sql.append(rate)
        rounds = Rounds(runs)
        return Bookings([one.rate for one in runs], sql, rounds.quantile(0.5), rounds.quantile(0.99), rounds.refused)

    def _book_both(self, service: Service, key: str, batch: Sequence[Booking]) -> tuple[Measured, float]:
        """One half over HTTP, then the other half by SQL alone."""
        half = len(batch) // 2
        bodies = [body_of(one) for one in batch[:half]]
        run = booked(service.address, key, bodies, self._setting.connections, self._booked)
        self._booked += half
        return run, self._book_plainly(batch[half:])

    def _book_plainly(self, batch: Sequence[Booking]) -> float:
        return apart(plain_sql.book_all, self._plain, batch, self._setting.connections, CALLER).answer.rate


class _Stopwatch:
    """Keeps the seconds of a step under its name."""

    def __init__(self, seconds: dict[str, float], name: str) -> None:
        self._seconds = seconds
        self._name = name

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._seconds[self._name] = round(time.perf_counter() - self._began, 2)


def copied(url: str, name: str) -> str:
    """A copy of a database on the same server, which nobody may use meanwhile; its URL."""
    parts = conninfo_to_dict(url)
    server = make_conninfo(url, dbname="template1")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{parts["dbname"]}"')
    return make_conninfo(url, dbname=name)


def targets_of(speed: Speed) -> Iterator[tuple[str, bool]]:
    """What is expected, each with whether it was met."""
    fixed = speed.rounds[FIXED]
    for search in SEARCHES:
        yield from _of_search(search, speed.rounds[search.name], fixed)
    if speed.bookings:
        yield "bookings over HTTP at least 0.5 of SQL alone", speed.bookings.ratio.median >= 0.5
    if speed.beside:
        yield "p50 beside a solve at most 1.7 times", speed.beside.times(0.5) <= 1.7
        yield "p99 beside a solve at most 2.5 times", speed.beside.times(0.99) <= 2.5


def _of_search(search: Search, rounds: Rounds, fixed: Rounds) -> Iterator[tuple[str, bool]]:
    yield (
        f"{search.name}: at least {search.target:g} of ten fixed offers",
        rounds.against(fixed).median >= search.target,
    )
    if search.quick:
        yield f"{search.name}: p99 under 25 ms", rounds.quantile(0.99) < 25


def utc_now() -> datetime:
    """The moment by the machine's clock: the service's clock is the same."""
    return datetime.now(UTC)
