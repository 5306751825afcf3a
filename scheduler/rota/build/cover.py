"""Cover needs and acute windows, cut into stretches in which the same sessions can serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from scheduler.calendar import MINUTES_IN_DAY, DayKind, show_span
from scheduler.demand import CoverNeed
from scheduler.practice import AcuteWindows
from scheduler.rota.build.frame import Frame, Spans
from scheduler.rota.problem import Cover, Template
from scheduler.sessions import SessionKind
from scheduler.staff import Profession

ACUTE = "acute"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes of a day in which exactly `templates` have someone present; [begin, end) spans them all."""

    templates: frozenset[int]
    begin: int
    end: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Need:
    """How many of some professions one site needs, whatever line of the file asks for it."""

    name: str
    site: int
    professions: tuple[Profession, ...]
    kinds: tuple[SessionKind, ...] | None
    least: int
    most: int | None = None

    @property
    def acute(self) -> bool:
        """Whether it keeps an acute window."""
        return self.name == ACUTE


class CoverBuilder:
    """Cuts needs into `Cover`; days that offer the same sessions share their cuts."""

    def __init__(self, frame: Frame, templates: tuple[Template, ...], offered: tuple[frozenset[int], ...]) -> None:
        self._frame = frame
        self._templates = templates
        self._offered = offered
        self._cuts: dict[tuple[frozenset[int], Spans], list[Stretch]] = {}
        self._servants: dict[tuple[int, tuple[Profession, ...], tuple[SessionKind, ...] | None], frozenset[int]] = {}

    def build(self) -> tuple[Cover, ...]:
        """Every cover need of the period, acute windows first."""
        days = range(len(self._frame.dates))
        return (
            *(cover for day in days for need, spans in self._windows(day) for cover in self._cover(day, need, spans)),
            *(cover for day in days for need, spans in self._needs(day) for cover in self._cover(day, need, spans)),
        )

    def _windows(self, day: int) -> Iterator[tuple[Need, Spans]]:
        practice = self._frame.practice
        for number, site in enumerate(practice.sites):
            windows = practice.windows_of(site)
            spans = acute_spans(windows, self._frame.open_hours(day, number), self._frame.kinds[day])
            if windows.least and spans:
                yield Need(ACUTE, number, windows.professions, (SessionKind.CONSULTING,), windows.least), spans

    def _needs(self, day: int) -> Iterator[tuple[Need, Spans]]:
        for number, line in enumerate(self._frame.practice.cover, start=1):
            if (line.least or line.most is not None) and self._frame.applies(line.days, line.dates, day):
                for site in self._frame.sites_in(line.sites):
                    spans = clip(self._frame.open_hours(day, site), line.begin, line.end)
                    yield _need(number, site, line), spans

    def _cover(self, day: int, need: Need, spans: Spans) -> Iterator[Cover]:
        people = self._frame.members(need.professions)
        site = self._frame.practice.sites[need.site].id
        for stretch in self._cut(self._serving(need) & self._offered[day], spans):
            yield Cover(
                key=f"{need.name}/{site}/{self._frame.dates[day]}/{show_span((stretch.begin, stretch.end))}",
                day=day,
                people=people,
                templates=stretch.templates,
                least=need.least,
                most=need.most,
                amount=stretch.minutes,
                acute=need.acute,
                begin=stretch.begin,
                end=stretch.end,
                site=need.site,
                profession="+".join(need.professions),
            )

    def _serving(self, need: Need) -> frozenset[int]:
        key = (need.site, need.professions, need.kinds)
        if key not in self._servants:
            self._servants[key] = frozenset(serving_templates(self._frame, *key))
        return self._servants[key]

    def _cut(self, templates: frozenset[int], spans: Spans) -> list[Stretch]:
        key = (templates, spans)
        if key not in self._cuts:
            self._cuts[key] = cut(self._templates, templates, spans)
        return self._cuts[key]


def _need(number: int, site: int, line: CoverNeed) -> Need:
    return Need(f"need-{number}", site, line.professions, line.kinds, line.least, line.most)


def serving_templates(
    frame: Frame, site: int, professions: Iterable[Profession], kinds: Iterable[SessionKind] | None
) -> Iterator[int]:
    """The templates of a site that some profession may work and whose kind counts."""
    for number, placed in enumerate(frame.placed):
        right_kind = kinds is None or placed.template.kind in kinds
        if placed.site == site and right_kind and set(professions) & set(placed.template.professions):
            yield number


def acute_spans(windows: AcuteWindows, hours: Spans, kind: DayKind) -> Spans:
    """The hours of a day that are kept first for acute problems."""
    if kind is DayKind.HOLIDAY and windows.holidays:
        return hours
    early = clip(hours, 0, windows.before) if windows.before is not None else ()
    late = clip(hours, windows.after, MINUTES_IN_DAY) if windows.after is not None else ()
    return early + late


def clip(spans: Spans, begin: int, end: int) -> Spans:
    """What lies inside [begin, end)."""
    return tuple((max(begin, at), min(end, to)) for at, to in spans if max(begin, at) < min(end, to))


def cut(templates: tuple[Template, ...], serving: frozenset[int], spans: Spans) -> list[Stretch]:
    """The stretches of some hours, those in which the same sessions have someone present taken together.

    Stretches that no session serves stay apart: nobody can change them, and their hours should be told exactly.
    """
    borders = sorted({edge for number in serving for span in templates[number].stretches() for edge in span})
    found: dict[tuple[frozenset[int], int | None], Stretch] = {}
    for begin, end in (piece for span in spans for piece in _pieces(span, borders)):
        present = frozenset(n for n in serving if templates[n].minutes_within(begin, end))
        key = (present, None if present else begin)
        known = found.get(key, Stretch(present, begin, end, 0))
        found[key] = Stretch(present, known.begin, end, known.minutes + end - begin)
    return list(found.values())


def _pieces(span: tuple[int, int], borders: list[int]) -> Iterator[tuple[int, int]]:
    edges = [span[0], *(edge for edge in borders if span[0] < edge < span[1]), span[1]]
    return pairwise(edges)
