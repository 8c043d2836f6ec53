"""The stand-ins for checking templates without a workbook know all that real reports hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rapportgen.model.declare import Row
from rapportgen.model.declared import DeclaredRow, Unlisted, declared_context
from rapportgen.model.declared_samlerapport import DeclaredProject, declared_portfolio
from rapportgen.model.grunnlag import Report, choose_period, make_context
from rapportgen.model.grunnlag.portefoelje import Bok, Ulest, common_settings, make_portfolio
from rapportgen.model.grunnlag.portefoelje.prosjekt import Linje, Prosjekt
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rader import Felter, Rader, Register
from rapportgen.pipeline import check_file
from rapportgen.resources import shipped_samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def unknown(real: object, declared: object, path: str, depth: int = 0) -> Iterator[str]:
    """The paths of a real report that the stand-ins would call missing, or take for something else."""
    if depth > 5 or isinstance(declared, Unlisted) or real is None:
        return
    if isinstance(real, Rader) != isinstance(declared, Rader):
        yield f"{path}: {type(declared).__name__} for {type(real).__name__}"
    if isinstance(real, Rader) and isinstance(declared, Rader):
        for row in real:
            yield from unknown(row, declared[0], f"{path}[]", depth + 1)
    if isinstance(real, Row) and isinstance(declared, DeclaredRow) and real.SHEET is not declared.sheet:
        yield f"{path}: {declared.sheet.name} for {real.SHEET.name}"
    for name in names_of(real):
        try:
            inner = declared.felt(name)  # type: ignore[attr-defined]
        except (KeyError, AttributeError):
            yield f"{path}.{name}"
            continue
        yield from unknown(real.felt(name), inner, f"{path}.{name}", depth + 1)  # type: ignore[attr-defined]


def names_of(real: object) -> list[str]:
    if isinstance(real, Row):
        return [*real.SHEET.field_names, *real.joined]
    if isinstance(real, Prosjekt):
        return [*real.own, *real.context]
    is_listed = isinstance(real, (Felter, Rader, Linje)) and not isinstance(real, Register)
    return list(real.feltnavn()) if is_listed else []


@pytest.mark.parametrize("sample", shipped_samples().values(), ids=lambda path: path.stem)
def test_every_field_of_a_report_is_declared(sample: Path) -> None:
    checked = check_file(sample)
    period = choose_period(checked.workbook, None, Kvartal.av(date(2024, 6, 30)))
    context = make_context(checked.workbook, Report(period, "Prøve", "mal", date(2024, 7, 1)), checked.settings, [])
    declared = declared_context()
    assert [name for name in context if name not in declared] == []
    found = [path for name, value in context.items() for path in unknown(value, declared[name], name)]
    assert sorted(set(found)) == []


def test_every_field_of_a_portfolio_is_declared_and_nothing_else() -> None:
    books = [check_file(path) for path in shipped_samples().values()]
    read = [Bok(book.workbook.file, book.workbook, book.settings) for book in books]
    report = Report(Kvartal(2024, 2), "Prøve", "mal", date(2024, 7, 1))
    context = make_portfolio(read, [Ulest("x.xlsx", "Skadet.")], report, common_settings([b.own for b in read])).context
    declared = declared_portfolio()
    assert set(declared) == set(context)
    found = [path for name, value in context.items() for path in unknown(value, declared[name], name)]
    assert sorted(set(found)) == []
    assert [name for name in DeclaredProject().feltnavn() if name not in context["prosjekter"][0].feltnavn()] == []


def test_nothing_is_declared_that_reports_do_not_have() -> None:
    sample = next(iter(shipped_samples().values()))
    checked = check_file(sample)
    period = choose_period(checked.workbook, None, Kvartal.av(date(2024, 6, 30)))
    context = make_context(checked.workbook, Report(period, "", "", date(2024, 7, 1)), checked.settings, [])
    assert set(declared_context()) == set(context)
