"""Comments drawn beside the text, as Word shows them: LibreOffice prints only where they are and what they say."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FONT, _BOLD = "Carlito-Regular.ttf", "Carlito-Bold.ttf"
_SIZE, _LINE, _AIR, _WIDTH, _LETTERS = 15, 18, 10, 320, 46
_PAPER, _INK, _FILL, _EDGE, _AUTHOR = "#FFFFFF", "#1A1A1A", "#EAF1F8", "#2E75B6", "rapportgen"
_FROM_TEXT = 60  # how far to the right of the text the comments stand, in pixels


class Comment(NamedTuple):
    """Where a comment stands, in pixels from the upper left corner of the page, and its lines."""

    x: int
    y: int
    lines: list[str]


def with_balloons(images: list[Image.Image], pdf: Path, dpi: int) -> list[Image.Image]:
    """The pages, those with comments wider by a margin with them. A page without comments is as it was."""
    with pikepdf.open(pdf) as printed:
        found = [list(_comments(page, dpi)) for page in printed.pages]
    return [_page(image, comments) for image, comments in zip(images, found, strict=True)]


def _comments(page: pikepdf.Page, dpi: int) -> Iterator[Comment]:
    height = float(page.mediabox[3])
    for note in page.get("/Annots", ()):
        if note.get("/Subtype") == "/Text":
            x, _, _, top = (float(number) for number in note.Rect)
            lines = [part for line in str(note.Contents).splitlines() for part in textwrap.wrap(line, _LETTERS)]
            yield Comment(round(x / 72 * dpi), round((height - top) / 72 * dpi), lines)


def _page(image: Image.Image, comments: list[Comment]) -> Image.Image:
    if not comments:
        return image
    content = ImageChops.difference(image, Image.new("RGB", image.size, _PAPER)).getbbox() or (0, 0, 0, 0)
    left = min(content[2] + _FROM_TEXT, image.width)
    wide = Image.new("RGB", (left + _WIDTH, image.height), _PAPER)
    wide.paste(image.crop((0, 0, left, image.height)), (0, 0))
    draw, top = ImageDraw.Draw(wide), 0
    plain, bold = ImageFont.truetype(_FONT, _SIZE), ImageFont.truetype(_BOLD, _SIZE)
    for comment in sorted(comments, key=lambda one: one.y):
        top = max(top + _AIR, comment.y - _AIR)
        bottom = top + (len(comment.lines) + 1) * _LINE + _AIR
        middle = comment.y + _SIZE // 2
        draw.line([(comment.x, middle), (left - _AIR, middle), (left, top + _LINE)], _EDGE)
        draw.rounded_rectangle((left, top, wide.width - 1, bottom), 5, _FILL, _EDGE)
        draw.text((left + _AIR, top + _AIR // 2), _AUTHOR, _INK, bold)
        for number, line in enumerate(comment.lines, 1):
            draw.text((left + _AIR, top + _AIR // 2 + number * _LINE), line, _INK, plain)
        top = bottom
    return wide
