"""The workbook inside a chart that nothing fills: it follows with the reports, unless something in it is hidden.

Who chooses «Rediger data» in the report gets the whole workbook, hidden sheets, rows and columns included.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from rapportgen.patterns import pattern
from rapportgen.word.drawing.chart_tree import C
from rapportgen.word.ooxml.package import write_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.word.ooxml.package import Package, Relationship

_HIDDEN = pattern(rb"""<(?:\w+:)?(?:sheet\b[^>]*\sstate=["'](?:veryH|h)idden|(?:row|col)\b[^>]*\shidden=["'](?:1|t))""")
_LOOKED_AT = pattern(r"xl/(?:workbook|worksheets/[^/]+)\.xml")
_LARGEST = 50 << 20


def cut_hidden_workbook(package: Package, chart: str) -> bool:
    """Take the workbook out of a chart when something in it is hidden; whether it was. The chart looks the same."""
    books = [
        one
        for one in package.relationships(chart)
        if one.kind == "package" and _hides(package.parts.get(one.part, b""))
    ]
    if books:
        cut_workbooks(package, chart, books)
    return bool(books)


def cut_workbooks(package: Package, chart: str, books: Sequence[Relationship]) -> None:
    """Take these workbooks, or links to workbooks, out of a chart."""
    root = package.xml(chart)
    for external in root.findall(f"{{{C}}}externalData"):
        root.remove(external)
    package.parts[chart] = write_xml(root)
    package.relate(chart, [one for one in package.relationships(chart) if one not in books])
    package.drop([one.part for one in books if one.part])


def _hides(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if _LOOKED_AT.fullmatch(info.filename)]
            if sum(info.file_size for info in members) > _LARGEST:
                return True  # nobody can say what is in there
            return any(_HIDDEN.search(archive.read(info)) for info in members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False  # nothing that Excel opens either
