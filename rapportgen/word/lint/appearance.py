"""Alternative texts, styles and fonts: what a report takes from its template without a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.model.riktekst import NUMMER, PUNKT
from rapportgen.word.lint.document import squeezed, text_of
from rapportgen.word.office.fonts import fonts_in_use, missing_fonts
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.ns import w
from rapportgen.word.writing.lists import read_looks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rapportgen.problems import Problem
    from rapportgen.word.lint.document import Document

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FREE = ("Carlito", "Caladea", "LiberationSans", "LiberationSansNarrow", "LiberationSerif", "LiberationMono", "Gelasio")
_LISTS = {PUNKT: "Punktliste", NUMMER: "Nummerert liste"}


def drawings_without_text(document: Document) -> Iterator[Problem]:
    """A picture or chart that says nothing to those who do not see it, and is not marked as decoration."""
    for part, root in document.parts.items():
        for properties in ns.drawings(root):
            said = properties.get("descr", "").strip()
            if said or any(mark.get("val") in ("1", "true") for mark in properties.iter(_DECORATIVE)):
                continue
            name = properties.get("name", "")
            message = "Bildet eller diagrammet har ingen alternativ tekst."
            hint = "Høyreklikk, velg «Rediger alternativ tekst», og skriv hva det viser, eller merk det som dekorativt."
            yield problems.advarsel("alternativ-tekst", document.place(part, properties), message, name, hint)


def tables_without_text(document: Document) -> Iterator[Problem]:
    """A table in the body without a title or description for screen readers."""
    for table in document.body.iter(w("tbl")):
        texts = [table.find(f"{w('tblPr')}/{w(name)}") for name in ("tblCaption", "tblDescription")]
        is_inner = next(table.iterancestors(w("tbl")), None) is not None
        if is_inner or any(text is not None and text.get(w("val"), "").strip() for text in texts):
            continue
        first = next((text for p in table.iter(w("p")) if (text := squeezed(text_of(p)))), "")
        hint = "Høyreklikk i tabellen, velg Tabellegenskaper › Alternativ tekst, og skriv hva den viser."
        message = "Tabellen har ingen alternativ tekst."
        yield problems.info("alternativ-tekst", document.table_place(document.main, table), message, first, hint)


def unknown_styles(document: Document) -> Iterator[Problem]:
    """A paragraph or table with a style that the template does not have, which Word shows as «Normal»."""
    styles = document.styles.iter(w("style")) if document.styles is not None else ()
    known = {style.get(w("styleId"), "") for style in styles}
    told: set[str] = set()
    for part, root in document.parts.items():
        for named in root.iter(w("pStyle"), w("tblStyle"), w("rStyle")):
            style = named.get(w("val"), "")
            if style and style not in known and style not in told:
                told.add(style)
                message = f"Stilen «{style}» finnes ikke i malen, så Word bruker «Normal»."
                yield problems.advarsel(
                    "stil-mangler", _place_of(document, part, named), message, style, "Velg en av malens stiler."
                )


def missing_list_styles(document: Document) -> Iterator[Problem]:
    """A template that prints texts of the workbook, and has no look for the lists in them."""
    printing = next((spot for spot in document.spots if "{{" in spot.text and "tekst." in spot.text), None)
    looks = read_looks(document.styles, document.numbering).text
    lacking = [f"«{name}»" for kind, name in _LISTS.items() if not looks.get(kind)]
    if printing is None or not lacking:
        return
    which = "stilen " + lacking[0] if len(lacking) == 1 else "stilene " + " og ".join(lacking)
    message = f"Malen mangler {which}. Punkter og nummer i tekstene blir skrevet som vanlige tegn."
    hint = "Skriv et punkt i malen med stilen, lagre, og slett punktet igjen."
    yield problems.advarsel("stil-mangler", printing.place, message, squeezed(printing.text), hint)


def captions_without_style(document: Document) -> Iterator[Problem]:
    """A numbered caption that is an ordinary paragraph: it may come on another page than what it belongs to."""
    for part, root in document.parts.items():
        fields = root.iter(w("instrText"), w("fldSimple"))
        for paragraph in dict.fromkeys(around for field in fields for around in field.iterancestors(w("p"))):
            codes = "".join(code.text or "" for code in paragraph.iter(w("instrText"))).split()
            codes += [word for field in paragraph.iter(w("fldSimple")) for word in field.get(w("instr"), "").split()]
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            is_ordinary = style is None or style.get(w("val")) == document.outline.default
            if "SEQ" in codes and is_ordinary:
                message = "Bildeteksten har et nummer, men ikke stilen «Bildetekst»."
                text = squeezed(text_of(paragraph))
                yield problems.info(
                    "bildetekst-stil", document.place(part, paragraph), message, text, "Velg stilen «Bildetekst»."
                )


def fonts_that_may_lack(document: Document) -> Iterator[Problem]:
    """Fonts that are neither in the file nor replaced by one of the same measures where they are missing."""
    used = fonts_in_use(document.package.parts, *document.parts.values())
    for font in missing_fonts(used, [*_embedded(document), *_FREE]):
        message = (
            f"Skriften «{font}» er ikke innebygd i malen. På en maskin som ikke har den, blir sidene delt annerledes."
        )
        hint = "Bygg den inn (Fil › Alternativer › Lagre), eller bruk Calibri, Cambria, Arial eller Times New Roman."
        yield problems.info("skrift", "dokumentet", message, font, hint)


def _embedded(document: Document) -> list[str]:
    data = document.package.parts.get("word/fontTable.xml")
    fonts = document.package.xml("word/fontTable.xml").iter(w("font")) if data else ()
    return [font.get(w("name"), "") for font in fonts if font.find(w("embedRegular")) is not None]


def _place_of(document: Document, part: str, named: _Element) -> str:
    """Where something with a style stands; for a table, the table."""
    parent = named.getparent()
    if ns.local(named) == "tblStyle" and parent is not None and (table := parent.getparent()) is not None:
        return document.table_place(part, table)
    return document.place(part, named)
