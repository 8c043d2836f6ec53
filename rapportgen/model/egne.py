"""What one workbook adds to the list of fields: its own sheets and columns, and the keys of its texts and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.felt import Field, paragraphs
from rapportgen.model.samlinger import NOT_ROWS
from rapportgen.model.tillegg import CHART, REPORT, ROWS
from rapportgen.names import ascii_name, name_in_tags
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rapportgen.model.tagger import Tags
    from rapportgen.model.workbook import Workbook

_WORDS = {"and", "or", "not", "is", "in", "if", "else", "for", "true", "false", "none"}
_UNSEEN = NOT_ROWS | {"omsorgstrapp"}
_OWN, _AMOUNT = "egen kolonne", "beløp"
_MOST_SHOWN = 4
# What is fetched by key: the sheet and column of the text, the beginning of its tag, and the field that is printed.
_BY_KEY = {
    "tekst": ("Tekst", "Tekst", ""),
    "overskrift": ("Tekst", "Overskrift", ""),
    "figur": ("Figurer", "Figurtekst", "figurtekst"),
    "fotnoter": ("Fotnoter", "Tekst", "tekst"),
    "ord": ("Ordliste", "", ""),
}
_PLAIN = pattern(r"[\w .,:;()/&+!?-]+")  # no sign of these means anything in a tag
_CHARTS = ("økonomi", "prognose", "innsparing", "gevinster")


def own_fields(workbook: Workbook, keys: Callable[[str], Iterable[str]], tags: Tags) -> list[Field]:
    """What this workbook has besides the declared fields. `keys` gives the keys that a name of the report has."""
    fields = [*_columns(workbook, tags), *_sheets(workbook, tags), *_keys(keys)]
    return [*map(tags.completed, fields), *_charts(keys)]


def with_units(fields: Iterable[Field], workbook: Workbook) -> list[Field]:
    """The fields with the units that the amounts of this workbook have: «1 000 kr».

    An amount that the program finds has the unit of its sheet, where all columns agree on one.
    """
    units: dict[tuple[str, str], str] = {}
    for name, data in workbook.sheets.items():
        by_heading = {data.sheet.by_name[column].heading: unit for column, unit in data.units.items()}
        units |= {(name, heading): unit for heading, unit in by_heading.items()}
        if len(set(by_heading.values())) == 1:
            units[name, ""] = next(iter(by_heading.values()))
    return [
        field._replace(enhet=units.get((field.ark, field.kolonne), field.enhet)) if field.slag == _AMOUNT else field
        for field in fields
    ]


def _columns(workbook: Workbook, tags: Tags) -> Iterator[Field]:
    """The columns of known sheets that the program does not know."""
    for data in workbook.sheets.values():
        sheet = data.sheet
        if sheet.samling in _UNSEEN and not sheet.key_value:
            continue
        owner = tags.spelt(sheet.samling) + ("" if sheet.key_value else "[]")
        headings = dict.fromkeys(heading for row in data.rows for heading in row.unknown)
        known = set(sheet.field_names)
        help = f"En kolonne i arket «{sheet.name}» som programmet ikke kjenner."
        for heading in headings:
            if (code := ascii_name(heading)) and code not in known:
                known.add(code)
                yield Field(f"{owner}{step(heading)}", _OWN, sheet.name, heading, help, "")


def _sheets(workbook: Workbook, tags: Tags) -> Iterator[Field]:
    """The sheets that the program does not know, each followed by its columns."""
    for title, sheet in workbook.unknown.items():
        rows = f"ark[{quoted(title)}]"
        headings = {code: heading for heading in sheet.headings if (code := ascii_name(heading))}
        if not ascii_name(title) or not headings:
            continue
        one = tags.one(rows)
        line = ", ".join(f"{{{{ {one}{step(heading)} }}}}" for heading in list(headings.values())[:_MOST_SHOWN])
        help = f"Radene i arket «{title}», som programmet ikke kjenner."
        yield Field(f"{rows}[]", ROWS, title, "", help, "", tagg=paragraphs(one, rows, line))
        for heading in headings.values():
            help = f"Kolonnen «{heading}» i arket «{title}»."
            yield Field(f"{rows}[]{step(heading)}", _OWN, title, heading, help, "")


def _keys(keys: Callable[[str], Iterable[str]]) -> Iterator[Field]:
    """The texts, headings, figures, footnotes and words that the workbook has, by their keys."""
    for name, (sheet, column, shown) in _BY_KEY.items():
        for key in filter(ascii_name, keys(name)):
            path = f"{name}{step(key)}"
            tag = f"{{{{ {path}{'.' + shown if shown else ''} }}}}"
            yield Field(path, "tekst", sheet, column, f"Nøkkelen «{key}» i arket «{sheet}».", "", tagg=tag)


def _charts(keys: Callable[[str], Iterable[str]]) -> Iterator[Field]:
    """The indicators, each of which has a chart by its own name."""
    for key in keys("grafer"):
        if key not in _CHARTS and ascii_name(key):
            help, plain = f"Nøkkeltallet «{key}» over tid, med måltallet.", quoted(key)[1:-1]
            yield Field(f"grafer[{quoted(key)}]", CHART, REPORT, "", help, "", "grafer", tagg=f"[graf: {plain}]")


def step(name: str) -> str:
    """How a field is asked for by the name a workbook gives it: `.påløpt`, or `["2024"]` when that is no name."""
    typed = name_in_tags(name)
    return f'["{typed}"]' if typed[:1].isdigit() or typed in _WORDS else f".{typed}"


def quoted(title: str) -> str:
    """The title of a sheet in quotes; in the form of code when it holds what a tag cannot."""
    return f'"{title if _PLAIN.fullmatch(title) else ascii_name(title)}"'
