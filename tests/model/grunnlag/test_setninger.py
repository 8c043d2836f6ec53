"""The sentences of the summary: exact in number and in grammar, and they tell what a light does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapportgen.model.grunnlag import Report, make_context
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal
from tests.model.bygg import workbook

Q4 = Kvartal(2024, 4)
PROSJEKT = [{"kommune": "Moskenes kommune", "delprosjekt": "Helse og omsorg"}]


def context(**sheets: list[dict[str, Any]]) -> dict[str, Any]:
    book = workbook(prosjekt=PROSJEKT, **sheets)
    settings, _ = settings_of(book)
    return make_context(book, Report(Q4, "Kvartalsrapport", "kvartalsrapport", date(2025, 1, 15)), settings, [])


def sentence(about: str, **sheets: list[dict[str, Any]]) -> str:
    """The comment on a part in the table of lights."""
    rows = context(**sheets)["samlet_status"]
    return next(str(row.felt("kommentar")) for row in rows if str(row.felt("omraade")) == about)


def progress(*statuses: str) -> str:
    measures = [{"id": f"1.{n}", "omraade": "1", "aksjonspunkt": f"Tiltak {n}"} for n, _ in enumerate(statuses)]
    reported = [
        {"kvartal": "4Q 2024", "tiltak_id": f"1.{n}", "status": status, "gjort": "Møte"}
        for n, status in enumerate(statuses)
    ]
    return sentence("Fremdrift", tiltak=measures, status=reported)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["Pågår"], "Ett tiltak er rapportert, og det er i gang."),
        (["Pågår", "Pågår"], "Alle 2 rapporterte tiltak er i gang."),
        (["Pågår", "Fullført", "Ikke startet"], "Av 3 rapporterte tiltak er 1 fullført, 1 i gang og 1 ikke startet."),
    ],
)
def test_measures_are_counted_by_status(statuses: list[str], expected: str) -> None:
    assert progress(*statuses) == expected


def milestones(*rows: tuple[str, str, str]) -> str:
    """Milestones «A», «B» … from their plan, new date and status."""
    sheet = [
        {"type": "milepæl", "navn": name, "dato": plan, "ny_dato": moved or None, "status": status}
        for name, (plan, moved, status) in zip("ABCDE", rows, strict=False)
    ]
    return sentence("Milepæler", milepaeler=sheet)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("2Q 2024", "", "Fullført")], "Milepælen er nådd."),
        ([("2Q 2024", "", "Fullført")] * 2, "Alle 2 milepæler er nådd."),
        ([("1Q 2025", "", "Pågår")] * 2, "Ingen av 2 milepæler er nådd, og ingen er flyttet."),
        (
            [("1Q 2024", "", "Fullført"), ("1Q 2025", "", "Pågår")],
            "1 av 2 milepæler er nådd, og ingen av de andre er flyttet.",
        ),
        (
            [("1Q 2024", "", "Fullført"), ("3Q 2024", "1Q 2025", "Pågår")],
            "1 av 2 milepæler er nådd. Flyttet: «B» (2 kvartaler senere).",
        ),
        ([("3Q 2024", "", "Pågår"), ("4Q 2024", "", "Pågår")], "Ingen av 2 milepæler er nådd. Forsinket: «A»."),
        ([("2Q 2024", "", "Pågår")] * 5, "Ingen av 5 milepæler er nådd. Forsinket: «A», «B», «C» og 2 til."),
    ],
)
def test_milestones_are_counted_and_the_late_ones_named(rows: list[tuple[str, str, str]], expected: str) -> None:
    assert milestones(*rows) == expected


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ("L", "Én trussel er vurdert, og ingen er røde."),
        ("H", "Én trussel er vurdert. Rød: T0 Fare."),
        ("HL", "2 trusler er vurdert. Rød: T0 Fare."),
        ("HHHH", "4 trusler er vurdert. Alle er røde: T0 Fare, T1 Fare, T2 Fare og 1 til."),
        ("HHL", "3 trusler er vurdert. 2 er røde: T0 Fare og T1 Fare."),
    ],
)
def test_red_threats_are_named(chances: str, expected: str) -> None:
    risks = [
        {"id": f"T{n}", "type": "Trussel", "risikofaktor": "Fare", "egen_s": chance, "egen_k": chance}
        for n, chance in enumerate(chances)
    ]
    assert sentence("Risiko", risikoer=risks) == expected


def test_an_unchanged_forecast_is_said_with_the_word_for_the_period() -> None:
    year = {"kontogruppe": "21", "navn": "Sykehjem", "revidert_budsjett": "1 000", "aarsprognose": "1 000"}
    rows = [{"kvartal": quarter, **year} for quarter in ("3Q 2024", "4Q 2024")]
    assert sentence("Økonomi", oekonomi=rows).endswith("Prognosen er uendret siden forrige kvartal.")


def test_no_finished_measure_is_a_word_and_not_a_nought() -> None:
    measures = [{"id": "1.1", "omraade": "1", "aksjonspunkt": "Turnus"}]
    found = context(tiltak=measures, status=[{"kvartal": "4Q 2024", "tiltak_id": "1.1", "status": "Pågår"}])[
        "hovedtall"
    ]
    assert [str(row.felt("merknad")) for row in found] == ["ingen fullført"]
