"""Sheets about steps: Faser (how the project goes forward) and Omsorgstrapp (how services rise with need)."""

from __future__ import annotations

from typing import Any

from rapportgen.model.declare import Row, column, joined, sheet
from rapportgen.model.kinds import IDENTIFIER, LONG_TEXT, MOMENT, NUMBER, TEXT, offered
from rapportgen.model.sheets.felles import progress_status

FRIVILLIGHET, TJENESTER, TEKNOLOGI = "Frivilligheten", "Tjenester og tiltak", "Velferdsteknologi"


@sheet(
    "Faser",
    samling="faser",
    key="nr",
    help="Fasene eller trinnene prosjektet er delt i.",
    synonyms="Fase, Faseplan, Prosjektfaser, Trinn, Trinnplan, Fasar, Steg, Phases, Stages",
)
class Fase(Row):
    """One phase of the project. `navn` is «Fase 1» or «Trinn 1»: the word is the kommune's own."""

    __slots__ = ()

    nr: Any = column("Nr", IDENTIFIER, synonyms="Nr., ID, #, Rekkefølge, No", help="Nummeret på fasen.", example="1")
    navn: Any = column(
        "Fase/trinn",
        TEXT,
        required=True,
        synonyms="Fase, Trinn, Steg, Navn, Namn, Phase, Stage",
        help="Hva fasen kalles.",
        example="Trinn 1",
    )
    tittel: Any = column(
        "Tittel", TEXT, synonyms="Overskrift, Title", help="Hva fasen handler om, kort.", example="Etablering av BASIS"
    )
    start: Any = column(
        "Start",
        MOMENT,
        synonyms="Oppstart, Startdato, Fra, Frå, From",
        help="Når fasen starter.",
        example="høsten 2019",
    )
    slutt: Any = column(
        "Slutt", MOMENT, synonyms="Sluttdato, Til, Ferdig, End, To", help="Når fasen er ferdig.", example="4Q 2022"
    )
    varighet: Any = column(
        "Varighet",
        TEXT,
        synonyms="Lengde, Varigheit, Lengd, Duration",
        help="Hvor lenge fasen varer.",
        example="2,5 år",
    )
    beskrivelse: Any = column(
        "Beskrivelse",
        LONG_TEXT,
        synonyms="Innhold, Skildring, Innhald, Description",
        help="Hva som skjer i fasen.",
        example="Grunnleggende funksjoner på plass",
    )
    status: Any = progress_status("Hvor langt fasen er kommet.")
    gjeldende: Any = joined("Gjeldende", "Om dette er fasen prosjektet er i nå.")


@sheet(
    "Omsorgstrapp",
    samling="omsorgstrapp",
    help="Trinnene i omsorgstrappen, én linje for hvert punkt. Tomme celler hører til trinnet over.",
    synonyms=(
        "Omsorgstrappen, Omsorgstrappa, Tjenestetrapp, Tjenestetrappen, Tenestetrapp, Mestringstrapp, Innsatstrapp, "
        "Care staircase"
    ),
)
class Omsorgstrapp(Row):
    """One point of one step."""

    __slots__ = ()

    trinn: Any = column(
        "Trinn",
        IDENTIFIER,
        fill_down=True,
        synonyms="Trinnr, Trinn nr, Nr, Nr., Steg, Step, Level",
        help="Nummeret eller navnet på trinnet, skrevet som tekst.",
        example="0",
    )
    tittel: Any = column(
        "Tittel",
        TEXT,
        fill_down=True,
        synonyms="Navn, Overskrift, Namn, Title",
        help="Hva trinnet kalles.",
        example="Hjemmeboende uten vedtak",
    )
    maalgruppe: Any = column(
        "Målgruppe",
        LONG_TEXT,
        fill_down=True,
        synonyms="Brukergruppe, Hvem, Brukargruppe, Kven, Target group",
        help="Hvem trinnet er for.",
        example="Hjemmeboende uten vedtak på kommunale tjenester",
    )
    kategori: Any = column(
        "Kategori",
        offered(FRIVILLIGHET, TJENESTER, TEKNOLOGI),
        fill_down=True,
        synonyms="Type, Slag, Category",
        help="Frivilligheten, Tjenester og tiltak eller Velferdsteknologi.",
        example=TEKNOLOGI,
    )
    punkt: Any = column(
        "Punkt",
        TEXT,
        synonyms="Tjeneste, Tiltak, Tilbud, Innhold, Teneste, Tilbod, Innhald, Item, Service",
        help="Tilbudet på trinnet.",
        example="Trygghetsalarm",
    )
    nivaa: Any = column(
        "Nivå", NUMBER, synonyms="Innrykk, Indent", help="Innrykk på punktet: 1, 2 eller 3.", example="1"
    )
    rekkefoelge: Any = column(
        "Rekkefølge",
        NUMBER,
        synonyms="Rekkefølgje, Rekkjefølgje, Sortering, Order",
        help="Trinnets plass i trappen, 1 nederst. Tom betyr rekkefølgen i arket.",
        example="1",
    )
