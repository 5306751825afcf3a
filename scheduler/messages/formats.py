"""Dates, clock times, lengths of time and numbers in the form of each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from scheduler.calendar import show_clock

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_DAY_PATTERNS = {
    "fr": {"full": "EEEE d MMMM y", "short": "EEE d MMM", "plain": "d MMMM y", "narrow": "EEE dd/MM"},
    "en": {"full": "EEEE d MMMM y", "short": "EEE d MMM", "plain": "d MMMM y", "narrow": "EEE dd/MM"},
}


def typeset(text: str, language: str) -> str:
    """The text with no-break spaces where French keeps signs on the line: before : ; ? ! and inside « »."""
    if language != "fr":
        return text
    return re.sub(r" (?=[:;?!»])", NO_BREAK_SPACE, text).replace("« ", f"«{NO_BREAK_SPACE}")


def show_day(day: date, language: str, style: str = "full") -> str:
    """A date: full "lundi 14 décembre 2026", plain "14 décembre 2026", short "lun. 14 déc.", narrow "lun. 14/12"."""
    text = format_date(day, _DAY_PATTERNS[language][style], locale=_babel(language))
    if language == "fr" and day.day == 1 and style != "narrow":
        # French counts the first of a month in ordinals, which the date patterns do not know.
        text = text.replace("1 ", "1er ", 1)
    return text


def show_time(minutes: int, language: str) -> str:
    """A clock time from minutes since midnight: "8 h 30" or "08:30"."""
    if language != "fr":
        return show_clock(minutes)
    hours, rest = divmod(minutes, 60)
    return _joined(f"{hours}", "h", f"{rest:02d}" if rest else "")


def show_duration(minutes: int, language: str) -> str:
    """A length of time: "9 h 30", "9 h 30 min", "45 min"."""
    sign = "\N{MINUS SIGN}" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return sign + _joined(f"{rest}", "min")
    if not rest:
        return sign + _joined(show_number(hours, language), "h")
    ending = (f"{rest:02d}",) if language == "fr" else (f"{rest}", "min")
    return sign + _joined(show_number(hours, language), "h", *ending)


def show_number(number: float, language: str, decimals: int = 0) -> str:
    """A number with the language's separators and at most so many decimals."""
    return str(format_decimal(round(number, decimals), locale=_babel(language)))


def show_percent(share: float, language: str, decimals: int = 1) -> str:
    """A share of 1 as a percentage: "4,2 %" or "4.2%"."""
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    ending = f"{NO_BREAK_SPACE}%" if language == "fr" else "%"
    return str(format_percent(share, pattern + ending, locale=_babel(language)))


def show_choice(items: Sequence[str], language: str) -> str:
    """Things of which any one will do: "a, b ou c" or "a, b or c"."""
    return str(format_list(list(items), style="or", locale=_babel(language)))


def functions(language: str) -> dict[str, Callable[..., Any]]:
    """What messages may call: DAY($date, style: "short"), CLOCK($minutes), DURATION($minutes), PERCENT($share)."""
    return {
        "DAY": lambda day, style="full": show_day(day, language, str(style)),
        "CLOCK": lambda minutes: show_time(int(minutes), language),
        "DURATION": lambda minutes: show_duration(int(minutes), language),
        "PERCENT": lambda share: show_percent(float(share), language),
    }


def _babel(language: str) -> str:
    return LOCALES[language].replace("-", "_")


def _joined(*parts: str) -> str:
    return NO_BREAK_SPACE.join(part for part in parts if part)
