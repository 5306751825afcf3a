"""Patients: what the practice may know of them, and their erasure."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.answers import mark_version, show_written
from api.dependencies import Call, needs
from api.errors import PreconditionMissingError
from api.schemas.model import Pseudonym
from api.schemas.patients import Erased, PatientFacts, PatientView, patient_view
from api.scopes import Scope
from scheduler.booking.store import UnknownError

router = APIRouter(tags=["patients"])

Reads = Annotated[Call, Depends(needs(Scope.PATIENTS_READ))]
Writes = Annotated[Call, Depends(needs(Scope.PATIENTS_WRITE))]
Named = Annotated[Pseudonym, Path()]
NEW = 0
"""The version of a patient who is not yet known."""


@router.put("/patients/{pseudonym}", summary="Keep a patient")
async def put(pseudonym: Named, body: PatientFacts, call: Writes, response: Response) -> PatientView:
    """Keep a new patient, or change one who is known, which needs `If-Match`."""
    (await call.known()).refer(category=body.category, own_doctor=body.own_doctor)
    version = await _version(pseudonym, call)
    written = await call.store("patient").put_patient(call.practice, body.patient(pseudonym), version, call.now)
    return show_written(response, written, PatientView, patient_view)


async def _version(pseudonym: str, call: Call) -> int | None:
    if "if-match" in call.request.headers:
        return call.version
    if pseudonym in (await call.diary()).patients:
        raise PreconditionMissingError
    return NEW


@router.get("/patients/{pseudonym}", summary="Read a patient")
async def read(pseudonym: Named, call: Reads, response: Response) -> PatientView:
    """What is kept of a patient; send the token of your last write to see it on every process."""
    patient = (await call.diary()).patients.get(pseudonym)
    if patient is None:
        raise UnknownError
    return mark_version(response, patient_view(patient))


@router.delete("/patients/{pseudonym}", summary="Erase a patient")
async def erase(pseudonym: Named, call: Writes) -> Erased:
    """Forget a patient: future appointments are cancelled, and no appointment bears the pseudonym any more."""
    cancelled = await call.store("erase").erase_patient(call.practice, pseudonym, call.now)
    call.parts.queue.offer_freed(call.practice)
    return Erased(cancelled=tuple(one.id for one in cancelled))
