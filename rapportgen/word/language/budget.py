"""The bounds of one report: how many turns its loops may take, and how much text it may grow to.

A template cannot be trusted to end. Everything that repeats or grows draws on one budget, which is far above
what a report of 50 000 rows needs.
"""

from __future__ import annotations

import time

from rapportgen.errors import TemplateError

MAX_TURNS = 2_000_000
MAX_TEXT = 200_000_000
MAX_ONE_TEXT = 1_000_000
MAX_NUMBER = 10**30
MAX_EXPONENT = 64
MAX_SECONDS = 60
STEPS_PER_LOOK = 100  # how often the clock is looked at
_READ_PER_WRITTEN = 16  # how many characters are compared or copied in the time it takes to write one


class OverBudgetError(TemplateError):
    """A report that would take too long or grow too large."""


class Budget:
    """What is left for one report, in turns of loops and in characters."""

    __slots__ = ("ends", "steps", "text", "turns")

    def __init__(self, turns: int = MAX_TURNS, text: int = MAX_TEXT, steps: int = 0) -> None:
        self.turns, self.text, self.steps = turns, text, steps
        self.ends = time.monotonic() + MAX_SECONDS

    def take_turns(self, turns: int, text_per_turn: int = 0) -> None:
        """Pay for the turns of a loop before it starts. Raises OverBudgetError when the report is too large."""
        self.step()
        self.turns -= turns
        self.text -= turns * text_per_turn
        if self.turns < 0:
            raise OverBudgetError(f"Løkkene i malen går over {MAX_TURNS // 1_000_000} millioner runder til sammen.")
        if self.text < 0:
            raise OverBudgetError("Rapporten blir for stor.")

    def take_text(self, text: str) -> str:
        """Pay for a text that was put together. Raises OverBudgetError when it is too long."""
        self.step()
        if len(text) > MAX_ONE_TEXT:
            raise OverBudgetError("En tekst i malen blir over én million tegn lang.")
        self.text -= len(text)
        if self.text < 0:
            raise OverBudgetError("Rapporten blir for stor.")
        return text

    def take_reading(self, length: int) -> None:
        """Pay for going through `length` characters. Raises OverBudgetError when it has become too much."""
        self._take(length // _READ_PER_WRITTEN)

    def take_copying(self, count: int) -> None:
        """Pay for copying `count` rows, each of which takes the time of writing a character. Raises OverBudgetError."""
        self._take(count)

    def _take(self, work: int) -> None:
        self.step()
        self.text -= work
        if self.text < 0:
            raise OverBudgetError("Malen sammenligner for mye tekst.")

    def step(self) -> None:
        """Look at the clock now and then. Raises OverBudgetError when the report has taken too long."""
        self.steps += 1
        if self.steps % STEPS_PER_LOOK == 0 and time.monotonic() > self.ends:
            raise OverBudgetError(f"Rapporten tok over {MAX_SECONDS} sekunder. Gjør malen enklere.")
