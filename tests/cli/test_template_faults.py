"""A template with faults: every fault once, all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.kjoer import Runner


@pytest.mark.parametrize(
    ("paragraphs", "lines"),
    [
        (
            ("{{ prosjekt.komune }}",),
            ["mal.docx: avsnitt 1: Feltet prosjekt.komune finnes ikke. Mente du prosjekt.kommune?"],
        ),
        (
            ("{% if tiltak %}x",),
            [
                "mal.docx: avsnitt 1: «if» er ikke avsluttet. "
                "Slutten hører trolig hjemme i samme avsnitt. Avslutt med {% endif %}."
            ],
        ),
        (
            ("{{ prosjekt.komune }}", "{{ økonmi.sum.årsprognose|mil }}", "{{ tiltak|lengthh }}"),
            [
                "mal.docx: 4 feil i malen.",
                "  avsnitt 1: Feltet prosjekt.komune finnes ikke. Mente du prosjekt.kommune?",
                "  avsnitt 2: Filteret «mil» finnes ikke. Mente du mill?",
                "  avsnitt 2: Feltet økonmi finnes ikke. Mente du økonomi?",
                "  avsnitt 3: Filteret «lengthh» finnes ikke. Mente du length?",
            ],
        ),
    ],
)
def test_each_fault_is_told_once(
    paragraphs: tuple[str, ...], lines: list[str], rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    template = tmp_path / "mal.docx"
    template.write_bytes(docx_with("".join(para(text) for text in paragraphs)))
    outcome = rapportgen("lag", template, samples / "moskenes.xlsx", "-o", tmp_path)
    assert (outcome.status, outcome.err.splitlines()) == (1, lines)
    assert [file.name for file in tmp_path.iterdir()] == ["mal.docx"]


def test_the_faults_of_a_template_are_told_though_the_workbook_cannot_be_read(
    rapportgen: Runner, tmp_path: Path
) -> None:
    template, workbook = tmp_path / "mal.docx", tmp_path / "bok.xlsx"
    template.write_bytes(docx_with(para("{{ prosjekt.navn")))
    workbook.write_bytes(b"ingen arbeidsbok")
    outcome = rapportgen("lag", template, workbook)
    assert outcome.err.startswith("mal.docx: avsnitt 1:")
    assert len(outcome.err.splitlines()) == 1


def test_a_warning_about_the_template_is_told_when_the_report_is_made(
    rapportgen: Runner, samples: Path, tmp_path: Path
) -> None:
    template = tmp_path / "mal.docx"
    template.write_bytes(docx_with(para("{{ prosjekt.kommune }} { { rapport.kvartal } }")))
    outcome = rapportgen("lag", template, samples / "moskenes.xlsx", "-o", tmp_path)
    assert outcome.status == 0
    assert "avsnitt 1: Klammene står ikke inntil hverandre" in outcome.err
