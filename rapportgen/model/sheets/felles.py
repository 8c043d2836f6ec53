"""What several sheets have in common: headings in bokmål, nynorsk and English, and the columns that recur."""

from __future__ import annotations

from typing import Any

from rapportgen.model.declare import column
from rapportgen.model.kinds import MOMENT, PERIOD, SHORT_TEXT, STATUS, TEXT, Kind

OMRAADE_SYNONYMS = "Fokusområde, Satsingsområde, Hovedområde, Område, Tema, Delområde, Innsatsområdenr, Hovudområde, Area, Focus area, Workstream"
ANSVAR_SYNONYMS = (
    "Ansvarlig, Ansv., Ansvarlig person, Ansvar for oppfølging, Eier, Hvem, Ansvarleg, Ansvarleg person, Eigar, Kven, "
    "Owner, Responsible"
)
KVARTAL_SYNONYMS = "Kv, Kv., Tertial, Periode, Rapporteringsperiode, Termin, Quarter, Q, Period"
ID_SYNONYMS = "ID, Nr, Nr., #, Løpenr, Ref, No, Id"
KOMMENTAR_SYNONYMS = (
    "Kommentarer, Merknad, Merknader, Notat, Info, Anmerkning, Merknadar, Kommentarar, Comment, Note, Notes"
)
FRIST_SYNONYMS = (
    "Slutt, Sluttdato, Tidsfrist, Ferdig, Ferdigstilles, Ferdigstillast, Til, Når, Dato, Due, Deadline, End, Finish"
)
STATUS_SYNONYMS = "Tilstand, Fremdrift, Framdrift, Farge, Trafikklys, Status no, RAG"
GRAD_SYNONYMS = "Ferdig %; % ferdig; Fullført %; Fremdrift %; Framdrift %; Grad; Prosent ferdig; % complete; Progress"


def quarter(help: str, example: str = "2Q 2024") -> Any:
    """The column «Kvartal» of a sheet with rows for each quarter."""
    return column(
        "Kvartal", PERIOD, required=True, fill_down=True, synonyms=KVARTAL_SYNONYMS, help=help, example=example
    )


def responsible(help: str, example: str = "Avdelingsleder") -> Any:
    """The column «Ansvar»: who follows up."""
    return column("Ansvar", TEXT, synonyms=ANSVAR_SYNONYMS, help=help, example=example)


def deadline(help: str, example: str) -> Any:
    """The column «Frist»."""
    return column("Frist", MOMENT, synonyms=FRIST_SYNONYMS, help=help, example=example)


def unit(help: str) -> Any:
    """The column «Enhet»: what a figure counts."""
    return column("Enhet", SHORT_TEXT, synonyms="Måleenhet, Eining, Måleeining, Unit", help=help, example="%")


def baseline(kind: Kind, help: str, example: str, counts: tuple[str, ...]) -> Any:
    """The column «Nullpunkt»: where something stood before. `counts` name the columns that say what it counts."""
    synonyms = "Utgangspunkt, Baseline, Startverdi, Nå-situasjon, No-situasjon"
    return column("Nullpunkt", kind, counts=counts, synonyms=synonyms, help=help, example=example)


def progress_status(help: str, example: str = "Pågår", **options: Any) -> Any:
    """The column «Status»: Ikke startet, Pågår, Fullført …"""
    return column("Status", STATUS, synonyms=STATUS_SYNONYMS, help=help, example=example, **options)
