"""Which reports a folder or a manifest asks for, and what they are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rapportgen.batch.jobs import Job, Options
from rapportgen.batch.naming import with_names
from rapportgen.batch.plan import Plan, plan_of
from rapportgen.batch.settled import Templates
from rapportgen.errors import FileRefusedError
from rapportgen.excel.overview import overview_workbook
from rapportgen.model.oversikt import Oversikt
from rapportgen.model.perioder import Kvartal, Periode


def folder_with(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


def planned(source: Path, names: tuple[str, ...], period: Periode | None, out: Path) -> Plan:
    return plan_of(source, names, period, Options(str(out), "2024-07-20"), Templates())


def asked(plan: Plan) -> list[tuple[str, str]]:
    return [(Path(job.workbook).name, job.template) for job in plan.jobs]


def test_a_folder_gives_each_workbook_with_each_template_in_the_order_of_names(tmp_path: Path) -> None:
    folder_with(tmp_path, "b.xlsx", "A.xlsm", "notat.docx", "bilde.png")
    plan = planned(tmp_path, ("statusside", "mandat"), None, tmp_path / "ut")
    assert asked(plan) == [(name, template) for name in ("A.xlsm", "b.xlsx") for template in ("statusside", "mandat")]
    assert plan.problems == ()


def test_a_workbook_or_folder_that_is_a_link_has_its_own_name(tmp_path: Path) -> None:
    folder_with(tmp_path, "ekte/original.xlsx", "bøker/a.xlsx")
    (tmp_path / "bøker" / "moskenes.xlsx").symlink_to(tmp_path / "ekte" / "original.xlsx")
    (tmp_path / "lenket").symlink_to(tmp_path / "bøker")
    plan = planned(tmp_path / "lenket", ("statusside", "samlerapport"), None, tmp_path / "ut")
    books = tuple(str(tmp_path / "bøker" / name) for name in ("a.xlsx", "moskenes.xlsx"))
    *each, together = plan.jobs
    assert tuple(job.workbook for job in each) == together.workbooks == books
    assert together.workbook == str(tmp_path / "lenket")


def test_without_a_template_it_is_the_quarterly_report(tmp_path: Path) -> None:
    assert asked(planned(folder_with(tmp_path, "a.xlsx"), (), None, tmp_path)) == [("a.xlsx", "kvartalsrapport")]


def test_what_is_left_out_of_a_folder_is_told(tmp_path: Path) -> None:
    left_out = (
        "~$a.xlsx",
        ".skjult.xlsx",
        "gammel.xls",
        "liste.csv",
        "oversikt (2).xlsx",
        "under/b.xlsx",
    )
    folder = folder_with(tmp_path, "a.xlsx", *left_out, "ut/c.xlsx", "tom/les.txt")
    (folder / "oversikt (2).xlsx").write_bytes(overview_workbook(Oversikt(date(2024, 7, 20), (), ())))
    plan = planned(folder, (), None, tmp_path / "ut")
    assert asked(plan) == [("a.xlsx", "kvartalsrapport")]
    assert sorted(problem.sted for problem in plan.problems) == sorted([*left_out[:-1], "under"])
    assert {problem.sted for problem in plan.problems if problem.alvor == "advarsel"} == {"gammel.xls", "liste.csv"}


def test_a_folder_without_workbooks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="ingen arbeidsbøker"):
        planned(tmp_path, (), None, tmp_path)


def manifest(folder: Path, *lines: str) -> Path:
    path = folder / "liste.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_row_may_name_several_templates_in_any_spelling(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.xlsx")
    source = manifest(tmp_path, "Arbeidsbok,Mal", "a.xlsx,Kvartalsrapport; gjennomføringsplan", "a,mandat")
    plan = planned(source, ("statusside",), None, tmp_path)
    assert asked(plan) == [("a.xlsx", name) for name in ("kvartalsrapport", "gjennomforingsplan", "mandat")]


def test_a_row_without_template_or_quarter_gets_those_of_the_command(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.xlsx", "b.xlsx")
    source = manifest(tmp_path, "Arbeidsbok;Mal;Kvartal", "a.xlsx;;", "b.xlsx;mandat;1Q 2024")
    plan = planned(source, ("statusside",), Kvartal(2024, 2), tmp_path)
    assert [(job.template, job.quarter) for job in plan.jobs] == [
        ("statusside", "2. kvartal 2024"),
        ("mandat", "1. kvartal 2024"),
    ]


def test_the_same_report_twice_is_made_once(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.xlsx")
    source = manifest(tmp_path, "Arbeidsbok;Mal", "a.xlsx;mandat", "a;mandat")
    plan = planned(source, (), None, tmp_path)
    assert asked(plan) == [("a.xlsx", "mandat")]
    assert [(p.kode, p.sted) for p in plan.problems] == [("lik-bestilling", "liste!A3")]


@pytest.mark.parametrize(
    ("utfil", "target"),
    [
        ("sak 9", "sak 9.docx"),
        ("møte/sak.docx", "møte/sak.docx"),
        (r"møte\sak", "møte/sak.docx"),
        ("v1.2", "v1.2.docx"),
        ("a\x1b[1mb", "a[1mb.docx"),
    ],
)
def test_the_file_of_a_row_lies_within_the_folder_of_reports(tmp_path: Path, utfil: str, target: str) -> None:
    folder_with(tmp_path, "a.xlsx")
    plan = planned(manifest(tmp_path, "Arbeidsbok;Utfil", f"a.xlsx;{utfil}"), (), None, tmp_path)
    assert [(job.target, job.faults) for job in plan.jobs] == [(target, ())]


@pytest.mark.parametrize(
    "utfil",
    [
        *("../a.docx", "/tmp/a.docx", r"C:\a.docx", "con.docx", "a:b.docx", "mappe/", "oversikt.docx", ".a.docx"),
        *(".", "..", "./.", "./", "/", f"{'a' * 300}/b.docx", f"{'å' * 101}.docx"),
        *("a\x9b.docx", "a\x7fb", "a\u202excod.docx", "a\u2066b", "a\u200eb"),
    ],
)
def test_a_file_that_cannot_be_there_is_a_fault_of_its_cell(tmp_path: Path, utfil: str) -> None:
    folder_with(tmp_path, "a.xlsx")
    plan = planned(manifest(tmp_path, "Arbeidsbok;Utfil", f"a.xlsx;{utfil}"), (), None, tmp_path)
    assert [(p.kode, p.sted) for job in plan.jobs for p in job.faults] == [("ugyldig-utfil", "liste!B2")]


# --- Names ---------------------------------------------------------------------------------------------------------


def labels(*jobs: Job) -> list[str]:
    named = with_names(jobs, lambda job: job.template == "mandat", "/ut")
    backwards = with_names(jobs[::-1], lambda job: job.template == "mandat", "/ut")[::-1]
    assert [job.label or job.target for job in named] == [job.label or job.target for job in backwards]
    return [job.label or job.target for job in named]


def test_reports_of_workbooks_with_the_same_name_are_told_apart() -> None:
    nord, soer, other = (Job(f"/data/{name}.xlsx", "statusside") for name in ("nord/bok", "sør/BOK", "sør/en"))
    assert labels(nord, soer, other) == ["nord-bok", "sør-BOK", ""]
    assert labels(nord._replace(project="Helse & omsorg"), soer._replace(project="Skole")) == [
        "bok-helse-omsorg",
        "BOK-skole",
    ]


def test_reports_that_are_to_be_in_the_same_file_are_told_apart_by_template_and_workbook() -> None:
    first = Job("/a/bok.xlsx", "mandat", target="sak.docx")
    second, other = first._replace(template="statusside"), first._replace(workbook="/a/ny.xlsx")
    assert labels(first, second) == ["sak-mandat.docx", "sak-statusside.docx"]
    assert labels(first, other) == ["sak-bok.docx", "sak-ny.docx"]
    assert labels(first, second, other) == ["sak-mandat-bok.docx", "sak-statusside-bok.docx", "sak-mandat-ny.docx"]


def test_reports_with_nothing_to_tell_them_apart_by_get_a_number() -> None:
    first = Job("/a/data/bok.xlsx", "statusside")
    found = labels(first, first._replace(workbook="/b/data/bok.xlsx"))
    assert len(set(found)) == 2
    assert all(label.startswith("bok~") for label in found)


def test_names_that_differ_only_in_case_are_told_apart_also_when_a_quarter_is_not_known_yet() -> None:
    assert all(labels(Job("/x/A.xlsx", "mal"), Job("/y/a.xlsx", "mal", "2. kvartal 2024")))


@pytest.mark.parametrize(
    ("template", "quarters", "clash"),
    [
        ("statusside", ("1Q 2024", "2Q 2024"), False),
        ("statusside", ("1Q 2024", "1. kvartal 2024"), True),
        ("statusside", ("1Q 2024", ""), True),
        ("mandat", ("1Q 2024", "2Q 2024"), True),
    ],
)
def test_a_quarter_in_the_name_tells_reports_apart(template: str, quarters: tuple[str, str], clash: bool) -> None:
    assert all(labels(*(Job("/a/bok.xlsx", template, quarter) for quarter in quarters))) == clash


def test_files_that_two_rows_name_alike_are_told_apart() -> None:
    found = labels(*(Job(f"/{name}/bok.xlsx", "mandat", target="sak.docx") for name in ("a", "b")))
    assert found == ["sak-a-bok.docx", "sak-b-bok.docx"]


def test_a_file_may_not_take_the_name_that_another_report_gets() -> None:
    found = labels(
        Job("/a/bok.xlsx", "statusside", "1Q 2024"),
        Job("/b/annen.xlsx", "statusside", "1Q 2024", target="Statusside-bok-2024-1q.docx"),
    )
    assert found == ["", "Statusside-bok-2024-1q-annen.docx"]


def test_what_tells_two_named_files_apart_is_seen() -> None:
    first, second = (
        Job("/a/bok\x1b[1m.xlsx", "mandat", target="sak.docx"),
        Job("/a/ny.xlsx", "mandat", target="sak.docx"),
    )
    assert labels(first, second) == ["sak-bok-[1m.docx", "sak-ny.docx"]


def test_a_new_name_is_told_with_the_report() -> None:
    jobs = [Job(f"/{name}/bok.xlsx", "mandat") for name in ("a", "b")]
    assert [job.notes[0].melding for job in with_names(jobs, lambda _: True, "/ut")] == [
        f"Flere rapporter ville hett «mandat-bok.docx». Denne heter «mandat-{name}-bok.docx»." for name in ("a", "b")
    ]


def test_a_name_with_several_spaces_in_a_row_is_that_of_a_file(tmp_path: Path) -> None:
    folder_with(tmp_path, "moskenes  2024.xlsx")
    (tmp_path / "liste.csv").write_text("Arbeidsbok;Utfil\nmoskenes  2024.xlsx;ett  navn\n", encoding="utf-8")
    (job,) = planned(tmp_path / "liste.csv", ("mandat",), None, tmp_path).jobs
    assert (Path(job.workbook).name, job.target, job.faults) == ("moskenes  2024.xlsx", "ett  navn.docx", ())
