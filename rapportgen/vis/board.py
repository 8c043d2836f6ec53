"""The newest view, hung up by the one who makes it, read by those who wait for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapportgen.vis.view import View


class Board:
    """Holds one view at a time; each gets a number."""

    def __init__(self, view: View) -> None:
        self._changed = threading.Condition()
        self._view = view
        self._number = 1
        self._is_closed = False

    def change(self, **changes: object) -> None:
        """Hang up a view that is other than the one before in these fields."""
        with self._changed:
            self._view = self._view._replace(**changes)  # type: ignore[arg-type]
            self._number += 1
            self._changed.notify_all()

    @property
    def now(self) -> tuple[int, View]:
        """The newest view, and its number."""
        with self._changed:
            return self._number, self._view

    def wait_for_newer(self, number: int, seconds: float) -> int | None:
        """The number of the newest view as soon as it is not `number`; None when none came, or all is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._number != number, seconds)
            return None if self._is_closed or self._number == number else self._number

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    def close(self) -> None:
        """Let all who wait go."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
