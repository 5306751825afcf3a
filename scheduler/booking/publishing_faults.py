"""Why a rota and its agendas cannot be published: what does not belong together, and blocks nobody could book by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from scheduler.agenda.build.sessions import LAID_OUT
from scheduler.agenda.papers import AgendaPaper, PlannedBlock
from scheduler.agenda.problem import BlockKind
from scheduler.calendar import DAYS_IN_WEEK, show_clock
from scheduler.consistency.fault import Facts, Fault, Location, listed, nearest
from scheduler.files.learned import learned_faults
from scheduler.files.papers import agenda_faults, rota_faults
from scheduler.learned import Learned
from scheduler.lengths import motives_of
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper

LAST_YEAR = 2199


class UnpublishableError(ValueError):
    """These papers cannot be published.

    `faults`: every reason. A location begins with the paper it speaks of: `rota`, `agenda` or `learned`.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "; ".join(f"{'.'.join(map(str, one.location))}: {one.reason_key}" for one in self.faults)


def publishing_faults(practice: Practice, rota: RotaPaper, agenda: AgendaPaper, learned: Learned | None) -> list[Fault]:
    """Every reason why these papers cannot be published together."""
    strange = [
        *_of("rota", rota_faults(rota, practice)),
        *_of("agenda", agenda_faults(agenda, rota, practice)),
        *(_of("learned", learned_faults(learned, practice)) if learned else ()),
    ]
    if strange:
        return strange  # nothing can be concluded from papers of something else
    if rota.from_date.year > LAST_YEAR:
        return [Fault(("rota", "from"), "publish-beyond-calendar", {"year": str(LAST_YEAR)})]
    papers = _Papers(practice, rota, agenda)
    return [fault for find in _CHECKS for fault in _of("agenda", find(papers))]


def _of(paper: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    return (replace(fault, location=(paper, *fault.location)) for fault in faults)


@dataclass(frozen=True)
class _Papers:
    """A rota and agendas that speak of the same practice, period and sessions."""

    practice: Practice
    rota: RotaPaper
    agenda: AgendaPaper

    def blocks(self) -> Iterator[tuple[Location, PlannedBlock]]:
        for number, one in enumerate(self.agenda.agendas):
            for place, block in enumerate(one.blocks):
                yield ("agendas", number, "blocks", place), block


def _without_agenda(papers: _Papers) -> Iterator[Fault]:
    """Sessions that should have an agenda and have none: their time would silently stay closed."""
    laid_out = {template.id for template in papers.practice.templates if template.kind in LAID_OUT}
    given = {(one.practitioner, one.on, one.template, one.site) for one in papers.agenda.agendas if one.blocks}
    for one in papers.rota.sessions:
        if one.template in laid_out and (one.practitioner, one.on, one.template, one.site) not in given:
            facts: Facts = {"practitioner": one.practitioner, "date": str(one.on), "template": one.template}
            yield Fault(("agendas",), "publish-session-without-agenda", {**facts, "site": one.site})


def _outside_session(papers: _Papers) -> Iterator[Fault]:
    """Blocks that begin before their session or end after it."""
    spans = {template.id: (template.start, template.end) for template in papers.practice.templates}
    for location, block in papers.blocks():
        begin, end = spans[papers.agenda.agendas[int(location[1])].template]
        if block.begin < begin or block.end > end:
            facts: Facts = {"from": show_clock(begin), "to": show_clock(end)}
            yield Fault((*location, "from" if block.begin < begin else "to"), "publish-outside-session", facts)


def _overlapping(papers: _Papers) -> Iterator[Fault]:
    """Blocks of one practitioner that overlap, of two sessions too."""
    of_day: dict[tuple[str, date], list[tuple[PlannedBlock, Location]]] = defaultdict(list)
    for location, block in papers.blocks():
        agenda = papers.agenda.agendas[int(location[1])]
        of_day[agenda.practitioner, agenda.on].append((block, location))
    for (practitioner, day), blocks in of_day.items():
        in_order = sorted(blocks, key=lambda one: (one[0].begin, one[0].end))
        for (before, _), (block, location) in pairwise(in_order):
            if block.begin < before.end:
                facts: Facts = {"practitioner": practitioner, "date": str(day), "until": show_clock(before.end)}
                yield Fault((*location, "from"), "publish-overlap", facts)


def _unbookable(papers: _Papers) -> Iterator[Fault]:
    """Blocks kept for an unknown motive, and groups without a motive or a number of places."""
    known = [motive.id for motive in motives_of(papers.practice)]
    for location, block in papers.blocks():
        group = block.kind is BlockKind.GROUP
        if block.motive is not None and block.motive not in known:
            facts: Facts = {"name": block.motive, "known": listed(known), **nearest(block.motive, known)}
            yield Fault((*location, "motive"), "input-unknown-motive", facts)
        elif group and block.motive is None:
            yield Fault((*location, "motive"), "publish-group-without-motive")
        if group and block.places is None:
            yield Fault((*location, "places"), "publish-group-without-places")


def _strange_reserve(papers: _Papers) -> Iterator[Fault]:
    """Reserves of unknown sites, of dates outside the period, and those given twice."""
    sites = [site.id for site in papers.practice.sites]
    first, seen = papers.rota.from_date, set[tuple[str, date]]()
    last = first + timedelta(days=DAYS_IN_WEEK * papers.rota.weeks - 1)
    for number, kept in enumerate(papers.agenda.reserve):
        if kept.site not in sites:
            facts: Facts = {"name": kept.site, "known": listed(sites), **nearest(kept.site, sites)}
            yield Fault(("reserve", number, "site"), "input-unknown-site", facts)
        if not first <= kept.on <= last:
            yield Fault(("reserve", number, "date"), "input-outside-period", {"from": str(first), "to": str(last)})
        if (kept.site, kept.on) in seen:
            twice: Facts = {"site": kept.site, "date": str(kept.on)}
            yield Fault(("reserve", number), "publish-reserve-twice", twice)
        seen.add((kept.site, kept.on))


_CHECKS: tuple[Callable[[_Papers], Iterator[Fault]], ...] = (
    _without_agenda,
    _outside_session,
    _overlapping,
    _unbookable,
    _strange_reserve,
)
