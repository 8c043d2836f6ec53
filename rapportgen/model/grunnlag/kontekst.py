"""Everything that a template may ask for, by name; each thing is made when it is asked for, and once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Makers: TypeAlias = "dict[str, Callable[[], Any]]"


class Kontekst(Mapping[str, Any]):
    """Things by the names that templates know them by, and how each is made.

    A template asks for some of them only: what nobody asks for costs nothing.
    """

    def __init__(self, makers: Makers) -> None:
        self._makers = makers
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
