"""Values that are known only when the report is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.word.writing import late


def test_every_mark_is_replaced_by_what_its_resolver_says() -> None:
    parts = [f"a{late.mark('se', '1')}b{late.mark('se', '2')}", f"{late.mark('side', 'x:y')}c", "d"]
    filled = late.fill(parts, {"se": lambda key: f"[{key}]", "side": lambda key: key.upper()})
    assert filled == ["a[1]b[2]", "X:Yc", "d"]


def test_a_kind_that_nobody_resolves_leaves_nothing() -> None:
    assert late.fill([f"a{late.mark('ukjent', '1')}b"], {}) == ["ab"]


def test_what_is_filled_in_may_hold_marks_but_not_for_ever() -> None:
    resolvers = {"ytre": lambda _: f"({late.mark('indre', '')})", "indre": lambda _: "x", "seg": lambda _: OWN}
    assert late.fill([late.mark("ytre", ""), OWN], resolvers) == ["(x)", "<<<>>>"]


OWN = f"<{late.mark('seg', '')}>"


@pytest.mark.parametrize("text", ["", "uten tagger", f"a{late.mark('se', '1')}"])
def test_marks_can_be_left_out(text: str) -> None:
    assert late.without_marks(text) == text.partition(late.START)[0]


@given(st.lists(st.text(alphabet="ab<>&\ufdd8\ufdd9:", max_size=12), max_size=8))
def test_no_text_makes_it_fail(parts: list[str]) -> None:
    assert len(late.fill(parts, {"a": str})) == len(parts)
