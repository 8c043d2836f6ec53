"""What a report is called, on its front and on the disk, and where it goes."""

from __future__ import annotations

import os
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import ReportError
from rapportgen.model.henvisninger import without_references
from rapportgen.model.oppsett.filnavn import pieces_of
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from datetime import date

    from rapportgen.model.declare import Row
    from rapportgen.model.perioder import Periode


_UNSEEN = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
UNSEEN = pattern(f"[{_UNSEEN}]+")
"""Control characters, and those that turn the direction of text: no file name of ours has any."""
OVERVIEW = "oversikt"
"""The name of what a batch writes besides reports; one that somebody has changed stays, and the next gets a number."""
_OVERVIEWS = pattern(rf"{OVERVIEW}(?: \(\d+\))?\.(?:xlsx|docx)", re.IGNORECASE)


def whole_path(path: Path) -> Path:
    """The whole path, with links followed. One that goes in a ring stays as it is, where `resolve` raises."""
    return Path(os.path.realpath(path))


def own_path(path: Path) -> Path:
    """The whole path of a file or folder by its own name: links on the way are followed, and one that it is is not."""
    return whole_path(path) if path.name in ("", "..") else whole_path(path.parent) / path.name


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


def target_of(
    out: Path | None, name: str, sources: tuple[Path, ...], period: Periode | None, file_name: str = ""
) -> Path:
    """Where the report goes. Raises ReportError when that is one of the files it is made from.

    `file_name` is its name where `out` is no file; without one it is that of `report_name`.
    """
    if out is not None and out.suffix.lower() == ".docx" and not out.is_dir():
        target = out
    else:
        target = (out or Path()) / (file_name or report_name(name, sources[0], period))
    if whole_path(target) in map(whole_path, sources):
        raise ReportError(
            f"{target}: Rapporten ville skrevet over malen eller arbeidsboken. Velg et annet navn med -o."
        )
    return target


def report_name(template: str, workbook_path: Path, period: Periode | None, label: str = "") -> str:
    """The file name of a report: kvartalsrapport-moskenes-2024-2q.docx, or mandat-moskenes.docx when it is about no
    quarter. A `label` stands in place of the workbook's name. At most 200 bytes, which any disk takes. Signs that are
    not seen are replaced.
    """
    about = f"{_cut(seen(template), 80)}-{_cut(seen(label or workbook_path.stem), 100)}"
    return f"{about}.docx" if period is None else f"{about}-{_in_file_names(period)}.docx"


def name_by_pattern(
    pattern: str, template: str, workbook_path: Path, period: Periode | None, day: date, prosjekt: Row
) -> str:
    """The file name that a pattern such as `{kommune}-{mal}-{kvartal}` gives; «» when nothing is left of it.

    A field without a value is left out with the text before it. What no disk takes is replaced.
    """
    known: dict[str, object] = {
        "mal": template,
        "arbeidsbok": workbook_path.stem,
        "kvartal": None if period is None else _in_file_names(period),
        "aar": None if period is None else period.aar,
        "dato": day.isoformat(),
    }
    name = ""
    for text, field in pieces_of(pattern):
        value = "" if not field else _cut(_allowed(known[field] if field in known else prosjekt.felt(field)), 100)
        name += text + value if value or not field else ""
    name = _allowed(name).strip(_LOOSE_ENDS)
    if is_reserved(name):
        name = f"_{name}"
    return f"{_cut(name, 190)}.docx" if name else ""


def is_overview_name(name: str) -> bool:
    """Whether a batch may call its overview this."""
    return _OVERVIEWS.fullmatch(name) is not None


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name of a file for itself, whatever it ends with: «con», «nul.txt», «LPT1 .docx»."""
    return _RESERVED.fullmatch(name) is not None


def seen(name: str) -> str:
    """A name with a hyphen for signs that are not seen, but do something to a screen or turn what is read."""
    return UNSEEN.sub("-", name)


def _in_file_names(period: Periode) -> str:
    """2024-2q, which sorts as it should."""
    letter = {"kvartal": "q", "tertial": "t", "halvaar": "h"}.get(period.slag)
    return f"{period.aar}-{period.nummer}{letter}" if letter else str(period.aar)


_LOOSE_ENDS = " .,-–_"
_FORBIDDEN = pattern(rf'[<>:"/\\|?*{_UNSEEN}]+')
_RESERVED = pattern(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\..*|:.*)?", re.IGNORECASE | re.DOTALL)


def _allowed(value: object) -> str:
    """A value as words that may stand in a file name."""
    words = "" if value is None else without_references(str(value))
    return " ".join(_FORBIDDEN.sub("-", words).split())


def _cut(name: str, most: int) -> str:
    """`name` in at most `most` bytes; a number at the end keeps two long names apart."""
    data = os.fsencode(name)
    if len(data) <= most:
        return name
    return f"{data[: most - 9].decode('utf-8', 'ignore').rstrip()}~{zlib.crc32(data):08x}"
