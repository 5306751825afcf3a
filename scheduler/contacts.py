"""How often patients come, and the minutes that makes: stated in the practice file, or cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.learned import Learned
from scheduler.lengths import expected_length, motives_of
from scheduler.motives import Motive, Use
from scheduler.patients import Category
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets

WEEKS_IN_YEAR = 365.25 / 7


def contacts_per_year(practice: Practice, motive: Motive, category: str | None) -> float:
    """How often a patient of a category (None: of none) comes with a motive in a year.

    By the practice's lines; where it states none at all, by the presets, for the first motive of each use.
    """
    if practice.contacts:
        lines = {line.category: line.per_year for line in practice.contacts if line.motive == motive.id}
        if category is None and lines and None not in lines:
            return sum(lines.values()) / len(lines)  # nobody says which category: the mean of those stated
        return lines.get(category, lines.get(None, 0.0))
    first = next(one for one in motives_of(practice) if one.use is motive.use)
    return _preset(motive.use) if first.id == motive.id else 0.0


def _preset(use: Use) -> float:
    cited = consultation_presets().contacts
    acute = cited.consultations.value * cited.acute_share.value
    rates = {
        Use.ACUTE: acute * (1 - cited.tele_share_of_acute.value),
        Use.TELE: acute * cited.tele_share_of_acute.value,
        Use.REVIEW: cited.reviews.value,
        Use.PLANNED: cited.consultations.value - acute - cited.reviews.value,
    }
    return rates.get(use, 0.0)


def messages_per_year(practice: Practice) -> tuple[float, float]:
    """Messages and calls of a patient and year, and minutes each."""
    cited, stated = consultation_presets().contacts, practice.agenda.messages
    number = cited.messages.value if stated.per_year is None else stated.per_year
    return number, cited.minutes_per_message.value if stated.minutes is None else stated.minutes


@dataclass(frozen=True)
class Patients:
    """Numbers of patients by category (None where the practice has no lists: one patient of no category)."""

    practice: Practice
    by_category: Mapping[str | None, int]

    @classmethod
    def of(cls, practice: Practice, practitioners: Iterable[str]) -> Patients:
        """The patients on the lists of some practitioners; one of no category where they have none."""
        wanted = set(practitioners)
        found: dict[str | None, int] = {}
        for entry in practice.lists:
            if entry.practitioner in wanted and entry.patients:
                found[entry.category] = found.get(entry.category, 0) + entry.patients
        return cls(practice, found or {None: 1})

    @property
    def listed(self) -> int:
        """How many there are on lists."""
        return sum(number for category, number in self.by_category.items() if category is not None)

    @cached_property
    def _categories(self) -> dict[str, Category]:
        return {category.id: category for category in self.practice.categories}

    def contacts(self, motive: Motive) -> float:
        """Their contacts with a motive in a year."""
        return sum(n * contacts_per_year(self.practice, motive, c) for c, n in self.by_category.items())

    def slots(self, motive: Motive, learned: Learned | None, practitioner: str | None = None) -> dict[int, float]:
        """Their contacts with a motive in a year by the length of the slot, in minutes."""
        found: dict[int, float] = {}
        for category, number in self.by_category.items():
            about = None if category is None else self._categories[category]
            slot = expected_length(self.practice, motive, about, practitioner, learned).slot
            contacts = number * contacts_per_year(self.practice, motive, category)
            found[slot] = found.get(slot, 0.0) + contacts
        return found

    def minutes(self, motive: Motive, learned: Learned | None) -> float:
        """The minutes of their slots with a motive in a year."""
        return sum(slot * contacts for slot, contacts in self.slots(motive, learned).items())


def together(several: Iterable[Mapping[int, float]]) -> dict[int, float]:
    """Contacts in a year by the length of the slot, those of several added up."""
    found: dict[int, float] = {}
    for slots in several:
        for slot, contacts in slots.items():
            found[slot] = found.get(slot, 0.0) + contacts
    return found


def on_grid(slots: Mapping[int, float]) -> int:
    """One length for several: the mean by contacts, rounded up to the grid; the longest where nobody comes."""
    contacts = sum(slots.values())
    mean = sum(slot * number for slot, number in slots.items()) / contacts if contacts else max(slots)
    return 5 * -(-round(mean * 100) // 500)
