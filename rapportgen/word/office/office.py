"""LibreOffice: found, and asked for PDFs of one or many documents in one call.

Every call has a profile of its own in a temporary folder, so that it neither meets an open LibreOffice nor leaves
anything behind; a process that must leave at once ends its calls first. The profile forbids fetching linked files and
running macros. What counts is the file: LibreOffice also ends well when it has made none. Starting takes seconds, a
document a tenth of one: many documents belong in one call.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import OfficeError, os_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VARIABLE = "RAPPORTGEN_SOFFICE"
SECONDS_TO_START = 90
SECONDS_PER_DOCUMENT = 30
SECONDS_UNTIL_ASKED_AGAIN = 1800
"""How long a LibreOffice is left alone that has not answered: a batch would wait for it with each of its lots."""
MOST_IN_A_CALL = 50
_SILENT: dict[Path, float] = {}
"""When each program that does not answer was asked last."""
_RUNNING: dict[Path, subprocess.Popen[bytes]] = {}
_STARTING = threading.Lock()
"""Held while a call has files and is not among those that are running, by their folders."""

_SILENCE = "LibreOffice svarer ikke, og er stoppet. Se om programmet virker, og kjør på nytt."
_HOW_TO_GET = "Installer LibreOffice 7.4 eller nyere fra libreoffice.org."
_USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
# PDF/A-2 with tags, as PDF/UA wants them; bookmarks lead to pages by name. LibreOffice puts in a blank page where two
# pages in a row have odd numbers, which Word does not: those are left out.
_PDF_OPTIONS: dict[str, bool | int] = {
    "SelectPdfVersion": 2,
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
    "ExportFormFields": False,
    "IsSkipEmptyPages": True,
}
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    # A version that has not been met before tries out its drawing on 4096 × 4096 points, which takes a second.
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.9"),
)


def find_office() -> Path | None:
    """The program of LibreOffice; None when it is not installed, or RAPPORTGEN_SOFFICE is 0."""
    setting = os.environ.get(VARIABLE, "")
    if setting:
        return Path(setting) if setting != "0" and Path(setting).is_file() else None
    names = ("soffice.com", "soffice", "libreoffice") if sys.platform == "win32" else ("soffice", "libreoffice")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found:
        return Path(found)
    optional = sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
    return next((path for path in (*map(Path, _USUAL_PLACES), *optional) if path.is_file()), None)


def need_office() -> Path:
    """The program of LibreOffice. Raises OfficeError when there is none."""
    program = find_office()
    if program is None:
        raise OfficeError(_not_found())
    return program


def _not_found() -> str:
    """Why there is no LibreOffice, and what to do about it."""
    setting = os.environ.get(VARIABLE, "")
    if setting == "0":
        return f"LibreOffice er slått av, for miljøvariabelen {VARIABLE} er 0. Fjern den for å bruke LibreOffice."
    if setting:
        return f"Miljøvariabelen {VARIABLE} er «{setting}», men der er det ikke noe program. Rett den, eller fjern den."
    return f"LibreOffice finnes ikke på denne maskinen. {_HOW_TO_GET}"


def to_pdf(documents: Sequence[bytes]) -> list[bytes | None]:
    """The PDF of each .docx; None for one that LibreOffice could not make, or not in time.

    Raises OfficeError when LibreOffice is not installed, cannot be started, or does not answer, now or lately.
    """
    program = need_office()
    if program in _SILENT and time.monotonic() - _SILENT[program] < SECONDS_UNTIL_ASKED_AGAIN:
        raise OfficeError(_SILENCE)
    made: dict[int, bytes] = {}
    waiting = list(range(len(documents)))
    while waiting:
        turn = waiting[:MOST_IN_A_CALL]
        found, is_overdue = _one_call(program, {number: documents[number] for number in turn})
        made |= found
        left = [number for number in turn if number not in found]
        if left and not found and len(turn) > 1:
            # Nothing at all: the first document stopped the rest, or the program does not work.
            alone = (left[-1],) if is_overdue else (left[-1], left[len(left) // 2], left[1])
            found = _first_made(program, documents, dict.fromkeys(alone))
            made |= found
            if not found and is_overdue:
                _SILENT[program] = time.monotonic()
                if not made:
                    raise OfficeError(_SILENCE)
            if not found:
                break
        # The first that is missing is given up; those after it may have waited behind it in vain.
        waiting = [number for number in left[1:] if number not in made] + waiting[MOST_IN_A_CALL:]
    return [made.get(number) for number in range(len(documents))]


def _first_made(program: Path, documents: Sequence[bytes], numbers: Iterable[int]) -> dict[int, bytes]:
    """One of these documents, each tried alone until one is made; none when the program does not work."""
    calls = (_one_call(program, {number: documents[number]})[0] for number in numbers)
    return next(filter(None, calls), {})


def _one_call(program: Path, documents: dict[int, bytes]) -> tuple[dict[int, bytes], bool]:
    """What one call of LibreOffice made, by number, and whether it had to be ended."""
    try:
        with tempfile.TemporaryDirectory(prefix="rapportgen-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            files = {number: folder / f"{number}.docx" for number in documents}
            with _STARTING:
                profile = folder / "profil"
                write_settings(profile)
                for number, file in files.items():
                    file.write_bytes(documents[number])
                command = [*call_of(program, profile), *conversion_of(file.name for file in files.values())]
                _RUNNING[folder] = start(command, folder)
            is_overdue = _wait_for(folder)
            found = {number: data for number, file in files.items() if (data := made_of(file)) is not None}
            return found, is_overdue
    except OSError as error:
        raise no_room(error) from error


def no_room(error: OSError) -> OfficeError:
    """The error when the system does not let us have a folder for LibreOffice to work in."""
    return OfficeError(f"LibreOffice får ikke lagt filer i mappen for midlertidige filer: {os_reason(error)}.")


def call_of(program: Path, profile: Path) -> list[str]:
    """The command that starts LibreOffice with this profile, out of sight."""
    return [str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]


def conversion_of(names: Iterable[str]) -> list[str]:
    """The arguments that make PDFs of files in the current folder, in its folder «pdf»."""
    return ["--convert-to", f"pdf:writer_pdf_Export:{_filter_options()}", "--outdir", "pdf", *names]


def write_settings(profile: Path) -> None:
    """The profile's own settings, in the file where LibreOffice keeps what differs from its defaults."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )


