"""The terms of a practice: what its file says about booking, worked out once for each publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import cast

from scheduler.agenda.masks import FULL, mask_of
from scheduler.agenda.papers import KeptDay
from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import Published
from scheduler.booking.policy import MotivePolicy, SharedResource, Sharing
from scheduler.booking.times import instant
from scheduler.booking.wall import Wall
from scheduler.calendar import GRAIN, MINUTES_IN_DAY, DayKind
from scheduler.contacts import Patients, on_grid, together
from scheduler.forecast import still_expected
from scheduler.learned import Learned, LearnedLength
from scheduler.lengths import UnknownLengthError, expected_length, motives_of
from scheduler.motives import Channel, Motive, ReleaseStep, Use
from scheduler.patients import Category
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets
from scheduler.staff import Practitioner, Profession
from scheduler.zones import zone_of

KINDS: Mapping[Use, BlockKind] = {
    Use.PLANNED: BlockKind.OPEN,
    Use.ACUTE: BlockKind.ACUTE,
    Use.REVIEW: BlockKind.REVIEW,
    Use.TELE: BlockKind.TELE,
    Use.VISIT: BlockKind.VISIT,
    Use.GROUP: BlockKind.GROUP,
}
"""The time of an agenda that is kept for a use."""
_CUT_BY: Mapping[BlockKind, frozenset[Use]] = {
    BlockKind.OPEN: frozenset({Use.PLANNED, Use.ACUTE}),
    BlockKind.ACUTE: frozenset({Use.ACUTE}),
    BlockKind.REVIEW: frozenset({Use.REVIEW}),
    BlockKind.TELE: frozenset({Use.TELE}),
    BlockKind.VISIT: frozenset({Use.VISIT}),
}
"""The uses whose bookings cut slots out of a kind of time."""


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of a site's day kept first for acute problems; `opens`: the moment (UTC) of their release, None: never."""

    mask: int
    opens: datetime | None

    def closed(self, now: datetime) -> bool:
        """Whether it is not released yet."""
        return self.opens is None or now < self.opens


@dataclass(frozen=True, slots=True)
class Reserve:
    """The acute slots that a site keeps on a day. `steps`: from each moment (UTC) on so many, in order of time."""

    expected: float
    sd: float
    slots: int
    steps: tuple[tuple[datetime, int], ...]

    def kept(self, now: datetime) -> int:
        """How many free slots stay kept at a moment."""
        kept = self.slots
        for moment, slots in self.steps:
            if now < moment:
                break
            kept = slots
        return kept

    def next_step(self, now: datetime) -> datetime | None:
        """When another number stays kept, None if that is the last."""
        return next((moment for moment, _ in self.steps if now < moment), None)


