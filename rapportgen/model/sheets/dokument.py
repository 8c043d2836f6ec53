"""Sheets with what documents are made of: Tekst, Figurer, Fotnoter, Ordliste, Skala and Versjoner."""

from __future__ import annotations

from typing import Any

from rapportgen.model.declare import Row, column, sheet
from rapportgen.model.kinds import IDENTIFIER, LONG_TEXT, MOMENT, NUMBER, PERIOD, SHORT_TEXT, TEXT, offered


@sheet(
    "Tekst",
    samling="tekst",
    help="Tekstavsnittene i dokumentene. Nøkkelen er navnet malen henter teksten med; uten nøkkel er det overskriften.",
    synonyms="Tekster, Tekstar, Fritekst, Narrativ, Text",
)
class Tekst(Row):
    """One paragraph; paragraphs under the same heading make one rich text."""

    __slots__ = ()

    noekkel: Any = column(
        "Nøkkel",
        SHORT_TEXT,
        synonyms="Key, Felt, Nykel",
        help="Navnet malen henter teksten med. Tom betyr overskriften.",
        example="sammendrag",
    )
    kvartal: Any = column(
        "Kvartal",
        PERIOD,
        synonyms="Kv, Kv., Tertial, Periode, Quarter",
        help="Kvartalet teksten gjelder. Tom betyr alle.",
        example="2Q 2024",
    )
    dokument: Any = column(
        "Dokument",
        offered("plan", "rapport"),
        synonyms="Dok, Document",
        help="Dokumentet teksten hører til: plan eller rapport.",
        example="rapport",
    )
    kapittel: Any = column(
        "Kapittel", IDENTIFIER, synonyms="Kap, Kap., Chapter", help="Kapittelnummeret.", example="2.2"
    )
    rekkefoelge: Any = column(
        "Rekkefølge", NUMBER, synonyms="Rekkefølgje, Nr, Order", help="Rekkefølgen i kapitlet.", example="1"
    )
    type: Any = column(
        "Type", offered("avsnitt", "punkt", "nummer"), help="Avsnitt, punkt eller nummer.", example="avsnitt"
    )
    nivaa: Any = column("Nivå", NUMBER, synonyms="Level", help="Innrykk på punktet: 1, 2 eller 3.", example="1")
    overskrift: Any = column(
        "Overskrift", TEXT, synonyms="Heading, Tittel", help="Overskriften teksten står under.", example="Sammendrag"
    )
    overskrift_samisk: Any = column(
        "Overskrift (samisk)",
        TEXT,
        synonyms="Samisk overskrift",
        help="Overskriften på samisk.",
        example="Čoahkkáigeassu",
    )
    tekst: Any = column(
        "Tekst",
        LONG_TEXT,
        required=True,
        synonyms="Innhold, Avsnitt, Text, Innhald",
        help="Selve teksten. Fet og kursiv skrift og punkter følger med.",
        example="Prosjektet følger planen.",
    )


@sheet(
    "Figurer",
    samling="figurer",
    key="id",
    help="Bilder og tegninger i dokumentene. Filene ligger i samme mappe som arbeidsboken.",
    synonyms="Figur, Bilder, Bilde, Illustrasjoner, Figurar, Bilete, Illustrasjonar, Figures, Images",
)
class Figur(Row):
    """One picture, with what must stand with it."""

    __slots__ = ()

    id: Any = column(
        "Figur-ID",
        IDENTIFIER,
        required=True,
        synonyms="ID, Nr, Nr., Figurnr, Figur, Nøkkel, Nykel, Figure, No",
        help="Navnet malen henter figuren med, for eksempel forside.",
        example="forside",
    )
    fil: Any = column(
        "Fil",
        TEXT,
        required=True,
        synonyms="Filnavn, Bilde, Bildefil, Filnamn, Bilete, Biletfil, File, Image",
        help="Filnavnet, med undermappe hvis den ligger i en. PNG eller JPEG.",
        example="forside.png",
    )
    figurtekst: Any = column(
        "Figurtekst",
        TEXT,
        synonyms="Bildetekst, Tekst, Tittel, Biletetekst, Caption",
        help="Teksten under figuren.",
        example="Sykehjemmet",
    )
    alternativ_tekst: Any = column(
        "Alternativ tekst",
        TEXT,
        synonyms="Alt-tekst, Alt tekst, Alt, Beskrivelse, Skildring, Alt text",
        help="Hva figuren viser, for den som ikke kan se den.",
        example="Sykehjemmet sett fra veien",
    )
    kreditering: Any = column(
        "Kreditering",
        TEXT,
        synonyms="Foto, Fotograf, Kilde, Rettighetshaver, Kjelde, Rettshavar, Credit, Photo",
        help="Den som har laget figuren eller har rettighetene.",
        example="Foto: Moskenes kommune",
    )
    kapittel: Any = column(
        "Kapittel",
        IDENTIFIER,
        synonyms="Kap, Kap., Plassering, Chapter",
        help="Kapitlet figuren hører til.",
        example="2.1",
    )


