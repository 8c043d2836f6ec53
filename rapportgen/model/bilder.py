"""Pictures as bytes: what kind they are and how large, told from the bytes themselves and never from the name."""

from __future__ import annotations

from rapportgen.model.bildenotater import JPEG_START, PNG_START, orientation, segments, without_notes
from rapportgen.named import NamedTuple

PNG, JPEG, GIF = "png", "jpeg", "gif"
MAX_PIXELS = 100_000_000

_GIF_STARTS = (b"GIF87a", b"GIF89a")
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})  # among the frames of a JPEG, those that say something else than a size


class Picture(NamedTuple):
    """A picture of a kind that Word shows. `turned` says that a camera stored it on its side."""

    data: bytes
    kind: str
    width: int
    height: int
    turned: bool = False


class PictureError(ValueError):
    """Bytes that cannot be a picture in a report; the text says why, as the end of a sentence."""


def read_picture(data: bytes) -> Picture:
    """The picture in these bytes, without the notes of cameras.

    Raises PictureError for another format, a broken file and far too many pixels.
    """
    try:
        picture = _read(data)
    except (IndexError, StopIteration) as error:
        raise PictureError("er skadet eller avkuttet") from error
    if picture.width < 1 or picture.height < 1:
        raise PictureError("er skadet: det har ingen størrelse")
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureError(f"har for mange bildepunkter ({picture.width} × {picture.height})")
    return picture._replace(data=without_notes(data))


def _read(data: bytes) -> Picture:
    if data.startswith(PNG_START):
        return _png(data)
    if data.startswith(JPEG_START):
        return _jpeg(data)
    if data.startswith(_GIF_STARTS):
        if not data.rstrip(b"\0").endswith(b";"):
            raise PictureError("er skadet eller avkuttet")
        return Picture(data, GIF, int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))
    raise PictureError("er verken PNG, JPEG eller GIF" if data else "er tomt")


def _png(data: bytes) -> Picture:
    """A PNG is a row of chunks, each with its length first, from the head to the end."""
    if data[12:16] != b"IHDR":
        raise PictureError("er skadet: hodet mangler")
    at = len(PNG_START)
    has_image = False
    while data[at + 4 : at + 8] != b"IEND":
        has_image = has_image or data[at + 4 : at + 8] == b"IDAT"
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        if at + 12 > len(data):
            raise PictureError("er skadet eller avkuttet")
    if not has_image:
        raise PictureError("er skadet: det har ikke noe innhold")
    return Picture(data, PNG, int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))


def _jpeg(data: bytes) -> Picture:
    if b"\xff\xd9" not in data[-64_000:]:
        raise PictureError("er skadet eller avkuttet")
    turned = False
    for marker, at, end in segments(data):
        segment = data[at + 4 : end]
        if marker == 0xE1 and segment.startswith(b"Exif\0\0"):
            turned = orientation(segment[6:]) in range(3, 9)
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = int.from_bytes(segment[1:3], "big"), int.from_bytes(segment[3:5], "big")
            return Picture(data, JPEG, width, height, turned)
    raise PictureError("er skadet: det har ingen størrelse")
