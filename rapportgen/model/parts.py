"""What a single value has for a template to read: `samisk` of a name, `kroner` of an amount, `langtekst` of a date."""

from __future__ import annotations

from functools import cache

from rapportgen.model.beloep import Beloep, Tall
from rapportgen.model.graf import Graf
from rapportgen.model.grunnlag.dokument import Ordform
from rapportgen.model.matrise import Risikomatrise
from rapportgen.model.nivaa import Nivaa
from rapportgen.model.oppsett.palett import Farge
from rapportgen.model.ordforraad import Risikotall
from rapportgen.model.perioder import Periode
from rapportgen.model.sheets.prosjekt import Tospraaklig
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.trafikklys import Grenser, Lys, Utvikling
from rapportgen.model.vurdering import Vurdering

WORDS = frozenset(Ordform.FELT)
"""Those of a word of the sheet of words."""
NAMES = frozenset(Tospraaklig.FELT)
"""Those of a name or a heading that may have a Sami form."""
_TYPES = (
    *(Beloep, Tall, Graf, Ordform, Risikomatrise, Nivaa, Farge, Risikotall, Periode, Tospraaklig, Tidspunkt),
    *(Grenser, Lys, Utvikling, Vurdering),
)
_OF_DAYS = frozenset({"aar", "maaned", "dag", "year", "month", "day"})
_USUAL = {
    "beløp": Beloep.FELT,
    "tidspunkt": Tidspunkt.FELT,
    "kvartal": Periode.FELT,
    "tekst": NAMES,
    "nivå": Nivaa.FELT,
}
_EXACT = {"tekst": NAMES, "ID": frozenset[str]()}
"""What columns have that hold one type of value, whatever is typed there."""


@cache
def all_parts() -> frozenset[str]:
    """Every name that some value answers to: a cell may hold another kind of value than its column is for."""
    return frozenset.union(_OF_DAYS, *(one.FELT for one in _TYPES))


def possible_parts(label: str) -> frozenset[str]:
    """What a value of a column of this kind can have."""
    return _EXACT[label] if label in _EXACT else all_parts()


def usual_parts(label: str) -> frozenset[str]:
    """What a value of a column of this kind has as a rule, for «mente du»; everything when that is not known."""
    return _USUAL.get(label) or possible_parts(label)
