"""The messy twin of samples/karasjok.xlsx: headings in nynorsk and English, and tables side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
from messy import Pen, amount, color, day, decimal, grade, one_of, padded, quarter, rewritten, share
from messy_gantt import draw_gantt
from openpyxl.worksheet.table import Table as ExcelTable

from rapportgen.excel.archive import write_package
from rapportgen.excel.content import TotalRow
from rapportgen.excel.finish import finished_parts

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.excel.content import Content

# Sheets that have widths of their own.
_FITTED = {"Milepælsplan"}

OWNER = "Kárášjoga gielda / Karasjok kommune"

nynorsk_status = one_of(
    Ikke_startet="Ikkje starta",
    Pågår="Pågår|I gang|In progress|Påbyrja|Under arbeid",
    Fullført="Fullført|Ferdig|✓",
    Forsinket="Forseinka",
)


def messy_karasjok(path: Path, content: Content) -> None:
    """Write the messy twin at `path`."""
    book = openpyxl.Workbook()
    rows = {name: list(table.rows) for name, table in content.tables.items()}

    def pen(title: str) -> Pen:
        return Pen(book.create_sheet(title))

    _facts(pen("Prosjektinfo"), rows["Prosjekt"])
    _measures(pen("Handlingsplan"), rows["Tiltak"], rows["Innsatsområder"])
    _status(pen("Oppfølging"), rows["Status"])
    _plan(pen("Milepælsplan"), content)
    _risks(pen("Risk register"), rows["Risiko"])
    _risk_history(pen("Risikohistorie"), rows["Risikohistorikk"])
    _economy(pen("Økonomirapport"), rows["Økonomi"])
    _project_costs(pen("Prosjektregnskap"), rows["Prosjektøkonomi"])
    for kind in ("Effektmål", "Resultatmål"):
        _goals(pen(kind), [row for row in rows["Mål"] if row[2] == kind])
    _areas(pen("Fokusområder"), rows["Innsatsområder"])
    _texts(pen("Tekstar"), rows["Tekst"])
    _key_figures(pen("Nøkkeltal"), rows["Nøkkeltall"])
    _benefits(pen("Gevinstar"), rows["Gevinster"])
    _groups(pen("Organisering"), rows["Grupper"], rows["Deltakere"])
    _short(pen("Vedtak"), ("Periode", "Nr.", "Saken", "Innstilling", "Vedtakstaker", "Frist"), rows["Beslutninger"], 5)
    _short(pen("Medverknad"), ("Tidspunkt", "Arrangement", "Deltakarar", "Tema"), rows["Medvirkning"], 0)
    _short(pen("Versjonslogg"), ("Nr", "Dato", "Endring", "Utarbeidd av", "Kontrollert av", "Godkjend av"),
           rows["Versjoner"], 1)  # fmt: skip
    _phases(pen("Trinnplan"), rows["Faser"])
    _words(pen("Språkliste"), rows["Ordliste"])
    del book["Sheet"]
    for sheet in book:
        if sheet.title not in _FITTED:
            Pen(sheet).fit()
    write_package(path, finished_parts(book, "Karasjok HO kvartalsrapport v3 siste", 2024))


def _facts(pen: Pen, rows: list[Any]) -> None:
    """Facts under headings of their own, with remarks to the right."""
    pen.titles(OWNER, "Grunndata – bare delprosjektleder endrer her")
    pen.skip()
    pen.headings(("Felt", "Verdi", "Verdi (samisk)", "Merknad"))
    for number, (field, value, sami) in enumerate(rows):
        written = quarter(value, 4) if field == "Rapportkvartal" else padded(value, number)
        pen.line((_FIELDS.get(field, field), written, sami, "rapporterer kvartalsvis" if field == "Mottaker" else None))


_FIELDS = {
    "Ansvarlig": "Delprosjektleder",
    "Mottaker": "Mottakar",
    "Rapportkvartal": "Rapportperiode",
    "Beløpsenhet": "Beløp i",
    "Fortegn avvik": "Forteikn avvik",
    "Fastsatt av": "Fastsett av",
}


def _measures(pen: Pen, rows: list[Any], areas: list[Any]) -> None:
    """The area is a line above its measures, not a column."""
    pen.titles("Handlingsplan trinn 2 – NY GIV")
    pen.skip()
    pen.headings(("Tiltaksnr", "Tiltaksnavn", "Ansvarleg", "Ferdigstilles", "Nærmere beskrivelse"))
    for number, area, *_rest in areas:
        pen.line((f"{number}. {area}",), bold=True)
        for row in rewritten([row for row in rows if row[1] == number], {4: quarter}):
            pen.line((row[0], *row[2:]))
    pen.skip()
    pen.line(("Kilde: delprosjektplanen",))


def _status(pen: Pen, rows: list[Any]) -> None:
    """Quarters merged downwards; the lines of last year are filtered out of sight."""
    pen.titles("Oppfølging av tiltak", "Filtrer på kvartal")
    pen.headings(("Periode", "TiltakID", "Tilstand", "Prosent ferdig", "Gjennomført", "Vidare arbeid", "Avvik fra plan",
                  "Korrigerande tiltak"))  # fmt: skip
    first = pen.row
    ordered = sorted(rows, key=lambda row: str(row[0])[-4:] + str(row[0]))
    habits = {0: lambda value, n: value, 2: nynorsk_status, 3: share}
    for row in rewritten(ordered, habits):
        at = pen.line(row)
        pen.sheet.row_dimensions[at].hidden = row[0] == "4Q 2023"
    pen.merge_repeats(first, pen.row - 1, 1)


def _plan(pen: Pen, content: Content) -> None:
    pen.titles("Fremdriftsplan trinn 2", "M = milepæl")
    pen.skip()
    areas = {str(row[0]): f"{row[0]}. {row[1]}" for row in content.tables["Innsatsområder"].rows}
    draw_gantt(pen, content.tables["Milepæler"], areas, first="1Q 2024", last="4Q 2025", mark="M", quarters="K%d")


def _risks(pen: Pen, rows: list[Any]) -> None:
    """An Excel table with English headings, and bullets typed in the cells."""
    pen.titles("Risk register", "Reviewed every quarter")
    pen.skip()
    top = pen.row
    pen.headings(("No", "Type", "Risk", "Probability", "Impact", "Risk level", "Mitigation"))
    habits = {1: one_of(trussel="Trussel|T|Risiko"), 3: grade, 4: grade, 5: color, 6: _bulleted}
    for row in rewritten(rows, habits):
        pen.line(row)
    pen.sheet.add_table(ExcelTable(displayName="tblRisiko", ref=f"A{top}:G{pen.row - 1}"))


def _bulleted(value: Any, n: int) -> object:
    """Other bullets than in the plan, and an indent."""
    return str(value).replace("- ", "• ") if n % 2 else value


def _risk_history(pen: Pen, rows: list[Any]) -> None:
    pen.titles("Risikoutvikling per kvartal")
    pen.headings(("Periode", "Risikonr", "Sannsyn", "Verknad", "Risikonivå"))
    for row in rewritten(rows, {0: quarter, 2: grade, 3: grade, 4: color}):
        pen.line(row)


def _economy(pen: Pen, rows: list[Any]) -> None:
    """The unit in a title, and quarters as lines above their figures."""
    pen.titles("Økonomirapport pleie og omsorg", "Beløp i 1 000 kr")
    pen.skip()
    pen.headings(("Eining", "Namn", "Rekneskap hittil", "Budsjett\nhittil", "Diff.", "Avvik i pst", "Årsbudsjett",
                  "Prognose 31.12", "Forventet avvik"))  # fmt: skip
    period = ""
    habits = {5: decimal, **dict.fromkeys((2, 3, 4, 6, 7, 8), amount)}
    for number, row in enumerate(rows):
        if row[0] != period:
            period = row[0]
            pen.line((str(quarter(period, 4)),), bold=True)
        total = isinstance(row, TotalRow)
        values = [habits.get(i, padded)(value, number + i) for i, value in enumerate(row[1:10])]
        pen.line(["I alt", *values[1:]] if total else values, bold=total)
    pen.skip()
    pen.line(("*foreløpige tall",))


def _project_costs(pen: Pen, rows: list[Any]) -> None:
    """Amounts with their unit in the cell."""
    pen.titles("Kostnader i prosjektet", "Tall i 1 000 kr")
    pen.headings(("Periode", "Kostnad", "Finansieringskilde", "Bevilget", "Brukt", "Gjenstår", "Forventet"))
    for number, row in enumerate(rows):
        total = isinstance(row, TotalRow)
        values = [_in_thousands(value, number + i) if i > 2 else value for i, value in enumerate(row)]
        pen.line([row[0], "Sum prosjekt" if total else row[1], *values[2:]] if total else values, bold=total)


def _in_thousands(value: Any, n: int) -> object:
    return f"{value} tkr" if value and n % 3 == 0 else amount(value, n)


def _goals(pen: Pen, rows: list[Any]) -> None:
    """One sheet for each type of goal; the type is in the name of the sheet alone."""
    pen.headings(("Nr", "Nivå", "Theme", "Målformulering", "Indikator", "Måltal", "Unit", "Deadline"))
    for row in rewritten(rows, {1: lambda value, n: value}):
        pen.line([row[0], row[1], *row[3:]])


def _areas(pen: Pen, rows: list[Any]) -> None:
    pen.titles("Fokusområder i trinn 2")
    pen.skip()
    pen.headings(("Nr", "Fokusområde", "Subtittel"))
    for row in rewritten(rows, {0: lambda value, n: int(value)}):
        pen.line(row)


def _texts(pen: Pen, rows: list[Any]) -> None:
    pen.headings(("Key", "Quarter", "Document", "Chapter", "Order", "Type", "Level", "Heading", "Text"))
    for row in rewritten(rows, {1: quarter}):
        pen.line(row)


def _key_figures(pen: Pen, rows: list[Any]) -> None:
    pen.titles("Nøkkeltal")
    pen.skip()
    pen.headings(("Tidspunkt", "Måleindikator", "Faktisk", "Eining", "Måltal", "Retning", "Kategori", "Fargekategori",
                  "Kjelde"))  # fmt: skip
    for row in rewritten(rows, {0: quarter, 2: decimal, 4: decimal}):
        pen.line(row)


def _benefits(pen: Pen, rows: list[Any]) -> None:
    pen.headings(("No", "Vinst", "Gevinsttype", "Mål-ID", "Måling", "Nullpunkt", "Måltal", "Måletidspunkt",
                  "Gevinstansvarleg", "Oppnådd", "Framdrift"))  # fmt: skip
    for row in rewritten(rows, {5: decimal, 6: decimal, 7: quarter, 9: decimal, 10: nynorsk_status}):
        pen.line(row)


def _groups(pen: Pen, groups: list[Any], members: list[Any]) -> None:
    """Two tables beside each other."""
    pen.titles("Organisering av delprosjektet")
    pen.skip()
    top = pen.row
    pen.headings(("Gruppe", "Slag", "Mandat", "Rapporterar til", "Møtefrekvens/møter"))
    for row in rewritten(groups, {}):
        pen.line(row)
    beside = Pen(pen.sheet, top)
    left = 8
    beside.headings(
        ("Gruppe", "Rekkefølgje", "Namn", "Role", "Title", "Representerer", "Eining", "Visast i rapport"), left
    )
    for row in rewritten(members, {7: one_of(ja="SANN|ja|x", nei="nei")}):
        beside.line(row, left)


def _short(pen: Pen, headings: tuple[str, ...], rows: list[Any], dates: int) -> None:
    """A small table with dates in one column."""
    pen.headings(headings)
    for row in rewritten(rows, {dates: day}):
        pen.line(row)


def _phases(pen: Pen, rows: list[Any]) -> None:
    """Numbers as numbers, and the status in other words."""
    pen.titles(OWNER, "Trinn 1–3")
    pen.skip()
    pen.headings(("Nr.", "Trinn", "Tittel", "Oppstart", "Lengde", "Innhold", "Tilstand"))
    for row in rewritten(rows, {0: lambda value, n: int(value), 6: nynorsk_status}):
        pen.line(row)


def _words(pen: Pen, rows: list[Any]) -> None:
    """Words with letters in two parts as from a Mac."""
    pen.titles(OWNER)
    pen.skip()
    pen.headings(("Key", "Norsk", "Nynorsk", "Davvisámegiella"))
    for row in rewritten(rows, {0: lambda value, n: value}):
        pen.line(row)
