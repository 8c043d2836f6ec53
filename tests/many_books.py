"""Workbooks for tests of portfolios: as many as wanted, each written as a project leader might, all different."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ECONOMY = (
    "Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år", "Periodisert budsjett", "Avvik", "Revidert årsbudsjett",
    "Årsprognose", "Prognoseavvik",
)  # fmt: skip
SAVINGS = ("Tiltak-ID", "Innsparingstiltak", "Effekt 2024", "Realisert hittil 2Q 2024", "Prognose 2024", "Status")
RISKS = ("Risiko-ID", "Type", "Risikofaktor", "S", "K", "Mottiltak", "Ansvar")
MILESTONES = ("ID", "Aktivitet/milepæl", "Type", "Dato", "Status", "Ny dato")
DECISIONS = ("Kvartal", "Nr", "Sak", "Anbefaling", "Beslutningstaker", "Frist")
MEASURES = ("Tiltak-ID", "Tiltak", "Frist")
STATUS = ("Kvartal", "Tiltak-ID", "Status", "Ferdiggrad", "Planlagt neste kvartal")
GOALS = ("Mål-ID", "Nivå", "Måltype", "Mål", "Indikator", "Målverdi", "Enhet")


def write_book(path: Path, project: Mapping[str, Any], **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with sheet Prosjekt and these sheets: each a list of rows, the headings first."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Prosjekt"
    for row in [("Felt", "Verdi"), *project.items()]:
        first.append(list(row))
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def project(name: str, **fields: Any) -> dict[str, Any]:
    """Sheet Prosjekt of a project that reports 2Q 2024."""
    return {
        "Kommune": "Eksempel kommune",
        "Hovedprosjekt": "Et bærekraftig Eksempel",
        "Delprosjekt": name,
        "Ansvarlig": "Kari Eksempel",
        "Rapportkvartal": "2Q 2024",
        "Beløpsenhet": "1 000 kr",
        **fields,
    }


def area(number: int, budget: int, *, over: int = 0, quarter: str = "2Q 2024", per: float = 1) -> tuple[Any, ...]:
    """A row of Økonomi that spends `over` more than half the budget so far, and twice that in the year."""
    half = budget // 2
    figures = (half + over, half, -over, budget, budget + 2 * over, -2 * over)
    return (quarter, str(20 + number), f"Område {number}", *(figure * per for figure in figures))


def economy(*rows: Sequence[Any], headings: Sequence[str] = ECONOMY) -> list[Sequence[Any]]:
    """Sheet Økonomi with these rows."""
    return [headings, *rows]


_NAMES = (
    "Skole", "Helse og omsorg", "Barnehage", "Tekniske tjenester og eiendomsforvaltning med interkommunalt samarbeid",
    "Kultur", "Digital samhandling", "Nærvær", "Heltidskultur i alle tjenester fra kommunedirektøren til vikarene",
)  # fmt: skip


def many_books(folder: Path, number: int) -> list[Path]:
    """`number` workbooks of one kommune: some without economy, risks or milestones, with other units and signs."""
    return [_book(folder / f"prosjekt-{n:02}.xlsx", n) for n in range(1, number + 1)]


def _book(path: Path, n: int) -> Path:
    name = f"{_NAMES[n % len(_NAMES)]} {n}"
    over = (0, 40, 400, -30, 900)[n % 5]
    turned = n % 7 == 3
    sheets: dict[str, list[Sequence[Any]]] = {}
    if n % 11 != 5:
        sign = -1 if turned else 1
        rows = [area(k, 8000 + 100 * n + 500 * k, over=over) for k in range(1, 3 + n % 4)]
        sheets["Økonomi"] = economy(*((*r[:5], sign * r[5], *r[6:8], sign * r[8]) for r in rows))
    if n % 3:
        sheets["Innsparing"] = [SAVINGS, ("1.1", "Ny turnus", 500 + n, 100 + n, 400, "Gul")]
        sheets["Mål"] = [GOALS, ("R1", "delprosjekt", "Resultatmål", "Varig innsparing", "innsparing", 2, "mill. kr")]
    if n % 4:
        level = ("Lav", "Medium", "Høy", "Svært høy")[n % 4]
        sheets["Risiko"] = [RISKS] + [
            (f"R{k}", "trussel", f"Vikarer og turnover i tjeneste {k}", level, ("Høy", "Medium", "Lav")[k % 3],
             "Fast turnus, flere heltidsstillinger og tettere oppfølging av sykefraværet i alle avdelinger", "Leder")
            for k in range(1, 4 + n % 3)
        ]  # fmt: skip
    if n % 5:
        sheets["Milepæler"] = [
            MILESTONES,
            ("M1", "Plan vedtatt", "milepæl", "1Q 2024", "Fullført", None),
            ("M2", "Flytting til nye lokaler", "milepæl", "2Q 2024", "Forsinket", "4Q 2024"),
            ("M3", "Opplæring av alle ansatte", "milepæl", "3Q 2024", "Pågår", None),
        ]
    if n % 6 == 1:
        sheets["Beslutninger"] = [
            DECISIONS, ("2Q 2024", "1", "Ny dato for flytting", "Godkjenne 4Q 2024", "Formannskapet", "30.08.2024")
        ]  # fmt: skip
    sheets["Tiltak"] = [MEASURES, ("1.1", "Ny turnus", "4Q 2024"), ("1.2", "Opplæring", "3Q 2024")]
    status = ("Pågår", "Forsinket", "Fullført")[n % 3]
    sheets["Status"] = [STATUS, ("2Q 2024", "1.1", status, 0.4, "Innføre turnus i to avdelinger"),
                        ("2Q 2024", "1.2", "Pågår", 0.6, None)]  # fmt: skip
    fields = {"Fortegn avvik": "merforbruk positivt"} if turned else {}
    return write_book(path, project(name, Ansvarlig=f"Leder {n}", **fields), **sheets)


def mistyped_book(path: Path) -> Path:
    """A workbook that has a row for 3Q 2024 alone, since the quarter of the other one is mistyped, in Status!B2."""
    book = Workbook()
    book.worksheets[0].title = "Status"
    for row in (("Tiltak-ID", "Kvartal", "Status"), ("T1", "2Q 2O24", "Pågår"), ("T2", "3Q 2024", "Pågår")):
        book.worksheets[0].append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path
