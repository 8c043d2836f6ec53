"""The appendix «Definisjoner og datagrunnlag»: how to read the report, and what it is built on."""

from __future__ import annotations

from template_parts.chapters_progress import LIGHT_MEANINGS
from template_parts.front import version_table
from template_parts.tables import NUMBER, Column, report_table
from template_parts.wml import para, run, when


def appendix(*, versions: bool = True) -> str:
    """The appendix; without `versions` in a document that tells of them in front."""
    return (
        para("Overskriftvedlegg", "Definisjoner og datagrunnlag")
        + _definitions()
        + _scale()
        + _sheets()
        + when("grunnlag.advarsler", _warnings())
        + (when("versjoner", para("Underoverskriftutennummer", "Versjoner"), version_table()) if versions else "")
        + para("Kildelinje", "Arbeidsbokens kontrollsum (SHA-256): {{ grunnlag.sjekksum }}")
    )


def _definitions() -> str:
    lights = "; ".join(f"{light.lower()} er {meaning}" for light, meaning in LIGHT_MEANINGS.items())
    return (
        para("Underoverskriftutennummer", "Slik leses rapporten")
        + para("Punktliste", run("Fortegn: ", "Sterk"), run("{{ grunnlag.fortegn }}"))
        + para("Punktliste", run("Trafikklys: ", "Sterk"), run(f"{lights}. Ordet står alltid sammen med fargen."))
        + para("Punktliste", run("Grense: ", "Sterk"), run("{{ grense }}"), loop="grense in grunnlag.grenser")
        + para("Punktliste", run("Risiko: ", "Sterk"), run("{{ grunnlag.matrise }}"), only_if="trusler")
        + para(
            "Punktliste",
            run("Manglende verdier: ", "Sterk"),
            run("«–» betyr at arbeidsboken ikke har noen verdi, og «mangler» at verdien ikke kan leses."),
        )
        + para(
            "Punktliste",
            run("Skjulte tall: ", "Sterk"),
            run("{{ grunnlag.små_tall }}"),
            only_if="grunnlag.små_tall",
        )
    )


def _scale() -> str:
    shared = _levels("sannsynlighet{% if not grunnlag.skala_k %} og konsekvens{% endif %}", "grunnlag.skala")
    return when("trusler", shared) + when("trusler and grunnlag.skala_k", _levels("konsekvens", "grunnlag.skala_k"))


def _levels(of: str, rows: str) -> str:
    return report_table(
        f"Skala for {of}",
        f"Nivåene for {of}, med verdi, kode og navn.",
        f"nivå in {rows}",
        (
            Column("Verdi", "{{ nivå.verdi }}", 1.8, NUMBER),
            Column("Kode", "{{ nivå.kode }}", 2.2),
            Column("Navn", "{{ nivå.navn }}", 4.5),
        ),
    )


def _sheets() -> str:
    return (
        para("Underoverskriftutennummer", "Datagrunnlag")
        + para(
            None,
            "Rapporten er laget av {{ grunnlag.arbeidsbok }}, med tall til og med {{ rapport.kvartal }}.",
        )
        + report_table(
            "Ark i arbeidsboken",
            "Arkene i arbeidsboken, hva de er lest som, og hvor mange rader de har.",
            "ark in grunnlag.ark",
            (
                Column("Ark", "{{ ark.navn }}", 6.0),
                Column("Lest som", "{{ ark.kjent_som }}", 6.0),
                Column("Rader", "{{ ark.rader }}", 2.0, NUMBER),
            ),
        )
    )


def _warnings() -> str:
    return (
        para("Underoverskriftutennummer", "Merknader til arbeidsboken")
        + report_table(
            "Merknader fra kontrollen av arbeidsboken",
            "Steder i arbeidsboken der kontrollen fant noe, og hva den fant.",
            "merknad in grunnlag.advarsler",
            (Column("Sted", "{{ merknad.sted }}", 4.0), Column("Merknad", "{{ merknad.melding }}", 12.0)),
        )
        + para("Kildelinje", "… og {{ grunnlag.flere_advarsler }} til.", only_if="grunnlag.flere_advarsler")
    )
