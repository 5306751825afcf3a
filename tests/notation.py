"""The notation of `tests/spec` (explained in its README): from words to a rota problem and a rota."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from scheduler.rota.problem import (
    DAYS_IN_WEEK,
    MINUTES_IN_DAY,
    Assignment,
    ContractTarget,
    Cover,
    Demand,
    Duty,
    FairShare,
    Limits,
    PastSession,
    Person,
    Presence,
    RoomStock,
    RotaProblem,
    Template,
    Want,
    Wish,
)
from scheduler.rota.rota import Rota
from tests.builders import a_person, a_problem, a_template, clock, span

Words = Mapping[str, Any]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LENGTH = re.compile(r"(\d+)h(\d\d)?")
_CLOCK = re.compile(r"\d\d:\d\d")
_LIMITS = frozenset(limit.name for limit in fields(Limits))
_ALL_DAY = (0, MINUTES_IN_DAY)


def amount(value: Any) -> Any:
    """Minutes from a length ("11h", "7h30") or a clock time ("08:00"); anything else as it is."""
    if not isinstance(value, str):
        return value
    if length := _LENGTH.fullmatch(value):
        return int(length[1]) * 60 + int(length[2] or 0)
    return clock(value) if _CLOCK.fullmatch(value) else value


def day_number(word: str) -> int:
    """0 for "mon", 7 for "mon2", -1 for "sun0", the eve of the period."""
    return _WEEKDAYS.index(word[:3]) + DAYS_IN_WEEK * (int(word[3:] or 1) - 1)


def days(words: str) -> Iterator[int]:
    """The days of "mon", "mon-fri" or "mon, thu-sat2"."""
    for part in words.split(","):
        first, _, last = part.strip().partition("-")
        yield from range(day_number(first), day_number(last or first) + 1)


def timetable(table: Words | None) -> Iterator[tuple[int, Any]]:
    """Every (day, entry) of {days: entry or list of entries}."""
    for when, what in (table or {}).items():
        for day in days(when):
            for entry in what if isinstance(what, list) else [what]:
                yield day, entry


def hours(words: str | None) -> tuple[int, int]:
    """[from, to) of "08:00-12:00", the whole day for None or "all day"."""
    return _ALL_DAY if words in (None, "all day") else span(str(words))


@dataclass(frozen=True)
class Names:
    """The numbers behind the names of one example."""

    sites: Sequence[str]
    templates: Sequence[str]
    people: Sequence[str]

    def some(self, kind: str, names: Sequence[str] | None) -> frozenset[int]:
        """The numbers of those names, of all if None."""
        known = getattr(self, kind)
        return frozenset(range(len(known)) if names is None else map(known.index, names))

    def assignments(self, table: Words | None) -> frozenset[Assignment]:
        """Assignments from {person: {days: templates}}."""
        return frozenset(
            Assignment(self.people.index(person), day, self.templates.index(template))
            for person, week in (table or {}).items()
            for day, template in timetable(week)
        )


def problem_and_rota(words: Words) -> tuple[RotaProblem, Rota, Names]:
    """The problem, the rota and the names of one example."""
    templates = {name: _template_words(entry) for name, entry in words["templates"].items()}
    sites = words.get("sites") or list(dict.fromkeys(entry["site"] for entry in templates.values()))
    names = Names(sites, list(templates), list(words["people"]))
    built = [_template(names, name, entry) for name, entry in templates.items()]
    staff = [_person(names, built, name, entry or {}) for name, entry in words["people"].items()]
    problem = a_problem(built, staff, words.get("weeks", 1), sites=tuple(sites), **_rest(names, words))
    return problem, Rota(names.assignments(words.get("rota"))), names


def _template_words(entry: str | Words) -> dict[str, Any]:
    words = {"hours": entry} if isinstance(entry, str) else dict(entry)
    words["hours"], _, site = words["hours"].partition(" at ")
    return words | {"site": site or "centre"}


def _template(names: Names, key: str, words: Words) -> Template:
    return a_template(
        words["hours"],
        words.get("break"),
        key=key,
        site=names.sites.index(words["site"]),
        kind=words.get("kind", "consulting"),
        room=words.get("room"),
        not_next_day=names.some("templates", words.get("not_next_day", [])),
    )


def _person(names: Names, templates: Sequence[Template], key: str, words: Words) -> Person:
    limits = {name: amount(value) for name, value in words.items() if name in _LIMITS and name != "templates"}
    past = tuple(_past(names, templates, day, entry) for day, entry in timetable(words.get("past")))
    return a_person(
        key,
        **limits,
        templates={names.templates.index(name): most for name, most in words.get("templates", {}).items()},
        eligible=names.some("templates", words.get("eligible")),
        home_site=names.sites.index(words["home"]) if "home" in words else None,
        absent=tuple((day, *hours(entry)) for day, entry in timetable(words.get("absent"))),
        past=past,
        past_days=words.get("past_days", max((-session.day for session in past), default=0)),
        past_weeks=tuple(map(amount, words.get("past_weeks", ()))),
        contract_week=amount(words.get("contract_week", 0)),
        targets=tuple(map(_target, words.get("targets", ()))),
        usual=tuple((day, entry == "on") for day, entry in timetable(words.get("usual"))),
        presence=tuple(_presence(names, entry) for entry in words.get("presence", ())),
        presence_gap=words.get("presence_gap"),
        presence_days=tuple(days(words["presence_days"])) if "presence_days" in words else (),
        supervisors=names.some("people", words["supervisors"]) if "supervisors" in words else None,
    )


def _past(names: Names, templates: Sequence[Template], day: int, entry: str) -> PastSession:
    number = names.templates.index(entry) if entry in names.templates else None
    session = a_template(entry) if number is None else templates[number]
    return PastSession(day, session.start, session.end, session.worked, session.site, number)


def _target(words: Words) -> ContractTarget:
    first, *_, last = days(words["days"])
    minutes, tolerance = amount(words["minutes"]), amount(words.get("tolerance", 0))
    return ContractTarget(first, last, minutes, tolerance, words.get("desk", False))


def _presence(names: Names, words: Words) -> Presence:
    site, available = names.sites.index(words["site"]), tuple(days(words["available"]))
    return Presence(words["week"] - 1, site, words["days"], available)


def _rest(names: Names, words: Words) -> dict[str, Any]:
    """What the example says beyond templates, people and rota."""
    found: dict[str, Any] = {
        "travel": dict(_travel(names, words.get("travel", {}))),
        "rooms": tuple(_rooms(names, words.get("rooms", {}))),
        "closed_may_day": frozenset((day, names.sites.index(site)) for day, site in timetable(words.get("may_day"))),
        "pinned": names.assignments(words.get("pinned")),
        "cover": tuple(_cover(names, key, entry) for key, entry in words.get("cover", {}).items()),
        "demand": tuple(_demand(names, key, entry) for key, entry in words.get("demand", {}).items()),
        "wishes": tuple(_wish(names, entry) for entry in words.get("wishes", ())),
        "fair_shares": tuple(_fair_share(names, entry) for entry in words.get("fair_shares", ())),
        "notice_until": day_number(words.get("notice_until", "mon")),
    }
    if words.get("reference") is not None:
        found["reference"] = names.assignments(words["reference"])
    if "reference_days" in words:
        found["reference_days"] = frozenset(days(words["reference_days"]))
    if "offered" in words:
        found["offered"] = _offered(names, words)
    return found


def _offered(names: Names, words: Words) -> tuple[frozenset[int], ...]:
    """The table's days offer what it says there, the others everything."""
    stated = {day: entry.split() for when, entry in words["offered"].items() for day in days(when)}
    period = range(words.get("weeks", 1) * DAYS_IN_WEEK)
    return tuple(names.some("templates", stated.get(day)) for day in period)


