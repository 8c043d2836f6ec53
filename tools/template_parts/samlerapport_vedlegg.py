"""The appendix of the portfolio report: how to read it, and every workbook that it is built on or lacks."""

from __future__ import annotations

from template_parts.chapters_progress import LIGHT_MEANINGS
from template_parts.tables import NUMBER, Column, report_table
from template_parts.wml import para, run, when


def appendix() -> str:
    return para("Overskriftvedlegg", "Definisjoner og datagrunnlag") + _definitions() + _workbooks() + _unread()


def _definition(label: str, text: str, *, only_if: str = "", loop: str = "") -> str:
    return para("Punktliste", run(f"{label}: ", "Sterk"), run(text), only_if=only_if, loop=loop)


def _definitions() -> str:
    lights = "; ".join(f"{light.lower()} er {meaning}" for light, meaning in LIGHT_MEANINGS.items())
    return (
        para("Underoverskriftutennummer", "Slik leses rapporten")
        + _definition(
            "Summer",
            "Hver sum er summen av linjene over. Et prosjekt uten tall er ikke regnet som null, men står utenfor "
            "summen. Et prosjekt uten tall for kvartalet er vist med sitt nyeste kvartal, og er ikke med i summene.",
        )
        + _definition("Fortegn", "{{ grunnlag.fortegn }}")
        + _definition("Enheter", "{{ grunnlag.enheter }}", only_if="grunnlag.enheter")
        + _definition("Trafikklys", f"{lights}. Ordet står alltid sammen med fargen.")
        + _definition("Grense", "{{ grense }}", loop="grense in grunnlag.grenser")
        + _definition(
            "Manglende verdier",
            "«–» betyr at arbeidsboken ikke har noen verdi, og «mangler» at verdien ikke kan leses.",
        )
        + _definition("Skjulte tall", "{{ setning }}", loop="setning in grunnlag.små_tall")
    )


def _workbooks() -> str:
    rows = "grunnlag.arbeidsbøker"
    return para("Underoverskriftutennummer", "Arbeidsbøkene") + report_table(
        "Arbeidsbøkene rapporten er laget av",
        "Arbeidsboken til hvert prosjekt, kvartalet, antall feil og advarsler, og kontrollsummen.",
        f"bok in {rows}",
        (
            Column("Prosjekt", "{{ bok.prosjekt }}", 4.2),
            Column("Arbeidsbok", "{{ bok.arbeidsbok }}", 3.2),
            Column("Kvartal", "{{ bok.kvartal }}", 2.1),
            Column("Feil", "{{ bok.feil }}", 1.0, NUMBER),
            Column("Advarsler", "{{ bok.advarsler }}", 1.7, NUMBER),
            Column("Kontrollsum (SHA-256)", "{{ bok.sjekksum }}", 3.8),
        ),
    )


def _unread() -> str:
    return when(
        "grunnlag.uleste",
        para("Underoverskriftutennummer", "Arbeidsbøker som ikke er med"),
        report_table(
            "Arbeidsbøker som ikke er med i rapporten",
            "Arbeidsbøkene som ikke er med, og hvorfor.",
            "bok in grunnlag.uleste",
            (Column("Arbeidsbok", "{{ bok.arbeidsbok }}", 5.0), Column("Grunn", "{{ bok.grunn }}", 11.0)),
        ),
    )
