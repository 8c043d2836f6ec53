from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rapportgen.model.declare import Row, Schema, column, computed, joined, sheet, split_words
from rapportgen.model.felter import template_fields
from rapportgen.model.kinds import AMOUNT, IDENTIFIER, TEXT, Raw
from rapportgen.model.sheets import SCHEMA
from rapportgen.names import ascii_name


@sheet("Kompetanse", samling="kompetanse", key="id", help="Kurs.", synonyms="Kurs, Opplæring")
class Kompetanse(Row):
    __slots__ = ()

    id: Any = column("Kurs-ID", IDENTIFIER, required=True, help="ID.", example="K1")
    navn: Any = column("Kurs", TEXT, synonyms="Navn; Tittel, lang", help="Navn.", example="Medisinkurs")
    deltakere: Any = joined("Deltakere", "Hvem som var med.")

    @computed("Stort navn", help="Navnet med store bokstaver.")
    def stort_navn(self) -> str:
        return str(self.navn).upper()


def test_a_declared_class_knows_its_sheet() -> None:
    declared = Kompetanse.SHEET
    assert [c.heading for c in declared.columns] == ["Kurs-ID", "Kurs"]
    assert declared.synonyms == ("Kurs", "Opplæring")
    assert declared.by_name["navn"].synonyms == ("Navn", "Tittel, lang")
    assert declared.field_names == {"id", "navn", "deltakere", "stort_navn"}


def test_a_row_answers_by_field_name_in_this_order_joined_column_computed_unknown() -> None:
    row = Kompetanse({"id": "K1", "navn": "Kurs"}, {"navn": "Kompetanse!B2"}, {"Antall timer": Decimal(4)})
    assert (row.id, row.felt("navn"), row.felt("stort_navn")) == ("K1", "Kurs", "KURS")
    assert row.felt("antall_timer") == 4
    assert row.felt("deltakere") is None
    assert row.with_joined(navn="Nytt").felt("navn") == "Nytt"
    assert row.felt("navn") == "Kurs"
    assert row.address("navn") == "Kompetanse!B2"
    with pytest.raises(KeyError):
        row.felt("finnes_ikke")


@pytest.mark.parametrize("name", ["values", "addresses", "with_joined", "__class__", "SHEET", "felt"])
def test_python_attributes_are_not_fields(name: str) -> None:
    with pytest.raises(KeyError):
        Kompetanse({"id": "K1"}).felt(name)


def test_template_fields_list_every_declared_column_with_its_æøå_name() -> None:
    fields = {field.felt for field in template_fields(Schema((Kompetanse.SHEET,))) if field.ark == "Kompetanse"}
    columns = {"kompetanse[].id", "kompetanse[].navn", "kompetanse[].deltakere", "kompetanse[].stort_navn"}
    assert fields == {"kompetanse[]", *columns}
    assert "økonomi[].årsprognose" in {field.felt for field in template_fields()}


def test_the_æøå_names_in_the_field_list_mean_the_names_in_code() -> None:
    for field in template_fields():
        if field.ark == "Rapporten":
            continue
        collection, _, name = field.felt.replace("[]", "").partition(".")
        declared = SCHEMA[field.ark]
        assert ascii_name(collection) == declared.samling
        assert not name or ascii_name(name) in declared.field_names


@pytest.mark.parametrize(
    ("text", "parts"),
    [("Ansvar, Eier", ("Ansvar", "Eier")), ("Forbr,%; Forbruk %", ("Forbr,%", "Forbruk %")), ("", ())],
)
def test_synonyms_are_separated_by_commas_or_by_semicolons_if_there_are_any(text: str, parts: tuple[str, ...]) -> None:
    assert split_words(text) == parts


def test_every_declared_column_has_help_and_example_that_its_kind_understands() -> None:
    for declared in SCHEMA:
        assert declared.help
        for c in declared.columns:
            assert c.help, (declared.name, c.heading)
            assert c.example, (declared.name, c.heading)
            parsed = c.kind.parse(Raw(c.example))
            assert parsed.value is not None, (declared.name, c.heading, parsed)
            assert all(remark.alvor == "info" for remark in parsed.remarks), (declared.name, c.heading, parsed)


def test_no_two_columns_of_a_sheet_have_the_same_heading_or_synonym() -> None:
    for declared in SCHEMA:
        seen: dict[str, str] = {}
        for c in declared.columns:
            assert seen.setdefault(c.heading.casefold(), c.name) == c.name, (declared.name, c.heading)


def test_amounts_and_texts_are_different_kinds() -> None:
    assert AMOUNT.parse(Raw("1 200")).value.kroner == 1200
