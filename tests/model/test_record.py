"""Values made of parts: equal, hashed and shown by their parts, and by their type."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from rapportgen.model.beloep import Beloep, Tall
from rapportgen.model.gantt import GanttBar
from rapportgen.model.nivaa import Nivaa
from rapportgen.model.perioder import Kvartal, Tertial
from rapportgen.model.riktekst import Avsnitt, Bit
from rapportgen.model.utelatt import Utelatt
from rapportgen.model.vurdering import Vurdering

if TYPE_CHECKING:
    from rapportgen.model.record import Data

EXAMPLES = [
    Bit("a", fet=True),
    Avsnitt((Bit("a"),), "punkt", 1),
    Tall(Decimal("0.8"), "over 80 %", True),
    Beloep(Decimal(19_000), "1 000 kr"),
    Nivaa(1, "L", "Lav"),
    Kvartal(2024, 2),
    Vurdering(1, "Mørk rød", "9C0006", "FFFFFF"),
    GanttBar(0, 3),
]


@pytest.mark.parametrize("value", EXAMPLES, ids=repr)
def test_a_copy_is_equal_and_has_the_same_hash(value: Data) -> None:
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value)), value.changed()):
        assert type(other) is type(value)
        assert (other == value, hash(other) == hash(value), repr(other) == repr(value)) == (True, True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Bit("a"), Bit("b")),
        (Bit("a"), Bit("a", fet=True)),
        (Kvartal(2024, 1), Kvartal(2024, 2)),
        (Kvartal(2024, 1), Tertial(2024, 1)),
        (Utelatt("a"), Bit("a")),
        (GanttBar(0, 3), (0, 3, "plan", "")),
    ],
    ids=repr,
)
def test_other_parts_or_another_type_are_not_equal(one: Data, other: object) -> None:
    assert one != other
    assert not one == other  # noqa: SIM201  the operator itself


def test_a_changed_value_is_another_and_the_first_stays() -> None:
    run = Bit("a", fet=True, lenke="https://a.no")
    assert run.changed(tekst="b", lenke=None) == Bit("b", fet=True)
    assert run == Bit("a", fet=True, lenke="https://a.no")


def test_a_part_that_a_value_does_not_have_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="farve"):
        Bit("a").changed(farve="FF0000")


def test_a_value_is_shown_with_its_parts() -> None:
    assert repr(GanttBar(0, 3)) == "GanttBar(fra=0, tekst='', til=3, utseende='plan')"
    assert repr(Kvartal(2024, 2)) == "Kvartal(aar=2024, nummer=2)"


def test_levels_sort_by_their_number() -> None:
    low, high = Nivaa(1, "L", "Lav"), Nivaa(2, "H", "Høy")
    assert [low < high, low <= low, high > low, high >= high, high < low] == [True, True, True, True, False]
    with pytest.raises(TypeError):
        assert low < 2
