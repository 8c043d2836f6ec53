"""A test that needs what the machine lacks is skipped at home, and fails in CI."""

from __future__ import annotations

import pytest

from tests import needs


@pytest.mark.parametrize(("required", "outcome"), [(False, pytest.skip.Exception), (True, pytest.fail.Exception)])
def test_what_is_lacking_is_a_failure_where_all_is_required(
    monkeypatch: pytest.MonkeyPatch, required: bool, outcome: type[BaseException]
) -> None:
    monkeypatch.setattr(needs, "REQUIRED", required)
    with pytest.raises(outcome, match="finnes-ikke is not installed"):
        needs.need_program("finnes-ikke")


def test_what_is_there_is_used() -> None:
    assert needs.need_program("python3" if needs.shutil.which("python3") else "python")
