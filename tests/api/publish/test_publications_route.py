"""`/publications` over HTTP: papers are judged, then opened; nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from api.example_weeks import example
from api.idempotency import REPLAYED
from api.scopes import Scope
from scheduler.part import Part
from tests.api.http.service import Office, Service
from tests.booking import NOW

TILLEULS = "les-tilleuls"


def plain(part: Part) -> dict[str, Any]:
    """A paper as JSON holds it."""
    return part.model_dump(mode="json", by_alias=True, exclude_none=True)


def papers() -> dict[str, Any]:
    """The example for the weeks from the first Monday."""
    practice, rota, agenda = example(NOW.date())
    return {"practice": plain(practice), "rota": plain(rota), "agenda": plain(agenda)}


@pytest.fixture
def tilleuls(service: Service) -> Office:
    """The example practice, of which nothing need be published."""
    return Office(service, TILLEULS, service.key(TILLEULS))


def test_papers_are_opened_for_booking(tilleuls: Office) -> None:
    """The answer says what opened; the latest publication can be read."""
    answer = tilleuls.post("/publications", papers(), accept_language="en")
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["first"], told["last"], told["kept"], told["misfits"]) == ("2026-01-05", "2026-02-01", 0, [])
    assert told["opened"]["practitioners"] == ["gp-1", "gp-2", "gp-3", "gp-4", "gp-5"]
    assert told["opened"]["minutes"]["acute"] == 7380
    assert told["opened"]["rooms"] == [{"site": "tilleuls", "kind": "consulting", "used": 4, "count": 4}]
    latest = tilleuls.good(tilleuls.get(answer.headers["Location"]))
    assert latest == {
        "practice": TILLEULS,
        "generation": told["generation"],
        "first": told["first"],
        "last": told["last"],
    }


def test_same_key_publishes_once(tilleuls: Office) -> None:
    """Sent again under its idempotency key, the first answer comes back and nothing is published anew."""
    body = papers()
    first = tilleuls.post("/publications", body, idempotency_key="once")
    again = tilleuls.post("/publications", body, idempotency_key="once")
    assert first.json() == again.json()
    assert again.headers[REPLAYED] == "true"


def test_broken_rules_are_listed(tilleuls: Office) -> None:
    """A hard rule that is broken refuses everything, with a sentence for each in the client's language."""
    body = papers()
    late = next(
        b for a in body["agenda"]["agendas"] for b in a["blocks"] if b["from"] >= "20:00" and b["kind"] == "acute"
    )
    late["kind"] = "open"
    answer = tilleuls.post("/publications", body, accept_language="en")
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"] == "urn:creneau:problem:rules-broken"
    assert "windows_hold" in {one["rule"] for one in problem["violations"]}
    assert all(one["sentence"].endswith(".") for one in problem["violations"])
    line = tilleuls.get("/audit", params={"count": 1_000}).json()["lines"][-1]
    assert (line["action"], line["outcome"], "windows_hold" in line["rules"]) == ("publish", "refused", True)


def test_wrong_papers_are_told_by_field(tilleuls: Office) -> None:
    """422 with the path of every wrong field in the body."""
    body = papers()
    body["practice"]["colour"] = "blue"
    body["rota"]["weeks"] = 0
    answer = tilleuls.post("/publications", body)
    assert answer.status_code == 422, answer.text
    assert [one["field"] for one in answer.json()["errors"]] == ["practice.colour", "rota.weeks"]


@pytest.mark.parametrize(
    "body", [{}, {"practice": {}, "rota": {}, "agenda": {}}, {"practice": 3, "rota": [], "agenda": ""}]
)
def test_bodies_that_are_no_papers_are_refused(tilleuls: Office, body: dict[str, Any]) -> None:
    """Missing and empty papers are wrong fields."""
    assert tilleuls.post("/publications", body).status_code == 422


def test_scope_is_needed(tilleuls: Office) -> None:
    """Only a key that may publish publishes."""
    assert tilleuls.with_scopes(Scope.APPOINTMENTS_WRITE).post("/publications", papers()).status_code == 403


def test_nothing_published_yet_is_unknown(service: Service) -> None:
    """Before the first publication there is no latest one."""
    fresh = Office(service, "nowhere-yet", service.key("nowhere-yet"))
    assert fresh.get("/publications/latest").status_code == 404
