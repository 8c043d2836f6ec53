"""What the plans of the samples must hold: every element of the plans they are modelled on, and their facts."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from rapportgen.pipeline import draft_report
from tests.test_templates_filled import W, text_of
from tests.word.judge import judge

ROOT = Path(__file__).parent.parent

MOSKENES = {
    "cover": ["Moskenes kommune", "Gjennomføringsplan delprosjekt helse og omsorg", "Moskenes sykehjem (Egen tegning)"],
    "versions": ["1.00", "12.10.2023", "Første versjon", "Kari Eksempel"],
    "1": ["Innledning", "Hensikten med gjennomføringsplanen er å:", "«Et bærekraftig Moskenes»"],
    "2": [
        "Bakgrunn og rammebetingelser",
        "Moskenes kommune har vært innmeldt i ROBEK siden 2012.",
        "Ledelse og samspill",
        "Prosjektorganisering (Egen tegning)",
    ],
    "2.1": [
        "status og utfordring august 2023",
        "22 Hjemmebaserte tjenester",
        "43 brukere over 67 år",
        "5,34",
        "19,58",
        "0,53",
        "Vertskommunesamarbeid for alle kommunene i Lofoten.",
    ],
    "co-operation": ["Jordmortjenester", "Helsefellesskap Lofoten, Vesterålen og Salten", "RKK Lofoten"],
    "2.2": ["Status økonomi", "19,4\u00a0mill.\u00a0kr", "Økonomi per tjenesteområde"],
    "3": ["Mål og krav", "Effektmål", "Vri tjenesten fra institusjon til mer hjemmebasert omsorg", "Resultatmål"],
    "measures": ["Slik måles målene", "innmeldt 2012", "varig innsparing", "Innsparing mot målet"],
    "4.1": ["tre innsatsområder", "Forvaltning og samarbeid", "Innsatsområdene med aksjonspunkter"],
    "4.2": ["Aksjonspunkter:", "Samlokalisering av heldøgnsomsorg til Reine", "12,0 mill. kr helår", "omsorgstrapp"],
    "5": ["Fast månedlig møter", "langsgående arbeid som inngår i øvrige tiltak", "Ferdigstille framtidsmelding"],
    "5.1": ["Trusler", "Høy turnover", "Reduserende tiltak", "Muligheter", "Støtte fra statsforvalter"],
    "6": ["Prosjektstyring og oppfølging", "referansegruppe", "Fast månedlig", "Brukerrepresentant"],
    "7": ["Interessenter/kommunikasjonsstrategi", "interessentanalyse"],
}
HOYLANDET = {
    "cover": ["Høylandet kommune", "Sluttrapport", "Fra institusjon til heim"],
    "1": ["Sammendrag"],
    "2": ["Utfordrings- og mulighetsbildet", "Trangere økonomiske rammer.", "Lokal oppstart", "Ekstern bistand"],
    "3": ["Måloppnåelse", "Overgang fra institusjon til mer hjemmebasert omsorg"],
    "4": ["Gevinster", "Frigjort tid på natt"],
    "5": ["Prosjektøkonomi", "Innsparing", "Årsprognose"],
    "6": ["Hva gikk bra", "Hva ville vi gjort annerledes", "Ting tar tid.", "finn aldri nye stia"],
    "7": ["Omsorgstrappen", "Hjemmeboende uten vedtak på kommunale tjenester", "Hverdagsrehabilitering", "GPS privat"],
    "8": ["Videre drift", "Tiltak som følges opp videre i linjen"],
    "appendix": ["Definisjoner og datagrunnlag"],
}


@cache
def made(template: str, sample: str) -> bytes:
    """The document of a sample, before page numbers are counted."""
    return draft_report(template, ROOT / "samples" / f"{sample}.xlsx", out=Path("ut.docx")).rendered.data


@cache
def read(template: str, sample: str) -> str:
    """Everything the document says."""
    with zipfile.ZipFile(io.BytesIO(made(template, sample))) as archive:
        paragraphs = etree.fromstring(archive.read("word/document.xml")).iter(W + "p")
        return "\n".join(text_of(paragraph) for paragraph in paragraphs)


@pytest.mark.parametrize("chapter", MOSKENES)
def test_the_plan_of_moskenes_has_every_element(chapter: str) -> None:
    text = read("gjennomforingsplan", "moskenes")
    assert [words for words in MOSKENES[chapter] if plain(words) not in plain(text)] == []


@pytest.mark.parametrize("chapter", HOYLANDET)
def test_the_final_report_of_hoylandet_has_every_element(chapter: str) -> None:
    text = read("sluttrapport", "hoylandet")
    assert [words for words in HOYLANDET[chapter] if plain(words) not in plain(text)] == []


def plain(text: str) -> str:
    """The text with ordinary spaces: whether a space may break a line is tested elsewhere."""
    return text.replace("\u00a0", " ")


def test_the_footnote_of_the_plan_leads_to_the_law() -> None:
    with zipfile.ZipFile(io.BytesIO(made("gjennomforingsplan", "moskenes"))) as archive:
        notes = archive.read("word/footnotes.xml").decode()
    assert "Forskrift om ledelse og kvalitetsforbedring" in notes
    assert "lovdata.no" in notes


def test_the_member_who_is_not_to_be_named_is_not_in_the_plan() -> None:
    assert "Per Tenkt" not in read("gjennomforingsplan", "moskenes")


@pytest.mark.parametrize("template", ["gjennomforingsplan", "sluttrapport"])
@pytest.mark.parametrize("sample", ["moskenes", "karasjok", "hoylandet"])
def test_every_sample_gives_a_sound_document(template: str, sample: str) -> None:
    assert judge(made(template, sample)) == []
    assert "{{" not in read(template, sample)
    assert "None" not in read(template, sample)
