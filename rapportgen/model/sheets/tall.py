"""Sheets of money: Økonomi, Innsparing and Prosjektøkonomi."""

from __future__ import annotations

from typing import Any

from rapportgen.model.declare import Row, column, joined, sheet
from rapportgen.model.kinds import (
    AMOUNT,
    COLOR,
    IDENTIFIER,
    PERCENT_NUMBER,
    TEXT,
)
from rapportgen.model.sheets.felles import STATUS_SYNONYMS, quarter


@sheet(
    "Økonomi",
    samling="oekonomi",
    period="kvartal",
    help="Regnskap, budsjett og prognose for hvert tjenesteområde, ett sett linjer for hvert kvartal.",
    synonyms="Regnskap, Budsjett, Budsjettoppfølging, Økonomirapport, Tall, Rekneskap, Finance, Economy, Budget",
)
class Oekonomi(Row):
    """The accounts, budget and forecast of one service area in one quarter."""

    __slots__ = ()

    kvartal: Any = quarter("Kvartalet tallene gjelder.")
    kontogruppe: Any = column(
        "Kontogruppe",
        IDENTIFIER,
        synonyms="Ansvar, Ansvarsområde, Koststed, Funksjon, Gruppering, Enhet, Tjeneste, Rammeområde, Eining, Teneste, Account group, Cost centre",
        help="Kontogruppe, ansvar eller enhet.",
        example="22",
    )
    navn: Any = column(
        "Navn",
        TEXT,
        synonyms="Tjenesteområde, Betegnelse, Tekst, Namn, Name",
        help="Navnet på området.",
        example="Hjemmebaserte tjenester",
    )
    regnskap: Any = column(
        "Regnskap hittil i år",
        AMOUNT,
        synonyms="Regnskap, Regnskap hittil, HiÅ, Regnskap HiÅ, Regnsk., R, Forbruk, Påløpt, Regnskap per, Regnskap pr, Bokført, Rekneskap, Rekneskap hittil, Rekneskap hittil i år, Rekneskap per, Rekneskap pr, Actual, YTD, Actuals YTD",
        help="Bokført hittil i år.",
        example="6 662",
    )
    periodisert_budsjett: Any = column(
        "Periodisert budsjett",
        AMOUNT,
        synonyms="Periodebudsjett, Per. budsj, Per. budsjett, Budsjett hittil, Budsjett hittil i år, Reg. budsjett, Bud. HiÅ, Periodisert budsjett hittil i år, Budget YTD",
        help="Budsjettet for perioden hittil i år.",
        example="6 468",
    )
    avvik: Any = column(
        "Avvik",
        AMOUNT,
        synonyms="Differanse, Diff., Avvik kr, Mer-/mindreforbruk, Budsjettavvik, Rest, Meir-/mindreforbruk, Variance, Deviation",
        help="Periodisert budsjett minus regnskap.",
        example="-194",
    )
    avvik_prosent: Any = column(
        "Avvik %",
        PERCENT_NUMBER,
        synonyms="Avvik i %; Avvik prosent; Avvik i pst; Variance %",
        help="Avviket i prosent av periodisert budsjett.",
        example="-3,0",
    )
    forbruk_prosent: Any = column(
        "Forbruk %",
        PERCENT_NUMBER,
        synonyms="Forbr,%; Forbruk i %; % spent",
        help="Regnskapet i prosent av årsbudsjettet.",
        example="50,5",
    )
    opprinnelig_budsjett: Any = column(
        "Opprinnelig budsjett",
        AMOUNT,
        synonyms="Oppr. bud., Vedtatt budsjett, Opphavleg budsjett, Vedteke budsjett, Vedtatt årsbudsjett, Vedteke årsbudsjett, Original budget",
        help="Budsjettet vedtatt før året.",
        example="13 000",
    )
    revidert_budsjett: Any = column(
        "Revidert årsbudsjett",
        AMOUNT,
        synonyms="Revidert budsjett, Regulert budsjett, Justert budsjett, Årsbudsjett, Rev. bud., Bud. inkl endr., Budsjett, B, Ramme, Regulert årsbudsjett, Justert årsbudsjett, Annual budget, Budget",
        help="Årsbudsjettet med endringer.",
        example="13 200",
    )
    aarsprognose: Any = column(
        "Årsprognose",
        AMOUNT,
        synonyms="Prognose, Prognose per år, Prognose år, Prognose 31.12, Prognose for året, Venta årsresultat, Heilårsprognose, Forventet årsresultat, Estimat, Helårsprognose, Forecast, EAC, Latest estimate",
        help="Forventet regnskap for hele året.",
        example="13 464",
    )
    prognoseavvik: Any = column(
        "Prognoseavvik",
        AMOUNT,
        synonyms="Avvik prognose, Prognostisert avvik, Forventet avvik, Avvik året, Avvik hele året, Avvik heile året, Årsavvik, Venta avvik, Forecast variance",
        help="Revidert årsbudsjett minus årsprognose.",
        example="-264",
    )
    regnskap_i_fjor: Any = column(
        "Regnskap i fjor",
        AMOUNT,
        synonyms="R-, Fjoråret, Samme periode i fjor, Same periode i fjor, Rekneskap i fjor, Last year, PY",
        help="Regnskapet på samme tid i fjor.",
        example="6 300",
    )
    forklaring: Any = column(
        "Forklaring",
        TEXT,
        synonyms="Kommentar, Årsak til avvik, Årsak, Merknad, Explanation",
        help="Hvorfor det er avvik.",
        example="Vikarbyrå og overtid",
    )

    forrige: Any = joined("Forrige kvartal", "Linjen for samme område i kvartalet før.")
    i_fjor: Any = joined("I fjor", "Linjen for samme område i samme kvartal i fjor.")
    endring_prognose: Any = joined(
        "Endring fra forrige prognose", "Årsprognosen nå minus årsprognosen i kvartalet før, i samme år."
    )
    lys: Any = joined("Trafikklys", "Trafikklys for prognoseavviket.")


