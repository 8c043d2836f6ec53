#!/usr/bin/env python3
"""Build the Word templates that are shipped: `python tools/build_templates.py [FOLDER]`.

The result is ordinary Word files, the same bytes every time. Whoever wants another look changes the styles in
Word, in a copy, or here, for everybody.
"""

from __future__ import annotations

import sys
from pathlib import Path

from template_parts import gjennomforingsplan, kvartalsrapport, sluttrapport, statusside
from template_parts.front import PLAN_TITLE
from template_parts.package import WITHOUT_QUARTER, write_document
from template_parts.page import headers

FOLDER = Path(__file__).resolve().parent.parent / "templates"

# Each template's module, its headers, and the property «Kategori».
TEMPLATES = {
    "kvartalsrapport": (kvartalsrapport, headers(), ""),
    "statusside": (statusside, {}, ""),
    "gjennomforingsplan": (gjennomforingsplan, headers(PLAN_TITLE), WITHOUT_QUARTER),
    "sluttrapport": (sluttrapport, headers(PLAN_TITLE), WITHOUT_QUARTER),
}


def build(folder: Path) -> list[Path]:
    """Write all templates into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / f"{name}.docx" for name in TEMPLATES]
    for path, (template, around, category) in zip(made, TEMPLATES.values(), strict=True):
        write_document(path, template.TITLE, template.body(), around, category=category)
    return made


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
