"""Reads an instance file of the shift scheduling benchmark, and says everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.instances.rostering import lines as fmt
from benchmarks.instances.rostering.faults import Fault, InstanceError
from benchmarks.instances.rostering.instance import CoverLine, Employee, Instance, Request, Shift
from benchmarks.instances.rostering.lines import Line, Pages, pages_of
from scheduler.rota.problem import DAYS_IN_WEEK, MINUTES_IN_DAY

# Ten years; the longest published instance has one.
LONGEST = 520 * DAYS_IN_WEEK


def read_instance(path: Path) -> Instance:
    """The instance in a file; raises `InstanceError` with every fault found."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InstanceError([Fault(str(path), None, error.strerror or "cannot be read")]) from error
    except UnicodeDecodeError as error:
        raise InstanceError([Fault(str(path), None, f"byte {error.start} is not UTF-8 text")]) from error
    return parse_instance(path.stem, str(path), text)


def parse_instance(key: str, file: str, text: str) -> Instance:
    """The instance in a text; `file` names it in the faults of `InstanceError`."""
    pages = pages_of(file, text)
    instance = _Reader(pages, _days(pages), _first_fields(pages, fmt.SHIFTS), _first_fields(pages, fmt.STAFF)).read(key)
    if pages.faults:
        raise InstanceError(pages.faults)
    return instance


def _first_fields(pages: Pages, section: str) -> tuple[str, ...]:
    # Names count as declared even if the rest of their line is wrong, so that one mistake is told once.
    return tuple(line.fields[0] for line in pages.lines(section))


def _days(pages: Pages) -> int:
    for extra in pages.lines(fmt.HORIZON)[1:]:
        pages.note(extra.number, f"{','.join(extra.fields)!r}: the horizon is one number")
    found = pages.each(fmt.HORIZON, lambda line: _horizon(pages, line))
    return found[0] if found else LONGEST


def _horizon(pages: Pages, line: Line) -> int:
    days = pages.whole(line, pages.fields(line, 1)[0], "days", least=DAYS_IN_WEEK, most=LONGEST)
    if days % DAYS_IN_WEEK:
        raise pages.refuse(line, f"'{days}' days are not whole weeks")
    return days


@dataclass(frozen=True)
class _Reader:
    """Reads the sections of a file whose horizon and names are known."""

    pages: Pages
    days: int
    shift_keys: tuple[str, ...]
    employee_keys: tuple[str, ...]

    def read(self, key: str) -> Instance:
        pages = self.pages
        instance = Instance(
            key=key,
            days=self.days,
            shifts=tuple(pages.each(fmt.SHIFTS, self._shift)),
            employees=tuple(pages.each(fmt.STAFF, self._employee)),
            days_off=frozenset(pair for pairs in pages.each(fmt.DAYS_OFF, self._days_off) for pair in pairs),
            on_requests=tuple(pages.each(fmt.ON_REQUESTS, self._request)),
            off_requests=tuple(pages.each(fmt.OFF_REQUESTS, self._request)),
            cover=tuple(pages.each(fmt.COVER, self._cover)),
        )
        self._ask_once()
        self._ask_for_cover(instance.cover)
        return instance

    def _shift(self, line: Line) -> Shift:
        key, minutes, *rest = self.pages.fields(line, 2, 3)
        forbidden = rest[0].split("|") if rest and rest[0] else []
        return Shift(
            self.pages.name(line, key, "a shift"),
            self.pages.whole(line, minutes, "minutes", least=1, most=MINUTES_IN_DAY),
            frozenset(self._known_shift(line, name.strip()) for name in forbidden),
        )

    def _employee(self, line: Line) -> Employee:
        key, limits, *figures = self.pages.fields(line, 8)
        whole = self.pages.whole
        return Employee(
            key=self.pages.name(line, key, "an employee"),
            most_shifts=self._most_shifts(line, limits),
            most_minutes=whole(line, figures[0], "MaxTotalMinutes"),
            least_minutes=whole(line, figures[1], "MinTotalMinutes"),
            longest_run_on=whole(line, figures[2], "MaxConsecutiveShifts"),
            shortest_run_on=whole(line, figures[3], "MinConsecutiveShifts"),
            shortest_run_off=whole(line, figures[4], "MinConsecutiveDaysOff"),
            weekends=whole(line, figures[5], "MaxWeekends"),
        )

    def _most_shifts(self, line: Line, text: str) -> dict[str, int]:
        entries = text.split("|")
        most = dict(self._shift_limit(line, entry) for entry in entries)
        if len(most) < len(entries):
            raise self.pages.refuse(line, f"{text!r} limits a shift twice")
        for key in self.shift_keys:
            if key not in most:
                raise self.pages.refuse(line, f"{text!r} has no limit for shift {key!r}")
        return most

    def _shift_limit(self, line: Line, entry: str) -> tuple[str, int]:
        key, sign, limit = entry.partition("=")
        if not sign:
            raise self.pages.refuse(line, f"{entry!r} is not of the form SHIFT=LIMIT")
        return self._known_shift(line, key.strip()), self.pages.whole(line, limit.strip(), "MaxShifts")

    def _days_off(self, line: Line) -> list[tuple[str, int]]:
        key = self._known_employee(line, line.fields[0])
        return [(key, self._day(line, day)) for day in line.fields[1:]]

    def _request(self, line: Line) -> Request:
        key, day, shift, weight = self.pages.fields(line, 4)
        return Request(
            self._known_employee(line, key),
            self._day(line, day),
            self._known_shift(line, shift),
            self.pages.whole(line, weight, "weight"),
        )

    def _cover(self, line: Line) -> CoverLine:
        day, shift, *figures = self.pages.fields(line, 5)
        names = ("requirement", "weight for under", "weight for over")
        figured = (self.pages.whole(line, text, name) for text, name in zip(figures, names, strict=True))
        return CoverLine(self._day(line, day), self._known_shift(line, shift), *figured)

    def _known_shift(self, line: Line, key: str) -> str:
        return self.pages.known(line, key, self.shift_keys, "a shift")

    def _known_employee(self, line: Line, key: str) -> str:
        return self.pages.known(line, key, self.employee_keys, "an employee")

    def _day(self, line: Line, text: str) -> int:
        return self.pages.whole(line, text, "day", most=self.days - 1)

    def _ask_once(self) -> None:
        for section, size, what in ((fmt.SHIFTS, 1, "shift"), (fmt.STAFF, 1, "employee"), (fmt.COVER, 2, "cover")):
            seen: set[tuple[str, ...]] = set()
            for line in self.pages.lines(section):
                key = line.fields[:size]
                if key in seen:
                    self.pages.note(line.number, f"{','.join(key)!r} is a second line for the same {what}")
                seen.add(key)

    def _ask_for_cover(self, cover: Iterable[CoverLine]) -> None:
        # With faults already noted, missing lines would only be told twice.
        if self.pages.faults:
            return
        told = {(line.day, line.shift) for line in cover}
        for day in range(self.days):
            for shift in self.shift_keys:
                if (day, shift) not in told:
                    self.pages.note(None, f"'{day},{shift}' has no line in {fmt.COVER!r}")
