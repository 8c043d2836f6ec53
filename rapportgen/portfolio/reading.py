"""The workbooks of a portfolio: found, read, checked, and none lost silently."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import (
    FileRefusedError,
    RapportgenError,
    is_file,
    os_reason,
    shortened,
    unusable,
    without_file,
)
from rapportgen.model.grunnlag.portefoelje import Bok, Ulest
from rapportgen.named import NamedTuple
from rapportgen.names import as_listed
from rapportgen.pipeline import Checked, Withheld, check_file, shown_of
from rapportgen.problems import Problem, advarsel, feil, info
from rapportgen.saved import is_overview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""What a folder's workbooks end with, also those that cannot be read: they are named in the report."""

LEFT_OUT = "hoppet-over"
"""The code of the notes on what is passed over in a folder."""


class Read(NamedTuple):
    """A workbook that was read: its folder, what it is called here, what was found, and what may be printed of it.

    `withheld` is what may not.
    """

    folder: Path
    file: str
    checked: Checked
    book: Bok
    withheld: Withheld


class Left(NamedTuple):
    """A workbook that is not in the report: why, for its readers, and the problem for who makes it."""

    unread: Ulest
    problem: Problem


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder by name, those of folders in it left out. Raises FileRefusedError when it has none."""
    try:
        found = [path for path in _listed(folder) if _is_workbook(path)]
    except OSError as error:
        raise FileRefusedError(unusable(error)) from error
    if not found:
        raise FileRefusedError(f"{folder}: Mappen har ingen arbeidsbøker.")
    return found


def left_out_of(folder: Path) -> list[Problem]:
    """A note on each workbook of a folder, and each folder in it with workbooks, that is no part of a report on it."""
    try:
        return [info(LEFT_OUT, path.name, why) for path in _listed(folder) if (why := why_left_out(path))]
    except OSError as error:
        raise FileRefusedError(unusable(error)) from error


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: as_listed(path.name))


def why_left_out(path: Path) -> str:
    """Why a file or folder is passed over; «» for what is not, and what nobody would miss."""
    short = shortened(path.name)
    if path.is_dir():
        with suppress(OSError):  # one that may not be looked into
            if any(map(_is_workbook, path.iterdir())):
                return f"Mappen «{short}» er ikke lest, for bare arbeidsbøker rett i mappen tas med."
        return ""
    if path.suffix.lower() not in WORKBOOKS or _is_workbook(path):
        return ""
    if path.name.startswith("~$"):
        return f"«{short}» er en låsefil som Excel lager, og er ikke tatt med."
    if path.name.startswith("."):
        return f"«{short}» er skjult, og er ikke tatt med."
    if not is_file(path):
        return f"«{short}» er ikke en vanlig fil, og er ikke tatt med."
    return f"«{short}» er oversikten fra en tidligere kjøring, og er ikke tatt med."


def _is_workbook(path: Path) -> bool:
    """Whether the file is a workbook that somebody has put there, and not what the program writes beside reports.

    A link that leads nowhere is one that cannot be read.
    """
    is_passed_over = path.name.startswith(("~$", ".")) or not (is_file(path) or _leads_nowhere(path))
    return path.suffix.lower() in WORKBOOKS and not is_passed_over and not is_overview(path)


def _leads_nowhere(path: Path) -> bool:
    return os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114 - never raise


def read_all(paths: Sequence[Path], period: Periode | None, oppsett: Oppsett) -> tuple[list[Read], list[Left]]:
    """Every workbook, read or with the reason why it is not. Raises the reason when there is one workbook alone."""
    read: list[Read] = []
    left: list[Left] = []
    by_checksum: dict[str, str] = {}
    for path, file in zip(paths, names_of(paths), strict=True):
        try:
            checked = check_file(path, period, oppsett=oppsett)
        except (RapportgenError, OSError) as error:
            if len(paths) == 1:
                raise
            reason = _why_unread(error, path)
            left.append(Left(Ulest(file, reason), feil("kan-ikke-leses", file, reason)))
            continue
        twin = by_checksum.get(checked.workbook.checksum)
        if twin is not None:
            reason = f"Arbeidsboken er en kopi av {twin}, og er tatt med én gang."
            left.append(Left(Ulest(file, reason, is_counted=False), advarsel("kopi", file, reason)))
            continue
        by_checksum[checked.workbook.checksum] = file
        read.append(_read(path.parent, file, checked))
    return read, left


def _why_unread(error: RapportgenError | OSError, path: Path) -> str:
    """Why a workbook was not read, for the readers of the report: they are told its name, and not where it lies."""
    if _leads_nowhere(path):
        return "Filen er en lenke som ikke fører til noen fil."
    if not os.path.exists(path):  # noqa: PTH110 - never raises
        return "Filen finnes ikke."
    if isinstance(error, OSError):
        return f"Filen kan ikke brukes: {os_reason(error)}."
    return without_file(str(error), path).replace(f"{path.parent}{os.sep}", "")


def names_of(paths: Sequence[Path]) -> list[str]:
    """What each workbook is called: by its file, and with the folders that tell it from another of the same name."""
    names = [path.name for path in paths]
    if len(set(names)) == len(names):
        return names
    whole = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - links have their own names
    try:
        common = os.path.commonpath([path.parent for path in whole])
    except ValueError:  # on different disks
        return [path.name if names.count(path.name) == 1 else path.as_posix() for path in whole]
    return [path.name if names.count(path.name) == 1 else path.relative_to(common).as_posix() for path in whole]


def _read(folder: Path, file: str, checked: Checked) -> Read:
    """The workbook, and what readers see of it: no identity numbers, hidden names or small counts of people."""
    shown = shown_of(checked)
    withheld = shown.withheld._replace(file=file)
    problems = tuple(shown.of(checked.problems))
    return Read(
        folder, file, checked, Bok(file, shown.workbook, checked.settings, problems, withheld.text(file)), withheld
    )
