"""What must not be published: national identity numbers, and markings that do not hold.

Appendices to a case document for a political body are normally public, so a marking by offentleglova § 14
(internal documents) seldom holds when the recipient is one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapportgen.model.offentlighet import is_restricted, is_understood
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.rules.tekst import texts_of
from rapportgen.problems import Problem, advarsel, feil

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook

REMOVED = "[fødselsnummer fjernet]"
# The look behind stands after the first digit: a pattern that begins with a digit is found several times as fast.
_ELEVEN_DIGITS = re.compile(r"\d(?<![\d.,]\d)\d{5}[ \u00a0]?\d{5}(?![\d.,]*\d)")
_POLITICAL = re.compile(
    r"kommunestyr|formannskap|fylkesting|bystyre|hovedutvalg|hovudutval|utvalg|utval\b|komité|komite\b|nemnd",
    re.IGNORECASE,
)
_PARAGRAPH_14 = re.compile(r"§\s*14\b")


def national_identity_numbers(
    workbook: Workbook,
    settings: Innstillinger,
    period: Periode | None,
) -> Iterator[Problem]:
    """No text holds eleven digits in a row, the form of a national identity number."""
    for data in workbook.sheets.values():
        if not _ELEVEN_DIGITS.search("\n".join(texts_of(data))):
            continue
        for row in data.rows:
            for name, value in (*row.values.items(), *row.unknown.items()):
                if _has_number(value):
                    yield _found(row.address(name))
    for sheet in workbook.unknown.values():
        for row in sheet.rows:
            if any(_has_number(value) for value in row.values.values()):
                yield _found(f"{sheet.title}, rad {row.number}")


def _found(place: str) -> Problem:
    return feil(
        "foedselsnummer",
        place,
        f"Teksten har elleve siffer på rad, som et fødselsnummer. Slett det. Rapporten viser «{REMOVED}».",
    )


def _has_number(value: object) -> bool:
    return isinstance(value, (str, RikTekst)) and bool(_ELEVEN_DIGITS.search(str(value)))


def without_identity_numbers(workbook: Workbook, problems: list[Problem]) -> Workbook:
    """The workbook with the identity numbers taken out, where `problems` say that there are any."""
    if not any(problem.kode == "foedselsnummer" for problem in problems):
        return workbook
    sheets = {
        name: replace(data, rows=[_cleaned_row(row) for row in data.rows]) for name, data in workbook.sheets.items()
    }
    unknown = {
        title: replace(sheet, rows=[replace(row, values=_cleaned(row.values)) for row in sheet.rows])
        for title, sheet in workbook.unknown.items()
    }
    return replace(workbook, sheets=sheets, unknown=unknown)


def _cleaned_row(row: Any) -> Any:
    return type(row)(_cleaned(row.values), row.addresses, _cleaned(row.unknown), row.by_period, row.number, row.joined)


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _without_number(value) if _has_number(value) else value for name, value in values.items()}


def _without_number(value: Any) -> Any:
    if isinstance(value, RikTekst):
        return RikTekst.av_tekst(_ELEVEN_DIGITS.sub(REMOVED, str(value)))
    return _ELEVEN_DIGITS.sub(REMOVED, str(value))


def access_and_recipient(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A restricted report names its legal basis, and § 14 is not used towards a political body."""
    prosjekt = workbook.prosjekt
    if is_restricted(prosjekt) and not prosjekt.hjemmel:
        yield advarsel(
            "mangler-hjemmel",
            prosjekt.address("tilgang"),
            "Rapporten er unntatt offentlighet, men feltet «Hjemmel» er tomt.",
            prosjekt.tilgang,
            "offl. § 13 første ledd",
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
