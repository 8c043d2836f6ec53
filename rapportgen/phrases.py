"""Words put together as a Norwegian sentence has them, and sentences cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "og") -> str:
    """«a», «a og b» or «a, b og c»; `last` is the word before the last one."""
    *others, word = words
    return f"{', '.join(others)} {last} {word}" if others else word


def cut_between_words(text: str, longest: int) -> str:
    """The text, cut between words when it is longer, and with … for the rest."""
    if len(text) <= longest:
        return text
    start = text[: max(longest - 1, 0)]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:–") + "…"
