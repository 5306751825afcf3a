"""Rotas over HTTP: asked for, read, followed, stopped, judged and published."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select

from api.jobs.rota.question import RotaQuestion
from api.scopes import Scope
from api.store.tables import rota_job
from api.store.urls import for_libpq
from scheduler.part import as_document
from scheduler.rota.audit import audit
from scheduler.rota.papers import from_paper, to_paper
from scheduler.rota.problem import RotaProblem
from tests.api.http.service import Office, Service
from tests.api.plans import a_quick_rota
from tests.booking import a_day, a_practice_with_booking, a_publication, an_agenda_day
from tests.practices import practice_data

MONDAY = "2026-01-12"
ORDER = {"from": MONDAY, "weeks": 1, "seconds": 20, "agenda_seconds": 0.1}


def asked(office: Office, **stated: Any) -> dict[str, Any]:
    """A rota that was just asked for."""
    answer: dict[str, Any] = office.good(office.post("/rotas", ORDER | stated))
    return answer


def wrong_fields(response: Any) -> dict[str, str]:
    """The sentences of a problem by field."""
    assert response.status_code == 422, response.text
    return {one["field"]: one["message"] for one in response.json()["errors"]}


def test_a_rota_asked_for_waits_to_be_solved(office: Office) -> None:
    """The answer leads to where the rota is read; the question holds the practice as it is published."""
    response = office.post("/rotas", ORDER)
    assert response.status_code == 202
    read = office.get(response.headers["Location"])
    shown = office.good(read)
    assert shown["state"] == "queued"
    assert (shown["from"], shown["weeks"]) == (MONDAY, 1)
    assert shown["asked_at"].endswith("+01:00")
    assert read.headers["ETag"] == '"0"'
    assert {shown[found] for found in ("progress", "result", "rota", "agenda", "ledger")} == {None}


def test_rotas_are_listed_page_by_page(office: Office, service: Service) -> None:
    """The newest come first, each once, without the documents that they were asked with."""
    ids = []
    for _ in range(5):
        service.clock.pass_by(seconds=1)
        ids.append(asked(office)["id"])
    found: list[str] = []
    page: str | None = ""
    while page is not None:
        shown = office.good(office.get(f"/rotas?count=2{page and f'&page={page}'}"))
        found += [one["id"] for one in shown["rotas"]]
        page = shown["next_page"]
    assert found == ids[::-1]


def test_a_rota_that_waits_can_be_stopped_twice(office: Office) -> None:
    """It ends at once, and stopping it again changes nothing."""
    rota = asked(office)["id"]
    first = office.send("DELETE", f"/rotas/{rota}")
    assert (first.status_code, first.json()["state"]) == (200, "stopped")
    assert office.send("DELETE", f"/rotas/{rota}").json() == first.json()


def test_who_wants_to_know_is_told_that_a_waiting_rota_was_stopped(office: Office) -> None:
    """Its end is an event, and a job to tell it is put at once."""
    office.good(office.post("/webhooks", {"url": "https://example.org/", "events": ["rota.ended"]}))
    rota = asked(office)["id"]
    office.good(office.send("DELETE", f"/rotas/{rota}"))
    office.service.portal.call(office.service.parts.queue.close)
    with psycopg.connect(for_libpq(office.service.parts.settings.database)) as link:
        events = link.execute("SELECT kind, subject FROM event WHERE practice = %s", [office.practice]).fetchall()
        told = "SELECT 1 FROM procrastinate.procrastinate_jobs WHERE task_name = 'dispatch' AND args->>'practice' = %s"
        assert (events, link.execute(told, [office.practice]).fetchall()) == ([("rota.ended", rota)], [(1,)])


def test_the_same_request_again_asks_once(office: Office) -> None:
    """Under one idempotency key there is one rota; another request under it is refused."""
    first = office.post("/rotas", ORDER, idempotency_key="once")
    again = office.post("/rotas", ORDER, idempotency_key="once")
    assert (again.status_code, again.json()) == (202, first.json())
    assert len(office.good(office.get("/rotas"))["rotas"]) == 1
    assert office.post("/rotas", ORDER | {"weeks": 2}, idempotency_key="once").status_code == 409


def test_the_same_request_after_a_republication_finds_the_same_rota(office: Office, service: Service) -> None:
    """Also when its remembered answer is gone; a paper that no longer fits the practice is not judged again."""
    session = {"practitioner": "ada", "date": "2026-01-05", "template": "morning", "site": "nation"}
    previous = {"version": 1, "practice": office.practice, "from": "2026-01-05", "weeks": 1, "sessions": [session]}
    first = office.post("/rotas", ORDER | {"previous": previous}, idempotency_key="once")
    assert first.status_code == 202, first.text
    _forget_answers(office)
    stated = {"id": office.practice, "name": "Another name", "language": "en"}
    practice = a_practice_with_booking(practice=stated)
    service.publish(a_publication(an_agenda_day("08:00 open 12:00", "ada", a_day(0)), practice=practice))
    again = office.post("/rotas", ORDER | {"previous": previous}, idempotency_key="once")
    assert (again.status_code, again.json()) == (202, first.json())
    _forget_answers(office)
    assert office.post("/rotas", ORDER, idempotency_key="once").status_code == 409
    assert len(office.good(office.get("/rotas"))["rotas"]) == 1


def _forget_answers(office: Office) -> None:
    url = for_libpq(office.service.parts.settings.database)
    with psycopg.connect(url) as link:
        link.execute("DELETE FROM memo WHERE practice = %s", [office.practice])


def test_every_wrong_field_is_told_at_once(office: Office) -> None:
    """What is wrong with the period and with the documents comes in one answer, each with its path."""
    ledger = {"version": 1, "practice": "another", "until": "2026-01-12", "entries": []}
    told = wrong_fields(office.post("/rotas", ORDER | {"from": "2026-01-13", "ledger": ledger, "previous": {}}))
    assert {"from", "ledger.practice", "previous.practice", "previous.from", "previous.sessions"} <= set(told)


def test_a_practice_document_is_checked_as_a_file_is(office: Office) -> None:
    """Wrong values, unknown ids and another practice's id are refused with their places."""
    document = practice_data(absences=[{"practitioner": "nobody", "from": "2026-01-12", "to": "2026-01-12"}])
    document["sites"][0]["hours"] = {"mon-fri": "25:00-26:00"}
    told = wrong_fields(office.post("/rotas", ORDER | {"practice": document}))
    assert {"practice.sites.0.hours.mon-fri", "practice.absences.0.practitioner"} <= set(told)
    other = wrong_fields(office.post("/rotas", ORDER | {"practice": practice_data()}))
    assert set(other) == {"practice.practice.id"}


