"""What a portfolio takes from its workbooks together: the quarter, the ways of writing, the names of the projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rapportgen.errors import ReportError
from rapportgen.model.bestilling import ordered
from rapportgen.model.grunnlag.valg import choose_period, is_list, listed_periods, own_period, periods_of, why_nothing
from rapportgen.model.innstillinger import Innstillinger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.model.bestilling import Bestilling
    from rapportgen.model.declare import Row
    from rapportgen.model.grunnlag.portefoelje.prosjekt import Bok
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

Thing = TypeVar("Thing")


def portfolio_period(workbooks: Iterable[Workbook], wanted: Periode | None) -> Periode:
    """The period of a portfolio: `wanted`, else the one that most workbooks report, the newest of several.

    Raises ReportError when no workbook says what it reports; of one alone, why it does not.
    """
    workbooks = list(workbooks)
    own = [period for workbook in workbooks if (period := own_period(workbook)) is not None]
    if wanted is not None:
        return wanted
    if len(workbooks) == 1:
        return choose_period(workbooks[0])
    if not own:
        lists = filter(is_list, workbooks)
        nobody_says = (
            "Ingen av arbeidsbøkene sier hvilket kvartal samlerapporten gjelder. Skriv for eksempel -k 2Q2024."
        )
        raise ReportError(next(map(why_nothing, lists), nobody_says))
    return max(own, key=lambda period: (own.count(period), period))


def period_in(workbook: Workbook, period: Periode) -> Periode:
    """The period of a workbook in a portfolio of `period`: that one, one that ends with it, else the newest before it.

    A workbook without periods shows its registers as they are. Raises ReportError when all its figures are later, or
    when it has no rows.
    """
    choose_period(workbook, period, otherwise=period)  # raises when there is nothing to report
    available = periods_of(workbook)
    if not available or period in available:
        return period
    known = [one for one in available if one.slutt <= period.slutt]
    if known:
        return max(known)
    form = str(workbook.prosjekt.kvartalsformat or "1. kvartal 2024")
    raise ReportError(
        f"{workbook.file}: Arbeidsboken har ingen tall for {period.tekst(form)} eller før. "
        f"Den har {listed_periods(sorted(available), form)}."
    )


def common_settings(settings: Sequence[Innstillinger]) -> Innstillinger:
    """How the portfolio writes: the sign, form of quarters, language and matrix that most of its workbooks use."""
    return Innstillinger(
        fortegn=_most_common([one.fortegn for one in settings]),
        kvartalsformat=_most_common([one.kvartalsformat for one in settings]),
        maalform=_most_common([one.maalform for one in settings]),
        matrise=_most_common([one.matrise for one in settings]),
    )


def _most_common(things: Sequence[Thing]) -> Thing:
    """The one there are most of; the first of several."""
    return max(things, key=things.count)


def shared(things: Iterable[object]) -> str | None:
    """What all of these say, when they say one thing; what is missing says nothing."""
    said = {str(thing) for thing in things if thing}
    return said.pop() if len(said) == 1 else None


def common_project(workbooks: Sequence[Workbook], order: Bestilling) -> Row:
    """Sheet Prosjekt as far as all the workbooks say the same in it, with what the order says in its place."""
    sheet = workbooks[0].schema["Prosjekt"]
    columns = {name: [book.prosjekt.values.get(name) for book in workbooks] for name in sheet.by_name}
    same = {name: next(filter(None, values)) for name, values in columns.items() if shared(values) is not None}
    return sheet.row_class({**same, **ordered(order, workbooks[0].schema)})


def names_of(books: Sequence[Bok]) -> list[str]:
    """A name for each project, unlike the others: the sub-project, with the kommune where they are of several.

    Two that would still have the same name are told apart by their files.
    """
    is_one = len({str(book.workbook.prosjekt.kommune or "") for book in books}) == 1
    names = [_name_of(book, with_kommune=not is_one) for book in books]
    return [
        f"{name} ({book.printed_file})" if names.count(name) > 1 else name
        for name, book in zip(names, books, strict=True)
    ]


def _name_of(book: Bok, *, with_kommune: bool) -> str:
    project = book.workbook.prosjekt
    kommune = str(project.kommune or "").removesuffix(" kommune")
    name = str(project.delprosjekt or project.hovedprosjekt or "")
    if not name:
        return kommune or book.printed_file
    return f"{kommune}: {name}" if with_kommune and kommune else name
