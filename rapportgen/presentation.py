"""How a report prints its values and what its file says about itself: the workbook's settings as `word` wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.henvisninger import without_references
from rapportgen.model.oppsett import STANDARD, Oppsett
from rapportgen.word.settings import Egenskaper, Matrise, Visning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.model.grunnlag import Report
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.nivaa import Nivaa
    from rapportgen.model.rader import Felter
    from rapportgen.model.workbook import Workbook


def look_of(settings: Innstillinger, oppsett: Oppsett = STANDARD) -> Visning:
    """How a workbook with these settings wants its values printed, in a kommune with those of `oppsett`."""
    matrix = settings.matrise
    return Visning(
        kvartalsformat=settings.kvartalsformat,
        maalform=settings.maalform,
        fortegn=str(settings.fortegn),
        matrise=Matrise(
            farger={(cell.s, cell.k): str(cell.farge) for row in matrix.rader() for cell in row},
            s=_level_names(settings.skala, matrix.antall_s),
            k=_level_names(settings.skala_k, matrix.antall_k),
            k_nedover=not matrix.s_nedover,
        ),
        filtre=oppsett.filtre,
        palett=oppsett.palett,
    )


def _level_names(scale: Iterable[Nivaa], steps: int) -> tuple[str, ...]:
    """The names of the steps, the lowest first; empty where a step is only a number."""
    names = {level.verdi: level.navn for level in scale if level.navn != str(level.verdi)}
    return tuple(names.get(step, "") for step in range(1, steps + 1))


def properties_of(workbook: Workbook, report: Report, settings: Innstillinger) -> Egenskaper:
    """What the file of a report says about itself, in words alone: no properties have footnotes or references."""
    prosjekt = workbook.prosjekt
    period = "" if report.uten_kvartal else report.period.tekst(settings.kvartalsformat)
    about = (prosjekt.kommune, prosjekt.delprosjekt or prosjekt.hovedprosjekt)
    return Egenskaper(
        tittel=_words(f"{report.tittel} {period}").rstrip(),
        emne=" – ".join(filter(None, map(_words, about))),
        forfatter=_words(prosjekt.kommune or prosjekt.firma),
        noekkelord=", ".join(filter(None, map(_words, (prosjekt.saksnummer, period)))),
        kategori=_words(report.tittel),
        spraak="nn-NO" if settings.maalform == "nynorsk" else "nb-NO",
        versjon=_words(prosjekt.versjon),
        dato=report.dato,
    )


def properties_of_portfolio(report: Report, settings: Innstillinger, said: Felter) -> Egenskaper:
    """What the file of a report on many projects says about itself; `said` is what its templates know as `rapport`."""
    kommune, about, case = (said.felt(name) for name in ("kommune", "undertittel", "saksnummer"))
    period = report.period.tekst(settings.kvartalsformat)
    return Egenskaper(
        tittel=f"{report.tittel} {period}",
        emne=" – ".join(filter(None, map(_words, (kommune, about)))),
        forfatter=_words(kommune),
        noekkelord=", ".join(filter(None, (_words(case), period))),
        kategori=_words(report.tittel),
        spraak="nn-NO" if settings.maalform == "nynorsk" else "nb-NO",
        dato=report.dato,
    )


def _words(value: object) -> str:
    """A value of the project as words; nothing for one that is missing."""
    return without_references(str(value or ""))
