"""A report from a template that was used before takes no library but those that read the workbook, and no module of
ours that has nothing to do.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rapportgen.resources import shipped_templates

ROOT = Path(__file__).parent.parent
COMPILERS = ("docxtpl", "docx", "jinja2", "markupsafe", "lxml", "pikepdf", "babel")
FOR_OTHER_THINGS = (
    "rapportgen.toml_text",  # where there are settings
    "rapportgen.model.oppsett.table",
    "rapportgen.word.language.own_filters",
    "rapportgen.excel.content",  # to write a workbook
    "rapportgen.word.tags.tags",  # to compile a template
    "rapportgen.word.tags.marks",
    "rapportgen.word.language.guard",
    "rapportgen.word.language.messages",  # where something is wrong
    "rapportgen.word.tags.guesses",
    "rapportgen.word.language.fields",
    "openpyxl",
    "dataclasses",
    "secrets",
)
PROGRAM = f"""
import sys
from rapportgen.cli import run
status = run(["lag", sys.argv[1], sys.argv[2], "--ut", sys.argv[3], "--kvartal", "2Q 2024"])
sys.exit(f"{{status}} {{[name for name in {(*COMPILERS, *FOR_OTHER_THINGS)} if name in sys.modules]}}")
"""


@pytest.mark.parametrize("template", shipped_templates())
def test_a_template_that_is_kept_needs_no_compiler(template: str, tmp_path: Path) -> None:
    own = {"RAPPORTGEN_CACHE": str(tmp_path / "lager"), "RAPPORTGEN_SOFFICE": "0", "PYTHONPATH": str(ROOT)}
    (tmp_path / "lager").mkdir(mode=0o700)
    arguments = [template, str(ROOT / "samples" / "moskenes.xlsx"), str(tmp_path)]
    command = [sys.executable, "-c", PROGRAM, *arguments]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, env=os.environ | own, check=False).stderr.splitlines()
        for _ in range(2)
    )
    assert "lxml" in first[-1]
    assert second[-1] == "0 []"


CHECK = """
import sys
from rapportgen.cli import run
status = run(["mal", "sjekk", "kvartalsrapport"])
unneeded = ("docxtpl", "docx", "babel", "openpyxl", "difflib", "rapportgen.word.lint.proposals")
sys.exit(f"{status} {[name for name in unneeded if name in sys.modules]}")
"""


def test_a_template_without_faults_is_checked_without_what_writes_reports_or_mends_faults() -> None:
    own = {"RAPPORTGEN_CACHE": "0", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CHECK], capture_output=True, text=True, env=os.environ | own, cwd=ROOT, check=False
    )
    assert done.stderr.splitlines()[-1] == "0 []"
