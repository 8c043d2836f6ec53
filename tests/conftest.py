from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cli.kjoer import Runner
from tests.needs import need

ROOT = Path(__file__).parent.parent

# How fast a machine makes examples says nothing about the program.
settings.register_profile("rapportgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rapportgen")


@pytest.fixture
def rapportgen(capsys: pytest.CaptureFixture[str]) -> Runner:
    """`rapportgen("lag", "statusside", path)` → status, out, err."""
    return Runner(capsys)


@pytest.fixture(scope="session")
def office() -> None:
    """LibreOffice is there; see `tests.needs`."""
    from rapportgen.word.office.office import find_office

    need(find_office() is not None, "LibreOffice is not installed")


@pytest.fixture
def samples() -> Path:
    """The folder of the sample workbooks."""
    return ROOT / "samples"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder
