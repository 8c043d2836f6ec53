"""When somebody last saved a workbook, as the file itself says: copying and mailing it change nothing."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from pathlib import Path

_PART = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_LARGEST = 1 << 20


def last_saved(path: Path) -> date | None:
    """The day the workbook was last saved; None when it does not say.

    A workbook that nobody has saved since `rapportgen` made it bears no real date.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_PART).file_size > _LARGEST:
                return None
            data = archive.read(_PART)
        if b"<!DOCTYPE" in data:
            return None
        root = ElementTree.fromstring(data)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, ElementTree.ParseError):
        return None  # nothing is known, and whoever reads the workbook tells what is wrong with it
    created, modified = (root.findtext(f"{_TERMS}{name}", "") for name in ("created", "modified"))
    if root.findtext(_CREATOR, "") == "rapportgen" and created == modified:
        return None
    return _day(modified)


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment.strip()[:10])
    except ValueError:
        return None
