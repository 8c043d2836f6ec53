"""What people type in texts to refer to something can be read, and the footnotes it names exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.henvisninger import FOTNOTE, key_of, references_in, unfinished
from rapportgen.model.riktekst import RikTekst, is_safe_link
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

SHEET = "Fotnoter"
UNKNOWN, IMPOSSIBLE_NOTE = _TYPED = ("ukjent-henvisning", "fotnote-umulig")


def footnotes_exist(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Every `[fotnote: …]` names a row of «Fotnoter» with a text or a link; none is left open, or stands in a note."""
    rows = workbook.rows(SHEET)
    known = {key_of(str(row.noekkel)) for row in rows if row.tekst or row.lenke}
    notes = {row.address("tekst") for row in rows}
    for place, text in _texts(workbook):
        for reference in references_in(text):
            key = reference.noekkel
            if reference.slag == FOTNOTE and place in notes:
                message = f"Fotnoten «{key}» kan ikke stå i en annen fotnote. Rapporten har ingen fotnote der."
                yield advarsel(IMPOSSIBLE_NOTE, place, message, key, "Skriv teksten rett i fotnoten.")
            elif reference.slag == FOTNOTE and reference.id not in known:
                message = f"Fotnoten «{key}» finnes ikke i arket «Fotnoter». Rapporten har ingen fotnote der."
                yield advarsel("ukjent-fotnote", place, message, key)
        if begun := unfinished(text):
            message = f"«{begun}» kan ikke leses som en henvisning, og blir stående slik i rapporten."
            hint = "Skriv den som [fotnote: nøkkel] eller [se: nøkkel]."
            yield advarsel("henvisning-uferdig", place, message, begun, hint)


def links_can_be_followed(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """The link of a footnote leads to the web or to mail."""
    for row in workbook.rows(SHEET):
        if row.lenke is not None and not is_safe_link(str(row.lenke)):
            message = f"«{str(row.lenke)[:60]}» er ikke en nettadresse, og blir stående som vanlig tekst i fotnoten."
            hint = "Adressen skal begynne med https://."
            yield advarsel("fotnotelenke", row.address("lenke"), message, str(row.lenke)[:80], hint)


def in_cells(problems: Iterable[Problem], workbook: Workbook) -> Iterator[Problem]:
    """The problems of a written report; one about a reference that somebody typed is told of the cells it stands in.

    A footnote may be right in one cell and not in another, so it is told of a cell only when no other has it.
    """
    for problem in problems:
        cells = _cells_with(problem.verdi, workbook) if problem.kode in _TYPED else []
        if not cells or (problem.kode == IMPOSSIBLE_NOTE and len(cells) > 1):
            yield problem
        else:
            yield from (problem._replace(sted=cell) for cell in cells)


def _cells_with(key: str, workbook: Workbook) -> list[str]:
    """The addresses of the cells with a reference that has this key."""
    return [
        place
        for place, text in _texts(workbook)
        if any(" ".join(reference.noekkel.split()) == key for reference in references_in(text))
    ]


def _texts(workbook: Workbook) -> Iterator[tuple[str, str]]:
    """Every text of the workbook that may hold a reference, with its address."""
    for data in workbook.sheets.values():
        for row in data.rows if "[" in data.text() else ():
            for name, value in row.written():
                if text := _with_bracket(value):
                    yield row.address(name), text
    for sheet in workbook.unknown.values():
        for unknown in sheet.rows if "[" in sheet.text() else ():
            for value in unknown.values.values():
                if text := _with_bracket(value):
                    yield f"{sheet.title}, rad {unknown.number}", text


def _with_bracket(value: object) -> str:
    """The text of a value when it has a bracket in it, else an empty one."""
    text = str(value) if isinstance(value, (str, RikTekst)) else ""
    return text if "[" in text else ""
