"""Sheets about what is to be done: Mål, Innsatsområder and Tiltak."""

from __future__ import annotations

from typing import Any

from rapportgen.model import ordforraad
from rapportgen.model.declare import Row, column, computed, joined, sheet
from rapportgen.model.kinds import (
    IDENTIFIER,
    LONG_TEXT,
    MOMENT,
    PERCENT,
    TEXT,
    WordKind,
)
from rapportgen.model.sheets.felles import (
    GRAD_SYNONYMS,
    ID_SYNONYMS,
    OMRAADE_SYNONYMS,
    baseline,
    deadline,
    progress_status,
    responsible,
    unit,
)

MAALTYPE = WordKind("måltype", width=18, words=ordforraad.MAALTYPE)
MAALNIVAA = WordKind("nivå", width=16, words=ordforraad.NIVAA_MAAL)


@sheet(
    "Mål",
    samling="maal",
    key="id",
    help="Overordnet mål, effektmål og resultatmål.",
    synonyms="Målhierarki, Målsettinger, Målsetjingar, Goals, Objectives",
    variants={"Effektmål": {"maaltype": "Effektmål"}, "Resultatmål": {"maaltype": "Resultatmål"}},
)
class Maal(Row):
    """One goal."""

    __slots__ = ()

    id: Any = column("Mål-ID", IDENTIFIER, synonyms=ID_SYNONYMS + ", Målnr", help="Unik ID.", example="E1")
    nivaa: Any = column(
        "Nivå", MAALNIVAA, fill_down=True, help="Hovedprosjekt eller delprosjekt.", example="delprosjekt"
    )
    maaltype: Any = column(
        "Måltype",
        MAALTYPE,
        fill_down=True,
        synonyms="Type mål, Målslag, Type, Goal type",
        help="Overordnet mål, effektmål eller resultatmål.",
        example="Effektmål",
    )
    tema: Any = column(
        "Tema", TEXT, fill_down=True, synonyms="Theme", help="Temaet målet hører til.", example="Ledelse"
    )
    maal: Any = column(
        "Mål",
        LONG_TEXT,
        required=True,
        synonyms="Målformulering, Målsetning, Målsetting, Målsetjing, Beskrivelse, Skildring, Goal, Objective",
        help="Selve målet.",
        example="Tjenesten skal utvikles gjennom brukermedvirkning",
    )
    indikator: Any = column(
        "Indikator",
        TEXT,
        synonyms="Måleindikator, Nøkkeltall, Måling, KPI, Styringsparameter, Nøkkeltal, Indicator",
        help="Det målet måles med.",
        example="heltidsandel",
    )
    nullpunkt: Any = baseline(TEXT, "Verdien før prosjektet.", "41", counts=("enhet", "indikator"))
    maalverdi: Any = column(
        "Målverdi", TEXT, synonyms="Måltall, Måltal, Target", help="Verdien som skal nås.", example="60"
    )
    enhet: Any = unit("Enheten verdien er i.")
    frist: Any = deadline("Når målet skal være nådd.", "2026")
    resultat: Any = column(
        "Resultat",
        TEXT,
        counts=("enhet", "indikator"),
        synonyms="Oppnådd, Nådd, Måloppnåelse, Realisert, Måloppnåing, Nå, Achieved",
        help="Verdien som er nådd.",
        example="52",
    )
    status: Any = progress_status("Hvor langt målet er nådd.")


@sheet(
    "Innsatsområder",
    samling="innsatsomraader",
    key="nr",
    help="Områdene arbeidet er delt i.",
    synonyms="Innsatsområde, Fokusområder, Fokusområde, Satsingsområder, Hovedområder, Satsingsområde, Hovudområde, Areas, Workstreams",
)
class Innsatsomraade(Row):
    """One workstream, with its measures joined."""

    __slots__ = ()

    nr: Any = column(
        "Nr",
        IDENTIFIER,
        required=True,
        synonyms="Nr., ID, #, Løpenr, No",
        help="Nummeret tiltak og milepæler viser til.",
        example="1",
    )
    navn: Any = column(
        "Innsatsområde",
        TEXT,
        required=True,
        synonyms=OMRAADE_SYNONYMS + ", Navn, Namn",
        help="Navnet på området.",
        example="Balansert tjenesteprofil",
    )
    undertittel: Any = column(
        "Undertittel",
        TEXT,
        synonyms="Subtittel, Subtitle",
        help="En kort forklaring under navnet.",
        example="Plan og styringssystem",
    )
    kortnavn: Any = column(
        "Kortnavn/alias",
        TEXT,
        synonyms="Kortnavn, Alias, Kortnamn",
        help="Andre navn på området, skilt med semikolon.",
        example="Tjenesteprofil",
    )
    beskrivelse: Any = column(
        "Beskrivelse",
        LONG_TEXT,
        synonyms="Skildring, Innhold, Description",
        help="Hva området handler om.",
        example="Vri tjenesten mot hjemmebasert omsorg",
    )
    ansvar: Any = responsible("Den som har ansvaret.", "Helse- og omsorgssjef")
    tiltak: Any = joined("Tiltak", "Tiltakene i området, i rekkefølge.")
    milepaeler: Any = joined("Milepæler", "Milepælene og aktivitetene i området.")
    planlagt: Any = joined("Planlagt neste kvartal", "Tiltakene i området som har noe planlagt neste kvartal.")


