"""LEARNED.yaml as text: sorted, a line for each figure, the same bytes for the same figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.learned import Learned
from scheduler.messages import say

DECIMALS = 6
_PLAIN = re.compile(r"[a-z_][a-z0-9_-]*|\d{4}-\d\d-\d\d")
# Words that one YAML reader or another takes for something else than a text.
_NOT_PLAIN = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def learned_text(learned: Learned, language: str) -> str:
    """The YAML text of what was learned, under a comment in the language; figures to six decimals."""
    data = learned.model_dump(mode="json", by_alias=True, exclude_none=True)
    comment = f"# {say('learned-comment', language)}\n"
    return comment + "".join(f"{line}\n" for line in _section({name: part for name, part in data.items() if part}, 0))


def _section(section: Mapping[str, Any], depth: int) -> Iterator[str]:
    """The lines of a mapping whose parts have lines of their own, unless they hold nothing but figures."""
    for name, part in section.items():
        head = f"{'  ' * depth}{_key(name)}:"
        if isinstance(part, list) and part:
            yield head
            yield from (f"{'  ' * (depth + 1)}- {_inline(entry)}" for entry in part)
        elif isinstance(part, dict) and any(isinstance(value, dict | list) for value in part.values()):
            yield head
            yield from _section(part, depth + 1)
        else:
            yield f"{head} {_inline(part)}"


def _inline(part: Any) -> str:
    if isinstance(part, dict):
        return "{" + ", ".join(f"{_key(name)}: {_inline(value)}" for name, value in part.items()) + "}"
    if isinstance(part, list):
        return "[" + ", ".join(_inline(entry) for entry in part) + "]"
    return _scalar(part)


def _key(name: Any) -> str:
    return str(name) if str(name).isdecimal() else _scalar(name)


def _scalar(value: Any) -> str:
    """A text without quotes where every reader takes it for one; a number without an exponent."""
    if isinstance(value, float):
        written = f"{value:.{DECIMALS}f}".rstrip("0")
        return "0.0" if written in ("0.", "-0.") else written + "0" * written.endswith(".")
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _NOT_PLAIN:
        return value
    return json.dumps(value, ensure_ascii=False)
