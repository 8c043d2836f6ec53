"""Pages as pictures: the right page, in its size, with its colours."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from rapportgen.errors import OfficeError
from rapportgen.word.office.pdf_images import MOST_DOTS, PageImages
from tests.word.pdfs import pdf_with

A4 = (595.3, 841.9)


def picture(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("points", "dots"),
    [
        (A4, (1191, 1684)),
        ((841.9, 595.3), (1684, 1191)),
        ((100.2, 50.4), (200, 101)),
        ((14_400, 7_200), (MOST_DOTS, MOST_DOTS // 2)),
        ((3, 3), (6, 6)),
    ],
)
def test_a_page_has_144_dots_to_the_inch_and_a_large_one_fewer(
    points: tuple[float, float], dots: tuple[int, int]
) -> None:
    images = PageImages(pdf_with([(points, "1 0 0")]))
    assert images.sizes == (dots,)
    assert picture(images.png(0)).size == dots


def test_each_page_is_its_own_and_in_order() -> None:
    images = PageImages(pdf_with([(A4, "1 0 0"), (A4, "0 0 1")]))
    assert len(images) == 2
    middle = (600, 800)
    assert [picture(images.png(page)).getpixel(middle) for page in (0, 1)] == [(255, 0, 0), (0, 0, 255)]


def test_the_same_page_gives_the_same_bytes_whoever_asks() -> None:
    images = PageImages(pdf_with([(A4, "0 1 0")] * 4))
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(images.png, [0, 1, 2, 3] * 3))
    assert len(made) == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6\n%%EOF\n", b"noe annet"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(OfficeError, match="kan ikke leses"):
        PageImages(data)
