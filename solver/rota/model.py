"""The rota as a linear model: a column for every candidate assignment, and the words the constraints are built from."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

from scheduler.rota.problem import Assignment, Limits, Person, RotaProblem, Template
from scheduler.rota.rota import Rota
from scheduler.rota.rules import CARDS
from solver.linear import LinearModel, Tag, Term
from solver.rota.clashes import clashing_templates
from solver.rota.constraints import constraint_of


class RotaModel:
    """A linear model under construction for one problem.

    `x[assignment]` is the column of a candidate or pinned assignment, `charges` holds every (rule, column, cost).
    `tight` gathers rows into stronger ones, which is right when all hard rules apply; without it each row belongs
    to its own rule alone.
    """

    def __init__(self, problem: RotaProblem, tight: bool = True) -> None:
        self.problem = problem
        self.tight = tight
        self.linear = LinearModel()
        cells = sorted({*problem.cells(), *problem.pinned})
        self.x: dict[Assignment, int] = {cell: self.linear.decision() for cell in cells}
        self.cells: tuple[Assignment, ...] = tuple(cells)
        self._on: dict[tuple[int, int], list[int]] = {}
        self._day_template: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for cell in cells:
            self._on.setdefault((cell.person, cell.day), []).append(cell.template)
            self._day_template.setdefault((cell.day, cell.template), []).append((cell.person, self.x[cell]))
        self.minimal_sets: dict[Hashable, list[tuple[int, ...]]] = {}
        self.exact_sets: dict[Hashable, list[tuple[tuple[int, ...], tuple[int, ...]]]] = {}
        self.charges: list[tuple[str, int, int]] = []
        self._clashing: dict[Hashable, tuple[frozenset[int], ...]] = {}
        self._any_of: dict[tuple[int, ...], int] = {}

    def templates_on(self, person: int, day: int) -> Sequence[int]:
        """Templates for which the person has a column that day."""
        return self._on.get((person, day), ())

    def takers(self, day: int, template: int) -> Sequence[tuple[int, int]]:
        """(person, column) of everyone who can work the template that day."""
        return self._day_template.get((day, template), ())

    def column(self, person: int, day: int, template: int) -> int:
        """The column of an assignment; KeyError if it is no candidate."""
        return self.x[Assignment(person, day, template)]

    def sessions(self, person: int, day: int) -> list[tuple[Template, int]]:
        """The person's possible sessions of a day with their columns."""
        templates = self.problem.templates
        return [(templates[t], self.column(person, day, t)) for t in self.templates_on(person, day)]

    def works(self, person: int, day: int) -> int | None:
        """A column that is 1 exactly when the person works that day; None if they cannot."""
        return self.any_of(person, day, self.templates_on(person, day))

    def present(self, person: int, day: int, site: int) -> int | None:
        """A column that is 1 exactly when the person has a consulting session at the site; None if they cannot."""
        templates = self.problem.templates
        return self.any_of(
            person,
            day,
            [
                number
                for number in self.templates_on(person, day)
                if templates[number].site == site and templates[number].kind == "consulting"
            ],
        )

    def any_of(self, person: int, day: int, templates: Sequence[int]) -> int | None:
        """A column that is 1 exactly when the person works any of these templates that day; None for no template."""
        columns = tuple(self.column(person, day, t) for t in templates)
        if len(columns) <= 1:
            return columns[0] if columns else None
        if columns not in self._any_of:
            self._any_of[columns] = self._maximum(person, day, templates, columns)
        return self._any_of[columns]

    def _maximum(self, person: int, day: int, templates: Sequence[int], columns: tuple[int, ...]) -> int:
        """A new column equal to the greatest of some assignments of one person and day."""
        greatest = self.linear.derived(lambda v: max(v[c] for c in columns))
        self.linear.row([*((c, 1) for c in columns), (greatest, -1)], lower=0)
        for group in self.exclusive_groups(person, templates):
            terms = [(self.column(person, day, t), 1) for t in group]
            self.linear.row([*terms, (greatest, -1)], upper=0)
        return greatest

    def clashing(self, person: int, template: int) -> frozenset[int]:
        """Templates the person cannot work beside this one in a day; unless `tight`, for lack of time alone."""
        limits = self.problem.people[person].limits if self.tight else Limits()
        key = (limits.day_span, limits.day_minutes, limits.break_after, limits.break_minutes)
        if key not in self._clashing:
            self._clashing[key] = clashing_templates(self.problem, limits)
        return self._clashing[key][template]

    def exclusive_groups(self, person: int, templates: Sequence[int]) -> list[list[int]]:
        """The templates in groups of which the person can work at most one in a day; singletons unless `tight`."""
        if not self.tight:
            return [[t] for t in templates]
        groups: list[list[int]] = []
        for template in templates:
            clashing = self.clashing(person, template)
            home = next((group for group in groups if clashing.issuperset(group)), None)
            if home is None:
                groups.append([template])
            else:
                home.append(template)
        return groups

    def forbid_pairs(self, tag: Tag, first: tuple[int, int], second: tuple[int, int], pairs: Collection[Term]) -> None:
        """At most one of two sessions of a person: `first` and `second` are (person, day), `pairs` their templates.

        When `tight`, each template of the first day meets whole exclusive groups of the second at once.
        """
        partners: dict[int, list[int]] = {}
        for a, b in pairs:
            partners.setdefault(a, []).append(b)
        for firsts, meets in _shared(partners, self.tight):
            for members in self.exclusive_groups(first[0], firsts):
                for group in self.exclusive_groups(second[0], meets):
                    left = [(self.column(*first, t), 1) for t in members]
                    self.linear.row([*left, *((self.column(*second, t), 1) for t in group)], upper=1, tag=tag)

    def forbid(self, tag: Tag, columns: Iterable[int]) -> None:
        """Not all of these at once."""
        chosen = list(columns)
        self.linear.row([(c, 1) for c in chosen], upper=len(chosen) - 1, tag=tag)

    def worked_terms(self, person: int, days: Iterable[int]) -> list[Term]:
        """Minutes worked on some days, as terms."""
        return [(c, t.worked) for day in days for t, c in self.sessions(person, day)]

    def weight(self, rule: str) -> int:
        """The weight of a soft rule here, 0 if it does not apply."""
        setting = self.problem.soft.get(rule)
        return 0 if setting is None else setting.weight

    def charge(self, rule: str, column: int, factor: int = 1) -> None:
        """Charge a soft rule for each unit of a column."""
        setting = self.problem.soft[rule]
        self.charges.append((rule, column, factor * setting.weight))
        self.linear.cost(setting.tier, column, factor * setting.weight)

    def people(self) -> Iterable[tuple[int, Person]]:
        """People with their numbers."""
        return enumerate(self.problem.people)

    def rota(self, ones: Iterable[int]) -> Rota:
        """The rota in which the decisions with these positions among the cells are worked."""
        return Rota.of(self.cells[position] for position in ones)

    def columns_of(self, rota: Rota) -> list[int]:
        """The columns of a rota's assignments; KeyError if one is no candidate."""
        return [self.x[cell] for cell in rota.assignments]


def _shared(partners: dict[int, list[int]], tight: bool) -> list[tuple[list[int], list[int]]]:
    """(first templates, second templates) whose every pair is forbidden; equal partner lists joined when tight."""
    if not tight:
        return [([a], [b]) for a, meets in partners.items() for b in meets]
    joined: dict[tuple[int, ...], list[int]] = {}
    for a, meets in partners.items():
        joined.setdefault(tuple(meets), []).append(a)
    return [(firsts, list(meets)) for meets, firsts in joined.items()]


def build_model(problem: RotaProblem, tight: bool = True, rules: Collection[str] | None = None) -> RotaModel:
    """The model of a problem with every rule, or with the named ones only."""
    model = RotaModel(problem, tight)
    for name, card in CARDS.items():
        wanted = rules is None or name in rules
        if wanted and (card.hard or model.weight(name) > 0):
            constraint_of(name)(model)
    return model
