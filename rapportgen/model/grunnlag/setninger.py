"""Sentences and key figures for the summary: what a chief executive should read first."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import MILL_KR, NBSP, Beloep, norsk_tall
from rapportgen.model.grunnlag.noekkeltall import is_staff
from rapportgen.model.grunnlag.tiltak import FORSINKET, FULLFOERT, IKKE_STARTET, STANSET, UTGAAR
from rapportgen.model.rader import Felter, Rader, felt_av
from rapportgen.model.trafikklys import ROED
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.grunnlag.bilde import Bilde
    from rapportgen.model.perioder import Periode


def in_millions(amount: Beloep) -> str:
    """The size of an amount without sign: «4,3 mill. kr», and whole kroner below 50 000."""
    kroner = abs(amount.kroner)
    if kroner and kroner < 50_000:
        return f"{norsk_tall(kroner, 0)}{NBSP}kr"
    return f"{norsk_tall(kroner / 1_000_000, 1)}{NBSP}{MILL_KR.replace(' ', NBSP)}"


def percent(share: Decimal, decimals: int = 1) -> str:
    """0.049 → «4,9 %»."""
    return f"{norsk_tall(share * 100, decimals)}{NBSP}%"


def some_of(names: Iterable[str], most: int = 3) -> str:
    """The first names, and how many more there are: «a, b, c og 2 til»."""
    shown = list(names)
    more = [f"{len(shown) - most} til"] if len(shown) > most else []
    return listed([*shown[:most], *more])


def progress_sentence(picture: Bilde) -> str | None:
    """How the reported measures stand: «Av 7 rapporterte tiltak er 1 fullført, 5 i gang og 1 forsinket.»"""
    rows = picture.rapporterte
    if not rows:
        return None
    counts = [
        (FULLFOERT, "fullført"),
        ("Pågår", "i gang"),
        (IKKE_STARTET, "ikke startet"),
        (FORSINKET, "forsinket"),
        (STANSET, "stanset"),
        (UTGAAR, "utgått"),
    ]
    parts = [
        f"{number} {word}" for status, word in counts if (number := sum(str(r.felt("status")) == status for r in rows))
    ]
    unknown = sum(row.felt("status") is None for row in rows)
    if unknown:
        parts.append(f"{unknown} uten status")
    if not parts:
        return None
    if len(rows) == 1:
        return f"Ett tiltak er rapportert, og det er {parts[0].removeprefix('1 ')}."
    if len(parts) == 1:
        return f"Alle {parts[0].replace(' ', ' rapporterte tiltak er ', 1)}."
    return f"Av {len(rows)} rapporterte tiltak er {listed(parts)}."


def milestone_sentence(picture: Bilde) -> str | None:
    """How many milestones are reached, which are late at the start of the period, and which are moved."""
    rows = picture.bare_milepaeler
    if not rows:
        return None
    done = sum(str(row.felt("status")) == FULLFOERT for row in rows)
    if done == len(rows):
        return "Milepælen er nådd." if done == 1 else f"Alle {done} milepæler er nådd."
    waiting = [row for row in rows if str(row.felt("status")) != FULLFOERT]
    late = [f"«{row.navn}»" for row in waiting if _is_late(row, picture.period)]
    moved = [f"«{row.navn}» ({row.felt('avvik')})" for row in waiting if row.felt("forskjoevet") > 0]
    text = f"{done or 'Ingen'} av {len(rows)} milepæler er nådd"
    if not late and not moved:
        return f"{text}, og ingen {'av de andre ' if done else ''}er flyttet."
    told = [f"{word}: {some_of(names)}." for word, names in (("Forsinket", late), ("Flyttet", moved)) if names]
    return f"{text}. {' '.join(told)}"


def _is_late(milestone: Any, period: Periode) -> bool:
    """Whether it should have been reached before the period began; then its light is not green either."""
    moment = milestone.felt("gjeldende")
    return moment is not None and moment.slutt is not None and moment.slutt < period.start


def economy_sentence(now: Bilde) -> str | None:
    """The forecast for the year in words, and how it changed since the previous quarter."""
    total = now.oekonomi.sum
    deviation = felt_av(total, "prognoseavvik")
    if deviation is None:
        return _without_forecast(now, total)
    budget = total.felt("revidert_budsjett")
    if not deviation:
        text = "Årsprognosen er i balanse med budsjettet"
    else:
        share = f" ({percent(abs(deviation) / budget)} av årsbudsjettet)" if budget else ""
        text = f"Årsprognosen viser et {now.settings.fortegn.ord(deviation)} på {in_millions(deviation)}{share}"
    change = total.felt("endring_prognose")
    if change is None:
        return f"{text}."
    if not change:
        return f"{text}. Prognosen er uendret siden forrige {now.period.slag}."
    direction = "høyere" if change.kroner > 0 else "lavere"
    return f"{text}. Forventet forbruk er {in_millions(change)} {direction} enn i forrige prognose."


def _without_forecast(now: Bilde, total: Any) -> str | None:
    """The accounts so far, and that the forecast cannot be judged when figures for it are left out."""
    so_far = _so_far_sentence(now, total)
    if total is None or total.utelatt("prognoseavvik") is None:
        return so_far
    unknown = "Årsprognosen kan ikke vurderes, for tall mangler i arbeidsboken."
    return f"{so_far} {unknown}" if so_far else unknown


def _so_far_sentence(now: Bilde, total: Any) -> str | None:
    deviation = felt_av(total, "avvik")
    if deviation is None:
        return None
    if not deviation:
        return "Regnskapet hittil i år er i balanse med budsjettet."
    return f"Regnskapet hittil i år viser et {now.settings.fortegn.ord(deviation)} på {in_millions(deviation)}."


def saving_sentence(now: Bilde) -> str | None:
    """What is saved so far this year, against what was planned for it."""
    total = now.innsparing.sum
    realised = felt_av(total, "realisert_hittil")
    if realised is None:
        return None
    planned = total.felt("effekt_i_aar")
    goal = f" av planlagte {in_millions(planned)} i {now.period.aar}" if planned else ""
    forecast = total.felt("prognose_i_aar")
    expected = f" Prognosen for året er {in_millions(forecast)}." if forecast is not None else ""
    return f"Det er spart {in_millions(realised)}{goal}.{expected}"


def risk_sentence(now: Bilde) -> str | None:
    """How many threats there are, how many are red and which, and what changed."""
    threats = now.trusler
    if not threats:
        return None
    red = [row for row in threats if row.felt("lys") == ROED]
    count = "Én trussel" if len(threats) == 1 else f"{len(threats)} trusler"
    if not red:
        return f"{count} er vurdert, og ingen er røde."
    names = some_of(f"{row.id} {row.risikofaktor}" if row.id else str(row.risikofaktor) for row in red)
    how_many = "Alle" if len(red) == len(threats) else str(len(red))
    return f"{count} er vurdert. {'Rød' if len(red) == 1 else f'{how_many} er røde'}: {names}."


def key_figures(now: Bilde) -> Rader:
    """Up to four figures that matter, ready to print, each with a remark."""
    found = [*_forecast_figure(now), *_saving_figure(now), *_indicator_figures(now)]
    if len(found) < 4:
        found += _progress_figure(now)
    return Rader(found[:4])


def _forecast_figure(now: Bilde) -> list[Felter]:
    total = now.oekonomi.sum
    deviation = felt_av(total, "prognoseavvik")
    if deviation is None:
        return []
    word = now.settings.fortegn.ord(deviation) if deviation else "i balanse"
    budget = total.felt("revidert_budsjett")
    remark = f"{percent(abs(deviation) / budget)} av årsbudsjettet" if budget and deviation else None
    return [Felter(navn=f"Prognose for {now.period.aar}: {word}", verdi=in_millions(deviation), merknad=remark)]


def _saving_figure(now: Bilde) -> list[Felter]:
    total = now.innsparing.sum
    realised = felt_av(total, "realisert_hittil")
    if realised is None:
        return []
    planned = total.felt("effekt_i_aar")
    remark = f"av planlagte {in_millions(planned)}" if planned else None
    return [Felter(navn=f"Innspart hittil i {now.period.aar}", verdi=in_millions(realised), merknad=remark)]


def _indicator_figures(now: Bilde) -> list[Felter]:
    rows = sorted(now.noekkeltall, key=lambda row: (not is_staff(row), row.number))
    return [
        Felter(navn=str(row.navn), verdi=_shown(row, "verdi"), merknad=_against(row))
        for row in rows
        if row.verdi is not None or row.utelatt("verdi")
    ]


def _shown(row: Any, name: str) -> Any:
    """A figure of an indicator with its unit, or what is printed in its place."""
    value = row.felt(name)
    return row.utelatt(name) if value is None else _with_unit(value, row.enhet)


def _progress_figure(now: Bilde) -> list[Felter]:
    rows = now.rapporterte
    if not rows:
        return []
    done = sum(str(row.felt("status")) == FULLFOERT for row in rows)
    return [Felter(navn="Rapporterte tiltak", verdi=str(len(rows)), merknad=f"{done or 'ingen'} fullført")]


def _against(row: Any) -> str | None:
    if (target := _shown(row, "maaltall")) is not None:
        return f"mål {target}"
    before = _shown(row, "forrige")
    return None if before is None else f"forrige {before}"


def _with_unit(value: Any, unit: Any) -> str:
    text = norsk_tall(value) if isinstance(value, Decimal) else str(value)
    unit = str(unit or "")
    if not unit or text.endswith(unit) or unit == "antall":
        return text
    return f"{text}{NBSP}{unit.replace(' ', NBSP)}" if unit != "1 000 kr" else f"{text}{NBSP}000{NBSP}kr"
