"""The sheets of a workbook, each declared once. `SCHEMA` holds them in the order of a new workbook."""

from rapportgen.model.declare import schema_of
from rapportgen.model.sheets.dokument import Figur, Fotnote, Ord, Skala, Tekst, Versjon
from rapportgen.model.sheets.fremdrift import Milepael, Status
from rapportgen.model.sheets.maaling import Gevinst, Noekkeltall
from rapportgen.model.sheets.organisasjon import (
    Beslutning,
    Deltaker,
    Gruppe,
    Interessent,
    Medvirkning,
    Samarbeid,
    Tjenesteomraade,
)
from rapportgen.model.sheets.plan import Innsatsomraade, Maal, Tiltak
from rapportgen.model.sheets.prosjekt import Prosjekt
from rapportgen.model.sheets.risiko import Risiko, Risikohistorikk
from rapportgen.model.sheets.tall import Innsparing, Oekonomi, Prosjektoekonomi
from rapportgen.model.sheets.trinn import Fase, Omsorgstrapp

SCHEMA = schema_of(
    (
        *(Prosjekt, Tekst, Fase, Maal, Innsatsomraade, Tiltak, Status, Milepael),
        *(Risiko, Risikohistorikk),
        *(Oekonomi, Innsparing, Prosjektoekonomi, Noekkeltall, Gevinst),
        *(Tjenesteomraade, Samarbeid, Omsorgstrapp),
        *(Gruppe, Deltaker, Interessent, Beslutning, Medvirkning),
        *(Figur, Fotnote, Ord, Skala, Versjon),
    )
)
