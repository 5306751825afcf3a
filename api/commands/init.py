"""`creneau init`: a commented practice file and spreadsheets to start one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.language import LanguageOption, system_language, told
from api.commands.outcome import bad_input_told, plain_console
from scheduler.messages import say


def init(
    *,
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=told("directory"), show_default=False)],
    lang: LanguageOption = None,
) -> None:
    """Write the files of a practice that can be planned at once and changed step by step; nothing is overwritten."""
    from scheduler.files import write_starter

    language = lang or system_language()
    with bad_input_told(language):
        written = write_starter(directory, language)
    console = plain_console()
    console.print(say("init-written", language, directory=str(directory)), soft_wrap=True)
    for path in written:
        console.print(f"  {path.name}", soft_wrap=True)
    console.print(say("init-next", language, practice=str(written[0])), soft_wrap=True)
