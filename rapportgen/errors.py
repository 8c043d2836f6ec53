"""Exceptions: what makes it impossible to go on. Findings in somebody's file are Problems instead."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from rapportgen.problems import Problem


class RapportgenError(Exception):
    """The base of every error raised on purpose; its text is a Norwegian sentence for the user."""


class FileRefusedError(RapportgenError):
    """A file cannot be used as it is: wrong kind, damaged, protected, empty, or hostile."""


class FolderRefusedError(FileRefusedError):
    """A folder stands where one workbook is wanted."""


class TemplateError(RapportgenError):
    """A template cannot be compiled or run; `problems` say where and why."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class SettingsError(RapportgenError):
    """`rapportgen.toml` has faults, so nothing is made; `problems` say where and why."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class Found(NamedTuple):
    """What came up in a workbook that no report comes of: for whoever has it, and `for_others` as they may read it.

    `responsible` is who answers for the workbook; empty when it names nobody.
    """

    problems: tuple[Problem, ...] = ()
    for_others: tuple[Problem, ...] = ()
    responsible: str = ""


class ReportError(RapportgenError):
    """A report cannot be made from this workbook; nothing was written.

    `problems` say why. `found` is what else came up in the workbook when it was read: there may be why, too.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
        self.found = Found()


class NotOverwrittenError(RapportgenError):
    """The target exists and was changed by hand since rapportgen wrote it."""


class OfficeError(RapportgenError):
    """LibreOffice is not installed, or does not work."""


_REASONS = {
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "du har ikke mer plass på disken",
    errno.EFBIG: "filen er større enn systemet tillater",
    errno.EROFS: "disken kan bare leses",
    errno.ENOTDIR: "mappen er en fil",
    errno.EEXIST: "mappen er en fil",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "lenken går i ring",
    errno.EISDIR: "det er en mappe med dette navnet",
    errno.EACCES: "den er åpen i et annet program, eller du har ikke tilgang der",
    errno.EPERM: "den er åpen i et annet program, eller du har ikke tilgang der",
}


def os_reason(error: OSError) -> str:
    """Why the system would not use a file, in words that fit after «kan ikke skrives:» and «kan ikke leses:»."""
    return _REASONS.get(error.errno or 0, "systemet sier nei")


_NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP)
_NOTHING_THERE_ON_WINDOWS = (21, 123, 1921)
"""A disk that is not in, a name that no file can have, a link that leads nowhere: by Windows' own numbers."""


def is_there(path: Path) -> bool:
    """Whether anything stands at the path.

    Raises OSError where the system will not say: a name that is too long, a folder without access. There
    `Path.exists` raises in Python 3.13 and older only; in newer ones it answers False, as if nothing were there. So do
    `Path.is_file` and `Path.is_dir`, for which `is_file` and `is_folder` stand here.
    """
    return _mode(path) is not None


def is_file(path: Path) -> bool:
    """Whether an ordinary file stands at the path. Raises OSError where the system will not say."""
    mode = _mode(path)
    return mode is not None and stat.S_ISREG(mode)


def is_folder(path: Path) -> bool:
    """Whether a folder stands at the path. Raises OSError where the system will not say."""
    mode = _mode(path)
    return mode is not None and stat.S_ISDIR(mode)


def _mode(path: Path) -> int | None:
    """What stands at the path; None for nothing."""
    try:
        return path.stat().st_mode
    except OSError as error:
        if error.errno in _NOTHING_THERE or getattr(error, "winerror", None) in _NOTHING_THERE_ON_WINDOWS:
            return None
        raise
    except ValueError:  # a name that no file can have
        return None


def unusable(error: OSError) -> str:
    """The sentence about a file or folder that the system would not use."""
    name = f"«{shortened_path(error.filename)}»" if error.filename is not None else "Filen"
    return f"{name} kan ikke brukes: {os_reason(error)}."


def without_file(message: str, file: Path) -> str:
    """An error's message without the name of the file in front, for where that is said already."""
    for name in (str(file), shortened_path(file), file.name):
        message = message.removeprefix(f"{name}: ")
    return message


def shortened(name: str, most: int = 80) -> str:
    """A file name that fits in a message."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def shortened_path(path: object, most: int = 80) -> str:
    """A path that fits in a message, with as many of its last folders as there is room for: «…/rapporter/plan.docx»."""
    text = str(path)
    if len(text) <= most:
        return text
    end = text[1 - most :]
    places = [place for sign in "/\\" if (place := end.find(sign)) >= 0]
    return f"…{end[min(places) :]}" if places else shortened(text.replace("\\", "/").rpartition("/")[2], most)
