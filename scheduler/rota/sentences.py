"""Findings as sentences that a receptionist could read out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scheduler.calendar import NOON, HalfDay
from scheduler.messages import Fact, say, word
from scheduler.practice import Practice
from scheduler.rota.findings import Finding
from scheduler.rota.names import Names
from scheduler.rota.problem import RotaProblem

NO_SUBJECT = "none"


def sentence(finding: Finding, problem: RotaProblem, practice: Practice | None, language: str) -> str:
    """What a finding says, with its subject and its figures; keys stand in for names where there is no practice."""
    names = Names(problem, practice, language)
    return say(f"finding-{finding.rule}", language, **_subject(finding, names), **_facts(finding, names))


def clash(finding: Finding, problem: RotaProblem, practice: Practice | None, language: str) -> str:
    """What a finding of an infeasible problem says: whom it concerns, and the rule that cannot be kept."""
    names = Names(problem, practice, language)
    return say("clash", language, subject=_whom(finding, names), rule=say(f"rule-{finding.rule}", language))


def _subject(finding: Finding, names: Names) -> dict[str, Fact]:
    return {
        "practitioner": NO_SUBJECT if finding.person is None else names.person(finding.person),
        "date": NO_SUBJECT if finding.day is None else names.problem.date_of(finding.day),
        "site": NO_SUBJECT if finding.site is None else names.site(finding.site),
        "template": NO_SUBJECT if finding.template is None else names.template(finding.template),
        "amount": finding.amount,
    }


def _whom(finding: Finding, names: Names) -> str:
    subject = _subject(finding, names)
    if finding.day is not None:
        subject["date"] = say("day", names.language, date=subject["date"])
    parts = [subject[part] for part in ("practitioner", "site", "template", "date")]
    named = [str(part) for part in parts if part != NO_SUBJECT]
    return ", ".join(named) or say("clash-everyone", names.language)


def _facts(finding: Finding, names: Names) -> dict[str, Fact]:
    facts: dict[str, Fact] = dict(finding.facts)
    for key, in_words in _IN_WORDS.items():
        if key in facts:
            facts[key] = in_words(names, facts[key])
    return facts | _span(finding.facts, names)


def _span(facts: Mapping[str, str | int], names: Names) -> dict[str, Fact]:
    if "begin" not in facts or "end" not in facts:
        return {}
    begin, end = int(facts["begin"]), int(facts["end"])
    half_day = HalfDay.MORNING if begin < NOON else HalfDay.AFTERNOON
    return {"span": names.span(begin, end), "half_day": word("half-day", half_day, names.language)}


# Facts that a check gives as keys or day numbers, and how to say them.
_IN_WORDS: dict[str, Callable[[Names, Fact], Fact]] = {
    "other": lambda names, key: names.template_by_key(str(key)),
    "after": lambda names, key: names.template_by_key(str(key)),
    "room": lambda names, kind: word("room", str(kind), names.language),
    "profession": lambda names, professions: names.any_of(str(professions)),
    "group": lambda names, group: names.holiday(str(group)),
    "last": lambda names, day: names.problem.date_of(int(str(day))),
}
