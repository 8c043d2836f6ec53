"""Zip bytes that depend on nothing but their contents.

Members that no report changes are packed once, when the template is compiled; a report appends its own.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFLATED = 8
_UTF8_NAME = 0x800
_1980_01_01 = 0x21
_MADE_ON_UNIX = 3
_FILE_MODE = 0o644 << 16


class Prepared(NamedTuple):
    """Members ready to stand first in a zip file: their bytes, their directory lines, their number."""

    body: bytes
    directory: bytes
    count: int


def prepare(members: Iterable[tuple[str, bytes]]) -> Prepared:
    """Pack members once, as tightly as possible."""
    body, directory, count = bytearray(), bytearray(), 0
    for name, data in members:
        local, central = _member(name, data, len(body), level=9)
        body += local
        directory += central
        count += 1
    return Prepared(bytes(body), bytes(directory), count)


def finish(prepared: Prepared, members: Iterable[tuple[str, bytes]], level: int = 2) -> bytes:
    """The whole zip file: the prepared members, then `members`."""
    chunks, directory = [prepared.body], [prepared.directory]
    offset, count = len(prepared.body), prepared.count
    for name, data in members:
        local, central = _member(name, data, offset, level)
        chunks.append(local)
        directory.append(central)
        offset += len(local)
        count += 1
    directory_bytes = b"".join(directory)
    end = pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory_bytes), offset, 0)
    return b"".join([*chunks, directory_bytes, end])


def _member(name: str, data: bytes, offset: int, level: int) -> tuple[bytes, bytes]:
    """The local record of a member, and its line in the directory."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    raw_name = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    common = pack("<4H3L", flags, _DEFLATED, 0, _1980_01_01, zlib.crc32(data), len(packed), len(data))
    local = pack("<4sH", b"PK\3\4", 20) + common + pack("<2H", len(raw_name), 0) + raw_name + packed
    central = pack("<4s2BH", b"PK\1\2", 20, _MADE_ON_UNIX, 20) + common
    central += pack("<5H2L", len(raw_name), 0, 0, 0, 0, _FILE_MODE, offset) + raw_name
    return local, central
