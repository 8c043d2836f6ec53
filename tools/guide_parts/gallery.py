"""The pictures of the guide: each example as a template and as a report, the first template, and a marked one."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guide_parts.pages import FOLDER, FRONT, PICTURES
from guide_parts.pictures import draw
from guide_parts.samples import SAMPLES, USUAL
from guide_parts.templates import example_path, examples
from guide_parts.walk import TEMPLATE, WORKBOOK, walk
from rapportgen.pipeline import make_report

if TYPE_CHECKING:
    from guide_parts.pages import Block

FIRST, MARKED = "foerste", "merket"
_DAY = date(2024, 6, 30)


def picture_path(name: str, what: str) -> Path:
    """Where a picture stands: of the template («mal») or of the report («rapport») of an example."""
    return PICTURES / f"maler-{name}-{what}.png"


def draw_all(names: list[str]) -> None:
    """Draw the pictures of these examples; without names, all there are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = [block for block in examples() if not names or block.name in names]
        documents = {}
        for block in wanted:
            documents |= _of_example(block, folder)
        if not names or FIRST in names:
            documents |= _of_first(folder)
        if documents:
            draw(documents)
        if not names or MARKED in names:
            _draw_marked(folder)


def _of_example(block: Block, folder: Path) -> dict[Path, Path]:
    """The template and report of an example, each with the picture to make of it."""
    template, report = folder / f"{block.name}-mal.docx", folder / f"{block.name}-rapport.docx"
    shutil.copyfile(example_path(block), template)
    book = SAMPLES / f"{block.options.get('bok', USUAL)}.xlsx"
    make_report(example_path(block), book, out=report, dato=_DAY)
    return {template: picture_path(block.name, "mal"), report: picture_path(block.name, "rapport")}


def _of_first(folder: Path) -> dict[Path, Path]:
    """The first template of the front page, before and after, and its report."""
    place = folder / FIRST
    place.mkdir()
    for block, _ in walk(FRONT, place):
        if "mal kopi" in block.text:
            shutil.copyfile(place / TEMPLATE, folder / f"{FIRST}-kopi.docx")
    shutil.copyfile(place / TEMPLATE, folder / f"{FIRST}-mal.docx")
    report = folder / f"{FIRST}-rapport.docx"
    make_report(place / TEMPLATE, place / WORKBOOK, out=report, dato=_DAY)
    kinds = ("kopi", "mal", "rapport")
    return {folder / f"{FIRST}-{kind}.docx": picture_path(FIRST, kind) for kind in kinds}


def _draw_marked(folder: Path) -> None:
    """A template with the comments that `mal sjekk --merk` puts in it."""
    place = folder / MARKED
    place.mkdir()
    for _ in walk(FOLDER / "feil.md", place):
        pass
    draw({place / "minmal-merket.docx": picture_path(MARKED, "mal")}, comments=True)
