"""What a document is made for and the workbook has nothing of, told before somebody opens a document without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.grunnlag.organisasjon import has_mandate
from rapportgen.problems import advarsel, info

if TYPE_CHECKING:
    from collections.abc import Collection

    from rapportgen.model.workbook import Workbook
    from rapportgen.problems import Problem

MOST_NAMED = 6


def missing_content(words: Collection[str], workbook: Workbook) -> list[Problem]:
    """A warning when no group has the mandate that a template prints, or no sheet it prints rows of has any.

    Where only some of the sheets are not there, what is built on them leaves itself out, and a note says so. `words`
    are those of the template's tags. A template that prints no rows lacks none.
    """
    if "med_mandat" in words:
        found = any(has_mandate(row) for row in workbook.rows("Grupper"))
        message = "Ingen gruppe har mandat, oppgaver eller myndighet i arket «Grupper». Dokumentet er uten mandat."
        return [] if found else [advarsel("uten-innhold", "Grupper", message)]
    used = [sheet.name for sheet in workbook.schema if not sheet.key_value and sheet.samling in words]
    if not used:
        return []
    if any(workbook.rows(name) for name in used):
        return _without_sheets([name for name in used if not workbook.has(name)], workbook)
    more = f" og {len(used) - MOST_NAMED} til" if len(used) > MOST_NAMED else ""
    message = f"Arbeidsboken har ingen rader i arkene malen bruker: {', '.join(used[:MOST_NAMED])}{more}."
    return [advarsel("uten-innhold", workbook.file, message)]


def _without_sheets(names: list[str], workbook: Workbook) -> list[Problem]:
    if not names:
        return []
    more = f" og {len(names) - MOST_NAMED} til" if len(names) > MOST_NAMED else ""
    listed = ", ".join(f"«{name}»" for name in names[:MOST_NAMED]) + more
    which, them = ("arket", "det") if len(names) == 1 else ("arkene", "dem")
    message = f"Arbeidsboken har ikke {which} {listed}, som malen bruker. Det som bygger på {them}, er ikke med."
    return [info("kapittel-utelatt", workbook.file, message)]
