"""The layout "no-shows": the public table "Medical Appointment No Shows" of 110 527 appointments in Vitória, Brazil.

It tells no time of day of an appointment, no doctor and no length. All its times end in Z, and all are taken as they
stand: those of the requests are clock times of the practices, and a conversion would move some to another date.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from scheduler.history.cells import is_given, numbers, texts
from scheduler.history.columns import Status
from scheduler.history.draft import BOOKING, Draft, a_draft, flag
from scheduler.history.given import Given
from scheduler.history.sexes import sexes
from scheduler.history.times import read_times

CONDITIONS = ("hipertension", "diabetes", "alcoholism", "handcap")
_OUTCOMES = {"no": Status.ATTENDED.value, "yes": Status.DID_NOT_ATTEND.value}
_SOURCES = {
    "requested_at": "scheduledday",
    "requested_on": "scheduledday",
    "patient": "patientid",
    "age": "age",
    "sex": "gender",
    "conditions": CONDITIONS[0],
    "start": "appointmentday",
    "day": "appointmentday",
    "status": "no_show",
    BOOKING: "appointmentid",
}


def no_shows(given: Given, zone: str) -> Draft:  # noqa: ARG001 - readers of layouts are called alike
    """A draft of the table; `start` stays null, as it gives dates only."""
    requested = read_times(given.take("scheduledday"), None)
    appointment = read_times(given.take("appointmentday"), None)
    columns = {
        "requested_at": requested.wall,
        "requested_on": requested.day,
        flag("requested_at"): requested.given,
        "day": appointment.day,
        flag("start"): appointment.given,
        "patient": texts(given.take("patientid")),
        BOOKING: texts(given.take("appointmentid")),
    }
    draft = a_draft(given, columns | _of_patient(given) | _outcome(given), _SOURCES)
    some_conditions = {"conditions"} if any(name in given for name in CONDITIONS) else set()
    return replace(draft, held=draft.held - {"start", "conditions"} | some_conditions)


def _of_patient(given: Given) -> dict[str, pl.Series]:
    ages, genders = given.take("age"), given.take("gender")
    return {
        "age": numbers(ages).floor().clip(-1, 10_000),
        flag("age"): is_given(ages),
        "sex": sexes(genders),
        flag("sex"): is_given(genders),
        **_conditions(given),
    }


def _conditions(given: Given) -> dict[str, pl.Series]:
    """How many of the conditions a patient has; a handicap of any degree is one."""
    cells = [given.take(name) for name in CONDITIONS if name in given]
    if not cells:
        return {}
    marks = pl.DataFrame([numbers(column).alias(str(number)) for number, column in enumerate(cells)])
    some = pl.DataFrame([is_given(column).alias(str(number)) for number, column in enumerate(cells)])
    sound = pl.all_horizontal(pl.all().is_between(0, 4))
    count = pl.sum_horizontal((pl.all() > 0).cast(pl.Int32))
    return {
        "conditions": marks.select(pl.when(sound).then(count)).to_series(),
        flag("conditions"): some.select(pl.any_horizontal(pl.all())).to_series(),
    }


def _outcome(given: Given) -> dict[str, pl.Series]:
    missed = texts(given.take("no_show"))
    status = missed.str.to_lowercase().replace_strict(_OUTCOMES, default="", return_dtype=pl.String)
    return {"status": status, flag("status"): missed.is_not_null()}