@sheet(
    "Fotnoter",
    samling="fotnoter",
    key="noekkel",
    help="Fotnoter som malen eller tekstene viser til.",
    synonyms="Fotnote, Noter, Fotnotar, Notar, Footnotes",
)
class Fotnote(Row):
    """One footnote."""

    __slots__ = ()

    noekkel: Any = column(
        "Nøkkel",
        SHORT_TEXT,
        required=True,
        synonyms="Nykel, ID, Nr, Nr., Note, Fotnote, Key, No",
        help="Navnet fotnoten hentes med.",
        example="forskrift",
    )
    tekst: Any = column(
        "Tekst",
        LONG_TEXT,
        required=True,
        synonyms="Fotnotetekst, Innhold, Innhald, Text",
        help="Teksten i fotnoten.",
        example="Forskrift om ledelse og kvalitetsforbedring",
    )
    lenke: Any = column(
        "Lenke",
        TEXT,
        synonyms="Nettadresse, Adresse, URL, Lenkje, Link",
        help="Nettadressen fotnoten viser til.",
        example="https://lovdata.no",
    )


@sheet(
    "Ordliste",
    samling="ordliste",
    key="noekkel",
    help="Faste ord på bokmål, nynorsk og nordsamisk. Ingenting oversettes av programmet.",
    synonyms="Ordbok, Ord, Språkliste, Ordlista, Glossary, Words",
)
class Ord(Row):
    """One word in up to three languages."""

    __slots__ = ()

    noekkel: Any = column(
        "Nøkkel",
        SHORT_TEXT,
        required=True,
        synonyms="Nykel, Key, ID",
        help="Navnet malen henter ordet med.",
        example="kommune",
    )
    bokmaal: Any = column("Bokmål", TEXT, synonyms="Norsk, Bm, nb", help="Ordet på bokmål.", example="kommune")
    nynorsk: Any = column("Nynorsk", TEXT, synonyms="Nn", help="Ordet på nynorsk.", example="kommune")
    samisk: Any = column(
        "Nordsamisk",
        TEXT,
        synonyms="Samisk, Davvisámegiella, Northern Sami, Sami, se",
        help="Ordet på nordsamisk, skrevet av en som kan språket. Tom hvis det mangler.",
        example="gielda",
    )


@sheet(
    "Skala",
    samling="skala",
    help="Kommunens egne navn på nivåer og farger, og egne grenser for trafikklys.",
    synonyms="Skalaer, Skalaar, Scale",
)
class Skala(Row):
    """One step of a scale, or one limit of a traffic light."""

    __slots__ = ()

    skala: Any = column(
        "Skala",
        offered("Sannsynlighet", "Konsekvens", "Økonomi", "Fremdrift", "Vurdering"),
        required=True,
        synonyms="Scale",
        help="Skalaen linjen gjelder: Sannsynlighet, Konsekvens, Økonomi, Fremdrift eller Vurdering.",
        example="Økonomi",
    )
    verdi: Any = column(
        "Verdi", TEXT, synonyms="Grense, Value", help="Tallet på nivået, eller grensen for fargen.", example="-5 %"
    )
    kode: Any = column("Kode", IDENTIFIER, synonyms="Forkortelse, Code", help="Kort form.", example="SH")
    navn: Any = column("Navn", TEXT, synonyms="Namn, Name", help="Navnet på nivået eller fargen.", example="Rød")
    farge: Any = column(
        "Farge", TEXT, synonyms="Fyllfarge, Colour, Color", help="Fyllfarge som RRGGBB.", example="FFC7CE"
    )
    tekstfarge: Any = column(
        "Tekstfarge", TEXT, synonyms="Skriftfarge", help="Skriftfarge som RRGGBB.", example="9C0006"
    )


@sheet(
    "Versjoner",
    samling="versjoner",
    help="Dokumentets versjoner.",
    synonyms="Versjon, Versjonslogg, Versjonar, Endringslogg, Versions",
)
class Versjon(Row):
    """One version of the document."""

    __slots__ = ()

    versjon: Any = column(
        "Versjon",
        IDENTIFIER,
        required=True,
        synonyms="Version, Nr",
        help="Versjonsnummeret, skrevet som tekst.",
        example="1.00",
    )
    dato: Any = column("Dato", MOMENT, synonyms="Date", help="Når versjonen ble laget.", example="12.10.2023")
    endring: Any = column(
        "Endring", TEXT, synonyms="Endringer, Beskrivelse, Change", help="Hva som er endret.", example="Første versjon"
    )
    utfoert_av: Any = column(
        "Utført av",
        TEXT,
        synonyms="Utarbeidet av, Utført, Utarbeidd av",
        help="Den som gjorde endringen.",
        example="Kari Eksempel",
    )
    verifisert_av: Any = column(
        "Verifisert av", TEXT, synonyms="Verifisert, Kontrollert av", help="Den som kontrollerte.", example="Ola Prøve"
    )
    godkjent_av: Any = column(
        "Godkjent av", TEXT, synonyms="Godkjent, Godkjend av", help="Den som godkjente.", example="Anne Mønster"
    )
