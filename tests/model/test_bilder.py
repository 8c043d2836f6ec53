"""Pictures told from their bytes."""

from __future__ import annotations

import io
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rapportgen.model.bilder import PictureError, read_picture


def picture(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """A real picture of this kind."""
    out = io.BytesIO()
    Image.new("RGB", size, "#1F4E79").save(out, kind, **options)
    return out.getvalue()


def turned(orientation: int) -> bytes:
    """A photo with a camera's note of how it was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture("JPEG", exif=exif)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpeg"),
        (picture("JPEG", progressive=True), "jpeg"),
        (picture("GIF"), "gif"),
        (picture("JPEG") + b"noe etter slutten", "jpeg"),
        (turned(1), "jpeg"),
    ],
)
def test_kind_and_size(data: bytes, kind: str) -> None:
    found = read_picture(data)
    assert (found.kind, found.width, found.height, found.turned) == (kind, 40, 30, False)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photo_stored_on_its_side_is_noticed(orientation: int) -> None:
    assert read_picture(turned(orientation)).turned


PNG = picture("PNG")
BOMB = PNG[:16] + struct.pack(">II", 60_000, 60_000) + PNG[24:]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "er tomt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "er verken PNG, JPEG eller GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "er verken PNG, JPEG eller GIF"),
        (PNG[:40], "er skadet eller avkuttet"),
        (PNG[:-12], "er skadet eller avkuttet"),
        (PNG[:16] + bytes(8) + PNG[24:], "er skadet: det har ingen størrelse"),
        (BOMB, "har for mange bildepunkter (60000 × 60000)"),
        (picture("JPEG")[:200], "er skadet eller avkuttet"),
        (picture("GIF")[:20], "er skadet eller avkuttet"),
        (b"\xff\xd8\xff\xe0\x00\x02\xff\xda\xff\xd9", "er skadet: det har ingen størrelse"),
    ],
)
def test_what_cannot_be_shown(data: bytes, why: str) -> None:
    with pytest.raises(PictureError) as caught:
        read_picture(data)
    assert str(caught.value) == why


@given(st.sampled_from(["PNG", "JPEG", "GIF"]), st.data())
def test_no_damage_makes_it_fail_in_another_way(kind: str, data: st.DataObject) -> None:
    content = bytearray(picture(kind))
    for _ in range(3):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(PictureError):
        found = read_picture(bytes(content[: data.draw(st.integers(0, len(content)))]))
        assert min(found.width, found.height) > 0
