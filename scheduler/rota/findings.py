"""What a check reports: a breach of a hard rule or an amount of a soft one, with its subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach (amount 1) or one soft amount, and whom it concerns.

    `rule` is the card's name; `amount` counts in the card's unit; `factor` multiplies the rule's weight for this
    finding. `person`, `day`, `site`, `template` are numbers of the problem, None where they do not apply;
    `facts` holds further values for the sentence (numbers, or names already in the practice's words).
    """

    rule: str
    amount: int = 1
    factor: int = 1
    person: int | None = None
    day: int | None = None
    site: int | None = None
    template: int | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)
