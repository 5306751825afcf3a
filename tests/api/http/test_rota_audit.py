"""`POST /rotas/audit`: any rota is judged in a process of its own, and no more at once than the machine bears."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from api import rota_papers
from api.in_child import AT_ONCE
from tests.api.http.service import Office

MONDAY = "2026-01-12"


def a_paper(office: Office, **stated: Any) -> dict[str, Any]:
    """A rota in which nobody works."""
    return {"version": 1, "practice": office.practice, "from": MONDAY, "weeks": 1, "sessions": []} | stated


def test_a_rota_is_judged_elsewhere(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is built in the process that answers searches."""
    monkeypatch.setattr(rota_papers, "Documents", None)
    judged = office.good(office.post("/rotas/audit", {"rota": a_paper(office)}))
    assert (judged["practice"], judged["from"], judged["weeks"]) == (office.practice, MONDAY, 1)


def test_wrong_fields_come_back_from_there(office: Office) -> None:
    """Every wrong document is told by its field, with its value."""
    wrong = {"rota": a_paper(office, weeks=0), "ledger": {"version": 1}}
    refused = office.post("/rotas/audit", wrong)
    assert refused.status_code == 422, refused.text
    told = {one["field"]: one.get("value") for one in refused.json()["errors"]}
    assert told["rota.weeks"] == 0
    assert "ledger.practice" in told


def test_no_more_is_judged_at_once_than_the_machine_bears(office: Office) -> None:
    """Beyond that: 503, and when to ask again."""
    held: list[threading.BoundedSemaphore] = []
    while AT_ONCE.acquire(blocking=False):
        held.append(AT_ONCE)
    refused = office.post("/rotas/audit", {"rota": a_paper(office)})
    for one in held:
        one.release()
    assert (refused.status_code, refused.json()["type"]) == (503, "urn:creneau:problem:too-busy")
    assert refused.headers["Retry-After"] == "10"
    assert office.post("/rotas/audit", {"rota": a_paper(office)}).status_code == 200
