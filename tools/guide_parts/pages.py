"""The pages of the guide, and the blocks in them that can be tried.

A block stands between fences; the words after the opening fence say what it is:

    ```mal loekke bok=karasjok    an example: the template docs/maler/eksempler/loekke.docx, with two pictures
    ```mal                        what may be written in a template
    ```mal fil=ny.docx            the same, which the commands of the page find under that name
    ```mal feil                   a mistake; the block «melding» after it is what `mal sjekk` says
    ```mal feil gjort=skjult      the same in a template that something has been done to in Word, see `done`
    ```mal kategori=Samlerapport  a template with that category
    ```mal inn                    what the reader adds at the end of minmal.docx
    ```word stil="Title"          what the reader does in Word without typing, in words
    ```kommando status=1          commands, with the status the last one ends with
    ```svar                       what they print; a line «…» stands for any number of lines
    ```melding                    what `mal sjekk` says
    ```tekst                      anything else: not tried
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
FRONT = ROOT / "docs" / "maler.md"
FOLDER = ROOT / "docs" / "maler"
EXAMPLES = FOLDER / "eksempler"
PICTURES = ROOT / "docs" / "bilder"

MAL, WORD, COMMAND, ANSWER, MESSAGE, TEXT = "mal", "word", "kommando", "svar", "melding", "tekst"
KINDS = (MAL, WORD, COMMAND, ANSWER, MESSAGE, TEXT)
MISTAKE, ADDED = "feil", "inn"
_FENCE = "```"


class Block(NamedTuple):
    """A fenced block: its page and the number of its first line, its kind, its name («» for none), options, text."""

    page: Path
    line: int
    kind: str
    name: str
    options: dict[str, str]
    text: str

    @property
    def is_example(self) -> bool:
        """Whether a template is made of it, with pictures."""
        return self.kind == MAL and self.name not in ("", MISTAKE, ADDED)

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"{self.page.name}:{self.line}"


def pages() -> list[Path]:
    """The front page and the others, in alphabetical order."""
    return [FRONT, *sorted(FOLDER.glob("*.md"))]


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page in reading order. Raises ValueError for a fence without a known word."""
    return list(_blocks(page, page.read_text(encoding="utf-8").splitlines()))


def all_blocks() -> list[Block]:
    """The blocks of all pages."""
    return [block for page in pages() for block in blocks_of(page)]


def _blocks(page: Path, lines: list[str]) -> Iterator[Block]:
    opened, info = 0, ""
    for number, line in enumerate(lines, 1):
        if not line.startswith(_FENCE):
            continue
        if not opened:
            opened, info = number, line.removeprefix(_FENCE)
            continue
        yield _block(page, opened + 1, info, "\n".join(lines[opened : number - 1]))
        opened = 0
    if opened:
        raise ValueError(f"{page.name}:{opened}: The block has no end.")


def _block(page: Path, line: int, info: str, text: str) -> Block:
    kind, *rest = shlex.split(info) or [""]
    if kind not in KINDS:
        raise ValueError(f"{page.name}:{line}: «{info}» is no kind of block.")
    options = dict(word.split("=", 1) for word in rest if "=" in word)
    name = next((word for word in rest if "=" not in word), "")
    return Block(page, line, kind, name, options, text)


def with_texts(page: Path, texts: dict[int, str]) -> str:
    """The page with other texts in its blocks, by the number of their first line."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for block in reversed(blocks_of(page)):
        if block.line in texts:
            first = block.line - 1
            lines[first : first + len(block.text.splitlines())] = texts[block.line].splitlines()
    return "\n".join(lines) + "\n"
