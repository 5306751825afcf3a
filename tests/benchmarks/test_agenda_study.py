"""The agenda studies: rivals that keep the rules, one judge for all, and the command line around them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import agendas, engine
from benchmarks.agendas import AGENDA_METHODS, agenda_figures, compare_agendas
from benchmarks.cli import app
from benchmarks.comparison import NOT_VALID, Effort
from benchmarks.instances.agendas import NoRotaError, of_rota_file, of_rota_made
from benchmarks.instances.practices import example, problem_of
from benchmarks.laid import Laid
from benchmarks.rivals import plain_agenda
from benchmarks.rivals.first_places import lay_out_first
from benchmarks.rivals.plain_agenda import Patience, lay_out_plainly
from benchmarks.rivals.same_every_day import same_every_day
from benchmarks.studies import agenda as study
from benchmarks.studies.agenda import AGENDA, AGENDA_SMALL
from scheduler.agenda.agenda import Agenda
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import BlockKind, Calls
from scheduler.files import read_practice
from scheduler.rota.papers import to_paper
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota
from scheduler.sessions import SessionKind
from solver.cpsat import Answer, Outcome
from solver.result import RotaResult, Status
from solver.settings import SolverSettings
from tests.agendas import a_need, a_segment, a_session, agenda_soft, an_agenda, an_agenda_problem, an_item
from tests.benchmarks.stand_ins import a_tiny_morning, agendas_of_a_tiny_morning
from tests.builders import clock

ONE_WORKER = SolverSettings(seconds=10, workers=1, seed=1)
EFFORT = Effort(seconds=10, workers=1, seed=1)


def begins(agenda: Agenda, kind: str, session: int = 0) -> list[int]:
    """When the blocks of a kind begin in a session."""
    return [block.begin for block in agenda.in_session(session) if block.kind is BlockKind(kind)]


def test_by_hand_acute_slots_begin_on_the_hour():
    """Three slots in a morning of three hours: at nine, ten and eleven."""
    problem = an_agenda_problem([an_item("acute", 15)], [a_session("09:00-12:00")], needs=[a_need("acute", 3, 15)])
    assert begins(same_every_day(problem), "acute") == [clock("09:00"), clock("10:00"), clock("11:00")]


def test_by_hand_two_practitioners_have_hours_of_their_own():
    """One slot each in the same two hours: one at nine, the other at ten."""
    sessions = [a_session("09:00-11:00"), a_session("09:00-11:00", person=1)]
    problem = an_agenda_problem([an_item("acute", 15)], sessions, needs=[a_need("acute", 2, 15)])
    agenda = same_every_day(problem)
    assert [begins(agenda, "acute", session) for session in (0, 1)] == [[clock("09:00")], [clock("10:00")]]


def test_by_hand_more_slots_than_hours_go_on_the_half():
    """Of three slots in two hours the third is at half past nine."""
    problem = an_agenda_problem([an_item("acute", 15)], [a_session("09:00-11:00")], needs=[a_need("acute", 3, 15)])
    assert begins(same_every_day(problem), "acute") == [clock("09:00"), clock("09:30"), clock("10:00")]


def test_by_hand_the_pattern_of_a_session():
    """Reviews first, the break where the presence is cut in two, desk time before the visit that ends the session."""
    items = [an_item("review", 40), an_item("break", 10), an_item("desk", 30), an_item("visit", 40)]
    needs = [a_need(item.kind, 1, item.minutes) for item in items]
    problem = an_agenda_problem(items, [a_session("08:00-12:00")], needs=needs, longest_run=150)
    line = "08:00 review 08:40 open 10:00 break 10:10 open 10:50 desk 11:20 visit 12:00"
    assert same_every_day(problem) == an_agenda(line)


def test_by_hand_each_session_has_its_share():
    """Six reviews over two hours and four: two and four."""
    sessions = [a_session("08:00-10:00"), a_session("08:00-12:00", person=1)]
    problem = an_agenda_problem([an_item("review", 20)], sessions, needs=[a_need("review", 6, 20)])
    agenda = same_every_day(problem)
    assert [len(begins(agenda, "review", session)) for session in (0, 1)] == [2, 4]


def test_by_hand_what_one_session_cannot_take_goes_to_another():
    """Of four slots two are the share of a session that its visit fills: all four lie in the other."""
    sessions = [a_session("08:00-08:40"), a_session("08:00-08:30", person=1)]
    needs = [a_need("acute", 4), a_need("visit", 1, 30, sessions=frozenset({1}))]
    problem = an_agenda_problem([an_item("acute", 10), an_item("visit", 30)], sessions, needs=needs)
    agenda = same_every_day(problem)
    assert [len(begins(agenda, "acute", session)) for session in (0, 1)] == [4, 0]


def test_by_hand_nothing_is_laid_beyond_a_need():
    """A need that an acute window meets already takes no block; one of a part of the day takes its own only."""
    session = a_session("08:00-08:20 window", a_segment("08:20-12:00"))
    whole = a_need("acute", 2)
    early = a_need("acute", 3, end=clock("10:00"))
    for need, laid in ((whole, 0), (early, 1)):
        problem = an_agenda_problem([an_item("acute", 10)], [session], needs=[need])
        agenda = same_every_day(problem)
        assert audit_agenda(problem, agenda).valid
        assert len(begins(agenda, "acute")) == laid + 1  # the window is a block itself


def test_plain_proves_a_tiny_morning():
    """The best agendas, and the bound of each tier meets what they cost."""
    laid = lay_out_plainly(a_tiny_morning(), ONE_WORKER)
    assert laid.agenda is not None
    assert laid.proved
    assert audit_agenda(a_tiny_morning(), laid.agenda).cost_by_tier == {**laid.bound_by_tier}


def test_plain_never_lets_a_later_tier_pay_for_an_earlier_one():
    """The slot is kept although it leaves useless time that weighs far more, but in a later tier."""
    soft = agenda_soft("acute_short") | agenda_soft("useless_gap", weight=1000)
    problem = an_agenda_problem(
        [an_item("acute", 10)], [a_session("08:00-08:15", open_lengths=(15,))], needs=[a_need("acute")], soft=soft
    )
    laid = lay_out_plainly(problem, ONE_WORKER)
    assert laid.agenda is not None
    assert audit_agenda(problem, laid.agenda).cost_by_tier == {1: 0, 2: 0, 3: 5000}


def test_plain_without_time_lays_nothing():
    """The model alone takes longer than that: no agendas, no bound, nothing proven."""
    assert lay_out_plainly(a_tiny_morning(), SolverSettings(seconds=1e-9, workers=1)) == Laid(None)


def test_plain_without_soft_rules_lays_anything():
    """Without a cost the first agendas found are the best."""
    problem = an_agenda_problem()
    laid = lay_out_plainly(problem, ONE_WORKER)
    assert laid.agenda is not None
    assert laid.proved
    assert audit_agenda(problem, laid.agenda).valid


def test_plain_may_spend_all_its_time_on_the_first_tier_until_it_finds_anything(monkeypatch: pytest.MonkeyPatch):
    """A first tier that finds nothing has had all the time, not half of it."""
    spent = []

    def nothing(matrix, objective, effort, **words) -> Answer:
        spent.append(effort.seconds)
        return Answer(Outcome.UNKNOWN, None, -float("inf"), 0.0)

    monkeypatch.setattr(plain_agenda, "minimise", nothing)
    assert lay_out_plainly(a_tiny_morning(), ONE_WORKER).agenda is None
    assert spent[0] > 0.9 * ONE_WORKER.seconds


def test_patience_ends_once_time_is_up_and_something_is_found():
    """In whichever order they come, and not before both."""
    for first, second in (("ring", "note"), ("note", "ring")):
        patience = Patience(seconds=1000, found=False)
        getattr(patience, first)()
        assert not patience.stoppable.stopped.is_set()
        getattr(patience, second)()
        assert patience.stoppable.stopped.is_set()


def test_first_places_hold_what_was_counted():
    """As much of every need as can be given, at some valid place, and nothing proven of it."""
    laid = lay_out_first(a_tiny_morning(), ONE_WORKER)
    assert laid.agenda is not None
    judged = audit_agenda(a_tiny_morning(), laid.agenda)
    assert judged.valid
    assert (judged.amount_by_rule["acute_short"], judged.amount_by_rule["review_short"]) == (0, 0)
    assert (laid.bound_by_tier, laid.proved) == ({}, False)


def test_counts_of_separate_parts_come_together():
    """Two sessions that share no need are counted apart, and both hold what they were asked for."""
    sessions = [a_session("08:00-08:20"), a_session("08:00-08:30", person=1)]
    needs = [a_need("review", number + 1, sessions=frozenset({number})) for number in (0, 1)]
    problem = an_agenda_problem([an_item()], sessions, needs=needs, soft=agenda_soft())
    laid = lay_out_first(problem, ONE_WORKER)
    assert laid.agenda is not None
    assert [len(begins(laid.agenda, "review", number)) for number in (0, 1)] == [1, 2]


def test_all_methods_are_judged_by_the_same_audit():
    """On a problem that all solve, no method costs less than what is proven, and only searches prove anything."""
    begun: list[str] = []
    entries = compare_agendas(a_tiny_morning(), EFFORT, on_begin=begun.append)
    assert begun == [entry.method for entry in entries] == list(AGENDA_METHODS)
    ours, plain, first, hand = entries
    assert ours.cost == plain.cost == plain.bound
    assert (plain.status, plain.gap) == ("optimal", 0.0)
    assert all(entry.cost is not None and entry.cost >= plain.cost for entry in (first, hand))
    assert (first.bound, hand.bound, first.gap, hand.gap) == (None, None, None, None)
    assert {entry.breaches for entry in entries} == {0}


def test_breaches_are_counted_and_cost_nothing(monkeypatch: pytest.MonkeyPatch):
    """Agendas with two overlapping blocks too many have a row with their breaches, and no figure else."""
    broken = an_agenda(["08:00 open 09:00", "08:10 break 08:20", "08:30 break 08:40"])
    monkeypatch.setattr(agendas, "AGENDA_METHODS", {"careless": lambda *_: Laid(broken)})
    (entry,) = compare_agendas(a_tiny_morning(), EFFORT, ["careless"])
    assert (entry.status, entry.cost, entry.bound) == (NOT_VALID, None, None)
    assert entry.breaches == len(audit_agenda(a_tiny_morning(), broken).violations) > 0


def test_nothing_in_time_is_a_row_as_well(monkeypatch: pytest.MonkeyPatch):
    """A method without agendas says so, and all its figures are dashes."""
    monkeypatch.setattr(agendas, "AGENDA_METHODS", {"slow": lambda *_: Laid(None)})
    (entry,) = compare_agendas(a_tiny_morning(), EFFORT, ["slow"])
    assert entry.status == "no answer"
    known = {name for name, figure in agenda_figures(entry).items() if figure is not None}
    assert known == {"method", "status", "seconds"}


def test_figures_tell_what_patients_meet():
    """One slot of two is kept, who calls just after it began finds none for an hour, and five minutes are useless."""
    call = Calls(site=0, day=0, times=(clock("08:05"),), sessions=frozenset({0}), last=clock("09:05"))
    problem = an_agenda_problem(
        [an_item("acute", 10)],
        [a_session("08:00-08:15")],
        needs=[a_need("acute", 2)],
        calls=[call],
        soft=agenda_soft("acute_short", "useless_gap", "acute_wait"),
    )
    (entry,) = compare_agendas(problem, EFFORT, ["same every day"])
    figures = agenda_figures(entry)
    assert (figures["acute short"], figures["no acute soon"], figures["useless"]) == (1, 60, 5)
    assert (figures["tier 1"], figures["tier 3"], figures["cost"]) == (100, 60 * 3 + 5 * 5, 305)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """The agenda studies lay out a tiny morning; what they were asked for."""
    return agendas_of_a_tiny_morning(monkeypatch)


def run(*words: object):
    """`creneau bench` with words; all methods with one worker."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, [str(word) for word in words])


