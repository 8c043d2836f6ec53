#!/usr/bin/env python3
"""Build the Word templates that are shipped: `python tools/build_templates.py [FOLDER]`.

The result is ordinary Word files, the same bytes every time. Whoever wants another look changes the styles in
Word, in a copy, or here, for everybody.
"""

from __future__ import annotations

import sys
from pathlib import Path

from template_parts import delprosjektplan, gjennomforingsplan, kvartalsrapport, mandat, statusside
from template_parts.front import PLAN_TITLE
from template_parts.package import WITHOUT_QUARTER, write_document
from template_parts.page import FOOTER, HEADER, headers

FOLDER = Path(__file__).resolve().parent.parent / "templates"


def build(folder: Path) -> list[Path]:
    """Write all templates into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "kvartalsrapport": (kvartalsrapport.TITLE, kvartalsrapport.body(), headers()),
        "statusside": (statusside.TITLE, statusside.body(), {}),
        "gjennomforingsplan": (gjennomforingsplan.TITLE, gjennomforingsplan.body(), headers(PLAN_TITLE)),
    }
    for name, (title, body, around) in made.items():
        write_document(folder / f"{name}.docx", title, body, around)
    write_document(
        folder / "delprosjektplan.docx",
        delprosjektplan.TITLE,
        delprosjektplan.body(),
        headers(PLAN_TITLE),
        WITHOUT_QUARTER,
        footers={FOOTER: delprosjektplan.ADOPTED},
    )
    write_document(
        folder / "mandat.docx",
        mandat.TITLE,
        mandat.body(),
        {HEADER: mandat.header()},
        WITHOUT_QUARTER,
        footers={FOOTER: mandat.footer()},
    )
    return [folder / f"{name}.docx" for name in (*made, "delprosjektplan", "mandat")]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
