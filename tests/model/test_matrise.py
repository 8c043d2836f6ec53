"""The risk matrix: cells, presets, own cells, orientation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.matrise import Risikomatrise

LETTERS = {"Grønn": "G", "Gul": "Y", "Rød": "R"}


def drawn(matrix):
    return ["".join(LETTERS[cell.farge] for cell in row) for row in matrix.rader()]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("5x5-4-12", ["YYRRR", "GYRRR", "GYYRR", "GGYYY", "GGGGY"]),
        ("5x5-4-10", ["YRRRR", "GYRRR", "GYYRR", "GGYYR", "GGGGY"]),
        ("5x5-6-12", ["GYRRR", "GYRRR", "GGYRR", "GGGYY", "GGGGG"]),
        ("3x3-2-6", ["YRR", "GYR", "GGY"]),
        ("4x4-3-9", ["YYRR", "GYRR", "GYYY", "GGGY"]),
        ("2x4-2-6", ["GYRR", "GGYY"]),
    ],
)
def test_presets_as_they_are_drawn(name, rows):
    assert drawn(Risikomatrise.parse(name).value) == rows


@pytest.mark.parametrize("name", ["5x5-4-12", "5x5-6-12", "4x4-3-9"])
def test_matrix_reads_back_from_its_name(name):
    matrix = Risikomatrise.parse(name).value
    assert matrix.navn == name
    assert Risikomatrise.parse(str(matrix)).value == matrix


@pytest.mark.parametrize("text", ["5X5-4-12", "5×5-4-12", "5 x 5 – 4 – 12", "5x5 4/12"])
def test_default_matrix_in_other_spellings(text):
    assert Risikomatrise.parse(text).value == Risikomatrise.STANDARD


@pytest.mark.parametrize(
    ("s", "k", "color"), [(2, 4, "Gul"), (4, 3, "Rød"), (4, 4, "Rød"), (5, 1, "Gul"), (1, 4, "Grønn")]
)
def test_known_examples(s, k, color):
    assert Risikomatrise.STANDARD.farge(s, k) == color


@pytest.mark.parametrize(("s", "k"), [(0, 1), (1, 0), (6, 1), (1, 6)])
def test_step_outside_the_matrix_has_no_colour(s, k):
    assert Risikomatrise.STANDARD.farge(s, k) is None


@pytest.mark.parametrize("text", ["gul rød rød grønn gul rød grønn grønn gul", "Gul, Raud, R;\ng y r; G G Y"])
def test_own_cells_are_listed_from_the_highest_probability(text):
    matrix = Risikomatrise.parse(text).value
    assert drawn(matrix) == ["YRR", "GYR", "GGY"]
    assert matrix.farge(3, 1) == "Gul"


@pytest.mark.parametrize(
    "text", ["gul rød rød; grønn gul rød", "Gul, rød, rød\nGrønn, gul, rød\n", "g y r r;\ng g y o"]
)
def test_own_cells_may_have_more_columns_than_rows(text):
    matrix = Risikomatrise.parse(text).value
    assert (matrix.antall_s, matrix.antall_k) == (2, len(text.replace(",", " ").split()) // 2)
    assert matrix.farge(2, 3) == "Rød"


def test_matrix_with_consequence_down_the_side_is_transposed():
    matrix = Risikomatrise.parse("gul rød grønn gul, K nedover").value
    assert [[(cell.s, cell.k) for cell in row] for row in matrix.rader()] == [[(1, 2), (2, 2)], [(1, 1), (2, 1)]]


@pytest.mark.parametrize("text", ["", "5x5", "1x4-1-3", "5x5-12-4", "gul gul", "gul gul gul lilla", "9x9-0-1"])
def test_what_is_no_matrix_is_a_fault(text):
    value, remarks = Risikomatrise.parse(text)
    assert value is None
    assert [remark.kode for remark in remarks] == ["ukjent-matrise"]


@pytest.mark.parametrize(("product", "color"), [(4, "Grønn"), (8, "Gul"), (12, "Rød"), (7, None), (0, None)])
def test_colour_of_a_value_that_stands_alone(product, color):
    assert Risikomatrise.STANDARD.farge_av_verdi(product) == color


def test_value_of_two_colours_has_none():
    assert Risikomatrise.parse("gul rød grønn grønn").value.farge_av_verdi(2) is None


def test_description_says_the_limits():
    sentence = Risikomatrise.STANDARD.describe()
    assert sentence.endswith("grønn til og med 4, gul fra 5 til 11, rød fra 12.")


def test_description_says_both_scales_when_they_differ():
    sentence = Risikomatrise.parse("4x5-3-10").value.describe()
    assert "sannsynlighet på en skala fra 1 til 4 og konsekvens fra 1 til 5" in sentence


def test_description_of_own_cells():
    assert "2×2 ruter" in Risikomatrise.parse("gul rød grønn gul").value.describe()


@given(st.text(max_size=120))
def test_no_text_makes_parsing_fail(text):
    value, remarks = Risikomatrise.parse(text)
    assert (value is None) == bool(remarks)


@given(st.integers(2, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n), st.integers(n + 1, n * n))))
def test_worse_never_becomes_greener(limits):
    matrix = Risikomatrise.med_grenser(*limits)
    size = limits[0]
    for s in range(1, size):
        for k in range(1, size):
            assert matrix.farge(s, k).alvor <= matrix.farge(s + 1, k).alvor
            assert matrix.farge(s, k).alvor <= matrix.farge(s, k + 1).alvor