def _filter_options() -> str:
    kinds = {bool: "boolean", int: "long"}
    return json.dumps(
        {name: {"type": kinds[type(value)], "value": str(value).lower()} for name, value in _PDF_OPTIONS.items()}
    )


def _wait_for(folder: Path) -> bool:
    """Wait until the call in a folder has ended. It and whatever it started are ended when nothing new has come for as
    long as a start and a document may take: whether that was so.
    """
    process, made = _RUNNING[folder], 0
    try:
        while True:
            try:
                process.wait(SECONDS_TO_START + SECONDS_PER_DOCUMENT)
                return False
            except subprocess.TimeoutExpired:
                before, made = made, len(list((folder / "pdf").glob("*.pdf")))
                if made == before:
                    return True
    finally:
        end(process)
        with _STARTING:  # goes no further when somebody has ended it who is about to leave
            del _RUNNING[folder]


def end_running() -> None:
    """End all calls and remove their files, for a process that leaves at once afterwards: no call goes any further."""
    _STARTING.acquire()  # and never released
    for folder, process in _RUNNING.items():
        end(process)
        shutil.rmtree(folder, ignore_errors=True)


def start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a program in `folder`, in a group of its own: Ctrl-C in our window does not reach it.

    Raises OfficeError when the system will not run it.
    """
    own_group = {"start_new_session": True}
    if sys.platform == "win32":
        own_group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.Popen(command, cwd=folder, **quiet, **own_group)  # type: ignore[call-overload,no-any-return]
    except OSError as error:
        raise OfficeError(f"LibreOffice ({command[0]}) kan ikke startes. {_HOW_TO_GET}") from error


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those it started, when it has not ended by itself."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def made_of(file: Path) -> bytes | None:
    """The PDF that was made of a file, when it is there and whole."""
    path = file.parent / "pdf" / f"{file.stem}.pdf"
    data = path.read_bytes() if path.is_file() else b""
    return data if data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") else None