def test_tables_fit_eighty_characters(asked):
    """Two tables with a row for each method, and every line within the width."""
    result = run("agenda-small", "--workers", 1)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert all(sum(line.strip().startswith(method) for line in lines) >= 2 for method in AGENDA_METHODS)
    assert max(map(len, lines)) <= 80


def test_json_is_the_only_output(asked):
    """The run's terms and an object a method."""
    told = json.loads(run("agenda", "--workers", 1, "--json").stdout)
    assert [entry["method"] for entry in told["results"]] == list(AGENDA_METHODS)
    terms = {"study": "agenda", "practice": "practice", "weeks": 1, "sessions": 1, "rota_cost": 75}
    assert told.items() >= (terms | {"seconds": 25, "workers": 1, "seed": 1}).items()
    assert all(entry["breaches"] == 0 for entry in told["results"])


def test_the_rota_is_made_as_asked(asked):
    """The example's file, the weeks, the seconds and the seed of the rota."""
    run("agenda", "--weeks", 2, "--rota-seconds", 3, "--seed", 7, "--methods", "same every day")
    assert asked == [(example(AGENDA.practice), AGENDA.usual.first_day, 2, 3.0, 7)]


def test_a_rota_of_ones_own(asked):
    """The file is named, the other words about the rota do not count."""
    result = run("agenda-small", "--rota", "mine/rota.json", "--methods", "same every day")
    assert asked == [(example(AGENDA_SMALL.practice), Path("mine/rota.json"))]
    assert "rota.json" in result.stdout


