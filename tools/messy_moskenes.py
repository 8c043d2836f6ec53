"""The messy twin of samples/moskenes.xlsx: the same content as people keep it after two years of use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
from messy import (
    GREY,
    Colored,
    Pen,
    amount,
    color,
    day,
    decimal,
    grade,
    one_of,
    padded,
    quarter,
    rewritten,
    share,
    status,
)
from messy_gantt import draw_gantt

from rapportgen.excel.archive import write_package
from rapportgen.excel.content import TotalRow
from rapportgen.excel.finish import finished_parts

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.excel.content import Content

# Sheets that have widths of their own.
_FITTED = {"Forside", "Fremdriftsplan"}

OWNER = "MOSKENES KOMMUNE"


def messy_moskenes(path: Path, content: Content) -> None:
    """Write the messy twin at `path`."""
    book = openpyxl.Workbook()
    rows = {name: list(table.rows) for name, table in content.tables.items()}
    pens = _Pens(book)
    _front_page(pens.sheet("Forside"), rows["Prosjekt"])
    _economy(pens.sheet("Budsjettoppfølging"), rows["Økonomi"])
    _savings(pens.sheet("Innsparingstiltak"), rows["Innsparing"])
    _plan(pens.sheet("Fremdriftsplan"), content)
    _measures(pens.sheet("Tiltaksplan 2023-2025"), rows["Tiltak"])
    for period, title in _STATUS_SHEETS.items():
        _status(pens.sheet(title), [row for row in rows["Status"] if row[0] == period])
    _risks(pens.sheet("3. Risikovurdering"), rows["Risiko"])
    _risk_history(pens.sheet("Risikoutvikling"), rows["Risikohistorikk"])
    _areas(pens.sheet("Satsingsområder"), rows["Innsatsområder"])
    _goals(pens.sheet("Målhierarki"), rows["Mål"])
    _texts(pens.sheet("Tekster"), rows["Tekst"])
    _key_figures(pens.sheet("KPI"), rows["Nøkkeltall"])
    _benefits(pens.sheet("Gevinstplan"), rows["Gevinster"])
    _services(pens.sheet("Tjenester"), rows["Tjenesteområder"])
    _groups(pens.sheet("Prosjektorganisering"), rows["Grupper"], rows["Deltakere"])
    _decisions(pens.sheet("Saker til beslutning"), rows["Beslutninger"])
    _meetings(pens.sheet("Møter"), rows["Medvirkning"])
    _limits(pens.sheet("Skala"), rows["Skala"])
    _versions(pens.sheet("Endringslogg"), rows["Versjoner"])
    _listed(pens.sheet("Samarbeidsavtaler"), ("Avtale", "Spalte"), rows["Samarbeid"])
    _phases(pens.sheet("Prosjektfaser"), rows["Faser"])
    _listed(pens.sheet("Interessentanalyse"), ("Hvem", "Forventning", "Påvirkning", "Håndtering", "Arena", "Hvor ofte",
                                               "Ansv."), rows["Interessenter"])  # fmt: skip
    _listed(pens.sheet("Noter"), ("Note", "Fotnotetekst", "URL"), rows["Fotnoter"])
    _listed(pens.sheet("Bilder"), ("Nøkkel", "Bildefil", "Bildetekst", "Alt-tekst", "Foto", "Plassering"),
            rows["Figurer"])  # fmt: skip
    _listed(pens.sheet("Ordbok"), ("Nøkkel", "Bm", "Nn", "Samisk"), rows["Ordliste"])
    _listed(pens.sheet("Kompetanse"), content.tables["Kompetanse"].headings, rows["Kompetanse"])
    _old_draft(pens.sheet("Økonomi gammel"))
    del book["Sheet"]
    for sheet in book:
        if sheet.title not in _FITTED:
            Pen(sheet).fit()
    write_package(path, finished_parts(book, "Arbeidsbok helse og omsorg (kopi) ENDELIG", 2024))


class _Pens:
    """A pen for each new sheet."""

    def __init__(self, book: openpyxl.Workbook) -> None:
        self.book = book

    def sheet(self, title: str) -> Pen:
        return Pen(self.book.create_sheet(title))


_FIELDS = {
    "Kommune": "Kommune:",
    "Dokumenttittel": "Tittel:",
    "Dok. id": "Dok.id.:",
    "Ansvarlig": "Delprosjektleder:",
    "Verifisert": "Verifisert av",
    "Godkjent": "Godkjent av",
    "Mottaker": "Til:",
    "Rapportkvartal": "Rapporteringskvartal",
    "Beløpsenhet": "Tall i:",
    "Målform": "Språk",
    "Saksnummer": "Arkivsaksnr",
    "Risikomatrise": "Matrise",
}


def _front_page(pen: Pen, rows: list[Any]) -> None:
    """The facts without headings, in columns B and C, under a logo."""
    pen.titles(OWNER, "[kommunevåpen]", column=2)
    pen.skip()
    pen.titles("Arbeidsbok for delprosjektet", "Sist oppdatert 04.07.2024 av KE", column=2)
    pen.skip()
    for number, (field, value, _sami) in enumerate(rows):
        written = quarter(value, 2) if field == "Rapportkvartal" else day(padded(value, number), 2)
        pen.line((_FIELDS.get(field, field), written), column=2)
    pen.widths(3, 26, 60)


def _economy(pen: Pen, rows: list[Any]) -> None:
    """Two heading rows, text numbers, merged quarters, sums in bold, a control column and notes."""
    pen.titles(OWNER, "Regnskapsrapport helse og omsorg", "Tall i 1000 kr. Positivt avvik = mindreforbruk")
    pen.skip()
    pen.groups([("", 3), ("Hittil i år", 4), ("Helår", 3), ("", 2)])
    pen.headings(("Kv.", "Ansvar", "Tjenesteområde ", "Regnskap", "Per. budsjett", "Avvik", "Avvik i %",
                  "Rev.\nbud.", "Prognose*", "Avvik prognose", "Årsak til avvik", "Kontroll"))  # fmt: skip
    first = pen.row
    habits = {0: lambda value, n: value, 1: _account, 6: decimal, **dict.fromkeys((3, 4, 5, 7, 8, 9), amount)}
    for number, row in enumerate(rows):
        total = isinstance(row, TotalRow)
        written = [habits.get(i, padded)(value, number + i) for i, value in enumerate(row)]
        written[0] = _ECONOMY_QUARTERS[str(row[0])]
        if total:
            written[1] = "SUM" if number > 10 else "Sum"
        elif row[7] == 13200:
            written[7] = "13,2 mill"
        at = pen.line(written, bold=total)
        if total:
            pen.sheet.cell(at, 12).value = f"=E{at}-D{at}-F{at}"
    pen.merge_repeats(first, pen.row - 1, 1)
    pen.skip()
    pen.line(("* Prognosen er foreløpig for 4. kvartal",))
    pen.line(("Kilde: Visma Økonomi",))


_ECONOMY_QUARTERS = {"1Q 2024": "1. kv. 2024", "2Q 2024": "K2 2024", "3Q 2024": "2024K3", "4Q 2024": "Q4-24"}


def _account(value: Any, n: int) -> object:
    """A cost centre as a number, as the accounting system exports it."""
    return int(value) if isinstance(value, str) and value.isdecimal() and n % 2 else value


def _savings(pen: Pen, rows: list[Any]) -> None:
    pen.titles("Innsparingstiltak helse og omsorg", "Beløp i mill. kr")
    pen.skip()
    pen.groups([("", 2), ("Effekt", 3), ("Realisert hittil", 2), ("", 2)])
    pen.headings(
        ("Tiltaksnr", "Tiltak", "2024", "2025", "2026", "1. kv. 2024", "2. kv. 2024", "Prognose 2024", "Farge")
    )
    for number, row in enumerate(rows):
        values = [decimal(value, number + i) if i > 1 else padded(value, number) for i, value in enumerate(row)]
        if isinstance(row, TotalRow):
            pen.line(("Totalt", None, *values[2:]), bold=True)
        else:
            values[8] = _light_cell(str(row[8]), number)
            pen.line(values)


def _light_cell(word: str, n: int) -> object:
    """A traffic light as a word, or as a fill alone."""
    fills = {"Gul": "FFC000", "Grønn": "92D050", "Rød": "FF0000"}
    return Colored(None, fills[word]) if n % 3 == 1 else color(word, n)


_PLAN_GROUPS = {
    "0": None,
    "1": "1. Tjenesteprofil",
    "2": "2. Tjenestetildeling",
    "3": "3. Ledelse og innovasjonsarbeid",
}


def _plan(pen: Pen, content: Content) -> None:
    pen.titles("DELPROSJEKT HELSE OG OMSORG", "Gjennomføringsplan – aktivitet og milepæler")
    pen.skip()
    table = content.tables["Milepæler"]
    draw_gantt(pen, table, _PLAN_GROUPS, first="2Q 2023", last="4Q 2025", mark="◆", quarters="%dQ")


def _measures(pen: Pen, rows: list[Any]) -> None:
    """A group of headings over the dates, areas merged downwards, IDs with spaces around."""
    pen.titles("Tiltaksplan helse og omsorg", "v2 – gjelder fra høsten 2023")
    pen.skip(2)
    pen.groups([("", 6), ("Tidsplan", 2), ("", 2)])
    pen.headings(("Tiltaksnr.", "Område", "Aksjonspunkt¹", "Hva skal gjøres", "Forv. gevinst", "Ansv.", "Oppstart",
                  "Tidsfrist", "Del av", "Utfyllende"))  # fmt: skip
    first = pen.row
    for row in rewritten(rows, {1: lambda value, n: value, 6: quarter, 7: quarter}):
        pen.line(row)
    pen.merge_repeats(first, pen.row - 1, 2)
    pen.skip()
    pen.line(("¹ Fra gjennomføringsplanen",))


_STATUS_SHEETS = {
    "4Q 2023": "Status 4Q 2023",
    "1Q 2024": "Status 1.kv 2024",
    "2Q 2024": "Status K2 2024",
    "3Q 2024": "Status 3Q24",
}


def _status(pen: Pen, rows: list[Any]) -> None:
    """One sheet per quarter, with the quarter in its name alone."""
    pen.titles("Kvartalsstatus", "Fylles ut av tiltaksansvarlig innen den 10.")
    pen.skip()
    pen.headings(("Nr.", "Status", "% ferdig", "Utført", "Videre arbeid", "Utfordringer", "Årsak", "Tiltak ved avvik",
                  "Revidert frist"))  # fmt: skip
    for row in rewritten([row[1:] for row in rows], {1: status, 2: share, 8: quarter}):
        pen.line(row)


def _risks(pen: Pen, rows: list[Any]) -> None:
    """Two tables below each other: threats and opportunities."""
    pen.titles("Usikkerheter", "S = sannsynlighet, K = konsekvens, RF = risikofaktor (SxK)")
    pen.skip()
    kinds = {1: one_of(trussel="T|Trussel|trussel", mulighet="M|Mulighet")}
    habits = {**kinds, 5: grade, 6: grade, 7: color}
    pen.headings(("Nr", "Type", "Trussel", "Innhold", "Reduserende tiltak", "Sannsynlighet (1-5)", "Kons.", "RF (SxK)",
                  "Ansv."))  # fmt: skip
    for row in rewritten([row for row in rows if row[1] == "trussel"], habits):
        pen.line(row)
    pen.skip(2)
    pen.titles("Muligheter")
    pen.headings(("Nr", "Type", "Mulighet", "Innhold", "Tiltak"))
    for row in rewritten([row[:5] for row in rows if row[1] == "mulighet"], kinds):
        pen.line(row)
    pen.skip()
    pen.line(("Gjennomgått i arbeidsgruppen",))


def _risk_history(pen: Pen, rows: list[Any]) -> None:
    """Sorted by quarter, with the quarter written once."""
    pen.titles("Risikoutvikling")
    pen.headings(("Kv", "Risikonr", "S", "K", "R", "Merknad"))
    first = pen.row
    ordered = sorted(rows, key=lambda row: str(row[0])[-4:] + str(row[0]))
    for row in rewritten(ordered, {0: lambda value, n: value, 2: grade, 3: grade, 4: color}):
        pen.line(row)
    pen.blank_repeats(first, pen.row - 1, 1)


def _areas(pen: Pen, rows: list[Any]) -> None:
    pen.titles("Satsingsområder i prosjektet")
    pen.skip()
    pen.headings(("#", "Satsingsområde", "Kortnavn", "Skildring", "Eier"))
    for row in rewritten(rows, {0: lambda value, n: int(value)}):
        pen.line(row)


def _goals(pen: Pen, rows: list[Any]) -> None:
    """Levels and types merged downwards."""
    pen.titles("Mål for prosjektet")
    pen.skip()
    pen.headings(("Målnr", "Nivå", "Type mål", "Tema", "Målsetting", "Måleindikator", "Utgangspunkt", "Måltall",
                  "Måleenhet", "Når"))  # fmt: skip
    first = pen.row
    for row in rewritten(rows, dict.fromkeys((1, 2), lambda value, n: value)):
        pen.line(row)
    pen.merge_repeats(first, pen.row - 1, 2)
    pen.merge_repeats(first, pen.row - 1, 3)


def _texts(pen: Pen, rows: list[Any]) -> None:
    pen.titles("Tekst til plan og rapport")
    pen.headings(("Nøkkel", "Kv.", "Dok", "Kap.", "Nr", "Type", "Nivå", "Overskrift", "Innhold"))
    for row in rewritten(rows, {1: quarter}):
        pen.line(row)


def _key_figures(pen: Pen, rows: list[Any]) -> None:
    """Numbers as text between real numbers, years as numbers."""
    pen.titles("Styringsdata", "Oppdateres hvert kvartal")
    pen.skip()
    pen.headings(("Periode", "Indikator", "Resultat", "Måleenhet", "Ønsket retning", "Gruppe", "Datakilde"))
    for row in rewritten(rows, {0: quarter, 2: decimal}):
        pen.line(row)


def _benefits(pen: Pen, rows: list[Any]) -> None:
    pen.headings(("Nr.", "Gevinst", "Gevinsttype", "Mål-ID", "KPI", "Baseline", "Målverdi", "Når", "Gevinsteier", "Nå",
                  "Tilstand"))  # fmt: skip
    for row in rewritten(rows, {5: decimal, 6: decimal, 7: quarter, 9: decimal, 10: status}):
        pen.line(row)


def _services(pen: Pen, rows: list[Any]) -> None:
    """Areas merged over their lines; where every line has a figure, the lines stand in one cell."""
    pen.titles("Tjenester per august 2023")
    pen.skip()
    pen.headings(("Kontogruppe", "Tjeneste", "Linje", "Deltjeneste", "Volum tjenester", "Årsverk", "Lokalisering"))
    first = pen.row
    listed = [row for row in rows if row[0] == "23"]
    for row in rewritten([row for row in rows if row[0] < "23"], {0: _account, 1: lambda value, n: value, 5: decimal}):
        pen.line(row)
    pen.line((23, listed[0][1], 1, None, _below(listed, 4), _below(listed, 5), listed[0][6]))
    for row in rewritten([row for row in rows if row[0] > "23"], {0: _account, 1: lambda value, n: value, 5: decimal}):
        pen.line(row)
    pen.merge_repeats(first, pen.row - 1, 2)


def _below(rows: list[Any], index: int) -> str:
    """The values of a column below each other in one cell."""
    return "\n".join(str(row[index]).replace(".", ",") for row in rows)


def _groups(pen: Pen, groups: list[Any], members: list[Any]) -> None:
    """Two tables on one sheet."""
    pen.titles("Organisering")
    pen.headings(("Gruppenavn", "Type", "Mandat", "Rapporterer", "Møter"))
    for row in rewritten(groups, {}):
        pen.line(row)
    pen.skip(4)
    pen.titles("Medlemmer")
    pen.headings(("Gruppe", "Nr", "Person", "Rolle i gruppa", "Tittel", "Representant for", "Avdeling", "Vis navn"))
    first = pen.row
    for row in rewritten(members, {0: lambda value, n: value, 7: one_of(ja="J|ja|x", nei="N|Nei")}):
        pen.line(row)
    pen.merge_repeats(first, pen.row - 1, 1)


def _decisions(pen: Pen, rows: list[Any]) -> None:
    pen.titles("Saker til styringsgruppen")
    pen.headings(("Kv.", "Saksnr", "Tema", "Tilråding", "Avgjøres av", "Tidsfrist"))
    for row in rewritten(rows, {0: quarter, 5: day}):
        pen.line(row)


def _meetings(pen: Pen, rows: list[Any]) -> None:
    pen.headings(("Møtedato", "Møte", "Hvem", "Sak"))
    for row in rewritten(rows, {0: day}):
        pen.line(row)


def _limits(pen: Pen, rows: list[Any]) -> None:
    pen.headings(("Skala", "Grense", "Navn"))
    for row in rows:
        pen.line(row)


def _versions(pen: Pen, rows: list[Any]) -> None:
    pen.headings(("Version", "Dato", "Endringer", "Utarbeidet av", "Kontrollert av", "Godkjend av"))
    for row in rewritten(rows, {1: day}):
        pen.line(row)


def _phases(pen: Pen, rows: list[Any]) -> None:
    pen.headings(("Nr.", "Fase", "Overskrift", "Fra", "Til", "Varighet", "Innhold", "Framdrift"))
    for row in rewritten(rows, {0: lambda value, n: int(value), 7: status}):
        pen.line(row)


def _listed(pen: Pen, headings: tuple[str, ...], rows: list[Any]) -> None:
    """A plain list under a title."""
    pen.titles(OWNER)
    pen.skip()
    pen.headings(headings)
    for row in rewritten(rows, {}):
        pen.line(row)


def _old_draft(pen: Pen) -> None:
    """A hidden sheet with figures that no longer hold."""
    pen.titles("IKKE BRUK – utkast fra 2022")
    pen.headings(("Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år", "Periodisert budsjett", "Avvik"))
    pen.line(("4Q 2022", "21", "Psykiatri", 17000, 15000, Colored("-2000", GREY)))
    pen.sheet.sheet_state = "hidden"
