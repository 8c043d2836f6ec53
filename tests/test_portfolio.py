"""A report on many workbooks: each sum is that of its lines, and of the cells of the workbooks, worked out anew."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook

from rapportgen.errors import FileRefusedError, ReportError
from rapportgen.excel.overview import overview_workbook
from rapportgen.model.grunnlag.portefoelje import Ulest
from rapportgen.model.oversikt import Oversikt
from rapportgen.model.perioder import Kvartal
from rapportgen.pipeline import draft_report, make_report
from rapportgen.portfolio import draft_portfolio, draft_portfolio_in, left_out_of, workbooks_in
from rapportgen.portfolio.reading import Left
from rapportgen.portfolio.told import problems_by_book
from rapportgen.problems import FEIL, advarsel, feil
from tests.many_books import ECONOMY, area, economy, many_books, project, write_book
from tests.word.judge import judge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rapportgen.pipeline import Draft

DAY = date(2024, 7, 15)
STATUS_TABLE, ECONOMY_TABLE = "Status for alle prosjektene", "Regnskap, budsjett og prognose for prosjektene"
SAVINGS_TABLE, UNREAD_TABLE = "Innsparing i prosjektene mot plan og mål", "Arbeidsbøker som ikke er med i rapporten"
CAPTION = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblCaption"
VALUE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"


def drafted(paths: Sequence[Path], **options: Any) -> Draft:
    return draft_portfolio("samlerapport", paths, dato=DAY, **options)


class Read:
    """A report read back: its paragraphs, and its tables by title, each a list of rows of texts."""

    def __init__(self, draft: Draft, folder: Path) -> None:
        file = folder / "lest.docx"
        file.write_bytes(draft.rendered.data)
        document = Document(str(file))
        self.texts = [paragraph.text for paragraph in document.paragraphs]
        self.tables: dict[str, list[list[str]]] = {}
        for table in document.tables:
            title = next((e.get(VALUE, "") for e in table._tbl.iter(CAPTION)), "")
            self.tables.setdefault(title, [[cell.text for cell in row.cells] for row in table.rows])

    def column(self, title: str, heading: str) -> list[str]:
        """The cells below a heading, the sum row last when there is one."""
        first, *rows = self.tables[title]
        return [row[first.index(heading)] for row in rows]

    def after(self, text: str) -> list[str]:
        """The paragraphs that follow one."""
        return self.texts[self.texts.index(text) + 1 :]


def number(text: str) -> int:
    return int(text.replace("\u00a0", "").replace("\u2212", "-"))


def cells(path: Path, sheet: str, heading: str, quarter: str = "2Q 2024") -> list[int]:
    """The figures of a column for one quarter, as they stand in the file."""
    first, *rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    at = first.index(heading)
    return [int(str(row[at])) for row in rows if row[at] is not None and row[0] == quarter]


@pytest.fixture
def four(tmp_path: Path) -> list[Path]:
    return many_books(tmp_path / "fire", 4)


@pytest.mark.parametrize(
    ("shown", "typed"),
    [
        ("Regnskap hittil i år", "Regnskap hittil i år"),
        ("Periodisert budsjett", "Periodisert budsjett"),
        ("Revidert årsbudsjett", "Revidert årsbudsjett"),
        ("Årsprognose", "Årsprognose"),
    ],
)
def test_each_line_is_the_sum_of_the_cells_and_each_total_that_of_the_lines(
    four: list[Path], tmp_path: Path, shown: str, typed: str
) -> None:
    *lines, total = map(number, Read(drafted(four), tmp_path).column(ECONOMY_TABLE, shown))
    assert lines == [sum(cells(path, "Økonomi", typed)) for path in four]
    assert total == sum(lines)


def test_a_project_follows_the_one_before_with_its_lights_by_its_heading(four: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "lest.docx"
    file.write_bytes(drafted(four).rendered.data)
    document = Document(str(file))
    assert "Sideskift" not in {paragraph.style.style_id for paragraph in document.paragraphs if paragraph.style}
    lights = [table for table in document.tables if table.style and table.style.style_id == "Statuslystabell"]
    assert len(lights) == len(four)
    for table in lights:
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[-1].cells)


def test_deviations_are_differences_of_the_sums_in_one_sign(four: list[Path], tmp_path: Path) -> None:
    report = Read(drafted(four), tmp_path)
    names = ("Periodisert budsjett", "Regnskap hittil i år", "Avvik")
    budget, spent, left = (list(map(number, report.column(ECONOMY_TABLE, name))) for name in names)
    assert left == [b - s for b, s in zip(budget, spent, strict=True)]
    assert any("motsatt fortegn" in text for text in report.texts)  # the third workbook counts overspending as positive


def test_savings_in_other_units_are_added_in_thousands(tmp_path: Path) -> None:
    rows = [("Tiltak-ID", "Innsparingstiltak", "Effekt 2024 (mill. kr)"), ("1", "Turnus", 1.5), ("2", "Vikarer", 0.25)]
    one = write_book(tmp_path / "a.xlsx", project("A"), Innsparing=rows)
    other = [("Tiltak-ID", "Innsparingstiltak", "Effekt 2024 (kr)"), ("1", "Strøm", 250000)]
    two = write_book(tmp_path / "b.xlsx", project("B"), Innsparing=other)
    report = Read(drafted([one, two]), tmp_path)
    assert report.column(SAVINGS_TABLE, "Planlagt i år") == ["1\u00a0750", "250", "2\u00a0000"]


class TestOneBadWorkbookOfFour:
    @pytest.fixture
    def draft(self, four: list[Path]) -> Draft:
        four[1].write_bytes(four[1].read_bytes()[:900])
        return drafted(four)

    def test_the_others_are_in_the_report_and_it_is_named_with_the_reason(self, draft: Draft, tmp_path: Path) -> None:
        report = Read(draft, tmp_path)
        assert len(report.tables[STATUS_TABLE]) == 1 + 3
        (_, (file, reason)) = report.tables[UNREAD_TABLE]
        assert file == "prosjekt-02.xlsx"
        assert "skadet" in reason

    def test_the_sums_say_of_how_many_projects_they_are(self, draft: Draft, tmp_path: Path) -> None:
        report = Read(draft, tmp_path)
        *lines, total = map(number, report.column(ECONOMY_TABLE, "Årsprognose"))
        assert (len(lines), total) == (3, sum(lines))
        assert any(text.startswith("Summene er for 3 av 4 prosjekter.") for text in report.texts)
        assert any("Årsprognosene for 3 av 4 prosjekter" in text for text in report.texts)
        assert "prosjekt-02.xlsx kan ikke leses" in report.texts

    def test_no_reader_is_told_where_on_the_machine_it_should_have_been(self, four: list[Path], tmp_path: Path) -> None:
        gone, folder = tmp_path / "borte" / "prosjekt-05.xlsx", tmp_path / "prosjekt-06.xlsx"
        folder.mkdir()
        report = Read(drafted([*four, gone, folder]), tmp_path)
        assert report.tables[UNREAD_TABLE][1:] == [
            ["prosjekt-05.xlsx", "Filen finnes ikke."],
            ["prosjekt-06.xlsx", "«prosjekt-06.xlsx» er en mappe. Oppgi en arbeidsbok (.xlsx)."],
        ]

    def test_it_is_a_fault_of_the_run(self, draft: Draft) -> None:
        assert [(p.kode, p.sted) for p in draft.problems if p.alvor == FEIL] == [("kan-ikke-leses", "prosjekt-02.xlsx")]


class TestTypedTotals:
    ROWS = (area(1, 8000), area(2, 6000, over=100))

    def draft(self, folder: Path, total: Sequence[object]) -> Draft:
        wrong = write_book(folder / "feil.xlsx", project("Feil"), Økonomi=economy(*self.ROWS, total))
        right = write_book(folder / "rett.xlsx", project("Rett"), Økonomi=economy(area(1, 2000)))
        return drafted([wrong, right])

    def test_a_difference_is_named_with_both_addresses_and_the_lines_win(self, tmp_path: Path) -> None:
        draft = self.draft(tmp_path, ("2Q 2024", "Sum", None, 7100, 7000, -100, 14000, 99000, -85000))
        problem, follower = [p for p in draft.problems if p.kode == "sum"]
        assert (problem.sted, follower.sted) == ("feil.xlsx: Økonomi!H4", "feil.xlsx: Økonomi!I4")
        assert "99\u00a0000" in problem.melding
        assert "Økonomi!H2–H3 gir 14\u00a0200" in problem.melding
        report = Read(draft, tmp_path)
        assert report.column(ECONOMY_TABLE, "Årsprognose") == ["14\u00a0200", "2\u00a0000", "16\u00a0200"]
        assert report.column(ECONOMY_TABLE, "Prognoseavvik") == ["\u2212200", "0", "\u2212200"]
        assert any("feil.xlsx, Økonomi!H4" in text for text in report.texts)

    def test_the_cells_of_the_lines_are_those_of_the_quarter_alone(self, tmp_path: Path) -> None:
        before = [area(number, 1, quarter="1Q 2024") for number in (1, 2)]
        lines = [row for earlier, own in zip(before, self.ROWS, strict=True) for row in (earlier, own)]
        total = ("2Q 2024", "Sum", None, 7100, 7000, -100, 14000, 99000, -85000)
        wrong = write_book(tmp_path / "feil.xlsx", project("Feil"), Økonomi=economy(*lines, total))
        draft = drafted([wrong, write_book(tmp_path / "rett.xlsx", project("Rett"), Økonomi=economy(area(1, 2000)))])
        told = [problem.melding for problem in draft.problems if problem.sted == "feil.xlsx: Økonomi!H6"]
        assert any("men Økonomi!H3 og H5 gir 14\u00a0200" in text for text in told)

    def test_the_chapter_of_the_project_agrees_with_the_total(self, tmp_path: Path) -> None:
        draft = self.draft(tmp_path, ("2Q 2024", "Sum", None, 7100, 7000, -100, 14000, 99000, -85000))
        report = Read(draft, tmp_path)
        chapter = "Regnskap, budsjett og prognose. Tall i 1 000 kr"
        assert report.column(chapter, "Årsprognose") == ["8\u00a0000", "6\u00a0200", "14\u00a0200"]

    def test_a_total_that_is_right_is_no_problem(self, tmp_path: Path) -> None:
        draft = self.draft(tmp_path, ("2Q 2024", "Sum", None, 7100, 7000, -100, 14000, 14200, -200))
        assert [p.kode for p in draft.problems] == []

    def test_a_total_whose_parts_cannot_give_it_is_kept_and_the_warning_says_so(self, tmp_path: Path) -> None:
        rows = [("2Q 2024", "21", "Skole", "se vedlegg", 120, None, 400, 400, 0), area(2, 6000)]
        total = ("2Q 2024", "Sum", None, 9100, 7000, None, 14000, 14200, None)
        draft = drafted([write_book(tmp_path / "a.xlsx", project("A"), Økonomi=economy(*rows, total))])
        told = [p.melding for p in draft.problems if p.kode == "sum" and "9\u00a0100" in p.melding]
        assert [text.partition("gir ")[2].partition(".")[2].strip() for text in told] == [
            "Rapporten viser det som er skrevet, for 1 av 2 rader har ikke noe tall."
        ]
        assert Read(draft, tmp_path).column(ECONOMY_TABLE, "Regnskap hittil i år") == ["9\u00a0100", "9\u00a0100"]

    def test_what_the_checks_say_of_typed_figures_is_true_of_the_portfolio(self, tmp_path: Path) -> None:
        row = ("2Q 2024", "21", "Skole", 100, 120, 77, 400, 400, 0)
        path = write_book(tmp_path / "a.xlsx", project("A"), Økonomi=economy(row))
        draft = drafted([path])
        (problem,) = [p for p in draft.problems if p.kode == "avvik"]
        assert problem.melding.endswith("Samlerapporten regner tallet ut på nytt.")
        assert Read(draft, tmp_path).column(ECONOMY_TABLE, "Avvik") == ["20", "20"]


class TestMissingFigures:
    def test_a_missing_figure_is_not_zero(self, tmp_path: Path) -> None:
        without = [(*row[:6], None, None, None) for row in (area(1, 8000), area(2, 4000))]
        one = write_book(tmp_path / "a.xlsx", project("A"), Økonomi=economy(*without))
        two = write_book(tmp_path / "b.xlsx", project("B"), Økonomi=economy(area(1, 2000, over=50)))
        report = Read(drafted([one, two]), tmp_path)
        assert report.column(ECONOMY_TABLE, "Årsprognose") == ["–", "2\u00a0100", "2\u00a0100"]
        assert report.column(ECONOMY_TABLE, "Prognoseavvik") == ["–", "\u2212100", "\u2212100"]
        words = "Summene er av regnskap, periodisert budsjett og avvik for 2 av 2 prosjekter; "
        assert any(text.startswith(words) for text in report.texts)

    def test_a_forecast_for_some_of_the_areas_is_no_money_saved(self, tmp_path: Path) -> None:
        rows = (area(1, 8000, over=50), ("2Q 2024", "22", "Område 2", 2000, 2000, 0, 4000, None, None))
        path = write_book(tmp_path / "a.xlsx", project("A"), Økonomi=economy(*rows))
        draft = drafted([path])
        assert Read(draft, tmp_path).column(ECONOMY_TABLE, "Prognoseavvik") == ["\u2212100", "\u2212100"]
        assert [(p.kode, p.sted) for p in draft.problems if p.kode == "ufullstendig-sum"] == [
            ("ufullstendig-sum", "Økonomi!H3")
        ]

    def test_an_unreadable_figure_stands_as_such_and_is_in_no_sum(self, tmp_path: Path) -> None:
        row = ("2Q 2024", "21", "Skole", "#REF!", 120, None, 400, 400, None)
        one = write_book(tmp_path / "a.xlsx", project("A"), Økonomi=economy(row))
        two = write_book(tmp_path / "b.xlsx", project("B"), Økonomi=economy(area(1, 2000)))
        report = Read(drafted([one, two]), tmp_path)
        assert report.column(ECONOMY_TABLE, "Regnskap hittil i år") == ["mangler", "1\u00a0000", "1\u00a0000"]


class TestQuarters:
    def book(self, path: Path, quarter: str) -> Path:
        fields = project(path.stem, Rapportkvartal=quarter)
        return write_book(path, fields, Økonomi=economy(area(1, 2000, quarter=quarter)))

    def test_a_project_without_the_quarter_is_shown_with_its_own_and_is_in_no_sum(self, tmp_path: Path) -> None:
        books = [("a", "2Q 2024"), ("b", "1Q 2024"), ("c", "2Q 2024")]
        draft = drafted([self.book(tmp_path / f"{name}.xlsx", quarter) for name, quarter in books])
        report = Read(draft, tmp_path)
        assert report.column(ECONOMY_TABLE, "Prosjekt") == ["a", "c", "Sum"]
        assert "b har bare tall for 1. kvartal 2024" in report.texts
        assert report.column(STATUS_TABLE, "Kommentar")[1].endswith("(tall for 1. kvartal 2024)")

    @pytest.mark.parametrize(
        ("quarters", "wanted", "expected"),
        [
            (("1Q 2024", "1Q 2024", "2Q 2024"), None, Kvartal(2024, 1)),
            (("1Q 2024", "2Q 2024"), None, Kvartal(2024, 2)),
            (("1Q 2024", "2Q 2024"), Kvartal(2024, 1), Kvartal(2024, 1)),
        ],
    )
    def test_the_quarter_is_the_one_asked_for_else_the_most_common_else_the_newest(
        self, tmp_path: Path, quarters: tuple[str, ...], wanted: Kvartal | None, expected: Kvartal
    ) -> None:
        paths = [self.book(tmp_path / f"{n}.xlsx", quarter) for n, quarter in enumerate(quarters)]
        quarter = f"-{expected.aar}-{expected.nummer}q.docx"
        assert drafted(paths, period=wanted).target.name.endswith(quarter)

    def test_a_quarter_that_no_workbook_has_gives_no_report(self, tmp_path: Path) -> None:
        paths = [self.book(tmp_path / f"{name}.xlsx", "1Q 2024") for name in ("a", "b")]
        with pytest.raises(ReportError, match=r"har tall for 4\. kvartal 2030"):
            drafted(paths, period=Kvartal(2030, 4))

    def test_a_project_that_has_not_begun_is_named(self, tmp_path: Path) -> None:
        paths = [self.book(tmp_path / "a.xlsx", "1Q 2024"), self.book(tmp_path / "b.xlsx", "2Q 2024")]
        draft = drafted(paths, period=Kvartal(2024, 1))
        assert [(p.kode, p.sted) for p in draft.problems if p.sted == "b.xlsx"] == [("ikke-med", "b.xlsx")]
        assert Read(draft, tmp_path).tables[UNREAD_TABLE][1][0] == "b.xlsx"


def test_what_a_project_must_not_print_is_in_no_part_of_the_portfolio(tmp_path: Path) -> None:
    members = [("Gruppe", "Navn", "Stilling", "Vises i rapport"), ("Styringsgruppe", "Kari Hemmelig", "Rektor", "nei")]
    risks = [("Risiko-ID", "Risikofaktor", "S", "K", "Ansvar"), ("R1", "Kari Hemmelig slutter", "Høy", "Høy", "x")]
    path = write_book(tmp_path / "a.xlsx", project("A", Ansvarlig="Kari Hemmelig"), Deltakere=members, Risiko=risks)
    draft = drafted([path])
    report = Read(draft, tmp_path)
    assert "Hemmelig" not in str(report.tables) + str(report.texts)
    assert report.column(STATUS_TABLE, "Prosjektleder") == ["Rektor"]


def test_identity_numbers_in_file_names_are_masked(tmp_path: Path) -> None:
    one = write_book(tmp_path / "a.xlsx", project("A"), Økonomi=economy(area(1, 2000)))
    two = write_book(tmp_path / "01019012345.xlsx", project("A"), Økonomi=economy(area(1, 3000)))
    (tmp_path / "02029012345.xlsx").write_bytes(b"")
    report = Read(drafted([one, two, tmp_path / "02029012345.xlsx"]), tmp_path)
    assert "9012345" not in str(report.tables) + str(report.texts)


def test_one_marked_project_marks_the_whole(tmp_path: Path) -> None:
    marked = {"Tilgang": "Unntatt offentlighet", "Hjemmel": "offl. § 14 første ledd"}
    one = write_book(tmp_path / "a.xlsx", project("A", **marked), Økonomi=economy(area(1, 2000)))
    two = write_book(tmp_path / "b.xlsx", project("B"), Økonomi=economy(area(1, 2000)))
    assert Read(drafted([one, two]), tmp_path).texts[0] == "Unntatt offentlighet, jf. offl. § 14 første ledd"


def test_footnotes_with_the_same_key_keep_apart(tmp_path: Path) -> None:
    def book(name: str, note: str) -> Path:
        texts = [("Nøkkel", "Tekst"), ("sammendrag", f"{name} følger planen.[fotnote: KS]")]
        notes = [("Nøkkel", "Tekst"), ("KS", note)]
        return write_book(tmp_path / f"{name}.xlsx", project(name), Tekst=texts, Fotnoter=notes)

    draft = drafted([book("A", "Rapporten fra 2022."), book("B", "Rapporten fra 2023.")])
    notes = next(content for name, content, _ in draft.rendered.written if name.endswith("footnotes.xml"))
    assert [year in notes.decode() for year in ("fra 2022.", "fra 2023.")] == [True, True]


def test_copies_count_once_and_twins_are_told_of(tmp_path: Path) -> None:
    first = write_book(tmp_path / "a.xlsx", project("A"), Økonomi=economy(area(1, 2000)))
    shutil.copy(first, tmp_path / "b.xlsx")
    twin = write_book(tmp_path / "c.xlsx", project("A"), Økonomi=economy(area(1, 3000)))
    draft = drafted([first, tmp_path / "b.xlsx", twin])
    told = {(p.kode, p.sted) for p in draft.problems}
    assert {("kopi", "b.xlsx"), ("samme-prosjekt", "c.xlsx")} <= told
    assert Read(draft, tmp_path).column(ECONOMY_TABLE, "Prosjekt") == ["A (a.xlsx)", "A (c.xlsx)", "Sum"]


def test_a_workbook_that_is_met_by_two_ways_counts_once_and_each_way_has_its_name(tmp_path: Path) -> None:
    folder, other = tmp_path / "bøker", tmp_path / "lenket"
    many_books(folder, 2)
    other.symlink_to(folder)
    first, second = sorted(folder.iterdir())
    (tmp_path / "borte.xlsx").symlink_to(tmp_path / "annet" / "sted.xlsx")
    draft = drafted([first, other / first.name, second, tmp_path / "borte.xlsx"])
    assert [(p.kode, p.sted, p.melding) for p in draft.problems if p.kode in ("kopi", "kan-ikke-leses")] == [
        ("kan-ikke-leses", "borte.xlsx", "Filen er en lenke som ikke fører til noen fil."),
        ("kopi", f"lenket/{first.name}", f"Arbeidsboken er en kopi av bøker/{first.name}, og er tatt med én gang."),
    ]


def test_a_link_in_a_folder_that_leads_nowhere_is_a_workbook_that_is_missing(tmp_path: Path) -> None:
    many_books(tmp_path, 1)
    (tmp_path / "borte.xlsx").symlink_to(tmp_path / "annet" / "sted.xlsx")
    assert "borte.xlsx" in [path.name for path in workbooks_in(tmp_path)]
    assert left_out_of(tmp_path) == []


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Thirty workbooks."""
    return many_books(tmp_path_factory.mktemp("tretti"), 30)


