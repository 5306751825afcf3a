"""`creneau`: the command line. Further commands join through the entry-point group `creneau.commands`."""

from __future__ import annotations

from importlib.metadata import entry_points, version
from typing import Annotated

import typer

from api.commands.agenda import agenda
from api.commands.audit import audit
from api.commands.check import check
from api.commands.db import db
from api.commands.init import init
from api.commands.key import key
from api.commands.language import told
from api.commands.learn import learn
from api.commands.plan import plan
from api.commands.publish import publish
from api.commands.schema import schema
from api.commands.serve import serve
from api.commands.worker import worker

GROUP = "creneau.commands"

app = typer.Typer(help=told("creneau"), no_args_is_help=True, add_completion=False, rich_markup_mode=None)
app.command(help=told("plan"))(plan)
app.command(help=told("agenda"))(agenda)
app.command(help=told("audit"))(audit)
app.command(help=told("publish"))(publish)
app.command(help=told("check"))(check)
app.command(help=told("init"))(init)
app.command(help=told("schema"))(schema)
app.command(help=told("learn"))(learn)
app.command(help=told("serve"))(serve)
app.command(help=told("worker"))(worker)
app.add_typer(db, name="db")
app.add_typer(key, name="key")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"creneau {version('creneau')}")
        raise typer.Exit


@app.callback()
def about(
    shown: Annotated[
        bool, typer.Option("--version", help=told("version"), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options before any command."""


def join_commands() -> None:
    """Add the commands that other packages offer; those already joined are left as they are."""
    joined = {group.name for group in app.registered_groups}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        if entry.name not in joined:
            app.add_typer(entry.load(), name=entry.name)


def main() -> None:
    """Run the command line."""
    join_commands()
    app()
