"""`rapportgen mal liste`, as a consultant uses it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rapportgen import templates
from rapportgen.resources import shipped_templates

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of 80 columns, the same on every machine."""
    monkeypatch.setenv("COLUMNS", "80")


def test_each_template_is_told_of_on_80_columns(rapportgen: Runner) -> None:
    lines = rapportgen("mal", "liste").out.splitlines()
    assert set(shipped_templates()) <= set(lines)
    assert [line for line in lines if len(line) > 80 and not line.startswith("  Fil")] == []
    at = lines.index("statusside")
    assert lines[at + 1 : at + 4] == [
        "  Det viktigste i kvartalet på én side.",
        "  Kapitler  Tall som betyr noe · Beslutninger vi ber om · De største risikoene ·",
        "            Milepæler neste kvartal",
    ]


def test_one_template_is_told_of_by_its_name(rapportgen: Runner) -> None:
    outcome = rapportgen("mal", "liste", "gjennomføringsplan")
    assert [name for name in shipped_templates() if f"\n{name}\n" in f"\n{outcome.out}"] == ["gjennomforingsplan"]


def test_a_name_that_is_none_is_wrong_use(rapportgen: Runner) -> None:
    outcome = rapportgen("mal", "liste", "kvartalrapport")
    assert outcome.status == 2
    assert "Mente du «kvartalsrapport»?" in outcome.err


def test_json_has_the_same(rapportgen: Runner) -> None:
    found = {one["navn"]: one for one in json.loads(rapportgen("mal", "liste", "--json").out)["maler"]}
    assert set(found) == set(shipped_templates())
    assert found["mandat"] == {
        "navn": "mandat",
        "tittel": "Mandat",
        "formaal": "Mandatet til hver gruppe, på egne sider som kan deles ut.",
        "kapitler": [],
        "ark": ["Prosjekt", "Tekst", "Grupper", "Deltakere"],
        "fil": str(shipped_templates()["mandat"]),
    }


def test_a_template_that_cannot_be_read_hides_no_other(
    rapportgen: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "rar.docx"
    broken.write_bytes(b"ingen mal")
    monkeypatch.setattr(templates, "templates_with", lambda _: {"rar": broken, **shipped_templates()})
    outcome = rapportgen("mal", "liste")
    assert outcome.status == 0
    assert "  Feil      " in outcome.out
    assert "mandat" in outcome.out.splitlines()
    assert json.loads(rapportgen("mal", "liste", "--json").out)["maler"][0]["feil"]
