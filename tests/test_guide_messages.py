"""The page with all messages: every finding of the program is on it, and no other."""

from __future__ import annotations

import ast
import contextlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from guide_parts.pages import FOLDER, MAL, MISTAKE, all_blocks
from guide_parts.templates import write_template
from guide_parts.walk import TEMPLATE, WORKBOOK, lay_out, said_by

from rapportgen.pipeline import make_report
from tests.excel.bygg import workbook_with
from tests.word.docx import docx_with

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = FOLDER / "meldinger.md"
PACKAGE = Path(__file__).parent.parent / "rapportgen"
SOURCES = [
    *sorted((PACKAGE / "word").rglob("*.py")),
    PACKAGE / "model/unshown.py",
    PACKAGE / "model/grunnlag/mangler.py",
]
OF_THE_PROGRAM_ITSELF = "verify.py"  # what would be wrong with a finished document
CALLS = {"feil", "advarsel", "info", "Fault", "fail", "_note", "_note_doubt", "_tell", "_refused"}
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
# Told where a report is made, or of templates too large for a page.
NEVER_SHOWN = {
    "for-mange-kolonner", "for-stor", "for-stor-tagg", "ulovlig-tegn", "innhold-tomt", "figurfil", "sidetall-mangler",
    "sidetall-usikre", "skrift-mangler", "pdf-ikke-laget", "pdf-alternativ-tekst", "kapittel-utelatt", "uten-innhold",
    "tom-noekkel",
}  # fmt: skip


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that a module gives to texts."""
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            for name, value in pairs:
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield name.id, value.value


def told(tree: ast.Module, named: dict[str, str]) -> Iterator[str]:
    """The codes of the problems that a module makes."""
    named = named | dict(constants(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            code = named.get(first.id, "") if isinstance(first, ast.Name) else getattr(first, "value", "")
            if name in CALLS and isinstance(code, str) and CODE.fullmatch(code):
                yield code


def codes_of_the_program() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES if path.name != OF_THE_PROGRAM_ITSELF]
    shared = {name: code for tree in trees for name, code in constants(tree) if name.isupper() and name[0] != "_"}
    return {code for tree in trees for code in told(tree, shared)}


def codes_of_the_page() -> list[str]:
    return re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.M)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The codes of what is said of all mistakes in the guide."""
    folder, found = tmp_path_factory.mktemp("meldinger"), set()
    for block in all_blocks():
        if block.kind == MAL and block.name == MISTAKE:
            write_template(folder / TEMPLATE, block)
            book = WORKBOOK if "bok" in block.options else ""
            if book:
                lay_out(folder, block.options["bok"])
            with contextlib.chdir(folder):
                said = json.loads(said_by(f"rapportgen mal sjekk {TEMPLATE} {book} --json").text)
            found |= {problem["kode"] for file in said["filer"] for problem in file["problemer"]}
    return found


def test_every_code_is_described_once_and_no_other() -> None:
    assert sorted(codes_of_the_page()) == sorted(codes_of_the_program())


def test_each_is_shown_with_its_message_or_is_one_that_cannot_be(shown: set[str]) -> None:
    assert codes_of_the_program() - shown == NEVER_SHOWN


def test_the_codes_are_found_where_they_are_made() -> None:
    found = codes_of_the_program()
    assert {"ukjent-felt", "graf-feilskrevet", "ulik-blokk", "kapittel-utelatt", "for-stor", "anker-likt"} <= found
    assert {"", "chart-text", "dokument-xml"} & found == set()


def test_the_note_on_a_chapter_that_is_left_out_is_the_one_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "mal.docx").write_bytes(docx_with("{{ tiltak|antall }}{{ risikoer|antall }}"))
    sheets = {"Prosjekt": [["Felt", "Verdi"], ["Kommune", "Moskenes"]], "Tiltak": [["Tiltak-ID", "Tiltak"], ["1", "X"]]}
    book = workbook_with(tmp_path / "bok.xlsx", {**sheets, "Status": [["Kvartal", "Tiltak-ID"], ["2Q 2024", "1"]]})
    made = make_report(tmp_path / "mal.docx", book, out=tmp_path)
    (note,) = [problem for problem in made.problemer if problem.kode == "kapittel-utelatt"]
    assert f"Info      {note.sted}: {note.melding}" in PAGE.read_text(encoding="utf-8")
