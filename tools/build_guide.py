#!/usr/bin/env python3
"""Build what the guide for templates shows, from the blocks in its pages: `python tools/build_guide.py [NAME…]`.

Writes the example templates (docs/maler/eksempler/), what `mal sjekk` says of the mistakes (in the pages), and the
pictures (docs/bilder/maler-…), of the named examples alone when there are names. `--sjekk` says whether the templates
and the messages are up to date, and draws nothing. Pictures need LibreOffice and pdftoppm.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from guide_parts.gallery import FIRST, MARKED, draw_all
from guide_parts.pages import EXAMPLES, pages
from guide_parts.templates import example_path, examples, write_template
from guide_parts.walk import with_messages


def stale() -> list[str]:
    """The files that are not what the pages say now."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "eksempel.docx"
        for block in examples():
            write_template(made, block)
            path = example_path(block)
            if not path.exists() or path.read_bytes() != made.read_bytes():
                found.append(path.name)
        kept = {example_path(block) for block in examples()}
        found += [path.name for path in sorted(EXAMPLES.glob("*.docx")) if path not in kept]
        found += [page.name for page in pages() if with_messages(page, Path(folder)) != page.read_text("utf-8")]
    return found


def build(names: list[str]) -> None:
    """Write templates, messages and pictures."""
    EXAMPLES.mkdir(parents=True, exist_ok=True)
    for block in examples():
        write_template(example_path(block), block)
    with tempfile.TemporaryDirectory() as folder:
        for page in pages():
            page.write_text(with_messages(page, Path(folder)), "utf-8")
    draw_all(names)


def main(arguments: list[str]) -> int:
    """Build, or compare."""
    names = [argument for argument in arguments if argument != "--sjekk"]
    known = [*(block.name for block in examples()), FIRST, MARKED]
    if unknown := [name for name in names if name not in known]:
        print(f"No example is called {', '.join(unknown)}. There are {', '.join(known)}.")
        return 2
    if "--sjekk" not in arguments:
        build(arguments)
        return 0
    for name in stale():
        print(f"{name}: Run python tools/build_guide.py")
    return int(bool(stale()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
