"""The text of a part, as a program writes it: whole while it is short, packed as it comes when it is long.

Of a long table neither its text nor its bytes are kept: what has been packed is final, and whatever looks at the part
afterwards gets it unpacked a piece at a time. What may still be changed is kept as text to the end.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.zipfile_writer import Packer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rapportgen.word.ooxml.zipfile_writer import Content

_PIECES = 1_000  # how much is put together at a time; the pieces are a tag's value, or what stands between
_LONG = 1 << 20  # how many characters are kept before they are packed


class PartText(NamedTuple):
    """What was written of a part: `rest` may still be changed, what came before it is packed."""

    rest: str
    packer: Packer | None = None

    def content(self, rest: str) -> Content:
        """The content of the part, with `rest` as it came to be. To be asked for once."""
        if self.packer is None:
            return rest.encode()
        self.packer.add(rest.encode())
        return self.packer.packed()


def collect(pieces: Iterator[str], is_final: Callable[[], bool]) -> PartText:
    """The text that a program writes; `is_final` says whether nothing of what is written so far can change."""
    texts: list[str] = []
    length = 0
    packer = None
    while some := list(islice(pieces, _PIECES)):
        texts.append("".join(some))
        length += len(texts[-1])
        if length > _LONG and is_final():
            packer = packer or Packer()
            packer.add("".join(texts).encode())
            texts, length = [], 0
    return PartText("".join(texts), packer)
