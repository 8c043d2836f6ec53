"""Words put together as a Norwegian sentence has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "og") -> str:
    """«a», «a og b» or «a, b og c»; `last` is the word before the last one."""
    *others, word = words
    return f"{', '.join(others)} {last} {word}" if others else word
