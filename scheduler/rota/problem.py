"""The rota problem: everything a rota is judged on, as plain numbers.

A `RotaProblem` knows nothing of files, names of months or solvers. Days are numbered from 0 (a Monday),
negative days lie in the past; clock times are minutes since midnight; sessions never cross midnight.
People, templates and sites are numbered by their position in the problem's tuples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

DAYS_IN_WEEK = 7
MINUTES_IN_DAY = 1440


class Duty(StrEnum):
    """A kind of session whose load is shared fairly over the year."""

    EARLY = "early"
    LATE = "late"
    SATURDAY = "saturday"
    HOLIDAY = "holiday"
    NAMED_HOLIDAY = "named_holiday"


class Want(StrEnum):
    """Whether a wish asks to work or to be off."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of session at one site: its clock times and what it does.

    `start`, `end`, `break_start` in minutes since midnight; `break_minutes` is unpaid time inside [start, end).
    `room` is the kind of room it occupies from start to end, or None. `not_next_day` holds the templates that
    may not be worked on the following calendar day.
    """

    key: str
    site: int
    kind: str
    start: int
    end: int
    break_start: int = 0
    break_minutes: int = 0
    room: str | None = None
    not_next_day: frozenset[int] = frozenset()

    @property
    def worked(self) -> int:
        """Minutes worked: the span less the break."""
        return self.end - self.start - self.break_minutes

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The stretches [from, to) in which the practitioner is present, in order."""
        if self.break_minutes == 0:
            return ((self.start, self.end),)
        pause = (self.start, self.break_start), (self.break_start + self.break_minutes, self.end)
        return tuple((begin, stop) for begin, stop in pause if begin < stop)

    def minutes_within(self, begin: int, stop: int) -> int:
        """Minutes of presence inside [begin, stop)."""
        return sum(max(0, min(stop, to) - max(begin, at)) for at, to in self.stretches())


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session of an earlier rota: `day` is negative, -1 the eve of the period."""

    day: int
    start: int
    end: int
    worked: int
    site: int
    template: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The hard limits one person works under; None means that the rule does not apply.

    All lengths of time in minutes. `split_gap`: a pause longer than this splits the day into spells.
    `shortest_*` and `longest_*` count days. `templates` maps a template to the most sessions of it in the period.
    """

    daily_rest: int | None = None
    weekly_rest: int | None = None
    break_after: int | None = None
    break_minutes: int = 20
    day_span: int | None = None
    split_gap: int = 60
    spells: int | None = None
    shortest_spell: int | None = None
    longest_pause: int | None = None
    day_minutes: int | None = None
    week_minutes: int | None = None
    mean_week_minutes: int | None = None
    mean_weeks: int = 12
    days_per_week: int | None = None
    longest_run_on: int | None = None
    shortest_run_on: int | None = None
    shortest_run_off: int | None = None
    weekends: int | None = None
    saturdays: int | None = None
    least_minutes: int | None = None
    most_minutes: int | None = None
    templates: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContractTarget:
    """Minutes owed on the days [first, last]: all work, or desk work only; `tolerance` minutes either way are free."""

    first: int
    last: int
    minutes: int
    tolerance: int = 0
    desk: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Own-list presence: at `site`, on at least `days` of week `week`, over the days in `available`."""

    week: int
    site: int
    days: int
    available: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A practitioner as the rota sees them.

    `eligible`: templates that profession, skills and sites allow. `absent`: (day, from minute, to minute).
    `past`: sessions of the days [-past_days, -1]; `past_days` 0 means that nothing is known.
    `past_weeks`: minutes worked in the weeks before the period, the latest last; `contract_week` stands in for
    weeks that are not known. `usual`: the days on which the usual week says something, with whether it is worked.
    `presence_gap`: most working days in a row without presence at the home site, with `presence_days`, the days on
    which the person could be present. `supervisors` applies to those who need supervision: who may supervise.
    """

    key: str
    profession: str
    eligible: frozenset[int]
    limits: Limits = Limits()
    home_site: int | None = None
    absent: tuple[tuple[int, int, int], ...] = ()
    past: tuple[PastSession, ...] = ()
    past_days: int = 0
    past_weeks: tuple[int, ...] = ()
    contract_week: int = 0
    targets: tuple[ContractTarget, ...] = ()
    usual: tuple[tuple[int, bool], ...] = ()
    presence: tuple[Presence, ...] = ()
    presence_gap: int | None = None
    presence_days: tuple[int, ...] = ()
    supervisors: frozenset[int] | None = None

    def is_absent(self, day: int, begin: int, stop: int) -> bool:
        """Whether an absence touches [begin, stop) of the day."""
        return any(on == day and at < stop and begin < to for on, at, to in self.absent)


@dataclass(frozen=True, slots=True)
class Cover:
    """How many people one stretch of one day needs.

    Counts the assignments on `day` of a person in `people` to a template in `templates`. Each one missing below
    `least` costs `amount` units of its rule, each one above `most` (None: no upper need) likewise.
    For a practice the unit is the person-minute, so `amount` is the length of the stretch.
    `acute` marks an acute window: what is missing falls under the rule `acute_window`, not `cover_under`.
    `weight_under` and `weight_over` multiply the rules' own weights.
    """

    key: str
    day: int
    people: frozenset[int]
    templates: frozenset[int]
    least: int
    most: int | None = None
    amount: int = 1
    acute: bool = False
    weight_under: int = 1
    weight_over: int = 1
    begin: int = 0
    end: int = MINUTES_IN_DAY
    site: int | None = None
    profession: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """Consulting minutes expected at a site on a day inside [begin, end), to be met by `people` in `templates`."""

    key: str
    site: int
    day: int
    begin: int
    end: int
    minutes: int
    people: frozenset[int]
    templates: frozenset[int]


