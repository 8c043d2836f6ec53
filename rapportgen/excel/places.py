"""The addresses of the cells of a row, put together when somebody asks: hardly any of them is ever told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Places(Mapping[str, str]):
    """An address by the name of its field.

    `columns` has what the addresses begin with (`Risiko!C`), the same for all rows of a table; `others` are whole
    addresses that one row has besides.
    """

    __slots__ = ("columns", "others", "row")

    def __init__(self, columns: Mapping[str, str], row: int, others: Mapping[str, str]) -> None:
        self.columns, self.row, self.others = columns, row, others

    def __getitem__(self, name: str) -> str:
        return self.others[name] if name in self.others else f"{self.columns[name]}{self.row}"

    def __iter__(self) -> Iterator[str]:
        return iter({**self.columns, **self.others})

    def __len__(self) -> int:
        return len(self.columns.keys() | self.others.keys())
