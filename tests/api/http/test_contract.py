"""Schemathesis over HTTP: requests made from the OpenAPI document, and no answer that it does not allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.commands.serve import listening
from api.settings import Settings
from tests.api.http.service import Office, Service

EXAMPLES = 8
OF_STATE = ["2xx", "3xx", "401", "403", "404", "409", "412", "428", "429"]
"""What right data may be answered: the state of the practice, and of the thing, may still forbid it."""
KNOWN = {
    "practitioner": ["ada", "ben", "chloe"],
    "own_doctor": ["ada", "ben"],
    "site": ["nation", "bastille"],
    "motive": ["follow-up", "acute", "workshop", "scan"],
    "category": ["adult", "chronic"],
}
"""What refers to something in the practice that is asked."""


OF_PAPERS = ("/publications", "/recalls", "/rotas", "/rotas/audit", "/webhooks")
"""Bodies that are judged by more than their shape: whole papers, periods, addresses."""
BOUND = ("page", "enrolled_to")
"""What depends on other fields or answers, which no schema can say; other tests look after it."""


def narrowed(part: Any) -> Any:
    """The document for this practice: ids are those that it has, as all others are refused."""
    if isinstance(part, list):
        return [narrowed(one) for one in part]
    if not isinstance(part, dict):
        return part
    found = {name: narrowed(one) for name, one in part.items()}
    if "parameters" in found:
        found["parameters"] = [one for one in found["parameters"] if one["name"] != "page"]
    fields = found.get("properties", {})
    for name in BOUND:
        fields.pop(name, None)
    if {"from", "to", "patient", "category"} <= fields.keys():
        fields["from"]["pattern"], fields["to"]["pattern"] = r"^20[01]\d-\d{2}-\d{2}$", r"^2[01][2-9]\d-\d{2}-\d{2}$"
    for name, schema in fields.items():
        _narrow(name, schema)
    if "in" in found and "schema" in found:
        _narrow(found["name"], found["schema"])
    return found


def _narrow(name: str, schema: dict[str, Any]) -> None:
    for branch in (schema, *schema.get("anyOf", ())):
        if branch.get("type") == "string" and name in KNOWN:
            branch["enum"] = KNOWN[name]
        if branch.get("type") == "array" and name.removesuffix("s") in KNOWN:
            branch["items"]["enum"] = KNOWN[name.removesuffix("s")]


def _config() -> SchemathesisConfig:
    accepted = PositiveDataAcceptanceConfig(expected_statuses=OF_STATE)
    checks = ChecksConfig(positive_data_acceptance=accepted)
    return SchemathesisConfig(seed=4, projects=ProjectsConfig(default=ProjectConfig(checks=checks)))


contract = schemathesis.openapi.from_dict(narrowed(create_app(Settings(database="")).openapi()), config=_config())


@pytest.fixture(scope="module")
def address(running: Service) -> Iterator[str]:
    """Where the service answers over HTTP."""
    with listening("127.0.0.1", 0) as listener:
        config = uvicorn.Config(running.app, lifespan="off", log_level="critical", access_log=False)
        server = uvicorn.Server(config)
        task = running.portal.start_task_soon(server.serve, [listener])
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        task.result()


@pytest.fixture(scope="module")
def wide_open(running: Service) -> Office:
    """A practice that is open for booking."""
    return running.open()


@contract.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_allows(case: Case, wide_open: Office, address: str) -> None:
    """Right data are accepted, wrong data refused, and every answer has a shape of the document; never a 5xx."""
    unsaid = [positive_data_acceptance] if case.path in OF_PAPERS else []
    headers = {"Authorization": f"Bearer {wide_open.key}"}
    case.call_and_validate(base_url=address, headers=headers, excluded_checks=unsaid)
