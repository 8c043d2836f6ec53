import pytest

from rapportgen.problems import Problem, advarsel, cells_of, count, feil, in_order, info, summary


def test_problems_come_by_seriousness_and_then_by_sheet_row_and_column() -> None:
    found = [
        info("a", "Risiko!A1", "info"),
        feil("b", "Risiko!A10", "ti"),
        feil("b", "Risiko!C9", "ni C"),
        feil("b", "Risiko!AA9", "ni AA"),
        advarsel("c", "Mål!A1", "advarsel"),
        feil("b", "Mål!Z99", "mål"),
    ]
    assert [p.sted for p in in_order(found)] == [
        "Mål!Z99", "Risiko!C9", "Risiko!AA9", "Risiko!A10", "Mål!A1", "Risiko!A1",
    ]  # fmt: skip


def test_the_same_problem_is_listed_once() -> None:
    twice = [feil("a", "Risiko!A1", "x"), feil("a", "Risiko!A1", "x")]
    assert len(in_order(twice)) == 1


def test_json_has_the_six_keys_of_the_contract_in_order() -> None:
    problem = feil("ugyldig-verdi", "Risiko!C7", "Ikke et nivå.", "Hø", "Høy")
    assert list(problem.as_json().items()) == [
        ("alvor", "feil"),
        ("kode", "ugyldig-verdi"),
        ("sted", "Risiko!C7"),
        ("verdi", "Hø"),
        ("melding", "Ikke et nivå."),
        ("forslag", "Høy"),
    ]


def test_a_long_value_is_shortened_and_put_on_one_line() -> None:
    problem = feil("a", "b", "c", "x\n" * 200)
    assert len(problem.verdi) == 80
    assert problem.verdi.startswith("x x x")
    assert problem.verdi.endswith("…")


def test_count_counts_one_seriousness() -> None:
    found: list[Problem] = [feil("a", "b", "c"), info("a", "b", "c"), feil("d", "e", "f")]
    assert count(found, "feil") == 2


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([], "ingen feil"),
        ([info("i", "A!A1", "")], "ingen feil, 1 opplysning"),
        ([advarsel("a", "A!A1", ""), info("i", "A!A1", ""), info("i", "A!A2", "")], "1 advarsel, 2 opplysninger"),
        ([feil("f", "A!A1", ""), advarsel("a", "A!A1", ""), advarsel("a", "A!A2", "")], "1 feil, 2 advarsler"),
    ],
)
def test_a_summary_says_how_many_there_are_of_each_kind(problems: list[Problem], expected: str) -> None:
    assert summary(problems) == expected


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        ("Mål!B2:B4", ["Mål!B2", "Mål!B3", "Mål!B4"]),
        ("Mål!B2", ["Mål!B2"]),
        ("Mål!B2:C4", ["Mål!B2:C4"]),
        ("avsnitt 3", ["avsnitt 3"]),
    ],
)
def test_a_stretch_of_a_column_is_its_cells(place: str, cells: list[str]) -> None:
    assert cells_of(place) == cells
