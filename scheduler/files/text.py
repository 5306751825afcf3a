"""The text of a file, whatever a spreadsheet or an editor made of it."""

from __future__ import annotations

from pathlib import Path

from scheduler.files.problems import bad_file

_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without byte order mark; `BadInput` if it is missing, empty or not UTF-8."""
    content = read_bytes(path)
    if content.startswith(_OTHER_ENCODINGS) or b"\x00" in content:
        raise bad_file(path, "input-file-wide-characters")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise bad_file(path, "input-file-not-utf8", line) from None
    if not text.strip():
        raise bad_file(path, "input-file-empty")
    return text


def read_bytes(path: Path) -> bytes:
    """The content of a file; `BadInput` if there is no such file or it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise bad_file(path, "input-file-missing") from None
    except IsADirectoryError:
        raise bad_file(path, "input-file-is-folder") from None
    except (OSError, ValueError):  # ValueError: a null character in the name
        raise bad_file(path, "input-file-unreadable") from None


def is_encodable(text: str) -> bool:
    """Whether a text is free of half characters, which escapes can spell and no file can hold."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
