"""Workbooks, templates and reports at addresses: the same reports as on this machine, and nothing taken for granted."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import fsspec
import pytest

from rapportgen.batch import Hands
from rapportgen.batch.remote import last_request_at, make_batch_at
from rapportgen.errors import FileRefusedError
from tests.batch.bygg import Bench, files, statuses
from tests.word.docx import docx_with, para

if TYPE_CHECKING:
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
    store.put("rapporter/.liten-b-123.part", b"halv")
    assert [problem.kode for problem in run(store, bench).problems] == ["fra-foer"]
    assert "rapporter/.liten-b-123.part" not in store.files("rapporter")


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
        ("smb://ola:hemmelig@server/mappe", "smb://server/mappe: Skriv ikke passord i adressen."),
    ],
)
def test_an_address_that_cannot_be_used_is_told(bench: Bench, store: Store, address: str, message: str) -> None:
    with pytest.raises(FileRefusedError) as error:
        run(store, bench, address)
    assert message in str(error.value)
    assert "hemmelig" not in str(error.value)
