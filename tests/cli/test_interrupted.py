"""Ctrl-C while the program is still being loaded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from rapportgen.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Sequence


class Interrupting:
    """A finder of modules that is interrupted when the command line is imported."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> None:
        if name == "rapportgen.cli":
            raise KeyboardInterrupt


def test_it_is_answered_in_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delitem(sys.modules, "rapportgen.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting, *sys.meta_path])
    with pytest.raises(SystemExit) as leaving:
        main()
    assert (leaving.value.code, capsys.readouterr().err) == (1, "Avbrutt.\n")
