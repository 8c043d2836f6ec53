"""Pictures of Word pages: LibreOffice prints them, pdftoppm draws them, and the empty paper around is cut off."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageOps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DPI = 110
MOST_BYTES = 60_000
_AIR, _COLOURS = 14, 48
_MARGINS = (round(2.5 / 2.54 * DPI), round((21 - 2.5) / 2.54 * DPI))  # where the text of a page begins and ends
_WITH_COMMENTS = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'
_PAPER, _EDGE = "#FFFFFF", "#BFC9D6"


def draw(documents: Mapping[Path, Path], *, comments: bool = False, pages: int = 1) -> None:
    """Draw the first page of each Word file into a PNG file; with `comments` those of reviewers beside the text.

    With more `pages` they stand below one another. Raises CalledProcessError when a program fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        printed = _printed(list(documents), Path(folder), comments=comments)
        for source, target in documents.items():
            _write(_joined(_drawn(printed[source], pages)), target)


def _printed(sources: Sequence[Path], folder: Path, *, comments: bool) -> dict[Path, Path]:
    """The PDFs of Word files, by their paths; files of the same name would be taken for one another."""
    profile, kind = (folder / "profile").as_uri(), _WITH_COMMENTS if comments else "pdf"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True)
    return {source: folder / f"{source.stem}.pdf" for source in sources}


def _drawn(pdf: Path, pages: int) -> list[Image.Image]:
    start = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(DPI), "-l", str(pages), "-png", str(pdf), str(start)], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def _joined(images: list[Image.Image]) -> Image.Image:
    """The content of the pages with a little air around, below one another."""
    cut = [_cut(image) for image in images]
    whole = Image.new("RGB", (max(one.width for one in cut), sum(one.height for one in cut)), _PAPER)
    top = 0
    for one in cut:
        whole.paste(one, (0, top))
        top += one.height
    return whole


def _cut(image: Image.Image) -> Image.Image:
    box = ImageChops.difference(image, Image.new("RGB", image.size, _PAPER)).getbbox() or (0, 0, *image.size)
    left, top, right, bottom = min(box[0], _MARGINS[0]), box[1], max(box[2], _MARGINS[1]), box[3]
    kept = image.crop((max(left - _AIR, 0), max(top - _AIR, 0), right + _AIR, bottom + _AIR))
    return ImageOps.expand(kept, 1, _EDGE)


def _write(image: Image.Image, target: Path) -> None:
    """Save with few colours, fewer still when the file would be too large."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for colours in (_COLOURS, 24, 12):
        image.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            return