class TestThirtyProjects:
    def test_every_project_has_a_row_a_line_and_a_chapter_and_the_sums_are_right(
        self, books: list[Path], tmp_path: Path
    ) -> None:
        draft = drafted(books)
        report = Read(draft, tmp_path)
        assert judge(draft.rendered.data) == []
        assert len(report.tables[STATUS_TABLE]) == 1 + 30
        with_economy = [path for path in books if "Økonomi" in load_workbook(path, read_only=True).sheetnames]
        *lines, total = map(number, report.column(ECONOMY_TABLE, "Regnskap hittil i år"))
        assert lines == [sum(cells(path, "Økonomi", "Regnskap hittil i år")) for path in with_economy]
        assert total == sum(lines)
        names = report.column(STATUS_TABLE, "Prosjekt")
        assert [name for name in names if name not in report.texts] == []

    def test_the_same_workbooks_give_the_same_bytes(self, books: list[Path]) -> None:
        assert drafted(books[:5]).rendered.data == drafted(books[:5]).rendered.data


def test_the_worst_risks_come_first_whatever_the_size_of_the_matrix(tmp_path: Path) -> None:
    headings = ("Risiko-ID", "Risikofaktor", "S", "K")
    five = [headings, ("R1", "Fem ganger fem", 4, 4), ("R2", "Liten", 1, 1)]
    three = [headings, ("R1", "Tre ganger tre", 3, 3)]
    one = write_book(tmp_path / "a.xlsx", project("A"), Risiko=five)
    two = write_book(tmp_path / "b.xlsx", project("B", Risikomatrise="3x3-2-6"), Risiko=three)
    report = Read(drafted([one, two]), tmp_path)
    factors = report.column("De største risikoene på tvers av prosjektene", "Risikofaktor")
    assert factors == ["R1 Tre ganger tre", "R1 Fem ganger fem", "R2 Liten"]


