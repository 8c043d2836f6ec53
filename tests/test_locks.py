from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rapportgen.locks import alone
from tests.needs import need_posix

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLD = "import sys, pathlib; from rapportgen.locks import alone\nwith alone(pathlib.Path(sys.argv[1])) as mine:\n"
HOLD += "    print(mine, flush=True); sys.stdin.read()"


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock `tmp_path / "laas"`."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "laas")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_one_process_at_a_time_holds_a_lock(tmp_path: Path, somebody: subprocess.Popen[str]) -> None:
    with alone(tmp_path / "laas") as mine:
        assert not mine
    assert (tmp_path / "laas").exists()
    somebody.communicate("")
    assert not (tmp_path / "laas").exists()


def test_a_process_that_is_killed_lets_its_lock_go(tmp_path: Path, somebody: subprocess.Popen[str]) -> None:
    somebody.kill()
    somebody.wait()
    with alone(tmp_path / "laas") as mine:
        assert mine
    assert not (tmp_path / "laas").exists()


def test_where_there_can_be_no_lock_nobody_is_stopped(tmp_path: Path) -> None:
    need_posix()
    os.mkfifo(tmp_path / "roer")
    for name in ("roer", "finnes/ikke", "a" * 300):
        with alone(tmp_path / name) as mine:
            assert mine
