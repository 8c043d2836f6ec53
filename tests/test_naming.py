"""What reports are called, and where they go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.errors import ReportError
from rapportgen.model.perioder import Periode
from rapportgen.model.sheets import SCHEMA
from rapportgen.naming import document_title, is_reserved, name_by_pattern, report_name, report_title, target_of


@pytest.mark.parametrize(
    ("own", "wanted", "title"),
    [
        ("Delprosjektplan", "Delprosjektplan – Helse og omsorg", "Delprosjektplan – Helse og omsorg"),
        ("Sluttrapport", "Delprosjektplan – Helse og omsorg", "Sluttrapport"),
        ("Mandat", "", "Mandat"),
        ("", "Vår plan", "Vår plan"),
        ("", "", "Delplan for helse"),
    ],
)
def test_dokumenttittel_is_the_title_of_the_document_it_names(own: str, wanted: str, title: str) -> None:
    assert document_title(own, "delplan-for-helse", wanted) == title


@pytest.mark.parametrize(
    ("own", "period", "title"),
    [
        ("Kvartalsrapport", "2Q 2024", "Kvartalsrapport"),
        ("Kvartalsrapport", "2. tertial 2024", "Tertialrapport"),
        ("", "2Q 2024", "Min egen mal"),
    ],
)
def test_the_title_is_the_templates_own_else_its_name(own: str, period: str, title: str) -> None:
    parsed = Periode.parse(period)
    assert parsed is not None
    assert report_title(own, "min-egen_mal", parsed) == title


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2Q 2024", "rapport-bok-2024-2q.docx"),
        ("1. tertial 2024", "rapport-bok-2024-1t.docx"),
        ("2024", "rapport-bok-2024.docx"),
    ],
)
def test_the_file_is_named_after_template_workbook_and_period(period: str, name: str) -> None:
    assert report_name("rapport", Path("mappe/bok.xlsx"), Periode.parse(period)) == name


def test_a_document_about_no_quarter_has_none_in_its_name() -> None:
    assert report_name("mandat", Path("bok.xlsx"), None) == "mandat-bok.docx"


@pytest.mark.parametrize("sign", ["\x1b", "\n", "\x7f", "\x9b", "\u200e", "\u202e", "\u2066", "\u2069"])
def test_signs_that_are_not_seen_are_in_no_file_name(sign: str) -> None:
    assert report_name(f"m{sign}al", Path(f"b{sign}ok.xlsx"), None) == "m-al-b-ok.docx"
    assert report_name("mal", Path("bok.xlsx"), None, f"a{sign}b") == "mal-a-b.docx"


def test_long_names_fit_on_any_disk_and_are_kept_apart() -> None:
    names = [report_name("å" * 200 + end, Path("ø" * 200 + ".xlsx"), None) for end in "ab"]
    assert max(len(name.encode()) for name in names) <= 200
    assert names[0] != names[1]


def test_a_folder_with_the_ending_of_a_report_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "alle.docx").mkdir()
    assert target_of(tmp_path / "alle.docx", "m", (Path("b.xlsx"),), None) == tmp_path / "alle.docx" / "m-b.docx"


def test_a_report_never_replaces_what_it_is_made_from(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="over malen"):
        target_of(tmp_path / "mal.docx", "mal", (tmp_path / "bok.xlsx", tmp_path / "mal.docx"), None)


@pytest.mark.parametrize(
    ("pattern", "period", "fields", "name"),
    [
        ("{kommune}-{mal}-{kvartal}", "2Q 2024", {"kommune": "Moskenes"}, "Moskenes-mandat-2024-2q.docx"),
        ("{kommune}-{mal}-{kvartal}", "", {"kommune": "Moskenes"}, "Moskenes-mandat.docx"),
        ("{kommune} – {mal} {år}", "T1 2024", {}, "mandat 2024.docx"),
        ("{dato} {mal} {Delprosjekt}", "", {"delprosjekt": "Helse"}, "2024-07-01 mandat Helse.docx"),
        ("{saksnummer}: {mal}", "", {"saksnummer": "24/12*?"}, "24-12-- mandat.docx"),
        ("{mal} fra {arbeidsbok}", "", {}, "mandat fra bok.docx"),
        ("{kommune}{mal}", "", {"kommune": "../.."}, "mandat.docx"),
        ("{mal}/{kommune}", "", {"kommune": "\x07a\nb"}, "mandat--a-b.docx"),
        ("{{x}} {mal}", "", {}, "{x} mandat.docx"),
    ],
)
def test_a_pattern_gives_a_name_that_any_disk_takes(
    pattern: str, period: str, fields: dict[str, str], name: str
) -> None:
    prosjekt = SCHEMA["Prosjekt"].row_class(fields)
    day = date(2024, 7, 1)
    assert name_by_pattern(pattern, "mandat", Path("bok.xlsx"), Periode.parse(period), day, prosjekt) == name


@pytest.mark.parametrize("template", ["con", "LPT1", "nul"])
def test_a_name_that_windows_keeps_for_itself_gets_a_sign_before_it(template: str) -> None:
    prosjekt = SCHEMA["Prosjekt"].row_class({})
    assert name_by_pattern("{mal}", template, Path("a.xlsx"), None, date(2024, 7, 1), prosjekt) == f"_{template}.docx"


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_name_is_never_a_path_and_never_too_long(kommune: str, template: str) -> None:
    prosjekt = SCHEMA["Prosjekt"].row_class({"kommune": kommune})
    name = name_by_pattern("{kommune} {mal} {kommune}", template, Path("a.xlsx"), None, date(2024, 7, 1), prosjekt)
    assert len(name.encode("utf-8", "surrogateescape")) <= 200
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name == "" or (name.endswith(".docx") and name[0] not in " .")


def test_a_report_may_go_where_a_link_goes_in_a_ring(tmp_path: Path) -> None:
    (tmp_path / "ring.docx").symlink_to("ring.docx")
    out = tmp_path / "ring.docx"
    assert target_of(out, "mal", (tmp_path / "bok.xlsx",), None) == out


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        *((name, True) for name in ("con", "NUL.docx", "lpt1 .txt", "com9.tar.gz", "aux:", "COM¹.docx", "CONIN$")),
        *((name, False) for name in ("konto.docx", "console.docx", "com.docx", "com10.docx", "a.con", "con-1.docx")),
    ],
)
def test_names_that_windows_keeps_for_itself(name: str, is_kept: bool) -> None:
    assert is_reserved(name) is is_kept
