"""What the audit trail calls the writes of each address; what is not named here writes nothing."""

from __future__ import annotations

import re

from starlette.types import Scope

ACTIONS = {
    ("POST", "/holds"): "hold",
    ("DELETE", "/holds/{hold}"): "let_go",
    ("POST", "/appointments"): "book",
    ("PATCH", "/appointments/{appointment}"): "move",
    ("DELETE", "/appointments/{appointment}"): "cancel",
    ("POST", "/appointments/{appointment}/status"): "status",
    ("POST", "/waitlist"): "wait",
    ("DELETE", "/waitlist/{waiting}"): "leave",
    ("POST", "/waitlist/offers"): "offer",
    ("PUT", "/patients/{pseudonym}"): "patient",
    ("DELETE", "/patients/{pseudonym}"): "erase",
    ("POST", "/publications"): "publish",
    ("POST", "/rotas/{rota}/publish"): "publish",
    ("POST", "/rotas"): "rota.ask",
    ("DELETE", "/rotas/{rota}"): "rota.stop",
    ("POST", "/keys"): "key.create",
    ("DELETE", "/keys/{key}"): "key.revoke",
    ("POST", "/webhooks"): "webhook.create",
    ("DELETE", "/webhooks/{webhook}"): "webhook.delete",
    ("POST", "/calendars/{practitioner}"): "calendar.create",
    ("DELETE", "/calendars/{practitioner}"): "calendar.revoke",
}
"""By method and template of the path."""

_SUBJECTS = ("appointment", "hold", "waiting", "rota", "key", "webhook")
"""The parts of paths that may stand in the trail, if they are ids: a pseudonym is none of them."""
_ID = re.compile(r"[0-9a-fA-F-]{32,36}")


def action_of(scope: Scope) -> str | None:
    """What a request wants to write, None if it writes nothing or has not found its route."""
    return ACTIONS.get(_operation(scope))


def operation_of(scope: Scope) -> str | None:
    """Method and template of the path of a request, None if it has not found its route."""
    method, template = _operation(scope)
    return f"{method} {template}" if template else None


def subject_of(scope: Scope) -> str | None:
    """The id of what a request is about, if its path names one."""
    named = (str(scope.get("path_params", {}).get(name, "")) for name in _SUBJECTS)
    return next((one for one in named if _ID.fullmatch(one)), None)


def _operation(scope: Scope) -> tuple[str, str]:
    return scope["method"], getattr(scope.get("route"), "path_format", "")
