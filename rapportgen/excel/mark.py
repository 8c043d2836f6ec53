"""A copy of a workbook with the problems marked in it: notes on the cells, and a first sheet that lists them.

The copy is made part by part. openpyxl would lose charts, pictures, pivot tables and more on the way, so
every part is copied as it stands, and only those that must know of the marks get them inserted.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import FileRefusedError, RapportgenError
from rapportgen.excel import notes
from rapportgen.excel.archive import write_package
from rapportgen.excel.notes import Cell, cell_of
from rapportgen.excel.ownsheets import PROBLEM_LIST
from rapportgen.excel.package import OPEN_AND_SAVE, local, open_package, refuse_doctype, relation_id
from rapportgen.excel.problemsheet import Looks, place_of, sheet_xml, with_looks
from rapportgen.excel.xmledit import XmlPart, element, free_name
from rapportgen.problems import Problem, in_order, info

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rapportgen.excel.package import Package
    from rapportgen.excel.xmledit import Node

_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What follows a sheet's reference to its drawn notes, in the order that Excel wants.
_AFTER_NOTES = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent",
                "webPublishItems", "tableParts", "extLst")  # fmt: skip


def mark_workbook(source: str | Path, problems: Iterable[Problem], target: str | Path) -> list[Problem]:
    """Write a copy of `source` at `target` with `problems` marked; gives what could not be marked, as Problems.

    Everything else is as in the source: formulas, formats, charts, pictures, macros. Raises
    FileRefusedError when the source is no workbook that can be read, and RapportgenError when the copy cannot be
    written.
    """
    source, target = Path(source), Path(target)
    package = open_package(source)
    if source.suffix.lower() != target.suffix.lower():
        raise FileRefusedError(f"Kopien av «{source.name}» må også ha navn på {source.suffix}.")
    try:
        copy = _Copy(package, _members(source))
        copy.mark(in_order(problems))
    except RapportgenError:
        raise
    except Exception as error:
        raise FileRefusedError(f"«{source.name}» er skadet, og kan ikke merkes. {OPEN_AND_SAVE}") from error
    write_package(target, copy.members)
    return copy.remarks


def _members(path: Path) -> dict[str, bytes]:
    """The parts by name. Parts with a document type are refused, for they could be made to grow without end."""
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        members = {entry.filename.lstrip("/"): archive.read(entry) for entry in entries}
    for name, data in members.items():
        if name.endswith((".xml", ".rels")):
            refuse_doctype(data, path.name)
    return members


class _Copy:
    """The parts of the copy, and what had to be left unmarked."""

    def __init__(self, package: Package, members: dict[str, bytes]) -> None:
        self.package = package
        self.members = members
        self.remarks: list[Problem] = []
        self.main = next(
            (r.target for r in package.relations("").values() if r.kind == "officeDocument"), "xl/workbook.xml"
        )
        self.book = XmlPart(members[self.main])
        strict = _STRICT in self.book.root.attributes.values()
        self.namespace, self.relations = (_STRICT, _STRICT_RELATIONS) if strict else (_MAIN, _RELATIONS)
        self.types: list[str] = []
        self.sheets = self._sheets()

    def mark(self, problems: list[Problem]) -> None:
        """Put the notes on the cells and the list in front."""
        self._tell_of_signatures()
        for part in self._drawn_sheets():
            self._unselect(part)
        for title, texts in _texts_by_sheet(problems).items():
            if title in self.sheets:
                self._add_notes(title, self.sheets[title], texts)
        self._add_list(problems)
        self.members[self.main] = self.book.result()
        self._add_types()

    def _sheets(self) -> dict[str, str]:
        """The part of each worksheet by its title, in order."""
        root = self.package.element(self.main)
        relations = self.package.relations(self.main)
        sheets = (sheet for sheet in root.iter() if local(sheet.tag) == "sheet")
        found = ((sheet.get("name", ""), relations.get(relation_id(sheet))) for sheet in sheets)
        return {
            title: relation.target
            for title, relation in found
            if relation and relation.kind == "worksheet" and relation.target in self.members
        }

    def _drawn_sheets(self) -> Iterable[str]:
        """The parts of all sheets that can be selected, chart sheets too."""
        kinds = {"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet"}
        relations = self.package.relations(self.main).values()
        return [r.target for r in relations if r.kind in kinds and r.target in self.members]

    # --- The list in front ---------------------------------------------------------------------------------------

    def _add_list(self, problems: list[Problem]) -> None:
        folder = posixpath.dirname(self.main)
        part = free_name(posixpath.join(folder, "worksheets/sheet%d.xml"), self.members)
        looks = self._add_looks()
        titles = [node.get("name") for node in self.book.find_all("sheet")]
        self.members[part] = sheet_xml(problems, self.package.file, self.sheets, looks, self.namespace)
        self.types.append(_override(part, _SHEET_TYPE))
        key = self._relate(self.main, "worksheet", part)
        self._enter_in_book(_free_title(titles), key)

    def _enter_in_book(self, title: str, key: str) -> None:
        """Make it the first and the active sheet; names that belong to a sheet by its number follow the sheet."""
        book = self.book
        sheets = book.find("sheets")
        if sheets is None:
            raise ValueError("a workbook without sheets")
        number = max((int(node.get("sheetId") or 0) for node in book.find_all("sheet")), default=0) + 1
        book.insert_first(sheets, self._element(book, "sheet", {"name": title, "sheetId": number}, key))
        for node in book.find_all("definedName"):
            if local_id := node.get("localSheetId"):
                book.set(node, "localSheetId", int(local_id) + 1)
        for view in book.find_all("workbookView"):
            book.set(view, "activeTab", 0)
            book.set(view, "firstSheet", 0)

    def _add_looks(self) -> Looks:
        relations = self.package.relations(self.main).values()
        part = next((r.target for r in relations if r.kind == "styles" and r.target in self.members), None)
        if part is None:
            return Looks()
        self.members[part], looks = with_looks(self.members[part])
        return looks

    def _unselect(self, part: str) -> None:
        """Two selected sheets would be edited together, so only the list stays selected."""
        sheet = XmlPart(self.members[part], unread="sheetData")
        for view in sheet.find_all("sheetView"):
            if view.get("tabSelected") in {"1", "true"}:
                sheet.set(view, "tabSelected", 0)
                self.members[part] = sheet.result()

    # --- The notes -----------------------------------------------------------------------------------------------

    def _add_notes(self, title: str, part: str, texts: dict[Cell, str]) -> None:
        relations = {relation.kind: relation.target for relation in self.package.relations(part).values()}
        for cell in self._discussed(part):
            if cell in texts:
                del texts[cell]
                place = f"{title}!{notes.name_of(cell)}"
                melding = "Cellen har en samtaletråd. Merknaden står bare i arket «Problemer»."
                self.remarks.append(info("ikke-merket", place, melding))
        if not texts:
            return
        comments = relations.get("comments") or self._new_comments(part)
        self.members[comments], new = notes.with_texts(self.members[comments], texts)
        if new:
            self._add_boxes(part, {cell: texts[cell] for cell in new})

    def _discussed(self, part: str) -> Iterable[Cell]:
        """The cells with a threaded conversation: Excel shows that, and not a note."""
        for relation in self.package.relations(part).values():
            if relation.kind == "threadedComment" and relation.target in self.members:
                nodes = XmlPart(self.members[relation.target]).find_all("threadedComment")
                yield from {cell for node in nodes if (cell := cell_of(node.get("ref")))}

    def _new_comments(self, part: str) -> str:
        folder = posixpath.dirname(self.main)
        name = free_name(posixpath.join(folder, "comments%d.xml"), self.members)
        self.members[name] = notes.EMPTY_COMMENTS % self.namespace.encode()
        self.types.append(_override(name, _COMMENTS_TYPE))
        self._relate(part, "comments", name)
        return name

    def _add_boxes(self, part: str, texts: Mapping[Cell, str]) -> None:
        sheet = XmlPart(self.members[part], depth=2, unread="sheetData")
        drawing = next((node for node in sheet.children(sheet.root) if node.name == "legacyDrawing"), None)
        if drawing is not None:
            name = self.package.relations(part)[drawing.get("id")].target
            self.members[name] = notes.with_boxes(self.members[name], texts, 0)
            return
        folder = posixpath.join(posixpath.dirname(self.main), "drawings")
        name = free_name(posixpath.join(folder, "vmlDrawing%d.vml"), self.members)
        blocks = notes.shape_blocks(data for key, data in self.members.items() if key.endswith(".vml"))
        self.members[name] = notes.with_boxes(None, texts, max(blocks, default=0) + 1)
        self.types.append(_override(name, _VML_TYPE))
        _insert_reference(sheet, self._element(sheet, "legacyDrawing", {}, self._relate(part, "vmlDrawing", name)))
        self.members[part] = sheet.result()

    # --- The package ---------------------------------------------------------------------------------------------

    def _element(self, part: XmlPart, name: str, attributes: dict[str, object], key: str) -> str:
        """An element that refers to a relation, with a prefix of its own for the reference."""
        return element(f"{part.prefix}{name}", {**attributes, "xmlns:rg": self.relations, "rg:id": key})

    def _relate(self, part: str, kind: str, target: str) -> str:
        """Let `part` point to `target`; gives the id of the relation."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        part_relations = XmlPart(self.members.get(name, _NO_RELATIONS))
        key = free_name("rIdRg%d", (node.get("Id") for node in part_relations.nodes))
        attributes = {"Id": key, "Type": f"{self.relations}/{kind}", "Target": f"/{target}"}
        part_relations.insert_last(part_relations.root, element(f"{part_relations.prefix}Relationship", attributes))
        self.members[name] = part_relations.result()
        return key

    def _add_types(self) -> None:
        types = XmlPart(self.members["[Content_Types].xml"])
        types.insert_last(types.root, "".join(self.types).replace("<", f"<{types.prefix}"))
        self.members["[Content_Types].xml"] = types.result()

    def _tell_of_signatures(self) -> None:
        if any(name.startswith("_xmlsignatures/") for name in self.members):
            melding = "Arbeidsboken er digitalt signert. Signaturen gjelder ikke for kopien."
            self.remarks.append(info("signatur-brutt", self.package.file, melding))


