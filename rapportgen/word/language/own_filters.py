"""The filters that a kommune has declared: number formats, lists of words, colours. They take nothing but the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.oppsett.filtre import FARGER, TALL, word_key
from rapportgen.model.utelatt import Utelatt
from rapportgen.word.language.values import Missing, display

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapportgen.model.oppsett.filtre import EgetFilter, Tallformat
    from rapportgen.word.settings import Visning


def own_filters(visning: Visning, formatted: Callable[[object, Tallformat], str]) -> dict[str, Callable[..., object]]:
    """The filters by name. `formatted` prints a number in a format."""

    def numbers(own: EgetFilter) -> Callable[[object], object]:
        return lambda value: formatted(value, own.tall)

    def words(own: EgetFilter) -> Callable[[object], object]:
        def word_for(value: object) -> str:
            text = display(value, visning)
            if value is None or isinstance(value, Utelatt):
                return text
            return own.ord.get(word_key(text), text if own.ellers is None else own.ellers)

        return word_for

    def colors(own: EgetFilter) -> Callable[[object], object]:
        def color_for(value: object) -> object:
            if value is None or isinstance(value, (Missing, Utelatt)):
                return str(value) if isinstance(value, Missing) else None
            return own.farger.get(word_key(display(value, visning)), own.ellers_farge)

        return color_for

    makers = {TALL: numbers, FARGER: colors}
    return {own.navn: makers.get(own.slag, words)(own) for own in visning.filtre}
