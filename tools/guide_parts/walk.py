"""Do what a page of the guide tells its reader to do: run its commands, make its templates, and see what is said."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from typing import TYPE_CHECKING, NamedTuple

from guide_parts.pages import ADDED, COMMAND, MAL, MESSAGE, MISTAKE, ROOT, WORD, blocks_of, with_texts
from guide_parts.templates import add_at_end, restyle, write_template
from rapportgen.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guide_parts.pages import Block

TEMPLATE, WORKBOOK = "minmal.docx", "minbok.xlsx"
SAMPLES = ROOT / "samples"
_ANYTHING = "…"
_NOT_SHOWN = "har rader som malen ikke viser"


class Said(NamedTuple):
    """How a command ended, and what it printed."""

    status: int
    text: str


def said_by(command: str) -> Said:
    """What a command says, run in the current folder."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = run(shlex.split(command)[1:])
    return Said(status, out.getvalue().strip())


def message_of(block: Block, folder: Path) -> str:
    """What `mal sjekk` says of a template made of a block, without the line that counts.

    A block that names a `bok` is checked with that sample, and does not tell of the sheets that so few lines leave out.
    """
    write_template(folder / TEMPLATE, block)
    if "bok" in block.options:
        lay_out(folder, block.options["bok"])
    with contextlib.chdir(folder):
        text = said_by(f"rapportgen mal sjekk {TEMPLATE} {WORKBOOK if 'bok' in block.options else ''}").text
    lines = (line.removeprefix("  ") for line in text.splitlines()[1:] if _NOT_SHOWN not in line)
    return "\n".join(lines)


def lay_out(folder: Path, book: str = "moskenes") -> None:
    """Put the reader's workbook and its pictures in a folder."""
    shutil.copyfile(SAMPLES / f"{book}.xlsx", folder / WORKBOOK)
    shutil.copytree(SAMPLES / "figurer", folder / "figurer", dirs_exist_ok=True)


def walk(page: Path, folder: Path) -> Iterator[tuple[Block, Said]]:
    """Do all steps of a page in a folder; what each block of commands says.

    The reader's workbook is there, unless the page makes it. A command about minmal.docx finds the page's first
    example, or its first mistake, there, unless an earlier step made that file.
    """
    blocks = blocks_of(page)
    if not any(f"rapportgen ny {WORKBOOK}" in block.text for block in blocks):
        lay_out(folder)
    ready = [block for block in blocks if block.is_example] or [block for block in blocks if block.name == MISTAKE]
    template = folder / TEMPLATE
    for block in blocks:
        if block.kind == MAL and "fil" in block.options:
            write_template(folder / block.options["fil"], block)
        elif block.kind == MAL and block.name == ADDED:
            add_at_end(template, block)
        elif block.kind == WORD:
            restyle(template, block.options["stil"].split(","), block.options["farge"], block.options["fyll"])
        elif block.kind == COMMAND and "vent" not in block.options:
            if ready and not template.exists() and "mal kopi" not in block.text:
                write_template(template, ready[0])
            with contextlib.chdir(folder):
                said = [said_by(line) for line in block.text.splitlines()]
            yield block, Said(said[-1].status, "\n".join(one.text for one in said))


def fits(answer: str, text: str) -> bool:
    """Whether a block «svar» is what was printed; a line «…» stands for any number of lines, as «…» does in a line."""
    return _fit(answer.strip().splitlines(), [line.rstrip() for line in text.strip().splitlines()])


def _fit(answer: list[str], printed: list[str]) -> bool:
    if not answer:
        return not printed
    first, *rest = answer
    if first.strip() == _ANYTHING:
        return any(_fit(rest, printed[number:]) for number in range(len(printed) + 1))
    pattern = ".*".join(map(re.escape, first.rstrip().split(_ANYTHING)))
    return bool(printed) and re.fullmatch(pattern, printed[0]) is not None and _fit(rest, printed[1:])


def with_messages(page: Path, folder: Path) -> str:
    """The page with what `mal sjekk` says of its mistakes today."""
    texts, mistake = {}, None
    for block in blocks_of(page):
        if block.kind == MESSAGE and mistake is not None:
            texts[block.line] = message_of(mistake, folder)
        if block.kind in (MAL, MESSAGE):
            mistake = block if block.name == MISTAKE else None
    return with_texts(page, texts)