@pytest.mark.parametrize("name", ["half \ud800 letter", "null \x00 letter"])
def test_texts_that_nothing_can_keep_are_refused(office: Office, name: str) -> None:
    """Half characters and null characters are told of before they reach the database."""
    document = practice_data(practice={"id": office.practice, "name": name})
    body = json.dumps(ORDER | {"practice": document})
    response = office.send("POST", "/rotas", {"Content-Type": "application/json"}, content=body)
    assert set(wrong_fields(response)) == {"practice"}


@pytest.mark.parametrize(
    ("field", "value"), [("weeks", 0), ("weeks", 54), ("seconds", 0), ("seed", -1), ("workers", 0), ("from", "today")]
)
def test_figures_out_of_range_are_refused(office: Office, field: str, value: object) -> None:
    """Each is named, and nothing is put into the queue."""
    assert set(wrong_fields(office.post("/rotas", ORDER | {field: value}))) == {field}
    assert office.good(office.get("/rotas"))["rotas"] == []


def test_without_a_practice_there_is_nothing_to_plan(service: Service) -> None:
    """A key of a practice that was never published needs the document."""
    office = Office(service, "unpublished", service.key("unpublished"))
    assert office.post("/rotas", ORDER).status_code == 409
    document = practice_data(practice={"id": "unpublished", "name": "New"})
    assert asked(office, practice=document)["state"] == "queued"


