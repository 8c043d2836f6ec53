"""Sheets about how it goes: Status and Milepæler."""

from __future__ import annotations

from typing import Any

from rapportgen.model import ordforraad
from rapportgen.model.declare import Row, column, joined, sheet
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
    KOMMENTAR_SYNONYMS,
    OMRAADE_SYNONYMS,
    progress_status,
    quarter,
)

MILEPAELTYPE = WordKind("type", width=12, words=ordforraad.MILEPAELTYPE)


@sheet(
    "Status",
    samling="status",
    period="kvartal",
    help="Status for hvert tiltak, én linje for hvert kvartal.",
    synonyms="Kvartalsstatus, Statusrapport, Oppfølging, Rapportering, Progress",
)
class Status(Row):
    """What was done with one measure in one quarter."""

    __slots__ = ()

    kvartal: Any = quarter("Kvartalet linjen gjelder.")
    tiltak_id: Any = column(
        "Tiltak-ID",
        IDENTIFIER,
        required=True,
        synonyms="Tiltaksnr, TiltakID, Tiltaks-ID, Action ID, Action no, Tiltak, ID, Nr, Nr., Ref",
        refers_to="Tiltak.id",
        help="ID-en til tiltaket i arket «Tiltak».",
        example="1.1",
    )
    status: Any = progress_status("Status i kvartalet.")
    ferdiggrad: Any = column(
        "Ferdiggrad", PERCENT, synonyms=GRAD_SYNONYMS, help="Hvor mye som er gjort i alt.", example="40 %"
    )
    gjort: Any = column(
        "Gjort i kvartalet",
        LONG_TEXT,
        synonyms="Gjennomført, Gjort siden sist, Utført, Resultat i perioden, Status i perioden, Gjort i tertialet, Gjort i perioden, Done, Done this quarter, Completed",
        help="Hva som er gjort.",
        example="Kartlegging gjennomført",
    )
    planlagt: Any = column(
        "Planlagt neste kvartal",
        LONG_TEXT,
        synonyms="Planlagt neste, Neste periode, Videre arbeid, Veien videre, Plan fremover, Vidare arbeid, Vegen vidare, Plan framover, Planlagt neste tertial, Planlagt neste periode, Next period, Next quarter, Planned next quarter",
        help="Hva som skal gjøres neste kvartal.",
        example="Prøveturnus fra september",
    )
    avvik: Any = column(
        "Avvik",
        TEXT,
        synonyms="Avvik fra plan, Utfordringer, Avvik frå plan, Utfordringar, Deviation, Issue",
        help="Avvik fra planen, med ord.",
        example="Ett kvartal etter plan",
    )
    aarsak: Any = column(
        "Årsak", TEXT, synonyms="Årsak til avvik, Cause", help="Hvorfor det er avvik.", example="Manglende kapasitet"
    )
    konsekvens: Any = column(
        "Konsekvens",
        TEXT,
        synonyms="Konsekvens av avvik, Følge, Følgje, Consequence",
        help="Hva avviket fører til.",
        example="Senere innsparing",
    )
    korrigerende: Any = column(
        "Korrigerende tiltak",
        TEXT,
        synonyms="Tiltak ved avvik, Oppfølging, Korrigerande tiltak, Corrective action",
        help="Hva som gjøres med avviket.",
        example="Rammeavtale",
    )
    ny_frist: Any = column(
        "Ny frist",
        MOMENT,
        synonyms="Revidert frist, Forventet ferdig, Venta ferdig, Prognose dato, Ny dato, Forecast date, New date, New deadline",
        help="Ny frist, hvis den er endret.",
        example="1Q 2025",
    )

    tiltak: Any = joined("Tiltak", "Tiltaket linjen gjelder.")


