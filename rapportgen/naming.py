"""What a report is called, on its front and on the disk, and where it goes."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import ReportError

if TYPE_CHECKING:
    from rapportgen.model.perioder import Periode


def report_title(own: str, name: str, period: Periode) -> str:
    """The title of the report: the template's own, else its name in words; a tertial gives a «Tertialrapport»."""
    title = own or _in_words(name)
    return title.replace("Kvartals", "Tertial") if period.slag == "tertial" else title


def document_title(own: str, name: str, wanted: str) -> str:
    """The title of a document about no quarter: «Dokumenttittel» of the workbook, when it names such a document.

    A workbook has one «Dokumenttittel» and gives several documents: «Gjennomføringsplan helse og omsorg» is the title
    of a «Gjennomføringsplan», and not of a «Sluttrapport». A template without a title of its own takes it as it is.
    """
    return wanted if wanted and own.casefold() in wanted.casefold() else own or _in_words(name)


def _in_words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def target_of(out: Path | None, name: str, sources: tuple[Path, ...], period: Periode | None, label: str = "") -> Path:
    """Where the report goes; `label` stands in its name in place of the workbook's.

    Raises ReportError when that is one of the files it is made from.
    """
    if out is not None and out.suffix.lower() == ".docx" and not out.is_dir():
        target = out
    else:
        target = (out or Path()) / report_name(name, sources[0], period, label)
    if any(target.resolve() == source.resolve() for source in sources):
        raise ReportError(
            f"{target}: Rapporten ville skrevet over malen eller arbeidsboken. Velg et annet navn med -o."
        )
    return target


def report_name(template: str, workbook_path: Path, period: Periode | None, label: str = "") -> str:
    """The file name of a report: kvartalsrapport-moskenes-2024-2q.docx, or mandat-moskenes.docx when it is about no
    quarter. A `label` stands in place of the workbook's name. At most 200 bytes, which any disk takes.
    """
    about = f"{_cut(template, 80)}-{_cut(label or workbook_path.stem, 100)}"
    if period is None:
        return f"{about}.docx"
    letter = {"kvartal": "q", "tertial": "t", "halvaar": "h"}.get(period.slag)
    when = f"{period.aar}-{period.nummer}{letter}" if letter else str(period.aar)
    return f"{about}-{when}.docx"


def _cut(name: str, most: int) -> str:
    """`name` in at most `most` bytes; a number at the end keeps two long names apart."""
    data = os.fsencode(name)
    if len(data) <= most:
        return name
    return f"{data[: most - 9].decode('utf-8', 'ignore').rstrip()}~{zlib.crc32(data):08x}"
