"""Names of people, sites and templates in a manager's language, from the numbers of a rota problem."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scheduler.calendar import MINUTES_IN_DAY, HalfDay
from scheduler.messages import say, word
from scheduler.messages.formats import show_choice
from scheduler.part import Translated, label_text
from scheduler.practice import Practice
from scheduler.rota.problem import RotaProblem


@dataclass(frozen=True)
class Names:
    """What things are called: by the practice's labels, or by their keys where there is no practice."""

    problem: RotaProblem
    practice: Practice | None
    language: str

    def person(self, number: int) -> str:
        """A practitioner's name."""
        key = self.problem.people[number].key
        return self._label(self._people, key)

    def site(self, number: int) -> str:
        """A site's name."""
        return self._label(self._sites, self.problem.sites[number])

    def template(self, number: int) -> str:
        """A template's name, without its site."""
        return self.template_by_key(self.problem.templates[number].key)

    def template_by_key(self, key: str) -> str:
        """A template's name by its key "template@site" or its id in the practice file."""
        return self._label(self._templates, key.partition("@")[0])

    def any_of(self, professions: str, count: int = 1) -> str:
        """Professions that can stand in for one another ("gp+locum"), inside a sentence: "médecin ou remplaçant"."""
        kind = "profession" if count < 2 else "professions"
        words = [word(kind, name, self.language).lower() for name in professions.split("+")]
        return show_choice(words, self.language)

    def holiday(self, slug: str) -> str:
        """A public holiday or named day by its slug."""
        return word("holiday", slug, self.language)

    def holiday_on(self, day: int) -> str | None:
        """The public holiday on a day of the problem, None on an ordinary day or without a practice."""
        if self.practice is None:
            return None
        name = self.practice.public_holidays.name_of(self.problem.date_of(day))
        return None if name is None else self.holiday(name)

    def practice_name(self) -> str:
        """The name of the practice."""
        return label_text(self.practice.practice.name, self.language) if self.practice else self.problem.practice

    def span(self, begin: int, end: int) -> str:
        """A stretch of a day: a half-day or the whole day by name, otherwise its clock times."""
        known = {(0, MINUTES_IN_DAY): "whole"} | {half.span: half.value for half in HalfDay}
        if (begin, end) in known:
            return word("half-day", known[begin, end], self.language)
        return say("span", self.language, begin=begin, end=end)

    def _label(self, labels: dict[str, Translated | str], key: str) -> str:
        return label_text(labels[key], self.language) if key in labels else key

    @cached_property
    def _people(self) -> dict[str, Translated | str]:
        return {one.id: one.name for one in self.practice.practitioners} if self.practice else {}

    @cached_property
    def _sites(self) -> dict[str, Translated | str]:
        return {one.id: one.name for one in self.practice.sites} if self.practice else {}

    @cached_property
    def _templates(self) -> dict[str, Translated | str]:
        return {one.id: one.name for one in self.practice.templates} if self.practice else {}
