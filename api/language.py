"""In which language an answer speaks."""

from __future__ import annotations

from functools import lru_cache

from scheduler.messages import LANGUAGES

USUAL = "fr"


@lru_cache(maxsize=1_000)
def language_of(accept: str | None, otherwise: str = USUAL) -> str:
    """The language of the catalogue that an `Accept-Language` header likes best; `otherwise` if it likes none."""
    liked = sorted(_liked(accept or ""), key=lambda one: -one[1])
    return next((language for language, share in liked if share > 0), otherwise)


def _liked(accept: str) -> list[tuple[str, float]]:
    parts = [part.partition(";") for part in accept.lower().split(",")]
    return [
        (tag.strip()[:2], _share(weight.strip()))
        for tag, _, weight in parts
        if tag.strip()[:2] in LANGUAGES and tag.strip()[2:3] in ("", "-")
    ]


def _share(weight: str) -> float:
    name, _, number = weight.partition("=")
    if name.strip() != "q" or not number.replace(".", "", 1).isdecimal():
        return 1.0
    return float(number)
