"""The figures of one workbook made ready to be added to those of others: every total is the sum of its parts.

A report of one workbook prints what is typed. A portfolio adds figures up, so here totals and differences are worked
out anew, and a typed total that says something else is named with its cell and the cells of its parts. A total stays as
it is typed only where its parts cannot give it, because one of them has no figure.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import Beloep, added
from rapportgen.model.grunnlag.oekonomi import ADDED_UP, typed_total
from rapportgen.model.grunnlag.setninger import some_of
from rapportgen.model.grunnlag.valg import rows_for
from rapportgen.model.kinds import AmountKind
from rapportgen.model.totaler import differs, whole_total
from rapportgen.model.workbook import Total
from rapportgen.named import NamedTuple
from rapportgen.phrases import listed
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.trafikklys import Fortegn
    from rapportgen.model.utelatt import Utelatt
    from rapportgen.model.workbook import SheetData, Workbook

ECONOMY, SAVINGS = "Økonomi", "Innsparing"
# Each difference, the budget and the actual figure it is made of, and what share of the budget is called.
_DIFFERENCES = (
    ("avvik", "periodisert_budsjett", "regnskap", "avvik_prosent"),
    ("prognoseavvik", "revidert_budsjett", "aarsprognose", ""),
)
_IN_THE_PORTFOLIO = ("regnskap", "periodisert_budsjett", "revidert_budsjett", "aarsprognose")
"""The columns that are added up across projects: what is missing there is told."""
_MOST_LISTED = 8


class Settled(NamedTuple):
    """A workbook whose totals are the sums of their parts, with deviations in the sign of the portfolio.

    `differences` name the typed totals that were something else, `partial` the parts that have no figure and are not in
    their sum. The place of both is the address of a cell.
    """

    workbook: Workbook
    settings: Innstillinger
    differences: tuple[Problem, ...] = ()
    partial: tuple[Problem, ...] = ()


def settled(workbook: Workbook, settings: Innstillinger, period: Periode, sign: Fortegn) -> Settled:
    """The workbook as a portfolio counts it in `period`, with deviations in the convention `sign`."""
    turned = settings.fortegn is not sign
    settings = settings._replace(fortegn=sign)
    sheets = dict(workbook.sheets)
    sums = _Sums()
    partial: tuple[Problem, ...] = ()
    if (economy := sheets.get(ECONOMY)) is not None and economy.rows:
        typed = typed_total(workbook, ECONOMY, period)
        partial = tuple(_without_figures(rows_for(workbook, ECONOMY, period), typed))
        totals = [total.changed(row=_recomputed(total.row, turned=turned)) for total in economy.totals]
        sheets[ECONOMY] = economy.changed(rows=[_recomputed(row, turned=turned) for row in economy.rows], totals=totals)
        workbook = workbook.changed(sheets=sheets)
        periods = {row.kvartal: None for row in economy.rows if row.kvartal is not None}
        totals = [_total_of(workbook, when, settings, sums if when == period else _Sums()) for when in periods]
        sheets[ECONOMY] = sheets[ECONOMY].changed(totals=totals)
    if SAVINGS in sheets:
        sheets[SAVINGS] = _savings(sheets[SAVINGS], sums)
    return Settled(workbook.changed(sheets=sheets), settings, tuple(sums.differences), partial)


class _Sums:
    """Works out totals, and remembers the typed ones that were something else."""

    def __init__(self) -> None:
        self.differences: list[Problem] = []

    def of(self, rows: Sequence[Any], total: Any, name: str, key: Periode | None = None) -> Beloep | None:
        """A figure of a total: the sum of its rows when each has one; else what is typed, else the sum of some."""
        typed = _value(total, name, key)
        known = [value for row in rows if (value := _value(row, name, key)) is not None]
        computed = added(known)
        if computed is None or (len(known) < len(rows) and (typed is not None or _left_out(rows, name, key))):
            return typed
        if typed is not None and differs(typed, computed, len(known)):
            self.differences.append(_difference(rows, total, name, key, computed))
        return computed


def _listed(cells: Sequence[tuple[int, str]]) -> str:
    """The cells of a sum, each with its row: «Økonomi!H2–H5» for those below each other, and the others one by one,
    «Økonomi!H2, H4–H7 og Regnskap!H2»; of very many the first and the last, and how many there are.
    """
    runs: list[list[tuple[int, str, str]]] = []
    for number, address in cells:
        title, _, cell = address.rpartition("!")
        if runs and runs[-1][-1][:2] == (number - 1, title):
            runs[-1].append((number, title, cell))
        else:
            runs.append([(number, title, cell)])
    before = ["", *(run[-1][1] for run in runs)]
    names = [_run(run, "" if run[0][1] == title else f"{run[0][1]}!") for run, title in zip(runs, before, strict=False)]
    if len(names) > _MOST_LISTED:
        return f"{', '.join(names[: _MOST_LISTED - 1])} … {names[-1]} ({len(cells)} celler)"
    return listed(names)


def _run(run: Sequence[tuple[int, str, str]], title: str) -> str:
    first, last = run[0][2], run[-1][2]
    return f"{title}{first}" if len(run) == 1 else f"{title}{first}–{last}"


def _value(row: Any, name: str, key: Periode | None = None) -> Beloep | None:
    value = row.values.get(name) if key is None else row.by_period.get(name, {}).get(key)
    return value if isinstance(value, Beloep) else None


def _left_out(rows: Iterable[Any], name: str, key: Periode | None = None) -> Utelatt | None:
    """What is printed in place of a sum, when a figure it is made of is there and cannot be read."""
    field = name if key is None else f"{name} {key.data_form}"
    signs = (row.utelatt(field) for row in rows if _value(row, name, key) is None)
    return next((sign for sign in signs if sign is not None), None)


def _difference(rows: Sequence[Any], total: Any, name: str, key: Periode | None, computed: Beloep) -> Problem:
    """The problem of a typed total that is not the sum of its rows, with the cells of both."""
    address = name if key is None else f"{name} {key.data_form}"
    heading = total.SHEET.by_name[name].heading + ("" if key is None else f" {key}")
    parts = _listed([(row.number, row.addresses.get(address) or row.address(name)) for row in rows])
    typed = _value(total, name, key)
    return advarsel(
        "sum",
        total.addresses.get(address) or total.address(name),
        f"{heading}: Summen er skrevet som {typed}, men {parts} gir {computed}. "
        "Samlerapporten bruker summen av linjene.",
        typed,
        str(computed),
    )


# --- economy ---


def _recomputed(row: Any, *, turned: bool) -> Any:
    """The row without the typed differences that its figures give, and with the others in the right sign.

    Where there is no revised budget, the original one is in its place.
    """
    given = dict(row.values)
    if given.get("revidert_budsjett") is None and given.get("opprinnelig_budsjett") is not None:
        given["revidert_budsjett"] = given["opprinnelig_budsjett"]
    known = {name for name, value in given.items() if isinstance(value, Beloep)}
    changed: dict[str, Any] = {}
    for name, budget, actual, share in _DIFFERENCES:
        typed = {field: given.get(field) for field in (name, share) if field}
        if {budget, actual} <= known:
            changed |= dict.fromkeys(typed)
        elif turned:
            changed |= {field: -value for field, value in typed.items() if isinstance(value, (Beloep, Decimal))}
    if {"revidert_budsjett", "regnskap"} <= known:
        changed["forbruk_prosent"] = None
    return row.changed(values={**given, **changed})


def _total_of(workbook: Workbook, period: Periode, settings: Innstillinger, sums: _Sums) -> Total:
    """The total of a period, worked out of its rows."""
    rows = rows_for(workbook, ECONOMY, period)
    typed = typed_total(workbook, ECONOMY, period)
    base = typed if typed is not None else type(rows[0])({"kvartal": period})
    values = {**base.values, **{name: sums.of(rows, base, name) for name in ADDED_UP}}
    lacking = {name: sign for name in ADDED_UP if values[name] is None and (sign := _left_out(rows, name)) is not None}
    total = base.changed(values=values, instead={**base.instead, **lacking})
    total = total.changed(values={**total.values, **_differences(rows, total, settings)})
    return Total("Sum", total, rows[0].number, rows[-1].number)


def _differences(rows: Sequence[Any], total: Any, settings: Innstillinger) -> dict[str, Any]:
    """The differences of a total: left to be worked out of its figures where these are of the same rows.

    Where some rows lack one of the two figures it is the sum of the differences of the others: a forecast that is not
    there would otherwise look like money not spent.
    """
    found: dict[str, Any] = {}
    for name, budget, actual, share in _DIFFERENCES:
        pairs = [(_value(row, budget), _value(row, actual)) for row in rows]
        known = [settings.fortegn.avvik(b, a) for b, a in pairs if b is not None and a is not None]
        sums = tuple(added(column) for column in zip(*pairs, strict=True))
        given = _value(total, budget), _value(total, actual)
        if given == sums and 0 < len(known) < len(rows):
            found |= {name: added(known)} | ({share: None} if share else {})
        elif None not in given:
            found |= dict.fromkeys((name, share) if share else (name,))
    return found


def _without_figures(rows: Sequence[Any], typed: Any) -> list[Problem]:
    """The rows that lack a figure others have, where no typed total holds it either."""
    found = []
    for name in _IN_THE_PORTFOLIO:
        lacking = [row for row in rows if _value(row, name) is None]
        is_typed = typed is not None and _value(typed, name) is not None
        if is_typed or not 0 < len(lacking) < len(rows) or _left_out(rows, name) is not None:
            continue
        names = some_of(str(row.navn or row.kontogruppe or f"rad {row.number}") for row in lacking)
        found.append(
            advarsel(
                "ufullstendig-sum",
                lacking[0].address(name),
                f"{lacking[0].SHEET.by_name[name].heading} mangler for {len(lacking)} av {len(rows)} linjer ({names}). "
                "Summen er uten.",
            )
        )
    return found


# --- savings ---


def _savings(data: SheetData, sums: _Sums) -> SheetData:
    """The savings, with a typed total that is the sum of its rows, column by column and period by period."""
    whole = whole_total(data)
    if whole is None or not data.rows:
        return data
    total = whole.row
    names = [column.name for column in data.sheet.columns if isinstance(column.kind, AmountKind)]
    values = {**total.values, **{name: sums.of(data.rows, total, name) for name in names}}
    by_period = {
        name: {key: sums.of(data.rows, total, name, key) for key in figures}
        for name, figures in total.by_period.items()
    }
    row = total.changed(values=values, by_period=by_period)
    return data.changed(totals=[whole.changed(row=row)])
