"""Writing a report: never over somebody's own changes, nor over what is open in another program."""

from __future__ import annotations

import errno
import io
import os
from functools import partial
from typing import TYPE_CHECKING

from rapportgen.errors import NotOverwrittenError, ReportError, os_reason, shortened_path
from rapportgen.named import NamedTuple
from rapportgen.whole import sweep_once, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PDF = ".pdf"


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
    sweep_once(target.parent)
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
