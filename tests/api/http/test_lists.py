"""Every list of the service comes in pages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.http.service import Office, Service

LISTS = ["/appointments", "/audit", "/keys", "/rotas", "/waitlist", "/webhooks"]


def test_lists_are_read_in_pages(service: Service) -> None:
    """Each takes `count` and `page`, and answers `next_page`; there is no other list."""
    document = service.app.openapi()
    found = []
    for path, methods in document["paths"].items():
        operation = methods.get("get", {})
        body = operation.get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
        name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
        fields = document["components"]["schemas"].get(name, {}).get("properties", {})
        if "next_page" in fields:
            found.append(path)
            assert {"count", "page"} <= {one["name"] for one in operation["parameters"]}
            assert any(field.get("type") == "array" for field in fields.values())
        # What is not one of these shows one thing: its lists are parts of that.
        assert ("next_page" in fields) == name.endswith("Page"), path
    assert sorted(found) == LISTS


@pytest.mark.parametrize("path", ["/keys", "/webhooks"])
def test_a_list_is_read_to_its_end(office: Office, path: str) -> None:
    """Pages hold everything once, in order of making."""
    bodies: dict[str, Any] = {
        "/keys": {"name": "n", "scopes": ["slots:read"]},
        "/webhooks": {"url": "https://example.org/hook", "events": ["appointment.booked"]},
    }
    made = [one["id"] for one in office.good(office.get(path))[path[1:]]]
    for number in range(4):
        # Two of them at the same moment: the id decides.
        office.service.clock.pass_by(minutes=number % 3)
        made.append(office.good(office.post(path, bodies[path]))["id"])
    found: list[str] = []
    page: str | None = None
    while page is not None or not found:
        answer = office.good(office.get(path, params={"count": 2} | ({"page": page} if page else {})))
        assert len(answer[path[1:]]) <= 2
        found += [one["id"] for one in answer[path[1:]]]
        page = answer["next_page"]
    assert sorted(found) == sorted(made)
    assert len(found) == len(set(found))
