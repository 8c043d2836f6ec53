"""What an Office file says of itself: its title, who made it, and when somebody last saved it.

Copying and mailing a file change nothing of this.
"""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from rapportgen.model.oversikt import TITTEL
from rapportgen.naming import is_overview_name

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

PROPERTIES = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
_ELEMENTS = "{http://purl.org/dc/elements/1.1/}"
_ABOUT = ("title", "subject")
_LARGEST = 1 << 20


def last_saved(path: Path) -> date | None:
    """The day the workbook was last saved; None when it does not say.

    A workbook that nobody has saved since `rapportgen` made it bears no real date.
    """
    return _last_saved(_properties(path))


def last_saved_by(properties: bytes) -> date | None:
    """The same by the properties of a workbook that has been read."""
    return _last_saved(_parsed(properties))


def _last_saved(said: ElementTree.Element | None) -> date | None:
    if said is None or _is_as_made(said):
        return None  # nothing is known, and whoever reads the workbook tells what is wrong with it
    return _day(said.findtext(f"{_TERMS}modified", ""))


def is_as_made(path: Path) -> bool:
    """Whether the workbook can be read, and nobody has saved it since `rapportgen` made it."""
    said = _properties(path)
    return said is not None and _is_as_made(said)


def is_about_the_same(one: Path | IO[bytes], other: Path | IO[bytes]) -> bool:
    """Whether two documents say that they have the same title and are about the same: editions of one report."""
    said = [_properties(file) for file in (one, other)]
    about = [[found.findtext(f"{_ELEMENTS}{name}", "") for name in _ABOUT] for found in said if found is not None]
    return len(about) == 2 and about[0] == about[1]


def is_overview(path: Path) -> bool:
    """Whether the file is the overview of a batch, be it changed since or not: it has the name, and says so itself."""
    if not is_overview_name(path.name):
        return False
    said = _properties(path)
    return said is not None and said.findtext(f"{_ELEMENTS}title", "") == TITTEL


def _properties(file: Path | IO[bytes]) -> ElementTree.Element | None:
    """The file's own properties; None when they cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.getinfo(PROPERTIES).file_size > _LARGEST:
                return None
            return _parsed(archive.read(PROPERTIES))
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile):
        return None


def _parsed(data: bytes) -> ElementTree.Element | None:
    """The properties; None for what they never are."""
    try:
        return None if b"<!DOCTYPE" in data else ElementTree.fromstring(data)
    except (ValueError, ElementTree.ParseError):
        return None


def _is_as_made(said: ElementTree.Element) -> bool:
    created, modified = (said.findtext(f"{_TERMS}{name}", "") for name in ("created", "modified"))
    return said.findtext(f"{_ELEMENTS}creator", "") == "rapportgen" and created == modified


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment.strip()[:10])
    except ValueError:
        return None