@sheet(
    "Innsparing",
    samling="innsparing",
    help="Innsparingstiltak med effekt for hvert år.",
    synonyms="Innsparinger, Innsparingstiltak, Innsparingar, Effektivisering, Savings",
)
class Innsparing(Row):
    """One saving, with its effect per year and what is realised so far."""

    __slots__ = ()

    tiltak_id: Any = column(
        "Tiltak-ID",
        IDENTIFIER,
        synonyms="Tiltaksnr, TiltakID, Tiltaks-ID, Action ID, Action no, ID, Nr, Nr., Ref",
        refers_to="Tiltak.id",
        help="ID-en i arket «Tiltak».",
        example="1.1",
    )
    navn: Any = column(
        "Innsparingstiltak",
        TEXT,
        required=True,
        synonyms="Tiltak, Innsparing, Navn, Namn, Saving",
        help="Hva som spares.",
        example="Ny turnus",
    )
    effekt: Any = column(
        "Effekt",
        AMOUNT,
        per_period="aar",
        synonyms="Effekt per år, Innsparing, Beløp",
        help="Forventet effekt i hvert år. Skriv året i overskriften.",
        example="2,0",
    )
    helaarseffekt: Any = column(
        "Helårseffekt",
        AMOUNT,
        synonyms="Helårsvirkning, Årseffekt, Full effekt, Heilårseffekt, Heilårsverknad",
        help="Effekten når tiltaket virker hele året.",
        example="5,5",
    )
    realisert: Any = column(
        "Realisert hittil",
        AMOUNT,
        per_period="kvartal",
        synonyms="Realisert, Oppnådd, Hentet ut, Henta ut",
        help="Innspart hittil i år. Skriv kvartalet i overskriften.",
        example="0,4",
    )
    prognose: Any = column(
        "Prognose i år",
        AMOUNT,
        per_period="aar",
        synonyms="Prognose, Forventet i år, Venta i år, Årsprognose",
        help="Forventet innsparing i år.",
        example="1,2",
    )
    farge: Any = column("Status", COLOR, synonyms=STATUS_SYNONYMS, help="Grønn, Gul eller Rød.", example="Gul")

    effekter: Any = joined("Effekt per år", "Effekten i hvert år, i rekkefølge.")
    effekt_i_aar: Any = joined("Effekt i år", "Effekten i rapportens år.")
    realisert_hittil: Any = joined("Realisert hittil", "Innspart ved utgangen av rapportens kvartal.")
    realisert_forrige: Any = joined("Realisert forrige", "Innspart ved utgangen av kvartalet før.")
    prognose_i_aar: Any = joined("Prognose i år", "Forventet innsparing i rapportens år.")
    lys: Any = joined("Trafikklys", "Fargen for innsparingen.")


@sheet(
    "Prosjektøkonomi",
    samling="prosjektoekonomi",
    period="kvartal",
    help="Hva selve prosjektet koster.",
    synonyms="Prosjektregnskap, Prosjektbudsjett, Prosjektkostnader, Project economy",
)
class Prosjektoekonomi(Row):
    """One cost item of the project in one quarter."""

    __slots__ = ()

    kvartal: Any = quarter("Kvartalet tallene gjelder.")
    post: Any = column(
        "Post",
        TEXT,
        required=True,
        synonyms="Kostnad, Aktivitet, Navn, Namn, Item",
        help="Hva pengene går til.",
        example="Frikjøp arbeidsgrupper",
    )
    finansiering: Any = column(
        "Finansiering",
        TEXT,
        synonyms="Finansieringskilde, Kilde, Finansieringskjelde, Kjelde, Funding",
        help="Hvor pengene kommer fra.",
        example="tilskudd",
    )
    budsjett: Any = column(
        "Budsjett", AMOUNT, synonyms="Ramme, Bevilget, Løyvd, Løyving, Budget", help="Bevilget beløp.", example="250"
    )
    paaloept: Any = column(
        "Påløpt",
        AMOUNT,
        synonyms="Forbruk, Regnskap, Rekneskap, Brukt, Bokført, Actual",
        help="Brukt hittil.",
        example="38",
    )
    rest: Any = column(
        "Rest", AMOUNT, synonyms="Gjenstår, Igjen, Står att, Remaining", help="Budsjett minus påløpt.", example="212"
    )
    prognose: Any = column(
        "Prognose", AMOUNT, synonyms="Forventet, Venta, Forecast", help="Forventet kostnad i alt.", example="240"
    )
