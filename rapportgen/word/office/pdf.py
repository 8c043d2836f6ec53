"""A PDF from LibreOffice made fit for archive and for screen readers.

LibreOffice writes tagged PDF/A-2 that claims PDF/UA-1. What it leaves out or gets wrong is mended here: alternative
texts of charts, the title in the metadata, the schema that PDF/A wants for the PDF/UA claim, the order of tabs, the
dates. The same report gives the same bytes.
"""

from __future__ import annotations

import io
from struct import pack
from typing import TYPE_CHECKING, Any

from rapportgen import problems
from rapportgen.errors import OfficeError
from rapportgen.named import NamedTuple
from rapportgen.word.office.pdf_metadata import xmp
from rapportgen.word.office.pdf_pages import DECIMAL
from rapportgen.word.office.pdf_seal import sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapportgen.problems import Problem
    from rapportgen.word.office.pdf_pages import Numbering
    from rapportgen.word.settings import Egenskaper

CREATOR = "rapportgen"
_PROFILE_DATE = 24  # where an ICC profile has the time of its making, as six numbers of two bytes
_LABELS = {DECIMAL: "/D", "lowerRoman": "/r", "upperRoman": "/R", "lowerLetter": "/a", "upperLetter": "/A"}


class MendedPdf(NamedTuple):
    """A finished PDF, and what could not be mended."""

    data: bytes
    problems: tuple[Problem, ...]


def mend(
    data: bytes, properties: Egenskaper, alternatives: Sequence[str], page_numbers: Sequence[Numbering]
) -> MendedPdf:
    """The PDF with `properties` as its own, and the alternative texts of the document's drawings, in order.

    Raises OfficeError for a PDF that is not built as LibreOffice builds those for archives.
    """
    try:
        return _mended(data, properties, alternatives, page_numbers)
    except Exception as error:  # a file of another program: its parts may be missing, or of any kind
        raise OfficeError("LibreOffice laget en PDF som ikke kan gjøres klar for arkiv.") from error


def _mended(
    data: bytes, properties: Egenskaper, alternatives: Sequence[str], page_numbers: Sequence[Numbering]
) -> MendedPdf:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = list(_figures(pdf.Root.get("/StructTreeRoot")))
        found = _give_alternatives(figures, alternatives)
        _tell_viewers(pdf, properties, page_numbers)
        _describe(pdf, properties)
        _date_colours(pdf, properties)
        for page in pdf.pages:
            page.Tabs = pikepdf.Name.S
        for name in {"/DocChecksum", "/ID"} & set(pdf.trailer.keys()):  # saving gives an id made of the content
            del pdf.trailer[name]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return MendedPdf(sealed(out.getvalue()), tuple(found))


def _figures(element: Any) -> Iterator[Any]:
    """The figures below an element of the structure, in reading order."""
    import pikepdf

    waiting = [element] if element is not None else []
    while waiting:
        current = waiting.pop()
        if current.get("/S") == "/Figure":
            yield current
        children = current.get("/K")
        inside = list(children) if isinstance(children, pikepdf.Array) else [children]
        waiting.extend(child for child in reversed(inside) if isinstance(child, pikepdf.Dictionary))


def _give_alternatives(figures: list[Any], alternatives: Sequence[str]) -> list[Problem]:
    """Give figures without an alternative text that of their drawing; a warning for those that still have none."""
    import pikepdf

    own = [str(figure.get("/Alt", "")).strip() for figure in figures]
    for figure, text in zip(figures, aligned(own, alternatives), strict=True):
        if text:
            figure.Alt = pikepdf.String(text)
    bare = sum(not str(figure.get("/Alt", "")).strip() for figure in figures)
    if not bare:
        return []
    what = "En figur" if bare == 1 else f"{bare} figurer"
    message = f"{what} i PDF-en mangler alternativ tekst, så den kan ikke leses opp."
    hint = "Skriv alternativ tekst til figuren i malen eller arbeidsboken."
    return [problems.advarsel("pdf-alternativ-tekst", problems.DOKUMENTET, message, "", hint)]


def aligned(own: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The text of each figure: its own, or that of the drawing at the same place among those without a figure yet."""
    if len(own) == len(wanted):
        return [drawing or figure for figure, drawing in zip(own, wanted, strict=True)]
    waiting = list(wanted)
    out = []
    for position, text in enumerate(own):
        if text and text in waiting:
            del waiting[: waiting.index(text) + 1]
        elif not text:
            later = set(own[position + 1 :]) - {""}
            at = next((index for index, one in enumerate(waiting) if one and one not in later), None)
            text = waiting[at] if at is not None else ""
            if at is not None:
                del waiting[: at + 1]
        out.append(text)
    return out


def _tell_viewers(pdf: Any, properties: Egenskaper, page_numbers: Sequence[Numbering]) -> None:
    """Language, title in the window, and page numbers as they are printed."""
    import pikepdf

    if properties.spraak:
        pdf.Root.Lang = pikepdf.String(properties.spraak)
    viewer = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    viewer.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = viewer
    if len(page_numbers) > 1:
        labels = [item for one in page_numbers for item in (one.first, _label(one))]
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))


def _label(numbering: Numbering) -> Any:
    import pikepdf

    style = pikepdf.Name(_LABELS.get(numbering.form, "/D"))
    if numbering.start < 1:  # a PDF cannot number from 0: the page has the number as a fixed text
        return pikepdf.Dictionary(P=pikepdf.String(str(numbering.start)))
    return pikepdf.Dictionary(S=style, St=numbering.start)


def _date_colours(pdf: Any, properties: Egenskaper) -> None:
    """Give the colour profile the date of the report: LibreOffice makes it anew each time."""
    day = properties.dato
    date = pack(">6H", *((day.year, day.month, day.day) if day else (1980, 1, 1)), 0, 0, 0)
    for intent in pdf.Root.get("/OutputIntents", ()):
        profile = intent.DestOutputProfile
        data = profile.read_bytes()
        profile.write(data[:_PROFILE_DATE] + date + data[_PROFILE_DATE + len(date) :])


def _describe(pdf: Any, properties: Egenskaper) -> None:
    """The properties, said twice: in the old place and in the new, and the same in both, as PDF/A wants."""
    import pikepdf

    stamp = f"{properties.dato:%Y%m%d}000000Z" if properties.dato else ""
    producer = str(pdf.docinfo.get("/Producer", "LibreOffice"))
    texts = {
        "/Title": properties.tittel,
        "/Author": properties.forfatter,
        "/Subject": properties.emne,
        "/Keywords": properties.noekkelord,
        "/Creator": CREATOR,
        "/Producer": producer,
        "/CreationDate": f"D:{stamp}" if stamp else "",
        "/ModDate": f"D:{stamp}" if stamp else "",
    }
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary({name: pikepdf.String(text) for name, text in texts.items() if text})
    )
    pdf.Root.Metadata.write(xmp(properties, CREATOR, producer).encode())
