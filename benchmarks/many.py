"""Many varied workbooks, some of them faulty: `python -m benchmarks.many FOLDER [NUMBER]`.

One workbook in twenty is faulty, in ten ways in turn. The same number gives the same files. What is wrong with each is
printed, so that a batch can be held against it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl

from rapportgen.excel.archive import write_package
from rapportgen.excel.finish import finished_parts

if TYPE_CHECKING:
    from collections.abc import Callable

QUARTERS = ("4Q 2023", "1Q 2024", "2Q 2024")
EVERY = 20
"""One workbook in so many is faulty."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KOMMUNER = ("Nordvik", "Sørfjord", "Øvre Dal", "Ytre Ås", "Fjellbygd", "Várjjat", "Indre Vik", "Langnes")
_AREAS = ("Tjenesteprofil", "Bemanning", "Heltidskultur", "Digitalisering", "Hjemmetjenester", "Kvalitet & trygghet")
_VERBS = ("Kartlegge", "Innføre", "Evaluere", "Lage plan for", "Prøve ut", "Avvikle")
_THINGS = ("turnus", "vaktordning", "felles kjøkken", "velferdsteknologi", "bofellesskap", "innkjøp < 100 000 kr")
_STATES = ("Ikke startet", "Pågår", "Fullført", "Forsinket")
_LEVELS = ("Svært lav", "Lav", "Medium", "Høy", "Svært høy")
_NAMES = ("Kari Eksempel", "Ola Prøve", "Anne Mønster", "Nils Utkast", "Elle Prøve")

Sheets = dict[str, list[list[Any]]]


class Fault(NamedTuple):
    """A way to be faulty: the code of the problem it gives, whether the report is made, and how it comes about.

    `spoil` changes the sheets, `damage` the finished file.
    """

    code: str
    is_made: bool
    spoil: Callable[[Sheets], None] = lambda sheets: None
    damage: Callable[[bytes], bytes] = lambda data: data


def _only_project(sheets: Sheets) -> None:
    for title in [title for title in sheets if title != "Prosjekt"]:
        del sheets[title]


def _another_year(sheets: Sheets) -> None:
    for rows in sheets.values():
        for row in rows[1:]:
            row[:] = ["2Q 2021" if value in QUARTERS else value for value in row]


def _put(title: str, column: int, value: Any) -> Callable[[Sheets], None]:
    """Put a value in the second row of a sheet."""

    def spoil(sheets: Sheets) -> None:
        sheets[title][1][column] = value

    return spoil


