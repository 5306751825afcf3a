"""Answers remembered beside the store: who may keep one, who takes over from a process that died."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from api.errors import StillRunningError
from api.judging import PATIENCE
from api.remembered import ABANDONED, Answers
from api.store.publication import SECONDS
from tests.api.http.service import Service
from tests.booking import NOW


def answers(service: Service, practice: str, after: timedelta = timedelta()) -> Answers:
    """A request under the same key, so long after the first."""
    call: Any = SimpleNamespace(practice=practice, now=NOW + after, action=None)
    return Answers(service.parts.engine, call, "a-key", "the request")


def test_no_route_takes_as_long_as_an_abandoned_one() -> None:
    """Judging and publishing together end before anybody may take the request for dead."""
    assert timedelta(seconds=PATIENCE + SECONDS) < ABANDONED


@pytest.mark.parametrize("ends", ["good", "bad"])
def test_who_is_late_touches_no_line_of_another(service: Service, ends: str) -> None:
    """A request that was taken over neither ends nor answers the one that took over."""
    practice = f"late-{ends}"
    first, second, third = (answers(service, practice, ABANDONED * number * 1.1) for number in (0, 1, 1.5))
    do = service.portal.call
    assert do(first.begin) is None
    assert do(second.begin) is None
    do(first.keep, JSONResponse({"by": "first"})) if ends == "good" else do(first.forget)
    with pytest.raises(StillRunningError):
        do(third.begin)
    do(second.keep, JSONResponse({"by": "second"}))
    told: Response | None = do(third.begin)
    assert told is not None
    assert told.body == b'{"by":"second"}'


def test_what_was_let_go_is_asked_anew(service: Service) -> None:
    """Once its request has failed, the same key may be asked again at once."""
    first, second = (answers(service, "let-go", timedelta(seconds=number)) for number in (0, 1))
    assert service.portal.call(first.begin) is None
    service.portal.call(first.forget)
    assert service.portal.call(second.begin) is None
