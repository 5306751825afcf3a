"""What is wrong in a database, told so that a person can go and look; never with a pseudonym."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.booking.appointments import Appointment, Hold
from scheduler.messages import Fact, say


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be; `kind` is that of the sentence `verify-<kind>`."""

    kind: str
    practice: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """The sentence, in "fr" or "en"."""
        return say(f"verify-{self.kind}", language, practice=self.practice, **self.facts)


def about(kind: str, one: Appointment | Hold, **facts: Fact) -> Finding:
    """A finding about an appointment or a hold."""
    slot = one.slot
    where: dict[str, Fact] = {"holder": slot.practitioner, "day": slot.day, "begin": slot.begin, "id": str(one.id)}
    return Finding(kind, one.practice, where | facts)
