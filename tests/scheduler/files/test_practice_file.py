"""The gate of practice files: what comes in is sound, what is not says where and why, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from scheduler.files import BadInput, InputProblem, Place, read_practice
from scheduler.files.schema_faults import schema_faults
from scheduler.messages import LANGUAGES
from tests.practices import a_contract, a_doctor, a_practice, a_practice_file, a_site, a_template

FLU = {"motive": "acute"}
LEAVE = {"practitioner": "ada", "from": "2026-12-24", "to": "2026-12-24"}


def problems(path: Path) -> tuple[InputProblem, ...]:
    with pytest.raises(BadInput) as error:
        read_practice(path)
    for language in LANGUAGES:
        assert len(error.value.in_language(language).splitlines()) == len(error.value.problems)
    return error.value.problems


def test_sound_practice_comes_in(tmp_path: Path) -> None:
    """A file holds the same practice as the one built in memory."""
    assert read_practice(a_practice_file(tmp_path)) == a_practice()


def test_yaml_reads_times_and_words_as_written(tmp_path: Path) -> None:
    """Clock times need no quotes, and off is a word, as in YAML 1.2."""
    text = a_practice_file(tmp_path).read_text(encoding="utf-8")
    wish = "wishes:\n- {practitioner: ada, from: 2026-12-24, to: 2026-12-24, want: off}\n"
    (tmp_path / "practice.yaml").write_text(text + wish, encoding="utf-8")
    practice = read_practice(tmp_path / "practice.yaml")
    assert practice.templates[0].start == 9 * 60
    assert practice.wishes[0].want == "off"


def one_site(**stated: Any) -> dict[str, Any]:
    return {"sites": [a_site(**stated)]}


def one_template(**stated: Any) -> dict[str, Any]:
    return {"templates": [a_template(**stated)], "cover": []}


def one_motive(**stated: Any) -> dict[str, Any]:
    return {"motives": [{"id": "flu", "name": "Flu", "professions": ["gp"]} | stated]}


def one_category(**stated: Any) -> dict[str, Any]:
    return {"categories": [{"id": "child", "name": "Children"} | stated]}


def one_doctor(**stated: Any) -> dict[str, Any]:
    return {"practitioners": [a_doctor() | stated]}


REFUSALS: dict[str, tuple[dict[str, Any], str, str, Any]] = {
    # what the file is changed to, the reason, the field, the value
    "unknown section": ({"colour": "red"}, "input-unknown-field", "colour", "red"),
    "reserved section": ({"capitation": {"flu": 1}}, "input-reserved-section", "capitation.flu", 1),
    "missing section": ({"templates": None}, "input-missing", "templates", None),
    "missing field": (
        {"sites": [{"id": "nation", "name": "N", "rooms": {"consulting": 1}}]},
        "input-missing",
        "sites[0].hours",
        None,
    ),
    "unknown field": (one_template(strat="08:00"), "input-unknown-field", "templates[0].strat", "08:00"),
    "python's name of a field": (
        {"absences": [LEAVE | {"from_date": "2026-12-24"}]},
        "input-unknown-field",
        "absences[0].from_date",
        "2026-12-24",
    ),
    "id with capitals": (one_doctor(id="Ada"), "input-identifier", "practitioners[0].id", "Ada"),
    "id that is a number": (one_doctor(id=12), "input-text", "practitioners[0].id", 12),
    "empty name": (one_doctor(name=" "), "input-empty-text", "practitioners[0].name", " "),
    "name that is a number": (one_doctor(name=7), "input-name", "practitioners[0].name", 7),
    "half a translated name": (one_doctor(name={"fr": "Ada"}), "input-missing", "practitioners[0].name.en", None),
    "long name": (one_doctor(name="a" * 201), "input-too-long", "practitioners[0].name", "a" * 201),
    "profession": (one_doctor(profession="gpp"), "input-one-of", "practitioners[0].profession", "gpp"),
    "contract that is a number": (one_doctor(contract=7), "input-contract", "practitioners[0].contract", 7),
    "contract in place": (
        one_doctor(contract=a_contract(status="salarie")),
        "input-one-of",
        "practitioners[0].contract.status",
        "salarie",
    ),
    "negative minutes": (
        {"contracts": {"full-time": a_contract(minutes_per_week=-5)}},
        "input-greater-than",
        "contracts.full-time.minutes_per_week",
        -5,
    ),
    "more than a week's minutes": (
        {"contracts": {"full-time": a_contract(minutes_per_week=6000)}},
        "input-at-most",
        "contracts.full-time.minutes_per_week",
        6000,
    ),
    "minutes in quotes": (
        {"contracts": {"full-time": a_contract(minutes_per_week="2100")}},
        "input-whole-number",
        "contracts.full-time.minutes_per_week",
        "2100",
    ),
    "minutes with a fraction": (
        {"contracts": {"full-time": a_contract(minutes_per_week=2100.5)}},
        "input-whole-number",
        "contracts.full-time.minutes_per_week",
        2100.5,
    ),
    "rooms that are true": (
        one_site(rooms={"consulting": True}),
        "input-whole-number",
        "sites[0].rooms.consulting",
        True,
    ),
    "negative rooms": (one_site(rooms={"consulting": -1}), "input-at-least", "sites[0].rooms.consulting", -1),
    "hours that overlap": (
        one_site(hours={"mon": "08:00-12:00, 11:00-20:00"}),
        "input-overlapping-hours",
        "sites[0].hours.mon",
        "08:00-12:00, 11:00-20:00",
    ),
    "day set twice": (
        one_site(hours={"mon-fri": "08:00-20:00", "fri": "closed"}),
        "input-day-twice",
        "sites[0].hours.fri",
        "closed",
    ),
    "unknown day": (
        one_site(hours={"mon-fry": "08:00-20:00"}),
        "input-unknown-day",
        "sites[0].hours.mon-fry",
        "08:00-20:00",
    ),
    "days that run backwards": (one_template(days="fri-mon"), "input-days-backwards", "templates[0].days", "fri-mon"),
    "hours without an end": (one_site(hours={"mon": "08:00"}), "input-span", "sites[0].hours.mon", "08:00"),
    "hours that run backwards": (
        one_site(hours={"mon": "20:00-08:00"}),
        "input-span-backwards",
        "sites[0].hours.mon",
        "20:00-08:00",
    ),
    "hour that no clock shows": (one_template(start="25:00"), "input-clock-grid", "templates[0].start", "25:00"),
    "time off the grid": (one_template(start="08:03"), "input-clock-grid", "templates[0].start", "08:03"),
    "French time": (one_template(start="8h00"), "input-clock", "templates[0].start", "8h00"),
    "empty value": (one_template(start=None), "input-nothing-written", "templates[0].start", None),
    "single site without brackets": (one_template(sites="nation"), "input-all-or-list", "templates[0].sites", "nation"),
    "no site": (one_template(sites=[]), "input-empty-list", "templates[0].sites", []),
    "no profession": (one_template(professions=[]), "input-empty-list", "templates[0].professions", []),
    "list that is a text": (one_template(professions="gp"), "input-list", "templates[0].professions", "gp"),
    "section that is a list": ({"contracts": [a_contract()]}, "input-section", "contracts", [a_contract()]),
    "break in no grain": (
        one_template(**{"break": {"start": "10:00", "minutes": 7}}),
        "input-multiple",
        "templates[0].break.minutes",
        7,
    ),
    "impossible date": ({"absences": [LEAVE | {"to": "2026-13-24"}]}, "input-date", "absences[0].to", "2026-13-24"),
    "date without hyphens": ({"absences": [LEAVE | {"to": 20261224}]}, "input-date", "absences[0].to", 20261224),
    "French date in YAML": ({"absences": [LEAVE | {"to": "24/12/2026"}]}, "input-date", "absences[0].to", "24/12/2026"),
    "weight of a wish": ({"wishes": [LEAVE | {"want": "off", "weight": 9}]}, "input-at-most", "wishes[0].weight", 9),
    "endless factor": (
        {"demand_factors": [{"from": "2026-12-24", "to": "2026-12-24", "factor": ".inf"}]},
        "input-number",
        "demand_factors[0].factor",
        ".inf",
    ),
    "hard rule with a weight": (
        {"rules": {"rooms": {"weight": 1}}},
        "input-not-a-soft-rule",
        "rules.rooms",
        {"weight": 1},
    ),
    "tolerance of a rule that shares nothing": (
        {"rules": {"wish_off": {"tolerance": 2}, "equity_late": {"tolerance": 2}}},
        "input-no-tolerance",
        "rules.wish_off.tolerance",
        2,
    ),
    "country in lower case": (
        {"practice": {"id": "x", "name": "X", "country": "fr"}},
        "input-country-code",
        "practice.country",
        "fr",
    ),
    "day that no year has": (
        {"practice": {"id": "x", "name": "X", "named_days": {"y": "02-30"}}},
        "input-month-day",
        "practice.named_days.y",
        "02-30",
    ),
    "yes for true": (
        one_site(open_on_first_of_may="yes"),
        "input-true-or-false",
        "sites[0].open_on_first_of_may",
        "yes",
    ),
    "ages without a dash": (one_category(ages="75"), "input-ages", "categories[0].ages", "75"),
    "ages that are a number": (one_category(ages=75), "input-ages", "categories[0].ages", 75),
    "ages that run backwards": (one_category(ages="6-0"), "input-ages", "categories[0].ages", "6-0"),
    "conditions with a fraction": (
        one_category(conditions=1.5),
        "input-whole-number",
        "categories[0].conditions",
        1.5,
    ),
    "sex in capitals": (one_category(sex="F"), "input-one-of", "categories[0].sex", "F"),
    "acute review": (one_motive(acute=True, review=True), "input-review-motive", "motives[0].review", True),
    "review by telephone": (one_motive(channel="tele", review=True), "input-review-motive", "motives[0].review", True),
    "places without a group": (one_motive(places=8), "input-group-places", "motives[0].places", 8),
    "travel without a visit": (one_motive(travel_minutes=20), "input-visit-travel", "motives[0].travel_minutes", 20),
    "unknown channel": (one_motive(channel="letter"), "input-one-of", "motives[0].channel", "letter"),
    "slot off the grid": ({"lengths": [FLU | {"minutes": 12}]}, "input-multiple", "lengths[0].minutes", 12),
    "slot of no minutes": ({"lengths": [FLU | {"minutes": 0}]}, "input-at-least", "lengths[0].minutes", 0),
    "mean of no minutes": (
        {"lengths": [FLU | {"minutes": 10, "mean": 0}]},
        "input-greater-than",
        "lengths[0].mean",
        0,
    ),
    "mean in quotes": ({"lengths": [FLU | {"minutes": 10, "mean": "9"}]}, "input-number", "lengths[0].mean", "9"),
    "contacts without a figure": ({"contacts": [FLU]}, "input-missing", "contacts[0].per_year", None),
    "more contacts than days": ({"contacts": [FLU | {"per_year": 400}]}, "input-at-most", "contacts[0].per_year", 400),
    "negative price": ({"prices": {"idle_minute": -0.5}}, "input-at-least", "prices.idle_minute", -0.5),
    "nobody turned away": ({"agenda": {"turn_away": 0}}, "input-greater-than", "agenda.turn_away", 0),
    "everybody turned away": ({"agenda": {"turn_away": 1}}, "input-less-than", "agenda.turn_away", 1),
    "release at no time": (
        {"agenda": {"release": [{"days_before": 0}]}},
        "input-missing",
        "agenda.release[0].at",
        None,
    ),
    "unknown field of the messages": (
        {"agenda": {"messages": {"a_year": 7}}},
        "input-unknown-field",
        "agenda.messages.a_year",
        7,
    ),
    "motive unknown": (
        {"lengths": [{"motive": "flue", "minutes": 10}], **one_motive()},
        "input-unknown-motive",
        "lengths[0].motive",
        "flue",
    ),
    "site unknown": (
        one_doctor(home_site="natoin", sites=["nation"]),
        "input-unknown-site",
        "practitioners[0].home_site",
        "natoin",
    ),
    "template outside opening": (
        one_template(end="21:00"),
        "input-template-outside-opening",
        "templates[0].end",
        "21:00",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_refusal_names_file_field_and_value(tmp_path: Path, case: str) -> None:
    """Each wrong value is one problem, with its file, line, field and value."""
    changes, reason, field, value = REFUSALS[case]
    path = a_practice_file(tmp_path, **changes)
    (problem,) = problems(path)
    assert (problem.file, problem.reason_key, problem.field, problem.value) == (str(path), reason, field, value)


def test_bound_with_a_fraction_is_told_as_it_is() -> None:
    """A bound is never cut down to a whole number: nobody is told that 0.3 must be above 0."""

    class Half(BaseModel):
        share: Annotated[float, Field(gt=0.5)]

    with pytest.raises(ValidationError) as error:
        Half.model_validate({"share": 0.3})
    (fault,) = schema_faults(error.value, {"share": 0.3}, Half)
    problem = InputProblem(Place("file"), 0.3, fault.reason_key, fault.facts)
    assert problem.sentence("en") == "The number must be above 0.5."
    assert problem.sentence("fr") == "Le nombre doit être au-dessus de 0,5."


def test_wrong_part_of_prices_hides_nothing_else(tmp_path: Path) -> None:
    """A wrong price or agenda is left out whole while the rest is judged."""
    path = a_practice_file(
        tmp_path, prices={"idle_minute": "dear"}, agenda={"soon": 45}, absences=[LEAVE | {"to": "2026-12-01"}]
    )
    assert {(problem.reason_key, problem.field) for problem in problems(path)} == {
        ("input-number", "prices.idle_minute"),
        ("input-multiple", "agenda.soon"),
        ("input-dates-backwards", "absences[0].to"),
    }


def test_every_problem_is_found_at_once(tmp_path: Path) -> None:
    """Refusals of the schema do not hide what does not fit elsewhere, each at its own position."""
    path = a_practice_file(
        tmp_path,
        practitioners=[a_doctor("ada", profession="gpp"), a_doctor("ben", home_site="natoin"), a_doctor("chloe")],
        templates=[a_template(), a_template("late", start="9h"), a_template("long", end="21:00")],
        absences=[LEAVE | {"to": "x"}, LEAVE | {"to": "2026-12-01"}, LEAVE | {"practitioner": "zoe"}],
    )
    found = [(problem.reason_key, problem.field) for problem in problems(path)]
    assert sorted(found) == sorted(
        [
            ("input-one-of", "practitioners[0].profession"),
            ("input-unknown-site", "practitioners[1].home_site"),
            ("input-clock", "templates[1].start"),
            ("input-template-outside-opening", "templates[2].end"),
            ("input-date", "absences[0].to"),
            ("input-dates-backwards", "absences[1].to"),
            ("input-unknown-practitioner", "absences[2].practitioner"),
        ]
    )


@pytest.mark.parametrize(
    ("section", "entry", "field"),
    [
        ("sites", a_site(open_on_first_of_may="yes"), "sites[0].open_on_first_of_may"),
        ("templates", a_template(start="9h"), "templates[0].start"),
        ("practitioners", a_doctor("ada", profession="gpp"), "practitioners[0].profession"),
    ],
)
def test_wrong_single_entry_hides_nothing_else(tmp_path: Path, section: str, entry: Any, field: str) -> None:
    """Where a section has one entry, and that is wrong, the other sections are judged all the same."""
    path = a_practice_file(
        tmp_path,
        **{section: [entry]},
        absences=[LEAVE | {"to": "2026-12-01"}],
        categories=[{"id": "adult", "name": "A"}, {"id": "adult", "name": "B"}],
        demand=[{"site": "nation", "half_day": "morning", "minutes": 300}],
    )
    found = {(problem.reason_key, problem.field) for problem in problems(path)}
    assert field in {name for _, name in found}
    assert {
        ("input-dates-backwards", "absences[0].to"),
        ("input-twice-in-categories", "categories[1].id"),
        ("input-no-days-nor-dates", "demand[0].days"),
    } <= found
    assert len(found) == 4


def test_refused_entry_is_no_unknown_one(tmp_path: Path) -> None:
    """Who names a practitioner whose entry is wrong does not name a stranger."""
    path = a_practice_file(tmp_path, practitioners=[a_doctor("ada", usual_days="x"), a_doctor("ben")], absences=[LEAVE])
    assert [problem.field for problem in problems(path)] == ["practitioners[0].usual_days"]


def test_problems_come_from_top_to_bottom(tmp_path: Path) -> None:
    """Problems are sorted by line, and each line is the one in the file."""
    path = a_practice_file(tmp_path, practitioners=[a_doctor(id="Ada")], practice={"id": "x", "name": ""})
    found = problems(path)
    assert [problem.place.line for problem in found] == sorted(problem.place.line or 0 for problem in found)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert ["id: Ada" in lines[(p.place.line or 0) - 1] for p in found if p.value == "Ada"] == [True]


def test_sentence_is_one_a_manager_understands(tmp_path: Path) -> None:
    """A problem reads as file, line, field, value, sentence and suggestion, in either language."""
    path = a_practice_file(tmp_path, practitioners=[a_doctor(home_site="natoin", sites=["nation"])])
    (problem,) = problems(path)
    where = f'{path}:{problem.place.line}: practitioners[0].home_site = "natoin": '
    assert problem.in_language("fr").replace("\N{NO-BREAK SPACE}", " ") == (
        where + "Le cabinet n’a pas de site « natoin » ; sites connus : nation. Vouliez-vous dire « nation » ?"
    )
    assert problem.in_language("en") == (
        where + "The practice has no site “natoin”. Its sites: nation. Did you mean “nation”?"
    )


def test_error_prints_its_problems(tmp_path: Path) -> None:
    """The error itself reads as its problems, one a line."""
    with pytest.raises(BadInput, match="home_site"):
        read_practice(a_practice_file(tmp_path, practitioners=[a_doctor(home_site="natoin")]))
