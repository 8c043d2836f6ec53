"""The manifest: a list of the reports that are to be made in one go, one on each row."""

from __future__ import annotations

from typing import Any

from rapportgen.model.declare import Row, column, schema_of, sheet
from rapportgen.model.kinds import IDENTIFIER, MEETING_DATE, PERIOD, SHORT_TEXT, TEXT, offered
from rapportgen.model.sheets.prosjekt import ACCESS


@sheet(
    "Rapporter",
    samling="bestillinger",
    help="Rapportene som skal lages, én på hver linje.",
    synonyms="Bestilling, Bestillinger, Manifest, Leveranse, Rapportliste, Liste, Reports",
)
class Bestillingsrad(Row):
    """One report to be made. What a row does not say comes from the command line and the workbook."""

    __slots__ = ()

    prosjekt: Any = column(
        "Prosjekt",
        TEXT,
        synonyms="Prosjektnavn, Delprosjekt, Prosjektnamn, Project",
        help="Hva dere kaller prosjektet. Skiller rapporter som ellers ville fått samme navn.",
        example="Helse og omsorg",
    )
    arbeidsbok: Any = column(
        "Arbeidsbok",
        TEXT,
        required=True,
        synonyms="Fil, Filnavn, Arbeidsboka, Excel-fil, Excelfil, Regneark, Filnamn, Workbook, File",
        help="Arbeidsboken rapporten lages av. Mappen regnes fra der listen ligger.",
        example="prosjekter/helse.xlsx",
    )
    mal: Any = column(
        "Mal",
        TEXT,
        synonyms="Maler, Rapporttype, Dokument, Dokumenttype, Rapportmal, Malar, Template",
        help="Malen, eller flere med semikolon mellom.",
        example="kvartalsrapport",
    )
    kvartal: Any = column(
        "Kvartal",
        PERIOD,
        synonyms="Kv, Kv., Tertial, Periode, Rapportkvartal, Rapporteringsperiode, Quarter, Period",
        help="Kvartalet rapporten gjelder.",
        example="2Q 2024",
    )
    mottaker: Any = column(
        "Mottaker",
        TEXT,
        synonyms="Til, Mottakar, Adressat, Recipient",
        help="Den rapporten er skrevet til. Går foran arbeidsboken.",
        example="Formannskapet",
    )
    utvalg: Any = column(
        "Utvalg",
        TEXT,
        synonyms="Politisk utvalg, Råd og utvalg, Styre, Organ, Committee",
        help="Utvalget som skal behandle saken.",
        example="Formannskapet",
    )
    moetedato: Any = column(
        "Møtedato",
        MEETING_DATE,
        synonyms="Møte, Dato for møte, Møtedag, Behandles, Behandlingsdato, Meeting date",
        help="Dagen saken skal behandles.",
        example="19.09.2024",
    )
    saksnummer: Any = column(
        "Saksnummer",
        IDENTIFIER,
        synonyms="Saksnr, Saksnr., Utvalgssak, Utvalgssaksnr, Arkivsak, Arkivsaksnr, Sak, Case",
        help="Sakens nummer. Går foran arbeidsboken.",
        example="2024/123",
    )
    tilgang: Any = column(
        "Tilgang",
        offered(*ACCESS),
        synonyms="Offentlighet, Gradering, Access",
        help="Offentlig, eller unntatt offentlighet. Går foran arbeidsboken.",
        example="Offentlig",
    )
    hjemmel: Any = column(
        "Hjemmel",
        TEXT,
        synonyms="Skjermingshjemmel, Heimel",
        help="Hjemmelen når rapporten er unntatt offentlighet. Går foran arbeidsboken.",
        example="offl. § 14 første ledd",
    )
    utfil: Any = column(
        "Utfil",
        SHORT_TEXT,
        synonyms="Filnavn ut, Rapportfil, Ut, Resultat, Filnamn ut, Output",
        help="Navnet på rapporten, når den skal hete noe annet.",
        example="helse-2q.docx",
    )


MANIFEST = schema_of((Bestillingsrad,))
