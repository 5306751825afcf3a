"""How long a motive takes for a category with a practitioner: learned, stated in the practice file, or cited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.learned import Learned, LearnedLength
from scheduler.motives import LengthEntry, Motive, Use
from scheduler.patients import Category
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets


class Origin(StrEnum):
    """Where a figure comes from."""

    LEARNED = "learned"
    PRACTICE = "practice"
    PRESET = "preset"


@dataclass(frozen=True, slots=True)
class ExpectedLength:
    """Minutes that a consultation takes (mean and standard deviation), the slot it gets, and where they come from."""

    mean: float
    sd: float
    slot: int
    origin: Origin
    cases: int = 0


class UnknownLengthError(LookupError):
    """Neither the practice nor the presets say how long a motive takes."""


def motives_of(practice: Practice) -> tuple[Motive, ...]:
    """The motives of the practice file, the standard ones where it states none."""
    return practice.motives or consultation_presets().motives


def expected_length(
    practice: Practice,
    motive: Motive,
    category: Category | None = None,
    practitioner: str | None = None,
    learned: Learned | None = None,
) -> ExpectedLength:
    """The length by the most precise line that speaks of it: what is learned, then the practice's, then the preset's.

    `category` None asks for all patients together. `UnknownLengthError` for a group without a length of its own.
    """
    name = category.id if category else None
    line = learned and _learned_line(learned, motive.id, name, practitioner)
    if line:
        return ExpectedLength(line.mean, line.sd, line.slot, Origin.LEARNED, line.cases)
    entry = _stated_line(practice, motive.id, name)
    if entry:
        mean = entry.mean or float(entry.minutes)
        return ExpectedLength(mean, _spread(entry, mean), entry.minutes, Origin.PRACTICE)
    return _preset(motive, category)


def _learned_line(
    learned: Learned, motive: str, category: str | None, practitioner: str | None
) -> LearnedLength | None:
    """The first of: this category and practitioner, this category, all categories."""
    lines = {(line.category, line.practitioner): line for line in learned.lengths if line.motive == motive}
    for about in ((category, practitioner), (category, None), (None, practitioner), (None, None)):
        if about in lines:
            return lines[about]
    return None


def _stated_line(practice: Practice, motive: str, category: str | None) -> LengthEntry | None:
    lines = {entry.category: entry for entry in practice.lengths if entry.motive == motive}
    return lines.get(category) or lines.get(None)


def _spread(entry: LengthEntry, mean: float) -> float:
    return entry.sd if entry.sd is not None else mean * consultation_presets().spread.value


def _preset(motive: Motive, category: Category | None) -> ExpectedLength:
    presets = consultation_presets()
    if motive.use not in presets.lengths:
        raise UnknownLengthError(motive.id)
    cited = presets.lengths[motive.use]
    factor = 1.0 if category is None or motive.use is Use.REVIEW else _longer(category)
    mean = cited.mean.value * factor
    slot = int(cited.slot.value) if factor == 1.0 else max(5, 5 * round(cited.slot.value * factor / 5))
    return ExpectedLength(mean, mean * presets.spread.value, slot, Origin.PRESET)


def _longer(category: Category) -> float:
    """How much longer consultations of a category are, by what it asks for."""
    longer = consultation_presets().longer
    conditions = category.conditions or 0
    by_conditions = longer.two_conditions if conditions >= 2 else longer.one_condition
    ill = by_conditions.value if conditions else 1.0
    old = longer.over_70.value if category.ages and category.ages[0] >= 70 else 1.0
    return ill * old
