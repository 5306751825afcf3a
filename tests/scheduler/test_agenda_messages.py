"""The catalogue says something about every agenda rule and every finding about agendas."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.agenda.checks import agenda_check_of
from scheduler.agenda.problem import BlockKind
from scheduler.agenda.rules import AGENDA_CARDS, AGENDA_SOFT_RULES, NEEDS_TIER, PLACES_TIER, PROMISE_TIER
from scheduler.agenda.sentences import agenda_sentence
from scheduler.learned import DayPart
from scheduler.messages import LANGUAGES, is_known, say
from scheduler.practice import Practice
from tests.agenda_examples import AgendaExample, agenda_examples_of, all_agenda_examples
from tests.practices import a_doctor, a_practice, a_site

BREAKING = [example for example in all_agenda_examples() if example.expected]

both = pytest.mark.parametrize("language", LANGUAGES)


def practice_of(example: AgendaExample) -> Practice:
    """A practice with the people and sites of an example, their names in capitals."""
    sites = [a_site(site, name=site.upper()) for site in example.names.sites]
    people = [a_doctor(name, name=name.upper(), home_site=sites[0]["id"]) for name in example.names.people]
    return a_practice(sites=sites, practitioners=people, cover=[])


def told(rule: str, name: str, language: str) -> list[str]:
    """The sentences of an example, with plain spaces."""
    example = next(one for one in agenda_examples_of(rule) if one.name == name)
    practice = practice_of(example)
    findings = agenda_check_of(rule)(example.problem, example.agenda)
    spoken = [agenda_sentence(finding, example.problem, practice, language) for finding in findings]
    return [text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") for text in spoken]


@both
@pytest.mark.parametrize("rule", AGENDA_CARDS)
def test_every_agenda_card_has_its_three_entries(rule: str, language: str) -> None:
    """A rule has a short title, a sentence, and a sentence for its findings."""
    assert 1 <= len(say(f"rule-title-{rule}", language).split()) <= 6
    assert say(f"rule-{rule}", language).endswith(".")
    assert is_known(f"finding-{rule}", language)


@both
@pytest.mark.parametrize("example", BREAKING, ids=str)
def test_every_finding_about_agendas_is_told(example: AgendaExample, language: str) -> None:
    """Whatever a check finds can be said with the facts it gives, and names whom it concerns."""
    practice = practice_of(example)
    for finding in agenda_check_of(example.rule)(example.problem, example.agenda):
        text = agenda_sentence(finding, example.problem, practice, language)
        assert text.endswith(".")
        assert "{" not in text
        assert "none" not in text
        subjects = [example.names.people[finding.person].upper()] if finding.person is not None else []
        subjects += [example.names.sites[finding.site].upper()] if finding.site is not None else []
        assert any(subject in text for subject in subjects)


@pytest.mark.parametrize(
    ("rule", "name", "language", "sentence"),
    [
        (
            "acute_short",
            "Open time is no acute slot",
            "en",
            "CENTRE, Monday 5 January 2026, from 08:00 to 13:00: 0 acute slots of 2.",
        ),
        (
            "messages_short",
            "Each stretch that is missing costs its minutes",
            "fr",
            "ADA, semaine du lundi 5 janvier 2026 : il manque 1 h de bureau pour les messages et appels"
            " de la patientèle.",
        ),
        (
            "open_short",
            "Each grain of open time that is missing costs five minutes",
            "en",
            "CENTRE, week of Monday 5 January 2026: 40 min of open time missing for planned consultations.",
        ),
        (
            "acute_wait",
            "A slot an hour later is a whole step late",
            "fr",
            "CENTRE, lundi 5 janvier 2026 : aucun créneau d’urgence dans les 1 h après un appel à 9 h.",
        ),
        (
            "windows_hold",
            "Nothing else begins in a window",
            "fr",
            "ADA, lundi 5 janvier 2026, de 7 h 40 à 7 h 50 : « libre » dans des heures réservées aux urgences.",
        ),
        (
            "long_run",
            "A window joins the run before it",
            "en",
            "ADA, Monday 5 January 2026: from 18:30 to 21:00 without a break, 30 min too long.",
        ),
    ],
)
def test_finding_names_subject_and_figures(rule: str, name: str, language: str, sentence: str) -> None:
    """Date, clock times and lengths take the form of the language; minutes missing are units times their length."""
    assert told(rule, name, language)[0] == sentence


def test_excess_names_the_site_or_else_the_person() -> None:
    """A need of a site concerns the site; one of a list concerns its doctor."""
    assert told("no_more_than_asked", "One block more is too much", "en")[0].startswith("CENTRE")
    shared = "Sessions that share a need hold together what it asks for"
    assert told("no_more_than_asked", shared, "en")[0].startswith("ADA")


@both
def test_words_of_agendas_are_known(language: str) -> None:
    """Every kind of block, part of the day and tier has its word, and slots are counted."""
    keys: list[str] = [
        *(f"block-{kind}" for kind in BlockKind),
        *(f"part-{part}" for part in DayPart),
        *(f"agenda-tier-{tier}" for tier in (PROMISE_TIER, NEEDS_TIER, PLACES_TIER)),
        *(f"unit-{AGENDA_CARDS[rule].unit}" for rule in AGENDA_SOFT_RULES),
    ]
    assert all(say(key, language) for key in keys)
    forms: list[Any] = [say("amount-slots", language, amount=amount) for amount in (1, 2)]
    assert forms == [{"en": "1 slot", "fr": "1 créneau"}[language], {"en": "2 slots", "fr": "2 créneaux"}[language]]
