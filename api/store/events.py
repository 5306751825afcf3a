"""The kinds of events that webhooks are told, and what is sent of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What may have happened."""

    APPOINTMENT_BOOKED = "appointment.booked"
    APPOINTMENT_MOVED = "appointment.moved"
    APPOINTMENT_CANCELLED = "appointment.cancelled"
    APPOINTMENT_MARKED = "appointment.marked"
    AGENDA_PUBLISHED = "agenda.published"
    WAITING_OFFERED = "waiting.offered"
    ROTA_ENDED = "rota.ended"


@dataclass(frozen=True)
class ToldEvent:
    """An event of a practice; `subject` is the id of what it is about, `number` rises with every event."""

    practice: str
    number: int
    kind: str
    subject: str
    at: datetime

    @property
    def body(self) -> bytes:
        """The message: ids and a moment only. What they stand for, the receiver asks with a key of its own."""
        message = {
            "id": str(self.number),
            "kind": self.kind,
            "practice": self.practice,
            "subject": self.subject,
            "at": self.at.isoformat(),
        }
        return json.dumps(message, separators=(",", ":")).encode()
