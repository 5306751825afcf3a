"""What the report says of agendas. How it looks is tested in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from api.export.headlines import Tone
from api.export.plan import Plan
from api.export.report import agenda_report, report
from api.export.report.agenda import AgendaSection, agenda_headlines, agenda_section
from api.export.report.agenda.kinds import LETTERS
from api.export.report.agenda.loads import LoadCell, LoadRow
from api.export.report.agenda.shortfalls import MOST_SHOWN
from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import BlockKind
from scheduler.agenda.rules import AGENDA_SOFT_RULES
from scheduler.measures.agenda import fulfilments
from scheduler.messages import LANGUAGES
from scheduler.rota.rota import Rota
from scheduler.rota.rules import SOFT_RULES
from solver.agenda.plan import AgendaPlan
from solver.agenda.reserves import DayReserve
from tests.api.agendas import HOURS, MOTIVES, a_plan_with_agendas, a_practice_with_lists, with_agendas
from tests.api.plans import a_plan
from tests.api.test_report import outline
from tests.practices import a_doctor, a_site, a_template

PAGES = [report, agenda_report]
MOST_BYTES_A_BLOCK = 90


def agendas_of(plan: Plan) -> AgendaPlan:
    """The agendas of a plan that has some."""
    assert plan.agenda is not None
    return plan.agenda


def section_of(plan: Plan) -> AgendaSection:
    """The section of a plan that has agendas."""
    found = agenda_section(plan)
    assert found is not None
    return found


def with_reserves(plan: Plan, change: Callable[[DayReserve], DayReserve | None]) -> Plan:
    """The plan with changed reserves; None leaves a day without one."""
    agenda = agendas_of(plan)
    kept = tuple(one for day in agenda.question.reserves if (one := change(day)) is not None)
    return replace(plan, agenda=replace(agenda, question=replace(agenda.question, reserves=kept)))


def all_placed(plan: Plan) -> Plan:
    """The plan with an audit that finds no acute slot missing."""
    agenda = agendas_of(plan)
    penalties = tuple(one for one in agenda.result.audit.penalties if one.rule != "acute_short")
    audit = replace(agenda.result.audit, penalties=penalties)
    return replace(plan, agenda=replace(agenda, result=replace(agenda.result, audit=audit)))


def test_plan_without_agendas_has_no_section() -> None:
    """A rota alone is reported as before; there is no report of agendas that do not exist."""
    assert agenda_section(a_plan()) is None
    assert agenda_headlines(a_plan()) == ()
    assert b'id="agendas"' not in report(a_plan())
    with pytest.raises(ValueError, match="no agendas"):
        agenda_report(a_plan())


def test_section_stands_after_the_weeks() -> None:
    """Rota first, then its agendas, then the rest."""
    page = report(a_plan_with_agendas()).decode()
    places = [page.index(f'<section id="{name}"') for name in ("summary", "weeks", "agendas", "heat")]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", PAGES)
def test_pages_load_nothing_and_caption_every_table(make: Callable[[Plan], bytes], language: str) -> None:
    """They open offline, and tables say what they show to those who cannot see them."""
    page = make(a_plan_with_agendas(language=language))
    found = outline(page)
    assert found.loads == ["data:,"]
    assert found.tags["table"] == found.tags["caption"]
    assert not re.search(rb"https?://|@import|url\(", page)


@pytest.mark.parametrize("make", PAGES)
def test_pages_are_the_same_on_the_same_day(make: Callable[[Plan], bytes]) -> None:
    """Nothing of the clock gets into them."""
    assert make(a_plan_with_agendas()) == make(a_plan_with_agendas())


def test_report_of_agendas_holds_no_rota() -> None:
    """Agendas of a rota at hand are shown without judging the rota again."""
    page = agenda_report(a_plan_with_agendas(language="en")).decode()
    assert "<title>Agendas – The practice</title>" in page
    assert 'id="equity"' not in page
    assert page.count('class="says"') == len(AGENDA_SOFT_RULES)


def test_report_tells_the_rules_of_both() -> None:
    """The costs of the rota and of the agendas stand in tables of their own."""
    page = report(a_plan_with_agendas(language="en")).decode()
    assert page.count('class="says"') == len(SOFT_RULES) + len(AGENDA_SOFT_RULES)


def test_every_kind_has_a_class_of_its_own() -> None:
    """No two kinds look alike."""
    assert set(LETTERS) == set(BlockKind)
    assert len(set(LETTERS.values())) == len(BlockKind)


def test_every_block_is_told_once() -> None:
    """All blocks are on the page, with their times and kind in words."""
    plan = a_plan_with_agendas(language="en")
    page = report(plan).decode()
    told = re.findall(r"<i class=\w style=--b:\d+;--n:\d+><b>(.*?)</b></i>", page)
    assert len(told) == len(agendas_of(plan).result.agenda.blocks)
    assert all(re.match(r"\d\d:\d\d–\d\d:\d\d \w", text) for text in told)


def one_line(kind: BlockKind, motive: str | None, language: str) -> str:
    """The words of a single block from 09:30 to 10:15."""
    plan = a_plan_with_agendas(language=language)
    agenda = agendas_of(plan)
    only = Agenda.of([Block(0, 570, 615, kind, motive)])
    plan = replace(plan, agenda=replace(agenda, result=replace(agenda.result, agenda=only)))
    (stretch,) = section_of(plan).weeks[0].days[0].sites[0].lines[0].stretches
    assert (stretch.begin, stretch.grains) == (6, 9)
    return stretch.text.replace("\N{NO-BREAK SPACE}", " ")


def test_blocks_are_told_in_both_languages() -> None:
    """Clock times in the form of the language; a workshop with its motive."""
    assert one_line(BlockKind.ACUTE, None, "fr") == "9 h 30–10 h 15 urgence"
    assert one_line(BlockKind.ACUTE, None, "en") == "09:30–10:15 acute"
    assert one_line(BlockKind.GROUP, "circle", "fr") == "9 h 30–10 h 15 atelier (Cercle du dos)"
    assert one_line(BlockKind.GROUP, "circle", "en") == "09:30–10:15 workshop (Back circle)"


def test_names_cannot_break_out_of_the_section() -> None:
    """Names of people and motives with markup in them are shown as they are."""
    motives = [{**one, "name": "<script>alert(1)</script>"} for one in MOTIVES]
    people = [a_doctor("ada", name="<script>alert(2)</script>"), a_doctor("ben")]
    practice = a_practice_with_lists(motives=motives, practitioners=people, wishes=[])
    page = agenda_report(a_plan_with_agendas(practice)).decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;script&gt;alert(2)" in page


def test_day_opens_only_first() -> None:
    """The first day of the period can be seen at once, the others unfold."""
    days = [day for week in section_of(a_plan_with_agendas()).weeks for day in week.days]
    assert [day.first for day in days] == [True] + [False] * (len(days) - 1)
    assert [day.day.holiday for day in days if day.day.holiday] == ["Noël"]


def test_person_at_two_sites_has_a_line_at_each() -> None:
    """A site's manager finds everybody who works there that day, at that site's hours only."""
    sites = [a_site("nation", hours=HOURS), a_site("italie", hours=HOURS)]
    people = [a_doctor("ada", sites=["italie"]), a_doctor("ben"), a_doctor("chloe", home_site="italie")]
    plan = a_plan_with_agendas(a_practice_with_lists(sites=sites, practitioners=people, wishes=[]))
    problem = agendas_of(plan).question.problem
    for week in section_of(plan).weeks:
        for day in week.days:
            for site in day.sites:
                here = {one.person for one in problem.sessions if (one.day, one.site) == (day.day.number, site.site)}
                assert {line.name for line in site.lines} == {plan.names.person(person) for person in here}


def test_reserve_tells_what_is_kept_and_what_it_costs() -> None:
    """Monday: expected patients, slots, planned time, share turned away, unused, and what stays kept."""
    plan = a_plan_with_agendas(language="en")
    (table,) = section_of(plan).reserves
    row = table.weeks[0].rows[0]
    assert (row.day.heading, row.expected, row.slots, row.unused) == ("Mon 14/12", "3.7", "6", "2.5")
    assert row.planned.replace("\N{NO-BREAK SPACE}", " ") == "1 h 30 min"
    assert row.away == "4.1%"
    assert table.steps == ("at first", "from 18:00 the day before", "from 10:00 on the day", "from 15:00 on the day")
    assert row.steps == ("6", "6", "6", "4")
    assert [len(week.rows) for week in table.weeks] == [6, 6]


def test_held_promise_is_not_flagged() -> None:
    """Where every slot asked for is kept and placed, nothing is marked."""
    plan = all_placed(a_plan_with_agendas(language="en"))
    (table,) = section_of(plan).reserves
    assert table.held
    assert all(row.flag is None for week in table.weeks for row in week.rows)
    assert b'<tr class="broken"' not in report(plan)
    headline = agenda_headlines(plan)[0]
    assert (headline.value, headline.tone) == ("4.1%", Tone.GOOD)
    assert headline.note.endswith("held on every day.")


def test_too_few_sessions_are_flagged() -> None:
    """A day whose sessions cannot hold the slots says so, and is the one the headline speaks of."""

    def short(day: DayReserve) -> DayReserve:
        return replace(day, slots=2, wanted=9, turned_away=0.333) if day.day == 8 else day

    plan = with_reserves(all_placed(a_plan_with_agendas(language="en")), short)
    (table,) = section_of(plan).reserves
    flagged = [row for week in table.weeks for row in week.rows if row.flag]
    assert [(row.day.heading, row.away) for row in flagged] == [("Tue 22/12", "33.3%")]
    assert flagged[0].flag == "promise not held: too few sessions, 9 slots wanted"
    assert not table.held
    assert report(plan).count(b'<tr class="broken"') == 1
    headline = agenda_headlines(plan)[0]
    assert (headline.value, headline.tone) == ("33.3%", Tone.WATCH)
    assert "Tue 22 Dec" in headline.note
    assert "not held on 1 day" in headline.note


def test_day_with_nobody_there_is_flagged() -> None:
    """Acute patients expected on a day without a session are all turned away."""
    plan = with_reserves(all_placed(a_plan_with_agendas(language="en")), lambda day: None if day.day == 3 else day)
    (table,) = section_of(plan).reserves
    row = table.weeks[0].rows[3]
    assert (row.away, row.slots, row.flag) == ("100%", "–", "promise not held: nobody there to see them")
    assert len(row.steps) == len(table.steps)
    assert agenda_headlines(plan)[0].value == "100%"


def test_slots_not_placed_are_flagged() -> None:
    """Where agendas lack acute slots, the share turned away is more than that of the slots kept."""
    plan = a_plan_with_agendas(language="en")
    (table,) = section_of(plan).reserves
    row = table.weeks[1].rows[2]
    assert row.day.heading == "Wed 23/12"
    assert row.flag == "promise not held: 4 slots could not be placed"
    assert row.away == "> 4.1%"
    assert agenda_headlines(plan)[0].value.startswith("> ")


def rows_of(plan: Plan, week: int = 0) -> dict[str, LoadRow]:
    """The rows of a week by name."""
    found = section_of(plan).loads[week]
    return {row.name: row for row in (*found.sites, *(row for group in found.groups for row in group.rows))}


def cell_of(plan: Plan, name: str, kind: BlockKind) -> LoadCell:
    """The cell of a row in the first week."""
    place = [one.kind for one in section_of(plan).kinds].index(kind)
    return rows_of(plan)[name].cells[place]


def test_reviews_given_and_missing() -> None:
    """Ada has time for 10 of 15 reviews, which is short; desk time suffices."""
    plan = a_plan_with_agendas(language="en")
    review = cell_of(plan, "Ada", BlockKind.REVIEW)
    assert review == LoadCell("6\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}40\N{NO-BREAK SPACE}min", "10 of 15", short=True)
    desk = cell_of(plan, "Ada", BlockKind.DESK)
    assert desk.need.startswith("needed: 4")
    assert not desk.short
    assert cell_of(plan, "Chloe", BlockKind.REVIEW) == LoadCell("", "", short=False)


def test_open_time_that_does_not_count_is_told() -> None:
    """A nurse's open time is at the site but not for planned consultations: the need tells what counts."""
    clinic = a_template("clinic", days="mon-fri", professions=["gp", "nurse"])
    people = [a_doctor("ada"), a_doctor("ben"), a_doctor("chloe", profession="nurse")]
    demand = [{"site": "nation", "days": "mon", "half_day": "morning", "minutes": 6000}]
    practice = a_practice_with_lists(practitioners=people, templates=[clinic], demand=demand, wishes=[])
    cell = cell_of(a_plan_with_agendas(practice, language="en"), "Nation", BlockKind.OPEN)
    assert " of " in cell.need
    assert cell.short


