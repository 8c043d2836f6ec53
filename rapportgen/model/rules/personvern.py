"""What must not be published: national identity numbers, and markings that do not hold.

Appendices to a case document for a political body are normally public, so a marking by offentleglova § 14
(internal documents) seldom holds when the recipient is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rapportgen.model.offentlighet import is_restricted, is_understood
from rapportgen.model.personnummer import REMOVED, any_number, has_number, masked, without_number
from rapportgen.model.skjulte_navn import SkjulteNavn
from rapportgen.patterns import pattern
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rapportgen.model.bestilling import Bestilling
    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

IDENTITY_NUMBER = "foedselsnummer"
_POLITICAL = pattern(
    r"kommunestyr|formannskap|fylkesting|bystyre|hovedutvalg|hovudutval|utvalg|utval\b|komité|komite\b|nemnd",
    re.IGNORECASE,
)
_PARAGRAPH_14 = pattern(r"§\s*14\b")


def national_identity_numbers(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """Nothing that a report may print holds a national identity number."""
    for data in workbook.sheets.values():
        if has_number(data.text()):
            for row in data.rows_and_totals():
                for name, value in row.written():
                    if any_number((value,)):
                        yield _found(row.address(name))
    for sheet in workbook.unknown.values():
        for row in sheet.rows if has_number(sheet.text()) else ():
            if any_number(row.values.values()):
                yield _found(f"{sheet.title}, rad {row.number}")
    if has_number(workbook.file):
        yield _found(workbook.file, "Filnavnet", "Gi filen et annet navn.")


def _found(place: str, what: str = "Teksten", remedy: str = "Slett det.") -> Problem:
    return feil(
        IDENTITY_NUMBER,
        place,
        f"{what} har elleve siffer på rad, som et fødselsnummer. {remedy} Rapporten viser «{REMOVED}».",
    )


def of_order(order: Bestilling, names: SkjulteNavn) -> Iterator[Problem]:
    """The words of an order hold no national identity number, and none of the hidden names of the workbook."""
    for text in order[:-1]:
        if has_number(text):
            yield _found(order.sted)
        if names.found_in(text):
            yield _hidden(order.sted, names.without(text))


def without_identity_numbers(workbook: Workbook, problems: Iterable[Problem]) -> Workbook:
    """The workbook with the identity numbers that its `problems` name taken out of all that a report may print."""
    if not any(problem.kode == IDENTITY_NUMBER for problem in problems):
        return workbook
    sheets = {
        name: data.changed(
            rows=[_cleaned_row(row) for row in data.rows],
            totals=[total.changed(row=_cleaned_row(total.row)) for total in data.totals],
        )
        for name, data in workbook.sheets.items()
    }
    unknown = {
        title: sheet.changed(rows=[row.changed(values=_cleaned(row.values)) for row in sheet.rows])
        for title, sheet in workbook.unknown.items()
    }
    return workbook.changed(sheets=sheets, unknown=unknown)


def _cleaned_row(row: Any) -> Any:
    by_period = {name: _cleaned(values) for name, values in row.by_period.items()}
    return row.changed(values=_cleaned(row.values), unknown=_cleaned(row.unknown), by_period=by_period)


def _cleaned(values: Mapping[Any, Any]) -> dict[Any, Any]:
    return {name: without_number(value) for name, value in values.items()}


def hidden_names(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A name that is not to be shown in the report stands in no other cell. The message does not repeat the name."""
    names = SkjulteNavn(workbook)
    for place, shown in names.places(workbook) if names else ():
        yield _hidden(place, shown)
    if names.found_in(workbook.file):
        yield _hidden(workbook.file, names.without(workbook.file), "Filnavnet")


def _hidden(place: str, shown: str, what: str = "Teksten") -> Problem:
    first = masked(" ".join(shown.split()))[:60]
    return advarsel(
        "skjult-navn",
        place,
        f"{what} har navnet på en person som ikke skal vises i rapporten. Rapporten skriver «{first}».",
        forslag="Skriv rollen i stedet for navnet, eller svar ja under «Vises i rapport».",
    )


def access_and_recipient(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A restricted report names its legal basis, and § 14 is not used towards a political body."""
    prosjekt = workbook.prosjekt
    if is_restricted(prosjekt) and not prosjekt.hjemmel:
        yield advarsel(
            "mangler-hjemmel",
            prosjekt.address("tilgang"),
            "Rapporten er unntatt offentlighet, men feltet «Hjemmel» er tomt. "
            "Skriv hjemmelen der, for eksempel «offl. § 13 første ledd».",
            prosjekt.tilgang,
        )
    if not is_understood(prosjekt):
        yield advarsel(
            "ukjent-tilgang",
            prosjekt.address("tilgang"),
            f"«{prosjekt.tilgang}» er ikke kjent som tilgang, så rapporten blir ikke merket. "
            "Skriv «Offentlig» eller «Unntatt offentlighet».",
            prosjekt.tilgang,
        )
    if prosjekt.hjemmel and not is_restricted(prosjekt):
        yield advarsel(
            "hjemmel-uten-unntak",
            prosjekt.address("hjemmel"),
            f"Feltet «Hjemmel» er {prosjekt.hjemmel}, men «Tilgang» sier ikke at rapporten er unntatt offentlighet. "
            "Rapporten blir ikke merket.",
            prosjekt.hjemmel,
        )
    if (
        prosjekt.hjemmel
        and _PARAGRAPH_14.search(str(prosjekt.hjemmel))
        and _POLITICAL.search(str(prosjekt.mottaker or ""))
    ):
        yield advarsel(
            "hjemmel-mottaker",
            prosjekt.address("hjemmel"),
            f"Hjemmelen er {prosjekt.hjemmel}, men mottakeren er {prosjekt.mottaker}. "
            "Vedlegg til politiske saker er som regel offentlige. Kontroller hjemmelen.",
            prosjekt.hjemmel,
        )
