"""The first sheet of a new workbook: what it is, how it is filled in, what the colours mean, and where things are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink

from rapportgen.excel import looks
from rapportgen.excel.heights import lines_in
from rapportgen.excel.ownsheets import INTRODUCTION
from rapportgen.model.trafikklys import BLAA, GRAA, GROENN, GUL, ROED

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from rapportgen.excel.content import Content
    from rapportgen.model.declare import Schema
    from rapportgen.model.trafikklys import Lys

_PURPOSE = (
    "Arbeidsboken samler det som skal stå i planer, mandat og rapporter: mål, tiltak, status, økonomi og risiko. "
    "Når du har fylt den ut, lager rapportgen ferdige Word-dokumenter av den."
)
_STEPS = (
    (
        "Første gang",
        (
            "Fyll ut arket Prosjekt. Der står kommunen, prosjektet og hvem dokumentene går til.",
            "Skriv mål, innsatsområder og tiltak. Gi hvert tiltak en ID, for eksempel T2-10.",
            "Skriv milepæler, risikoer og de andre arkene dere bruker. Ark dere ikke bruker, kan stå tomme.",
        ),
    ),
    (
        "Hvert kvartal",
        (
            "Skriv nye linjer nederst i Status, Risikohistorikk, Økonomi og Nøkkeltall, med kvartalet først. "
            "La linjene fra tidligere kvartaler stå, så rapporten kan vise hva som er endret.",
            "Oppdater status for milepælene, tallene i Innsparing, og Beslutninger med de nye sakene.",
            "Sett Rapportkvartal i arket Prosjekt. Lagre, og lukk arbeidsboken.",
            "Kontroller med «rapportgen sjekk» og navnet på arbeidsboken. "
            "Lag dokumentet med «rapportgen lag», navnet på malen og navnet på arbeidsboken. "
            "Malene er kvartalsrapport, statusside, gjennomføringsplan, delprosjektplan, mandat og sluttrapport.",
        ),
    ),
    (
        "Godt å vite",
        (
            "Hold pekeren over en overskrift for å se hva som skal stå i kolonnen, og et eksempel.",
            "Celler med en pil gir en liste å velge fra. Du kan også skrive med egne ord.",
            "Skriv kvartaler slik: 2Q 2024. Skriv datoer slik: 30.08.2024.",
            "Enheten for beløp står i overskriften. Endrer du enheten, så endre den der.",
            "Dere kan flytte kolonner, legge til egne og sette inn egne ark. Alt kan brukes i malene.",
        ),
    ),
)
_COLORS: tuple[tuple[Lys, str], ...] = (
    (BLAA, "Fullført"),
    (GROENN, "I henhold til plan"),
    (GUL, "Avvik som prosjektet håndterer selv"),
    (ROED, "Vesentlig avvik som krever en beslutning"),
    (GRAA, "Ikke startet, eller ikke vurdert"),
)
_TEXT_WIDTH = 104


def write_introduction(target: Worksheet, schema: Schema, content: Content) -> None:
    """Write the introduction on an empty sheet."""
    target.title = INTRODUCTION
    target.sheet_properties.tabColor = looks.FJORD
    target.sheet_view.showGridLines = False
    for letter, width in zip("ABC", (3, 24, _TEXT_WIDTH), strict=True):
        target.column_dimensions[letter].width = width
    row = _write_title(target, content)
    for heading, steps in _STEPS:
        row = _write_steps(target, row + 1, heading, steps)
    row = _write_colors(target, row + 1)
    _write_sheets(target, row + 1, [(sheet.name, sheet.help) for sheet in schema], content)
    looks.print_on_page(target, "portrait", pages_high=1)


def _write_title(target: Worksheet, content: Content) -> int:
    kommune, project = content.fact("Kommune"), content.fact("Delprosjekt")
    for column in range(1, 4):
        for number in (1, 2):
            target.cell(number, column).fill = looks.fill(looks.FJORD)
    title = target.cell(1, 2, "Arbeidsbok for planer og rapporter")
    title.font, title.alignment = looks.font(size=20, bold=True, color=looks.HVIT), Alignment(vertical="bottom")
    names = " – ".join(name for name in (kommune, project) if name) or "rapportgen"
    subtitle = target.cell(2, 2, names)
    subtitle.font, subtitle.alignment = looks.font(size=12, color=looks.HVIT), Alignment(vertical="top")
    target.row_dimensions[1].height, target.row_dimensions[2].height = 38, 26
    row = _write_text(target, 4, _PURPOSE)
    return _write_text(target, row, content.remark, bold=True) if content.remark else row


def _write_text(target: Worksheet, row: int, text: str, bold: bool = False) -> int:
    """A paragraph across both columns; gives the next free row."""
    target.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
    cell = target.cell(row, 2, text)
    cell.font, cell.alignment = looks.BOLD if bold else looks.BODY, looks.WRAPPED
    target.row_dimensions[row].height = _height(text, _TEXT_WIDTH + 20)
    return row + 1


def _write_heading(target: Worksheet, row: int, text: str) -> int:
    cell = target.cell(row, 2, text)
    cell.font = looks.font(size=14, bold=True, color=looks.FJORD)
    target.row_dimensions[row].height = 24
    for column in (2, 3):
        target.cell(row, column).border = looks.HAIRLINE
    return row + 1


def _write_steps(target: Worksheet, row: int, heading: str, steps: tuple[str, ...]) -> int:
    row = _write_heading(target, row, heading)
    for number, step in enumerate(steps, 1):
        row = _write_text(target, row, f"{number}.  {step}")
    return row


def _write_colors(target: Worksheet, row: int) -> int:
    row = _write_heading(target, row, "Fargene")
    for light, meaning in _COLORS:
        chip = target.cell(row, 2, str(light))
        chip.fill, chip.font = looks.fill(light.fyll), looks.font(bold=True, color=light.skrift)
        cell = target.cell(row, 3, meaning)
        chip.alignment = cell.alignment = Alignment(vertical="center", indent=1)
        cell.font = looks.BODY
        target.row_dimensions[row].height = 18
        row += 1
    return row


def _write_sheets(target: Worksheet, row: int, sheets: list[tuple[str, str]], content: Content) -> None:
    """The sheets with links, those the schema does not know at the end."""
    row = _write_heading(target, row, "Arkene")
    known = {name for name, _ in sheets}
    sheets = sheets + [(name, "Kommunens eget ark.") for name in content.tables if name not in known]
    for name, text in sheets:
        link = target.cell(row, 2, name)
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{name}'!A1")
        link.font, link.alignment = looks.LINK, looks.WRAPPED
        cell = target.cell(row, 3, text)
        cell.font, cell.alignment = looks.BODY, looks.WRAPPED
        target.row_dimensions[row].height = _height(text, _TEXT_WIDTH)
        row += 1


def _height(text: str, width: float) -> float:
    """The height in points of a row that shows all of `text`: merged cells do not grow by themselves."""
    return 15.0 * lines_in(text, width) + 4