def _texts_by_sheet(problems: list[Problem]) -> dict[str, dict[Cell, str]]:
    """What to write on each cell: all that was found there, one below the other."""
    texts: dict[str, dict[Cell, str]] = defaultdict(dict)
    for problem in problems:
        sheet, address = place_of(problem)
        cell = cell_of(address)
        if cell:
            new_hint = problem.forslag and problem.forslag not in problem.melding
            text = f"{notes.AUTHOR}: {problem.melding}" + (f" Forslag: {problem.forslag}" if new_hint else "")
            before = texts[sheet].get(cell)
            texts[sheet][cell] = f"{before}\n{text}" if before else text
    return dict(texts)


def _insert_reference(sheet: XmlPart, reference: str) -> None:
    """The reference to the drawn notes, where the order of a sheet's elements wants it."""
    later: Node | None = next((n for n in sheet.children(sheet.root) if n.name in _AFTER_NOTES), None)
    if later is not None:
        sheet.insert_before(later, reference)
    else:
        sheet.insert_last(sheet.root, reference)


def _free_title(titles: Iterable[str]) -> str:
    taken = {title.casefold() for title in titles}
    return PROBLEM_LIST if PROBLEM_LIST.casefold() not in taken else free_name(f"{PROBLEM_LIST} %d", taken)


def _override(part: str, content_type: str) -> str:
    return element("Override", {"PartName": f"/{part}", "ContentType": content_type})
