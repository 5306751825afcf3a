"""The examples of `tests/spec/agenda`: what each agenda rule means, told on tiny agendas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, repeat
from typing import Any

from ruamel.yaml import YAML

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding
from tests.agenda_notation import AgendaNames, problem_and_agenda
from tests.examples import SPEC
from tests.notation import amount, day_number

AGENDA_SPEC = SPEC / "agenda"


@dataclass(frozen=True)
class AgendaExample:
    """One sentence about one rule, with a problem, an agenda and the findings that the rule yields on them."""

    rule: str
    name: str
    problem: AgendaProblem
    agenda: Agenda
    names: AgendaNames
    expected: tuple[Mapping[str, Any], ...]

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.rule}: {self.name}"

    def tells(self, findings: Sequence[Finding]) -> list[dict[str, Any]]:
        """The findings, each told in the terms of the expectation at its place: amount and factor always."""
        return [_told(*pair) for pair in zip(findings, chain(self.expected, repeat({})), strict=False)]

    @property
    def expectation(self) -> list[dict[str, Any]]:
        """What `tells` must give."""
        return [{"amount": 1, "factor": 1} | dict(expected) for expected in self.expected]


def _told(finding: Finding, expected: Mapping[str, Any]) -> dict[str, Any]:
    known = {key: value for key, value in asdict(finding).items() if key != "facts"} | dict(finding.facts)
    return {key: known.get(key) for key in ("amount", "factor", *expected)}


def agenda_rules_with_examples() -> set[str]:
    """The names of the files in `tests/spec/agenda`."""
    return {path.stem for path in AGENDA_SPEC.glob("*.yaml")}


def agenda_examples_of(rule: str) -> list[AgendaExample]:
    """The examples of one rule, in the order of its file."""
    told = YAML(typ="safe", pure=True).load(AGENDA_SPEC / f"{rule}.yaml")
    if told["rule"] != rule:
        raise ValueError(f"{rule}.yaml tells of {told['rule']}")
    return [_example(rule, told.get("given", {}) | words) for words in told["examples"]]


def all_agenda_examples() -> list[AgendaExample]:
    """Every example of every rule."""
    return [example for rule in sorted(agenda_rules_with_examples()) for example in agenda_examples_of(rule)]


def _example(rule: str, words: Mapping[str, Any]) -> AgendaExample:
    problem, agenda, names = problem_and_agenda(rule, words)
    told = [] if words["expect"] == "nothing" else words["expect"]
    expected = tuple({key: _value(names, key, value) for key, value in one.items()} for one in told)
    return AgendaExample(rule, words["name"], problem, agenda, names, expected)


def _value(names: AgendaNames, key: str, value: Any) -> Any:
    if value is None:
        return None
    lists = {"person": names.people, "site": names.sites}
    if key in lists:
        return lists[key].index(value)
    return day_number(value) if key == "day" else amount(value)
