"""Workbooks, templates and reports at addresses: the same reports as on this machine, and nothing taken for granted."""

from __future__ import annotations

import sys
import tempfile
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import fsspec
import openpyxl
import pytest

from rapportgen.batch import Hands, addresses
from rapportgen.batch.remote import last_request_at, make_batch_at
from rapportgen.errors import FileRefusedError, ReportError
from rapportgen.locks import hold
from tests.batch.bygg import Bench, files, statuses
from tests.model.test_bilder import picture
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rapportgen.batch import Batch


class Store:
    """A folder in a store of files that is in memory, where nothing can be opened by a path."""

    def __init__(self) -> None:
        self.address = f"memory://{uuid.uuid4().hex}"
        self.memory = fsspec.filesystem("memory")

    def put(self, name: str, data: bytes) -> None:
        self.memory.pipe_file(f"{self.address}/{name}", data)

    def put_folder(self, folder: Path, name: str) -> None:
        for path, data in files(folder).items():
            self.put(f"{name}/{path}", data)

    def remove(self, name: str) -> None:
        self.memory.rm_file(f"{self.address}/{name}")

    def make_older(self, name: str, age: timedelta) -> None:
        self.memory.store[self.memory._strip_protocol(f"{self.address}/{name}")].modified -= age

    def read(self, name: str) -> bytes:
        return bytes(self.memory.cat_file(f"{self.address}/{name}"))

    def files(self, name: str) -> dict[str, bytes]:
        """Everything in a folder of the store, by name."""
        start = self.memory._strip_protocol(f"{self.address}/{name}") + "/"
        return {path.removeprefix(start): self.memory.cat_file(path) for path in sorted(self.memory.find(start))}


@pytest.fixture
def store() -> Store:
    return Store()


def run(store: Store, bench: Bench, source: str = "bøker", *, overwrite: bool = False, **changes: object) -> Batch:
    place = source if "://" in source else f"{store.address}/{source}"
    request = bench.request()._replace(
        **{"source": place, "templates": (f"{store.address}/liten.docx",), **changes}  # type: ignore[arg-type]
    )
    hands = Hands(1, ThreadPoolExecutor(1))
    return make_batch_at(request, f"{store.address}/rapporter", overwrite=overwrite, hands=hands)


def filled(store: Store, bench: Bench) -> Store:
    """The store with the workbooks and the template of the bench."""
    store.put_folder(bench.books, "bøker")
    store.put("liten.docx", bench.template.read_bytes())
    return store


def test_the_folder_of_reports_is_the_one_that_would_have_been_made_here(bench: Bench, store: Store) -> None:
    for number in range(3):
        bench.book(f"bok{number}", number)
    (bench.books / "skadet.xlsx").write_bytes(b"ikke en arbeidsbok")
    bench.run()
    batch = run(filled(store, bench), bench)
    assert statuses(batch) == {"bok0": "laget", "bok1": "laget", "bok2": "laget", "skadet": "feilet"}
    assert store.files("rapporter") == files(bench.out)


def test_a_second_run_makes_what_is_missing_or_changed(bench: Bench, store: Store) -> None:
    for number, name in enumerate(("lik", "borte", "endret")):
        bench.book(name, number)
    run(filled(store, bench), bench)
    assert set(statuses(run(store, bench)).values()) == {"uendret"}
    before = store.files("rapporter")
    store.remove("rapporter/liten-borte-2024-2q.docx")
    store.put("bøker/endret.xlsx", bench.book("endret", 7).read_bytes())
    assert statuses(run(store, bench)) == {"lik": "uendret", "borte": "laget", "endret": "laget"}
    changed = {name for name, data in store.files("rapporter").items() if before[name] != data}
    assert "liten-endret-2024-2q.docx" in changed
    assert "liten-borte-2024-2q.docx" not in changed


def test_a_report_that_somebody_has_changed_is_kept(bench: Bench, store: Store) -> None:
    bench.book("bok")
    run(filled(store, bench), bench)
    own = docx_with(para("Rettet for hånd"))
    store.put("rapporter/liten-bok-2024-2q.docx", own)
    again = run(store, bench)
    assert statuses(again) == {"bok": "uendret"}
    assert list(again.messages.values()) == ["Endret for hånd siden den ble laget, og ikke rørt."]
    store.remove("rapporter/.rapportgen-batch.jsonl")
    (record,) = (record for _, record in run(store, bench).reports())
    assert [problem.kode for problem in record.problems][:1] == ["endret-for-haand"]
    assert store.read("rapporter/liten-bok-2024-2q.docx") == own
    assert statuses(run(store, bench, overwrite=True)) == {"bok": "laget"}
    assert store.read("rapporter/liten-bok-2024-2q.docx") != own


def test_a_report_that_is_open_in_word_gets_a_name_beside(bench: Bench, store: Store) -> None:
    bench.book("bok")
    run(filled(store, bench), bench)
    store.put("rapporter/~$ten-bok-2024-2q.docx", b"")
    store.put("bøker/bok.xlsx", bench.book("bok", 7).read_bytes())
    (record,) = (record for _, record in run(store, bench).reports())
    assert record.file == "liten-bok-2024-2q (2).docx"
    assert record.file in store.files("rapporter")


