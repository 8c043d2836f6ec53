"""What a batch sums up: its reports, and what somebody must mend, each under the file where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.trafikklys import GROENN, GUL, ROED
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from rapportgen.model.trafikklys import Lys

TITTEL = "Oversikt over rapporter"
"""The title of the files that sum a batch up, by which they are known."""


class Rapportlinje(NamedTuple):
    """One report. `fil` and `pdf` are paths within the folder of reports, `lenke` leads from there to the workbook.

    `merknad` says why the report, or the PDF of one that is made, is not there; `feil` and `advarsler` are numbers of
    those that somebody can mend in a file.
    """

    fil: str
    arbeidsbok: str
    lenke: str
    mal: str
    kvartal: str
    laget: bool
    feil: int
    advarsler: int
    merknad: str
    pdf: str = ""

    @property
    def status(self) -> str:
        """The status in a word."""
        return "Laget" if self.laget else "Feilet"

    @property
    def lys(self) -> Lys:
        """Red for a report that is not there, yellow where something must be mended, else green."""
        if not self.laget:
            return ROED
        return GUL if self.feil or self.merknad else GROENN


class Mangel(NamedTuple):
    """One thing to mend: where (`ark` and `celle`, or another place in `ark`), what is wrong, what to do about it."""

    alvor: str
    ark: str
    celle: str
    melding: str
    forslag: str

    @property
    def lys(self) -> Lys:
        """The light of its seriousness."""
        return ROED if self.alvor == "Feil" else GUL

    @property
    def sted(self) -> str:
        """Sheet and cell as they are told elsewhere."""
        return f"{self.ark}!{self.celle}" if self.celle else self.ark


class Mangler(NamedTuple):
    """What is to be mended in one file, and by whom."""

    fil: str
    lenke: str
    hvem: str
    mangler: tuple[Mangel, ...]


class Oversikt(NamedTuple):
    """The whole summary, in the order of the batch."""

    dato: date
    rapporter: tuple[Rapportlinje, ...]
    mangler: tuple[Mangler, ...]
