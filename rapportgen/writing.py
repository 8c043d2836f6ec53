"""Writing a file so that it is whole or absent, and never over somebody's own changes."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import tempfile
import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import NotOverwrittenError, ReportError, os_reason, shortened_path
from rapportgen.locks import hold, remove_unheld
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX, PART = ".rapportgen-", ".part"
_OUR_PART = pattern(r"\.rapportgen-[a-z0-9_]{8}\.part")
TOO_OLD = 3600
"""After so many seconds a temporary file is nobody's, where there is no other way to know."""
PDF = ".pdf"
_PAUSES = (0.1, 0.4) if os.name == "nt" else ()
"""On Windows, virus scanners and OneDrive hold a new file for moments: it counts as open when it is so after these."""


class Written(NamedTuple):
    """Where a report ended up: `status` is laget or uendret; `message` tells of a new name."""

    path: Path
    status: str
    message: str = ""


def write_report(target: Path, data: bytes, *, overwrite: bool = False) -> Written:
    """Write a report at `target`, or beside it under a numbered name when Word has the file open.

    The same bytes are not written again. Raises NotOverwrittenError when the file there was changed by
    hand since it was made, and ReportError when nothing can be written.
    """
    try:
        return _write_report(target, data, overwrite)
    except OSError as error:
        raise ReportError(
            f"{shortened_path(target)}: Filen kan ikke skrives ({os_reason(error)}). Velg et annet sted med -o."
        ) from error


def _write_report(target: Path, data: bytes, overwrite: bool) -> Written:
    _sweep_once(target.parent)
    if target.is_file() and target.read_bytes() == data:
        return Written(target, "uendret")
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not overwrite:
        _refuse_if_changed(target)
    if _is_open_in_word(target):
        return _beside(target, data)
    try:
        write_whole(target, data)
    except PermissionError:
        if not target.exists():
            raise ReportError(f"{target}: Du har ikke lov til å skrive i denne mappen. Velg en annen med -o.") from None
        return _beside(target, data)
    return Written(target, "laget")


def write_whole(target: Path, data: bytes) -> None:
    """Write `data` at `target` in one step: a temporary file beside it, flushed to disk, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = _new_part(target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            _usual_permissions(name)
            if os.name != "nt":
                _put_in_place(Path(name), target)  # while it is held, so that nobody sweeps it
        if os.name == "nt":
            _put_in_place(Path(name), target)  # which has to be closed first
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _put_in_place(part: Path, target: Path) -> None:
    """Rename a part to what it is to be called. Raises OSError when that is refused, and goes on being so."""
    for seconds in _PAUSES:
        try:
            part.replace(target)
            return
        except PermissionError:
            time.sleep(seconds)
    part.replace(target)


def _new_part(folder: Path) -> tuple[int, str]:
    """A temporary file of our own, open and held."""
    while True:
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=PART, dir=folder)
        hold(descriptor)
        if os.path.lexists(name):
            return descriptor, name
        os.close(descriptor)  # somebody swept it before it was held


def temporary_name() -> str:
    """A name for a temporary file of ours, where the system does not find one."""
    return f"{PREFIX}{os.urandom(4).hex()}{PART}"


def is_temporary(name: str) -> bool:
    """Whether a file with this name is a temporary one of ours, and of nobody else."""
    return _OUR_PART.fullmatch(name) is not None


def sweep(folder: Path) -> None:
    """Remove temporary files of ours that a killed run left in `folder`, and none that a run is still writing."""
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as found:
        for name in [entry.name for entry in found if is_temporary(entry.name)]:
            with contextlib.suppress(OSError):
                path = folder / name
                if not remove_unheld(path) and path.lstat().st_mtime < time.time() - TOO_OLD:
                    path.unlink()


@cache
def _sweep_once(folder: Path) -> None:
    sweep(folder)


def _usual_permissions(name: str) -> None:
    """mkstemp makes files private; a report has the permissions of any other new file."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)


def _refuse_if_changed(target: Path) -> None:
    if target.suffix.lower() == PDF:
        from rapportgen.word.office.pdf_seal import is_untouched_pdf as is_untouched
    else:
        from rapportgen.word.ooxml.seal import is_untouched

    if not is_untouched(target):
        raise NotOverwrittenError(
            f"{target}: Filen er endret for hånd siden den ble laget, og er ikke overskrevet. "
            "Velg et annet sted med -o, eller bruk --overskriv."
        )


def _is_open_in_word(target: Path) -> bool:
    """Whether Word's owner file stands beside it: it has the name of the document, but for its two first letters.

    Of a name of seven letters it lacks the first alone: «~$apport.docx» for «rapport.docx»; of shorter ones, none.
    """
    lacks = min(max(len(target.stem) - 6, 0), 2)
    return target.exists() and target.with_name(f"~${target.name[lacks:]}").exists()


def _beside(target: Path, data: bytes) -> Written:
    """The report under the first numbered name that is free, or holds an edition of the same report from before."""
    where, what = _open_in(target)
    for candidate in filter(partial(_may_be_used, data=data), _numbered(target)):
        status = "uendret" if candidate.exists() and candidate.read_bytes() == data else "laget"
        try:
            if status == "laget":
                write_whole(candidate, data)
        except PermissionError:
            if candidate.exists():
                continue  # it is open too
            raise
        return Written(candidate, status, f"{target.name} er åpen i {where}. {what} er lagret som {candidate.name}.")
    raise ReportError(f"{target}: Filen er åpen i {where}. Lukk den og prøv igjen.")


def _may_be_used(candidate: Path, data: bytes) -> bool:
    """Whether nothing is lost when these bytes have this name."""
    if not os.path.lexists(candidate):
        return True
    if not candidate.is_file() or _is_open_in_word(candidate):
        return False
    return candidate.read_bytes() == data or _is_edition(candidate, data)


def _is_edition(candidate: Path, data: bytes) -> bool:
    """Whether the file is the same report as it was made before, and nobody has changed it since.

    A name with a number may also be that of the report of «bok (2).xlsx». Of a PDF it is not known what it is about.
    """
    if candidate.suffix.lower() == PDF:
        return False
    from rapportgen.saved import is_about_the_same
    from rapportgen.word.ooxml.seal import is_untouched

    return is_untouched(candidate) and is_about_the_same(candidate, io.BytesIO(data))


def _open_in(target: Path) -> tuple[str, str]:
    """What program has the file open, and what the file is."""
    return ("et annet program", "PDF-en") if target.suffix.lower() == PDF else ("Word", "Rapporten")


def _numbered(target: Path) -> Iterator[Path]:
    for number in range(2, 100):
        yield target.with_name(f"{target.stem} ({number}){target.suffix}")