class TestFiles:
    def test_a_folder_gives_its_workbooks_in_order_and_nothing_else(self, tmp_path: Path) -> None:
        for name in ("b.xlsx", "a.xlsm", "gammel.xls", "~$b.xlsx", ".skjult.xlsx", "notat.docx"):
            (tmp_path / name).write_bytes(b"")
        (tmp_path / "oversikt.xlsx").write_bytes(overview_workbook(Oversikt(DAY, (), ())))
        assert [path.name for path in workbooks_in(tmp_path)] == ["a.xlsm", "b.xlsx", "gammel.xls"]

    def test_a_project_may_be_called_an_overview(self, tmp_path: Path) -> None:
        write_book(tmp_path / "Oversikt.xlsx", project("Oversikt"))
        assert [path.name for path in workbooks_in(tmp_path)] == ["Oversikt.xlsx"]

    def test_a_folder_without_workbooks_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(FileRefusedError, match="ingen arbeidsbøker"):
            workbooks_in(tmp_path)

    def test_the_report_is_called_after_the_folder(self, four: list[Path], tmp_path: Path) -> None:
        made = make_report("samlerapport", four[0].parent, out=tmp_path / "ut", dato=DAY)
        assert made.fil.name == "samlerapport-fire-2024-2q.docx"
        assert [name for name, _ in made.boeker] == [path.name for path in four]

    def test_one_workbook_is_a_portfolio_of_one(self, four: list[Path], tmp_path: Path) -> None:
        made = make_report("samlerapport", four[0], out=tmp_path, dato=DAY)
        assert made.fil.name == "samlerapport-prosjekt-01-2024-2q.docx"

    def test_when_no_workbook_can_be_used_there_is_no_report(self, tmp_path: Path) -> None:
        for name in ("a.xlsx", "b.xlsx"):
            (tmp_path / name).write_bytes(b"tull")
        with pytest.raises(ReportError, match="Ingen av arbeidsbøkene kan brukes"):
            drafted(workbooks_in(tmp_path))

    def test_a_template_for_one_workbook_makes_no_portfolio(self, four: list[Path]) -> None:
        with pytest.raises(ReportError, match="av én arbeidsbok"):
            draft_portfolio("statusside", four)