def test_rows_of_a_week_add_up() -> None:
    """Sites and people share the same sessions, and the needs met are those of the period."""
    plan = a_plan_with_agendas(language="en")
    agenda = agendas_of(plan)
    reviews = next(one for one in fulfilments(agenda.question.problem, agenda.result.agenda) if "review" in one.rule)
    place = [one.kind for one in section_of(plan).kinds].index(BlockKind.REVIEW)
    told = [row.cells[place].need for week in (0, 1) for row in rows_of(plan, week).values() if row.cells[place].need]
    assert sum(int(text.split(" of ")[0]) for text in told) == reviews.given
    assert sum(int(text.split(" of ")[1]) for text in told) == reviews.asked
    assert agenda_headlines(plan)[1].value == f"{reviews.given} of {reviews.asked}"


def test_shortfalls_tell_the_promise_first_and_the_dearest_first() -> None:
    """The promise comes before any need; in each tier what costs most comes first; the rest is counted."""
    plan = a_plan_with_agendas(language="en", most=1)
    agenda = agendas_of(plan)
    short = section_of(plan).short
    soft = agenda.question.problem.soft
    count = sum(soft[one.rule].tier < 3 for one in agenda.result.audit.penalties)
    assert len(short.sentences) == MOST_SHOWN
    assert short.more == count - MOST_SHOWN > 0
    acute = [re.search(r"(\d+) acute slots of (\d+)", one) for one in short.sentences]
    missing = [int(one[2]) - int(one[1]) for one in acute if one]
    assert missing == sorted(missing, reverse=True)
    assert len(set(missing)) > 1
    assert all(acute[: len(missing)])
    page = agenda_report(plan).decode()
    assert f"And {short.more} more." in page