@dataclass(frozen=True, slots=True)
class RoomStock:
    """Rooms of one kind at one site."""

    site: int
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish to work or be off on a day: any session touching [begin, end), or one template only."""

    person: int
    day: int
    want: Want
    weight: int = 1
    template: int | None = None
    begin: int = 0
    end: int = MINUTES_IN_DAY


@dataclass(frozen=True, slots=True)
class FairShare:
    """One duty shared within one group of people.

    `sessions`: the (day, template) pairs that count. `exposure[i]` is the contract share that person
    `people[i]` brought over the ledger's time and this period (any unit, whole numbers, at least 1);
    `carried[i]` is what the ledger says they have already done. `tolerance` sessions around the fair share are free.
    """

    duty: Duty
    name: str
    people: tuple[int, ...]
    exposure: tuple[int, ...]
    carried: tuple[int, ...]
    sessions: frozenset[tuple[int, int]]
    tolerance: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """One person works one template on one day (all numbers)."""

    person: int
    day: int
    template: int


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """How much one natural unit of a soft rule costs, and in which tier (1 before 2 before 3)."""

    weight: int
    tier: int


@dataclass(frozen=True)
class RotaProblem:
    """All that a rota of `weeks` weeks from `first_day` (a Monday) is judged on.

    `offered[day]` holds the templates that can be worked on that day (opening hours, weekday, holiday).
    `travel[(a, b)]` minutes between two sites, both directions present; a missing pair cannot be combined in a day.
    `closed_may_day`: (day, site) pairs that the first of May closes. `pinned` must be in the rota.
    `reference` is an earlier version of this same period, None if there is none; it says nothing of days outside
    `reference_days` (None: it covers every day). Days before `notice_until`
    are inside the notice. `soft` holds the settings of the soft rules that apply, by rule name: a rule that is
    absent or has weight 0 costs nothing.
    """

    practice: str
    first_day: date
    weeks: int
    sites: tuple[str, ...]
    templates: tuple[Template, ...]
    people: tuple[Person, ...]
    offered: tuple[frozenset[int], ...]
    travel: Mapping[tuple[int, int], int] = field(default_factory=dict)
    rooms: tuple[RoomStock, ...] = ()
    closed_may_day: frozenset[tuple[int, int]] = frozenset()
    pinned: frozenset[Assignment] = frozenset()
    cover: tuple[Cover, ...] = ()
    demand: tuple[Demand, ...] = ()
    wishes: tuple[Wish, ...] = ()
    fair_shares: tuple[FairShare, ...] = ()
    reference: frozenset[Assignment] | None = None
    reference_days: frozenset[int] | None = None
    notice_until: int = 0
    soft: Mapping[str, RuleSetting] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Days in the period."""
        return self.weeks * DAYS_IN_WEEK

    def date_of(self, day: int) -> date:
        """The calendar date of a day number."""
        return self.first_day + timedelta(days=day)

    def travel_minutes(self, origin: int, destination: int) -> int | None:
        """Minutes from one site to another, 0 within a site, None if they cannot be combined."""
        return 0 if origin == destination else self.travel.get((origin, destination))

    def is_compared(self, day: int) -> bool:
        """Whether the reference says what the rota of that day was."""
        return self.reference is not None and (self.reference_days is None or day in self.reference_days)

    def candidates(self, person: int, day: int) -> tuple[int, ...]:
        """Templates the person could work that day: offered, eligible, not absent, not closed by the first of May."""
        return self._candidates[person][day]

    def cells(self) -> Iterator[Assignment]:
        """Every assignment that eligibility, offer and absences allow, in order."""
        for person in range(len(self.people)):
            for day in range(self.days):
                for template in self.candidates(person, day):
                    yield Assignment(person, day, template)

    def compatible(self, first: int, second: int) -> bool:
        """Whether one person can work both templates on one day: no overlap, and time to travel."""
        return second in self._compatible[first]

    @cached_property
    def _compatible(self) -> tuple[frozenset[int], ...]:
        count = range(len(self.templates))
        return tuple(frozenset(b for b in count if self._fit(a, b)) for a in count)

    def _fit(self, first: int, second: int) -> bool:
        early, late = sorted((self.templates[first], self.templates[second]), key=lambda t: (t.start, t.end))
        travel = self.travel_minutes(early.site, late.site)
        return first != second and travel is not None and early.end + travel <= late.start

    @cached_property
    def _candidates(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        return tuple(tuple(self._candidates_on(person, day) for day in range(self.days)) for person in self.people)

    def _candidates_on(self, person: Person, day: int) -> tuple[int, ...]:
        return tuple(
            number
            for number in sorted(self.offered[day] & person.eligible)
            if (day, self.templates[number].site) not in self.closed_may_day
            and not person.is_absent(day, self.templates[number].start, self.templates[number].end)
        )
