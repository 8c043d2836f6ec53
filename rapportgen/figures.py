"""The picture files that a workbook names: found beside it, read with care, and what is wrong with them.

Word never opens these files: it gets their bytes. A file is read when it is an ordinary one on a disk of this machine;
nothing is fetched from the net or from another machine.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from rapportgen.errors import is_file, is_there
from rapportgen.model.bilder import Picture, PictureError, read_picture
from rapportgen.names import suggest
from rapportgen.naming import is_reserved
from rapportgen.problems import Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.workbook import Workbook

SHEET = "Figurer"
CODE = "figurfil"
MAX_FILE = 25 << 20
MAX_TOGETHER = 120 << 20
ENDINGS = (".png", ".jpg", ".jpeg", ".gif")
_MOST_LISTED = 1_000


class _FileError(Exception):
    """A file that cannot be used: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def check_figures(workbook: Workbook, folder: Path) -> list[Problem]:
    """What is wrong with the files that the rows of «Figurer» name, each with the address of its cell."""
    return read_figures(workbook, folder)[1]


def read_figures(workbook: Workbook, folder: Path) -> tuple[dict[str, Picture], list[Problem]]:
    """The pictures by the file name in their rows, and a Problem for each that cannot be used."""
    pictures: dict[str, Picture] = {}
    unusable: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    beside = _Beside(folder)
    left = MAX_TOGETHER
    for row, name in _named(workbook):
        if name in pictures:
            continue
        if name not in unusable:
            try:
                pictures[name] = _picture(name, beside, left)
            except _FileError as error:
                unusable[name] = (error.message, error.hint)
        if name in unusable:
            message, hint = unusable[name]
            problems.append(advarsel(CODE, row.address("fil"), message, name[:80], hint))
            continue
        left -= len(pictures[name].data)
        if pictures[name].turned:
            message = f"Bildet «{name}» ligger på siden eller opp ned i filen, og blir stående slik i Word."
            hint = "Åpne det i et bildeprogram, snu det og lagre det."
            problems.append(advarsel("figur-snudd", row.address("fil"), message, name[:80], hint))
    return pictures, problems


def files_of(workbook: Workbook, folder: Path) -> Iterator[Path]:
    """The files that the rows of «Figurer» name, whether they are there or not; those that are never opened are left
    out.
    """
    for name in dict.fromkeys(name for _, name in _named(workbook)):
        with suppress(_FileError):
            yield _path(name, folder)


def _named(workbook: Workbook) -> Iterator[tuple[Any, str]]:
    for row in workbook.rows(SHEET):
        if row.fil is not None and (name := str(row.fil).strip()):
            yield row, name


class _Beside:
    """The folder that pictures are looked for in, and the names of those that lie there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def names(self) -> list[str]:
        """The names of the pictures, looked up once for all that are missing."""
        with os.scandir(self.folder) as files:
            names = [file.name for file in islice(files, _MOST_LISTED)]
        return [name for name in names if name.casefold().endswith(ENDINGS)]


def _picture(name: str, beside: _Beside, left: int) -> Picture:
    data = _content(_path(name, beside.folder), name, beside, min(MAX_FILE, left))
    try:
        return read_picture(data)
    except PictureError as error:
        raise _FileError(f"Bildet «{name}» {error}.", "Lagre bildet på nytt som PNG eller JPEG.") from error


def _path(name: str, folder: Path) -> Path:
    """Where the file is: beside the workbook, in a folder there, or where a whole path says."""
    windows = PureWindowsPath(name)
    if name.startswith(("\\\\", "//")) or "://" in name or name.casefold().startswith("file:"):
        hint = "Legg filen i samme mappe som arbeidsboken, og skriv bare filnavnet."
        raise _FileError(f"Bildet «{name[:60]}» ligger på nettet eller en annen maskin og hentes ikke.", hint)
    strange = any(ord(char) < 32 for char in name) or ":" in name.removeprefix(windows.drive)
    if strange or is_reserved(windows.name) or len(name) > 400:
        raise _FileError(f"«{name[:60]}» er ikke et filnavn.")
    return folder / (name if os.name == "nt" else name.replace("\\", "/"))


def _content(path: Path, name: str, beside: _Beside, most: int) -> bytes:
    try:
        if not is_file(path):
            if path.is_symlink() or is_there(path):
                raise _FileError(f"«{name}» er ikke en fil.")
            raise _FileError(f"Bildet «{name}» finnes ikke.", _near(name, beside))
        if os.name == "nt" and str(path.resolve()).startswith("\\\\"):
            raise _FileError(f"Bildet «{name}» ligger på en annen maskin og hentes ikke.")
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _FileError(f"«{name}» er ikke en fil.")
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise _FileError(f"Bildet «{name}» kan ikke leses.", "Er filen i bruk, eller mangler du tilgang?") from error
    if len(data) > most:
        raise _FileError(f"Bildet «{name}» er for stort.", f"Ett bilde kan være {MAX_FILE >> 20} MB. Gjør det mindre.")
    return data


def _near(name: str, beside: _Beside) -> str:
    """A guess at what was meant, among the pictures beside the workbook."""
    near = suggest(PureWindowsPath(name).name, beside.names)
    return f"Mente du «{near}»?" if near else "Legg filen i samme mappe som arbeidsboken."
