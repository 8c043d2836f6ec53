"""The fonts a report is written in, against those the PDF was made with.

LibreOffice replaces a font the machine lacks. Fonts of the same measures (Carlito for Calibri) leave every line where
it was; others move pages, so that the page numbers of Word are other than those of the PDF.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen import problems
from rapportgen.patterns import pattern
from rapportgen.word.ooxml.ns import w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from rapportgen.problems import Problem

_SAME_MEASURES = {
    "calibri": "carlito",
    "cambria": "caladea",
    "arial": "liberationsans",
    "helvetica": "liberationsans",
    "arialnarrow": "liberationsansnarrow",
    "timesnewroman": "liberationserif",
    "times": "liberationserif",
    "couriernew": "liberationmono",
    "courier": "liberationmono",
    "georgia": "gelasio",
}
_SIGNS_ONLY = {"symbol", "wingdings", "wingdings2", "wingdings3", "webdings", "segoeuisymbol", "mssymbol"}
_SUBSET = pattern(r"^[A-Z]{6}\+")
_THEME = {"minor": "minorFont", "major": "majorFont"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def fonts_in_use(parts: dict[str, bytes], *texts: _Element) -> frozenset[str]:
    """The fonts of the styles that these texts use, and of their own formatting; those for single signs left out.

    The texts are the roots of a document's parts, or of some of them; `parts` has its styles and its theme.
    """
    styles = etree.fromstring(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
    theme = next((etree.fromstring(parts[name]) for name in sorted(parts) if name.startswith("word/theme/")), None)
    properties = [one for text in texts for one in _with_own_fonts(text)]
    if styles is not None:
        properties += [styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")]
        properties += [style.find(w("rPr")) for style in _used_styles(styles, texts)]
    found = {name for one in properties if one is not None for name in _named(one, theme)}
    return frozenset(name for name in found if _squeezed(name) not in _SIGNS_ONLY)


def _with_own_fonts(text: _Element) -> Iterator[_Element | None]:
    """The properties of runs with text that name a font."""
    for fonts in text.iter(w("rFonts")):
        of_run = fonts.getparent()
        run = of_run.getparent() if of_run is not None else None
        if run is not None and run.tag == w("r") and run.find(w("t")) is not None:
            yield of_run


def _used_styles(styles: _Element, texts: Iterable[_Element]) -> Iterator[_Element]:
    """The styles of paragraphs and runs that hold text, the default one, and what they are based on."""
    by_id = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    waiting = {key for key, style in by_id.items() if style.get(w("default")) == "1"}
    for mark in chain.from_iterable(text.iter(w("pStyle"), w("rStyle")) for text in texts):
        key = mark.get(w("val"), "")
        if key not in waiting and any(next(p.iter(w("t")), None) is not None for p in mark.iterancestors(w("p"))):
            waiting.add(key)
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        style = by_id.get(key)
        if style is None or key in seen:
            continue
        seen.add(key)
        based_on = style.find(w("basedOn"))
        waiting |= {based_on.get(w("val"), "")} if based_on is not None else set()
        yield style


def _named(properties: _Element, theme: _Element | None) -> Iterator[str]:
    """The Latin font that run properties name: directly, or as the theme's."""
    fonts = properties.find(w("rFonts"))
    if fonts is None:
        return
    by_theme = fonts.get(w("asciiTheme"), fonts.get(w("hAnsiTheme"), ""))
    tag = _THEME.get(by_theme[:5])
    if tag and theme is not None:
        latin = theme.find(f".//{_DRAWING}{tag}/{_DRAWING}latin")
        yield from [latin.get("typeface", "")] if latin is not None and latin.get("typeface") else []
    elif not by_theme and (name := fonts.get(w("ascii"), fonts.get(w("hAnsi"), ""))):
        yield name


def missing_fonts(wanted: Iterable[str], embedded: Iterable[str]) -> list[str]:
    """Those of `wanted` that neither stand in a PDF nor are replaced there by one of the same measures.

    `embedded` are the names in the PDF, such as «BAAAAA+Carlito-Bold».
    """
    there = [_squeezed(_SUBSET.sub("", name)) for name in embedded]

    def is_there(name: str) -> bool:
        plain = _squeezed(name)
        return any(font.startswith((plain, _SAME_MEASURES.get(plain, plain))) for font in there)

    return sorted(name for name in set(wanted) if not is_there(name))


def warn_of_missing(fonts: list[str]) -> list[Problem]:
    """One warning that names the fonts; none when nothing is missing."""
    if not fonts:
        return []
    names = ", ".join(f"«{name}»" for name in fonts)
    what = f"Skriften {names} finnes" if len(fonts) == 1 else f"Skriftene {names} finnes"
    message = f"{what} ikke på denne maskinen. Sidene kan derfor bli delt annerledes i Word, og sidetallene bli andre."
    hint = "Installer skriften." if len(fonts) == 1 else "Installer skriftene."
    return [problems.advarsel("skrift-mangler", problems.DOKUMENTET, message, ", ".join(fonts), hint)]


def _squeezed(name: str) -> str:
    return re.sub(r"[\s\-,]", "", name).casefold()
