"""What a workbook has and a template never shows: nobody loses it by mistake when a template is made or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.declared import names_for_rows_of
from rapportgen.model.felter import with_letters
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.problems import info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rapportgen.model.declare import Sheet
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem

_WORD = pattern(r"\w+")
_ANY_SHEET = pattern(r"\bark\b(?!\s*\.\s*\w|\s*\[\s*[\"'])")  # `ark[navn]`: which sheet, the report decides
# Sheets that say how the others are to be understood, or that are fetched one by one where a text asks for it.
_BEHIND = ("Prosjekt", "Tekst", "Risikohistorikk", "Figurer", "Fotnoter", "Ordliste", "Skala", "Versjoner")


def unshown_sheets(codes: Iterable[str], workbooks: Sequence[Workbook], *, portfolio: bool = False) -> list[Problem]:
    """A note on the sheets with rows that no tag asks for; `codes` are those of the tags of a template.

    A template for portfolios shows the rows of each project.
    """
    text = "\n".join(codes)
    words = set(_WORD.findall(text))
    found: dict[str, _Unshown] = {}
    for workbook in workbooks:
        for sheet in (*_declared(words, workbook), *_others(text, words, workbook)):
            before = found.get(sheet.title)
            found[sheet.title] = sheet._replace(rows=sheet.rows + (before.rows if before else 0))
    if not found:
        return []
    named = ", ".join(f"«{one.title}» ({'én rad' if one.rows == 1 else f'{one.rows} rader'})" for one in found.values())
    who = "Arbeidsboken" if len(workbooks) == 1 else "Arbeidsbøkene"
    message = f"{who} har rader som malen ikke viser, i {'arket' if len(found) == 1 else 'arkene'} {named}."
    hint = f"Skal de være med, kan du skrive for eksempel {next(iter(found.values())).loop(portfolio)}."
    return [info("ubrukt-ark", "dokumentet", message, "", hint)]


class _Unshown(NamedTuple):
    """A sheet that is not shown: its title, how many rows it has, what gives them, and a field of each."""

    title: str
    rows: int
    name: str
    field: str

    def loop(self, portfolio: bool) -> str:
        """A loop that would show the rows."""
        if not portfolio:
            return f"{{% for rad in {self.name} %}}{{{{ {self.field} }}}} {{% endfor %}}"
        inner = f"{{% for rad in prosjekt.{self.name} %}}{{{{ {self.field} }}}} {{% endfor %}}"
        return f"{{% for prosjekt in prosjekter %}}{inner}{{% endfor %}}"


def _declared(words: set[str], workbook: Workbook) -> Iterator[_Unshown]:
    for sheet in workbook.schema:
        count = len(workbook.rows(sheet.name))
        if not count or sheet.name in _BEHIND or _is_shown(sheet, words):
            continue
        first = next((column for column in sheet.columns if column.kind.label == "tekst"), sheet.columns[0])
        rows = f'ark["{sheet.name}"]' if sheet.own else with_letters(sheet.samling)
        yield _Unshown(sheet.name, count, rows, f"rad.{with_letters(first.name)}")


def _is_shown(sheet: Sheet, words: set[str]) -> bool:
    if sheet.own:
        return _is_named(sheet.name, words)
    return not words.isdisjoint(names_for_rows_of(sheet.name))


def _is_named(title: str, words: set[str]) -> bool:
    """Whether a sheet without a name of its own in templates may be asked for by its title."""
    return "ark" in words and words.issuperset(_WORD.findall(title))


def _others(text: str, words: set[str], workbook: Workbook) -> Iterator[_Unshown]:
    if _ANY_SHEET.search(text):
        return
    for title, sheet in workbook.unknown.items():
        if sheet.rows and not _is_named(title, words):
            heading = next(iter(sheet.headings), "")
            name = ascii_name(heading)
            field = f"rad.{name}" if name.isidentifier() else f'rad["{heading}"]'
            yield _Unshown(title, len(sheet.rows), f'ark["{title}"]', field)
