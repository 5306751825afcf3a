"""`creneau db`: the embedded database, and the backup and verification of any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.language import Language, LanguageOption, system_language, told
from api.commands.migrated import answering
from api.commands.outcome import Exit, bad_input_told, plain_console
from scheduler.messages import Fact, say

if TYPE_CHECKING:
    from api.store.location import Location
    from api.store.verify import Finding

db = typer.Typer(help=told("db"), no_args_is_help=True, add_completion=False, rich_markup_mode=None)

DatabaseOption = Annotated[str | None, typer.Option("--database", metavar="URL", help=told("database"))]
DataOption = Annotated[Path | None, typer.Option("--data", metavar="DIR", help=told("data"))]
BackupArgument = Annotated[Path, typer.Argument(metavar="FILE", help=told("backup-file"), show_default=False)]


@db.command(help=told("db-start"))
def start(*, data: DataOption = None, lang: LanguageOption = None) -> None:
    """Start the embedded server, which stays, and show its URL and data folder."""
    from api.store.embedded import data_folder, ensure_running

    language = lang or system_language()
    folder = data_folder(data)
    with bad_input_told(language):
        url = ensure_running(folder)
    _tell("db-started", language)
    _tell("db-address", language, url=url)
    _tell("db-folder", language, folder=str(folder))


@db.command(help=told("db-stop"))
def stop(*, data: DataOption = None, lang: LanguageOption = None) -> None:
    """Stop the embedded server and say whether it ran."""
    from api.store.embedded import data_folder, is_used
    from api.store.embedded import stop as stop_server

    language = lang or system_language()
    folder = data_folder(data)
    with bad_input_told(language):
        used = is_used(folder)
        ran = stop_server(folder)
    _tell(("db-stopped-used" if used else "db-stopped") if ran else "db-not-running", language)


@db.command(help=told("db-backup"))
def backup(
    *, file: BackupArgument, database: DatabaseOption = None, data: DataOption = None, lang: LanguageOption = None
) -> None:
    """Write the database into a file."""
    from api.store.embedded.backup import backup as back_up
    from api.store.location import running

    language = lang or system_language()
    with bad_input_told(language), running(database, data, made=True) as location:
        back_up(location.url, file)
    _tell("db-saved", language, file=str(file))


@db.command(help=told("db-restore"))
def restore(
    *, file: BackupArgument, database: DatabaseOption = None, data: DataOption = None, lang: LanguageOption = None
) -> None:
    """Replace the database by a backup."""
    from api.store.embedded.restore import restore as bring_back
    from api.store.location import database_url, running

    language = lang or system_language()
    with bad_input_told(language):
        _refuse_while_used(database_url(database, data), data)
        with running(database, data) as location:
            remains = bring_back(location.url, file)
    _tell("db-restored", language, file=str(file))
    if remains:
        _tell("db-old-remains", language, name=remains)


@db.command(help=told("db-verify"))
def verify(*, database: DatabaseOption = None, data: DataOption = None, lang: LanguageOption = None) -> None:
    """Verify every appointment and agenda; exit code 1 when there is a finding."""
    from api.store.location import running

    language = lang or system_language()
    with bad_input_told(language), running(database, data, made=True) as location:
        findings = _verified(location)
    _show(findings, language)
    raise typer.Exit(Exit.BROKEN if findings else Exit.GOOD)


def _verified(location: Location) -> list[Finding]:
    import asyncio

    from api.store.embedded.dumps import check_database

    check_database(location.url)
    with answering(location.url):
        return asyncio.run(_findings(location))


async def _findings(location: Location) -> list[Finding]:
    from api.store.engine import make_engine
    from api.store.verify import verify as findings_of

    engine = make_engine(location.url)
    try:
        return list(await findings_of(engine))
    finally:
        await engine.dispose()


def _show(findings: list[Finding], language: Language) -> None:
    if not findings:
        _tell("db-sound", language)
        return
    _tell("db-unsound", language, count=len(findings))
    for finding in findings:
        plain_console().print(f"  • {finding.sentence(language)}", soft_wrap=True)


def _refuse_while_used(location: Location, data: Path | None) -> None:
    # A server at work holds the agendas in memory: they would no longer be those of its database.
    from api.store.embedded import DatabaseError, data_folder, is_used

    if location.embedded and is_used(data_folder(data)):
        raise DatabaseError(data_folder(data), "database-in-use")


def _tell(key: str, language: Language, **facts: Fact) -> None:
    plain_console().print(say(key, language, **facts), soft_wrap=True)
