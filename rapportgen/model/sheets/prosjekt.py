"""Sheet Prosjekt: facts about the project, and how its documents are to be written."""

from __future__ import annotations

from typing import Any, ClassVar

from rapportgen.model import ordforraad
from rapportgen.model.declare import Row, column, sheet
from rapportgen.model.kinds import (
    IDENTIFIER,
    MOMENT,
    NO_CONTEXT,
    NUMBER,
    PERIOD,
    REPORT_DATE,
    TEXT,
    Kind,
    Raw,
    Reading,
    TextKind,
    WordKind,
    offered,
)
from rapportgen.model.parsing import Parsed, info, quoted
from rapportgen.model.record import Value

UNITS = ("kr", "1 000 kr", "mill. kr")
QUARTER_FORMATS = ("1. kvartal 2024", "1Q 2024", "K1 2024", "Q1 2024")
MATRICES = ("5x5-4-12", "5x5-4-10", "5x5-6-12", "3x3-2-6")
ACCESS = ("Offentlig", "Unntatt offentlighet")


class Tospraaklig(str, Value):
    """A text with its Sami counterpart: `{{ prosjekt.kommune }}`, `{{ prosjekt.kommune.samisk }}`."""

    FELT: ClassVar[frozenset[str]] = frozenset({"samisk"})
    samisk: str | None

    def __new__(cls, text: str, samisk: str | None = None) -> Tospraaklig:
        self = super().__new__(cls, text)
        self.samisk = samisk
        return self

    def med_tekst(self, text: str) -> Tospraaklig:
        """The same with another text."""
        return Tospraaklig(text, self.samisk)


class BilingualKind(TextKind):
    """One line of text that may have a Sami form beside it."""

    def plain(self, text: str) -> None:
        return None

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        parsed = super().parse(raw, reading)
        return Parsed(Tospraaklig(str(parsed.value)), parsed.remarks)


class StepKind(BilingualKind):
    """The step or phase of a project; a number alone («2») is that step by name, «Trinn 2», with a note."""

    def parse(self, raw: Raw, reading: Reading = NO_CONTEXT) -> Parsed[Any]:
        parsed = super().parse(raw, reading)
        number = str(parsed.value).rstrip(".")
        if not (number.isdecimal() and len(number) <= _LONGEST_NUMBER):
            return parsed
        named = f"Trinn {number}"
        told = info("tolket-verdi", f"{quoted(parsed.value)} er lest som «{named}»", f"Skriv «{named}».")
        return Parsed(parsed.value.med_tekst(named), (*parsed.remarks, *told))


_LONGEST_NUMBER = 2
BILINGUAL = BilingualKind("tekst", width=40)
STEP = StepKind("tekst", width=40)
MALFORM: Kind = WordKind("målform", words=ordforraad.MALFORM)
FORTEGN: Kind = WordKind("fortegn", width=26, words=ordforraad.FORTEGN)


