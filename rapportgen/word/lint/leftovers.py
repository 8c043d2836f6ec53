"""Text that was meant as a tag and is none: braces with spaces between, single braces, tags of other systems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.model.declared import declared_context
from rapportgen.model.sheets import SCHEMA
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.word.compiling.category import meant_category
from rapportgen.word.lint.document import squeezed
from rapportgen.word.ooxml.cleaning import properties_of
from rapportgen.word.ooxml.ns import w
from rapportgen.word.tags.tags import MEANT, find_tags, split_tags, without_split_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use
    from rapportgen.word.lint.document import Document

_SINGLE = pattern(r"(?<![{$\\])\{\s*([^\W\d]\w*)((?:\.\w+)+)\s*\}(?!\})")
_OTHERS = pattern(r"\$\{[\w.]+\}|\[\[[\w.]+\]\]|<<[\w.]+>>|\{[/^]\w+\}")
_MERGE = pattern(r"\s*MERGEFIELD\s+\"?(\w+)", re.IGNORECASE)


def no_tags(uses: Sequence[Use]) -> Iterator[Problem]:
    """A template that asks for nothing."""
    if not uses:
        message = "Malen har ingen tagger som kan fylles ut, så alle rapporter blir like."
        yield problems.advarsel("ingen-tagger", "dokumentet", message, "", "Skriv for eksempel {{ prosjekt.kommune }}.")


def misspelt_category(document: Document) -> Iterator[Problem]:
    """«Uten kvartaler» in the property that says «Uten kvartal»: it has no meaning."""
    properties = properties_of(document.package)
    if meant := meant_category(properties):
        written = properties["category"]
        message = f"Kategorien «{written}» betyr ikke noe for programmet."
        hint = f"Mente du «{meant}»? Den står i feltet «Kategorier» under Fil › Info i Word."
        yield problems.advarsel("kategori", "egenskapene", message, written, hint)


def split_braces(document: Document) -> Iterator[Problem]:
    """`{ { prosjekt.navn } }`: the braces of a tag must stand together."""
    for spot, text in document.between_tags:
        for _, _, fault in split_tags(text):
            yield problems.feil(fault.code, spot.place, fault.message, fault.text, fault.hint)


def single_braces(document: Document) -> Iterator[Problem]:
    """`{prosjekt.kommune}`: a field needs two braces."""
    for spot, text in document.between_tags:
        for match in _SINGLE.finditer(without_split_tags(text)):
            if ascii_name(match.group(1)) in declared_context(SCHEMA):
                message = "Et felt skal ha to klammer på hver side; dette blir skrevet ut som det står."
                mended = f"{{{{ {match.group(1)}{match.group(2)} }}}}"
                yield problems.feil("enkel-klamme", spot.place, message, match.group(), f"Mente du {mended}?")


def braces_after_tags(document: Document) -> Iterator[Problem]:
    """`{{ prosjekt.kommune }}}`: one brace too many, which is printed."""
    for spot, text in document.between_tags:
        if "\0}" not in text or "{" in text:
            continue
        for piece in find_tags(spot.text)[0]:
            if piece.tag is not None and spot.text.startswith("}", piece.end):
                message = "Det er én klamme for mye etter taggen. Den blir skrevet ut."
                hint = f"{MEANT}{piece.tag.raw}?"
                yield problems.advarsel("enkel-klamme", spot.place, message, f"{piece.tag.raw}}}", hint)


def tags_of_others(document: Document) -> Iterator[Problem]:
    """The tags of another system, which would be printed as they stand."""
    hint = "Skriv feltet som {{ prosjekt.kommune }}."
    for spot, text in document.between_tags:
        for match in _OTHERS.finditer(text):
            message = f"Taggen «{match.group()}» er fra et annet system, og blir skrevet ut som det står."
            yield problems.feil("annet-system", spot.place, message, match.group(), hint)
    for part, root in document.parts.items():
        fields = [(code, code.text or "") for code in root.iter(w("instrText"))]
        fields += [(field, field.get(w("instr"), "")) for field in root.iter(w("fldSimple"))]
        for element, code in fields:
            if merged := _MERGE.match(code):
                message = f"Flettefeltet «{merged.group(1)}» blir ikke fylt ut."
                yield problems.feil("annet-system", document.place(part, element), message, squeezed(code), hint)
