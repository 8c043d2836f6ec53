"""Pictures of Word pages: LibreOffice prints them, pdftoppm draws them, and the empty paper around is cut off."""

from __future__ import annotations

import subprocess
import tempfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops, ImageOps

from guide_parts.balloons import with_balloons

if TYPE_CHECKING:
    from collections.abc import Sequence

DPI = 110
MOST_BYTES = 60_000
_AIR, _GAP, _COLOURS = 14, 90, (48, 24, 12)
_MARGINS = (round(2.5 / 2.54 * DPI), round((21 - 2.5) / 2.54 * DPI))  # where the text of a page begins and ends
_PAPER, _EDGE = "#FFFFFF", "#BFC9D6"
_COMMENTS = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


class Shot(NamedTuple):
    """A Word file, the PNG file to draw it into, and which pages: numbers from 1, or -1 for the last.

    No more than `most` pixels of its height are drawn, the upper ones; 0 is all of it.
    """

    source: Path
    target: Path
    pages: tuple[int, ...] = (1,)
    most: int = 0


def draw(shots: Sequence[Shot]) -> None:
    """Draw all of them, comments in the margin. Two sources with one name would be taken for one another.

    Raises CalledProcessError when LibreOffice or pdftoppm fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        printed = _printed([shot.source for shot in shots], Path(folder))
        for shot, pdf in zip(shots, printed, strict=True):
            images = _drawn(pdf)
            chosen = [images[page - 1 if page > 0 else page] for page in shot.pages if page <= len(images)]
            _write(_joined(chosen, shot.most), shot.target)


def _printed(sources: Sequence[Path], folder: Path) -> list[Path]:
    """The PDFs of Word files."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", _COMMENTS]
    subprocess.run([*command, "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True)
    return [folder / f"{source.stem}.pdf" for source in sources]


def _drawn(pdf: Path) -> list[Image.Image]:
    """All pages, with the comments beside the text."""
    start = pdf.with_suffix("")
    command = ["pdftoppm", "-r", str(DPI), "-hide-annotations", "-png", str(pdf), str(start)]
    subprocess.run(command, check=True, capture_output=True)
    images = [Image.open(path).convert("RGB") for path in sorted(pdf.parent.glob(f"{pdf.stem}-[0-9]*.png"))]
    return with_balloons(images, pdf, DPI)


def _joined(images: Sequence[Image.Image], most: int) -> Image.Image:
    """The content of the pages with a little air around, below one another."""
    return _stacked([_cut(image, most) for image in images])


def _cut(image: Image.Image, most: int) -> Image.Image:
    box = ImageChops.difference(image, Image.new("RGB", image.size, _PAPER)).getbbox() or (0, 0, *image.size)
    left, top, right, bottom = min(box[0], _MARGINS[0]), box[1], max(box[2], _MARGINS[1]), box[3]
    bottom = min(bottom, top + most) if most else bottom
    kept = image.crop((max(left - _AIR, 0), max(top - _AIR, 0), min(right + _AIR, image.width), bottom + _AIR))
    return ImageOps.expand(_without_gaps(kept), 1, _EDGE)


def _without_gaps(image: Image.Image) -> Image.Image:
    """The picture without the empty paper between a short text and its footnotes."""
    ink = ImageChops.difference(image, Image.new("RGB", image.size, _PAPER)).convert("L")
    inked = [bool(ink.crop((0, row, ink.width, row + 1)).getbbox()) for row in range(ink.height)]
    bands, top = [], 0
    for is_inked, rows in groupby(inked):
        height = len(list(rows))
        bands.append(image.crop((0, top, image.width, top + (height if is_inked else min(height, _GAP)))))
        top += height
    return _stacked(bands)


def _stacked(images: Sequence[Image.Image]) -> Image.Image:
    """The pictures below one another."""
    whole = Image.new("RGB", (max(one.width for one in images), sum(one.height for one in images)), _PAPER)
    top = 0
    for one in images:
        whole.paste(one, (0, top))
        top += one.height
    return whole


def _write(image: Image.Image, target: Path) -> None:
    """Save with few colours, fewer still when the file would be too large."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for colours in _COLOURS:
        image.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            return
