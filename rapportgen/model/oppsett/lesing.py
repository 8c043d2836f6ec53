"""From the tables of `rapportgen.toml` to the settings: every table in its turn, all faults at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.oppsett import Oppsett
from rapportgen.model.oppsett.ark import schema_with
from rapportgen.model.oppsett.filnavn import file_pattern
from rapportgen.model.oppsett.filtre import filters_of
from rapportgen.model.oppsett.palett import palette_of
from rapportgen.model.oppsett.table import SettingsTable, Source
from rapportgen.model.oppsett.verdier import project_values, scale_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TABLES = (
    *("maler", "rapport", "prosjekt", "økonomi", "risikomatrise", "skala", "trafikklys", "personvern"),
    *("palett", "ark", "synonymer", "filtre"),
)


def settings_from(content: Mapping[str, object], source: Source, filters: Collection[str] = ()) -> tuple[Oppsett, str]:
    """The settings, and the name of the template folder as it is written («» for none).

    What is wrong stands in `source.problems` afterwards; with faults among them the settings are not to be used.
    `filters` are the names of the program's own filters, which no own one may have.
    """
    whole = SettingsTable(content, (), source)
    tables = {name: table for name in TABLES if (table := whole.table(name)) is not None}
    schema = schema_with(tables.get("ark"), tables.get("synonymer"))
    palette = palette_of(tables.get("palett"))
    given = project_values(tables, schema)
    made = Oppsett(
        fil=source.name,
        filnavn=file_pattern(tables.get("rapport"), schema["Prosjekt"].by_name),
        schema=schema,
        prosjekt=given,
        skala=scale_rows(tables, schema, given),
        filtre=filters_of(tables.get("filtre"), palette, filters),
        palett=palette,
    )
    folder = tables["maler"].text("mappe") if "maler" in tables else ""
    for name in ("maler", "rapport", "økonomi", "risikomatrise", "skala", "trafikklys", "personvern"):
        if name in tables:
            tables[name].finish()
    whole.finish()
    return made, folder
