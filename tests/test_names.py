import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.names import as_listed, ascii_name, name_in_tags, suggest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Regnskap hittil i år", "regnskap_hittil_i_aar"),
        ("økonomi.påløpt", "oekonomi_paaloept"),
        ("Mål", "maal"),
        ("Kárášjohka", "karasjohka"),
        ("Ny dato (1 000 kr)", "ny_dato_1_000_kr"),
        ("Dok. id", "dok_id"),
        ("«»", ""),
        ("Å" + "\u030a", "aa"),
    ],
)
def test_a_name_in_code_is_the_word_in_ascii(text: str, name: str) -> None:
    assert ascii_name(text) == name


@given(st.text(max_size=60))
def test_a_name_in_tags_means_the_same_column(heading: str) -> None:
    assert ascii_name(name_in_tags(heading)) == ascii_name(heading)


def test_a_name_in_tags_is_spelt_as_people_do() -> None:
    assert name_in_tags("Hvem følger opp?") == "hvem_følger_opp"


def test_maal_stays_another_word_than_mal() -> None:
    assert ascii_name("mål") != ascii_name("mal")


@given(st.text(max_size=60))
def test_a_name_in_code_is_its_own_name(text: str) -> None:
    assert ascii_name(ascii_name(text)) == ascii_name(text)


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("ledr", "leder"), ("mottakr", "mottaker"), ("qqq", None)],
)
def test_suggest_finds_the_nearest_name_or_none(name: str, suggestion: str | None) -> None:
    assert suggest(name, ["leder", "mottaker", "kommune"]) == suggestion


@pytest.mark.parametrize(
    "listed",
    [
        ["Prosjekt 1.xlsx", "prosjekt 2.xlsx", "Prosjekt 10.xlsx", "Prosjekt 11.xlsx"],
        ["2023 plan", "2024 plan", "10000 plan"],
        ["Arendal", "Zakarias", "Ærfugl", "Ørland", "Åfjord"],
        ["alta", "Áltá", "Alvdal"],
        ["01", "1", "1a", "2"],
    ],
)
def test_files_are_listed_as_people_expect(listed: list[str]) -> None:
    assert sorted(sorted(listed, reverse=True), key=as_listed) == listed


@given(st.text("aB1２0 æøåÅ-.", max_size=6), st.text("aB1２0 æøåÅ-.", max_size=6))
def test_any_two_names_have_an_order(first: str, second: str) -> None:
    comes_first, comes_last = as_listed(first) < as_listed(second), as_listed(second) < as_listed(first)
    assert comes_first + comes_last == (first != second)
