"""What the file of a report says about itself."""

from __future__ import annotations

from datetime import date

from rapportgen.model.grunnlag import Report
from rapportgen.model.innstillinger import settings_of
from rapportgen.model.perioder import Kvartal
from rapportgen.presentation import properties_of
from tests.model.bygg import workbook

FACTS = {"kommune": "Moskenes kommune [fotnote: KS]", "delprosjekt": "Drift [se: drift]", "saksnummer": "24/12"}


def test_references_typed_in_the_workbook_are_words_in_the_properties() -> None:
    book = workbook(prosjekt=[FACTS])
    report = Report(Kvartal(2024, 2), "Plan [fotnote: KS]", "plan", date(2024, 7, 1), uten_kvartal=True)
    found = properties_of(book, report, settings_of(book)[0])
    assert (found.tittel, found.kategori, found.forfatter) == ("Plan", "Plan", "Moskenes kommune")
    assert (found.emne, found.noekkelord) == ("Moskenes kommune – Drift drift", "24/12")


def test_what_the_workbook_lacks_leaves_nothing_behind() -> None:
    book = workbook(prosjekt=[{}])
    found = properties_of(book, Report(Kvartal(2024, 2), "Rapport", "rapport", date(2024, 7, 1)), settings_of(book)[0])
    assert (found.emne, found.forfatter, found.noekkelord) == ("", "", "2. kvartal 2024")
