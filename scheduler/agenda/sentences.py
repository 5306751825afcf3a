"""Findings about agendas as sentences that a receptionist could read out."""

from __future__ import annotations

from scheduler.agenda.problem import AgendaProblem
from scheduler.messages import Fact, say, word
from scheduler.part import Translated, label_text
from scheduler.practice import Practice
from scheduler.rota.findings import Finding

NO_SUBJECT = "none"


def agenda_sentence(finding: Finding, problem: AgendaProblem, practice: Practice, language: str) -> str:
    """What a finding about agendas says, with its subject and its figures."""
    facts: dict[str, Fact] = dict(finding.facts)
    if "kind" in facts:
        facts["kind"] = word("block", str(facts["kind"]), language)
    if "unit" in facts:
        facts["minutes"] = finding.amount * finding.factor
    people = {one.id: one.name for one in practice.practitioners}
    sites = {one.id: one.name for one in practice.sites}
    subject: dict[str, Fact] = {
        "practitioner": _name(people, None if finding.person is None else problem.people[finding.person], language),
        "site": _name(sites, None if finding.site is None else problem.sites[finding.site], language),
        "date": NO_SUBJECT if finding.day is None else problem.date_of(finding.day),
        "amount": finding.amount,
    }
    return say(f"finding-{finding.rule}", language, **subject, **facts)


def _name(labels: dict[str, Translated | str], key: str | None, language: str) -> str:
    return NO_SUBJECT if key is None else label_text(labels[key], language)
