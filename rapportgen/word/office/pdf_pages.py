"""Which page something is on: what a PDF from LibreOffice tells, in the page numbers that Word prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.named import NamedTuple
from rapportgen.word.contents.heading_numbers import formatted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rapportgen.word.office.office_copy import Section

DECIMAL = "decimal"


class Pages(NamedTuple):
    """The pages of a PDF: how many, on which one each bookmark is (from 0), and the fonts in it."""

    total: int
    of_bookmark: dict[str, int]
    fonts: frozenset[str]


class Numbering(NamedTuple):
    """From page `first` of a PDF (from 0) the pages are numbered from `start`, in the form `form`."""

    first: int
    start: int
    form: str


def read_pages(data: bytes) -> Pages | None:
    """What a PDF says of its pages; None when it is damaged."""
    import io

    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
            places = {name: numbers[page] for name, page in _destinations(pdf) if page in numbers}
            return Pages(len(pdf.pages), places, frozenset(_fonts(pdf)))
    except Exception:  # noqa: BLE001  a file of another program: its parts may be missing, or of any kind
        return None


def _destinations(pdf: Any) -> Iterator[tuple[str, tuple[int, int]]]:
    """The named places of a PDF, and the pages they are on. LibreOffice before 24 writes signs of a name in hex."""
    import pikepdf

    named = dict(pdf.Root.get("/Dests", {}))
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    if tree is not None:
        named |= dict(pikepdf.NameTree(tree))
    for name, target in named.items():
        place = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
        if isinstance(place, pikepdf.Array) and len(place) and isinstance(place[0], pikepdf.Dictionary):
            yield str(name).removeprefix("/"), place[0].objgen


def _fonts(pdf: Any) -> Iterator[str]:
    for page in pdf.pages:
        for font in dict(page.get("/Resources", {}).get("/Font", {})).values():
            yield str(font.get("/BaseFont", "")).removeprefix("/")


def page_of(bookmark: str, pages: Pages) -> int | None:
    """The page a bookmark is on, from 0; None when the PDF does not know it."""
    in_hex = "".join(sign if sign.isascii() and sign.isalnum() else f"{ord(sign):02X}" for sign in bookmark)
    return pages.of_bookmark.get(bookmark, pages.of_bookmark.get(in_hex))


def numberings(sections: Sequence[Section], pages: Pages) -> list[Numbering]:
    """How the pages are numbered: from the start, and anew wherever a section says so."""
    found = [Numbering(0, 1, DECIMAL)]
    for section in sections:
        first = page_of(section.bookmark, pages) if section.bookmark else None
        if first is None:
            continue
        last = found[-1]
        going_on = last.start + first - last.first
        start = going_on + _skipped(section.begins, going_on) if section.start is None else section.start
        if (start, section.form) != (going_on, last.form):
            found = [one for one in found if one.first < first] + [Numbering(first, start, section.form)]
    return found


def _skipped(begins: str, number: int) -> int:
    """1 when a section that begins on an odd or even page passes over this number."""
    wanted = {"oddPage": 1, "evenPage": 0}.get(begins)
    return int(wanted is not None and number % 2 != wanted)


def printed_number(page: int, all_numberings: Sequence[Numbering]) -> str:
    """What is printed as the number of a page."""
    current = next(one for one in reversed(all_numberings) if one.first <= page)
    return formatted(current.start + page - current.first, current.form)


def printed_numbers(bookmarks: Iterable[str], sections: Sequence[Section], pages: Pages) -> dict[str, str]:
    """The page numbers of bookmarks; those that the PDF does not know are left out."""
    known = {name: page for name in bookmarks if (page := page_of(name, pages)) is not None}
    rules = numberings(sections, pages)
    return {name: printed_number(page, rules) for name, page in known.items()}
