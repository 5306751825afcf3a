"""Zip archives (a workbook is one) that hold the same bytes whenever they are made."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def steady(archive: bytes, stamp: datetime) -> bytes:
    """The same archive with every date in it replaced by the stamp."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = _MODIFIED.sub(_stamped(stamp), before.read(entry))
            after.writestr(_dated(entry.filename, stamp), content)
    return made.getvalue()


def _stamped(stamp: datetime) -> bytes:
    return rb"\g<1>" + stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>"


def _dated(name: str, stamp: datetime) -> ZipInfo:
    info = ZipInfo(name, stamp.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    return info
