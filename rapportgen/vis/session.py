"""Answers to changes, one at a time: of several changes in a row only the newest is answered."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_TO_END = 10


class Session:
    """A thread that answers. `answer(is_current)` does the work, and leaves off when it is no longer current.

    `interrupt` ends what the answer waits for; it is called from other threads.
    """

    def __init__(self, answer: Callable[[Callable[[], bool]], None], interrupt: Callable[[], None]) -> None:
        self._answer, self._interrupt = answer, interrupt
        self._changed = threading.Condition()
        self._asked = 0
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="rapportgen-vis", daemon=True)
        self._thread.start()

    def ask(self) -> None:
        """Answer anew; what is being answered now is given up."""
        with self._changed:  # so that the new answer cannot begin before the old one is interrupted
            self._asked += 1
            self._interrupt()
            self._changed.notify_all()

    def close(self) -> None:
        """Give up what is being answered, and end."""
        with self._changed:
            self._is_closed = True
            self._interrupt()
            self._changed.notify_all()
        self._thread.join(SECONDS_TO_END)

    def _work(self) -> None:
        turn = 0
        while turn := self._next_after(turn):
            self._answer(partial(self._is_current, turn))

    def _next_after(self, turn: int) -> int:
        """Wait until somebody asks. The newest turn, counted from 1; 0 when all is to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._asked != turn or self._is_closed)
            return 0 if self._is_closed else self._asked

    def _is_current(self, turn: int) -> bool:
        return self._asked == turn and not self._is_closed
