"""What every report says of itself, on one workbook or on many: `rapport.tittel`, `rapport.kvartal` …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rapportgen.model.grunnlag import Report


def report_fields(report: Report, prosjekt: Any) -> dict[str, Any]:
    """The fields by name. `prosjekt` is sheet Prosjekt, with what an order says in its place."""
    period = report.period
    return {
        "tittel": report.tittel,
        "kvartal": period,
        "forrige_kvartal": period.forrige,
        "neste_kvartal": period.neste,
        "i_fjor": period.i_fjor,
        "periode": period.utskrift_periode,
        "periodeord": period.slag,
        "perioden": f"{period.slag}et",
        "dato": report.dato,
        "mottaker": prosjekt.mottaker,
        "utvalg": report.bestilling.utvalg or None,
        "moetedato": report.bestilling.moete,
        "saksnummer": prosjekt.saksnummer,
        "tilgang": prosjekt.tilgang,
        "hjemmel": prosjekt.hjemmel,
        "mal": report.mal,
        "foreloepig": period.slutt.month == 12 and report.dato.year <= period.aar + 1 and report.dato.month <= 3,
    }