def test_results_are_recorded_on_demand(asked, monkeypatch: pytest.MonkeyPatch):
    """One row a method, with the command that gave it, without folders."""
    rows = []
    monkeypatch.setattr(study, "append_row", rows.append)
    run("agenda-small", "--rota", "mine/rota.json", "--methods", "same every day,creneau", "--workers", 1, "--record")
    told = [(row.study, row.instance, row.figures["method"]) for row in rows]
    assert told == [("agenda-small", "practice", "same every day"), ("agenda-small", "practice", "creneau")]
    options = '--rota rota.json --seconds 5 --workers 1 --seed 1 --methods "same every day,creneau"'
    assert rows[0].command == f"creneau bench agenda-small {options}"


@pytest.mark.parametrize(
    "words", [("--methods", "guess"), ("--from", "2026-12-15"), ("--weeks", "0"), ("--rota-seconds", "0")]
)
def test_wrong_options_end_before_any_search(asked, words):
    """Exit code 2, nothing on the output, no rota made."""
    result = run("agenda", *words)
    assert (result.exit_code, result.stdout, asked) == (2, "", [])
    assert words[0] in result.stderr


def test_a_missing_file_is_told(tmp_path: Path):
    """Exit code 2, and the file is named."""
    for words in (("--practice", tmp_path / "nowhere.yaml"), ("--rota", tmp_path / "nowhere.json")):
        result = run("agenda-small", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert Path(words[1]).name in result.stderr


def consulting_rota(problem: RotaProblem) -> Rota:
    """The first person who may consult does so on the first day."""
    kinds = [template.kind for template in problem.templates]
    cell = next(cell for cell in problem.cells() if cell.day == 0 and kinds[cell.template] == SessionKind.CONSULTING)
    return Rota.of([Assignment(cell.person, cell.day, cell.template)])


def test_a_rota_is_searched_for_with_one_worker(monkeypatch: pytest.MonkeyPatch):
    """Then it is the same on every machine; the agenda problem holds its only session."""
    told = []

    def solve(problem: RotaProblem, seconds: float, workers: int, seed: int) -> RotaResult:
        told.append((seconds, workers, seed))
        return RotaResult(Status.FEASIBLE, 1.0, consulting_rota(problem))

    monkeypatch.setattr(engine, "solve_rota", solve)
    made = of_rota_made(example(AGENDA_SMALL.practice), AGENDA_SMALL.usual.first_day, 1, 3.0, 7)
    assert told == [(3.0, 1, 7)]
    assert (len(made.problem.sessions), made.problem.weeks) == (1, 1)
    assert made.rota_cost > 0


def test_no_rota_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch):
    """Exit code 2, and the options that help are named."""
    monkeypatch.setattr(engine, "solve_rota", lambda *_: RotaResult(Status.NO_ANSWER, 1.0))
    with pytest.raises(NoRotaError):
        of_rota_made(example(AGENDA_SMALL.practice), AGENDA_SMALL.usual.first_day, 1, 3.0, 7)
    result = run("agenda-small", "--weeks", 1)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--rota-seconds" in result.stderr


def test_a_rota_is_read_from_its_file(tmp_path: Path):
    """The problem holds the session of the file, over the weeks of the file."""
    path = example(AGENDA_SMALL.practice)
    problem = problem_of(path, AGENDA_SMALL.usual.first_day, 2)
    paper = to_paper(problem, consulting_rota(problem), read_practice(path))
    file = tmp_path / "rota.json"
    file.write_text(paper.model_dump_json(by_alias=True))
    read = of_rota_file(path, file)
    assert (len(read.problem.sessions), read.problem.weeks) == (1, 2)