class Terms:
    """What the rules need of a publication, by id; everything is worked out when it is first asked for.

    `derived`: what is worked out once of a motive by a channel, acute or not.
    """

    def __init__(self, published: Published) -> None:
        self.published = published
        self.practice: Practice = published.practice
        self.policy = self.practice.booking
        self.wall = Wall(zone_of(self.practice.practice))
        self.people: Mapping[str, Practitioner] = {one.id: one for one in self.practice.practitioners}
        self.sites = {site.id: site for site in self.practice.sites}
        self.site_ids = tuple(self.sites)
        self.motives: Mapping[str, Motive] = {motive.id: motive for motive in motives_of(self.practice)}
        self.categories: Mapping[str, Category] = {category.id: category for category in self.practice.categories}
        self.derived: dict[tuple[str, Channel, bool], object] = {}
        self._slots: dict[tuple[str, str | None, str], int] = {}
        self._lengths: dict[tuple[str, frozenset[BlockKind]], tuple[int, ...]] = {}
        self._windows: dict[tuple[str, date], tuple[Window, ...]] = {}
        self._reserves: dict[tuple[str, date], Reserve | None] = {}
        self._learned: dict[tuple[str, str], Learned | None] = {}

    @cached_property
    def _motive_policies(self) -> Mapping[str, MotivePolicy]:
        return {one.motive: one for one in self.policy.motives}

    def motive_policy(self, motive: str) -> MotivePolicy:
        """What the policy says of a motive alone."""
        return self._motive_policies.get(motive) or MotivePolicy(motive=motive)

    def horizon_days(self, motive: str, acute: bool) -> int:
        """How many days ahead a motive is booked at most."""
        own = self.motive_policy(motive).horizon_days
        usual = self.policy.acute_horizon_days if acute else self.policy.horizon_days
        return usual if own is None else own

    def notice(self, motive: str, acute: bool) -> timedelta:
        """How long before the start a motive is booked at the latest."""
        own = self.motive_policy(motive).notice_minutes
        usual = self.policy.acute_notice_minutes if acute else self.policy.notice_minutes
        return timedelta(minutes=usual if own is None else own)

    def sharing(self, motive: str) -> tuple[Sharing, ...]:
        """Whom patients with a motive are offered beside their own doctor, in order."""
        own = self.motive_policy(motive).sharing
        return self.policy.sharing if own is None else own

    def sharing_costs(self, order: tuple[Sharing, ...]) -> Mapping[Sharing, float]:
        """What each step of a sharing order costs: no less than the steps before it."""
        dearest, found = 0.0, {}
        for step in order:
            dearest = found[step] = max(dearest, float(getattr(self.policy.ranking, step.value)))
        return found

    def slot_minutes(self, motive: Motive, category: Category | None, practitioner: str) -> int:
        """The slot that a motive gets, in minutes; `UnknownLengthError`."""
        key = motive.id, category.id if category else None, practitioner
        found = self._slots.get(key)
        if found is None:
            learned = self._learned_of(motive.id, practitioner)
            found = expected_length(self.practice, motive, category, practitioner, learned).slot
            self._slots[key] = found
        return found

    def _learned_of(self, motive: str, practitioner: str) -> Learned | None:
        """The lines that can speak of a motive and a practitioner: a history of a large group has thousands."""
        learned, key = self.published.learned, (motive, practitioner)
        if learned is not None and key not in self._learned:
            lines = self._learned_lines.get(motive, ())
            about = tuple(line for line in lines if line.practitioner in (None, practitioner))
            self._learned[key] = learned.model_copy(update={"lengths": about})
        return self._learned.get(key)

    @cached_property
    def _learned_lines(self) -> Mapping[str, Sequence[LearnedLength]]:
        found: dict[str, list[LearnedLength]] = {}
        for line in self.published.learned.lengths if self.published.learned else ():
            found.setdefault(line.motive, []).append(line)
        return found

    def taken_minutes(self, motive: Motive, channel: Channel, minutes: int) -> int:
        """What a slot takes of the agenda: with the travel of a visit, rounded up to the grid."""
        travel = 0.0
        if channel is Channel.VISIT:
            stated = motive.travel_minutes
            travel = consultation_presets().travel.value if stated is None else stated
        return GRAIN * int(-(-(minutes + travel) // GRAIN))

    def booked_lengths(self, practitioner: Practitioner, kinds: frozenset[BlockKind]) -> tuple[int, ...]:
        """The lengths, in grains, of the slots that bookings cut out of some kinds of a practitioner's time."""
        key = practitioner.id, kinds
        found = self._lengths.get(key)
        if found is None:
            uses = {use for kind in kinds for use in _CUT_BY.get(kind, ())}
            found = self._lengths[key] = tuple(sorted(set(self._cut(practitioner, uses))))
        return found

    def _cut(self, practitioner: Practitioner, uses: Iterable[Use]) -> Iterator[int]:
        motives = [one for one in self.motives.values() if practitioner.profession in one.professions]
        for motive in (one for one in motives if one.use in uses):
            for category in self.practice.categories or (None,):
                try:
                    minutes = self.slot_minutes(motive, category, practitioner.id)
                except UnknownLengthError:
                    continue
                yield self.taken_minutes(motive, motive.channel, minutes) // GRAIN

    @cached_property
    def acute_grains(self) -> int:
        """The length of an acute slot, one for all, in grains: the one that agendas are laid out with."""
        motives = [one for one in self.motives.values() if one.use is Use.ACUTE]
        patients = [self._patients_of(site) for site in self.sites]
        learned = self.published.learned
        slots = together(one.slots(motive, learned) for one in patients for motive in motives)
        return (on_grid(slots) if slots else int(consultation_presets().lengths[Use.ACUTE].slot.value)) // GRAIN

    def _patients_of(self, site: str) -> Patients:
        """Those whose own doctor is at home there; all where nobody's is."""
        people = self.practice.practitioners
        own = Patients.of(self.practice, (one.id for one in people if one.home_site == site))
        return own if own.listed else Patients.of(self.practice, (one.id for one in people))

    def resources(self, motive: str) -> tuple[SharedResource, ...]:
        """The shared resources that a motive needs, wherever they are."""
        return tuple(one for one in self.policy.shared if motive in one.motives)

    def windows(self, site: str, day: date) -> tuple[Window, ...]:
        """The acute windows of a site's day, each with its release; on a public holiday all day long is one."""
        key = site, day
        found = self._windows.get(key)
        if found is None:
            found = self._windows[key] = tuple(self._windows_of(site, day))
        return found

    def _windows_of(self, site: str, day: date) -> Iterator[Window]:
        windows, release = self.practice.windows_of(self.sites[site]), self.policy.window_release
        if windows.holidays and self.practice.public_holidays.kind_of(day) is DayKind.HOLIDAY:
            yield Window(FULL, self._moment(day, release.holiday))
            return
        if windows.before:
            yield Window(mask_of(0, windows.before), self._moment(day, release.early))
        if windows.after is not None and windows.after < MINUTES_IN_DAY:
            yield Window(mask_of(windows.after, MINUTES_IN_DAY), self._moment(day, release.late))

    def _moment(self, day: date, step: ReleaseStep | None) -> datetime | None:
        return instant(self.wall.zone, day - timedelta(days=step.days_before), step.at) if step else None

    def keeps_windows(self, site: str, profession: Profession) -> bool:
        """Whether the acute windows of a site are for that profession to hold."""
        return profession in self.practice.windows_of(self.sites[site]).professions

    def reserve(self, site: str, day: date) -> Reserve | None:
        """The acute reserve of a site's day, None where nothing is kept."""
        key = site, day
        if key not in self._reserves:
            kept = self.published.reserve.get(key)
            self._reserves[key] = self._reserve_of(kept) if kept else None
        return self._reserves[key]

    def _reserve_of(self, kept: KeptDay) -> Reserve:
        first = next((one.slots for one in kept.release if one.at is None), kept.slots)
        steps = (
            (instant(self.wall.zone, kept.on - timedelta(days=one.days_before or 0), one.at), one.slots)
            for one in kept.release
            if one.at is not None
        )
        return Reserve(kept.expected, kept.sd, first, tuple(sorted(steps)))

    def share_to_come(self, day: date, now: datetime) -> float:
        """The share of a day's acute requests that are still to come."""
        local = now.astimezone(self.wall.zone)
        days_before = (day - local.date()).days
        if days_before < 0:
            return 0.0
        learned = self.published.learned
        demand = learned.acute_demand if learned else None
        return still_expected(demand, days_before, local.hour * 60 + local.minute)


def terms_of(published: Published) -> Terms:
    """The terms of a publication, made once."""
    found = published.derived.get("terms")
    if found is None:
        found = published.derived["terms"] = Terms(published)
    return cast(Terms, found)
