"""Notes that pictures carry, and reports do not."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from rapportgen.model.bildenotater import PNG_START, without_notes
from rapportgen.model.bilder import read_picture


def _png() -> bytes:
    notes, out = PngImagePlugin.PngInfo(), io.BytesIO()
    notes.add_text("Author", "HEMMELIG")
    notes.add_itxt("XML:com.adobe.xmp", "HEMMELIG")
    Image.new("RGB", (40, 30), "#1F4E79").save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def _jpeg(held: int = 1) -> bytes:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x013B] = held, "HEMMELIG"
    Image.new("RGB", (40, 30), "#1F4E79").save(out, "JPEG", exif=exif, comment=b"HEMMELIG", icc_profile=b"profil")
    return out.getvalue()


@pytest.mark.parametrize("data", [_png(), _jpeg(), _jpeg(6)])
def test_notes_go_and_the_picture_stays(data: bytes) -> None:
    clean = without_notes(data)
    assert b"HEMMELIG" in data
    assert b"HEMMELIG" not in clean
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(clean))
    assert before.tobytes() == after.tobytes()
    assert before.info.get("icc_profile") == after.info.get("icc_profile")
    assert read_picture(data).data == clean == without_notes(clean)


@pytest.mark.parametrize("held", [1, 3, 6, 8])
def test_how_the_camera_was_held_is_still_known(held: int) -> None:
    clean = without_notes(_jpeg(held))
    assert Image.open(io.BytesIO(clean)).getexif().get(0x0112, 1) == held
    assert read_picture(_jpeg(held)).turned == read_picture(clean).turned


@given(st.sampled_from([PNG_START, b"\xff\xd8\xff"]), st.binary(max_size=60))
def test_what_is_no_picture_does_no_harm(start: bytes, rest: bytes) -> None:
    assert isinstance(without_notes(start + rest), bytes)
