"""What a report prints where a value is left out: the word or sign, and why there is one.

A value that nobody has given is None, and prints as «–». A value that is there, but cannot or must not be printed, is
None too, so that nothing is worked out from it; beside it stands what is printed in its place (`Row.instead`).
"""

from __future__ import annotations

from typing import Final

from rapportgen.model.record import Data, Value


class Utelatt(Data, Value):
    """What stands in place of a value. It is neither greater nor smaller than anything."""

    __slots__ = ("tekst",)

    def __init__(self, tekst: str) -> None:
        self.tekst: Final = tekst

    def __str__(self) -> str:
        return self.tekst

    def _neither(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _neither


MANGLER = Utelatt("mangler")
"""The cell holds an error from Excel, is damaged, or has a formula without a stored result."""

SKJULT = Utelatt(":")
"""The figure is known, but must not be published: the sign that the official statistics use."""
