"""Sheets of what is measured: Nøkkeltall and Gevinster."""

from __future__ import annotations

from typing import Any

from rapportgen.model import ordforraad
from rapportgen.model.declare import Row, column, joined, sheet
from rapportgen.model.kinds import FIGURE, IDENTIFIER, MOMENT, PERIOD, TEXT, WordKind, offered
from rapportgen.model.sheets.felles import KVARTAL_SYNONYMS, baseline, progress_status, unit
from rapportgen.model.vurdering import VURDERINGER

BEDRE_NAAR = WordKind("bedre når", width=12, words=ordforraad.BEDRE_NAAR)
TREND = WordKind("utvikling", width=12, words=ordforraad.TREND, offered=("Bedre", "Uendret", "Dårligere"))


@sheet(
    "Nøkkeltall",
    samling="noekkeltall",
    period="kvartal",
    help="Indikatorer over tid, én linje for hvert tall og kvartal.",
    synonyms="Nøkkeltal, Styringsdata, Indikatorer, KPI, Nøkkeltallsark, Key figures",
)
class Noekkeltall(Row):
    """One measurement of one indicator, joined with earlier measurements."""

    __slots__ = ()

    kvartal: Any = column(
        "Kvartal/År",
        PERIOD,
        required=True,
        fill_down=True,
        synonyms=KVARTAL_SYNONYMS + ", Kvartal, År, Årstall, Year, Tidspunkt",
        help="Kvartalet eller året tallet gjelder.",
        example="2Q 2024",
    )
    navn: Any = column(
        "Nøkkeltall",
        TEXT,
        required=True,
        synonyms="Indikator, Navn, Namn, Måleindikator, Måling, KPI, Styringsparameter, Nøkkeltal, Indicator",
        help="Navnet på tallet. Skriv det likt hver gang.",
        example="Sykefravær",
    )
    verdi: Any = column(
        "Verdi",
        FIGURE,
        required=True,
        counts=("enhet", "navn"),
        unit_in="enhet",
        synonyms="Tall, Tal, Resultat, Faktisk, Value",
        help="Verdien.",
        example="10,9",
    )
    enhet: Any = unit("Enheten.")
    nullpunkt: Any = column(
        "Nullpunkt",
        FIGURE,
        counts=("enhet", "navn"),
        unit_in="enhet",
        synonyms="Utgangspunkt, Baseline, Startverdi",
        help="Verdien før prosjektet.",
        example="12,9",
    )
    maaltall: Any = column(
        "Måltall",
        FIGURE,
        unit_in="enhet",
        synonyms="Målverdi, Mål, Måltal, Target",
        help="Verdien som skal nås.",
        example="8,0",
    )
    bedre_naar: Any = column(
        "Bedre når",
        BEDRE_NAAR,
        synonyms="Retning, Ønsket retning, Betre når, Ønskt retning, Better when",
        help="Om høyere eller lavere er bedre.",
        example="lavere",
    )
    kategori: Any = column(
        "Kategori",
        TEXT,
        synonyms="Gruppe, Tema, Område, Category",
        help="Bemanning for tall om ansatte, ellers fritt.",
        example="Bemanning",
    )
    vurdering: Any = column(
        "Vurdering",
        offered(*(step.navn for step in VURDERINGER)),
        synonyms="Fargekategori, Fremtidsverktøyet, Trinn, Vurdert, Rating",
        help="Fra mørk rød (store utfordringer) til mørk grønn (svært god styring), eller 1 til 6.",
        example="Mørk grønn",
    )
    trend: Any = column(
        "Trend",
        TREND,
        synonyms="Utvikling, Tendens, Utviklingstrekk, Direction",
        help="Bedre, Uendret eller Dårligere. Tom betyr at programmet sammenligner med kvartalet før.",
        example="Bedre",
    )
    kilde: Any = column(
        "Kilde", TEXT, synonyms="Datakilde, Kjelde, Source", help="Hvor tallet er hentet.", example="Årsmelding 2022"
    )

    i_fjor: Any = joined("I fjor", "Verdien i samme kvartal i fjor.")
    forrige: Any = joined("Forrige", "Verdien i kvartalet før.")
    utvikling: Any = joined(
        "Utvikling", "Bedre, Uendret eller Dårligere siden kvartalet før; «Trend» når den er fylt ut."
    )
    graf: Any = joined("Graf", "Tallet over tid med måltallet, til et diagram: [graf: tall.graf].")


@sheet(
    "Gevinster",
    samling="gevinster",
    key="id",
    help="Gevinstene prosjektet skal gi, og hvem som har ansvaret for å hente dem ut.",
    synonyms="Gevinstplan, Gevinstoversikt, Gevinstrealisering, Gevinstrealiseringsplan, Gevinstar, Vinstar, Benefits",
)
class Gevinst(Row):
    """One benefit."""

    __slots__ = ()

    id: Any = column(
        "Gevinst-ID", IDENTIFIER, synonyms="ID, Nr, Nr., #, GevinstID, Vinst-ID, No", help="Unik ID.", example="G1"
    )
    gevinst: Any = column(
        "Gevinst",
        TEXT,
        required=True,
        synonyms="Navn, Beskrivelse, Namn, Skildring, Vinst, Benefit",
        help="Gevinsten.",
        example="Færre vikarer",
    )
    type: Any = column(
        "Type", TEXT, synonyms="Gevinsttype, Vinsttype", help="Kvalitet, økonomi eller tid.", example="økonomi"
    )
    effektmaal: Any = column(
        "Effektmål", TEXT, synonyms="Mål, Mål-ID", refers_to="Mål.id", help="Målet gevinsten hører til.", example="E1"
    )
    indikator: Any = column(
        "Indikator",
        TEXT,
        synonyms="Måleindikator, KPI, Måling, Indicator",
        help="Det gevinsten måles med.",
        example="vikarbruk",
    )
    nullpunkt: Any = baseline(FIGURE, "Verdien før.", "3 150", counts=("indikator",))
    maaltall: Any = column(
        "Måltall", FIGURE, synonyms="Målverdi, Måltal, Target", help="Verdien som skal nås.", example="1 000"
    )
    maales_naar: Any = column(
        "Måles når", MOMENT, synonyms="Måletidspunkt, Når, Målast når", help="Når gevinsten måles.", example="4Q 2025"
    )
    ansvarlig: Any = column(
        "Gevinstansvarlig",
        TEXT,
        synonyms="Gevinsteier, Ansvarlig, Ansvar, Gevinstansvarleg, Gevinsteigar, Vinstansvarleg, Ansvarleg, Benefit owner",
        help="Den som har ansvaret for gevinsten.",
        example="Avdelingsleder",
    )
    realisert: Any = column(
        "Realisert",
        FIGURE,
        counts=("indikator",),
        synonyms="Nå, Oppnådd, Status verdi, Resultat",
        help="Verdien nå.",
        example="2 400",
    )
    status: Any = progress_status("Hvor langt gevinsten er hentet ut.")

    graf: Any = joined("Graf", "Nullpunkt, verdien nå og måltallet, til et diagram: [graf: gevinst.graf].")
