from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.model.innstillinger import Innstillinger
from rapportgen.model.rules import check_workbook
from rapportgen.model.utelatt import MANGLER
from rapportgen.model.versjoner import newest_version, with_version
from tests.model.bygg import workbook

if TYPE_CHECKING:
    from rapportgen.model.workbook import Workbook

TWO = [{"versjon": "1.00", "dato": "12.10.2023"}, {"versjon": "1.10", "dato": "15.04.2024"}]


def book(versions: list[dict[str, str]], **prosjekt: str) -> Workbook:
    return workbook(prosjekt=[{"kommune": "Moskenes kommune", **prosjekt}], versjoner=versions)


@pytest.mark.parametrize(
    ("versions", "newest"),
    [
        (TWO, "1.10"),
        (TWO[::-1], "1.10"),  # the newest stands first
        ([{"versjon": "1.9", "dato": "1.3.2024"}, {"versjon": "1.10", "dato": "1.3.2024"}], "1.10"),
        ([{"versjon": "1.10"}, {"versjon": "1.9"}], "1.10"),  # no dates: the highest number
        ([{"versjon": "2.0"}, {"versjon": "1.0", "dato": "12.10.2023"}], "2.0"),  # one date is missing
        ([{"versjon": "2.0", "dato": "1.1.2024"}, {"versjon": "1.0", "dato": "1.2.2024"}], "1.0"),  # the date decides
        ([{"versjon": "utkast"}, {"versjon": "til høring"}], "til høring"),
        ([{"versjon": None, "dato": "15.04.2024"}, {"versjon": "1.00", "dato": "12.10.2023"}], "1.00"),
    ],
)
def test_the_newest_version_is_known_by_its_date_then_its_number(versions: list[dict[str, str]], newest: str) -> None:
    assert newest_version(book(versions)).versjon == newest


def test_an_empty_field_takes_the_newest_version_of_the_list_and_its_address() -> None:
    prosjekt = with_version(book(TWO)).prosjekt
    assert (prosjekt.versjon, prosjekt.address("versjon")) == ("1.10", "Versjoner!A3")
    assert prosjekt.kommune == "Moskenes kommune"


def test_a_typed_version_wins() -> None:
    typed = book(TWO, versjon="0.9")
    assert with_version(typed) is typed


def test_a_version_that_cannot_be_read_stays_missing() -> None:
    unread = book(TWO)
    row = unread.prosjekt.changed(instead={"versjon": MANGLER})
    unread.sheets["Prosjekt"].rows[:] = [row]
    assert with_version(unread) is unread


def test_without_versions_the_field_stays_empty() -> None:
    assert with_version(book([])).prosjekt.versjon is None


def test_versions_do_not_hide_that_there_is_no_sheet_prosjekt() -> None:
    filled = with_version(workbook(versjoner=TWO))
    assert filled.prosjekt.versjon == "1.10"
    told = next(p for p in check_workbook(filled, Innstillinger()) if p.kode == "mangler-kommune")
    assert (told.sted, told.melding) == (
        "Prosjekt",
        "Arbeidsboken har ikke arket «Prosjekt». Forsiden får ikke noe navn.",
    )


@pytest.mark.parametrize(
    ("typed", "newest"),
    [("1.00", False), ("1.10", True), ("v1.10", True), ("Versjon 1.10", True)],
)
def test_a_typed_version_that_is_not_the_newest_is_told_of(typed: str, newest: bool) -> None:
    found = [p for p in check_workbook(book(TWO, versjon=typed), Innstillinger()) if p.kode == "versjon-avviker"]
    told = (
        "info",
        "Prosjekt!H2",
        f"Feltet «Versjon» er «{typed}», men den nyeste i arket «Versjoner» er «1.10». "
        "Rapporten skriver det som står i feltet.",
    )
    assert [(p.alvor, p.sted, p.melding) for p in found] == ([] if newest else [told])
