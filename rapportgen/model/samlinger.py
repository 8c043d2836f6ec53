"""Which rows stand under which name of a template, and what one of them is called in a loop.

Names are those in code. `økonomi.sum` is one row, `endringer.risiko_opp` several, and `tiltak[].nå` is a row of
another sheet that each row of `tiltak` has.
"""

from __future__ import annotations

ROWS_OF = {
    "gjennomfoert": "Tiltak", "avvik": "Tiltak", "planlagt": "Tiltak", "milepaeler_neste": "Milepæler",
    "trusler": "Risiko", "muligheter": "Risiko", "topprisikoer": "Risiko", "bemanning": "Nøkkeltall",
    "styringsdata": "Nøkkeltall", "aarstall": "Nøkkeltall", "overordnede_maal": "Mål", "effektmaal": "Mål",
    "resultatmaal": "Mål", "omsorgstrapp": "", "tidsserier": "", "samlet_status": "", "hovedtall": "",
    "plan_neste": "", "endringer.milepaeler_flyttet": "Milepæler", "endringer.risiko_opp": "Risiko",
    "endringer.risiko_ned": "Risiko", "endringer.risiko_nye": "Risiko", "endringer.risiko_lukkede": "Risiko",
    "endringer.status_endret": "Tiltak", "innsatsomraader.andre_tiltak": "Tiltak", "grupper.med_deltakere": "Grupper",
    "grupper.med_mandat": "Grupper", "milepaeler.bare_milepaeler": "Milepæler", "oekonomi.forklaringer": "Økonomi",
    "innsatsomraader[].tiltak": "Tiltak", "innsatsomraader[].planlagt": "Tiltak",
    "innsatsomraader[].milepaeler": "Milepæler", "grupper[].deltakere": "Deltakere",
}  # fmt: skip
"""The rows of which sheet stand under a name that is not the sheet's own; «» for rows that the program makes."""

ROW_OF = {
    "oekonomi.sum": "Økonomi", "innsparing.sum": "Innsparing", "prosjektoekonomi.sum": "Prosjektøkonomi",
    "tiltak[].naa": "Status", "tiltak[].forrige": "Status", "status[].tiltak": "Tiltak",
    "oekonomi[].forrige": "Økonomi", "oekonomi[].i_fjor": "Økonomi",
}  # fmt: skip
"""The one row of which sheet stands under a name."""

NOT_ROWS = frozenset({"prosjekt", "tekst", "skala", "risikohistorikk"})
"""The sheets that templates do not see as rows."""

_ONE = {
    "faser": "fase", "maal": "målet", "innsatsomraader": "området", "tiltak": "tiltaket", "status": "linje",
    "milepaeler": "milepæl", "risikoer": "risiko", "oekonomi": "linje", "innsparing": "post",
    "prosjektoekonomi": "post", "noekkeltall": "tallet", "gevinster": "gevinst", "tjenesteomraader": "linje",
    "samarbeid": "avtale", "omsorgstrapp": "trinn", "grupper": "gruppe", "deltakere": "medlem",
    "interessenter": "interessent", "beslutninger": "sak", "medvirkning": "møte", "figurer": "bildet",
    "fotnoter": "noten", "ordliste": "ordet", "versjoner": "versjon", "samlet_status": "delen", "hovedtall": "tallet",
    "plan_neste": "området", "tidsserier": "serie", "trusler": "trussel", "muligheter": "mulighet",
}  # fmt: skip


def one_of(collection: str, sheet: str = "") -> str:
    """What a loop calls one of the rows of a collection: `risiko` of `risikoer`. `sheet` is the name of its sheet's."""
    return _ONE.get(collection) or _ONE.get(sheet) or "rad"


_MONEY, _PROGRESS = ("Økonomi",), ("Tiltak", "Status")
_ALL_PARTS = (*_PROGRESS, "Milepæler", *_MONEY, "Innsparing", "Risiko", "Risikohistorikk")
_PARTS = {
    "samlet": _ALL_PARTS, "fremdrift": _PROGRESS, "milepaeler": ("Milepæler",), "oekonomi": _MONEY,
    "innsparing": ("Innsparing",), "risiko": ("Risiko", "Risikohistorikk"),
}  # fmt: skip

BEHIND: dict[str, tuple[str, ...]] = {
    **{f"lys.{part}": sheets for part, sheets in _PARTS.items()},
    **{f"setninger.{part}": sheets for part, sheets in _PARTS.items()},
    "samlet_status": _ALL_PARTS, "hovedtall": _ALL_PARTS, "endringer.tekster": _ALL_PARTS,
    "plan_neste": _PROGRESS, "omsorgstrapp": ("Omsorgstrapp",), "tidsserier": ("Nøkkeltall",),
    "rapport": ("Prosjekt",), "tekst": ("Tekst",), "overskrift": ("Tekst",), "figur": ("Figurer",),
    "figurer": ("Figurer",), "fotnoter": ("Fotnoter",), "ord": ("Ordliste",), "grafer.oekonomi": _MONEY,
    "grafer.prognose": _MONEY, "grafer.innsparing": ("Innsparing", "Mål"), "grafer.gevinster": ("Gevinster",),
}  # fmt: skip
"""The sheets behind what a report works out, by its name in code."""
