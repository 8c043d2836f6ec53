"""The tags of the list of fields: what is typed in a template to use a field, ready to paste.

A tag for a field of rows stands inside the loop over them; a list has its whole loop; a chart its key, for the
alternative text of the chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.felt import Field, Group, each, paragraphs
from rapportgen.model.samlinger import ROW_OF, ROWS_OF, one_of
from rapportgen.model.tillegg import CHART, ROW, ROWS, YES_NO
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rapportgen.model.declare import Schema, Sheet

_PERCENT = "prosent"
_UNITS = {"beløp": "som i arket", _PERCENT: "%"}
_PERIODS = "kvartal"
LIGHT = "trafikklys"
_MOST_SHOWN = 4

# The columns of a sheet that a list of its rows usually shows; otherwise the first ones.
_SHOWN = {
    "faser": ("nr", "navn", "start", "slutt"),
    "maal": ("maal", "indikator", "maalverdi", "frist"),
    "innsatsomraader": ("nr", "navn", "ansvar"),
    "tiltak": ("id", "navn", "ansvar", "gjeldende_frist", "status"),
    "status": ("tiltak_id", "status", "gjort", "planlagt"),
    "milepaeler": ("id", "navn", "gjeldende", "status"),
    "risikoer": ("id", "risikofaktor", "rf", "mottiltak", "ansvar"),
    "oekonomi": ("navn", "revidert_budsjett", "regnskap", "aarsprognose", "prognoseavvik"),
    "innsparing": ("navn", "effekt_i_aar", "realisert_hittil", "prognose_i_aar"),
    "prosjektoekonomi": ("post", "budsjett", "paaloept", "prognose"),
    "noekkeltall": ("navn", "verdi", "enhet", "forrige", "utvikling"),
    "gevinster": ("gevinst", "indikator", "nullpunkt", "realisert", "maaltall"),
    "tjenesteomraader": ("kontogruppe", "navn", "undertjeneste", "volum", "ansatte"),
    "deltakere": ("visning", "rolle", "stilling", "representerer"),
    "beslutninger": ("nr", "sak", "anbefaling", "beslutningstaker", "frist"),
    "figurer": ("id", "figurtekst", "kreditering"),
    "omsorgstrapp": ("tittel", "maalgruppe", "tjenester"),
    "tidsserier": ("navn", "enhet", "måltall"),
    "samlet_status": ("område", "forrige", "nå", "utvikling", "kommentar"),
    "hovedtall": ("navn", "verdi", "merknad"),
    "plan_neste": ("navn",),
}  # fmt: skip
# What is shown of a single row.
_OF_ONE = {
    "oekonomi": "regnskap", "innsparing": "effekt_i_aar", "prosjektoekonomi": "prognose", "status": "status",
    "tiltak": "navn", "milepaeler": "navn", "deltakere": "visning",
}  # fmt: skip
# Fields whose own name does not tell how they are used: their kind and tag, inside the loop over their rows.
_SPECIAL = {
    "faser[].gjeldende": (YES_NO, "{% if fase.gjeldende %}(nå){% endif %}"),
    "milepaeler[].er_milepael": (YES_NO, "{% if milepæl.er_milepæl %}◆{% endif %}"),
    "innsparing[].effekter": (ROWS, each("beløpet", "post.effekter", "{{ beløpet }} ")),
    "noekkeltall[].graf": (CHART, "[graf: tallet.graf]"),
    "gevinster[].graf": (CHART, "[graf: gevinst.graf]"),
}
# The kinds of fields that the program finds, where they decide which filters fit.
KINDS = {
    **dict.fromkeys(("tiltak[].ferdiggrad",), _PERCENT),
    **dict.fromkeys(
        (
            "oekonomi[].endring_prognose", "innsparing[].effekt_i_aar", "innsparing[].realisert_hittil",
            "innsparing[].realisert_forrige", "innsparing[].prognose_i_aar",
        ),
        "beløp",
    ),
    **dict.fromkeys(
        ("rapport.dato", "tiltak[].gjeldende_frist", "milepaeler[].opprinnelig", "milepaeler[].gjeldende"), "tidspunkt"
    ),
    **dict.fromkeys(
        ("rapport.kvartal", "rapport.forrige_kvartal", "rapport.neste_kvartal", "rapport.i_fjor"), _PERIODS
    ),
    **dict.fromkeys(
        (
            "tiltak[].forskjoevet", "milepaeler[].forskjoevet", "risikoer[].produkt", "noekkeltall[].i_fjor",
            "noekkeltall[].forrige", "tidsserier[].maaltall", "omsorgstrapp[].nr", "grunnlag.flere_advarsler",
        ),
        "tall",
    ),
    **dict.fromkeys(
        (
            "tiltak[].lys", "milepaeler[].lys", "risikoer[].lys", "oekonomi[].lys", "innsparing[].lys", "lys.samlet",
            "lys.fremdrift", "lys.milepaeler", "lys.oekonomi", "lys.innsparing", "lys.risiko",
            "samlet_status[].forrige", "samlet_status[].naa",
        ),
        LIGHT,
    ),
}  # fmt: skip
_OWN_SHEETS = 'ark["'
_GROUP_OF = {"overskrift": "tekst", "figur": "figurer", "ord": "ordliste", "rader": "løkker"}


class Tags:
    """The tags of a schema's fields. `spelt` gives a name in code its æ, ø and å."""

    def __init__(self, schema: Schema, spelt: Callable[[str], str]) -> None:
        self.spelt = spelt
        self._sheets = {sheet.name: sheet for sheet in schema}
        self._by_rows = {sheet.samling: sheet for sheet in schema}

    def completed(self, field: Field) -> Field:
        """The field with its group, unit and tag."""
        collection, within, name = _of_rows(field.felt)
        code = _code(field.felt)
        kind, tag = _SPECIAL.get(code, (self._kind(code, field.slag), field.tagg))
        loop = ""
        if within and name:
            loop = self._loop(collection)
            tag = tag or self._within(code, f"{self.one(collection)}{name}", kind)
        elif not tag:
            tag = self._whole(field.felt, kind)
        unit = field.enhet or _UNITS.get(kind, "")
        return field._replace(slag=kind, gruppe=self.group_of(field.felt), enhet=unit, tagg=tag, loekke=loop)

    def one(self, collection: str) -> str:
        """What a loop over a collection calls one of its rows."""
        code = ascii_name(collection)
        sheet = self._sheets.get(ROWS_OF.get(code, ""))
        return one_of(code, sheet.samling if sheet else "")

    def group_of(self, felt: str) -> str:
        """The group of a field: the collection whose rows are the same, else its first name."""
        if felt.startswith(_OWN_SHEETS):
            return _of_rows(felt)[0]
        root = felt.partition(".")[0].partition("[")[0]
        sheet = self._sheets.get(ROWS_OF.get(ascii_name(root), ""))
        return self.spelt(sheet.samling) if sheet else _GROUP_OF.get(root, root)

    def _kind(self, code: str, kind: str) -> str:
        return ROWS if code in ROWS_OF else ROW if code in ROW_OF else KINDS.get(code, kind)

    def _within(self, code: str, path: str, kind: str) -> str:
        """The tag of a field of one row, which stands in the loop as `path`."""
        if code in ROWS_OF and ROWS_OF[code] in self._sheets:
            sheet = self._sheets[ROWS_OF[code]]
            one, shown = one_of(sheet.samling), self.spelt(_OF_ONE[sheet.samling])
            return each(one, path, f"{{{{ {one}.{shown} }}}} ")
        return self._one_row(code, path, kind)

    def _whole(self, felt: str, kind: str) -> str:
        """The tag of a field that stands by itself."""
        if kind == CHART:
            return f"[graf: {felt.removeprefix('grafer.')}]"
        if kind != ROWS:
            return self._one_row(_code(felt), felt, kind)
        many = felt.removesuffix("[]")
        sheet = self._sheets.get(ROWS_OF.get(_code(many), ""))
        one = one_of(_code(many), sheet.samling if sheet else "")
        line = ", ".join(f"{{{{ {one}.{name} }}}}" for name in self._fields_shown(_code(many)))
        return paragraphs(one, many, line)

    def _one_row(self, code: str, path: str, kind: str) -> str:
        if code in ROW_OF and ROW_OF[code] in self._sheets:
            path += f".{self.spelt(_OF_ONE[self._sheets[ROW_OF[code]].samling])}"
        return f"{{{{ {path}|{_PERCENT} }}}}" if kind == _PERCENT else f"{{{{ {path} }}}}"

    def _fields_shown(self, code: str) -> list[str]:
        """The names, as typed, of the fields that a list of these rows usually shows."""
        sheet = self._sheet_of(code)
        names: Iterable[str] = _SHOWN.get(sheet.samling if sheet else code, ())
        if not names and sheet:
            names = [c.name for c in sheet.columns if c.kind.label != _PERIODS][:_MOST_SHOWN]
        return [self.spelt(name) for name in names]

    def _sheet_of(self, code: str) -> Sheet | None:
        name = ROWS_OF.get(code)
        return self._sheets.get(name or "") if name is not None else self._by_rows.get(code)

    def group(self, name: str, fields: Iterable[Field]) -> Group:
        """What is said of a group as a whole, and a sample table when it is about rows."""
        sheet = self._by_rows.get(ascii_name(name))
        rows = next((field for field in fields if field.felt == f"{name}[]"), None)
        own = rows.ark if rows and name.startswith(_OWN_SHEETS) else ""
        title = sheet.name if sheet else own or _TITLES.get(name, _heading(name))
        help = sheet.help if sheet else rows.hjelp if rows else _ABOUT.get(name, "")
        if rows is None:
            return Group(name, title, help)
        return Group(name, title, help, self._loop(name), self._table(name, fields))

    def _loop(self, collection: str) -> str:
        return f"{{% for {self.one(collection)} in {collection} %}}"

    def _table(self, name: str, fields: Iterable[Field]) -> tuple[tuple[str, str], ...]:
        of_rows = {_of_rows(field.felt)[2]: field for field in fields if _of_rows(field.felt)[0] == name}
        shown = [f".{one}" for one in self._fields_shown(ascii_name(name))] or [*filter(None, of_rows)][:_MOST_SHOWN]
        found = ((one, of_rows.get(one)) for one in shown)
        return tuple((field.kolonne or _heading(one), field.tagg) for one, field in found if field is not None)


