"""Zip bytes that depend on nothing but their contents.

Members that no report changes are packed once, when the template is compiled; a report appends its own. A block of
packed members may be left out for another: the lines of the directory that come after it are moved.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from struct import pack, pack_into, unpack_from
from typing import TYPE_CHECKING, TypeAlias

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.seal import seal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

QUICK = 2  # how hard to pack what is packed for every report
_SMALL_WINDOW = 14
_FITS_IN_SMALL = (1 << _SMALL_WINDOW) - 512
"""Up to so many bytes are packed to the same with a small window: zlib looks back through all but its last 262 bytes.
Most members of a report are small, and making such a window takes less than half the time."""
_REMEMBERED = 64  # how many small members
_UNPACKED = 1 << 20  # how many bytes are unpacked at a time
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


class Packed(NamedTuple):
    """The content of a member as it stands in the file, with the checksum and the size of what it unpacks to."""

    body: bytes
    checksum: int
    size: int


Content: TypeAlias = "bytes | Packed"
"""What a member holds: as it is, or packed before when it is too long to be kept."""


class Packer:
    """Packs the content of a member as it comes. The bytes do not depend on how it is divided."""

    def __init__(self, level: int = QUICK, window: int = zlib.MAX_WBITS) -> None:
        self._packer = zlib.compressobj(level, zlib.DEFLATED, -window)
        self._packed: list[bytes] = []
        self._checksum = self._size = 0

    def add(self, data: bytes) -> None:
        """The next piece of the content."""
        self._packed.append(self._packer.compress(data))
        self._checksum = zlib.crc32(data, self._checksum)
        self._size += len(data)

    def packed(self) -> Packed:
        """All of it. Nothing can be added after that."""
        return Packed(b"".join([*self._packed, self._packer.flush()]), self._checksum, self._size)


def pieces_of(content: Content) -> Iterator[bytes]:
    """The content of a member: at once, or piece by piece when it was too long to be kept."""
    if isinstance(content, bytes):
        yield content
        return
    unpacker, rest = zlib.decompressobj(-15), content.body
    while rest:
        yield unpacker.decompress(rest, _UNPACKED)
        rest = unpacker.unconsumed_tail
    yield unpacker.flush()


def deflated(content: Content, level: int = QUICK) -> Packed:
    """The content of a member, packed; what was packed before stays as it is."""
    if isinstance(content, Packed):
        return content
    if len(content) <= _FITS_IN_SMALL:
        return _packed_small(content, level)
    packer = Packer(level)
    packer.add(content)
    return packer.packed()


@lru_cache(maxsize=_REMEMBERED)
def _packed_small(content: bytes, level: int) -> Packed:
    """A small member, packed. Most are, to the byte, those of the report before, such as its headers and lists."""
    packer = Packer(level, _SMALL_WINDOW)
    packer.add(content)
    return packer.packed()


def prepare(members: Iterable[tuple[str, bytes]], start: int = 0, level: int = 9) -> Prepared:
    """Pack members to stand `start` bytes into a file; as tightly as possible, when `level` does not say otherwise."""
    body, directory, known = bytearray(), bytearray(), []
    for name, data in members:
        content = deflated(data, level)
        local, central = _records(name, content, start + len(body))
        body += local
        body += content.body
        directory += central
        known.append((name, content.checksum, content.size))
    return Prepared(bytes(body), bytes(directory), tuple(known), start)


def finish(blocks: Sequence[Prepared], members: Sequence[tuple[str, Content]]) -> bytes:
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
    for index, (name, data) in enumerate(members, 1):
        content = deflated(data)
        known.append((name, content.checksum, content.size))
        local, central = _records(name, content, offset, seal_of(known) if index == len(members) else b"")
        chunks += (local, content.body)
        directory.append(central)
        offset += len(local) + len(content.body)
    return b"".join([*chunks, *directory, _end(len(known), sum(map(len, directory)), offset)])


def packed(first: Prepared, members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file without a seal: a prepared block, then `members`."""
    rest = prepare(members, len(first.body), QUICK)
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


def _records(name: str, content: Packed, offset: int, extra: bytes = b"") -> tuple[bytes, bytes]:
    """What stands before a member's content, and its line in the directory (which alone carries `extra`)."""
    raw_name = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    sizes = content.checksum, len(content.body), content.size
    common = pack("<4H3L", flags, _DEFLATED, 0, _1980_01_01, *sizes)
    local = pack("<4sH", b"PK\3\4", 20) + common + pack("<2H", len(raw_name), 0) + raw_name
    central = pack("<4s2BH", b"PK\1\2", 20, _MADE_ON_UNIX, 20) + common
    central += pack("<5H2L", len(raw_name), len(extra), 0, 0, 0, _FILE_MODE, offset) + raw_name + extra
    return local, central
