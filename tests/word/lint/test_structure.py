"""A column that comes and goes does so in every row of its table."""

from __future__ import annotations

from rapportgen.word.lint import check_template
from tests.word.docx import cell, docx_with, row
from tests.word.lint.faults import data, header_row

OPEN, END = "{%tc if økonomi.har_forklaring %}", "{%tc endif %}"
HEADINGS = header_row("Område", f"{OPEN}Forklaring{END}", "Regnskap")
FIRST, LAST = "{%tr for linje in økonomi %}{{ linje.navn }}", "{{ linje.regnskap }}{%tr endfor %}"
LINE = row(FIRST, f"{OPEN}{{{{ linje.forklaring }}}}{END}", LAST)
SUM = row("Sum", "", "{{ økonomi.sum.regnskap }}")


def found(*rows: str) -> list[tuple[str, str, str, str]]:
    problems = (finding.problem for finding in check_template(docx_with(data(*rows))))
    return [(one.kode, one.sted, one.verdi, one.forslag) for one in problems]


def test_another_cell_in_place_of_the_one_that_goes_keeps_the_rows_as_long() -> None:
    either = [OPEN, "Forklaring", "{%tc else %}", "Merknad", END]
    assert found(header_row("Område", *either, "Regnskap"), row(FIRST, "{{ linje.forklaring }}", LAST)) == []


def test_a_column_that_goes_from_the_headings_alone_is_told() -> None:
    (problem,) = found(HEADINGS, row(FIRST, "{{ linje.forklaring }}", LAST))
    hint = f"Skriv {OPEN} først i cellen, og {END} sist."
    assert problem == ("tabell-kolonne", "tabell 1, rad 2, kolonne 2", "{{ linje.forklaring }}", hint)


def test_a_row_of_sums_without_the_tag_is_told() -> None:
    assert [place for _, place, _, _ in found(HEADINGS, LINE, SUM)] == ["tabell 1, rad 3, kolonne 2"]


def test_a_column_that_goes_from_every_row_is_right() -> None:
    assert found(HEADINGS, LINE, row("Sum", f"{OPEN}{END}", "{{ økonomi.sum.regnskap }}")) == []


def test_a_cell_over_several_columns_becomes_narrower_with_them() -> None:
    over_all = header_row(cell("Økonomi", 6000, '<w:gridSpan w:val="3"/>'))
    assert found(over_all, HEADINGS, LINE) == []
