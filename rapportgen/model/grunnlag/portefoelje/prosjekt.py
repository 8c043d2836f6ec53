"""One project of a portfolio: all that a report of its workbook holds, and what only the portfolio knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.personnummer import masked
from rapportgen.model.record import Record
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.utelatt import Utelatt
    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem


class Bok(NamedTuple):
    """A workbook that was read and may be printed: names and figures that must not be are taken out.

    `problems` are its own, for the appendix; `own` are the settings it asks for; `filnavn` is what is printed of
    `file`, where that is something else.
    """

    file: str
    workbook: Workbook
    own: Innstillinger
    problems: tuple[Problem, ...] = ()
    filnavn: str = ""

    @property
    def printed_file(self) -> str:
        """The name of the file as the report may print it."""
        return masked(self.filnavn or self.file)


class Ulest(NamedTuple):
    """A workbook that is not in the portfolio, and why: a sentence for its reader. A copy is not counted."""

    file: str
    grunn: str
    is_counted: bool = True


class Prosjekt(Record):
    """A project as templates meet it in `{% for prosjekt in prosjekter %}`.

    It answers to what the portfolio says of it (`own`), to the names of a report (`prosjekt.økonomi.sum`), and to the
    fields of sheet Prosjekt (`prosjekt.kommune`), in that order.
    """

    __slots__ = ("context", "own")

    def __init__(self, context: Mapping[str, Any], own: dict[str, Any]) -> None:
        self.context, self.own = context, own

    def felt(self, name: str) -> Any:
        if name in self.own:
            return self.own[name]
        return self.context[name] if name in self.context else self.context["prosjekt"].felt(name)

    def feltnavn(self) -> tuple[str, ...]:
        return (*self.own, *self.context, *self.context["prosjekt"].feltnavn())

    def utelatt(self, name: str) -> Utelatt | None:
        known = name in self.own or name in self.context
        return None if known else self.context["prosjekt"].utelatt(name)


class Linje(Record):
    """A line of figures, and what is printed in place of those that are left out."""

    __slots__ = ("_fields", "_instead")

    def __init__(self, fields: Mapping[str, Any], instead: Mapping[str, Utelatt] | None = None) -> None:
        self._fields, self._instead = fields, instead or {}

    def felt(self, name: str) -> Any:
        return self._fields[name]

    def feltnavn(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def utelatt(self, name: str) -> Utelatt | None:
        return self._instead.get(name)
