"""Health, readiness, figures, and logs that tell nothing about patients."""

from __future__ import annotations

import io
import json
import logging

import pytest

from api.logs import JsonLines, request_log
from api.observed import Seen
from api.store.migrate import migrate
from tests.api.http.service import Office, Service, a_service, an_order
from tests.databases import a_database


def test_a_running_service_is_well(service: Service) -> None:
    """Alive and ready, without a key."""
    assert service.send("GET", "/health").json() == {"status": "ok"}
    ready = service.send("GET", "/ready")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "reasons": []})


def test_a_stale_picture_is_not_ready(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service whose picture is too old says so with 503."""
    monkeypatch.setattr(service.parts.store.replica, "staleness", lambda: 60.0)
    ready = service.send("GET", "/ready")
    assert (ready.status_code, ready.json()) == (503, {"ready": False, "reasons": ["stale"]})


def test_a_lost_database_is_not_ready(database_url: str) -> None:
    """A service whose database is gone is alive, and says that it is not ready."""
    with a_database(database_url) as url:
        migrate(url)
        with a_service(url) as service:
            engine = service.parts.engine
            service.portal.call(engine.dispose)
            engine.sync_engine.pool._creator = _no_database  # type: ignore[attr-defined]
            assert service.send("GET", "/health").status_code == 200
            ready = service.send("GET", "/ready")
            assert ready.status_code == 503
            assert "database" in ready.json()["reasons"]


def _no_database(*_: object) -> object:
    raise OSError("no database")


def test_figures_count_requests_and_refusals(office: Office) -> None:
    """Requests are counted by the template of their route, refusals by rule; no id and no pseudonym is a label."""
    booked = office.book(patient="p-secret")
    office.get(f"/appointments/{booked['id']}")
    office.post("/appointments", an_order())
    office.send("BREW", "/coffee")
    figures = office.service.send("GET", "/metrics").text
    assert 'creneau_requests_total{method="GET",route="/appointments/{appointment}",status="200"}' in figures
    assert "creneau_refusals_total{rule=" in figures
    assert 'creneau_request_seconds_count{method="POST",route="/appointments"}' in figures
    assert "creneau_picture_lag_seconds" in figures
    for secret in (booked["id"], "p-secret", "BREW", "coffee"):
        assert secret not in figures


def test_a_request_is_one_line_of_json(office: Office) -> None:
    """Method, template of the route, status, milliseconds and key id; nothing else."""
    office.get("/patients/p-secret")
    line = json.loads(office.service.written.getvalue().splitlines()[-1])
    assert (line["method"], line["route"], line["status"]) == ("GET", "/patients/{pseudonym}", 404)
    assert line.keys() == {"event", "method", "route", "status", "ms", "key", "timestamp"}
    assert line["key"].replace("-", "") == office.key.split("_")[1]


def test_logs_tell_nothing_about_patients(office: Office) -> None:
    """Neither pseudonyms nor queries nor bodies nor secrets reach the log, whatever is asked."""
    office.send("PUT", "/patients/p-secret", json={"category": "adult"})
    office.send("PUT", "/patients/p-secret", json={"category": "p-secret"})
    office.book(patient="p-secret")
    office.post("/appointments", an_order(patient="p-secret"))
    office.post("/slots/search", {"motive": "follow-up", "patient": "p-secret!"})
    office.get("/appointments", params={"practitioner": "p-secret", "from": "2026-01-05"})
    office.get("/patients/p-secret/p-secret")
    office.send("DELETE", "/patients/p-secret")
    written = office.service.written.getvalue()
    assert written.count("\n") >= 8
    for secret in ("p-secret", "adult", office.key, office.key.split("_", 2)[2]):
        assert secret not in written


def test_an_error_of_a_library_is_logged_without_its_text() -> None:
    """Of an error only its class and the places where it arose are written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("a-library")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        raise ValueError("p-secret")
    except ValueError:
        logger.exception("failed")
    line = json.loads(written.getvalue())
    assert (line["error"], line["logger"]) == ("ValueError", "a-library")
    assert line["where"][-1].startswith("test_an_error_of_a_library")
    assert "p-secret" not in written.getvalue()


def test_a_failed_request_names_its_error() -> None:
    """The line of a failed request has the class of its error."""
    written = io.StringIO()
    request_log(written)(Seen("GET", "/x", 500, 0.0123, None, "KeyError"))
    line = json.loads(written.getvalue())
    assert (line["error"], line["ms"], line["key"]) == ("KeyError", 12.3, None)
