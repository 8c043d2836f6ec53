"""Whether a report is still as rapportgen wrote it.

The last line of a report's zip directory carries a seal: a digest of the names, sizes and checksums of all members.
Word, and any other program that saves the file, writes a directory of its own without it.
"""

from __future__ import annotations

import zipfile
from hashlib import blake2b
from struct import pack, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FIELD = 0x6772  # «rg», a number no registered extra field has
_SIZE = 16


def seal_of(members: Iterable[tuple[str, int, int]]) -> bytes:
    """The extra field for members given as (name, checksum, size)."""
    digest = blake2b(digest_size=_SIZE)
    for name, checksum, size in members:
        digest.update(f"{name}\0{checksum}\0{size}\n".encode())
    return pack("<2H", _FIELD, _SIZE) + digest.digest()


def is_untouched(path: Path) -> bool:
    """Whether the file is a report of ours that nobody has saved again."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if archive.testzip() is not None:
                return False
    except Exception:  # noqa: BLE001 - a file that is no whole zip file is not as we wrote it
        return False
    members = [(info.filename, info.CRC, info.file_size) for info in infos]
    return bool(infos) and _seal_in(infos[-1].extra) == seal_of(members)


def _seal_in(extra: bytes) -> bytes:
    position = 0
    while position + 4 <= len(extra):
        kind, size = unpack_from("<2H", extra, position)
        if kind == _FIELD:
            return extra[position : position + 4 + size]
        position += 4 + size
    return b""
