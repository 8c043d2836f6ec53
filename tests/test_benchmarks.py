"""The measurements compare like with like: the plain script prints the same report from the same workbook."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from benchmarks import plain, plain_template
from benchmarks.__main__ import LEAST, measure
from benchmarks.long_table import SERIES, verdict
from benchmarks.measured import Cost, Measurement
from benchmarks.plot import draw
from benchmarks.show import table
from benchmarks.varied import write_varied
from benchmarks.work import QUARTER, SAMPLE
from rapportgen.model.perioder import Periode
from rapportgen.pipeline import make_report

if TYPE_CHECKING:
    from pathlib import Path

# What only a program that checks and explains itself has: its findings, and how it understood each sheet.
OURS_ALONE = {"Merknader fra kontrollen av arbeidsboken", "Ark i arbeidsboken"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rapporter")
    template = plain_template.build(folder / "mal.docx")
    plain.make(SAMPLE, QUARTER, template, folder / "plain.docx")
    make_report("kvartalsrapport", SAMPLE, period=Periode.parse(QUARTER), out=folder / "ours.docx")
    return folder


def tables_of(path: Path) -> dict[str, Counter[str]]:
    """The texts of the cells of every table, by its caption without the number."""
    found: dict[str, Counter[str]] = {}
    caption = ""
    for block in Document(str(path)).element.body:
        if block.tag == qn("w:p"):
            caption = _text(block) or caption
        elif block.tag == qn("w:tbl"):
            name = re.sub(r"^Tabell \d+[. ]+", "", caption)
            found[name] = Counter(_text(cell) for cell in block.iter(qn("w:tc")))
    return found


def _text(element: object) -> str:
    """The text of an element; only we keep amounts that are typed as text on one line, so all spaces are alike."""
    text = "".join(node.text or "" for node in element.iter(qn("w:t")))  # type: ignore[attr-defined]
    return text.replace("\xa0", " ").strip()


def test_both_reports_have_the_same_tables(folder: Path) -> None:
    ours, plainly = tables_of(folder / "ours.docx"), tables_of(folder / "plain.docx")
    assert [name for name in plainly if name not in OURS_ALONE] == [name for name in ours if name not in OURS_ALONE]


def test_every_value_of_the_plain_report_stands_in_ours(folder: Path) -> None:
    ours, plainly = tables_of(folder / "ours.docx"), tables_of(folder / "plain.docx")
    missing = {name: cells - ours[name] for name, cells in plainly.items() if name not in OURS_ALONE}
    assert {name: dict(cells) for name, cells in missing.items() if cells} == {}


def test_both_reports_have_the_same_charts(folder: Path) -> None:
    ours, plainly = charts_of(folder / "ours.docx"), charts_of(folder / "plain.docx")
    assert len(ours) == 3
    assert plainly == ours


def charts_of(path: Path) -> list[list[tuple[str, str | float]]]:
    """What each chart shows, in the order of the drawings: texts and figures, each with the cells it is read from."""
    document = Document(str(path))
    frames = document.element.body.iter(qn("c:chart"))
    parts = [document.part.related_parts[frame.get(qn("r:id"))].blob for frame in frames]
    return [
        [
            (reference.findtext(qn("c:f")), _figure(value.text))
            for reference in parse_xml(part).iter(qn("c:strRef"), qn("c:numRef"))
            for value in reference.iter(qn("c:v"))
        ]
        for part in parts
    ]


def _figure(text: str) -> str | float:
    return float(text) if re.fullmatch(r"[\d.]+", text) else text


def test_the_plain_report_is_not_an_empty_one(folder: Path) -> None:
    cells = tables_of(folder / "plain.docx").values()
    assert sum(count for counted in cells for text, count in counted.items() if text) > 300


def test_the_plain_template_has_only_tags_of_docxtpl(folder: Path) -> None:
    with zipfile.ZipFile(folder / "mal.docx") as package:
        document = package.read("word/document.xml").decode()
    assert re.findall(r"{%\s*lys |gantt\(|risikomatrise\(", document) == []
    assert "{%tr for" in document


@pytest.mark.parametrize(
    ("ours", "plainly", "met"),
    [
        ([0.1, 0.1, 0.1], [0.5, 0.5, 0.5], True),
        ([0.1, 0.1, 0.1], [0.3, 0.3, 0.3], False),
        ([0.1, 0.1, 9.0], [0.4, 0.4, 0.4], True),  # one turn that met other work on the machine
    ],
)
def test_a_target_is_judged_by_the_median_ratio(ours: list[float], plainly: list[float], met: bool) -> None:
    both = [tuple(Cost(seconds, seconds) for seconds in side) for side in (ours, plainly)]
    assert Measurement("batch", both[0], both[1], "minst 4 ×", lambda ratio: ratio >= 4).is_met() is met


def test_the_table_prints_milliseconds_and_ratios() -> None:
    costs = (Cost(0.1, 0.08), Cost(0.2, 0.08), Cost(0.3, 0.08)), (Cost(0.4, 0.4),)
    text = table([Measurement("batch", *costs, "minst 4 ×", lambda ratio: ratio >= 4)])
    assert text.splitlines()[-1] == "| batch | 200 (100) | 80 | 400 (400) | 400 | 2.00 × | 5.00 × | minst 4 × | ja |"


def curves_of(rows: dict[int, tuple[float, float]]) -> dict[str, dict[int, Cost]]:
    """The same seconds and megabytes for every way to make the table."""
    curve = {number: Cost(seconds, seconds, peak) for number, (seconds, peak) in rows.items()}
    return {series.name: dict(curve) for series in SERIES}


@pytest.mark.parametrize(
    ("seconds_of_ten_thousand", "seconds", "peak", "met"),
    [
        (0.5, 2.5, 250, True),
        (0.5, 3.1, 250, False),  # too slow
        (0.5, 2.5, 310, False),  # too much memory
        (0.2, 2.5, 250, False),  # a row costs 2.5 times what it does in a shorter table
    ],
)
def test_the_long_table_is_judged_by_time_memory_and_growth(
    seconds_of_ten_thousand: float, seconds: float, peak: float, met: bool
) -> None:
    ours = verdict(curves_of({10_000: (seconds_of_ten_thousand, 90), 50_000: (seconds, peak)}))
    assert len(ours) == 2
    assert all("IKKE nådd" in line for line in ours) is not met


def test_a_shorter_run_says_nothing_about_fifty_thousand_rows() -> None:
    assert verdict(curves_of({100: (0.1, 30), 10_000: (0.5, 60)})) == []


def test_the_plot_has_a_curve_in_each_panel_for_every_way() -> None:
    root = fromstring(draw("Tid & minne", curves_of({100: (0.1, 30), 1_000: (0.9, 60)})))
    lines = [element for element in root if element.tag.endswith("polyline")]
    assert len(lines) == 2 * len(SERIES)
    assert {len(line.get("points", "").split()) for line in lines} == {2}
    assert root.findtext("{*}title") == "Tid & minne"


def test_varied_workbooks_differ_and_give_both_sides_the_same_values(folder: Path) -> None:
    write_varied(folder / "arbeidsboker", 2)
    first, second = sorted((folder / "arbeidsboker").iterdir())
    plain.make(second, QUARTER, folder / "mal.docx", folder / "plain-1.docx")
    make_report("kvartalsrapport", second, period=Periode.parse(QUARTER), out=folder / "ours-1.docx")
    plain.make(first, QUARTER, folder / "mal.docx", folder / "plain-0.docx")
    ours, plainly = tables_of(folder / "ours-1.docx"), tables_of(folder / "plain-1.docx")
    missing = {name: cells - ours[name] for name, cells in plainly.items() if name not in OURS_ALONE}
    assert {name: dict(cells) for name, cells in missing.items() if cells} == {}
    assert plainly != tables_of(folder / "plain-0.docx")


def test_one_command_measures_everything() -> None:
    text, picture = measure(LEAST)
    assert len(re.findall(r"^\| batch, 2 arbeidsbøker", text, re.M)) == 2
    for series in SERIES:
        assert f"| {series.name} |" in text
        assert series.name in picture
