"""Addresses as files on this machine: what is at «s3://kommunen/a.xlsx» is at «s3/kommunen/a.xlsx» in a folder.

The paths from one file to another are those between the addresses, so that whatever is made in the mirror is what would
have been made there; names of files in the mirror are told as the addresses they stand for.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from rapportgen.batch.addresses import checked_address, is_address, names_in, read
from rapportgen.errors import FileRefusedError, shortened
from rapportgen.named import NamedTuple
from rapportgen.settings_file import MIRROR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.problems import Problem

_COLON = "\uf03a"
"""What stands for a colon in the name of a file, for Windows allows none; others do the same."""
_LOCAL = ("file", "local")


class Mirror(NamedTuple):
    """A folder in which addresses are files. `root` is its path, with no links on the way."""

    root: str

    def path_of(self, address: str) -> Path:
        """Where the file of an address is, or would be. Raises FileRefusedError."""
        scheme, _, rest = checked_address(address).partition("://")
        kind = "file" if scheme.lower() in _LOCAL else scheme.lower()
        within = os.path.normpath(rest.replace("\\", "/").strip("/") or ".").replace(":", _COLON)
        if Path(within).parts[:1] == (os.pardir,):
            raise FileRefusedError(f"{shortened(address)}: Adressen finnes ikke.")
        return Path(self.root, kind, within)

    def address_of(self, path: Path) -> str:
        """The address that a path in the mirror stands for. Raises FileRefusedError when it is not in the mirror."""
        try:
            kind, *parts = Path(os.path.normpath(path)).relative_to(self.root).parts
        except ValueError:
            message = f"«{shortened(path.name)}» ligger utenfor adressene som er oppgitt, og kan ikke hentes."
            raise FileRefusedError(message) from None
        return _start_of(kind) + "/".join(parts).replace(_COLON, ":")

    def shown(self, text: str) -> str:
        """A text with the addresses in place of the paths in the mirror."""
        if self.root not in text:
            return text
        pattern = re.compile(re.escape(self.root + os.sep) + r"([a-z0-9+.-]+)(?:[/\\]|$)")
        return pattern.sub(lambda match: _start_of(match[1]), text).replace(_COLON, ":")

    def retold(self, problem: Problem) -> Problem:
        """A problem that names addresses, and no files in the mirror."""
        return problem._replace(**{name: self.shown(text) for name, text in problem._asdict().items()})

    def fetch(self, path: Path) -> bool:
        """Put the file there that its address has; False when it has none. Raises FileRefusedError."""
        data = read(self.address_of(path))
        if data is None:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return True

    def names_beside(self, path: Path) -> dict[str, bool]:
        """The names in the folder of a file at its address, each with whether it is a folder itself."""
        return names_in(self.address_of(path.parent))


def address_from(place: str) -> str:
    """The address of a place that is typed: as it is, or that of a path on this machine."""
    if is_address(place):
        return checked_address(place)
    return f"file:///{Path(os.path.realpath(place)).as_posix().lstrip('/')}"


@contextmanager
def opened_mirror() -> Iterator[Mirror]:
    """An empty mirror, gone when the block ends."""
    root = new_folder(None)
    try:
        yield Mirror(str(root))
    finally:
        rmtree(root, ignore_errors=True)


def new_folder(within: Path | None) -> Path:
    """A new folder for a mirror, that nobody else may look into; settings above it do not count for what is in it."""
    return Path(os.path.realpath(tempfile.mkdtemp(prefix="rapportgen-", suffix=MIRROR, dir=within)))


def _start_of(kind: str) -> str:
    return "file:///" if kind == "file" else f"{kind}://"