def _travel(names: Names, words: Words) -> Iterator[tuple[tuple[int, int], int]]:
    for pair, minutes in words.items():
        one, other = (names.sites.index(site) for site in pair.split("-"))
        yield (one, other), minutes
        yield (other, one), minutes


def _rooms(names: Names, words: Words) -> Iterator[RoomStock]:
    for site, stock in words.items():
        for kind, count in stock.items():
            yield RoomStock(names.sites.index(site), kind, count)


def _cover(names: Names, key: str, words: Words) -> Cover:
    begin, end = hours(words.get("hours"))
    plain = ("most", "acute", "weight_under", "weight_over")
    return Cover(
        key,
        day_number(words["day"]),
        names.some("people", words.get("people")),
        names.some("templates", words.get("templates")),
        words.get("least", 0),
        amount=words.get("amount", end - begin),
        begin=begin,
        end=end,
        **{name: words[name] for name in plain if name in words},
    )


def _demand(names: Names, key: str, words: Words) -> Demand:
    begin, end = hours(words.get("hours"))
    who = names.some("people", words.get("people")), names.some("templates", words.get("templates"))
    site = names.sites.index(words["site"]) if "site" in words else 0
    return Demand(key, site, day_number(words["day"]), begin, end, amount(words["minutes"]), *who)


def _wish(names: Names, words: Words) -> Wish:
    begin, end = hours(words.get("hours"))
    template = names.templates.index(words["template"]) if "template" in words else None
    want, weight = Want(words["want"]), words.get("weight", 1)
    return Wish(names.people.index(words["person"]), day_number(words["day"]), want, weight, template, begin, end)


def _fair_share(names: Names, words: Words) -> FairShare:
    people = tuple(names.people.index(person) for person in words["exposure"])
    return FairShare(
        Duty(words["duty"]),
        words.get("group", "GPs"),
        people,
        tuple(words["exposure"].values()),
        tuple(words.get("carried", {}).get(person, 0) for person in words["exposure"]),
        frozenset((day, names.templates.index(template)) for day, template in timetable(words["sessions"])),
        words.get("tolerance", 1),
    )
