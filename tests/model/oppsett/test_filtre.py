"""Own filters and own colours, as they are declared."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rapportgen.model.oppsett.palett import LEAST_CONTRAST, Farge, contrast
from rapportgen.model.trafikklys import ROED
from tests.model.oppsett.bygg import faults, settings


def test_a_number_format_has_what_the_file_says() -> None:
    text = '[filtre.Tusenkr]\ntall = { del_på = 1000, desimaler = 1, enhet = "tusen", fortegn = true, null = "–" }'
    (own,) = settings(text).filtre
    assert (own.navn, own.slag) == ("tusenkr", "tall")
    assert own.tall == (Decimal(1), Decimal(1000), 1, "", "tusen", True, "–")


def test_words_are_looked_up_whatever_their_case_and_spaces() -> None:
    (own,) = settings('[filtre.fase]\nordliste = { "Fase  A" = "Avklaring", "+" = "opp" }\nellers = ""').filtre
    assert own.ord == {"fase a": "Avklaring", "+": "opp"}
    assert own.ellers == ""


def test_colours_are_codes_names_of_the_palette_or_lights() -> None:
    text = (
        '[palett]\nhavblå = "#1f4e79"\n[filtre.f]\nfarger = { a = "c6efce", b = "havblå", c = "Rød" }\nellers = "gul"'
    )
    (own,) = settings(text).filtre
    assert own.farger == {"a": Farge("C6EFCE", "000000"), "b": Farge("1F4E79", "FFFFFF"), "c": ROED}
    assert own.ellers_farge == "Gul"


def test_a_light_has_the_colours_of_the_palette() -> None:
    made = settings('[palett]\nrød = { fyll = "C00000", skrift = "FFFFFF" }\ngul = "FFEE00"\nblå = "000080"')
    assert made.palett["Rød"] == Farge("C00000", "FFFFFF")
    assert made.palett["Gul"] == Farge("FFEE00", "9C5700")  # the usual text, which can be read on it
    assert made.palett["Blå"] == Farge("000080", "FFFFFF")


def test_a_text_that_is_hard_to_read_is_a_warning() -> None:
    (found,) = faults('[palett]\ngul = { fyll = "FFEB9C", skrift = "FFFFFF" }')
    assert (found.alvor, found.kode, found.sted) == ("advarsel", "lav-kontrast", "rapportgen.toml, palett.gul.skrift")
    assert found.forslag == "Skriv for eksempel 000000."


@pytest.mark.parametrize("fill", ["000000", "FFFFFF", "777777", "1F4E79", "C6EFCE"])
def test_the_text_that_is_chosen_can_be_read(fill: str) -> None:
    color = Farge.av(fill)
    assert contrast(color.fyll, color.skrift) >= LEAST_CONTRAST


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == contrast("FFFFFF", "000000") == 21
    assert round(contrast("777777", "FFFFFF"), 2) == 4.48


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[filtre.kr]\ntall = {}", "finnes-fra-foer", "filtre.kr"),
        ("[filtre.2x]\ntall = {}", "ugyldig-verdi", "filtre.2x"),
        ("[filtre.x]", "ugyldig-verdi", "filtre.x"),
        ('[filtre.x]\ntall = {}\nordliste = { a = "b" }', "ugyldig-verdi", "filtre.x.ordliste"),
        ("[filtre.x]\ntall = { desimaler = 11 }", "ugyldig-verdi", "filtre.x.tall.desimaler"),
        ("[filtre.x]\ntall = { del_på = 0 }", "ugyldig-verdi", "filtre.x.tall.del_på"),
        ("[filtre.x]\ntall = { del_på = inf }", "ugyldig-verdi", "filtre.x.tall.del_på"),
        ("[filtre.x]\ntall = { gang_med = nan }", "ugyldig-verdi", "filtre.x.tall.gang_med"),
        ("[filtre.x]\ntall = { del_på = 2, gang_med = 2 }", "ugyldig-verdi", "filtre.x.tall.gang_med"),
        ("[filtre.x]\ntall = { desimal = 1 }", "ukjent-innstilling", "filtre.x.tall.desimal"),
        ('[filtre.x]\ntall = {}\nellers = "a"', "ukjent-innstilling", "filtre.x.ellers"),
        ("[filtre.x]\nordliste = { a = 1 }", "ugyldig-verdi", "filtre.x.ordliste"),
        ('[filtre.x]\nordliste = { a = "b", A = "c" }', "dobbel-innstilling", "filtre.x.ordliste"),
        ('[filtre.x]\nfarger = { a = "rosa" }', "ugyldig-verdi", "filtre.x.farger"),
        ('[filtre.x]\nfarger = { a = "rød" }\nellers = "12"', "ugyldig-verdi", "filtre.x.ellers"),
        ('[palett]\ngrønn = "12345"', "ugyldig-verdi", "palett.grønn"),
        ('[palett]\ngrønn = { skrift = "000000" }', "ugyldig-verdi", "palett.grønn.fyll"),
    ],
)
def test_a_fault_is_told_with_its_key(text: str, code: str, place: str) -> None:
    (fault,) = faults(text)
    assert (fault.alvor, fault.kode, fault.sted) == ("feil", code, f"rapportgen.toml, {place}")