@sheet(
    "Tiltak",
    samling="tiltak",
    key="id",
    help="Tiltakene i hvert innsatsområde.",
    synonyms="Tiltaksplan, Tiltaksliste, Handlingsplan, Aksjonspunkter, Aktiviteter, Oppgaver, Actions, Measures, Tasks",
)
class Tiltak(Row):
    """One measure, joined with its status in the report's quarter and in the one before."""

    __slots__ = ()

    id: Any = column(
        "Tiltak-ID",
        IDENTIFIER,
        required=True,
        synonyms=ID_SYNONYMS + ", Tiltaksnr, TiltakID, Tiltaks-ID, Action ID, Action no",
        help="Unik ID, skrevet som tekst.",
        example="1.1",
    )
    omraade: Any = column(
        "Innsatsområde",
        IDENTIFIER,
        fill_down=True,
        synonyms=OMRAADE_SYNONYMS,
        refers_to="Innsatsområder.nr",
        help="Nummeret eller navnet på området.",
        example="1",
    )
    aksjonspunkt: Any = column(
        "Aksjonspunkt",
        TEXT,
        synonyms="Hovedtiltak, Hovudtiltak, Action point",
        help="Aksjonspunktet i planen.",
        example="Styrke hjemmebasert omsorg",
    )
    tiltak: Any = column(
        "Tiltak",
        TEXT,
        synonyms="Tiltaksnavn, Beskrivelse av tiltak, Aktivitet, Oppgave, Leveranse, Tiltaksnamn, Skildring av tiltak, Oppgåve, Measure, Action",
        help="Tiltaket, når det er noe annet enn aksjonspunktet.",
        example="Ny turnus i hjemmetjenesten",
    )
    maalsetning: Any = column(
        "Målsetning",
        TEXT,
        synonyms="Målsetting, Mål, Hva skal gjøres, Hensikt, Ønsket resultat, Målsetjing, Ønskt resultat, Føremål, Kva skal gjerast, Objective",
        help="Hva som skal gjøres.",
        example="Flere bor hjemme lenger",
    )
    forventet_gevinst: Any = column(
        "Forventet gevinst",
        TEXT,
        synonyms="Gevinst, Effekt, Forventet effekt, Nytte, Venta gevinst, Venta vinst, Venta effekt, Vinst, Expected benefit",
        help="Gevinsten tiltaket skal gi.",
        example="2,0 mill. kr helår",
    )
    ansvar: Any = responsible("Den som følger opp.")
    start: Any = column(
        "Start",
        MOMENT,
        synonyms="Oppstart, Startdato, Fra, Igangsatt, Igangsett, Frå, From",
        help="Når tiltaket starter.",
        example="1Q 2024",
    )
    frist: Any = deadline("Når tiltaket skal være ferdig.", "4Q 2024")
    egen_status: Any = progress_status("Status nå, når arket «Status» ikke brukes.")
    egen_ferdiggrad: Any = column(
        "Ferdiggrad", PERCENT, synonyms=GRAD_SYNONYMS, help="Hvor mye som er gjort.", example="40 %"
    )
    inngaar_i: Any = column(
        "Inngår i",
        TEXT,
        synonyms="Inngår, Del av, Inngår i prosjekt, Går inn i",
        help="Annet prosjekt tiltaket er en del av.",
        example="hovedprosjektet",
    )

    utdyping: Any = column(
        "Utdyping",
        LONG_TEXT,
        synonyms="Utfyllende, Nærmere beskrivelse, Utdjuping, Nærare skildring, Details",
        help="Tiltaket forklart i én eller flere setninger, til planen.",
        example="Ny turnus der hjemmetjenesten og sykehjemmet er samlet under én leder.",
    )

    naa: Any = joined("Status nå", "Linjen i arket «Status» for rapportens kvartal.")
    forrige: Any = joined("Status forrige", "Linjen i arket «Status» for kvartalet før.")
    status: Any = joined("Status", "Status i rapportens kvartal.")
    status_forrige: Any = joined("Status forrige", "Status i kvartalet før.")
    ferdiggrad: Any = joined("Ferdiggrad", "Ferdiggrad i rapportens kvartal.")
    gjort: Any = joined("Gjort i kvartalet", "Det som er gjort i kvartalet.")
    planlagt: Any = joined("Planlagt neste kvartal", "Det som er planlagt i neste kvartal.")
    gjeldende_frist: Any = joined("Gjeldende frist", "Ny frist hvis den er satt, ellers den opprinnelige.")
    forskjoevet: Any = joined("Forskjøvet", "Hvor mange kvartaler fristen er flyttet.")
    omraadenavn: Any = joined("Innsatsområdets navn", "Navnet på området tiltaket hører til.")
    lys: Any = joined("Trafikklys", "Trafikklys for fremdriften.")

    @computed("Navn", help="Tiltaket, eller aksjonspunktet når tiltaket ikke er skrevet.")
    def navn(self) -> Any:
        return self.tiltak or self.aksjonspunkt
