"""Zip bytes that depend on nothing but their contents.

Members that no report changes are packed once, when the template is compiled; a report appends its own.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.word.seal import seal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DEFLATED = 8
_UTF8_NAME = 0x800
_1980_01_01 = 0x21
_MADE_ON_UNIX = 3
_FILE_MODE = 0o644 << 16


class Prepared(NamedTuple):
    """Members ready to stand first in a zip file: their bytes, their directory, and (name, checksum, size) of each."""

    body: bytes
    directory: bytes
    members: tuple[tuple[str, int, int], ...]


def prepare(members: Iterable[tuple[str, bytes]]) -> Prepared:
    """Pack members once, as tightly as possible."""
    body, directory, known = bytearray(), bytearray(), []
    for name, data in members:
        local, central = _member(name, data, len(body), level=9)
        body += local
        directory += central
        known.append((name, zlib.crc32(data), len(data)))
    return Prepared(bytes(body), bytes(directory), tuple(known))


def finish(prepared: Prepared, members: Sequence[tuple[str, bytes]], level: int = 2) -> bytes:
    """The whole zip file: the prepared members, then `members`, the last of which carries the seal."""
    chunks, directory = [prepared.body], [prepared.directory]
    offset = len(prepared.body)
    known = [*prepared.members, *((name, zlib.crc32(data), len(data)) for name, data in members)]
    for index, (name, data) in enumerate(members, 1):
        extra = seal_of(known) if index == len(members) else b""
        local, central = _member(name, data, offset, level, extra)
        chunks.append(local)
        directory.append(central)
        offset += len(local)
    lines = b"".join(directory)
    end = pack("<4s4H2LH", b"PK\5\6", 0, 0, len(known), len(known), len(lines), offset, 0)
    return b"".join([*chunks, lines, end])


def _member(name: str, data: bytes, offset: int, level: int, extra: bytes = b"") -> tuple[bytes, bytes]:
    """The local record of a member, and its line in the directory (which alone carries `extra`)."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    raw_name = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    common = pack("<4H3L", flags, _DEFLATED, 0, _1980_01_01, zlib.crc32(data), len(packed), len(data))
    local = pack("<4sH", b"PK\3\4", 20) + common + pack("<2H", len(raw_name), 0) + raw_name + packed
    central = pack("<4s2BH", b"PK\1\2", 20, _MADE_ON_UNIX, 20) + common
    central += pack("<5H2L", len(raw_name), len(extra), 0, 0, 0, _FILE_MODE, offset) + raw_name + extra
    return local, central
