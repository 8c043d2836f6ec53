"""Narrative texts by key, and sentences about what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import number_of
from rapportgen.model.rader import Oppslag, Register
from rapportgen.model.riktekst import DEEPEST, NUMMER, PUNKT, Avsnitt, RikTekst
from rapportgen.model.sheets.prosjekt import Tospraaklig
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rapportgen.model.grunnlag.bilde import Bilde
    from rapportgen.model.perioder import Periode
    from rapportgen.model.rader import Rader
    from rapportgen.model.workbook import Workbook


def texts_of(workbook: Workbook, period: Periode) -> Oppslag:
    """The texts by key: `Nøkkel`, else the heading; paragraphs without either continue the one above.

    A text of another quarter is left out; a text of this quarter wins over one for all quarters.
    """
    general: dict[str, RikTekst] = {}
    current: dict[str, RikTekst] = {}
    for key, row in _keyed(workbook):
        if row.kvartal is not None and row.kvartal != period:
            continue
        target = general if row.kvartal is None else current
        paragraph = _paragraph(row)
        target[key] = target[key] + paragraph if key in target else paragraph
    return Oppslag({**general, **current})


def headings_of(workbook: Workbook, period: Periode) -> Register:
    """The heading of each text by the text's key, with its Sami form; missing for a text that has none.

    As for the texts, a heading of this quarter wins over one for all quarters.
    """
    rows = [(key, row) for key, row in _keyed(workbook) if row.overskrift and row.kvartal in (None, period)]
    rows.sort(key=lambda pair: pair[1].kvartal is None)
    return Register.of((), ((key, Tospraaklig(str(row.overskrift), row.overskrift_samisk)) for key, row in rows))


def _keyed(workbook: Workbook) -> Iterator[tuple[str, Any]]:
    key, chapter = "", None
    for row in workbook.rows("Tekst"):
        place = (row.dokument, row.kapittel, row.kvartal)
        if row.noekkel or row.overskrift:
            key = str(row.noekkel or row.overskrift)
        elif place != chapter:
            key = f"{row.dokument or ''} {row.kapittel or ''}"
        chapter = place
        if row.tekst is not None and ascii_name(key):
            yield key, row


def _paragraph(row: Any) -> RikTekst:
    kind = str(row.type or "avsnitt").casefold()
    if kind in (PUNKT, NUMMER):
        return list_items(row.tekst, kind, row.nivaa)
    return row.tekst if isinstance(row.tekst, RikTekst) else RikTekst.av_tekst(str(row.tekst))


def list_items(value: Any, kind: str, level: Any) -> RikTekst:
    """A cell as items of a list («punkt» or «nummer»), at the level a column says: 1 is the outermost."""
    text = value if isinstance(value, RikTekst) else RikTekst.av_tekst(str(value))
    depth = min(max(int(number_of(level) or 1), 1) - 1, DEEPEST)
    return RikTekst(tuple(Avsnitt(paragraph.biter, kind, depth) for paragraph in text.avsnitt))


def change_sentences(found: Mapping[str, Rader], now: Bilde) -> list[str]:
    """One sentence for each change since the previous quarter, milestones first."""
    form = now.settings.kvartalsformat
    return [
        *(
            f"Milepælen «{row.navn}» er flyttet til {row.felt('gjeldende').tekst(form)}."
            for row in found["milepaeler_flyttet"]
        ),
        *(
            f"{_named(row.id, row.felt('navn'))} har endret status til «{str(row.felt('status')).lower()}»."
            for row in found["status_endret"]
        ),
        *(_risk(row, f"er ny{_rated(row)}") for row in found["risiko_nye"]),
        *(_risk(row, f"har økt{_rated(row)}") for row in found["risiko_opp"]),
        *(_risk(row, f"er redusert{_rated(row)}") for row in found["risiko_ned"]),
        *(_risk(row, "er lukket") for row in found["risiko_lukkede"]),
    ]


def _risk(row: Any, change: str) -> str:
    reason = f": {row.felt('kommentar')}" if row.felt("kommentar") else ""
    return f"Risiko {_named(row.id, row.risikofaktor)} {change}{reason}."


def _rated(row: Any) -> str:
    return f" ({str(row.felt('rf')).lower()})" if row.felt("rf") else ""


def _named(identifier: Any, name: Any) -> str:
    return f"{identifier} «{name}»" if identifier else f"«{name}»"
