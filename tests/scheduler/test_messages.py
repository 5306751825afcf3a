"""The catalogue says the same things in every language, and says something about every rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import FunctionReference, Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from scheduler.calendar import HalfDay
from scheduler.messages import (
    LANGUAGES,
    FactMissingError,
    UnknownLanguageError,
    UnknownMessageError,
    say,
    sources,
    word,
)
from scheduler.messages.formats import (
    show_choice,
    show_day,
    show_duration,
    show_number,
    show_percent,
    show_time,
    typeset,
)
from scheduler.rota.checks import check_of
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Duty
from scheduler.rota.rules import CARDS, Unit
from scheduler.rota.sentences import clash, sentence
from scheduler.sessions import SessionKind
from scheduler.staff import Profession
from scheduler.staff import Status as ContractStatus
from tests.builders import a_problem
from tests.examples import Example, all_examples

BREAKING = [example for example in all_examples() if example.expected]


class _Placeholders(Visitor):
    """Gathers the facts and functions that a message uses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.found.add(f"${node.id.name}")

    def visit_FunctionReference(self, node: FunctionReference) -> None:  # noqa: N802
        self.found.add(node.id.name)
        self.generic_visit(node)


def placeholders(message: Message) -> set[str]:
    """What a message uses."""
    visitor = _Placeholders()
    visitor.visit(message)
    return visitor.found


def entries(language: str) -> Iterator[Message | Junk]:
    """All entries of a language's files."""
    for file in sources(language):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message | Junk):
                yield entry


