"""The contract of a template: what a path stands for, and what changes between two versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.declared import declared_context
from rapportgen.model.kontrakt import EACH, Wish, change_between, lacking, sheets_of, wish_at
from tests.model.bygg import workbook
from tests.model.oppsett.bygg import settings

OWN = settings(
    '[ark.Kurs.kolonner]\nNavn = "tekst"\nPris = "beløp"\n[ark.Tiltak.kolonner]\n"Politisk sak" = "tekst"'
).schema


@pytest.mark.parametrize(
    ("path", "wish"),
    [
        (("prosjekt", "kommune"), ("felt", "prosjekt.kommune", "Prosjekt", "Kommune")),
        (("prosjekt", "kommune", "samisk"), ("felt", "prosjekt.kommune.samisk", "Prosjekt", "Kommune")),
        (("tiltak",), ("liste", "tiltak", "Tiltak", "")),
        (("tiltak", EACH, "frist"), ("felt", "tiltak[].frist", "Tiltak", "Frist")),
        (("tiltak", EACH, "naa", "avvik"), ("felt", "tiltak[].nå.avvik", "Status", "Avvik")),
        (("trusler", EACH, "ansvar"), ("felt", "trusler[].ansvar", "Risiko", "Ansvar")),
        (
            ("innsatsomraader", EACH, "tiltak", EACH, "start"),
            ("felt", "innsatsområder[].tiltak[].start", "Tiltak", "Start"),
        ),
        (("oekonomi", "sum"), ("felt", "økonomi.sum", "Økonomi", "")),
        (("oekonomi", "sum", "aarsprognose"), ("felt", "økonomi.sum.årsprognose", "Økonomi", "Årsprognose")),
        (("rapport", "kvartal"), ("felt", "rapport.kvartal", "", "")),
        (("tekst", "innledning"), ("felt", "tekst.innledning", "Tekst", "innledning")),
        (("grafer", "oekonomi", "tittel"), ("graf", "grafer.økonomi", "", "")),
        (("ark", "Kurs", EACH, "pris"), ("felt", 'ark["Kurs"][].pris', "Kurs", "Pris")),
        (("ark", "Ukjent", EACH, "hva"), ("felt", 'ark["Ukjent"][].hva', "Ukjent", "")),
        (("tiltak", EACH, "politisk_sak"), ("felt", "tiltak[].politisk_sak", "Tiltak", "Politisk sak")),
        (("tiltak", EACH, "egen_ting"), ("felt", "tiltak[].egen_ting", "Tiltak", "egen_ting")),
        (("avvik", EACH, "aarsak"), ("felt", "avvik[].årsak", "Tiltak", "")),
        (("finnes_ikke", "her"), ("felt", "finnes_ikke.her", "", "")),
    ],
)
def test_a_path_stands_for_a_column_of_a_sheet(path: tuple[str, ...], wish: tuple[str, str, str, str]) -> None:
    kind, name, sheet, column = wish
    assert wish_at(path, "avsnitt 1", declared_context(OWN)) == Wish(kind, name, "avsnitt 1", sheet, column)


def of(*paths: str, place: str = "avsnitt 1") -> list[Wish]:
    """Wishes by paths with points: `tiltak.[].frist`."""
    return [wish_at(tuple(path.split(".")), f"{place}-{n}", declared_context()) for n, path in enumerate(paths)]


def names(wishes: tuple[Wish, ...]) -> list[str]:
    return [wish.navn for wish in wishes]


def test_what_is_new_and_what_is_gone_is_told() -> None:
    change = change_between(of("prosjekt.firma", "tiltak.[].frist"), of("tiltak.[].frist", "risikoer.[].id"))
    assert (names(change.nye), names(change.borte), change.nye_navn) == (["risikoer[].id"], ["prosjekt.firma"], ())
    assert sheets_of(change.trengs) == {"Risiko": ["Risiko-ID"]}
    assert sheets_of(change.brukes_ikke) == {"Prosjekt": ["Firma"]}


@pytest.mark.parametrize(
    ("asked", "unused"),
    [
        ("oekonomi.sum.regnskap", {"Økonomi": ["Årsprognose"], "Risiko": ["Ansvar"]}),
        ("grafer.oekonomi", {"Risiko": ["Ansvar"]}),
        ("lys.oekonomi", {"Risiko": ["Ansvar"]}),
        ("setninger.risiko", {"Økonomi": ["Årsprognose"]}),
        ("hovedtall.[].verdi", {"Risiko": ["Ansvar"]}),
        ("oekonomi.[].lys", {"Risiko": ["Ansvar"]}),
        ("samlet_status", {}),
    ],
)
def test_a_column_behind_what_is_worked_out_is_in_use(asked: str, unused: dict[str, list[str]]) -> None:
    change = change_between(of("oekonomi.sum.aarsprognose", "risikoer.[].ansvar"), of(asked))
    assert sheets_of(change.brukes_ikke) == unused


@pytest.mark.parametrize(
    ("before", "after", "renamed"),
    [
        ("prosjekt.ansvarlig", "prosjekt.ansvarleg", True),
        ("tiltak.[].frist", "gjennomfoert.[].frist", True),  # the same column
        ("tiltak.[].status", "gjennomfoert.[].status", True),
        ("tiltak.[].frist", "milepaeler.[].frist", False),  # another sheet
        ("lys.risiko", "setninger.risiko", False),
        ("prosjekt.firma", "prosjekt.versjon", False),
    ],
)
def test_a_new_name_for_the_same_thing_is_told_as_one(before: str, after: str, renamed: bool) -> None:
    change = change_between(of(before), of(after, place="avsnitt 9"))
    assert bool(change.nye_navn) == renamed
    assert bool(change.nye or change.borte) != renamed


def test_a_name_in_the_same_place_need_be_less_like() -> None:
    before, after = of("prosjekt.godkjent"), of("prosjekt.prosjekteier")
    assert [(pair.var.navn, pair.er.navn) for pair in change_between(before, after).nye_navn] == [
        ("prosjekt.godkjent", "prosjekt.prosjekteier")
    ]


def test_a_list_is_no_field_with_a_new_name() -> None:
    change = change_between(of("tiltak"), of("tiltak.[].tiltak"))
    assert (names(change.nye), names(change.borte)) == (["tiltak[].tiltak"], ["tiltak"])


_PATHS = st.lists(st.sampled_from(["prosjekt.kommune", "prosjekt.firma", "tiltak", "tiltak.[].frist", "rapport.dato"]))


@given(_PATHS, _PATHS)
def test_every_wish_is_kept_new_gone_or_renamed(before: list[str], after: list[str]) -> None:
    old, new = of(*before), of(*after)
    change = change_between(old, new)
    assert {k.navn for k in (*change.nye, *(p.er for p in change.nye_navn))} == {k.navn for k in new} - {
        k.navn for k in old
    }
    assert {k.navn for k in (*change.borte, *(p.var for p in change.nye_navn))} == {k.navn for k in old} - {
        k.navn for k in new
    }
    assert not change_between(old, old)


def test_a_workbook_lacks_a_sheet_once_and_columns_one_by_one() -> None:
    book = workbook(tiltak=[{"id": "T1", "frist": "1.1.2025"}])
    book.sheets["Tiltak"].columns.update(id="Tiltak!A1", frist="Tiltak!B1")
    asked = of("tiltak.[].frist", "tiltak.[].ansvar", "tiltak.[].lys", "risikoer", "risikoer.[].id", "rapport.dato")
    assert [(p.alvor, p.kode, p.sted, p.verdi) for p in lacking(asked, book)] == [
        ("advarsel", "mangler-kolonne", "Tiltak", "tiltak[].ansvar"),
        ("advarsel", "mangler-ark", "Risiko", "risikoer"),
    ]
