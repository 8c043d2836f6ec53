"""The tables of the settings file: what each gives, and that nothing wrong goes by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.oppsett.lesing import TABLES, settings_from
from rapportgen.model.oppsett.table import Source
from tests.model.oppsett.bygg import faults, settings


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ('[raport]\nfilnavn = "{mal}"', "ukjent-innstilling", "raport", "Mente du «rapport»?"),
        ('[rapport]\nfilnavm = "{mal}"', "ukjent-innstilling", "rapport.filnavm", "Mente du «filnavn»?"),
        ('rapport = "x"', "ugyldig-verdi", "rapport", ""),
        ("[rapport]\nfilnavn = 3", "ugyldig-verdi", "rapport.filnavn", ""),
        ('[rapport]\nfilnavn = "{kommune}"', "ugyldig-verdi", "rapport.filnavn", "{kommune}-{mal}"),
        ('[rapport]\nfilnavn = "{mal}-{kommun}"', "ugyldig-verdi", "rapport.filnavn", "Mente du {kommune}?"),
        (
            '[rapport]\nfilnavn = "{mal"',
            "ugyldig-verdi",
            "rapport.filnavn",
            'Skriv for eksempel "{kommune}-{mal}-{kvartal}".',
        ),
        (
            '[rapport]\nkvartalsformat = "1/24x"',
            "ugyldig-kvartalsformat",
            "rapport.kvartalsformat",
            "Skriv for eksempel 1. kvartal 2024 eller 1Q 2024.",
        ),
        ('[økonomi]\nenhet = "euro"', "ugyldig-enhet", "økonomi.enhet", "Skriv kr eller 1 000 kr eller mill. kr."),
        ('[risikomatrise]\nmatrise = "5x5"', "ukjent-matrise", "risikomatrise.matrise", ""),
        (
            '[skala]\nkonsekvens = ["Lav", "Høy"]',
            "ugyldig-verdi",
            "skala.konsekvens",
            "Skriv ett navn for hvert trinn, det laveste først.",
        ),
        (
            "[trafikklys]\nøkonomi = { gul = -1 }",
            "ugyldig-verdi",
            "trafikklys.økonomi.gul",
            'Skriv for eksempel "-5 %".',
        ),
        ('[trafikklys]\nøkonomi = { gul = "-5 %", rød = "-1 %" }', "ugyldig-verdi", "trafikklys.økonomi.rød", ""),
        ("[trafikklys]\nfremdrift = { gul = 1.5 }", "ugyldig-verdi", "trafikklys.fremdrift.gul", ""),
        ('[prosjekt]\nKomune = "Moskenes"', "ukjent-innstilling", "prosjekt.Komune", "Mente du «Kommune»?"),
        ('[prosjekt]\nRapportkvartal = "5Q 2024"', "ugyldig-kvartal", "prosjekt.Rapportkvartal", ""),
        ('[prosjekt]\nMålform = "dansk"', "ugyldig-verdi", "prosjekt.Målform", ""),
        ('[personvern]\nskjul_under = "få"', "ugyldig-verdi", "personvern.skjul_under", ""),
        ('[prosjekt]\nFirma = ""', "ugyldig-verdi", "prosjekt.Firma", "Slett linjen hvis den ikke skal si noe."),
        (
            '[prosjekt]\nRisikomatrise = "3x3-2-6"\n[risikomatrise]\nmatrise = "3x3-2-6"',
            "dobbel-innstilling",
            "prosjekt.Risikomatrise",
            "",
        ),
        ('[rapport]\nmålform = "nynorsk"\nmaalform = "bokmål"', "dobbel-innstilling", "rapport.maalform", ""),
    ],
)
def test_a_fault_is_told_with_its_key_and_what_to_do(text: str, code: str, place: str, hint: str) -> None:
    (fault,) = faults(text)
    assert (fault.alvor, fault.kode, fault.sted) == ("feil", code, f"rapportgen.toml, {place}")
    assert not hint or hint in fault.forslag


def test_all_faults_are_told_at_once() -> None:
    found = faults('[rapport]\nfilnavn = 1\nx = 2\n[palett]\ngul = "gul"\n[ark.Kurs]\nhjelp = 3')
    assert {fault.sted.partition(", ")[2] for fault in found} == {
        "rapport.filnavn", "rapport.x", "palett.gul", "ark.Kurs", "ark.Kurs.hjelp",
    }  # fmt: skip


def test_a_table_may_be_spelt_with_or_without_norwegian_letters() -> None:
    norwegian, ascii_only = settings('[økonomi]\nenhet = "kr"'), settings('[oekonomi]\nenhet = "kr"')
    assert norwegian.prosjekt["beloepsenhet"][0] == ascii_only.prosjekt["beloepsenhet"][0] == "kr"


def test_values_are_those_that_a_cell_of_sheet_prosjekt_would_give() -> None:
    text = '[prosjekt]\nDato = 2024-07-15\nRapportkvartal = "K2-24"\n[personvern]\nskjul_under = 5'
    given_values = {name: value for name, (value, _) in settings(text).prosjekt.items()}
    assert given_values["dato"].start == date(2024, 7, 15)
    assert str(given_values["rapportkvartal"]) == "2. kvartal 2024"
    assert given_values["skjul_smaa_tall"] == Decimal(5)


def test_a_matrix_may_be_written_row_by_row() -> None:
    rows = '["gul rød rød", "grønn gul rød", "grønn grønn gul"]'
    made = settings(f"[risikomatrise]\nmatrise = {rows}")
    assert made.prosjekt["risikomatrise"][0] == "gul rød rød; grønn gul rød; grønn grønn gul"


def test_the_names_of_levels_and_the_limits_are_rows_of_sheet_skala() -> None:
    text = '[skala]\nvurdering = ["a", "b", "c", "d", "e", "f"]\n[trafikklys]\nøkonomi = { rød = "-7 %" }'
    rows = [(row.skala, row.verdi, row.navn) for row in settings(text).skala]
    assert rows[0] == ("Vurdering", "1", "a")
    assert rows[-1] == ("Økonomi", "-7 %", "Rød")


_LEAF = st.one_of(st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates())
_VALUE = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
_KEYS = st.sampled_from(
    ["mappe", "filnavn", "gul", "økonomi", "kolonner", "slag", "tall", "ordliste", "farger", "Tiltak"]
)
_TABLE = st.dictionaries(_KEYS | st.text(max_size=8), _VALUE, max_size=3)


@given(st.dictionaries(st.sampled_from(TABLES) | st.text(max_size=6), _TABLE | _VALUE, max_size=4))
def test_no_content_is_too_odd_to_be_read(content: dict[str, object]) -> None:
    source = Source("rapportgen.toml")
    made, folder = settings_from(content, source)
    assert isinstance(folder, str)
    assert made.schema["Tiltak"].by_name["id"].heading
    assert all(fault.melding and fault.sted for fault in source.problems)


def test_an_empty_file_changes_nothing() -> None:
    made = settings("")
    assert (made.prosjekt, made.skala, made.filtre, made.palett, made.filnavn) == ({}, (), (), {}, "")
