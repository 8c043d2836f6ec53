"""The text that somebody typed, in whatever kind of value it was read as: found, and changed within its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import Tall
from rapportgen.model.riktekst import Bit, RikTekst
from rapportgen.model.tidspunkt import Tidspunkt

if TYPE_CHECKING:
    from collections.abc import Callable


def typed_text(value: object) -> str:
    """The text that a value may print and that somebody typed; empty for numbers, dates and other plain values."""
    if isinstance(value, (str, RikTekst)):
        return str(value)
    if isinstance(value, Tall):
        return value.tekst
    return value.original if isinstance(value, Tidspunkt) else ""


def with_text(value: Any, change: Callable[[str], str]) -> Any:
    """The value with its text changed: the same kind of value, and rich text with as much formatting as may be kept."""
    if isinstance(value, RikTekst):
        return _changed(value, change)
    if isinstance(value, Tidspunkt):
        return Tidspunkt("tekst", change(value.original))
    if isinstance(value, Tall):
        return value.changed(verdi=None, tekst=change(value.tekst))
    own = getattr(value, "med_tekst", None)
    return own(change(value)) if own is not None else change(value)


def _changed(text: RikTekst, change: Callable[[str], str]) -> RikTekst:
    """Run by run; when what is to be changed runs over several of them, their formatting is lost."""
    paragraphs = tuple(
        paragraph.changed(biter=tuple(_changed_run(bit, change) for bit in paragraph.biter))
        for paragraph in text.avsnitt
    )
    by_run, whole = RikTekst(paragraphs), change(str(text))
    return by_run if str(by_run) == whole else RikTekst.av_tekst(whole)


def _changed_run(run: Bit, change: Callable[[str], str]) -> Bit:
    """The run with its text changed; a link that would be changed too is dropped."""
    link = run.lenke if run.lenke and change(run.lenke) == run.lenke else None
    return run.changed(tekst=change(run.tekst), lenke=link)
