"""Zip bytes that depend on nothing but their contents.

Members that no report changes are packed once, when the template is compiled; a report appends its own. A block of
packed members may be left out for another: the lines of the directory that come after it are moved.
"""

from __future__ import annotations

import zlib
from struct import pack, pack_into, unpack_from
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.word.seal import seal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

QUICK = 2  # how hard to pack what is packed for every report
_DEFLATED = 8
_UTF8_NAME = 0x800
_1980_01_01 = 0x21
_MADE_ON_UNIX = 3
_FILE_MODE = 0o644 << 16
_LINE, _LENGTHS_AT, _OFFSET_AT = 46, 28, 42  # a line of the directory: its fixed size, and what stands where in it


class Prepared(NamedTuple):
    """Members ready to stand in a zip file: their bytes, their directory, and (name, checksum, size) of each.

    The directory is right for a block that stands `start` bytes into the file.
    """

    body: bytes
    directory: bytes
    members: tuple[tuple[str, int, int], ...]
    start: int = 0


def prepare(members: Iterable[tuple[str, bytes]], start: int = 0, level: int = 9) -> Prepared:
    """Pack members to stand `start` bytes into a file; as tightly as possible, when `level` does not say otherwise."""
    body, directory, known = bytearray(), bytearray(), []
    for name, data in members:
        local, central = _member(name, data, start + len(body), level)
        body += local
        directory += central
        known.append((name, zlib.crc32(data), len(data)))
    return Prepared(bytes(body), bytes(directory), tuple(known), start)


def finish(blocks: Sequence[Prepared], members: Sequence[tuple[str, bytes]], level: int = QUICK) -> bytes:
    """The whole zip file: the prepared blocks, then `members`, the last of which carries the seal."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    known: list[tuple[str, int, int]] = []
    offset = 0
    for block in blocks:
        chunks.append(block.body)
        directory.append(_moved(block.directory, offset - block.start) if offset != block.start else block.directory)
        known += block.members
        offset += len(block.body)
    known += ((name, zlib.crc32(data), len(data)) for name, data in members)
    for index, (name, data) in enumerate(members, 1):
        extra = seal_of(known) if index == len(members) else b""
        local, central = _member(name, data, offset, level, extra)
        chunks.append(local)
        directory.append(central)
        offset += len(local)
    return b"".join([*chunks, *directory, _end(len(known), sum(map(len, directory)), offset)])


def packed(first: Prepared, members: Iterable[tuple[str, bytes]], level: int = QUICK) -> bytes:
    """A zip file without a seal: a prepared block, then `members`."""
    rest = prepare(members, len(first.body), level)
    body, directory = first.body + rest.body, first.directory + rest.directory
    return body + directory + _end(len(first.members) + len(rest.members), len(directory), len(body))


def _end(members: int, directory: int, offset: int) -> bytes:
    """The last record: how many members there are, how long the directory is and where it begins."""
    return pack("<4s4H2LH", b"PK\5\6", 0, 0, members, members, directory, offset, 0)


def _moved(directory: bytes, by: int) -> bytes:
    """The lines of a directory for members that stand `by` bytes further on."""
    lines, at = bytearray(directory), 0
    while at < len(lines):
        (offset,) = unpack_from("<L", lines, at + _OFFSET_AT)
        pack_into("<L", lines, at + _OFFSET_AT, offset + by)
        at += _LINE + sum(unpack_from("<3H", lines, at + _LENGTHS_AT))
    return bytes(lines)


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
