"""What a template is, in short: what it is for, its chapters, and the sheets that its tags ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from rapportgen.model.declared import DeclaredRow
from rapportgen.model.declared_samlerapport import declared_for
from rapportgen.model.oppsett import STANDARD, Oppsett
from rapportgen.model.samlinger import BEHIND
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.word.compile import uses_of
from rapportgen.word.compiling.category import says_portfolio
from rapportgen.word.language.fields import Values, Walk
from rapportgen.word.lint.document import Document, squeezed, text_of
from rapportgen.word.ooxml.cleaning import properties_of
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.package import read_package
from rapportgen.word.ooxml.tree import nearest
from rapportgen.word.tags.tags import OUTPUT, find_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from rapportgen.word.compiled import Use
    from rapportgen.word.tags.tags import Piece

_OTHERWISE = pattern(r"""(?:\bor\s+|\b(?:ellers|default|d)\(\s*)(?P<quote>["'])(?P<text>.*?)(?P=quote)""")
_SAID = {"rapport.perioden": "kvartalet", "rapport.periodeord": "kvartal", "rapport.kvartal": "kvartalet"}


class Summary(NamedTuple):
    """A template in short: its title and purpose (the properties «Tittel» and «Emne»), its chapters, its sheets."""

    title: str
    purpose: str
    chapters: tuple[str, ...]
    sheets: tuple[str, ...]


def summary_of(template: Path, oppsett: Oppsett = STANDARD) -> Summary:
    """What a template is, in a kommune with these settings. It may have faults.

    Raises FileRefusedError or TemplateError when it cannot be read.
    """
    document = Document(read_package(template))
    properties = properties_of(document.package)
    chapters = tuple(dict.fromkeys(_chapters(document)))
    declared = declared_for(oppsett.schema, portfolio=says_portfolio(properties))
    asked = _sheets_behind(uses_of(read_package(template), oppsett.filtre), declared)
    sheets = tuple(sheet.name for sheet in oppsett.schema if sheet.name in asked)
    return Summary(properties.get("title", ""), properties.get("subject", ""), chapters, sheets)


def _chapters(document: Document) -> Iterator[str]:
    """The headings on the first level, as they read when the workbook says nothing else."""
    for paragraph in document.body.iter(w("p")):
        if nearest(paragraph, "tc") is None and document.outline.facts(paragraph.find(w("pPr"))).outline == 1:
            text = _otherwise(text_of(paragraph))
            if any(char.isalpha() for char in text):
                yield text


def _otherwise(text: str) -> str:
    """A heading without what the workbook may put there: the last branch of a condition, what stands for a value.

    `{{ overskrift.bakgrunn or "Bakgrunn" }}` is «Bakgrunn», and a value that nothing stands for is left out.
    """
    branches, kept, position = [list[str]()], [True], 0
    for piece in find_tags(text)[0]:
        branches[-1].append(text[position : piece.start])
        position = piece.end
        word = piece.tag.word if piece.tag else ""
        if word == "if":
            branches.append([])
            kept.append(False)
        elif word in ("elif", "else") and len(branches) > 1:
            branches[-1], kept[-1] = [], word == "else"
        elif word == "endif" and len(branches) > 1:
            branch, said = branches.pop(), kept.pop()
            branches[-1] += branch if said else []
        else:
            branches[-1].append(_said(piece))
    return squeezed("".join([*(said for branch in branches for said in branch), text[position:]]))


def _said(piece: Piece) -> str:
    """What stands for the value of a tag when there is none: the text it names itself."""
    if piece.tag is None or piece.tag.kind != OUTPUT:
        return piece.literal
    found = _OTHERWISE.search(piece.tag.code)
    return found["text"] if found else _SAID.get(piece.tag.code.partition("|")[0].strip(), "")


def _sheets_behind(uses: Iterable[Use], declared: Mapping[str, object]) -> set[str]:
    """The names of the sheets that tags ask for, followed through stand-ins for what there is."""
    walk = _SheetWalk(declared)
    walk.through(uses)
    return walk.sheets


class _SheetWalk(Walk):
    """The tags followed through the stand-ins, which know the sheets of their rows."""

    def __init__(self, declared: Mapping[str, object]) -> None:
        super().__init__(declared, ())
        self.sheets: set[str] = set()

    def values(self, node: nodes.Node) -> Values:
        """What an expression may come to; the sheets behind it are noted."""
        found = super().values(node)
        for value in found or ():
            rows = value if isinstance(value, tuple) else (value,)
            self.sheets |= {row.sheet.name for row in rows if isinstance(row, DeclaredRow)}
        self.sheets.update(BEHIND.get(self._known_path(node), ()))
        return found

    def _known_path(self, node: nodes.Node) -> str:
        """The path of a field of the report; «» for what a loop gave its name."""
        match node:
            case nodes.Name() if not any(node.name in scope for scope in self.scopes):
                return ascii_name(node.name)
            case nodes.Getattr(node=nodes.Name() as owner, attr=name):
                pass
            case nodes.Getitem(node=nodes.Name() as owner, arg=nodes.Const(value=str() as name)):
                pass
            case _:
                return ""
        path = self._known_path(owner)
        return f"{path}.{ascii_name(name)}" if path else ""
