"""The pictures of the guide: each example as a template and as a report, the first template, and a marked one."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guide_parts.pages import FOLDER, FRONT, PICTURES
from guide_parts.pictures import Shot, draw
from guide_parts.samples import SAMPLES, USUAL
from guide_parts.templates import example_path, examples
from guide_parts.walk import TEMPLATE, WORKBOOK, walk
from rapportgen.pipeline import make_report

if TYPE_CHECKING:
    from guide_parts.pages import Block

FIRST, MARKED = "foerste", "merket"
_DAY = date(2024, 6, 30)
_TOP = 560  # how much of a page shows what a template is like, in pixels


def picture_path(name: str, what: str) -> Path:
    """Where a picture stands: of the template («mal») or of the report («rapport») of an example."""
    return PICTURES / f"maler-{name}-{what}.png"


def draw_all(names: list[str]) -> None:
    """Draw the pictures of these examples; without names, all there are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shots = [
            shot for block in examples() if not names or block.name in names for shot in _of_example(block, folder)
        ]
        for own, made in ((FIRST, _of_first), (MARKED, _of_marked)):
            if not names or own in names:
                shots += made(folder)
        draw(shots)


def _of_example(block: Block, folder: Path) -> list[Shot]:
    """The template and the report of an example."""
    template, report = folder / f"{block.name}-mal.docx", folder / f"{block.name}-rapport.docx"
    shutil.copyfile(example_path(block), template)
    book = SAMPLES / f"{block.options.get('bok', USUAL)}.xlsx"
    make_report(template, book, out=report, dato=_DAY)
    return [Shot(template, picture_path(block.name, "mal")), Shot(report, picture_path(block.name, "rapport"))]


def _of_first(folder: Path) -> list[Shot]:
    """The first template of the front page: as it is copied, what the reader adds at its end, and the report."""
    place = folder / FIRST
    place.mkdir()
    copied, template, report = (folder / f"{FIRST}-{kind}.docx" for kind in ("kopi", "mal", "rapport"))
    for block, _ in walk(FRONT, place):
        if "mal kopi" in block.text:
            shutil.copyfile(place / TEMPLATE, copied)
    shutil.copyfile(place / TEMPLATE, template)
    make_report(template, place / WORKBOOK, out=report, dato=_DAY)
    return [
        Shot(copied, picture_path(FIRST, "kopi"), most=_TOP),
        Shot(template, picture_path(FIRST, "mal"), pages=(-1,)),
        Shot(report, picture_path(FIRST, "rapport"), pages=(1, 2)),
    ]


def _of_marked(folder: Path) -> list[Shot]:
    """A template with the comments that `mal sjekk --merk` puts in it."""
    place = folder / MARKED
    place.mkdir()
    for _ in walk(FOLDER / "feil.md", place):
        pass
    return [Shot(place / "minmal-merket.docx", picture_path(MARKED, "mal"))]