def messages(language: str) -> dict[str, Message]:
    """All messages of a language by key."""
    return {entry.id.name: entry for entry in entries(language) if isinstance(entry, Message)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_well_formed(language: str) -> None:
    """No file holds a line that Fluent cannot read."""
    assert [entry.content for entry in entries(language) if isinstance(entry, Junk)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: str) -> None:
    """A key is defined once over all files."""
    counts = Counter(entry.id.name for entry in entries(language) if isinstance(entry, Message))
    assert [key for key, count in counts.items() if count > 1] == []


def test_languages_hold_the_same_keys() -> None:
    """What can be said in one language can be said in the other."""
    assert set(messages("fr")) == set(messages("en"))


def test_languages_use_the_same_placeholders() -> None:
    """Both languages tell the same facts."""
    french, english = messages("fr"), messages("en")
    # Plural forms may count in one language only, what is told may not differ.
    assert {key: placeholders(french[key]) for key in french} == {key: placeholders(english[key]) for key in french}


def test_french_keeps_double_punctuation_off_the_line_start() -> None:
    """A no-break space stands before : ; ? ! and inside « »; English has none."""
    space = "\N{NO-BREAK SPACE}"
    assert typeset("Noël : « fermé » ?", "fr") == f"Noël{space}: «{space}fermé{space}»{space}?"
    assert say("check-good", "fr", name="Nation").startswith(f"Nation{space}:")
    assert typeset("Closed :", "en") == "Closed :"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", CARDS)
def test_every_card_has_its_three_entries(rule: str, language: str) -> None:
    """A rule has a title of two to four words, a sentence, and a sentence for its findings."""
    assert 2 <= len(say(f"rule-title-{rule}", language).split()) <= 4
    assert say(f"rule-{rule}", language).endswith(".")
    assert f"finding-{rule}" in messages(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", BREAKING, ids=lambda example: f"{example.rule}: {example.name}")
def test_every_finding_is_told(example: Example, language: str) -> None:
    """Whatever a check finds can be said with the facts it gives."""
    for finding in check_of(example.rule)(example.problem, example.rota):
        told = sentence(finding, example.problem, None, language)
        assert told.endswith(".")
        assert "{" not in told
        assert clash(finding, example.problem, None, language).endswith(".")


def test_finding_names_subject_and_figures_in_french() -> None:
    """A sentence names the person, the date in French and the figures with their units."""
    example = next(one for one in BREAKING if one.rule == "daily_rest")
    finding = next(iter(check_of("daily_rest")(example.problem, example.rota)))
    told = sentence(finding, example.problem, None, "fr").replace("\N{NO-BREAK SPACE}", " ")
    assert example.problem.people[finding.person or 0].key in told
    assert show_day(example.problem.date_of(finding.day or 0), "fr") in told
    assert "de repos avant le" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_practice_are_known(language: str) -> None:
    """Every profession, status, duty, kind of session, unit and tier has its word."""
    kinds = {
        "profession": Profession,
        "professions": Profession,
        "contract": ContractStatus,
        "kind": SessionKind,
        "duty": Duty,
        "half-day": HalfDay,
        "unit": Unit,
    }
    for kind, names in kinds.items():
        for name in names:
            assert say(f"{kind}-{name}", language)
    for unit in Unit:
        assert "1" in say(f"amount-{unit}", language, amount=1)
    assert [say(f"tier-{tier}", language) for tier in range(4)]


def test_plural_forms_differ() -> None:
    """One is one, and French counts 0 as one."""
    assert say("amount-sessions", "en", amount=1) == "1 session"
    assert say("amount-sessions", "en", amount=0) == "0 sessions"
    assert say("amount-sessions", "fr", amount=0) == "0 vacation"
    assert say("amount-sessions", "fr", amount=2) == "2 vacations"


def test_unknown_key_is_an_error() -> None:
    """A key that is not there is never shown in place of a sentence."""
    with pytest.raises(UnknownMessageError, match="no message 'rule-of-thumb' in 'fr'"):
        say("rule-of-thumb", "fr")


def test_unknown_language_is_an_error() -> None:
    """A language without a catalogue is named with those that have one."""
    with pytest.raises(UnknownLanguageError, match="no catalogue in 'de'; known: fr, en"):
        say("day", "de")


def test_missing_fact_is_an_error() -> None:
    """A sentence is never said with a hole in it."""
    with pytest.raises(FactMissingError, match="amount-sessions"):
        say("amount-sessions", "fr")


def test_invented_word_is_shown_as_it_is() -> None:
    """A reason of absence that a practice invented needs no entry."""
    assert word("reason", "school-trip", "en") == "school trip"


def test_dates_take_the_form_of_the_language() -> None:
    """French writes the first of a month as an ordinal."""
    day = date(2026, 12, 14)
    assert show_day(day, "fr") == "lundi 14 décembre 2026"
    assert show_day(day, "en") == "Monday 14 December 2026"
    assert show_day(date(2027, 1, 1), "fr") == "vendredi 1er janvier 2027"
    assert show_day(date(2027, 1, 21), "fr", "short") == "jeu. 21 janv."


def test_times_and_lengths_take_the_form_of_the_language() -> None:
    """French writes 8 h 05, English 08:05; a length of time is never mistaken for a clock time."""
    narrow = "\N{NO-BREAK SPACE}"
    assert show_time(485, "fr").replace(narrow, " ") == "8 h 05"
    assert show_time(485, "en") == "08:05"
    assert show_duration(570, "fr").replace(narrow, " ") == "9 h 30"
    assert show_duration(570, "en").replace(narrow, " ") == "9 h 30 min"
    assert show_duration(45, "fr").replace(narrow, " ") == "45 min"


def test_numbers_take_the_separators_of_the_language() -> None:
    """French separates thousands by a narrow space and decimals by a comma."""
    assert show_number(12345.6, "fr", 1) == "12\N{NARROW NO-BREAK SPACE}345,6"
    assert show_number(12345.6, "en", 1) == "12,345.6"
    assert show_percent(0.042, "fr") == "4,2\N{NO-BREAK SPACE}%"
    assert show_percent(0.042, "en") == "4.2%"


def test_choices_take_the_word_of_the_language() -> None:
    """Any one of several things will do."""
    assert show_choice(["médecin", "remplaçant"], "fr") == "médecin ou remplaçant"
    assert show_choice(["doctor", "locum", "trainee"], "en") == "doctor, locum or trainee"


def test_clash_without_subject_speaks_of_everybody() -> None:
    """A clashing rule that binds nobody in particular binds the whole practice."""
    assert clash(Finding("rooms"), a_problem(), None, "en").startswith("The whole practice:")
