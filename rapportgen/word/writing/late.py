"""What is known only when the whole report is written: marked where it belongs, and filled in once at the end.

    text = late.mark("se", "3")                             a mark of noncharacters, which no value can hold
    parts = late.fill(parts, {"se": lambda key: "tabell 3"})

A mark may stand wherever text may: in a run, an attribute, a field instruction, or between elements. What is filled in
is finished XML for that place. The cost is linear, and a report that marked nothing need not call `fill`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Resolvers = Mapping[str, Callable[[str], str]]

START, END = "\ufdd8\ufdd9"
DEEPEST = 2  # what is filled in may hold marks, such as a heading in the contents that refers to a table


def mark(kind: str, key: str) -> str:
    """What stands for a late value until `fill`: `kind` names who knows it (without a colon), `key` tells which."""
    return f"{START}{kind}:{key}{END}"


def fill(parts: Iterable[str], resolvers: Resolvers) -> list[str]:
    """The parts with every mark replaced by what the resolver of its kind says about its key.

    A kind that nobody resolves leaves nothing. Marks within marks are filled `DEEPEST` deep; deeper ones leave nothing.
    """
    return [_filled(part, resolvers, 0) for part in parts]


def without_marks(text: str) -> str:
    """The text with nothing where marks stood."""
    return _filled(text, {}, 0)


def _filled(text: str, resolvers: Resolvers, depth: int) -> str:
    first, *rest = text.split(START)
    if not rest:
        return text
    out = [first]
    for piece in rest:
        name, _, after = piece.partition(END)
        kind, _, key = name.partition(":")
        if depth < DEEPEST and kind in resolvers:
            out.append(_filled(resolvers[kind](key), resolvers, depth + 1))
        out.append(after)
    return "".join(out)
