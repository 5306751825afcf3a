"""What is kept of patients and how it is forgotten, in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.booking.appointments import State
from scheduler.booking.store import ChangedMeanwhileError, Memo, UnknownError
from tests.booking import NOW, a_patient, a_slot, an_id, at
from tests.stores.stand import Stand


def test_a_patient_is_kept(opened: Stand) -> None:
    """Every field, in the first version, whatever version was given."""
    patient = a_patient(enrolled_to=date(2026, 12, 31), last_review=date(2025, 6, 1), version=9)

    written = opened.put_patient(patient)

    assert written.thing == replace(patient, version=1) == opened.diary(written.token).patients["p-1"]


def test_a_patient_is_replaced(opened: Stand) -> None:
    """What is put later holds, field by field: what is not given any more is gone."""
    opened.put_patient(a_patient())

    opened.put_patient(a_patient(category="chronic", own_doctor=None))

    kept = opened.diary().patients["p-1"]
    assert (kept.category, kept.own_doctor, kept.version) == ("chronic", None, 2)


def test_a_patient_may_be_put_before_anything_is_published(stand: Stand) -> None:
    """Patients are known as soon as the practice opens."""
    stand.put_patient(a_patient())

    stand.publish()

    assert stand.diary().patients["p-1"].version == 1


@pytest.mark.parametrize(("known", "version"), [(False, 1), (True, 0), (True, 2)])
def test_the_version_must_be_the_latest(opened: Stand, known: bool, version: int) -> None:
    """A change of a version that is not the latest is refused, and so is a new patient who is known."""
    if known:
        opened.put_patient(a_patient())

    with pytest.raises(ChangedMeanwhileError):
        opened.put_patient(a_patient(category="chronic"), version)

    assert opened.diary().patients.get("p-1") in (None, a_patient(version=1))


def test_the_latest_version_is_changed(opened: Stand) -> None:
    """New at first, then changed from the first version."""
    opened.put_patient(a_patient(), 0)
    opened.put_patient(a_patient(category="chronic"), 1)

    assert opened.diary().patients["p-1"].category == "chronic"


def test_an_erased_patient_is_forgotten(opened: Stand) -> None:
    """What is to come is cancelled, the past loses its pseudonym, and nothing else bears it."""
    opened.put_patient(a_patient())
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.book(a_slot("11:00"), 2, patient="p-1", now=at("10:00"))
    opened.hold(a_slot("11:20"), 3, patient="p-1", until=at("10:30"), now=at("10:00"))
    before = opened.put_waiting(opened.a_waiting(4))

    gone = opened.do(opened.store.erase_patient(opened.practice, "p-1", at("10:00")))

    assert gone.token > before.token
    past, future = opened.appointment(1), opened.appointment(2)
    assert gone.thing == (future,)
    assert (past.state, past.patient, past.version) == (State.BOOKED, None, 2)
    assert (future.state, future.patient, future.reason, future.version) == (State.CANCELLED, None, "erased", 2)
    assert future.cancelled_at == at("10:00")
    diary = opened.diary()
    assert "p-1" not in diary.patients
    assert "p-1" not in diary.visits
    assert opened.taken(now=at("10:00")) == ["09:00-09:20"]
    for call in (
        opened.store.held(opened.practice, an_id(3)),
        opened.store.waiting(opened.practice, an_id(4)),
    ):
        with pytest.raises(UnknownError):
            opened.do(call)
    assert opened.do(opened.store.waiting_list(opened.practice)) == []


def test_answers_that_name_the_patient_are_forgotten(opened: Stand) -> None:
    """What was answered to a request is remembered no longer than its patient; other answers are."""
    for number, patient in enumerate(("p-1", "p-2"), 1):
        told = {"appointment": {"patients": [patient]}}
        memo = Memo[Any](patient, "the request", NOW, lambda _, told=told: told)  # type: ignore[misc]
        opened.book(a_slot(f"0{number + 8}:00"), number, patient=patient, memo=memo)

    opened.do(opened.store.erase_patient(opened.practice, "p-1", NOW))

    memos = [Memo[Any](key, "the request", NOW, dict) for key in ("p-1", "p-2")]
    answers = [opened.do(opened.store.remembered(opened.practice, memo)) for memo in memos]
    assert [found and found.answer for found in answers] == [None, {"appointment": {"patients": ["p-2"]}}]


def test_nobody_is_erased_who_is_not_known(opened: Stand) -> None:
    """A pseudonym that nothing bears is unknown, and so it is once erased."""
    opened.put_patient(a_patient())
    opened.do(opened.store.erase_patient(opened.practice, "p-1", NOW))

    with pytest.raises(UnknownError):
        opened.do(opened.store.erase_patient(opened.practice, "p-1", NOW))


def test_a_pseudonym_of_an_appointment_alone_can_be_erased(opened: Stand) -> None:
    """A patient of whom nothing is kept but an appointment is forgotten as well."""
    opened.book(patient="p-9")

    opened.do(opened.store.erase_patient(opened.practice, "p-9", NOW))

    assert opened.appointment().patient is None
    assert opened.taken() == []


def test_others_stay_when_one_is_erased(opened: Stand) -> None:
    """Erasing one patient touches nobody else."""
    opened.put_patient(a_patient("p-2"))
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.book(a_slot("09:20"), 2, patient="p-2")

    opened.do(opened.store.erase_patient(opened.practice, "p-1", NOW))

    assert opened.appointment(2).patient == "p-2"
    assert opened.taken() == ["09:20-09:40"]
    assert list(opened.diary().patients) == ["p-2"]


def test_an_erased_patient_can_come_back(opened: Stand) -> None:
    """The same pseudonym may be put and booked for again, from the first version."""
    opened.put_patient(a_patient())
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.do(opened.store.erase_patient(opened.practice, "p-1", NOW))

    assert opened.put_patient(a_patient(), 0).thing == a_patient(version=1)
    opened.book(a_slot("10:00"), 2, patient="p-1", now=NOW + timedelta(minutes=1))
    assert opened.diary().patients["p-1"].version == 1
    assert len(opened.diary().visits["p-1"]) == 1


def test_only_the_version_seen_is_erased(opened: Stand) -> None:
    """Of another version nothing is forgotten; of the latest everything is."""
    opened.put_patient(a_patient())
    opened.book(patient="p-1")
    for version in (0, 2):
        with pytest.raises(ChangedMeanwhileError):
            opened.do(opened.store.erase_patient(opened.practice, "p-1", NOW, version=version))
    assert opened.appointment().patient == "p-1"
    assert "p-1" in opened.diary().patients

    opened.do(opened.store.erase_patient(opened.practice, "p-1", NOW, version=1))
    assert opened.appointment().patient is None
