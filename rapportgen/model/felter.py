"""The list of what a template may use, made from the declarations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.model.sheets import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.declare import Schema, Sheet


class Field(NamedTuple):
    """One field: its name as typed in a template, and where its value comes from."""

    felt: str
    slag: str
    ark: str
    kolonne: str
    hjelp: str
    eksempel: str


def template_fields(schema: Schema = SCHEMA) -> list[Field]:
    """What the program itself adds, then every field of every declared sheet, in the order of the workbook."""
    return [*_ADDED, *(field for sheet in schema for field in _fields_of(sheet))]


def _fields_of(sheet: Sheet) -> Iterator[Field]:
    owner = with_letters(sheet.samling) + ("" if sheet.key_value else "[]")
    for column in sheet.columns:
        name = f"{owner}.{with_letters(column.name)}"
        yield Field(name, column.kind.label, sheet.name, column.heading, column.help, column.example)
    for computed in sheet.computed.values():
        yield Field(f"{owner}.{with_letters(computed.name)}", "utregnet", sheet.name, "", computed.help, "")
    for joined in sheet.joined.values():
        yield Field(f"{owner}.{with_letters(joined.name)}", "koblet", sheet.name, "", joined.help, "")


def with_letters(name: str) -> str:
    """The æøå form of a name in code: `oekonomi` → `økonomi`, `maalsetning` → `målsetning`.

    A few words have these letter pairs on their own (`moetefrekvens` has not); none does in the declarations.
    """
    return re.sub("aa", "å", re.sub("oe", "ø", re.sub("ae", "æ", name)))


def _added(group: str, **fields: str) -> list[Field]:
    """Fields that are worked out for the whole report, by name in code."""
    return [
        Field(f"{group}.{with_letters(name)}", "utregnet", "Rapporten", "", help, "") for name, help in fields.items()
    ]


def _collection(name: str, help: str) -> Field:
    return Field(f"{with_letters(name)}[]", "rader", "Rapporten", "", help, "")


_ADDED = [
    *_added(
        "rapport",
        tittel="Tittelen på rapporten.",
        undertittel="Delprosjektet, ellers hovedprosjektet.",
        kvartal="Kvartalet rapporten gjelder.",
        forrige_kvartal="Kvartalet før.",
        neste_kvartal="Kvartalet etter.",
        i_fjor="Samme kvartal i fjor.",
        periode="Første og siste dag i kvartalet.",
        periodeord="«kvartal» eller «tertial».",
        perioden="«kvartalet» eller «tertialet».",
        dato="Rapportens dato.",
        mottaker="Den rapporten er skrevet til.",
        fra="Ansvarlig, ellers prosjekteier.",
        mal="Navnet på malen.",
        gradering="«Unntatt offentlighet …» når det gjelder.",
        kommune_samisk="Kommunens samiske navn.",
        foreloepig="Om tallene er foreløpige: 4. kvartal før april.",
    ),
    *_added(
        "lys",
        samlet="Den dårligste av delene.",
        fremdrift="Trafikklys for tiltakene.",
        milepaeler="Trafikklys for milepælene.",
        oekonomi="Trafikklys for prognosen.",
        innsparing="Trafikklys for innsparingen.",
        risiko="Den dårligste fargen blant åpne trusler.",
    ),
    *_added(
        "setninger",
        fremdrift="Én setning om tiltakene.",
        milepaeler="Én setning om milepælene.",
        oekonomi="Én setning om prognosen.",
        innsparing="Én setning om innsparingen.",
        risiko="Én setning om truslene.",
    ),
    *_added(
        "endringer",
        milepaeler_flyttet="Milepæler som er flyttet siden forrige kvartal.",
        risiko_opp="Trusler som er blitt større.",
        risiko_ned="Trusler som er blitt mindre.",
        risiko_nye="Nye trusler.",
        risiko_lukkede="Risikoer som er lukket.",
        status_endret="Tiltak som har fått ny status.",
        tekster="Ferdige setninger om alt dette.",
    ),
    *_added(
        "grunnlag",
        arbeidsbok="Filnavnet til arbeidsboken.",
        sjekksum="Arbeidsbokens SHA-256.",
        ark="Arkene, med `navn`, `kjent_som` og `rader`.",
        fortegn="Setningen om fortegn på avvik.",
        skala="Nivåene, med `verdi`, `kode` og `navn`.",
        matrise="Setningen om risikomatrisen.",
        matrise_trinn="Hvor mange trinn risikomatrisen har hver vei; 0 når den ikke er kvadratisk.",
        grenser="Setninger om grensene for trafikklys.",
        advarsler="Feil og advarsler, med `sted` og `melding`.",
    ),
    _collection("samlet_status", "`område`, `forrige`, `nå`, `utvikling` og `kommentar` for hver del."),
    _collection("hovedtall", "Inntil fire tall: `navn`, `verdi` og `merknad`."),
    _collection("gjennomfoert", "Tiltakene som er rapportert i kvartalet."),
    _collection("avvik", "Tiltakene som har avvik i kvartalet."),
    _collection("planlagt", "Tiltakene som har noe planlagt neste kvartal."),
    _collection("milepaeler_neste", "Milepælene som skal nås neste kvartal."),
    _collection("trusler", "De åpne truslene; felter som `risikoer`."),
    _collection("muligheter", "De åpne mulighetene; felter som `risikoer`."),
    _collection("topprisikoer", "De tre verste truslene."),
    _collection("bemanning", "Nøkkeltallene om ansatte; felter som `nøkkeltall`."),
    _collection("styringsdata", "De andre nøkkeltallene."),
    _collection("aarstall", "Nøkkeltall for hele år."),
    Field("ark[«navn»]", "rader", "Rapporten", "", "Et ark programmet ikke kjenner, med kolonnene som felter.", ""),
    Field("rader.har_<felt>", "ja/nei", "Rapporten", "", "Om noen av radene har en verdi i feltet.", ""),
]
