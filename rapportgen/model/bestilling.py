"""What whoever orders a report says about it, besides the workbook: the row of a manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.kinds import Raw
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapportgen.model.declare import Schema
    from rapportgen.model.workbook import Workbook

_OF_PROJECT = ("mottaker", "saksnummer", "tilgang", "hjemmel")
"""What sheet Prosjekt says too: the order goes before the workbook."""


class Bestilling(NamedTuple):
    """The words of an order, empty where it says nothing. `sted` is where it stands: «bestilling.xlsx, rad 4»."""

    mottaker: str = ""
    utvalg: str = ""
    moetedato: str = ""
    saksnummer: str = ""
    tilgang: str = ""
    hjemmel: str = ""
    sted: str = ""

    def changed(self, change: Callable[[str], str]) -> Bestilling:
        """The order with its words changed; where it stands is as it was."""
        return Bestilling(*map(change, self[:-1]))._replace(sted=self.sted)

    @property
    def moete(self) -> Tidspunkt | None:
        """The date of the meeting; unclear words are kept as they are."""
        return Tidspunkt.parse(self.moetedato).value if self.moetedato else None


INGEN_BESTILLING = Bestilling()


def ordered(order: Bestilling, schema: Schema) -> dict[str, object]:
    """The fields of sheet Prosjekt that the order says, with values as the sheet would have them."""
    columns = schema["Prosjekt"].by_name
    said = {name: text for name in _OF_PROJECT if (text := getattr(order, name))}
    return {name: columns[name].kind.parse(Raw(text)).value for name, text in said.items()}


def with_order(workbook: Workbook, order: Bestilling) -> Workbook:
    """The workbook with what the order says in place of what its sheet Prosjekt says; the address is the order's."""
    said = ordered(order, workbook.schema)
    return workbook.with_project(said, dict.fromkeys(said, order.sted)) if said else workbook
