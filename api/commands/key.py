"""`creneau key`: the keys of the booking API."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer
from rich.table import Table

from api.commands.db import DatabaseOption, DataOption
from api.commands.language import Language, LanguageOption, system_language, told
from api.commands.migrated import answering, migrated
from api.commands.options import problem
from api.commands.outcome import bad_input_told, complain, plain_console, refuse
from api.key_terms import LONGEST_NAME, MOST_PER_MINUTE, NAME, PRACTICE, USUAL_PER_MINUTE
from scheduler.messages import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from api.auth import Caller, KeyRecord, Keys
    from scheduler.files import InputProblem

key = typer.Typer(help=told("key"), no_args_is_help=True, add_completion=False, rich_markup_mode=None)

PracticeOption = Annotated[str, typer.Option("--practice", metavar="ID", help=told("key-practice"), show_default=False)]
Answer = TypeVar("Answer")

NARROWEST = 60
"""Columns of the list in any terminal: an id, which is there to be copied, never wraps."""
WIDE = 1000
"""Columns of the list where no terminal shows it: each key stands on one line."""


@key.command(help=told("key-create"))
def create(
    *,
    practice: PracticeOption,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=told("key-name"), show_default=False)],
    scope: Annotated[list[str], typer.Option("--scope", metavar="SCOPE", help=told("key-scope"), show_default=False)],
    per_minute: Annotated[
        int, typer.Option("--per-minute", metavar="N", help=told("key-per-minute"))
    ] = USUAL_PER_MINUTE,
    database: DatabaseOption = None,
    data: DataOption = None,
    lang: LanguageOption = None,
) -> None:
    """Make a key and print it, this once: only a digest of it is kept."""
    from api.auth import Caller, known_scopes
    from api.settings import Settings

    language = lang or system_language()
    with bad_input_told(language):
        refuse(list(_problems(practice, name, scope, per_minute)))
        settings = Settings(database="")
        caller = Caller(settings.new_id(), practice, name, known_scopes(scope), per_minute)
        secret, now = settings.new_secret(), settings.clock()
        token, published = _with_keys(database, data, lambda keys: _made(keys, caller, secret, now))
    early = [] if published else [say("key-unpublished", language, practice=practice)]
    complain([*early, say("key-created", language, name=name, practice=practice)])
    plain_console().print(token, soft_wrap=True)


@key.command("list", help=told("key-list"))
def list_keys(
    *, practice: PracticeOption, database: DatabaseOption = None, data: DataOption = None, lang: LanguageOption = None
) -> None:
    """List the keys of a practice, without their secrets."""
    language = lang or system_language()
    with bad_input_told(language):
        records = _with_keys(database, data, lambda keys: keys.listed(practice))
    if not records:
        plain_console().print(say("key-none", language, practice=practice), soft_wrap=True)
        return
    console = plain_console()
    console.width = max(console.width, NARROWEST) if console.is_terminal else WIDE
    console.print(_table(records, language))


@key.command(help=told("key-revoke"))
def revoke(
    *,
    named: Annotated[str, typer.Argument(metavar="ID", help=told("key-id"), show_default=False)],
    database: DatabaseOption = None,
    data: DataOption = None,
    lang: LanguageOption = None,
) -> None:
    """Revoke a key for good; a second time changes nothing."""
    from api.clock import utc_now

    language = lang or system_language()
    with bad_input_told(language):
        found = _with_keys(database, data, lambda keys: keys.revoke_anywhere(_id(named), utc_now()))
        refuse([] if found else [problem("ID", named, "key-unknown")])
    plain_console().print(say("key-revoked", language, id=named), soft_wrap=True)


async def _made(keys: Keys, caller: Caller, secret: str, now: datetime) -> tuple[str, bool]:
    """A new key, and whether anything is published yet that could be booked with it."""
    return await keys.create(caller, secret, now), await keys.is_published(caller.practice)


def _problems(practice: str, name: str, scopes: list[str], per_minute: int) -> Iterator[InputProblem]:
    from api.scopes import Scope

    if not re.fullmatch(PRACTICE, practice):
        yield problem("--practice", practice, "field-pattern", limit=PRACTICE)
    if len(name) > LONGEST_NAME or not re.fullmatch(NAME, name):
        yield problem("--name", name, "key-bad-name")
    for unknown in [scope for scope in scopes if scope not in set(Scope)]:
        yield problem("--scope", unknown, "key-unknown-scope", known=", ".join(Scope))
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        yield problem("--per-minute", per_minute, "key-per-minute", most=MOST_PER_MINUTE)


def _id(named: str) -> UUID:
    from scheduler.files import BadInput

    try:
        return UUID(named)
    except ValueError:
        raise BadInput([problem("ID", named, "key-not-an-id")]) from None


def _with_keys(database: str | None, data: Path | None, work: Callable[[Keys], Awaitable[Answer]]) -> Answer:
    """What some work with the keys of a database gives."""
    with migrated(database, data) as location, answering(location.url):
        return asyncio.run(_done(location.url, work))


async def _done(url: str, work: Callable[[Keys], Awaitable[Answer]]) -> Answer:
    async with _keys(url) as keys:
        return await work(keys)


@asynccontextmanager
async def _keys(url: str) -> AsyncIterator[Keys]:
    import time

    from api.auth import Keys
    from api.limits import Limits
    from api.store.engine import make_engine

    engine = make_engine(url, 1)
    try:
        yield Keys(engine, Limits(time.monotonic))
    finally:
        await engine.dispose()


def _table(records: Sequence[KeyRecord], language: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("key-id", "key-name", "key-per-minute", "key-state", "key-scopes"):
        table.add_column(say(f"column-{column}", language), overflow="fold", no_wrap=column == "key-id")
    for record in records:
        caller, state = record.caller, "live" if record.revoked_at is None else "revoked"
        rate, scopes = str(caller.per_minute), " ".join(sorted(caller.scopes))
        table.add_row(str(caller.key), caller.name, rate, say(f"key-state-{state}", language), scopes)
    return table