@sheet(
    "Milepæler",
    samling="milepaeler",
    key="id",
    help="Milepæler og aktiviteter. Kan også tegnes som et Gantt-skjema med fargede celler.",
    synonyms=(
        "Milepælsplan, Fremdriftsplan, Framdriftsplan, Fremdrift, Gantt, Tidsplan, Aktivitetsplan, "
        "Gjennomføringsplan, Milepælar, Milestones, Timeline, Plan"
    ),
)
class Milepael(Row):
    """One milestone or activity. An activity has `start` and `slutt`, a milestone `dato`."""

    __slots__ = ()

    id: Any = column(
        "ID", IDENTIFIER, synonyms="Nr, Nr., #, Løpenr, Ref, Milepæl-ID, Milepælnr, No", help="Unik ID.", example="M1"
    )
    omraade: Any = column(
        "Innsatsområde",
        IDENTIFIER,
        fill_down=True,
        synonyms=OMRAADE_SYNONYMS,
        refers_to="Innsatsområder.nr",
        help="Nummeret eller navnet på området. 0 eller tom for hele prosjektet.",
        example="1",
    )
    navn: Any = column(
        "Aktivitet/milepæl",
        TEXT,
        required=True,
        synonyms="Aktivitet, Milepæl, Aktivitet og milepæler, Aktiviteter, Navn, Beskrivelse, Leveranse, Namn, Skildring, Aktivitet og milepælar, Aktivitetar, Milestone, Activity",
        help="Navnet på milepælen eller aktiviteten.",
        example="Ferdigstille ny turnus",
    )
    type: Any = column("Type", MILEPAELTYPE, synonyms="Slag", help="Milepæl eller aktivitet.", example="milepæl")
    start: Any = column(
        "Start",
        MOMENT,
        synonyms="Oppstart, Startdato, Fra, Frå, From",
        help="Når aktiviteten starter.",
        example="1Q 2024",
    )
    slutt: Any = column(
        "Slutt", MOMENT, synonyms="Sluttdato, Til, End", help="Når aktiviteten er ferdig.", example="4Q 2024"
    )
    dato: Any = column(
        "Dato",
        MOMENT,
        synonyms="Opprinnelig, Opprinnelig plan, Opprinnelig dato, Planlagt, Frist, Når, Opphavleg, Opphavleg plan, Opphavleg dato, Due, Date",
        help="Den opprinnelige datoen for milepælen.",
        example="2Q 2024",
    )
    celletekst: Any = column(
        "Celletekst",
        TEXT,
        synonyms="Tekst i skjema, Cell text",
        help="Tekst som skal stå i stolpen.",
        example="Fast månedlig møter",
    )
    status: Any = progress_status("Status nå.", per_period="kvartal")
    ny_dato: Any = column(
        "Ny dato",
        MOMENT,
        synonyms="Gjeldende, Gjeldende plan, Gjeldande, Gjeldande plan, Ny frist, Revidert frist, Forventet ferdig, Venta ferdig, Prognose dato, Forecast date, New date",
        per_period="kvartal",
        help="Ny dato, hvis den er flyttet.",
        example="3Q 2024",
    )
    kommentar: Any = column(
        "Kommentar", TEXT, synonyms=KOMMENTAR_SYNONYMS, help="Forklaring.", example="Ombygging utsatt"
    )

    opprinnelig: Any = joined("Opprinnelig plan", "Den opprinnelige datoen.")
    gjeldende: Any = joined("Gjeldende plan", "Ny dato hvis den er satt, ellers den opprinnelige.")
    forskjoevet: Any = joined("Avvik", "Hvor mange kvartaler milepælen er flyttet.")
    avvik: Any = joined("Avvik", "Avviket med ord, for eksempel «1 kvartal senere».")
    omraadenavn: Any = joined("Innsatsområdets navn", "Navnet på området.")
    lys: Any = joined("Trafikklys", "Trafikklys for fremdriften.")
    er_milepael: Any = joined("Er milepæl", "Om linjen er en milepæl, ikke en aktivitet.")
