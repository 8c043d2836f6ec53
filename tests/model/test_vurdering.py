"""The six-step scale: names, numbers, and colours that can be read."""

from __future__ import annotations

import pytest

from rapportgen.model.vurdering import VURDERINGER, Vurdering, own_steps, step_named


@pytest.mark.parametrize(
    ("word", "step"),
    [("Mørk rød", 1), ("mørk rød ", 1), ("MØRK GRØNN", 6), ("3", 3), (5, 5), ("7", None), ("fin", None), (None, None)],
)
def test_a_step_is_known_by_name_or_number(word: object, step: int | None) -> None:
    found = step_named(word)
    assert (found.verdi if found else None) == step


def test_own_names_are_printed_and_the_usual_ones_still_understood() -> None:
    steps = own_steps({2: "Krevende"})
    assert [str(step) for step in steps[:3]] == ["Mørk rød", "Krevende", "Lys rød"]
    assert step_named("krevende", steps) == step_named("Rød", steps) == steps[1]


@pytest.mark.parametrize("step", VURDERINGER, ids=str)
def test_the_text_can_be_read_on_its_fill(step: Vurdering) -> None:
    light, dark = sorted((_luminance(step.fyll), _luminance(step.skrift)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
