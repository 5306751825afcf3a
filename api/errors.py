"""Every error that an answer can tell, and the problem (RFC 9457) that it becomes: the one table.

ApiError
├── NotAuthorisedError        no key, or one that is not known
├── ScopeMissingError         the key does not allow that
├── TooManyRequestsError      the key asks too often
├── PreconditionMissingError  a change without If-Match
├── BadHeaderError            a header that cannot be read
├── BadFieldsError            fields that are wrong in themselves or refer to nothing
├── NotJsonError              a body of another content type
├── TooLargeError             a body beyond the limit
└── StillRunningError         the same idempotency key is being answered
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from starlette.exceptions import HTTPException

from api.in_child import TooBusyError
from api.jobs.errors import NotReadyError
from api.judging import RulesBrokenError
from api.store.errors import OutcomeUnknownError, UnavailableError
from scheduler.booking.publishing_faults import UnpublishableError
from scheduler.booking.refusal import RefusedError
from scheduler.booking.store import (
    ChangedMeanwhileError,
    MemoReusedError,
    UnknownError,
)
from scheduler.files import BadInput
from scheduler.messages import Fact
from solver.child_process import ProcessLostError


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One wrong field.

    `field`: its path in dots. `reason`, `facts`: the catalogue key of the sentence, and what it needs. `value`: only if
    it may be shown; never a pseudonym.
    """

    field: str
    reason: str
    facts: Mapping[str, Fact] = dataclasses.field(default_factory=dict)
    value: Any = None


class ApiError(Exception):
    """Something the web service does not do. `facts` fill the sentence, `headers` go with the answer."""

    facts: Mapping[str, Fact] = MappingProxyType({})
    headers: Mapping[str, str] = MappingProxyType({})


class NotAuthorisedError(ApiError):
    """No key, or one that is not known."""

    headers = MappingProxyType({"WWW-Authenticate": "Bearer"})


class ScopeMissingError(ApiError):
    """The key does not allow that."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.facts = {"scope": str(scope)}


class TooManyRequestsError(ApiError):
    """The key asks too often; `seconds` until it may ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.facts = {"seconds": seconds}
        self.headers = {"Retry-After": str(seconds)}


class PreconditionMissingError(ApiError):
    """A change that says not which version it changes."""


class BadHeaderError(ApiError):
    """A header that cannot be read."""

    def __init__(self, header: str) -> None:
        super().__init__(header)
        self.facts = {"header": header}


class BadFieldsError(ApiError):
    """Fields that are wrong, or refer to something that the practice does not have."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return ", ".join(problem.field for problem in self.problems)


class NotJsonError(ApiError):
    """A body of another content type than JSON."""


class TooLargeError(ApiError):
    """A body beyond the limit."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.facts = {"most": most}


class StillRunningError(ApiError):
    """A request with the same idempotency key is being answered."""

    headers = MappingProxyType({"Retry-After": "1"})


class NotPublishedError(ApiError, UnknownError):
    """The practice of the key has not published any agendas yet."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the HTTP status, and the name that ends its type and begins its sentences."""

    status: int
    name: str

    @property
    def type(self) -> str:
        """The stable URN of the kind."""
        return f"urn:creneau:problem:{self.name}"


PROBLEMS: dict[type[Exception], Kind] = {
    RefusedError: Kind(409, "refused"),
    NotPublishedError: Kind(404, "not-published"),
    UnknownError: Kind(404, "unknown"),
    ChangedMeanwhileError: Kind(412, "changed-meanwhile"),
    MemoReusedError: Kind(409, "idempotency-key-reused"),
    StillRunningError: Kind(409, "still-running"),
    NotAuthorisedError: Kind(401, "not-authorised"),
    ScopeMissingError: Kind(403, "scope-missing"),
    TooManyRequestsError: Kind(429, "too-many-requests"),
    PreconditionMissingError: Kind(428, "if-match-missing"),
    BadHeaderError: Kind(400, "bad-header"),
    BadFieldsError: Kind(422, "bad-fields"),
    RequestValidationError: Kind(422, "bad-fields"),
    BadInput: Kind(422, "bad-input"),
    UnpublishableError: Kind(422, "unpublishable"),
    RulesBrokenError: Kind(422, "rules-broken"),
    TooBusyError: Kind(503, "too-busy"),
    ProcessLostError: Kind(503, "not-answered"),
    NotReadyError: Kind(409, "not-ready"),
    UnavailableError: Kind(503, "unavailable"),
    OutcomeUnknownError: Kind(503, "outcome-unknown"),
    OperationalError: Kind(503, "unavailable"),
    InterfaceError: Kind(503, "unavailable"),
    NoConnectionError: Kind(503, "unavailable"),
    NotJsonError: Kind(415, "not-json"),
    TooLargeError: Kind(413, "too-large"),
    HTTPException: Kind(400, "not-to-be-read"),
    Exception: Kind(500, "failed"),
}
"""Every error an answer can tell; the nearest class counts. Routers of other parts add theirs here."""

OF_THE_WEB: dict[int, Kind] = {
    400: Kind(400, "not-to-be-read"),
    404: Kind(404, "no-such-path"),
    405: Kind(405, "no-such-method"),
}
"""What the web framework itself refuses, by status."""


def kind_of(error: Exception) -> Kind:
    """The kind of problem that an error is."""
    if isinstance(error, HTTPException):
        return OF_THE_WEB.get(error.status_code, Kind(error.status_code, "not-to-be-read"))
    return next(PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)