@sheet(
    "Prosjekt",
    samling="prosjekt",
    key_value=True,
    help="Faste opplysninger om prosjektet og om hvordan rapporten skal skrives. Ett felt på hver linje.",
    synonyms="Prosjektinfo, Forside, Grunndata, Metadata, Om, Om prosjektet, Framside, Project, Cover",
)
class Prosjekt(Row):
    """Facts and settings of the project; `samisk` stands on the value (`prosjekt.kommune.samisk`)."""

    __slots__ = ()

    kommune: Any = column(
        "Kommune",
        BILINGUAL,
        synonyms="Kommunenavn, Kommunenamn, Municipality",
        help="Kommunens navn, slik det skal stå på forsiden.",
        example="Moskenes kommune",
    )
    hovedprosjekt: Any = column(
        "Hovedprosjekt",
        BILINGUAL,
        synonyms="Hovudprosjekt",
        help="Navnet på hovedprosjektet.",
        example="Et bærekraftig Moskenes",
    )
    delprosjekt: Any = column("Delprosjekt", BILINGUAL, help="Navnet på delprosjektet.", example="Helse og omsorg")
    trinn: Any = column("Trinn", STEP, help="Trinn eller fase prosjektet er i.", example="Trinn 2")
    dokumenttittel: Any = column(
        "Dokumenttittel", BILINGUAL, synonyms="Tittel, Title", help="Tittelen på planen.", example="Gjennomføringsplan"
    )
    firma: Any = column(
        "Firma",
        TEXT,
        synonyms="Konsulent, Rådgiver, Rådgjevar",
        help="Ekstern konsulent, hvis prosjektet har en.",
        example="Rådgiver AS",
    )
    dok_id: Any = column(
        "Dok. id",
        IDENTIFIER,
        synonyms="Dokument-ID, Dok.id., Dokumentnr",
        help="Dokumentets nummer i arkivet.",
        example="2024/12-3",
    )
    versjon: Any = column(
        "Versjon",
        IDENTIFIER,
        synonyms="Version",
        help="Versjonen av dokumentet, skrevet som tekst. Tom betyr den nyeste i arket «Versjoner».",
        example="1.00",
    )
    dato: Any = column(
        "Dato",
        REPORT_DATE,
        synonyms="Dokumentdato, Date",
        help="Datoen som skal stå på rapporten. Tom betyr dagens dato.",
        example="12.10.2023",
    )
    ansvarlig: Any = column(
        "Ansvarlig",
        TEXT,
        synonyms="Prosjektleder, Delprosjektleder, Ansvarleg, Prosjektleiar, Delprosjektleiar",
        help="Den som står ansvarlig for rapporten.",
        example="Kari Eksempel",
    )
    verifisert: Any = column(
        "Verifisert",
        TEXT,
        synonyms="Verifisert av, Kontrollert, Kontrollert av",
        help="Den som har kontrollert dokumentet.",
        example="Ola Prøve",
    )
    godkjent: Any = column(
        "Godkjent",
        TEXT,
        synonyms="Godkjent av, Godkjend",
        help="Den som har godkjent dokumentet.",
        example="Anne Mønster",
    )
    prosjekteier: Any = column(
        "Prosjekteier",
        TEXT,
        synonyms="Eier, Prosjekteigar, Eigar",
        help="Den som eier prosjektet.",
        example="Helse- og omsorgssjef",
    )
    mottaker: Any = column(
        "Mottaker",
        TEXT,
        synonyms="Til, Mottakar, Adressat",
        help="Den rapporten er skrevet til.",
        example="Kommunedirektøren",
    )
    prosjektperiode: Any = column(
        "Prosjektperiode",
        TEXT,
        synonyms="Varighet, Periode, Varigheit",
        help="Når prosjektet går.",
        example="2Q 2023 – 4Q 2025",
    )
    rapportkvartal: Any = column(
        "Rapportkvartal",
        PERIOD,
        synonyms="Kvartal, Rapporteringskvartal, Rapporttertial, Rapporteringstertial, Tertial, Rapportperiode",
        help="Kvartalet rapporten gjelder. Tom betyr det nyeste i arbeidsboken.",
        example="2Q 2024",
    )
    beloepsenhet: Any = column(
        "Beløpsenhet",
        offered(*UNITS),
        synonyms="Tall i, Enhet, Beløp i, Beløpseining, Tal i, Eining",
        help="Enheten beløpene er skrevet i, når overskriften ikke sier noe annet.",
        example="1 000 kr",
    )
    fortegn_avvik: Any = column(
        "Fortegn avvik",
        FORTEGN,
        synonyms="Fortegn, Forteikn avvik, Forteikn",
        help="Om et positivt avvik betyr mindreforbruk eller merforbruk.",
        example="mindreforbruk positivt",
    )
    kvartalsformat: Any = column(
        "Kvartalsformat",
        offered(*QUARTER_FORMATS),
        help="Slik skal kvartaler skrives i rapporten.",
        example="1. kvartal 2024",
    )
    maalform: Any = column(
        "Målform", MALFORM, synonyms="Språk", help="Bokmål eller nynorsk i faste ord.", example="bokmål"
    )
    tilgang: Any = column(
        "Tilgang",
        offered(*ACCESS),
        synonyms="Offentlighet, Gradering",
        help="Offentlig, eller unntatt offentlighet.",
        example="Offentlig",
    )
    hjemmel: Any = column(
        "Hjemmel",
        TEXT,
        synonyms="Skjermingshjemmel, Heimel",
        help="Hjemmelen når rapporten er unntatt offentlighet.",
        example="offl. § 14 første ledd",
    )
    saksnummer: Any = column(
        "Saksnummer",
        IDENTIFIER,
        synonyms="Arkivsak, Arkivsaksnr, Saksnr",
        help="Sakens nummer i arkivet.",
        example="2024/123",
    )
    fastsatt_av: Any = column(
        "Fastsatt av", TEXT, synonyms="Fastsett av", help="Utvalget som har fastsatt planen.", example="Kommunestyret"
    )
    fastsatt_dato: Any = column(
        "Fastsatt dato", MOMENT, synonyms="Fastsett dato", help="Når planen ble fastsatt.", example="15.12.2023"
    )
    hjemmel_for_fastsetting: Any = column(
        "Hjemmel for fastsetting",
        TEXT,
        synonyms="Heimel for fastsetjing",
        help="Loven planen er fastsatt med hjemmel i.",
        example="kommuneloven § 5-3",
    )
    risikomatrise: Any = column(
        "Risikomatrise",
        offered(*MATRICES),
        synonyms="Matrise",
        help="Hvilke celler i matrisen som er grønne, gule og røde: størrelse, høyeste grønne og laveste røde.",
        example="5x5-4-12",
    )
    skjul_smaa_tall: Any = column(
        "Skjul små tall under",
        NUMBER,
        synonyms="Skjul små tall, Skjul små tal, Skjul små tal under",
        help="Antall personer under denne grensen skrives som «:». Tom betyr at ingen skjules.",
        example="5",
    )
