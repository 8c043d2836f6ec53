#!/usr/bin/env python3
"""Build the Word templates that are shipped: `python tools/build_templates.py [FOLDER]`.

The result is ordinary Word files, the same bytes every time. Whoever wants another look changes the styles in
Word, in a copy, or here, for everybody.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from template_parts import (
    delprosjektplan,
    feltliste,
    gjennomforingsplan,
    kvartalsrapport,
    mandat,
    oversikt,
    samlerapport,
    sluttrapport,
    statusside,
)
from template_parts.charts import Charts
from template_parts.front import PLAN_TITLE
from template_parts.package import WITHOUT_QUARTER, Added, footer_part, write_document
from template_parts.page import FOOTER, HEADER, headers, marked_header

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

FOLDER = Path(__file__).resolve().parent.parent / "templates"


class Shipped(NamedTuple):
    """A template's module, its headers, the property «Kategori», and the parts that it brings.

    The body of a template that `draws` takes the maker of its charts.
    """

    template: ModuleType
    headers: Mapping[str, str]
    category: str = ""
    added: tuple[Added, ...] = ()
    draws: bool = False


TEMPLATES = {
    "kvartalsrapport": Shipped(kvartalsrapport, headers(), draws=True),
    "statusside": Shipped(statusside, marked_header()),
    "gjennomforingsplan": Shipped(gjennomforingsplan, headers(PLAN_TITLE), WITHOUT_QUARTER, draws=True),
    "sluttrapport": Shipped(sluttrapport, headers(PLAN_TITLE), WITHOUT_QUARTER, draws=True),
    "delprosjektplan": Shipped(
        delprosjektplan, headers(PLAN_TITLE), WITHOUT_QUARTER, (footer_part(FOOTER, delprosjektplan.footer()),)
    ),
    "samlerapport": Shipped(samlerapport, samlerapport.headers(), samlerapport.CATEGORY),
    "mandat": Shipped(mandat, {HEADER: mandat.header()}, WITHOUT_QUARTER, (footer_part(FOOTER, mandat.footer()),)),
    # Not for reports: the program fills them with the list of what templates may use, and with what came of a batch.
    "hjelp/feltliste": Shipped(feltliste, {}, WITHOUT_QUARTER, (footer_part(FOOTER, feltliste.footer()),)),
    "hjelp/oversikt": Shipped(oversikt, {}, WITHOUT_QUARTER, (footer_part(FOOTER, oversikt.footer()),)),
}


def build(folder: Path) -> list[Path]:
    """Write all templates into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hjelp").mkdir(exist_ok=True)
    made = [folder / f"{name}.docx" for name in TEMPLATES]
    for path, shipped in zip(made, TEMPLATES.values(), strict=True):
        charts = Charts()
        body = shipped.template.body(charts) if shipped.draws else shipped.template.body()
        added = (*shipped.added, *charts.parts)
        write_document(
            path,
            shipped.template.TITLE,
            body,
            shipped.headers,
            subject=shipped.template.SUBJECT,
            category=shipped.category,
            added=added,
        )
    return made


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
