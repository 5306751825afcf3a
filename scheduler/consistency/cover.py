"""Cover needs and acute windows: whether they fall in opening hours and whether anyone can hold them."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.calendar import DayKind, parse_days, show_clock, show_span
from scheduler.consistency.fault import Facts, Fault, listed
from scheduler.consistency.occasions import Occasion, occasions
from scheduler.consistency.staffing import Staffing, Stretch, overlaps
from scheduler.demand import CoverNeed
from scheduler.practice import AcuteWindows, Practice, Site
from scheduler.rota.build.cover import acute_spans
from scheduler.sessions import SessionKind


def cover_lines(practice: Practice) -> Iterator[Fault]:
    """Cover needs that run backwards, name no day, or ask for at most fewer than at least."""
    for position, need in enumerate(practice.cover):
        where = ("cover", position)
        if need.end <= need.begin:
            facts = {"from": show_clock(need.begin), "to": show_clock(need.end)}
            yield Fault((*where, "to"), "input-hours-backwards", facts)
        if need.days is None and not need.dates:
            yield Fault((*where, "days"), "input-no-days-nor-dates")
        if need.most is not None and need.most < need.least:
            yield Fault((*where, "most"), "input-most-under-least", {"least": need.least, "most": need.most})


def cover_outside_opening(practice: Practice) -> Iterator[Fault]:
    """Cover asked for while a site is closed.

    A need of "all" sites applies to each while it is open, so it is wrong only where none of them opens at all.
    """
    for position, need in enumerate(practice.cover):
        if need.begin < need.end:
            yield from (
                _everywhere(practice, need, position) if need.sites == "all" else _by_site(practice, need, position)
            )


def _by_site(practice: Practice, need: CoverNeed, position: int) -> Iterator[Fault]:
    for site in _sites(practice, need):
        days = [on for on in _days(practice, need, site) if not _within_the_day(need, on)]
        if days:
            opening = listed([show_span(span) for span in days[0].opening])
            facts = {"site": site.id, "days": _names(days), "hours": _hours(need), "opening": opening}
            yield Fault(("cover", position, "from"), "input-cover-outside-opening", facts)


def _within_the_day(need: CoverNeed, on: Occasion) -> bool:
    """Whether a need lies between first opening and last closing: what falls in a closed lunch hour is left out."""
    return bool(on.opening) and on.opening[0][0] <= need.begin and need.end <= on.opening[-1][1]


def _everywhere(practice: Practice, need: CoverNeed, position: int) -> Iterator[Fault]:
    by_site = [list(_days(practice, need, site)) for site in practice.sites]
    never = [same for same in zip(*by_site, strict=True) if not any(_touches(need, on) for on in same)]
    if never:
        facts = {"days": _names([same[0] for same in never]), "hours": _hours(need)}
        yield Fault(("cover", position, "from"), "input-cover-open-nowhere", facts)


def cover_no_one_can_give(practice: Practice) -> Iterator[Fault]:
    """Cover needs of more people than may ever be there in their stretch."""
    staffing = Staffing(practice)
    for position, need in enumerate(practice.cover):
        for site in _sites(practice, need):
            able = {on: _able(staffing, need, site, on) for on in _days(practice, need, site) if _touches(need, on)}
            short = [on for on, count in able.items() if count < need.least]
            if short:
                facts: Facts = {"site": site.id, "days": _names(short), "hours": _hours(need), "least": need.least}
                facts |= {"able": min(able[on] for on in short), "professions": ", ".join(need.professions)}
                yield Fault(("cover", position, "least"), "input-cover-no-one-can-give", facts)


def _able(staffing: Staffing, need: CoverNeed, site: Site, on: Occasion) -> int:
    return len(staffing.able(site, Stretch(on.kind, need.begin, need.end), need.professions, need.kinds))


def _sites(practice: Practice, need: CoverNeed) -> list[Site]:
    return [site for site in practice.sites if need.sites == "all" or site.id in need.sites]


def _days(practice: Practice, need: CoverNeed, site: Site) -> Iterator[Occasion]:
    return occasions(practice, site, need.days, need.dates)


def _touches(need: CoverNeed, on: Occasion) -> bool:
    return need.begin < need.end and overlaps(on.opening, need.begin, need.end)


def _names(days: list[Occasion]) -> str:
    return listed([day.name for day in days])


def _hours(need: CoverNeed) -> str:
    return show_span((need.begin, need.end))


def acute_windows_no_one_can_hold(practice: Practice) -> Iterator[Fault]:
    """Opening hours in an acute window that too few people of its professions could ever work."""
    staffing = Staffing(practice)
    for position, site in enumerate(practice.sites):
        for key in site.hours:
            for span, days in _window_days(site, practice.windows_of(site), key).items():
                yield from _not_held(staffing, (position, key), span, days)


def _not_held(staffing: Staffing, line: tuple[int, str], span: tuple[int, int], days: list[DayKind]) -> Iterator[Fault]:
    position, key = line
    site = staffing.practice.sites[position]
    windows = staffing.practice.windows_of(site)
    counted = (SessionKind.CONSULTING,)
    able = {day: len(staffing.able(site, Stretch(day, *span), windows.professions, counted)) for day in days}
    short = [day.value for day in days if able[day] < windows.least]
    if short:
        facts: Facts = {"site": site.id, "days": ", ".join(short), "hours": show_span(span)}
        facts |= {"least": windows.least, "able": min(able.values())}
        yield Fault(("sites", position, "hours", key), "input-acute-window-no-one-can-hold", facts)


def _window_days(site: Site, windows: AcuteWindows, key: str) -> dict[tuple[int, int], list[DayKind]]:
    """The stretches of acute windows in one line of opening hours, with the kinds of day that have them."""
    found: dict[tuple[int, int], list[DayKind]] = {}
    for day in DayKind:
        for stretch in acute_spans(windows, site.hours[key], day) if day in parse_days(key) else ():
            found.setdefault(stretch, []).append(day)
    return found
