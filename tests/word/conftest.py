from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from rapportgen.word.office import office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAY = """#!{python}
import os, pathlib, subprocess, sys, time
files = [name for name in sys.argv if name.endswith(".docx")]
out = pathlib.Path("pdf")
out.mkdir(exist_ok=True)
def make(name, data=b"%PDF-1.6\\n%%EOF\\n"):
    (out / (pathlib.Path(name).stem + ".pdf")).write_bytes(data)
pathlib.Path({log!r}).open("a").write(" ".join(files) + "\\n")
{script}
"""


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """`played(script)`: the script is LibreOffice; the calls it got are written in `calls`."""

    def start(script: str) -> Path:
        program, log = tmp_path / "soffice spilt av", tmp_path / "calls"
        program.write_text(PLAY.format(python=sys.executable, script=script, log=str(log)), encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv(office.VARIABLE, str(program))
        return log

    return start