FAULTS: dict[str, Fault] = {
    "tekstfil": Fault("kan-ikke-leses", False, damage=lambda data: b"Prosjekt;Verdi\nKommune;Nordvik\n"),
    "avkortet": Fault("kan-ikke-leses", False, damage=lambda data: data[: len(data) // 2]),
    "tom": Fault("kan-ikke-leses", False, damage=lambda data: b""),
    "passord": Fault("kan-ikke-leses", False, damage=lambda data: _OLE + "EncryptedPackage".encode("utf-16-le")),
    "gammelt-format": Fault("kan-ikke-leses", False, damage=lambda data: _OLE + bytes(1000)),
    "bare-prosjekt": Fault("ikke-laget", False, _only_project),
    "annet-aar": Fault("ikke-laget", False, _another_year),
    "feilverdi": Fault("feilverdi", True, _put("Økonomi", 3, "#REF!")),
    "ukjent-nivaa": Fault("ugyldig-verdi", True, _put("Risiko", 2, "Hø")),
    "foedselsnummer": Fault("foedselsnummer", True, _put("Tiltak", 2, "Følge opp 01017012345")),
}


def make_workbooks(folder: Path, number: int, every: int = EVERY) -> dict[str, str]:
    """Write so many workbooks into `folder`, one in `every` faulty; the name of the fault of each such by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    faulty: dict[str, str] = {}
    names = list(FAULTS)
    for index in range(number):
        name = f"prosjekt-{index:03}.xlsx"
        fault = names[index // every % len(names)] if index % every == every // 2 else ""
        write_workbook(folder / name, index, FAULTS.get(fault))
        if fault:
            faulty[name] = fault
    return faulty


def write_workbook(path: Path, index: int, fault: Fault | None = None) -> None:
    """Write the workbook with this number."""
    sheets = _sheets(Random(index), index)
    if fault:
        fault.spoil(sheets)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        target = book.create_sheet(title)
        for row in rows:
            target.append(row)
    write_package(path, finished_parts(book, f"Prosjekt {index}", 2024))
    if fault:
        path.write_bytes(fault.damage(path.read_bytes()))


def _sheets(random: Random, index: int) -> Sheets:
    """The content of one workbook: of its own size, with names, texts and figures of its own."""
    areas = random.sample(_AREAS, random.randint(2, len(_AREAS)))
    measures = [f"T{number}" for number in range(1, random.randint(4, 25))]
    return {
        "Prosjekt": _project(random, index),
        "Tiltak": [
            ["Tiltak-ID", "Innsatsområde", "Tiltak", "Ansvar", "Frist", "Status"],
            *([id, random.choice(areas), _measure(random), random.choice(_NAMES), _day(random), random.choice(_STATES)]
              for id in measures),
        ],
        "Status": [
            ["Kvartal", "Tiltak-ID", "Status", "Ferdiggrad", "Gjort i kvartalet", "Planlagt neste kvartal"],
            *([quarter, id, random.choice(_STATES), random.randint(0, 100) / 100, _measure(random), _measure(random)]
              for quarter in QUARTERS for id in measures),
        ],
        "Risiko": [
            ["Risiko-ID", "Risikofaktor", "S", "K", "Mottiltak", "Ansvar"],
            *([f"R{n}", f"{_measure(random)} tar for lang tid", *random.choices(_LEVELS, k=2), _measure(random),
               random.choice(_NAMES)] for n in range(1, random.randint(3, 12))),
        ],
        "Økonomi": [
            ["Kvartal", "Kontogruppe", "Navn", "Regnskap hittil i år (1 000 kr)", "Periodisert budsjett (1 000 kr)",
             "Revidert årsbudsjett (1 000 kr)", "Årsprognose (1 000 kr)"],
            *_economy(random, areas),
        ],
        "Beslutninger": [
            ["Kvartal", "Nr", "Sak", "Anbefaling", "Beslutningstaker"],
            *([QUARTERS[-1], str(n), _measure(random), "Tas til orientering", "Styringsgruppen"]
              for n in range(1, random.randint(2, 5))),
        ],
    }  # fmt: skip


def _project(random: Random, index: int) -> list[list[Any]]:
    return [
        ["Felt", "Verdi"],
        ["Kommune", f"{random.choice(_KOMMUNER)} kommune"],
        ["Hovedprosjekt", "Bærekraftig omstilling"],
        ["Delprosjekt", f"Delprosjekt {index} – {random.choice(_AREAS)}"],
        ["Ansvarlig", random.choice(_NAMES)],
        ["Mottaker", "Kommunedirektøren"],
        ["Rapportkvartal", QUARTERS[-1]],
        ["Dato", "15.07.2024"],
    ]


def _measure(random: Random) -> str:
    return f"{random.choice(_VERBS)} {random.choice(_THINGS)}"


def _day(random: Random) -> str:
    return f"{random.randint(1, 28):02}.{random.randint(7, 12):02}.2024"


def _economy(random: Random, areas: list[str]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for code, area in enumerate(areas, 20):
        year = random.randint(2_000, 60_000)
        for number, quarter in enumerate(QUARTERS):
            so_far = year * (4 if number == 0 else number) // 4
            spent = so_far + random.randint(-300, 300)
            rows.append([quarter, str(code), area, spent, so_far, year, year + random.randint(-500, 500)])
    return rows


if __name__ == "__main__":
    for name, fault in make_workbooks(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500).items():
        print(f"{name}\t{fault}\t{FAULTS[fault].code}")