def test_a_run_goes_on_with_the_choices_it_began_with(bench: Bench, store: Store) -> None:
    bench.book("bok")
    run(filled(store, bench), bench)
    request = last_request_at(f"{store.address}/rapporter")
    assert request == bench.request()._replace(
        source=f"{store.address}/bøker", templates=(f"{store.address}/liten.docx",)
    )
    assert last_request_at(f"{store.address}/tom") is None


def test_reports_of_earlier_runs_are_told_of_and_half_written_ones_removed(bench: Bench, store: Store) -> None:
    bench.book("a")
    bench.book("b", 1)
    run(filled(store, bench), bench)
    store.remove("bøker/a.xlsx")
    kept = [".nedlasting.zip.part", ".rapportgen-4e5f6a7b.part"]
    for name in (".rapportgen-0a1b2c3d.part", *kept):
        store.put(f"rapporter/{name}", b"halv")
    store.make_older("rapporter/.rapportgen-0a1b2c3d.part", timedelta(hours=2))
    assert [problem.kode for problem in run(store, bench).problems] == ["fra-foer"]
    assert [name for name in store.files("rapporter") if name.endswith(".part")] == kept


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_file_is_put_whole_where_a_name_must_be_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch, is_taken: bool
) -> None:
    monkeypatch.setattr(addresses, "_STORES", ())
    move = store.memory.mv

    def moved(old: str, new: str, **more: Any) -> None:
        if is_taken and store.memory.exists(new):
            raise FileExistsError(new)
        move(old, new, **more)

    monkeypatch.setattr(type(store.memory), "mv", staticmethod(moved))
    store.put("rapporter/a.docx", b"gammel")
    addresses.put(f"{store.address}/rapporter/a.docx", b"ny")
    assert store.files("rapporter") == {"a.docx": b"ny"}


def test_names_of_files_here_are_told_nowhere(bench: Bench, store: Store) -> None:
    bench.book("bok")
    store.put("bøker/rapportgen.toml", b"# tomt\n")
    batch = run(filled(store, bench), bench)
    told = [problem for _, record in batch.reports() for problem in record.problems]
    assert f"Oppsettet i {store.address}/bøker/rapportgen.toml gjelder for denne arbeidsboken." in {
        problem.melding for problem in told
    }
    assert "rapportgen-speil" not in str(told)
    assert b"rapportgen-speil" not in store.read("rapporter/.rapportgen-batch.jsonl")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://finnes/ikke", "memory://finnes/ikke finnes ikke."),
        ("tull://a/b", "Programmet kjenner ikke adresser som begynner med tull://."),
        ("zip:///x.zip", "zip:///x.zip: Filer inni en pakket fil kan ikke brukes."),
        ("smb://ola:hemmelig@server/mappe", "smb://server/mappe: Skriv ikke passord i adressen."),
    ],
)
def test_an_address_that_cannot_be_used_is_told(bench: Bench, store: Store, address: str, message: str) -> None:
    with pytest.raises(FileRefusedError) as error:
        run(store, bench, address)
    assert message in str(error.value)
    assert "hemmelig" not in str(error.value)


@pytest.mark.parametrize(
    ("address", "said", "message"),
    [
        (
            "http://vert/x",
            'HTTPFileSystem requires "aiohttp"',
            "krever «aiohttp». Installer det med: pip",
        ),
        ("s3://kommunen/x", "Install s3fs", "krever «s3fs». Installer det med: pip install s3fs"),
        ("oci://kommunen/x", "Install ocifs", "oci:// krever et bibliotek til. fsspec sier: Install ocifs"),
    ],
)
def test_no_library_is_named_that_only_happens_to_be_called_what_the_address_begins_with(
    monkeypatch: pytest.MonkeyPatch, address: str, said: str, message: str
) -> None:
    def missing(address: str) -> None:
        raise ImportError(said)

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(FileRefusedError) as error:
        addresses.is_folder(address)
    assert message in str(error.value)


# --- What a workbook brings with it --------------------------------------------------------------------------------


def test_pictures_beside_the_workbook_are_fetched_and_count(bench: Bench, store: Store) -> None:
    book = openpyxl.load_workbook(bench.book("bok"))
    sheet = book.create_sheet("Figurer")
    for row in (("ID", "Fil", "Tittel"), ("F1", "kart.png", "Kartet"), ("F2", "krt2.png", "Et kart til")):
        sheet.append(row)
    book.save(bench.books / "bok.xlsx")
    (bench.books / "kart.png").write_bytes(picture("PNG"))
    bench.template.write_bytes(docx_with(para("{% for figur in figurer %}{{ bilde(figur) }}{% endfor %}")))
    bench.run()
    (record,) = (record for _, record in run(filled(store, bench), bench).reports())
    assert [problem.forslag for problem in record.problems if problem.kode == "figurfil"] == ["Mente du «kart.png»?"]
    assert store.files("rapporter") == files(bench.out)
    assert statuses(run(store, bench)) == {"bok": "uendret"}
    store.put("bøker/kart.png", picture("PNG", (20, 20)))
    assert statuses(run(store, bench)) == {"bok": "laget"}
    store.put("bøker/krt2.png", picture("PNG", (10, 10)))
    assert statuses(run(store, bench)) == {"bok": "laget"}


