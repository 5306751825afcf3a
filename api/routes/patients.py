"""Patients: what the practice may know of them, and their erasure."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.answers import mark_token, mark_version, show_written
from api.dependencies import Call, needs
from api.errors import PreconditionMissingError
from api.schemas.model import Pseudonym
from api.schemas.patients import Erased, PatientFacts, PatientView, patient_view
from api.scopes import Scope
from scheduler.booking.store import ChangedMeanwhileError, UnknownError

router = APIRouter(tags=["patients"])

Reads = Annotated[Call, Depends(needs(Scope.PATIENTS_READ))]
Writes = Annotated[Call, Depends(needs(Scope.PATIENTS_WRITE))]
Named = Annotated[Pseudonym, Path()]
NEW, FIRST = 0, 1
"""The version of a patient who is not yet known, and of one who was just kept."""


@router.put(
    "/patients/{pseudonym}",
    summary="Keep a patient",
    responses={201: {"model": PatientView, "description": "A patient who was not known"}},
)
async def put(pseudonym: Named, body: PatientFacts, call: Writes, response: Response) -> PatientView:
    """Keep a new patient, or change one who is known, which needs `If-Match`."""
    (await call.known()).refer(category=body.category, own_doctor=body.own_doctor)
    version = await _version(pseudonym, call)
    written = await call.store().put_patient(call.practice, body.patient(pseudonym), version, call.now)
    shown = show_written(response, written, PatientView, patient_view)
    response.status_code = 201 if shown.version == FIRST else 200
    return shown


async def _version(pseudonym: str, call: Call) -> int | None:
    """The version that must be the latest; `If-Match` of whatever kind is about a patient who is known."""
    known = pseudonym in (await call.diary()).patients
    if "if-match" not in call.request.headers:
        if known:
            raise PreconditionMissingError
        return NEW
    if call.version == NEW or (call.version is None and not known):
        raise ChangedMeanwhileError
    return call.version


@router.get("/patients/{pseudonym}", summary="Read a patient")
async def read(pseudonym: Named, call: Reads, response: Response) -> PatientView:
    """What is kept of a patient; send the token of your last write to see it on every process."""
    patient = (await call.diary()).patients.get(pseudonym)
    if patient is None:
        raise UnknownError
    return mark_version(response, patient_view(patient))


@router.delete("/patients/{pseudonym}", summary="Erase a patient")
async def erase(pseudonym: Named, call: Writes, response: Response) -> Erased:
    """Forget a patient: future appointments are cancelled, and no appointment bears the pseudonym any more."""
    cancelled = await call.store().erase_patient(call.practice, pseudonym, call.now, version=call.version)
    call.parts.queue.offer_freed(call.practice)
    mark_token(response, cancelled.token)
    return Erased(cancelled=tuple(one.id for one in cancelled.thing or ()))