def test_the_headings_of_the_test_workbooks_are_those_of_the_sheet() -> None:
    assert len(ECONOMY) == len(area(1, 1000))


def test_what_is_passed_over_in_a_folder_is_told_of(four: list[Path], tmp_path: Path) -> None:
    folder = four[0].parent
    for name in (".skjult.xlsx", "~$bok.xlsx"):
        shutil.copy(four[0], folder / name)
    (folder / "nedenunder").mkdir()
    shutil.copy(four[0], folder / "nedenunder")
    (folder / "tom").mkdir()
    draft = draft_portfolio_in("samlerapport", folder, out=tmp_path / "ut")
    told = [problem.melding for problem in draft.problems if problem.kode == "hoppet-over"]
    assert told == [
        "«.skjult.xlsx» er skjult, og er ikke tatt med.",
        "Mappen «nedenunder» er ikke lest, for bare arbeidsbøker rett i mappen tas med.",
        "«~$bok.xlsx» er en låsefil som Excel lager, og er ikke tatt med.",
    ]


def test_a_problem_is_told_of_the_workbook_it_is_in_and_of_none_whose_name_begins_alike() -> None:
    books = ("plan.xlsx", "plan.xlsx.xlsx")
    left = [Left(Ulest(file, "grunn"), feil("kan-ikke-leses", file, "grunn")) for file in books]
    twice = [advarsel("samme-prosjekt", place, "To ganger.") for place in ("plan.xlsx.xlsx", "plan.xlsx.xlsx: A!B2")]
    told = {file: [problem.sted for problem in problems] for file, problems in problems_by_book([], left, twice)}
    assert told == {"plan.xlsx": ["plan.xlsx"], "plan.xlsx.xlsx": ["plan.xlsx.xlsx", "A!B2", "plan.xlsx.xlsx"]}


def test_a_portfolio_has_no_earlier_workbook(samples: Path) -> None:
    with pytest.raises(ReportError, match="kan ikke ta med kvartalene fra en tidligere arbeidsbok"):
        draft_report("samlerapport", samples / "moskenes.xlsx", previous=samples / "karasjok.xlsx", dato=DAY)
