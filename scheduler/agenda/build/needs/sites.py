"""What a site's patients ask for by week: visits, workshops, and open time for planned consultations."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.build.diary import Asked, Diary
from scheduler.agenda.build.whole import carried
from scheduler.agenda.problem import BlockKind, Item, Need
from scheduler.calendar import DAYS_IN_WEEK, GRAIN
from scheduler.contacts import WEEKS_IN_YEAR, on_grid, together
from scheduler.motives import Motive, Use
from scheduler.presets.consultations import consultation_presets


def visit_needs(diary: Diary) -> Iterator[Asked]:
    """Visits with their travel, of all motives together; sessions of visits count towards them."""
    for site in range(len(diary.practice.sites)):
        slots = _visit_slots(diary, site) if diary.expectations.has_list(site) else {}
        if not sum(slots.values()):
            continue
        item = Item(BlockKind.VISIT, on_grid(slots))
        due = sum(slots.values()) * len(diary.weeks) / WEEKS_IN_YEAR
        weights = [diary.minutes(diary.at_site[site, week], BlockKind.OPEN, BlockKind.VISIT) for week in diary.weeks]
        for week, amount in zip(diary.weeks, carried(due, weights), strict=True):
            numbers = diary.at_site[site, week]
            sessions = diary.serving(numbers, Use.VISIT) | diary.filled_with(numbers, BlockKind.VISIT)
            yield Asked(_of_week("visit_short", item, sessions, amount, (site, week)), item)


def _visit_slots(diary: Diary, site: int) -> dict[int, float]:
    """Visits in a year by their minutes, there and back included."""
    patients, learned = diary.expectations.patients[site], diary.expectations.learned
    return together(
        {slot + _travel(motive): contacts for slot, contacts in patients.slots(motive, learned).items()}
        for motive in diary.expectations.motives(Use.VISIT)
    )


def _travel(motive: Motive) -> int:
    stated = motive.travel_minutes
    minutes = consultation_presets().travel.value if stated is None else stated
    return GRAIN * round(minutes / GRAIN)


def group_needs(diary: Diary) -> Iterator[Asked]:
    """Workshops of each motive, one for every `places` patients who come."""
    for site in range(len(diary.practice.sites)):
        for motive in diary.expectations.motives(Use.GROUP) if diary.expectations.has_list(site) else ():
            slots = diary.expectations.patients[site].slots(motive, diary.expectations.learned)
            due = sum(slots.values()) / motive.places * len(diary.weeks) / WEEKS_IN_YEAR
            item = Item(BlockKind.GROUP, on_grid(slots), motive.id)
            weights = [diary.minutes(diary.at_site[site, week], BlockKind.OPEN) for week in diary.weeks]
            for week, amount in zip(diary.weeks, carried(due, weights), strict=True):
                sessions = diary.seeing(diary.at_site[site, week], motive.professions)
                yield Asked(_of_week("group_short", item, sessions, amount, (site, week)), item)


def open_needs(diary: Diary) -> Iterator[Asked]:
    """Open minutes for planned consultations: their share of the consulting minutes expected in a week."""
    for site in range(len(diary.practice.sites)):
        for week in diary.weeks:
            sessions = diary.serving(diary.at_site[site, week], Use.PLANNED)
            amount = GRAIN * round(_planned_minutes(diary, site, week) / GRAIN)
            yield Asked(_of_week("open_short", Item(BlockKind.OPEN, 1), sessions, amount, (site, week)))


def _planned_minutes(diary: Diary, site: int, week: int) -> float:
    expectations = diary.expectations
    days = range(week * DAYS_IN_WEEK, (week + 1) * DAYS_IN_WEEK)
    stated = [expectations.demand_minutes(site, day) for day in days]
    if any(minutes is None for minutes in stated) and not expectations.has_list(site):
        return 0.0
    if any(minutes is None for minutes in stated):
        return expectations.minutes(site, Use.PLANNED) / WEEKS_IN_YEAR
    return sum(minutes or 0.0 for minutes in stated) * expectations.share_of_minutes(site, Use.PLANNED)


def _of_week(rule: str, item: Item, sessions: frozenset[int], amount: int, at: tuple[int, int]) -> Need:
    """A need of a site's week, `at` = (site, week)."""
    site, week = at
    return Need(rule, item.kind, sessions, amount, item.minutes, item.motive, day=week * DAYS_IN_WEEK, site=site)
