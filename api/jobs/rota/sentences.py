"""Sentences kept in every language, so that each reader gets the own one."""

from __future__ import annotations

from typing import Any

from scheduler.messages import LANGUAGES, say

SENTENCE = "sentence"


def failure_paper(key: str) -> dict[str, Any]:
    """The column `result` of a job that failed: the sentence of the catalogue."""
    return {"status": "failed", "reasons": [{SENTENCE: said(key)}]}


def in_language(kept: Any, language: str) -> Any:
    """What is kept, its sentences in one language."""
    if isinstance(kept, dict):
        return {
            name: value[language] if name == SENTENCE and isinstance(value, dict) else in_language(value, language)
            for name, value in kept.items()
        }
    return [in_language(one, language) for one in kept] if isinstance(kept, list) else kept


def said(key: str) -> dict[str, str]:
    """A sentence of the catalogue in every language."""
    return {language: say(key, language) for language in LANGUAGES}
