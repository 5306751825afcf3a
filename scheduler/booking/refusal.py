"""A booking not given: the rule, its subject and the facts of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.messages import Fact, say


@dataclass(frozen=True)
class Refusal:
    """Why something is not offered or booked; `rule` is the name of a card in `scheduler.booking.rules`.

    `facts` fill the sentence `refusal-<rule>` of the catalogue; they never hold a pseudonym.
    """

    rule: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """What a receptionist could read out, in "fr" or "en"."""
        return say(f"refusal-{self.rule}", language, **self.facts)


class RefusedError(Exception):
    """Some rules refuse; `refusals` holds all of them, at least one."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(refusal.rule for refusal in refusals))
        self.refusals = refusals
