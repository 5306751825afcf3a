"""From an error to its answer: a problem document (RFC 9457) in the client's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response
from starlette.routing import Route

from api.actions import operation_of, subject_of
from api.dependencies import Call
from api.errors import PROBLEMS, BadFieldsError, Kind, ScopeMissingError, kind_of
from api.fields import faults_told, problems_told, validation_told
from api.judging import RulesBrokenError
from api.language import USUAL, language_of
from api.refusals import Refused, rules_of
from scheduler.booking.publishing_faults import UnpublishableError
from scheduler.booking.refusal import RefusedError
from scheduler.booking.store import StoreError
from scheduler.files import BadInput
from scheduler.messages import say

PROBLEM_JSON = "application/problem+json"
NOT_ALLOWED = 405
PLACEHOLDER = re.compile(r"\{[^}]*\}")
RETRY = {503: {"Retry-After": "1"}}


def answer_problems(app: FastAPI) -> None:
    """Let every error of the table be answered as a problem."""
    for error in PROBLEMS:
        app.add_exception_handler(error, answer_problem)


async def answer_problem(request: Request, error: Exception) -> Response:
    """The problem that an error is; refusals are kept in the audit trail first."""
    error = await _told(request, error)
    kind = kind_of(error)
    language = await _language(request)
    headers = {**_headers(request, error, kind), "Content-Language": language, "Vary": "Accept-Language"}
    return problem_response(kind, document_of(error, kind, language), headers)


def problem_response(kind: Kind, document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """A problem document as an answer."""
    content = json.dumps(document, ensure_ascii=False, default=str)
    # What a client sent may hold half a character, which no encoding knows.
    return Response(content.encode(errors="replace"), kind.status, dict(headers or {}), media_type=PROBLEM_JSON)


def document_of(error: Exception, kind: Kind, language: str) -> dict[str, Any]:
    """The problem document: type, title, status, detail, and every refusing rule or wrong field."""
    document: dict[str, Any] = {
        "type": kind.type,
        "title": say(f"problem-title-{kind.name}", language),
        "status": kind.status,
        "detail": _detail(error, kind, language),
    }
    if isinstance(error, RefusedError):
        document["refusals"] = [{"rule": one.rule, "sentence": one.sentence(language)} for one in error.refusals]
    if isinstance(error, RulesBrokenError):
        document["violations"] = [{"rule": one.rule, "sentence": one.sentences[language]} for one in error.broken]
    if fields := list(_fields(error, language)):
        document["errors"] = fields
    return document


def _headers(request: Request, error: Exception, kind: Kind) -> Mapping[str, str]:
    if kind.status == NOT_ALLOWED:
        return {"Allow": ", ".join(sorted(_methods(request)))}
    return getattr(error, "headers", None) or RETRY.get(kind.status, {})


def _methods(request: Request) -> set[str]:
    """All methods of the most particular template that fits an address; the framework names those of one route."""
    routes = (route for route in request.app.routes if isinstance(route, Route | APIRoute))
    found = [route for route in routes if route.path_regex.match(request.scope["path"])]
    template = max((route.path_format for route in found), key=lambda path: len(PLACEHOLDER.sub("", path)))
    return {method for route in found if route.path_format == template for method in route.methods or ()}


def _detail(error: Exception, kind: Kind, language: str) -> str:
    if hasattr(error, "sentence"):
        return str(error.sentence(language))
    return say(f"problem-{kind.name}", language, **getattr(error, "facts", {}))


def _fields(error: Exception, language: str) -> Iterator[dict[str, Any]]:
    if isinstance(error, RequestValidationError):
        yield from validation_told(error.errors(), language)
    elif isinstance(error, BadFieldsError):
        yield from problems_told(error.problems, language)
    elif isinstance(error, BadInput):
        yield from ({"field": one.field, "message": one.sentence(language)} for one in error.problems)
    elif isinstance(error, UnpublishableError):
        yield from faults_told(error.faults, language)


async def _language(request: Request) -> str:
    accept = request.headers.get("accept-language")
    call: Call | None = getattr(request.state, "call", None)
    if call is None:
        return language_of(accept, USUAL)
    try:
        published = (await call.parts.store.diary(call.practice)).published
    except StoreError:
        return language_of(accept, USUAL)
    return language_of(accept, published.practice.practice.language)


async def _told(request: Request, error: Exception) -> Exception:
    """The error, once a refused write is in the audit trail; if it cannot be written there, why."""
    call: Call | None = getattr(request.state, "call", None)
    rules = rules_of(error)
    if call is None or not rules:
        return error
    action = call.action
    if isinstance(error, ScopeMissingError):  # told of whatever was asked for, if it was only to read
        action = action or operation_of(request.scope)
    if action or isinstance(error, RefusedError):
        request.app.state.metrics.refused(rules)
    if action is None:
        return error
    subject = subject_of(request.scope)
    try:
        await call.parts.refusals.tell(Refused(call.practice, call.now, call.caller.key, action, subject, rules))
    except SQLAlchemyError as untold:
        return untold
    return error
