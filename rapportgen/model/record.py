"""What a template may look into: records answer by field name, and nothing else is reachable."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from rapportgen.model.utelatt import Utelatt


class Record:
    """An object with fields that a template may read as `{{ record.field }}`.

    The template environment asks `felt` and never Python's own attributes, so methods and
    internals of a record cannot be reached from a template.
    """

    __slots__ = ()

    def felt(self, name: str) -> object:
        """The value of field `name` (ASCII form). Raises KeyError when there is no such field."""
        raise KeyError(name)

    def feltnavn(self) -> tuple[str, ...]:
        """The names `felt` answers to, for «mente du» in messages."""
        return ()

    def utelatt(self, name: str) -> Utelatt | None:
        """What is printed in place of field `name`, when it has no value because that is left out."""
        return None


class Value:
    """A value type of our own (quarter, amount, …) whose attributes in `FELT` a template may read."""

    __slots__ = ()

    FELT: ClassVar[frozenset[str]] = frozenset()
