"""How cells of a sample table look: what the consultant styled in Word, taken apart so that any text can be put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.text import escape_in_run

if TYPE_CHECKING:
    from collections.abc import Sequence


class Look(NamedTuple):
    """A cell's properties before and after its width and merging, its paragraph's, its text's (all XML), its text."""

    before: str
    after: str
    paragraph: str
    run: str
    text: str

    def cell(
        self, text: str, width: int, span: int = 1, merge: str = "", lines: Sequence[str] = (), more: str = ""
    ) -> str:
        """A cell with this look, `text` and the `lines` below it.

        `merge` is `restart` or `continue` for a cell over several rows; `more` are finished runs after the text.
        """
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        merges = f'<w:vMerge w:val="{merge}"/>' if merge else ""
        return (
            f'<w:tc><w:tcPr>{self.before}<w:tcW w:w="{width}" w:type="dxa"/>{spans}{merges}{self.after}</w:tcPr>'
            f"{self.line(text, more)}{''.join(map(self.line, lines))}</w:tc>"
        )

    def line(self, text: str, more: str = "") -> str:
        """A paragraph with this look, and finished runs after its text."""
        return f"<w:p>{self.paragraph}{self.written(text)}{more}</w:p>"

    def written(self, text: str) -> str:
        """A run with this look; nothing without a text."""
        if not text:
            return ""
        return f'<w:r>{self.run}<w:t xml:space="preserve">{escape_in_run(text)}</w:t></w:r>'


def row(properties: str, cells: str) -> str:
    """A table row from its properties and cells (XML)."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"