def test_nothing_short_is_said() -> None:
    """A period without shortage says so."""
    plan = a_plan_with_agendas(a_practice_with_lists(lists=[], motives=MOTIVES[1:2], contacts=[], lengths=[]))
    short = section_of(plan).short
    assert (short.sentences, short.more) == ((), 0)
    assert "Rien ne manque" in report(plan).decode()


def test_costs_are_those_of_the_audit() -> None:
    """Tier by tier, the dearest rule first; needs are told in slots and minutes, open and desk time in minutes."""
    plan = a_plan_with_agendas(language="en")
    audit = agendas_of(plan).result.audit
    promise, needs, places = section_of(plan).tiers
    assert [tier.cost for tier in (promise, needs, places)] == [f"{audit.cost_by_tier[n]:,}" for n in (1, 2, 3)]
    assert promise.gap == "100%"
    amounts = {row.title: row.amount.replace("\N{NO-BREAK SPACE}", " ") for row in needs.rows}
    assert amounts["Annual reviews"] == "22 slots, 14 h 40 min"
    assert amounts["Messages and calls"] == "30 min"
    assert amounts["Breaks"] == "0 min"
    costs = [int(row.cost.replace(",", "")) for row in needs.rows]
    assert costs == sorted(costs, reverse=True)


def test_rota_without_sessions_says_so() -> None:
    """An empty rota has no agendas to show, and its patients nobody to see them."""
    plan = replace(a_plan_with_agendas(language="en"), rota=Rota.of(()))
    plan = with_agendas(plan)
    assert b"No session of this rota has an agenda." in report(plan)
    assert agenda_headlines(plan)[0].value == "100%"
    assert section_of(plan).weeks == ()
    assert section_of(plan).loads == ()


def test_no_acute_patients_no_promise() -> None:
    """Where nobody acute is expected there is no reserve and no figure about it."""
    contacts: list[dict[str, Any]] = [{"motive": "follow-up", "per_year": 2}]
    plan = a_plan_with_agendas(a_practice_with_lists(motives=MOTIVES[1:2], contacts=contacts, lengths=[]))
    assert section_of(plan).reserves == ()
    assert agenda_headlines(plan) == ()
    assert agenda_report(plan)


def test_page_stays_small() -> None:
    """Lines cost few bytes a block: a group of 36 doctors has thousands."""
    plan = a_plan_with_agendas()
    lines = re.findall(r'<div class="line">(.*?)</div>', report(plan).decode())
    size = sum(len(line.encode()) for line in lines)
    assert size / len(agendas_of(plan).result.agenda.blocks) < MOST_BYTES_A_BLOCK


def test_full_agendas_are_judged_full() -> None:
    """The quick agendas of these tests break no hard rule, so what they show could be real."""
    agenda = agendas_of(a_plan_with_agendas())
    assert audit_agenda(agenda.question.problem, agenda.result.agenda).violations == ()