def test_another_practice_sees_nothing(office: Office, service: Service) -> None:
    """A rota's id is no key to it, and a key without the scope is none either."""
    rota = asked(office)["id"]
    other = service.open()
    assert [other.get(f"/rotas/{rota}{more}").status_code for more in ("", "/events")] == [404, 404]
    assert other.send("DELETE", f"/rotas/{rota}").status_code == 404
    assert other.post(f"/rotas/{rota}/publish").status_code == 404
    reader = office.with_scopes(Scope.ROTAS_READ)
    assert reader.get(f"/rotas/{rota}").status_code == 200
    assert reader.send("DELETE", f"/rotas/{rota}").status_code == 403


def test_a_rota_that_is_not_there_is_not_published(office: Office) -> None:
    """While it waits, and after it was stopped without a rota, the answer says why not."""
    rota = asked(office)["id"]
    waiting = office.post(f"/rotas/{rota}/publish", accept_language="en")
    assert (waiting.status_code, "still being searched" in waiting.json()["detail"]) == (409, True)
    office.send("DELETE", f"/rotas/{rota}")
    assert "nothing to publish" in office.post(f"/rotas/{rota}/publish", accept_language="en").json()["detail"]


def _problem(office: Office) -> RotaProblem:
    practice = a_practice_with_booking(practice={"id": office.practice, "name": office.practice, "language": "en"})
    return RotaQuestion.model_validate(
        {"from": MONDAY, "weeks": 1, "today": "2026-01-05", "practice": practice}
    ).problem()


@pytest.mark.parametrize("sent", [False, True], ids=["published", "sent"])
def test_a_rota_keeps_the_limits_of_the_law(office: Office, sent: bool) -> None:
    """Whether the practice is the published one or comes with the request, what a contract leaves unsaid stays so."""
    practice = a_practice_with_booking(practice={"id": office.practice, "name": office.practice, "language": "en"})
    rota = asked(office, **({"practice": as_document(practice)} if sent else {}))["id"]

    async def kept() -> Any:
        async with office.service.parts.engine.connect() as connection:
            return (
                await connection.execute(select(rota_job.c.question).where(rota_job.c.id == UUID(rota)))
            ).scalar_one()

    question = RotaQuestion.model_validate_json(json.dumps(office.service.portal.call(kept)))
    limits = [person.limits for person in _problem(office).people]
    assert limits[0].daily_rest is not None
    assert [person.limits for person in question.problem().people] == limits


def test_any_rota_is_judged(office: Office) -> None:
    """Violations, penalties and cost are those of the audit, in the reader's language; nothing is kept."""
    problem = _problem(office)
    practice = a_practice_with_booking(practice={"id": office.practice, "name": office.practice, "language": "en"})
    paper = to_paper(problem, a_quick_rota(problem), practice).model_dump(mode="json", by_alias=True)
    judged = audit(problem, from_paper(to_paper(problem, a_quick_rota(problem), practice), problem))
    french, english = (
        office.good(office.post("/rotas/audit", {"rota": paper}, accept_language=language)) for language in ("fr", "en")
    )
    assert (english["valid"], english["cost"]) == (judged.valid, judged.cost)
    told = len(english["violations"]), len(english["penalties"])
    assert told == (len(judged.violations), len(judged.penalties))
    assert [one["sentence"] for one in french["penalties"]] != [one["sentence"] for one in english["penalties"]]
    assert office.good(office.get("/rotas"))["rotas"] == []


def test_a_rota_of_strangers_is_not_judged(office: Office) -> None:
    """Whoever the practice does not know is named by the place in the rota."""
    session = {"practitioner": "nobody", "date": MONDAY, "template": "morning", "site": "nation"}
    paper = {"version": 1, "practice": office.practice, "from": MONDAY, "weeks": 1, "sessions": [session]}
    assert set(wrong_fields(office.post("/rotas/audit", {"rota": paper}))) == {"rota.sessions.0.practitioner"}
