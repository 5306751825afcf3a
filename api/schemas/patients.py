"""What is kept of a patient: nothing else is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.schemas.model import Day, Id, Model
from scheduler.booking.days import Patient


class PatientFacts(Model):
    """What the practice may know of a patient. `enrolled_from`, `enrolled_to`: dates, both included."""

    category: Id
    own_doctor: Id | None = None
    enrolled_from: Day | None = None
    enrolled_to: Day | None = None
    last_review: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.enrolled_to and (self.enrolled_from is None or self.enrolled_to < self.enrolled_from):
            raise PydanticCustomError("field_enrolment", "enrolment ends before it begins")
        return self

    def patient(self, pseudonym: str) -> Patient:
        """The patient as the store keeps it."""
        return Patient(pseudonym, **self.model_dump())


class PatientView(Model):
    """A patient as it is shown. `version` is also the ETag."""

    pseudonym: str
    category: str
    own_doctor: str | None
    enrolled_from: date | None
    enrolled_to: date | None
    last_review: date | None
    version: int


class Erased(Model):
    """What the erasure of a patient left: the future appointments that were cancelled."""

    cancelled: Annotated[tuple[UUID, ...], Field(description="ids of appointments")]


def patient_view(patient: Patient) -> PatientView:
    """A patient as it is shown."""
    return PatientView(**{name: getattr(patient, name) for name in PatientView.model_fields})
