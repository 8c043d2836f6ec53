"""The sample charts that templates are built with: in the house look, and filled like any other chart."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rapportgen.model.graf import Graf, Serie
from rapportgen.model.rader import Oppslag
from tests.word.charts import charts_in, described
from tests.word.docx import Report, render

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The modules that templates are built with."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from template_parts import charts, package, palette

    yield charts, package, palette
    for name in [name for name in sys.modules if name.startswith("template_parts")]:
        del sys.modules[name]


def report_of(parts: Any, folder: Path, key: str, kind: str, sample: str, graf: Graf) -> Report:
    charts, package, _ = parts
    chart = charts.Charts()
    body = chart(key, kind, 6, sample=sample, unit="{{ grafer.x.enhet }}") + "<w:p/><w:sectPr/>"
    package.write_document(folder / "mal.docx", "Mal", body, {}, added=chart.parts)
    return render((folder / "mal.docx").read_bytes(), grafer=Oppslag({"x": graf}))


def data(parts: Any, sample: str) -> Graf:
    """Data with the same series as the sample."""
    series = parts[0].SAMPLES[sample].series
    return Graf.av("T", ["A", "B"], [Serie(one.name, (Decimal(1), None)) for one in series], enhet="mill. kr")


@pytest.mark.parametrize("kind", ["søyle", "liggende", "linje"])
@pytest.mark.parametrize("sample", ["økonomi", "prognose", "innsparing", "gevinster", "gevinst", "nøkkeltall"])
def test_each_sample_is_filled_in_its_own_colours(parts: Any, tmp_path: Path, sample: str, kind: str) -> None:
    (chart,) = charts_in(report_of(parts, tmp_path, "x", kind, sample, data(parts, sample)))
    own = parts[0].SAMPLES[sample].series
    found = {
        one.findtext("{*}tx//{*}v"): one.find("{*}spPr//{*}srgbClr").get("val")
        for one in chart.all("//c:plotArea/*/c:ser")
    }
    assert found == {one.name: one.colour for one in own}
    assert chart.title == "mill. kr"


def test_budget_accounts_and_forecast_have_the_colours_of_the_house(parts: Any) -> None:
    palette = parts[2]
    colours = {one.name: one.colour for one in parts[0].SAMPLES["økonomi"].series}
    assert colours == {
        "Årsbudsjett": palette.STREK,
        "Regnskap hittil i år": palette.HAVBLAA,
        "Årsprognose": palette.FJORDBLAA,
    }


def test_a_report_without_data_has_no_trace_of_the_sample(parts: Any, tmp_path: Path) -> None:
    report = report_of(parts, tmp_path, "x", "søyle", "økonomi", Graf("T"))
    assert described(report) == []
    assert not [name for name in report.parts if "chart" in name or "embeddings" in name]
