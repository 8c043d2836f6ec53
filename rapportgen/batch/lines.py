"""The lines of a journal, read so that nothing that stands in the file can do harm, whoever wrote it."""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from rapportgen.batch.jobs import FEILET, LAGET, UENDRET, Record
from rapportgen.errors import FileRefusedError
from rapportgen.naming import UNSEEN
from rapportgen.problems import ADVARSEL, FEIL, INFO, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

MOST_BYTES = 256 * 2**20
"""What ten thousand reports need, with a hundred problems each."""
MOST_IN_LINE = 4 * 2**20
"""What a report needs with as many problems as are kept."""
_MOST_IN_NAME = 255  # bytes, which is what disks take
_MOVE = "Flytt den bort, og kjør igjen."
_Plain = TypeVar("_Plain", bound=tuple[Any, ...])


def lines_of(path: Path) -> Iterator[dict[str, Any] | None]:
    """What each line of a file says; None for one that cannot be understood, except the last, which may be torn.

    A file that is not there, or may not be read, has no lines. Raises FileRefusedError for what is no plain file, and
    for one that is too large.
    """
    try:
        file = _opened(path)
    except OSError:
        return
    with file:
        while line := file.readline(MOST_IN_LINE):
            is_whole = line.endswith(b"\n")
            while not line.endswith(b"\n") and (more := file.readline(MOST_IN_LINE)):
                is_whole, line = False, more
            said = _parsed(line) if is_whole else None
            if said is not None or line.endswith(b"\n"):
                yield said


def _opened(path: Path) -> IO[bytes]:
    """The file, open. Opening never waits, and what it is, is asked of what was opened. Raises OSError as well."""
    if path.is_symlink():
        raise FileRefusedError(f"{path}: Dette er en snarvei, ikke en vanlig fil. {_MOVE}")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    about = os.fstat(descriptor)
    if stat.S_ISREG(about.st_mode) and about.st_size <= MOST_BYTES:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    reason = "Filen er for stor" if stat.S_ISREG(about.st_mode) else "Dette er ikke en vanlig fil"
    raise FileRefusedError(f"{path}: {reason}. {_MOVE}")


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def like(pattern: _Plain, said: dict[str, Any]) -> _Plain | None:
    """A named tuple like `pattern` with what is said, and the pattern's own values for the rest.

    None unless every name is one of the pattern's and every value of the same type; a list is as good as a tuple.
    """
    usual = pattern._asdict()  # type: ignore[attr-defined]
    values = {name: tuple(value) if type(value) is list else value for name, value in said.items()}
    if not all(name in usual and type(value) is type(usual[name]) for name, value in values.items()):
        return None
    return type(pattern)(**{**usual, **values})


def record_of(said: dict[str, Any]) -> Record | None:
    """The record that a line tells of; None when anything about it is odd, so that the report is made anew."""
    record = like(Record("", ""), said)
    if record is None or not record.key or record.status not in (LAGET, UENDRET, FEILET):
        return None
    problems = tuple(_problem_of(problem) for problem in record.problems)
    known = tuple(problem for problem in problems if problem is not None)
    is_plain = all(map(is_path, record.sources)) and all(
        not name or is_inside(name) for name in (record.file, record.pdf)
    )
    return record._replace(problems=known) if is_plain and len(known) == len(problems) else None


def _problem_of(said: Any) -> Problem | None:
    if type(said) is not list or len(said) > len(Problem._fields):
        return None
    problem = like(Problem("", "", "", ""), dict(zip(Problem._fields, said, strict=False)))
    return problem if problem is not None and problem.alvor in (FEIL, ADVARSEL, INFO) else None


def is_path(name: Any) -> bool:
    """Whether it is a text that a system may be asked about as a path."""
    if type(name) is not str or not name or "\0" in name:
        return False
    with suppress(UnicodeEncodeError):
        return all(len(os.fsencode(part)) <= _MOST_IN_NAME for part in PurePath(name).parts)
    return False


def is_inside(name: str) -> bool:
    """Whether a path stays within the folder that it is seen from, and has a name that a report may have."""
    path = PurePath(name)
    return is_path(name) and not UNSEEN.search(name) and bool(path.name) and not path.anchor and ".." not in path.parts
