"""A folder that nobody may look into, as newer Pythons tell it: whoever runs the tests may look into all of them."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def close(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let what is in a folder be out of reach: asked whether it is there, `Path` says no, as from Python 3.14 on."""

    def refused(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *given: Any, **named: Any) -> Any:
            if folder in path.parents:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return original(path, *given, **named)

        return call

    def absent(original: Callable[..., bool]) -> Callable[..., bool]:
        return lambda path, *given, **named: folder not in path.parents and original(path, *given, **named)

    for name in ("stat", "open", "read_bytes"):
        monkeypatch.setattr(Path, name, refused(getattr(Path, name)))
    for name in ("exists", "is_file", "is_dir"):
        monkeypatch.setattr(Path, name, absent(getattr(Path, name)))
