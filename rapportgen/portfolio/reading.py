"""The workbooks of a portfolio: found, read, checked, and none lost silently."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.errors import FileRefusedError, RapportgenError, unusable, without_file
from rapportgen.model.grunnlag.portefoelje import Bok, Ulest
from rapportgen.pipeline import Checked, check_file, shown_of
from rapportgen.problems import Problem, advarsel, feil
from rapportgen.saved import is_overview

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.model.perioder import Periode

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""What a folder's workbooks end with, also those that cannot be read: they are named in the report."""


class Read(NamedTuple):
    """A workbook that was read: its folder, what it is called here, what was found, and what may be printed of it."""

    folder: Path
    file: str
    checked: Checked
    book: Bok


class Left(NamedTuple):
    """A workbook that is not in the report: why, for its readers, and the problem for who makes it."""

    unread: Ulest
    problem: Problem


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder by name, those of folders in it left out. Raises FileRefusedError when it has none."""
    try:
        found = [path for path in sorted(folder.iterdir()) if _is_workbook(path)]
    except OSError as error:
        raise FileRefusedError(unusable(error)) from error
    if not found:
        raise FileRefusedError(f"{folder}: Mappen har ingen arbeidsbøker.")
    return found


def _is_workbook(path: Path) -> bool:
    """Whether the file is a workbook that somebody has put there, and not what the program writes beside reports."""
    is_passed_over = path.name.startswith(("~$", ".")) or not path.is_file() or is_overview(path)
    return path.suffix.lower() in WORKBOOKS and not is_passed_over


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
            reason = without_file(unusable(error) if isinstance(error, OSError) else str(error), path)
            left.append(Left(Ulest(file, reason), feil("kan-ikke-leses", file, reason)))
            continue
        twin = by_checksum.setdefault(checked.workbook.checksum, file)
        if twin != file:
            reason = f"Arbeidsboken er en kopi av {twin}, og er tatt med én gang."
            left.append(Left(Ulest(file, reason, is_counted=False), advarsel("kopi", file, reason)))
            continue
        read.append(Read(path.parent, file, checked, _for_readers(file, checked)))
    return read, left


def names_of(paths: Sequence[Path]) -> list[str]:
    """What each workbook is called: by its file, and with the folders that tell it from another of the same name."""
    names = [path.name for path in paths]
    if len(set(names)) == len(names):
        return names
    whole = [path.resolve() for path in paths]
    try:
        common = os.path.commonpath([path.parent for path in whole])
    except ValueError:  # on different disks
        return [path.name if names.count(path.name) == 1 else path.as_posix() for path in whole]
    return [path.name if names.count(path.name) == 1 else path.relative_to(common).as_posix() for path in whole]


def _for_readers(file: str, checked: Checked) -> Bok:
    """The workbook without identity numbers, hidden names and small counts of people, and its problems without them."""
    shown = shown_of(checked)
    return Bok(file, shown.workbook, checked.settings, tuple(shown.of(checked.problems)))
