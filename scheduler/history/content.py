"""The text of a table, unpacked, and known to be UTF-8."""

from __future__ import annotations

import gzip
import io
import zlib
from codecs import getincrementaldecoder
from pathlib import Path

from scheduler.files.problems import bad_file
from scheduler.files.text import read_bytes

# About seven million bookings; a packed file can hold far more than the machine.
MOST_BYTES = 2**30
_STEP = 2**20
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_content(path: Path) -> bytes:
    """The content of a CSV file, unpacked if its name ends in .gz; `BadInput` if it is missing, empty or no text."""
    content = read_bytes(path)
    if path.suffix.lower() == ".gz":
        content = _unpacked(content, path)
    if len(content) > MOST_BYTES:
        raise bad_file(path, "history-too-large", most=MOST_BYTES // 2**20)
    _check_text(content, path)
    content = content.removeprefix(_BYTE_ORDER_MARK)
    if not content.strip():
        raise bad_file(path, "input-file-empty")
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def _unpacked(content: bytes, path: Path) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise bad_file(path, "history-not-gzip") from None


def _check_text(content: bytes, path: Path) -> None:
    if content.startswith(_WIDE):
        raise bad_file(path, "input-file-wide-characters")
    if b"\x00" in content:
        raise bad_file(path, "history-not-text")
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _STEP):
            decoder.decode(content[start : start + _STEP])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise bad_file(path, "input-file-not-utf8", _line_not_utf8(content)) from None


def _line_not_utf8(content: bytes) -> int | None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return None
