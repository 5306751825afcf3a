"""From a question over HTTP to the open period: a worker solves, the stream tells it, the rota is published."""

from __future__ import annotations

import json
from typing import Any

from tests.api.http.service import a_service
from tests.api.jobs.test_rotas_over_http import MONDAY, asked
from tests.api.jobs.workers import a_worker


def _events(text: str) -> list[tuple[str, int, dict[str, Any]]]:
    """The events of a stream: name, id and data."""
    blocks = (
        dict(line.split(": ", 1) for line in block.splitlines()) for block in text.split("\r\n\r\n") if "data" in block
    )
    return [(one["event"], int(one["id"]), json.loads(one["data"])) for one in blocks]


def test_from_the_question_to_the_open_period(database: str) -> None:
    """A worker solves; the stream tells it and ends; a reader who comes back misses nothing; the rota is published."""
    with a_service(database) as service:
        office = service.open()
        rota = asked(office)["id"]
        with a_worker(database):
            told = office.get(f"/rotas/{rota}/events")
        assert told.headers["Content-Type"].startswith("text/event-stream")
        events = _events(told.text)
        assert [name for name, _, _ in events] == ["progress"] * (len(events) - 1) + ["end"]
        assert [number for _, number, _ in events] == sorted({number for _, number, _ in events})
        assert (events[0][2]["state"], events[-1][2]["state"]) == ("queued", "done")
        later = office.get(f"/rotas/{rota}/events", headers={"Last-Event-ID": str(events[-2][1])})
        assert _events(later.text) == events[-1:]
        assert office.get(f"/rotas/{rota}/events", headers={"Last-Event-ID": str(events[-1][1])}).status_code == 204
        shown = office.good(office.get(f"/rotas/{rota}"))
        assert shown["progress"]["cost"] == shown["result"]["cost"]
        assert shown["reasons"] == []
        assert shown["ledger"]["practice"] == office.practice
        judged = office.good(office.post("/rotas/audit", {"rota": shown["rota"]}))
        assert (judged["valid"], judged["cost"]) == (True, shown["result"]["cost"])
        published = office.post(f"/rotas/{rota}/publish")
        assert published.status_code == 201
        assert int(published.headers["Creneau-Token"]) > 0
        assert (published.json()["first"], published.json()["generation"]) == (MONDAY, 2)
        assert office.good(office.get("/publications/latest"))["generation"] == 2
