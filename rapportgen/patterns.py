"""Regular expressions that are compiled when they are first used.

To compile one takes Python a third of a millisecond, and a report meets few of those that the program has. So a pattern
of a module is made with `pattern`, which is used as `re.compile` is.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_OWN = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
"""The methods and attributes of a compiled pattern."""


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled at the first use of a method or attribute. A text that is wrong raises then.

    It is no `re.Pattern` to `isinstance`, nor to functions such as `re.sub`: call its own methods.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    """Stands for a pattern. From the first use on it holds the methods of the compiled one as its own attributes."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __repr__(self) -> str:
        return f"pattern({self._text!r}, {re.RegexFlag(self._flags)!r})"

    def __getattr__(self, name: str) -> Any:
        """Called for a name that is not found: any one, until the pattern is compiled."""
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        compiled = re.compile(self._text, self._flags)
        vars(self).update({own: getattr(compiled, own) for own in _OWN})
        return getattr(compiled, name)
