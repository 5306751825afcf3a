"""The examples of `tests/spec/booking`: what each booking rule means, told on a few days of a small practice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ruamel.yaml import YAML

from scheduler.agenda.masks import mask_of
from scheduler.agenda.papers import KeptDay
from scheduler.booking.candidate import Candidate
from scheduler.booking.checks import check_of
from scheduler.booking.days import AgendaDay, Claim, Diary, FutureVisit, Patient, PlaceClaim, Taken
from scheduler.booking.judge import candidate_of
from scheduler.booking.refusal import Refusal
from scheduler.booking.request import Order
from scheduler.motives import Channel
from scheduler.practice import Practice
from tests.booking import a_day, a_diary, a_patient, a_practice_with_booking, a_visit, an_agenda_day, an_id, at
from tests.builders import A_MONDAY, span
from tests.examples import SPEC
from tests.notation import day_number

BOOKING_SPEC = SPEC / "booking"
Words = Mapping[str, Any]
_MOMENT = re.compile(r"((?P<day>[a-z]{3}\d?) )?(?P<time>\d\d:\d\d)")
_ORDER = ("category", "patient", "own_doctor", "enrolled", "acute", "minutes")


@dataclass(frozen=True)
class BookingExample:
    """One sentence about one rule: a diary at a moment, what is asked for, and which starts the rule refuses."""

    rule: str
    name: str
    words: Words
    diary: Diary
    now: datetime
    given: tuple[Order, ...]
    refused: tuple[Order, ...]

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.rule}: {self.name}"

    def refusal(self, order: Order) -> Refusal | None:
        """What the rule says of an order."""
        return check_of(self.rule)(self.candidate(order))

    def candidate(self, order: Order) -> Candidate:
        """The order under the eyes of the rules."""
        return candidate_of(self.diary, order, self.now)


def booking_rules_with_examples() -> set[str]:
    """The names of the files in `tests/spec/booking`."""
    return {path.stem for path in BOOKING_SPEC.glob("*.yaml")}


def booking_examples_of(rule: str) -> list[BookingExample]:
    """The examples of one rule, in the order of its file."""
    told = YAML(typ="safe", pure=True).load(BOOKING_SPEC / f"{rule}.yaml")
    if told["rule"] != rule:
        raise ValueError(f"{rule}.yaml tells of {told['rule']}")
    return [_example(rule, told.get("given", {}) | words) for words in told["examples"]]


def all_booking_examples() -> list[BookingExample]:
    """Every example of every rule."""
    return [example for rule in sorted(booking_rules_with_examples()) for example in booking_examples_of(rule)]


def _example(rule: str, words: Words) -> BookingExample:
    practice = a_practice_with_booking(words.get("booking"), **words.get("practice", {}))
    days = [_agenda_day(practice, key, line) for key, line in words["days"].items()]
    diary = a_diary(*days, practice=practice, published=_published(words), **_known(words))
    _take(diary, words)
    orders = {told: tuple(_order(words, one) for one in words.get(told, ())) for told in ("given", "refused")}
    return BookingExample(rule, words["name"], words, diary, _moment(words.get("now", "07:00")), **orders)


def _published(words: Words) -> dict[str, Any]:
    """What is published beside the days: the open period and the acute reserve."""
    found: dict[str, Any] = {"reserve": dict(_reserve(key, kept) for key, kept in words.get("reserve", {}).items())}
    for end, word in zip(("first_day", "last_day"), words.get("open", "").split(" to "), strict=False):
        found |= {end: a_day(day_number(word))} if word else {}
    return found


def _reserve(key: str, words: Words) -> tuple[tuple[str, date], KeptDay]:
    site, day = _day_of(key)
    steps = [{"slots": words["slots"]}] + [
        {"days_before": (day - moment.date()).days, "at": moment.strftime("%H:%M"), "slots": slots}
        for moment, slots in ((_wall(one), slots) for one, slots in words.get("release", {}).items())
    ]
    told = {"expected": 0, "sd": 0, "wanted": 0, "minutes": 0, "turned_away": 0, "unused": 0, "release": steps}
    return (site, day), KeptDay.model_validate({"site": site, "date": day, "slots": words["slots"]} | told)


def _known(words: Words) -> dict[str, Any]:
    return {
        "patients": tuple(_patient(name, about) for name, about in words.get("patients", {}).items()),
        "visits": {name: tuple(map(_visit, lines)) for name, lines in words.get("visits", {}).items()},
    }


def _patient(name: str, words: Words | None) -> Patient:
    about = dict(words or {})
    enrolled = about.pop("enrolled", True)
    return a_patient(name, **about, **({} if enrolled else {"enrolled_from": None}))


def _visit(line: str) -> FutureVisit:
    when, _, motive = line.rpartition(" ")
    day, time = _parts(when)
    return a_visit(time, motive, day)


def _agenda_day(practice: Practice, key: str, line: str) -> AgendaDay:
    holder, day = _day_of(key)
    home = next(one.home_site for one in practice.practitioners if one.id == holder)
    return an_agenda_day(line, holder, day, home)


def _take(diary: Diary, words: Words) -> None:
    for key, lines in words.get("taken", {}).items():
        diary.taken[_day_of(key)] = _taken(lines if isinstance(lines, list) else [lines])


def _taken(lines: list[str]) -> Taken:
    """ "09:00-09:20", "09:00-09:20 until 08:05" (a hold), "16:00" (a place in the group that begins then)."""
    found = Taken(1)
    for number, line in enumerate(lines):
        time, _, until = line.partition(" until ")
        if "-" not in time:
            found = replace(found, places=(*found.places, PlaceClaim(an_id(number), span(f"{time}-24:00")[0])))
        elif until:
            found = replace(found, claims=(*found.claims, Claim(an_id(number), mask_of(*span(time)), _moment(until))))
        else:
            found = replace(found, booked=found.booked | mask_of(*span(time)))
    return found


def _order(words: Words, one: str) -> Order:
    """What is asked for, at "ada 09:00" or "ada tue 09:00"."""
    asked = words["ask"] if isinstance(words["ask"], dict) else {"motive": words["ask"]}
    practitioner, _, when = one.partition(" ")
    known = {name: asked[name] for name in _ORDER if name in asked}
    channel = Channel(asked["channel"]) if "channel" in asked else None
    usual = {} if "patient" in known else {"category": "adult"}
    return Order(practitioner, _moment(when), asked["motive"], **(usual | known), channel=channel)


def _day_of(key: str) -> tuple[str, date]:
    """ "ada" (on Monday) or "ada tue"."""
    name, _, day = key.partition(" ")
    return name, a_day(day_number(day or "mon"))


def _moment(words: str) -> datetime:
    day, time = _parts(words)
    return at(time, day)


def _wall(words: str) -> datetime:
    day, time = _parts(words)
    return datetime.strptime(f"{day} {time}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a clock on the wall


def _parts(words: str) -> tuple[date, str]:
    found = _MOMENT.fullmatch(words)
    if not found:
        raise ValueError(f"not a moment such as 09:00 or tue 09:00: {words}")
    return a_day(day_number(found["day"])) if found["day"] else A_MONDAY, found["time"]


def told_orders(example: BookingExample) -> Iterator[tuple[Order, bool]]:
    """Every order of an example, with whether the rule refuses it."""
    yield from ((order, False) for order in example.given)
    yield from ((order, True) for order in example.refused)