def test_settings_above_the_workbooks_count_with_own_templates_and_names(bench: Bench, store: Store) -> None:
    bench.book("bok")
    store.put("rapportgen.toml", '[maler]\nmappe = "våre"\n[rapport]\nfilnavn = "{mal}-om-{kvartal}"\n'.encode())
    store.put("våre/egen.docx", docx_with(para("Egen mal")))
    batch = run(filled(store, bench), bench, templates=("egen",))
    assert statuses(batch) == {"bok": "laget"}
    assert [name for name in store.files("rapporter") if name.startswith("egen-om-")] == ["egen-om-2024-2q.docx"]


def test_a_list_names_workbooks_by_its_own_folder_or_by_address(bench: Bench, store: Store) -> None:
    bench.book("a")
    bench.book("b", 1)
    rows = (
        "Arbeidsbok;Mal;Utfil",
        "../bøker/a;../liten.docx;møte/en.docx",
        f"{store.address}/bøker/b.xlsx;;to",
        "../bøker/c.xlsx;;",
        "../../../utenfor.xlsx;;",
    )
    store.put("lister/liste.csv", "\n".join(rows).encode())
    batch = run(filled(store, bench), bench, "lister/liste.csv")
    assert statuses(batch) == {"a": "laget", "b": "laget", "c": "feilet", "utenfor": "feilet"}
    told = {PurePath(job.workbook).stem: record.problems[0] for job, record in batch.reports()}
    assert told["c"].melding == "«../bøker/c.xlsx» finnes ikke."
    assert told["c"].forslag.startswith("Mente du «")
    assert {"møte/en.docx", "to.docx"} <= set(store.files("rapporter"))


def test_workbooks_here_may_become_reports_elsewhere(bench: Bench, store: Store) -> None:
    bench.book("bok")
    request = bench.request()
    batch = make_batch_at(request, f"{store.address}/rapporter", hands=Hands(1, ThreadPoolExecutor(1)))
    assert statuses(batch) == {"bok": "laget"}
    assert "liten-bok-2024-2q.docx" in store.files("rapporter")
    request = last_request_at(f"{store.address}/rapporter") or request
    assert request.source == f"file://{bench.books}"


def test_a_folder_here_is_held_while_reports_from_elsewhere_are_put_there(
    bench: Bench, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.book("bok")

    @contextmanager
    def taken(path: Path) -> Iterator[bool]:
        yield path != bench.out / ".rapportgen-batch.lock"

    monkeypatch.setattr("rapportgen.batch.run.alone", taken)
    request = bench.request()._replace(source=f"{filled(store, bench).address}/bøker")
    with pytest.raises(ReportError, match="En annen kjøring holder på i denne mappen"):
        make_batch_at(request, str(bench.out), hands=Hands(1, ThreadPoolExecutor(1)))
    assert files(bench.out) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="where files are not held while they are written")
def test_a_report_that_another_run_is_writing_in_a_folder_here_is_left(bench: Bench, store: Store) -> None:
    bench.book("bok")
    bench.out.mkdir()
    part = bench.out / ".rapportgen-4e5f6a7b.part"
    with part.open("wb") as writing:
        hold(writing.fileno())
        request = bench.request()._replace(source=f"{filled(store, bench).address}/bøker")
        make_batch_at(request, str(bench.out), hands=Hands(1, ThreadPoolExecutor(1)))
        assert part.exists()


def test_processes_of_our_own_make_them_too_and_leave_nothing(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "midlertidig"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    for number in range(3):
        bench.book(f"bok{number}", number)
    bench.run()
    out = tmp_path / "annet sted"
    make_batch_at(bench.request(), f"file://{out}", hands=Hands(2))
    assert files(out) == files(bench.out)
    assert list(own.iterdir()) == []


def test_a_store_that_refuses_a_report_fails_it(bench: Bench, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.book("a")
    bench.book("b", 1)
    pipe_file = type(store.memory).pipe_file

    def refuse(self: object, path: str, value: bytes, **options: object) -> None:
        if "liten-a" in path:
            raise PermissionError(path)
        pipe_file(self, path, value, **options)

    filled(store, bench)
    monkeypatch.setattr(type(store.memory), "pipe_file", refuse)
    batch = run(store, bench)
    assert statuses(batch) == {"a": "feilet", "b": "laget"}
    (reason, *_) = next(record.problems for _, record in batch.reports())
    assert reason.melding.endswith("Du har ikke tilgang til adressen.")
