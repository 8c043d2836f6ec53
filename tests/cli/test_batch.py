from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.many import FAULTS, write_workbook
from rapportgen.batch import run
from rapportgen.batch.journal import Journal
from tests.needs import need_posix
from tests.signals import hear_signals

if TYPE_CHECKING:
    from rapportgen.batch import Record
    from tests.cli.kjoer import Runner

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """A folder of three workbooks, the last of which cannot be read."""
    folder = tmp_path / "bøker"
    folder.mkdir()
    for number, fault in enumerate((None, "feilverdi", "tekstfil")):
        write_workbook(folder / f"bok{number}.xlsx", number, FAULTS[fault] if fault else None)
    return folder


def test_a_batch_sums_up_what_came_of_it(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    outcome = rapportgen("batch", books, "-m", "statusside", "-k", "2Q2024", "-o", tmp_path / "ut", "-j", 1)
    assert outcome.status == 1
    lines = outcome.out.splitlines()
    assert lines[:2] == [
        f"3 rapporter til {tmp_path / 'ut'}: 2 laget, 1 feilet.",
        "Én rapport er laget av en arbeidsbok med feil.",
    ]
    assert lines[-2:] == [f"Oversikt: {tmp_path / 'ut' / name}" for name in ("oversikt.xlsx", "oversikt.docx")]
    assert outcome.err.startswith("  Feilet: bok2.xlsx, statusside: «bok2.xlsx» er en tekstfil")


def test_a_batch_where_all_is_well_ends_well(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        (books / f"bok{number}.xlsx").unlink()
    command = ("batch", books, "-m", "statusside", "-o", tmp_path / "ut")
    assert rapportgen(*command).status == 0
    second = rapportgen(*command)
    assert second.out.splitlines()[0] == f"Én rapport til {tmp_path / 'ut'}: 1 uendret."
    (books / "gammel.xls").write_bytes(b"x")
    assert rapportgen(*command).status == 0
    assert rapportgen(*command, "--streng").status == 1


def test_json_is_one_object_and_nothing_else(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    (books / "gammel.xls").write_bytes(b"x")
    outcome = rapportgen("batch", books, "-m", "statusside", "-k", "2Q2024", "-o", tmp_path / "ut", "--json")
    told = json.loads(outcome.out)
    assert outcome.err == ""
    assert list(told) == ["filer", "feil", "advarsler", "rapporter"]
    assert [Path(report["arbeidsbok"]).name for report in told["rapporter"]] == ["bok0.xlsx", "bok1.xlsx", "bok2.xlsx"]
    assert [report["status"] for report in told["rapporter"]] == ["laget", "laget", "feilet"]
    assert [Path(report["fil"]).name for report in told["rapporter"]] == [
        *("statusside-bok0-2024-2q.docx", "statusside-bok1-2024-2q.docx", ""),
    ]
    assert [Path(file["fil"]).name for file in told["filer"]] == ["bøker", "bok0.xlsx", "bok1.xlsx", "bok2.xlsx"]
    assert told["feil"] == 2


def test_json_says_what_was_made_before_the_disk_was_full(
    rapportgen: Runner, books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Journal.add

    def full(journal: Journal, record: Record) -> None:
        if len(journal.records) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        add(journal, record)

    monkeypatch.setattr(Journal, "add", full)
    out = tmp_path / "ut"
    outcome = rapportgen("batch", books, "-m", "statusside", "-k", "2Q2024", "-o", out, "-j", 1, "--json")
    told = json.loads(outcome.out)
    assert (outcome.status, outcome.err) == (1, "")
    made = {Path(report["fil"]) for report in told["rapporter"] if report["fil"]}
    assert made
    assert made <= set(out.glob("statusside-*.docx"))  # one that was not heard of in time may lie there too
    (why,) = told["filer"][-1]["problemer"]
    assert (told["filer"][-1]["fil"], why["kode"], why["sted"]) == (str(out), "ikke-laget", "ut")
    assert why["melding"].startswith("Kan ikke skrive i mappen (disken er full). ")


def test_a_libreoffice_that_is_killed_costs_the_pdfs_alone_and_no_workbook_is_blamed(
    rapportgen: Runner, books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_posix()
    for number in (1, 2):
        (books / f"bok{number}.xlsx").unlink()
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    office.chmod(0o755)
    monkeypatch.setenv("RAPPORTGEN_SOFFICE", str(office))
    out = tmp_path / "ut"
    outcome = rapportgen("batch", books, "-m", "statusside", "-k", "2Q2024", "-o", out, "-j", 1, "--pdf")
    assert outcome.status == 1
    assert outcome.out.splitlines()[:2] == [
        f"Én rapport til {out}: 1 laget.",
        "Én rapport er laget uten PDF. LibreOffice klarte ikke å lese rapporten, eller ble ikke ferdig i tide.",
    ]
    assert "arbeidsbok med feil" not in outcome.out
    assert [path.name for path in out.glob("statusside-*")] == ["statusside-bok0-2024-2q.docx"]
    told = json.loads(rapportgen("batch", "--fortsett", "-o", out, "--json").out)["filer"]
    blamed = [file["fil"] for file in told if "pdf-ikke-laget" in {problem["kode"] for problem in file["problemer"]}]
    assert blamed == [str(out / "statusside-bok0-2024-2q.docx")]


def test_a_batch_goes_on_with_the_choices_it_began_with(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    rapportgen("batch", books, "-m", "statusside", "-k", "2Q2024", "-o", out)
    write_workbook(books / "bok2.xlsx", 2)
    outcome = rapportgen("batch", "--fortsett", "-o", out)
    assert outcome.out.splitlines()[0] == f"3 rapporter til {out}: 1 laget, 2 uendret."
    assert (out / "statusside-bok2-2024-2q.docx").exists()
    assert rapportgen("batch", books, "--fortsett", "-m", "statusside", "-o", out).status == 1


def test_a_folder_that_is_a_link_is_told_of_by_its_own_name(rapportgen: Runner, tmp_path: Path) -> None:
    (tmp_path / "ekte").mkdir()
    (tmp_path / "kommuner").symlink_to(tmp_path / "ekte")
    outcome = rapportgen("batch", tmp_path / "kommuner", "-o", tmp_path / "ut")
    assert f"{tmp_path / 'kommuner'}: Her er det ingen arbeidsbøker" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "LISTE|MAPPE mangler."),
        (("--fortsett", "-o", "tom"), "Mappen «tom» har ingen kjøring å gå videre med."),
        (("finnes-ikke",), "finnes-ikke finnes ikke."),
        (("bøker", "-m", "kvartalsraport"), "Mente du «kvartalsrapport»?"),
        (("bøker", "-j", "0"), "--samtidig"),
        (("bøker", "-o", "bøker/bok0.xlsx"), "er en fil, ikke en mappe."),
    ],
)
def test_wrong_use_is_told_in_norwegian(
    rapportgen: Runner, books: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(books.parent)
    outcome = rapportgen("batch", *arguments)
    assert outcome.status == 2
    assert message in outcome.err


def test_other_choices_than_it_began_with_are_wrong_use(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    rapportgen("batch", books, "-m", "statusside", "-k", "2Q2024", "-o", tmp_path / "ut")
    outcome = rapportgen("batch", "--fortsett", "-o", tmp_path / "ut", "-k", "1Q2024")
    assert outcome.status == 2
    assert "--fortsett bruker valgene fra forrige kjøring." in outcome.err


def test_a_workbook_in_place_of_a_list_says_what_to_do(rapportgen: Runner, books: Path, tmp_path: Path) -> None:
    outcome = rapportgen("batch", books / "bok0.xlsx", "-o", tmp_path / "ut")
    assert outcome.status == 1
    assert "har ingen liste over rapporter" in outcome.err
    assert not (tmp_path / "ut").exists()


def test_a_batch_without_any_stdout_is_made_all_the_same(books: Path, tmp_path: Path) -> None:
    need_posix()
    command = [sys.executable, "-m", "rapportgen", "batch", str(books), "-m", "statusside", "-k", "2Q2024", "-j", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RAPPORTGEN_CACHE": str(_private(tmp_path / "lager"))}
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *command, "-o", str(tmp_path / "ut")]
    made = subprocess.run(closed, env=environment, stderr=subprocess.PIPE, check=False)
    assert b"uventet" not in made.stderr
    made_of = sorted(path.name for path in (tmp_path / "ut").glob("statusside-*.docx"))
    assert made_of == ["statusside-bok0-2024-2q.docx", "statusside-bok1-2024-2q.docx"]


STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _begun(books: Path, out: Path, lager: Path, output: int, errors: int) -> subprocess.Popen[str]:
    """A batch of 43 reports in a session of its own, of which some are made."""
    for index in range(40):
        write_workbook(books / f"mer{index}.xlsx", index)
    command = [sys.executable, "-m", "rapportgen", "batch", str(books), "-m", "statusside", "-o", str(out), "-j", "1"]
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RAPPORTGEN_CACHE": str(_private(lager))},
        stdout=output,
        stderr=errors,
        text=True,
        start_new_session=True,
        preexec_fn=hear_signals,  # noqa: PLW1509 - no other thread here holds a lock
    )
    while not any(out.glob("statusside-*.docx")) and process.poll() is None:
        pass
    return process


@pytest.mark.parametrize("number", STOPPING)
def test_a_batch_that_is_asked_to_stop_says_how_to_go_on(books: Path, tmp_path: Path, number: signal.Signals) -> None:
    need_posix()
    out = tmp_path / "ut"
    process = _begun(books, out, tmp_path / "lager", subprocess.PIPE, subprocess.PIPE)
    os.killpg(process.pid, number)
    said, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Gå videre med: rapportgen batch --fortsett -o {out}" in said
    assert errors.startswith("Stopper når rapportene som er i arbeid, er ferdige.")
    assert "Traceback" not in errors
    assert [path.name for path in out.glob(".*")] == [".rapportgen-batch.jsonl"]
    made = len(list(out.glob("statusside-*.docx")))
    assert 0 < made < 40


def test_a_batch_whose_terminal_is_closed_keeps_account_of_what_is_made(books: Path, tmp_path: Path) -> None:
    need_posix()
    ours, terminal = os.openpty()
    out = tmp_path / "ut"
    process = _begun(books, out, tmp_path / "lager", terminal, terminal)
    os.close(terminal)
    os.close(ours)
    os.killpg(process.pid, signal.SIGHUP)
    os.killpg(process.pid, signal.SIGHUP)
    assert process.wait(timeout=60) in (1, 120)  # Python's own 120: what it had not written could not be written
    assert [path.name for path in out.glob(".*")] == [".rapportgen-batch.jsonl"]
    made = {path.name for path in out.glob("statusside-*.docx")}
    known = [json.loads(line) for line in (out / ".rapportgen-batch.jsonl").read_text("utf-8").splitlines()[1:]]
    assert 0 < len(made) < 40
    assert {record["file"] for record in known if record["file"]} == made


@pytest.mark.parametrize("number", STOPPING)
def test_a_batch_that_is_asked_to_stop_while_it_is_planned_stops_at_once(
    rapportgen: Runner, books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    need_posix()
    monkeypatch.setattr(signal, "getsignal", lambda _: signal.SIG_DFL)  # also where tests run in the background
    monkeypatch.setattr(run, "plan_of", lambda *_: signal.raise_signal(number))
    outcome = rapportgen("batch", books, "-m", "statusside", "-o", tmp_path / "ut")
    assert (outcome.status, outcome.out, outcome.err.strip()) == (1, "", "Avbrutt.")
    assert not (tmp_path / "ut").exists()


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder


@pytest.mark.parametrize("typed", ["0", "mange", "-1", "1,5"])
def test_how_many_at_a_time_is_a_whole_number(rapportgen: Runner, typed: str) -> None:
    outcome = rapportgen("batch", "bøker", f"--samtidig={typed}")
    assert outcome.status == 2
    assert f"--samtidig: «{typed}» er ikke et antall. Skriv et helt tall fra 1 og oppover." in outcome.err
