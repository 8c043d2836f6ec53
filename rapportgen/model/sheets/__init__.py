"""The sheets of a workbook, each declared once. `SCHEMA` holds them in the order of a new workbook."""

from rapportgen.model.declare import schema_of
from rapportgen.model.sheets.fremdrift import Milepael, Status
from rapportgen.model.sheets.organisasjon import (
    Beslutning,
    Deltaker,
    Gruppe,
    Medvirkning,
    Tjenesteomraade,
)
from rapportgen.model.sheets.plan import Innsatsomraade, Maal, Tiltak
from rapportgen.model.sheets.prosjekt import Prosjekt, Skala, Tekst, Versjon
from rapportgen.model.sheets.risiko import Risiko, Risikohistorikk
from rapportgen.model.sheets.tall import Gevinst, Innsparing, Noekkeltall, Oekonomi, Prosjektoekonomi

SCHEMA = schema_of(
    (
        Prosjekt,
        Tekst,
        Maal,
        Innsatsomraade,
        Tiltak,
        Status,
        Milepael,
        Risiko,
        Risikohistorikk,
        Oekonomi,
        Innsparing,
        Prosjektoekonomi,
        Noekkeltall,
        Gevinst,
        Tjenesteomraade,
        Gruppe,
        Deltaker,
        Beslutning,
        Medvirkning,
        Skala,
        Versjon,
    )
)
