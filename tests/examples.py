"""The examples of `tests/spec`: what each rule means, told on tiny rotas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota
from tests.notation import Names, amount, day_number, problem_and_rota

SPEC = Path(__file__).parent / "spec"


@dataclass(frozen=True)
class Example:
    """One sentence about one rule, with a problem, a rota and the findings that the rule yields on them."""

    rule: str
    name: str
    problem: RotaProblem
    rota: Rota
    names: Names
    expected: tuple[Mapping[str, Any], ...]

    def told(self, finding: Finding, expected: Mapping[str, Any]) -> dict[str, Any]:
        """The finding in the expectation's terms: amount and factor always, the rest as far as it is expected."""
        known = {key: value for key, value in asdict(finding).items() if key != "facts"} | dict(finding.facts)
        return {key: known.get(key) for key in ("amount", "factor", *expected)}

    def tells(self, findings: Sequence[Finding]) -> list[dict[str, Any]]:
        """The findings, each told in the terms of the expectation at its place."""
        return [self.told(*pair) for pair in zip(findings, chain(self.expected, repeat({})), strict=False)]

    @property
    def expectation(self) -> list[dict[str, Any]]:
        """What `tells` must give."""
        return [{"amount": 1, "factor": 1} | dict(expected) for expected in self.expected]


def rules_with_examples() -> set[str]:
    """The names of the files in `tests/spec`."""
    return {path.stem for path in SPEC.glob("*.yaml")}


def examples_of(rule: str) -> list[Example]:
    """The examples of one rule, in the order of its file."""
    told = YAML(typ="safe", pure=True).load(SPEC / f"{rule}.yaml")
    if told["rule"] != rule:
        raise ValueError(f"{rule}.yaml tells of {told['rule']}")
    return [_example(rule, told.get("given", {}) | words) for words in told["examples"]]


def all_examples() -> list[Example]:
    """Every example of every rule."""
    return [example for rule in sorted(rules_with_examples()) for example in examples_of(rule)]


def _example(rule: str, words: Mapping[str, Any]) -> Example:
    problem, rota, names = problem_and_rota(words)
    told = [] if words["expect"] == "nothing" else words["expect"]
    expected = tuple({key: _value(names, key, value) for key, value in one.items()} for one in told)
    return Example(rule, words["name"], problem, rota, names, expected)


def _value(names: Names, key: str, value: Any) -> Any:
    if value is None:
        return None
    lists = {"person": names.people, "site": names.sites, "template": names.templates}
    if key in lists:
        return lists[key].index(value)
    return day_number(value) if key == "day" else amount(value)
