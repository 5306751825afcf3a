"""Recalls: own doctor first, then the sharing order; even, urgent first, and never two in one place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

import pytest

from scheduler.booking.policy import Sharing
from scheduler.booking.recalls import DuePatient, RecallQuestion, ReviewTime
from solver.assignment.recalls import LeftOver, Recalls, recalls
from tests.booking import a_day
from tests.builders import A_MONDAY, span

HOMES = {"ada": "nation", "ben": "nation", "chloe": "bastille"}


def somebody(name: str, doctor: str | None = "ada", due: int = -10, **stated: Any) -> DuePatient:
    """An adult who was due ten days before the first Monday."""
    home = HOMES[doctor] if doctor else None
    return DuePatient(name, stated.pop("category", "adult"), doctor, home, a_day(due), **stated)


def time_of(doctor: str, hours: str = "09:00-09:40", day: int = 0, site: str | None = None) -> ReviewTime:
    """Room for one review with a doctor at the usual site, on the first Monday."""
    return ReviewTime(doctor, a_day(day), site or HOMES[doctor], *span(hours))


def a_question(patients: list[DuePatient], time: list[ReviewTime], **stated: Any) -> RecallQuestion:
    """A week; reviews take forty minutes for adults and sixty for the chronically ill; everybody shares."""
    lengths = {(c, doctor): m for c, m in (("adult", 40), ("chronic", 60)) for doctor in HOMES}
    working = {"spread_days": 28, "sharing": (Sharing.SAME_SITE, Sharing.OTHER_SITE, Sharing.TELE)}
    in_order = tuple(sorted(patients, key=lambda one: (one.due, one.pseudonym)))
    return RecallQuestion(
        A_MONDAY, a_day(6), "annual-review", patients=in_order, time=tuple(time), lengths=lengths, **working | stated
    )


def with_whom(found: Recalls) -> dict[str, str]:
    """The practitioner proposed to each."""
    return {one.patient.pseudonym: one.practitioner for one in found.proposals}


def left(found: Recalls) -> dict[str, LeftOver]:
    """Who is left over and why."""
    return {patient.pseudonym: why for patient, why in found.left_over}


def test_everybody_gets_the_own_doctor_where_there_is_time() -> None:
    """With time for all nobody is shared."""
    found = recalls(a_question([somebody("a"), somebody("b", "ben")], [time_of("ben"), time_of("ada")]))
    assert with_whom(found) == {"a": "ada", "b": "ben"}
    assert found.proved
    assert found.left_over == ()


def test_the_same_site_comes_before_another() -> None:
    """Who cannot have the own doctor is seen by another of the site, then by one of another site."""
    patients = [somebody("first", due=-30), somebody("second", due=-20), somebody("third", due=-10)]
    found = recalls(a_question(patients, [time_of("ada"), time_of("ben"), time_of("chloe")]))
    assert with_whom(found) == {"first": "ada", "second": "ben", "third": "chloe"}


def test_the_practice_says_who_shares() -> None:
    """Without sharing nobody else is proposed, and tele never for a review."""
    question = a_question([somebody("a")], [time_of("ben")], sharing=())
    assert left(recalls(question)) == {"a": LeftOver.NO_TIME}
    assert left(recalls(replace(question, sharing=(Sharing.TELE,)))) == {"a": LeftOver.NO_TIME}
    assert with_whom(recalls(replace(question, sharing=(Sharing.SAME_SITE,)))) == {"a": "ben"}
    assert left(recalls(replace(question, sharing=(Sharing.OTHER_SITE,)))) == {"a": LeftOver.NO_TIME}


def test_nobody_loses_the_own_doctor_to_another_patient() -> None:
    """A patient of Ben who is more urgent does not displace the own patient of Ada."""
    found = recalls(a_question([somebody("urgent", "ben", due=-300), somebody("hers")], [time_of("ada")]))
    assert with_whom(found) == {"hers": "ada"}
    assert left(found) == {"urgent": LeftOver.TAKEN}


def test_without_an_own_doctor_anybody_will_do() -> None:
    """Such a patient gets what the lists leave."""
    found = recalls(a_question([somebody("free", None), somebody("hers")], [time_of("ada"), time_of("chloe")]))
    assert with_whom(found) == {"hers": "ada", "free": "chloe"}
    alone = recalls(a_question([somebody("free", None)], [time_of("chloe")], sharing=()))
    assert with_whom(alone) == {"free": "chloe"}


def test_the_more_urgent_are_served_first() -> None:
    """With too little time the longest overdue get it."""
    patients = [somebody("lately", due=-1), somebody("long", due=-200), somebody("longer", due=-300)]
    found = recalls(a_question(patients, [time_of("ada", day=1), time_of("ada", day=3)], sharing=()))
    assert {one.patient.pseudonym: one.day for one in found.proposals} == {"longer": a_day(1), "long": a_day(3)}
    assert left(found) == {"lately": LeftOver.TAKEN}


def test_starts_stay_near_the_even_place() -> None:
    """A start further away than allowed is not proposed, and the reason is told."""
    question = a_question([somebody("a", due=6)], [time_of("ada", day=0)], spread_days=3, sharing=())
    assert left(recalls(question)) == {"a": LeftOver.NOT_NEAR}
    assert with_whom(recalls(replace(question, spread_days=6))) == {"a": "ada"}


def test_nobody_is_asked_after_the_enrolment_ends() -> None:
    """A patient who leaves on Tuesday is not proposed Wednesday."""
    patient = somebody("a", until=a_day(1))
    assert left(recalls(a_question([patient], [time_of("ada", day=2)], sharing=()))) == {"a": LeftOver.NOT_NEAR}
    assert with_whom(recalls(a_question([patient], [time_of("ada", day=1)], sharing=()))) == {"a": "ada"}


def test_long_and_short_reviews_are_packed_without_waste() -> None:
    """A hundred minutes hold one of sixty and one of forty, in whatever order."""
    patients = [somebody("long", category="chronic"), somebody("short")]
    found = recalls(a_question(patients, [time_of("ada", "09:00-10:40")], sharing=()))
    assert sum(one.minutes for one in found.proposals) == 100
    assert {one.begin for one in found.proposals} in ({540, 600}, {540, 580})


def test_spread_is_even() -> None:
    """Ten patients over five days with plenty of time come two a day."""
    time = [time_of("ada", "09:00-13:00", day) for day in range(5)]
    found = recalls(a_question([somebody(f"p{n}") for n in range(10)], time))
    assert Counter(one.day for one in found.proposals) == {a_day(n): 2 for n in range(5)}


@pytest.mark.parametrize("seed", range(8))
def test_no_two_share_time_and_nobody_is_forgotten(seed: int) -> None:
    """On random questions every proposal lies in free time and overlaps no other; everybody is proposed or told why."""
    random = Random(seed)
    time = [
        time_of(doctor, f"{hour:02}:00-{hour + 2:02}:{random.choice(('00', '20', '40'))}", day)
        for doctor in HOMES
        for day in range(6)
        for hour in (9, 14)
        if random.random() < 0.6
    ]
    patients = [
        somebody(
            f"p{n}",
            random.choice([*HOMES, None]),
            random.randint(-300, 5),
            category=random.choice(("adult", "chronic")),
        )
        for n in range(60)
    ]
    question = a_question(patients, time)
    found = recalls(question)
    assert {*with_whom(found)} | {*left(found)} == {one.pseudonym for one in patients}
    assert len(found.proposals) + len(found.left_over) == len(patients)
    for one in found.proposals:
        assert one.minutes == question.lengths[one.patient.category, one.practitioner]
        assert any(
            (t.practitioner, t.day, t.site) == (one.practitioner, one.day, one.site)
            and t.begin <= one.begin
            and one.begin + one.minutes <= t.end
            for t in time
        )
    for one, other in combinations(found.proposals, 2):
        if (one.practitioner, one.day) == (other.practitioner, other.day):
            assert one.begin + one.minutes <= other.begin or other.begin + other.minutes <= one.begin
    assert recalls(question) == found


def test_nobody_due_and_no_time_are_no_trouble() -> None:
    """Nothing asked, nothing proposed; and with no time everybody is told so."""
    assert recalls(a_question([], [time_of("ada")])) == Recalls((), (), True)
    found = recalls(a_question([somebody("a")], []))
    assert left(found) == {"a": LeftOver.NO_TIME}
    assert isinstance(found.left_over[0][0].due, date)
