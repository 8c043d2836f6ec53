"""What templates may ask for is made when they ask, and once."""

from __future__ import annotations

from datetime import date

import pytest

from rapportgen.model.grunnlag import Report, make_context
from rapportgen.model.grunnlag.kontekst import Kontekst
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal
from tests.model.bygg import workbook


def test_a_thing_is_made_when_it_is_asked_for_and_once() -> None:
    made: list[str] = []
    context = Kontekst({name: lambda name=name: made.append(name) or name for name in ("tiltak", "risikoer")})  # type: ignore[misc]
    assert "tiltak" in context
    assert (list(context), len(context), made) == (["tiltak", "risikoer"], 2, [])
    assert (context["tiltak"], context["tiltak"], made) == ("tiltak", "tiltak", ["tiltak"])


def test_nobody_has_what_is_not_there() -> None:
    context = Kontekst({})
    assert "tiltak" not in context
    with pytest.raises(KeyError):
        context["tiltak"]


def test_everything_that_a_template_may_ask_for_can_be_made_of_an_empty_workbook() -> None:
    book = workbook()
    report = Report(Kvartal(2024, 2), "Rapport", "mal", date(2024, 7, 15))
    context = make_context(book, report, settings_of(book)[0], [])
    assert len(dict(context)) == len(context) > 40
    assert context["figur"] is context["figurer"]
