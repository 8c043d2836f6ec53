"""What some tests need of the machine. Where everything must be there, as in CI, its absence is a failure."""

from __future__ import annotations

import os
import shutil

import pytest

REQUIRED = os.environ.get("RAPPORTGEN_JUDGE") == "1"
"""Whether the environment says that nothing may be left untested."""


needs_office = pytest.mark.usefixtures("office")
"""The mark of a test that needs LibreOffice."""


def need(is_there: bool, reason: str) -> None:
    """Go on when it is there; else skip the test, or fail it where nothing may be left untested."""
    if is_there:
        return
    if REQUIRED:
        pytest.fail(f"RAPPORTGEN_JUDGE=1, but {reason}")
    pytest.skip(reason)


def need_program(name: str) -> str:
    """The path of a program."""
    path = shutil.which(name)
    need(path is not None, f"{name} is not installed")
    return str(path)


def need_posix() -> None:
    """Named pipes in folders, owners and permissions as Unix has them."""
    need(hasattr(os, "mkfifo") and hasattr(os, "getuid"), "this system has no named pipes, owners or permissions")
