from __future__ import annotations

from rapportgen.model.bestilling import INGEN_BESTILLING, Bestilling, with_order
from rapportgen.model.innstillinger import Innstillinger
from rapportgen.model.offentlighet import marking
from rapportgen.model.rules import check_workbook
from rapportgen.model.sheets import SCHEMA
from rapportgen.model.workbook import SheetData, Workbook

PROSJEKT = SCHEMA["Prosjekt"]


def book(**values: object) -> Workbook:
    row = PROSJEKT.row_class(values, {name: f"Prosjekt!B{n}" for n, name in enumerate(values, 2)})
    return Workbook("bok.xlsx", "", SCHEMA, {"Prosjekt": SheetData(PROSJEKT, rows=[row])})


def test_an_order_goes_before_the_workbook_and_bears_its_own_address() -> None:
    before = book(mottaker="Styringsgruppen", kommune="Nordvik")
    prosjekt = with_order(before, Bestilling(mottaker="Formannskapet", sted="liste.csv, rad 2")).prosjekt
    assert (prosjekt.mottaker, prosjekt.kommune) == ("Formannskapet", "Nordvik")
    assert (prosjekt.address("mottaker"), prosjekt.address("kommune")) == ("liste.csv, rad 2", "Prosjekt!B3")
    assert before.prosjekt.mottaker == "Styringsgruppen"


def test_what_an_order_does_not_say_stays() -> None:
    before = book(mottaker="Styringsgruppen")
    assert with_order(before, INGEN_BESTILLING) is before
    assert with_order(before, Bestilling(utvalg="Formannskapet")) is before


def test_an_order_is_enough_where_the_workbook_has_no_sheet_prosjekt() -> None:
    empty = Workbook("bok.xlsx", "", SCHEMA, {})
    ordered = with_order(empty, Bestilling(tilgang="Unntatt offentlighet", hjemmel="offl. § 13"))
    assert marking(ordered.prosjekt) == "Unntatt offentlighet, jf. offl. § 13"


def test_the_rules_see_what_the_order_says() -> None:
    order = Bestilling(mottaker="Kommunestyret", tilgang="Unntatt offentlighet", hjemmel="offl. § 14", sted="rad 2")
    found = check_workbook(with_order(book(mottaker="Prosjektleder"), order), Innstillinger(), None)
    assert [(p.kode, p.sted) for p in found if p.kode == "hjemmel-mottaker"] == [("hjemmel-mottaker", "rad 2")]


def test_the_date_of_a_meeting_is_read_as_people_write_it() -> None:
    assert str(Bestilling(moetedato="3. oktober 2024").moete) == "03.10.2024"
    assert str(Bestilling(moetedato="i høst").moete) == "i høst"
    assert INGEN_BESTILLING.moete is None
