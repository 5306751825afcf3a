"""Patients, the waiting list, and forgetting: the work of one transaction each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from psycopg.rows import dict_row

from api.store.bookings import cancelled
from api.store.events import EventKind
from api.store.ledger import Kind
from api.store.memos import asked_for, first, found_again, remember
from api.store.rows import Row, appointment_of, patient_row, slot_of, waiting_row
from api.store.statements import insert_into, update_version
from api.store.tables import waiting as waiting_table
from api.store.takes import ask, ending
from api.store.transactions import Link, Transaction
from scheduler.booking.appointments import ERASED, STILL_TO_COME, Appointment, State, Waiting
from scheduler.booking.days import Patient
from scheduler.booking.store import ChangedMeanwhileError, Memo, UnknownError

_PUT_PATIENT = """
    INSERT INTO patient (practice, pseudonym, category, own_doctor, enrolled_from, enrolled_to, last_review, version)
    SELECT %(practice)s, %(pseudonym)s, %(category)s, %(own_doctor)s, %(enrolled_from)s, %(enrolled_to)s,
        %(last_review)s, 1
    WHERE coalesce(%(latest)s, 0) = 0
        OR EXISTS (SELECT FROM patient WHERE practice = %(practice)s AND pseudonym = %(pseudonym)s)
    ON CONFLICT (practice, pseudonym) DO UPDATE SET
        category = excluded.category, own_doctor = excluded.own_doctor, enrolled_from = excluded.enrolled_from,
        enrolled_to = excluded.enrolled_to, last_review = excluded.last_review, version = patient.version + 1
    WHERE coalesce(%(latest)s, patient.version) = patient.version
    RETURNING version
"""
_INSERT_LINE = insert_into(waiting_table)
_UPDATE_LINE = update_version(waiting_table)
_LINE_MADE_BY = "SELECT fingerprint FROM waiting WHERE practice = %s AND id = %s"

_THEIRS = "SELECT * FROM appointment WHERE practice = %(practice)s AND patient = %(patient)s ORDER BY id FOR UPDATE"
_HOLDS = "DELETE FROM hold WHERE practice = %(practice)s AND patient = %(patient)s RETURNING *"
_LINES = "DELETE FROM waiting WHERE practice = %(practice)s AND patient = %(patient)s RETURNING true"
_PATIENT = "DELETE FROM patient WHERE practice = %(practice)s AND pseudonym = %(patient)s RETURNING *"
# A digest of what was asked for the patient is made from the pseudonym too.
_NO_DIGEST = "UPDATE appointment SET fingerprint = NULL WHERE practice = %(practice)s AND patient = %(patient)s"
_NAMELESS = """
    UPDATE appointment SET patient = NULL, version = version + 1
    WHERE practice = %(practice)s AND patient = %(patient)s
"""
_FORGET = (
    "DELETE FROM future_visit WHERE practice = %(practice)s AND patient = %(patient)s",
    # An answer given again later must not bring the pseudonym back. Some answers keep their body as JSON in a text.
    """
    DELETE FROM memo WHERE practice = %(practice)s AND (
        jsonb_path_exists(answer, '$.** ? (@ == $patient)', jsonb_build_object('patient', %(patient)s::text))
        OR position(to_json(%(patient)s::text)::text IN answer ->> 'body') > 0
    )
    """,
)


async def put_patient(transaction: Transaction, practice: str, patient: Patient, version: int | None) -> Patient:
    """Keep a patient; gives it with its new version."""
    row = patient_row(patient) | {"practice": practice, "latest": version}
    found = await (await transaction.link.execute(_PUT_PATIENT, row)).fetchone()
    if found is None:
        raise ChangedMeanwhileError
    kept = replace(patient, version=found[0])
    transaction.effects.patients.append(kept)
    transaction.ledger.changed(Kind.PATIENT, patient.pseudonym)
    transaction.ledger.audit("put_patient", None, {"version": kept.version})
    return kept


async def put_line(transaction: Transaction, line: Waiting, memo: Memo[Waiting] | None) -> None:
    """Keep a line of the waiting list."""
    link = transaction.link
    answer = await remember(link, line.practice, memo, line)
    row = waiting_row(line) | asked_for(memo)
    written = await link.execute(_INSERT_LINE if line.version == 1 else _UPDATE_LINE, row)
    await first(link, line.practice, memo, answer)
    if await written.fetchone() is None:
        if memo is not None:
            await found_again(await link.execute(_LINE_MADE_BY, [line.practice, line.id]), memo)
        raise ChangedMeanwhileError
    transaction.ledger.changed(Kind.VISITS)
    if line.offered and not line.closed_at:
        transaction.ledger.happened(EventKind.WAITING_OFFERED, line.id)
    else:
        transaction.ledger.audit("put_waiting", line.id)


async def erase(
    transaction: Transaction, practice: str, pseudonym: str, *, now: datetime, version: int | None
) -> list[Appointment]:
    """Forget a patient; gives the appointments that were cancelled."""
    row = {"practice": practice, "patient": pseudonym}
    theirs = [appointment_of(one) for one in await _rows(transaction.link, _THEIRS, row)]
    gone = [one for sql in (_HOLDS, _LINES, _PATIENT) for one in await _rows(transaction.link, sql, row)]
    if not theirs and not gone:
        raise UnknownError
    _of_version(gone, version)
    await transaction.link.execute(_NO_DIGEST, row)
    pairs = [(one, _erased(one, now)) for one in theirs if one.state in STILL_TO_COME and one.slot.starts > now]
    given = [write for pair in pairs for write in await cancelled(transaction, *pair)]
    for statement in (_NAMELESS, *_FORGET):
        await transaction.link.execute(statement, row)
    held = [write for one in gone if "until" in one for write in ending(one["id"], slot_of(one))]
    await (await ask(transaction, (*given, *held), now)).settle()
    _tell(transaction, pseudonym, len(pairs))
    return sorted((after for _, after in pairs), key=lambda one: (one.slot.starts, one.id))


def _erased(one: Appointment, now: datetime) -> Appointment:
    return replace(one, patient=None, state=State.CANCELLED, cancelled_at=now, reason=ERASED, version=one.version + 1)


def _of_version(gone: Iterable[Row], version: int | None) -> None:
    """`ChangedMeanwhileError` unless the patient among the rows is of that version, 0 if there is none."""
    latest = next((row["version"] for row in gone if "last_review" in row), 0)
    if version not in (None, latest):
        raise ChangedMeanwhileError


async def _rows(link: Link, sql: Any, row: dict[str, Any]) -> list[dict[str, Any]]:
    return await (await link.cursor(row_factory=dict_row).execute(sql, row)).fetchall()


def _tell(transaction: Transaction, pseudonym: str, cancelled_ones: int) -> None:
    transaction.effects.erased.append(pseudonym)
    transaction.ledger.changed(Kind.PATIENT, pseudonym)
    transaction.ledger.changed(Kind.VISITS, pseudonym)
    # The last line of the log is never swept: it must not be one that names the patient.
    transaction.ledger.changed(Kind.VISITS)
    transaction.ledger.audit("erase_patient", None, {"cancelled": cancelled_ones})
