"""From Excel workbooks to Word reports.

    from rapportgen import check_file, make_report

    for problem in check_file(Path("moskenes.xlsx")).problems:
        print(problem.sted, problem.melding)
    made = make_report("kvartalsrapport", Path("moskenes.xlsx"))
    print(made.fil)

The verbs are imported when they are first used, so that `rapportgen --help` loads nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rapportgen.batch import make_batch
    from rapportgen.excel.create import create_workbook
    from rapportgen.excel.mark import mark_workbook
    from rapportgen.excel.read import read_workbook
    from rapportgen.pipeline import check_file, make_report
    from rapportgen.portfolio import make_portfolio_report
    from rapportgen.settings_file import read_settings
    from rapportgen.templates import check_template
    from rapportgen.word import compile_template, render_template, verify_document

__all__ = [
    "check_file",
    "check_template",
    "compile_template",
    "create_workbook",
    "make_batch",
    "make_portfolio_report",
    "make_report",
    "mark_workbook",
    "read_settings",
    "read_workbook",
    "render_template",
    "verify_document",
]

_HOMES = {
    "check_file": "rapportgen.pipeline",
    "check_template": "rapportgen.templates",
    "compile_template": "rapportgen.word",
    "create_workbook": "rapportgen.excel.create",
    "make_batch": "rapportgen.batch",
    "make_portfolio_report": "rapportgen.portfolio",
    "make_report": "rapportgen.pipeline",
    "mark_workbook": "rapportgen.excel.mark",
    "read_settings": "rapportgen.settings_file",
    "read_workbook": "rapportgen.excel.read",
    "render_template": "rapportgen.word",
    "verify_document": "rapportgen.word",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
