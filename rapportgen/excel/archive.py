"""Writing a workbook's package: the same bytes for the same members, and a file that is whole or absent."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import RapportgenError, os_reason, shortened_path
from rapportgen.whole import sweep_once, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

# The earliest time a zip member can have. A real clock would make two equal workbooks differ.
_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def write_package(path: str | Path, members: Mapping[str, bytes]) -> None:
    """Write `members` as the package `path`, whole or not at all.

    The folder is made when it is not there. Raises RapportgenError when the file cannot be written; nothing is then
    left.
    """
    target = Path(path)
    try:
        sweep_once(target.parent)
        write_whole(target, packed(members))
    except OSError as error:
        raise RapportgenError(
            f"{shortened_path(target)}: Filen kan ikke skrives ({os_reason(error)}). Velg et annet navn eller sted."
        ) from error


def packed(members: Mapping[str, bytes]) -> bytes:
    """`members` as a package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for member in _in_package_order(members):
            package.writestr(_entry(member), members[member])
    return buffer.getvalue()


def _in_package_order(members: Mapping[str, bytes]) -> list[str]:
    """The content types first, as some readers expect; the rest as they came."""
    return [*(m for m in _FIRST if m in members), *(m for m in members if m not in _FIRST)]


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
