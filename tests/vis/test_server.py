"""The server, over a real connection to this machine: what it gives, to whom, and when it tells of changes."""

from __future__ import annotations

import socket
from contextlib import closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from rapportgen.vis.board import Board
from rapportgen.vis.server import PageServer
from rapportgen.vis.view import View
from rapportgen.word.office.pdf_images import PageImages
from tests.word.pdfs import pdf_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse

LONG = 20


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Served:
    """A board and a server of it."""

    def __init__(self) -> None:
        self.board = Board(View("mal.docx", "bok.xlsx"))
        self.server = PageServer(self.board)
        parts = urlsplit(self.server.url)
        self.port, self.path = int(parts.port or 0), parts.path

    def open(self, path: str, method: str = "GET", host: str | None = None) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        connection.request(method, path, headers={} if host is None else {"Host": host})
        return connection.getresponse()

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> Answer:
        with closing(self.open(path, method, host)) as answer:
            return Answer(answer.status, dict(answer.headers.items()), answer.read())


@pytest.fixture
def served() -> Iterator[Served]:
    one = Served()
    yield one
    one.server.close()


def with_pages(served: Served, colour: str = "1 0 0") -> None:
    edition = served.board.now[1].edition + 1
    served.board.change(images=PageImages(pdf_with([((100, 100), colour)] * 2)), edition=edition, is_working=False)


def test_the_page_is_given_and_never_kept(served: Served) -> None:
    answer = served.ask(served.path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "<h1>mal.docx</h1>" in answer.body.decode()


def test_it_listens_to_this_machine_alone(served: Served) -> None:
    assert urlsplit(served.server.url).hostname == "127.0.0.1"
    assert served.server._server.server_address[0] == "127.0.0.1"


def test_each_server_has_an_address_of_its_own(served: Served) -> None:
    other = Served()
    other.server.close()
    assert len(served.path) > 20
    assert other.path != served.path


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/feil/",
        "/feil/side/1/1.png",
        "/feil/hendelser",
        "{path}../page.py",
        "{path}page.css",
        "{path}side/1/0.png",
        "{path}side/1/3.png",
        "{path}side/1/../../x.png",
        "{path}side/1/1.png/",
        "{path}%2e%2e/page.py",
        "{path}?x=1",
    ],
)
def test_nothing_else_is_there(path: str, served: Served) -> None:
    with_pages(served)
    answer = served.ask(path.format(path=served.path))
    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("host", ["ond.example", "ond.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", ""])
def test_another_name_for_this_machine_is_refused(host: str, served: Served) -> None:
    answer = served.ask(served.path, host=host.format(port=served.port))
    assert (answer.status, b"<h1>" in answer.body) == (403, False)


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
def test_its_own_names_are_known(host: str, served: Served) -> None:
    assert served.ask(served.path, host=host.format(port=served.port)).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent_to_it(method: str, served: Served) -> None:
    assert served.ask(served.path, method).status == 501


def test_pages_are_pictures_and_always_the_newest(served: Served) -> None:
    assert served.ask(f"{served.path}side/1/1.png").status == 404
    with_pages(served)
    first = served.ask(f"{served.path}side/1/1.png")
    assert (first.status, first.headers["Content-Type"]) == (200, "image/png")
    assert first.body.startswith(b"\x89PNG")
    with_pages(served, "0 0 1")
    assert served.ask(f"{served.path}side/1/1.png").body != first.body


def test_changes_are_told_as_they_come(served: Served) -> None:
    answer = served.open(f"{served.path}hendelser")
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert answer.fp.readline() == b"data: 1\n"
    answer.fp.readline()
    served.board.change(is_working=False)
    assert answer.fp.readline() == b"data: 2\n"
    assert 'data-versjon="2"' in served.ask(served.path).body.decode()


def test_who_waits_is_let_go_at_the_end(served: Served) -> None:
    answer = served.open(f"{served.path}hendelser")
    answer.fp.readline()
    served.server.close()
    assert answer.fp.read().strip().removeprefix(b": fortsatt her") == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", served.port), timeout=LONG)


def test_who_leaves_in_the_middle_disturbs_nobody(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    with_pages(served)
    with socket.create_connection(("127.0.0.1", served.port), timeout=LONG) as one:
        one.sendall(f"GET {served.path} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
    with socket.create_connection(("127.0.0.1", served.port), timeout=LONG) as other:
        other.sendall(b"\x16\x03\x01 noe helt annet\r\n\r\n")
        other.recv(100)
    assert served.ask(served.path).status == 200
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_our_own_is_told_without_a_traceback(
    served: Served, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapportgen.vis.server.live_page", lambda view, number: 1 / 0)
    answer = served.ask(served.path)
    assert (answer.status, answer.body.decode()) == (500, "Siden kan ikke vises (ZeroDivisionError).\n")
    assert capfd.readouterr() == ("", "")


def test_a_port_that_is_taken_is_told(served: Served) -> None:
    with pytest.raises(OSError, match="Errno"):
        PageServer(Board(View("a", "b")), served.port)
