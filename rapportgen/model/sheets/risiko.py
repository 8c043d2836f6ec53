"""Sheets about uncertainty: Risiko and Risikohistorikk."""

from __future__ import annotations

from typing import Any

from rapportgen.model import ordforraad
from rapportgen.model.declare import Row, column, joined, sheet
from rapportgen.model.kinds import CONSEQUENCE, IDENTIFIER, LONG_TEXT, PROBABILITY, TEXT, WordKind
from rapportgen.model.sheets.felles import KOMMENTAR_SYNONYMS, deadline, quarter, responsible

RISIKOTYPE = WordKind("type", width=12, words=ordforraad.RISIKOTYPE)
RISIKOVERDI = WordKind("farge", width=10, words=ordforraad.RISIKOVERDI, color_counts=True)
RISIKOSTATUS = WordKind("status", width=14, words=ordforraad.RISIKOSTATUS)

S_SYNONYMS = "Sanns.; Sannsynlighet; Sannsyn; Sannsynlegheit; P; Probability; Likelihood; L"
K_SYNONYMS = "Kons.; Konsekvens; Virkning; Verknad; C; I; Impact; Consequence"
RF_SYNONYMS = "R; Risikoverdi; Risikofaktor (SxK); Riskofaktor; SxK; S×K; S*K; Risikonivå; Risikoscore; Produkt; Grad; Score; Risk level"


@sheet(
    "Risiko",
    samling="risikoer",
    key="id",
    help="Trusler og muligheter, med sannsynlighet (S), konsekvens (K) og mottiltak.",
    synonyms=(
        "Risikoregister, Risikoer, Risikovurdering, Risikoanalyse, ROS, Usikkerhet, Usikkerheter, Risikologg, Trusler, "
        "Uvisse, Trugsmål, Risikoar, Risk, Risk register, RAID"
    ),
    variants={"Muligheter, Moglegheiter, Opportunities": {"type": "mulighet"}},
)
class Risiko(Row):
    """One threat or opportunity, joined with its rating in the report's quarter and in the one before."""

    __slots__ = ()

    id: Any = column(
        "Risiko-ID",
        IDENTIFIER,
        synonyms="ID, Nr, Nr., #, Løpenr, Ref, Risikonr, RisikoID, No",
        help="Unik ID.",
        example="R1",
    )
    type: Any = column(
        "Type",
        RISIKOTYPE,
        synonyms="Trussel/mulighet, Trugsmål/moglegheit, Slag",
        help="Trussel eller mulighet. Tom betyr trussel.",
        example="trussel",
    )
    risikofaktor: Any = column(
        "Risikofaktor",
        TEXT,
        required=True,
        synonyms="Risiko, Trussel, Trusler, Mulighet, Muligheter, Hendelse, Uønsket hendelse, Usikkerhet, Risikobeskrivelse, Beskrivelse, Trugsmål, Moglegheit, Moglegheiter, Hending, Uønskt hending, Uvisse, Risk, Threat, Event",
        help="Det som kan skje, kort.",
        example="Høy turnover",
    )
    innhold: Any = column(
        "Innhold",
        LONG_TEXT,
        synonyms="Beskrivelse, Konsekvensbeskrivelse, Forklaring, Innhald, Skildring, Konsekvensskildring, Description",
        help="Nærmere beskrivelse.",
        example="Bruk av vikarer gir lite kontinuitet",
    )
    egen_s: Any = column("S", PROBABILITY, synonyms=S_SYNONYMS, help="Sannsynlighet, 1–5 eller ord.", example="Høy")
    egen_k: Any = column("K", CONSEQUENCE, synonyms=K_SYNONYMS, help="Konsekvens, 1–5 eller ord.", example="Medium")
    egen_rf: Any = column(
        "RF", RISIKOVERDI, synonyms=RF_SYNONYMS + "; Risiko", help="Risikoverdi: Grønn, Gul eller Rød.", example="Rød"
    )
    mottiltak: Any = column(
        "Mottiltak",
        LONG_TEXT,
        synonyms="Reduserende tiltak, Risikoreduserende tiltak, Tiltak, Forebyggende tiltak, Håndtering, Reduserande tiltak, Risikoreduserande tiltak, Førebyggjande tiltak, Handtering, Mitigation, Response",
        help="Hva som gjøres for å redusere risikoen.",
        example="Rekrutteringsplan",
    )
    ansvar: Any = responsible("Den som følger opp.")
    frist: Any = deadline("Når mottiltaket skal være gjort.", "3Q 2024")
    status: Any = column(
        "Status", RISIKOSTATUS, synonyms="Tilstand, Åpen/lukket, Open/lukka", help="Åpen eller lukket.", example="Åpen"
    )

    s: Any = joined("S", "Sannsynlighet i rapportens kvartal.")
    k: Any = joined("K", "Konsekvens i rapportens kvartal.")
    rf: Any = joined("RF", "Risikoverdien i rapportens kvartal, som farge.")
    produkt: Any = joined("S×K", "Sannsynlighet ganger konsekvens.")
    forrige: Any = joined("RF forrige", "Risikoverdien i kvartalet før.")
    endring: Any = joined("Endring", "Bedre, Uendret, Dårligere eller ny.")
    kommentar: Any = joined("Kommentar", "Kommentaren i risikohistorikken for kvartalet.")
    lys: Any = joined("Trafikklys", "Risikoverdien med farger.")


@sheet(
    "Risikohistorikk",
    samling="risikohistorikk",
    period="kvartal",
    help="Vurderingen av hver risiko, én linje for hvert kvartal.",
    synonyms="Risikoutvikling, Risikohistorie, Risk history",
)
class Risikohistorikk(Row):
    """The rating of one risk in one quarter."""

    __slots__ = ()

    kvartal: Any = quarter("Kvartalet vurderingen gjelder.")
    risiko_id: Any = column(
        "Risiko-ID",
        IDENTIFIER,
        required=True,
        synonyms="ID, Nr, Nr., Risiko, Risikonr, RisikoID, Ref",
        refers_to="Risiko.id",
        help="ID-en i arket «Risiko».",
        example="R1",
    )
    s: Any = column("S", PROBABILITY, synonyms=S_SYNONYMS, help="Sannsynlighet.", example="Høy")
    k: Any = column("K", CONSEQUENCE, synonyms=K_SYNONYMS, help="Konsekvens.", example="Medium")
    rf: Any = column("RF", RISIKOVERDI, synonyms=RF_SYNONYMS, help="Risikoverdi.", example="Rød")
    kommentar: Any = column(
        "Kommentar", TEXT, synonyms=KOMMENTAR_SYNONYMS, help="Hvorfor vurderingen er endret.", example="færre vikarer"
    )
