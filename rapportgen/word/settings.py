"""How a report prints its values, and what its file says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.model.oppsett.palett import Farge

BOKMAAL, NYNORSK, SAMISK = "bokmål", "nynorsk", "nordsamisk"
NO_COLOURS: Mapping[str, Farge] = {}
LOCALES = {BOKMAAL: "nb", NYNORSK: "nn", SAMISK: "se"}


class Matrise(NamedTuple):
    """A project's risk matrix: the colour word of each (S, K), and the names of the levels of S and K.

    The lowest level comes first, and one without a name has an empty one. `k_nedover` puts consequence down the side.
    """

    farger: Mapping[tuple[int, int], str]
    s: tuple[str, ...]
    k: tuple[str, ...]
    k_nedover: bool = False


class Visning(NamedTuple):
    """How values are printed in one report.

    `kvartalsformat` is an example to follow («1. kvartal 2024», «1Q 2024»). `maalform` chooses words and number
    signs. `mangler` is printed for a value that is not there. `fortegn` says which sign a good result has.
    `matrise` is the project's risk matrix; without one, a matrix is drawn as the template has it. `filtre` are filters
    of the kommune's own, and `palett` the colours it has for words of the traffic light.
    """

    kvartalsformat: str = "1. kvartal 2024"
    maalform: str = BOKMAAL
    mangler: str = "–"
    fortegn: str = "mindreforbruk positivt"
    matrise: Matrise | None = None
    filtre: tuple[EgetFilter, ...] = ()
    palett: Mapping[str, Farge] = NO_COLOURS

    @property
    def locale(self) -> str:
        """The CLDR name of the language: nb, nn or se."""
        return LOCALES.get(self.maalform, "nb")


class Egenskaper(NamedTuple):
    """The document properties of a report, as Word shows them under File › Info. Empty ones are left out.

    `dato` is the report's date; it stands for both created and modified, so that the same report is the same file.
    """

    tittel: str = ""
    emne: str = ""
    forfatter: str = ""
    noekkelord: str = ""
    kategori: str = ""
    beskrivelse: str = ""
    spraak: str = "nb-NO"
    versjon: str = ""
    dato: date | None = None
