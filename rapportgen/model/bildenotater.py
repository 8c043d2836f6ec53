"""What cameras and drawing programs write into a picture besides the picture: places, names, times, comments.

None of it is seen, and all of it would travel in a report. The picture itself is not touched: its pixels, its colour
profile and how it is to be turned stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
_NOTES_OF_PNG = frozenset([b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"])
_NOTES_OF_JPEG = frozenset([0xE1, 0xED, 0xFE])  # Exif and XMP, Photoshop's, a comment
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112


def without_notes(data: bytes) -> bytes:
    """The picture without its notes; as it is when it is no whole PNG or JPEG."""
    try:
        if data.startswith(PNG_START):
            return _png(data)
        return _jpeg(data) if data.startswith(JPEG_START) else data
    except IndexError:
        return data


def orientation(exif: bytes) -> int:
    """How a camera was held, by its notes: 1 for upright, 2–8 for turned or mirrored; 0 when they do not say."""

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], "little" if exif[:2] == b"II" else "big")

    directory = number(4, 4)
    for entry in range(min(number(directory, 2), 100)):
        at = directory + 2 + 12 * entry
        if number(at, 2) == _ORIENTATION:
            return number(at + 8, 2)
    return 0


def _png(data: bytes) -> bytes:
    """A PNG is a row of chunks: length, name, content and checksum."""
    out, at = [PNG_START], len(PNG_START)
    while at + 12 <= len(data):
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        if name not in _NOTES_OF_PNG:
            out.append(data[at:end])
        if name == b"IEND":
            return b"".join(out)
        at = end
    return data


def _jpeg(data: bytes) -> bytes:
    out, end = [data[:2]], 2
    for marker, at, end in segments(data):
        if marker not in _NOTES_OF_JPEG:
            out.append(data[at:end])
        elif marker == 0xE1 and data.startswith(_EXIF, at + 4) and orientation(data[at + 10 : end]) > 1:
            out.append(_only_orientation(orientation(data[at + 10 : end])))
    return b"".join([*out, data[end:]])


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments of a JPEG before the image itself: their markers, where they begin and where they end.

    What a segment holds stands after its marker and its length, which take four bytes.
    """
    at = 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        marker = data[at + 1]
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:  # fill, and markers without a segment
            end = at + (1 if marker == 0xFF else 2)
        else:
            end = at + 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
        yield marker, at, end
        at = end


def _only_orientation(value: int) -> bytes:
    """The notes of a camera that say how it was held, and nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\0\3\0\0\0\1" + min(value, 8).to_bytes(2, "big") + b"\0\0"
    exif = _EXIF + b"MM\0\x2a\0\0\0\x08\0\1" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
