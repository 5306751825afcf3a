"""The last review of a patient follows from the marks of appointments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from scheduler.booking.appointments import Appointment, State
from scheduler.booking.days import Diary, Patient
from scheduler.booking.store import BookingStore
from scheduler.lengths import motives_of
from scheduler.practice import Practice


async def note_review(store: BookingStore, diary: Diary, before: Appointment, after: Appointment, now: datetime) -> int:
    """Keep the date of a review that was attended as its patient's last one, if the practice knows the patient.

    Gives the token, 0 if nothing was to be written.

    Attended after all not, the date is taken back: it is better to ask a patient too early than never again.
    It is written after the mark and beside it: marking once more makes good what was lost between the two.
    `ChangedMeanwhileError` if the patient was changed at the same moment.
    """
    patient = diary.patients.get(after.patient) if after.patient is not None else None
    if patient is None or not _is_review(diary.published.practice, after.motive):
        return 0
    last = _last_review(patient, before, after)
    if last == patient.last_review:
        return 0
    return (await store.put_patient(after.practice, replace(patient, last_review=last), patient.version, now)).token


def _is_review(practice: Practice, motive: str) -> bool:
    return any(one.review for one in motives_of(practice) if one.id == motive)


def _last_review(patient: Patient, before: Appointment, after: Appointment) -> date | None:
    on = after.slot.day
    if after.state is State.ATTENDED:
        return max(on, patient.last_review or on)
    taken_back = before.state is State.ATTENDED and patient.last_review == on
    return None if taken_back else patient.last_review
