"""Documents that are about no quarter: which period they show, what they are called, and what they miss."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from rapportgen.errors import ReportError
from rapportgen.pipeline import make_report
from tests.word.docx import docx_with

if TYPE_CHECKING:
    from pathlib import Path

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><cp:category>{category}</cp:category>'
    "</cp:coreProperties>"
)
RELATION = (
    '<Relationship Id="rIdCore" Target="docProps/core.xml" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>'
)
TYPE = (
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
)


def template(folder: Path, text: str, title: str = "Delprosjektplan", category: str = "Uten kvartal") -> Path:
    """A template of one paragraph with these properties."""
    source, target = folder / "uten.docx", folder / "delprosjektplan.docx"
    source.write_bytes(docx_with(text))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            if name == "_rels/.rels":
                data = data.replace("</Relationships>", f"{RELATION}</Relationships>")
            if name == "[Content_Types].xml":
                data = data.replace("</Types>", f"{TYPE}</Types>")
            new.writestr(name, data)
        new.writestr("docProps/core.xml", CORE.format(title=title, category=category))
    return target


def workbook(folder: Path, facts: dict[str, str], **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    facts = {"Kommune": "Karasjok kommune", **facts}
    for name, rows in {"Prosjekt": [["Felt", "Verdi"], *facts.items()], **sheets}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(folder / "karasjok.xlsx")
    return folder / "karasjok.xlsx"


def text_of(path: Path) -> str:
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


GOALS = {"Mål": [["Mål-ID", "Mål"], ["E1", "Rett tjeneste til rett tid"]]}
STATUS = {"Status": [["Kvartal", "Tiltak-ID", "Status"], ["3Q 2023", "1.1", "Pågår"], ["4Q 2023", "1.1", "Pågår"]]}


@pytest.mark.parametrize(
    ("facts", "sheets", "day", "shown"),
    [
        ({"Dato": "12.10.2023"}, GOALS, None, "4. kvartal 2023"),
        ({}, GOALS, date(2024, 2, 1), "1. kvartal 2024"),
        ({"Dato": "12.10.2022"}, STATUS, None, "4. kvartal 2023"),
        ({"Rapportkvartal": "3Q 2023"}, STATUS, None, "3. kvartal 2023"),
        ({"Rapportkvartal": "1Q 2022"}, STATUS, None, "1. kvartal 2022"),
    ],
)
def test_a_plan_shows_how_things_stand_in_the_workbooks_quarter_else_at_its_own_date(
    tmp_path: Path, facts: dict[str, str], sheets: dict[str, Any], day: date | None, shown: str
) -> None:
    plan = template(tmp_path, "{{ rapport.kvartal }}")
    made = make_report(plan, workbook(tmp_path, facts, **sheets), out=tmp_path / "ut", dato=day)
    assert text_of(made.fil) == shown
    assert made.problemer == ()


def test_a_report_about_a_quarter_still_asks_for_one(tmp_path: Path) -> None:
    report = template(tmp_path, "{{ rapport.kvartal }}", category="Rapport")
    with pytest.raises(ReportError, match="Fyll ut «Rapportkvartal»"):
        make_report(report, workbook(tmp_path, {}, **GOALS), out=tmp_path / "ut")


def test_an_empty_workbook_gives_no_plan(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="ingen rader å lage rapport av"):
        make_report(template(tmp_path, "{{ rapport.tittel }}"), workbook(tmp_path, {}), out=tmp_path / "ut")


def test_a_plan_has_no_quarter_in_its_file_name_nor_in_its_title(tmp_path: Path) -> None:
    facts = {"Dokumenttittel": "Delprosjektplan – Delprosjekt Helse og omsorg", "Dato": "12.10.2023"}
    made = make_report(
        template(tmp_path, "{{ rapport.tittel }}"), workbook(tmp_path, facts, **GOALS), out=tmp_path / "u"
    )
    assert made.fil.name == "delprosjektplan-karasjok.docx"
    assert text_of(made.fil) == facts["Dokumenttittel"]
    with zipfile.ZipFile(made.fil) as package:
        core = package.read("docProps/core.xml").decode()
    assert f"<dc:title>{facts['Dokumenttittel']}</dc:title>" in core
    assert "kvartal" not in core


def test_a_plan_that_says_who_adopted_it_warns_of_each_empty_field(tmp_path: Path) -> None:
    plan = template(tmp_path, "Plan {{ rapport.fastsatt or '' }}")
    book = workbook(tmp_path, {"Dato": "12.10.2023", "Fastsatt av": "", "Fastsatt dato": ""}, **GOALS)
    made = make_report(plan, book, out=tmp_path / "ut")
    assert [(problem.kode, problem.alvor) for problem in made.problemer] == [("tomt-felt", "advarsel")] * 3
    assert text_of(made.fil) == "Plan "


def test_a_plan_that_does_not_say_who_adopted_it_does_not_warn(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"Dato": "12.10.2023"}, **GOALS)
    assert make_report(template(tmp_path, "Plan {{ rapport.tittel }}"), book, out=tmp_path / "ut").problemer == ()
