"""Risks at a quarter: the rating of that quarter, the one before, and what changed between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rapportgen.model.grunnlag.valg import left_out, newest_until
from rapportgen.model.ordforraad import Risikotall
from rapportgen.model.rader import Rader
from rapportgen.model.trafikklys import Lys, Utvikling

if TYPE_CHECKING:
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

# The fields of a rating, and what they are made of in Risikohistorikk, or in the register itself.
_RATING: dict[str, tuple[str, ...]] = {"s": ("s",), "k": ("k",), "rf": ("rf", "s", "k"), "produkt": ("s", "k")}
_OWN_RATING = {name: tuple(f"egen_{field}" for field in fields) for name, fields in _RATING.items()}
TRUSSEL, MULIGHET, LUKKET, NY = "trussel", "mulighet", "Lukket", "Ny"


def risks_at(workbook: Workbook, period: Periode, settings: Innstillinger, *, today: bool = True) -> Rader:
    """Every risk known in `period`, rated as it was then.

    The rating comes from the newest row of Risikohistorikk up to the period, else from sheet Risiko, which says how it
    is `today`.
    A risk whose history begins later is not known yet and is left out. Nothing is new or changed in the first period
    that any risk is rated in.
    """
    history: dict[str, dict[Periode, Any]] = {}
    for row in workbook.rows("Risikohistorikk"):
        if row.kvartal is not None:
            history.setdefault(str(row.risiko_id), {})[row.kvartal] = row
    begun = any(p < period for rated in history.values() for p in rated)
    return Rader(
        _rated(row, history.get(str(row.id), {}), period, settings, today).with_joined(
            endring=_change(history.get(str(row.id), {}), period, settings) if begun else None
        )
        for row in workbook.rows("Risiko")
        if _known(history.get(str(row.id), {}), period)
    )


def _known(history: dict[Periode, Any], period: Periode) -> bool:
    return not history or any(p <= period for p in history)


def _rated(row: Any, history: dict[Periode, Any], period: Periode, settings: Innstillinger, today: bool) -> Any:
    now = newest_until(history, period)
    before = newest_until(history, period.forrige)
    if now is not None:
        s, k, typed = now.s, now.k, now.rf
    else:
        s, k, typed = (row.egen_s, row.egen_k, row.egen_rf) if today else (None, None, None)
    opportunity = str(row.type or TRUSSEL) == MULIGHET
    color = None if opportunity and not typed else color_of(s, k, typed, settings)
    previous = color_of(before.s, before.k, before.rf, settings) if before is not None else None
    return row.with_joined(
        instead={
            **(left_out(now, **_RATING, kommentar="kommentar") if now is not None else left_out(row, **_OWN_RATING)),
            **left_out(before, forrige=("rf", "s", "k")),
        },
        type=row.type or TRUSSEL,
        s=s,
        k=k,
        rf=color,
        produkt=product(s, k),
        forrige=previous,
        kommentar=_comment(now) if now is not None and now.kvartal == period else None,
        lys=Lys(color) if color else None,
    )


def _comment(rating: Any) -> str | None:
    """The comment without a leading «ny:», which the change says already."""
    return re.sub(r"^ny\s*[:–-]\s*", "", str(rating.kommentar), flags=re.IGNORECASE) if rating.kommentar else None


def color_of(s: Any, k: Any, typed: Any, settings: Innstillinger) -> str | None:
    """The colour word of a rating: the typed one, else the matrix's; None when neither is known."""
    if isinstance(typed, Risikotall):
        typed = settings.matrise.farge_av_verdi(typed.verdi)
    if typed:
        return str(typed)
    return settings.matrise.farge(s.verdi, k.verdi) if s is not None and k is not None else None


def product(s: Any, k: Any) -> int | None:
    """S×K, or None when either is unknown."""
    return s.verdi * k.verdi if s is not None and k is not None else None


def _severity(row: Any, settings: Innstillinger) -> int:
    """A number that grows with the colour first and S×K second."""
    color = color_of(row.s, row.k, row.rf, settings)
    return 100 * (Lys(color).alvor if color else 0) + (product(row.s, row.k) or 0)


def _change(history: dict[Periode, Any], period: Periode, settings: Innstillinger) -> Utvikling | str | None:
    """How the rating has developed since the period before; «Ny» for a risk first rated in this one."""
    now, before = newest_until(history, period), newest_until(history, period.forrige)
    if now is None:
        return None
    if before is None:
        return NY
    return Utvikling.av(_severity(now, settings), _severity(before, settings), bedre_naar="lavere")


def of_type(risks: Rader, kind: str) -> Rader:
    """The open risks of one type."""
    return Rader(row for row in risks if str(row.felt("type")) == kind and not is_closed(row))


def is_closed(row: Any) -> bool:
    """Whether the risk is marked as closed."""
    return str(row.status or "") == LUKKET


def worst(threats: Rader, number: int) -> Rader:
    """The `number` most serious threats: by colour, then by S×K, then in the workbook's order."""
    rated = [row for row in threats if row.felt("lys") is not None]
    return Rader(sorted(rated, key=lambda row: (-row.felt("lys").alvor, -(row.felt("produkt") or 0)))[:number])
