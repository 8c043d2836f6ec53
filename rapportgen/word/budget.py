"""The bounds of one report: how many turns its loops may take, and how much text it may grow to.

A template cannot be trusted to end. Everything that repeats or grows draws on one budget, which is far above
what a report of 50 000 rows needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapportgen.errors import TemplateError

MAX_TURNS = 2_000_000
MAX_TEXT = 200_000_000
MAX_ONE_TEXT = 1_000_000
MAX_NUMBER = 10**30
MAX_EXPONENT = 64


@dataclass(slots=True)
class Budget:
    """What is left for one report, in turns of loops and in characters."""

    turns: int = MAX_TURNS
    text: int = MAX_TEXT

    def take_turns(self, turns: int, text_per_turn: int = 0) -> None:
        """Pay for the turns of a loop before it starts. Raises TemplateError when the report is too large."""
        self.turns -= turns
        self.text -= turns * text_per_turn
        if self.turns < 0:
            raise TemplateError(f"Løkkene i malen går over {MAX_TURNS // 1_000_000} millioner runder til sammen.")
        if self.text < 0:
            raise TemplateError("Rapporten blir for stor.")

    def take_text(self, text: str) -> str:
        """Pay for a text that was put together. Raises TemplateError when it is too long."""
        if len(text) > MAX_ONE_TEXT:
            raise TemplateError("En tekst i malen blir over én million tegn lang.")
        self.text -= len(text)
        if self.text < 0:
            raise TemplateError("Rapporten blir for stor.")
        return text
