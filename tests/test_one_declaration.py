"""A column that is added to a declaration turns up everywhere: workbook, reading, checking, template, field list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from rapportgen.excel.create import create_workbook
from rapportgen.excel.read import read_workbook
from rapportgen.model.declare import Row, Schema, column, computed, sheet
from rapportgen.model.felter import template_fields
from rapportgen.model.kinds import AMOUNT, IDENTIFIER, STATUS, TEXT
from rapportgen.model.rader import Rader
from rapportgen.model.sheets import SCHEMA
from rapportgen.word.cache import compile_template
from rapportgen.word.render import render_template
from rapportgen.word.settings import Egenskaper, Visning
from tests.word.docx import Report, docx_with, para

if TYPE_CHECKING:
    from pathlib import Path


@sheet("Kompetanse", samling="kompetanse", key="id", help="Kurs.", synonyms="Kursplan")
class Kompetanse(Row):
    __slots__ = ()

    id: Any = column("Kurs-ID", IDENTIFIER, required=True, help="Unik ID.", example="K1")
    navn: Any = column("Kurs", TEXT, help="Navnet på kurset.", example="Medisinkurs")
    pris: Any = column("Påløpt kostnad", AMOUNT, synonyms="Pris", help="Hva kurset koster.", example="1 200")
    status: Any = column("Status", STATUS, help="Status.", example="Pågår")

    @computed("Dobbelt", help="To ganger prisen.")
    def dobbelt(self) -> Any:
        return self.pris + self.pris


EXTENDED = Schema((*SCHEMA.sheets, Kompetanse.SHEET))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "bok.xlsx"
    create_workbook(target, EXTENDED, year=2024)
    return target


def fill(path: Path, *rows: tuple[object, ...]) -> None:
    book = load_workbook(path)
    for number, row in enumerate(rows, 2):
        for index, value in enumerate(row, 1):
            book["Kompetanse"].cell(number, index, value)
    book.save(path)


def test_the_new_workbook_has_the_column_with_help_and_drop_down(path: Path) -> None:
    sheet = load_workbook(path)["Kompetanse"]
    headings = [cell.value for cell in sheet[1]]
    assert [heading.split(" (")[0] for heading in headings] == ["Kurs-ID", "Kurs", "Påløpt kostnad", "Status"]
    assert "Hva kurset koster." in sheet["C1"].comment.text
    assert sheet.column_dimensions["A"].number_format == "@"
    assert any("D2" in str(validation.sqref) for validation in sheet.data_validations.dataValidation)


def test_the_reader_reads_the_column_under_any_of_its_names(path: Path) -> None:
    fill(path, ("K1", "Medisinkurs", "1 200", "I gang"))
    (row,) = read_workbook(path, EXTENDED).rows("Kompetanse")
    assert (row.id, row.navn, row.pris.kroner, row.status) == ("K1", "Medisinkurs", 1_200_000, "Pågår")


def test_the_checks_know_its_kind_and_that_it_is_required(path: Path) -> None:
    fill(path, ("K1", "A", "mye", "Pågår"), (None, "B", 1, "Pågår"))
    faults = {(p.sted, p.alvor) for p in read_workbook(path, EXTENDED).problems}
    assert {("Kompetanse!C2", "feil"), ("Kompetanse!A3", "feil")} <= faults


def test_a_template_may_use_the_column_and_what_is_computed_from_it(path: Path) -> None:
    fill(path, ("K1", "Medisinkurs", 1200, "Pågår"))
    loop = "{% for kurs in kompetanse %}{{ kurs.navn }}: {{ kurs.pris }}{% endfor %}"
    template = docx_with(para(loop) + para("{{ kompetanse[0].dobbelt|kr }}"))
    rows = Rader(read_workbook(path, EXTENDED).rows("Kompetanse"))
    rendered = render_template(compile_template(template), {"kompetanse": rows}, Visning(), Egenskaper())
    text = Report(rendered.data, rendered.problems).text
    assert "Medisinkurs: 1" in text
    assert "2\u00a0400\u00a0000\u00a0kr" in text


def test_the_field_list_names_the_column() -> None:
    fields = {field.felt: field for field in template_fields(EXTENDED)}
    assert fields["kompetanse[].pris"].kolonne == "Påløpt kostnad"
    assert "kompetanse[].dobbelt" in fields