def _of_rows(felt: str) -> tuple[str, str, str]:
    """A path taken apart at the rows: `tiltak[].navn` → `tiltak`, `[]`, `.navn`."""
    before, rows, after = felt.rpartition("[]")
    return (before, rows, after) if rows else (felt, "", "")


def _heading(name: str) -> str:
    return name.replace("_", " ").strip(".").capitalize()


def _code(felt: str) -> str:
    """A path in code: `innsatsområder[].milepæler` → `innsatsomraader[].milepaeler`."""
    return ".".join(ascii_name(part) + ("[]" if part.endswith("[]") else "") for part in felt.split("."))


_TITLES = {
    "rapport": "Rapporten",
    "lys": "Trafikklys",
    "setninger": "Ferdige setninger",
    "grunnlag": "Datagrunnlaget",
    "endringer": "Endringer siden forrige kvartal",
    "ark": "Andre ark",
}
_ABOUT = {
    "rapport": "Det rapporten selv er: tittel, kvartal, dato.",
    "lys": "Trafikklysene. I en tabellcelle gir {% lys lys.samlet %} fargen; skriv ordet i tillegg.",
    "setninger": "Én setning om hver del, klar til å stå i teksten.",
    "grunnlag": "Hvor tallene kommer fra, til et vedlegg.",
    "endringer": "Det som er nytt siden kvartalet før.",
    "grafer": "Skriv nøkkelen først i den alternative teksten til et diagram i Word.",
    "ark": "Ark som programmet ikke kjenner. Kolonnene er felter.",
}
