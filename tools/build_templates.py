#!/usr/bin/env python3
"""Build the Word templates that are shipped: `python tools/build_templates.py [FOLDER]`.

The result is ordinary Word files, the same bytes every time. Whoever wants another look changes the styles in
Word, in a copy, or here, for everybody.
"""

from __future__ import annotations

import sys
from pathlib import Path

from template_parts import kvartalsrapport, statusside
from template_parts.package import write_document
from template_parts.page import headers, marked_header

FOLDER = Path(__file__).resolve().parent.parent / "templates"


def build(folder: Path) -> list[Path]:
    """Write all templates into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    quarterly, one_page = folder / "kvartalsrapport.docx", folder / "statusside.docx"
    write_document(quarterly, kvartalsrapport.TITLE, kvartalsrapport.body(), headers())
    write_document(one_page, statusside.TITLE, statusside.body(), marked_header())
    return [quarterly, one_page]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
