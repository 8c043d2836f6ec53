"""What a template may look into: records answer by field name, and nothing else is reachable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

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


class Parts:
    """What is made of parts: its `__slots__`, but for those with an underscore first, which hold what is worked out."""

    __slots__: tuple[str, ...] = ()
    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._names += tuple([name for name in vars(cls)["__slots__"] if not name.startswith("_")])

    def _parts(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._names])

    def changed(self, **parts: Any) -> Self:
        """Another with these parts, and the rest as here."""
        return type(self)(**{**dict(zip(self._names, self._parts(), strict=True)), **parts})


class Data(Parts):
    """What its parts make it: two of one type with the same parts are equal. Handed on, its parts never change."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self._parts() == other._parts() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        parts = zip(self._names, self._parts(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={part!r}' for name, part in parts)})"


class Value:
    """A value type of our own (quarter, amount, …) whose attributes in `FELT` a template may read."""

    __slots__ = ()

    FELT: ClassVar[frozenset[str]] = frozenset()
