"""The audit trail: every write and refusal, in order, by whom, never of whom."""

from __future__ import annotations

from uuid import UUID

import pytest

from api.actions import ACTIONS
from api.scopes import Scope
from tests.api.http.service import Office, Service, an_order, on

NOBODY = UUID(int=404)
READING_POSTS = {"/slots/search", "/slots/fixed", "/recalls", "/rotas/audit"}
"""What has a body, and writes nothing."""


def test_every_write_leaves_a_line(office: Office) -> None:
    """Holding, booking, moving, cancelling, waiting, keeping and erasing a patient, making a key: all are there."""
    patient = {"category": "adult"}
    office.good(office.send("PUT", "/patients/p-secret", json=patient))
    hold = office.good(office.post("/holds", an_order(patient="p-secret")))
    booked = office.good(office.post("/appointments", {"hold": hold["id"]}))
    path = f"/appointments/{booked['id']}"
    office.good(office.send("PATCH", path, json={"starts": on("11:00")}, headers={"If-Match": '"1"'}))
    office.good(office.send("DELETE", path, params={"reason": "practice"}))
    office.good(office.send("DELETE", "/patients/p-secret"))
    office.good(office.post("/keys", {"name": "n", "scopes": ["slots:read"]}))
    answer = office.get("/audit")
    lines = answer.json()["lines"]
    actions = [line["action"] for line in lines]
    for action in ("patient", "hold", "book", "move", "cancel", "erase", "key.create"):
        assert action in actions, actions
    mine = UUID(hex=office.key.split("_")[1])
    assert {line["key"] for line in lines if line["action"] == "book"} == {str(mine)}
    assert [line["subject"] for line in lines if line["action"] == "book"] == [booked["id"]]
    assert {line["outcome"] for line in lines} == {"done"}
    assert "p-secret" not in answer.text


def test_a_replay_is_no_second_write(office: Office) -> None:
    """The second answer to the same request leaves no second line that says it was done."""
    for _ in range(2):
        office.good(office.post("/appointments", an_order(), Idempotency_Key="k"))
    lines = [line for line in office.get("/audit").json()["lines"] if line["action"] == "book"]
    assert [line["outcome"] for line in lines].count("done") == 1
    assert "refused" not in {line["outcome"] for line in lines}


def test_the_trail_is_read_in_pages_and_periods(office: Office) -> None:
    """Pages repeat nothing; a period takes its first moment and leaves its last one."""
    for _ in range(4):
        office.good(office.post("/holds", an_order("11:00")))
        office.service.clock.pass_by(hours=1)
    lines, page = [], None
    while page is not None or not lines:
        answer = office.good(office.get("/audit", params={"count": 3} | ({"page": page} if page else {})))
        lines += answer["lines"]
        page = answer["next_page"]
    numbers = [line["number"] for line in lines]
    assert numbers == sorted(set(numbers))
    asked = {"from": on("08:00"), "to": on("10:00")}
    some = office.good(office.get("/audit", params=asked))["lines"]
    assert [line["action"] for line in some] == ["hold", "hold"]


def test_a_practice_reads_its_own_trail(office: Office, service: Service) -> None:
    """Another practice's writes are not there."""
    booked = office.book()
    assert booked["id"] not in service.open().get("/audit").text


def refused_lines(office: Office) -> list[tuple[str, str | None, list[str]]]:
    """Action, subject and rules of every refusal in the trail."""
    lines = office.get("/audit", params={"count": 1_000}).json()["lines"]
    return [(line["action"], line["subject"], line["rules"]) for line in lines if line["outcome"] == "refused"]


def test_every_refused_write_leaves_a_line(office: Office) -> None:
    """A missing scope, an older version, none at all, what is not there, unknown ids: each is told, with why."""
    office.know("p-secret")
    booked = office.book(patient="p-secret")
    path, version = f"/appointments/{booked['id']}", {"If-Match": '"7"'}
    weak = office.with_scopes(Scope.APPOINTMENTS_WRITE, Scope.KEYS_WRITE)
    answers = [
        weak.post("/appointments", an_order(override=True)),
        weak.post("/keys", {"name": "n", "scopes": ["audit:read"]}),
        weak.get("/patients/p-secret"),
        office.send("PATCH", path, json={"starts": on("11:00")}, headers=version),
        office.send("PATCH", path, json={"starts": on("11:00")}),
        office.send("DELETE", f"/holds/{NOBODY}"),
        office.send("DELETE", "/patients/p-nobody"),
        office.send("PUT", "/patients/p-secret", json={"category": "adult"}, headers=version),
        office.post("/appointments", an_order(motive="tap-dance")),
        office.post("/publications", {"practice": {"x": 1}, "rota": {"x": 1}, "agenda": {"x": 1}}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 412, 428, 404, 404, 412, 422, 422]
    assert refused_lines(office) == [
        ("book", None, ["scope-missing"]),
        ("key.create", None, ["scope-missing"]),
        ("GET /patients/{pseudonym}", None, ["scope-missing"]),
        ("move", booked["id"], ["changed-meanwhile"]),
        ("move", booked["id"], ["if-match-missing"]),
        ("let_go", str(NOBODY), ["unknown"]),
        ("erase", None, ["unknown"]),
        ("patient", None, ["changed-meanwhile"]),
        ("book", None, ["bad-fields"]),
        ("publish", None, ["unpublishable"]),
    ]
    assert "p-" not in str(refused_lines(office))


def test_what_reads_leaves_no_line(office: Office) -> None:
    """Searches and reading that find nothing or ask wrongly are no refused writes."""
    office.post("/slots/search", {"motive": "tap-dance"})
    office.get(f"/appointments/{NOBODY}")
    office.get("/nowhere")
    assert refused_lines(office) == []


@pytest.mark.parametrize("path", ["/appointments", "/keys"])
def test_every_replay_leaves_a_line(office: Office, path: str) -> None:
    """What is answered again is in the trail as asked again, by whichever way it was remembered."""
    body = an_order() if path == "/appointments" else {"name": "n", "scopes": ["slots:read"]}
    for _ in range(3):
        office.good(office.post(path, body, Idempotency_Key="k"))
    named = ACTIONS["POST", path]
    outcomes = [line["outcome"] for line in office.get("/audit").json()["lines"] if line["action"] == named]
    assert outcomes[-3:] == ["done", "again", "again"]


def test_every_write_has_a_name(office: Office) -> None:
    """Each route with a key that does more than read is named in the table of actions, and nothing else is."""
    paths = office.service.app.openapi()["paths"]
    writing = {
        (method.upper(), path)
        for path, methods in paths.items()
        for method, operation in methods.items()
        if method != "get" and operation.get("security") and path not in READING_POSTS
    }
    assert writing == set(ACTIONS)
