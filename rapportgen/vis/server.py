"""The page on this machine: for this machine alone, at an address that nobody can guess, and nothing but the page.

Other pages in the same browser can send requests here, too: by a name of their own that leads to this machine (which
the Host header tells), or blindly (to which the secret word in the address is the answer). The browser keeps nothing.
"""

from __future__ import annotations

import hmac
import secrets
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from rapportgen.errors import OfficeError
from rapportgen.patterns import pattern
from rapportgen.vis.page import live_page

if TYPE_CHECKING:
    from rapportgen.vis.board import Board

ADDRESS = "127.0.0.1"
SECONDS_OF_SILENCE = 15
SECONDS_FOR_A_REQUEST = 30
_PICTURE = pattern(r"side/\d{1,9}/(\d{1,6})\.png")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class PageServer:
    """Serves what hangs on a board, until it is closed."""

    def __init__(self, board: Board, port: int = 0) -> None:
        """`port` 0 is any that is free. Raises OSError when the port is taken."""
        self._server = _Server(board, port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{ADDRESS}:{self._server.server_address[1]}/{self._server.token}/"

    def close(self) -> None:
        """Let everybody go, and close the port."""
        self._server.board.close()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would let two programs have the same port

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        self.token = secrets.token_urlsafe(18)
        super().__init__((ADDRESS, port), _Handler)
        number = self.server_address[1]
        self.hosts = {f"{ADDRESS}:{number}", f"localhost:{number}"}

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of its request is no error of ours, and nobody's concern."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "rapportgen"
    sys_version = ""
    timeout = SECONDS_FOR_A_REQUEST

    def do_GET(self) -> None:
        try:
            self._answer()
        except (ConnectionError, TimeoutError):  # the browser has gone
            self.close_connection = True
        except Exception as error:  # noqa: BLE001  the last border of a request: no traceback reaches a user
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, f"Siden kan ikke vises ({type(error).__name__}).")

    def _answer(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            self._refuse(HTTPStatus.FORBIDDEN, "Siden vises bare på denne maskinen.")
            return
        _, _, rest = self.path.partition("/")
        token, _, name = rest.partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._not_found()
        elif name == "":
            number, view = self.server.board.now
            self._send("text/html; charset=utf-8", live_page(view, number))
        elif name == "hendelser":
            self._tell_of_changes()
        elif picture := _PICTURE.fullmatch(name):
            self._send_picture(int(picture[1]) - 1)
        else:
            self._not_found()

    def _send_picture(self, page: int) -> None:
        """A page of the newest pages, whichever edition the browser has heard of."""
        images = self.server.board.now[1].images
        if images is None or not 0 <= page < len(images):
            self._not_found()
            return
        try:
            self._send("image/png", images.png(page))
        except OfficeError:
            self._not_found()

    def _tell_of_changes(self) -> None:
        """The number of each new view, for as long as both are there (Server-Sent Events)."""
        self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8")
        self.end_headers()
        number, board = 0, self.server.board
        while not board.is_closed:
            newer = board.wait_for_newer(number, SECONDS_OF_SILENCE)
            number = newer or number
            self.wfile.write(f"data: {newer}\n\n".encode() if newer else b": fortsatt her\n\n")
            self.wfile.flush()

    def _send(self, kind: str, data: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._begin(status, kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _not_found(self) -> None:
        self._refuse(HTTPStatus.NOT_FOUND, "Her er det ingenting. Bruk adressen som rapportgen skrev.")

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        self._send("text/plain; charset=utf-8", f"{message}\n".encode(), status)

    def _begin(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in _HEADERS.items():
            self.send_header(name, value)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are nobody's business."""
