"""Values that the settings file gives to sheets Prosjekt and Skala, for workbooks that do not say them.

They are read as cells of those sheets are, by the kinds of their columns; what a cell would be warned of is a fault
here, since no workbook shows what was made of it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapportgen.model.enheter import parse_unit
from rapportgen.model.kinds import Raw
from rapportgen.model.matrise import Risikomatrise
from rapportgen.model.parsing import Parsed, feil, quoted
from rapportgen.model.perioder import Periode
from rapportgen.model.sheets.prosjekt import UNITS
from rapportgen.model.tall import parse_percent
from rapportgen.names import ascii_name, suggest
from rapportgen.problems import INFO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rapportgen.model.declare import Column, Row, Schema
    from rapportgen.model.oppsett.table import SettingsTable

Given = dict[str, tuple[Any, str]]
"""Values for sheet Prosjekt by field, each with its place in the file."""

OF_PROJECT = {
    "rapport": {"kvartalsformat": "kvartalsformat", "målform": "maalform"},
    "økonomi": {"fortegn": "fortegn_avvik", "enhet": "beloepsenhet"},
    "risikomatrise": {"matrise": "risikomatrise"},
    "personvern": {"skjul_under": "skjul_smaa_tall"},
}
"""Which field of sheet Prosjekt each setting stands for, by its table and key."""
SCALES = ("sannsynlighet", "konsekvens", "vurdering")
LIMITS = ("økonomi", "fremdrift")


def project_values(tables: dict[str, SettingsTable], schema: Schema) -> Given:
    """The values for sheet Prosjekt, from the tables by name. Faults are noted in the tables."""
    columns = schema["Prosjekt"].by_name
    given: Given = {}
    for name, fields in OF_PROJECT.items():
        for key, field in fields.items():
            if name in tables and tables[name].value(key) is not None:
                _give(given, columns[field], tables[name], key)
    if "prosjekt" in tables:
        table = tables["prosjekt"]
        for key in table.names:
            if (column := _field(key, table, columns)) is not None:
                _give(given, column, table, key)
    return given


def _field(key: str, table: SettingsTable, columns: dict[str, Column]) -> Column | None:
    """The field of sheet Prosjekt with this heading, or with this synonym."""
    name = ascii_name(key)
    names = {ascii_name(synonym): column for column in columns.values() for synonym in column.synonyms}
    names |= {ascii_name(column.heading): column for column in columns.values()} | columns
    table.value(key)
    if name in names:
        return names[name]
    near = suggest(name, names)
    hint = f"Mente du «{names[near].heading}»?" if near else "Skriv et felt fra arket «Prosjekt»."
    table.fault(key, f"Arket «Prosjekt» har ikke feltet «{key}».", key, hint, "ukjent-innstilling")
    return None


def _give(given: Given, column: Column, table: SettingsTable, key: str) -> None:
    if column.name in given:
        message = f"«{column.heading}» er satt to ganger; den første står i {given[column.name][1]}."
        table.fault(key, message, code="dobbel-innstilling")
        return
    value = _parsed(column, table, key)
    if value is not None:
        given[column.name] = (value, table.place(key))


def _parsed(column: Column, table: SettingsTable, key: str) -> Any:
    """The value as a cell with it would be read; None when it is wrong, which is noted."""
    written = table.value(key)
    if isinstance(written, list) and all(isinstance(line, str) for line in written):
        written = "; ".join(written)  # the rows of a matrix
    if not isinstance(written, (str, int, float, date)):
        table.fault(key, f"«{key}» skal være en tekst eller et tall.")
        return None
    if not str(written).strip():
        table.fault(key, f"«{key}» er tom.", hint="Slett linjen hvis den ikke skal si noe.")
        return None
    parsed = column.kind.parse(Raw(written))
    remarks = [remark for remark in parsed.remarks if remark.alvor != INFO]
    remarks += _CHECKS[column.name](str(written)).remarks if column.name in _CHECKS else ()
    for remark in remarks:
        text = remark.melding if remark.melding.startswith("«") else f"{quoted(written)} {remark.melding}"
        table.fault(key, f"{text.rstrip('.')}.", written, remark.forslag, remark.kode)
    return None if remarks else parsed.value


def _quarter_format(text: str) -> Parsed[Any]:
    period = Periode.parse(text)
    hint = "Skriv for eksempel 1. kvartal 2024 eller 1Q 2024."
    message = f"{quoted(text)} viser ikke hvordan et kvartal skal skrives"
    return Parsed(period, feil("ugyldig-kvartalsformat", message, hint) if period is None else ())


def _unit(text: str) -> Parsed[Any]:
    unit = parse_unit(f"({text})")[1]
    message = f"{quoted(text)} er ikke en enhet for beløp"
    return Parsed(unit, () if unit in UNITS else feil("ugyldig-enhet", message, f"Skriv {' eller '.join(UNITS)}."))


_CHECKS: dict[str, Callable[[str], Parsed[Any]]] = {
    "risikomatrise": Risikomatrise.parse,
    "kvartalsformat": _quarter_format,
    "beloepsenhet": _unit,
}


# --- Scales and limits -----------------------------------------------------------------------------------------------


def scale_rows(tables: dict[str, SettingsTable], schema: Schema, given: Given) -> tuple[Row, ...]:
    """Rows for sheet Skala: the names of levels, and the limits of the traffic light."""
    make = schema["Skala"].row_class
    rows = []
    if "skala" in tables:
        rows += [make(values) for values in _named_levels(tables["skala"], given)]
    if "trafikklys" in tables:
        rows += [make(values) for values in _limits(tables["trafikklys"])]
    return tuple(rows)


def _named_levels(table: SettingsTable, given: Given) -> Iterator[dict[str, str]]:
    for scale in SCALES:
        names = table.texts(scale)
        steps = _steps(scale, given)
        if names and steps and len(names) != steps:
            message = f"«{scale}» har {len(names)} navn, men skalaen har {steps} trinn."
            table.fault(scale, message, ", ".join(names), "Skriv ett navn for hvert trinn, det laveste først.")
        for step, name in enumerate(names, 1):
            yield {"skala": scale.capitalize(), "verdi": str(step), "navn": name}


def _steps(scale: str, given: Given) -> int:
    """How many steps a scale has; 0 when a workbook may decide it."""
    if scale == "vurdering":
        return 6
    if "risikomatrise" not in given:
        return Risikomatrise.STANDARD.antall_s
    matrix = Risikomatrise.parse(str(given["risikomatrise"][0])).value
    return 0 if matrix is None else matrix.antall_s if scale == "sannsynlighet" else matrix.antall_k


def _limits(table: SettingsTable) -> Iterator[dict[str, str]]:
    for name in LIMITS:
        limits = table.table(name)
        if limits is None:
            continue
        read = _share if name == "økonomi" else _quarters
        found = {color: read(limits, color) for color in ("gul", "rød")}
        limits.finish()
        yellow, red = found["gul"], found["rød"]
        if yellow is not None and red is not None and (red >= yellow if name == "økonomi" else red < yellow):
            message = "Rød grense må være strengere enn gul."
            limits.fault("rød", message, limits.value("rød"), 'For eksempel gul = "-1 %" og rød = "-5 %".')
        for color, limit in found.items():
            if limit is not None:
                yield {"skala": name.capitalize(), "navn": color.capitalize(), "verdi": str(limits.value(color))}


def _share(table: SettingsTable, key: str) -> Any:
    """A limit in per cent of the budget, such as «-5 %»."""
    written = table.value(key)
    if written is None:
        return None
    share = parse_percent(written, "General").value if isinstance(written, str) and "%" in written else None
    if not isinstance(share, Decimal) or not -1 <= share <= 1:
        table.fault(key, "Grensen skal være en prosent i anførselstegn.", written, 'Skriv for eksempel "-5 %".')
        return None
    return share


def _quarters(table: SettingsTable, key: str) -> int | None:
    """A limit in whole quarters of delay."""
    return table.whole_number(key, 1, 40)
