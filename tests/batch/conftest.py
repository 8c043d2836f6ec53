from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.batch.bygg import Bench

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A folder with workbooks, a template and a folder of reports; compiled templates stay in the test's folder."""
    (tmp_path / "lager").mkdir(mode=0o700)
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path / "lager"))
    return Bench(tmp_path)
