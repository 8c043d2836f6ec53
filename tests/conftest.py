from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.kjoer import Runner

ROOT = Path(__file__).parent.parent


@pytest.fixture
def rapportgen(capsys: pytest.CaptureFixture[str]) -> Runner:
    """`rapportgen("lag", "statusside", path)` → status, out, err."""
    return Runner(capsys)


@pytest.fixture
def samples() -> Path:
    """The folder of the sample workbooks."""
    return ROOT / "samples"
