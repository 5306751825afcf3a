"""The audit trail: every write, in order, by whom, never of whom."""

from __future__ import annotations

from uuid import UUID

from tests.api.http.service import Office, Service, an_order, on


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
