"""Compiled templates kept on disk, so that a report need not compile its template again.

The folder is the user's own: what is read from it is run. Whatever is wrong with it (missing, not writable, readable
by others, damaged), templates are simply compiled anew. Reading a template from here imports neither Jinja, docxtpl,
python-docx nor lxml. The variable RAPPORTGEN_CACHE names another folder; 0 turns the cache off.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import tempfile
import threading
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapportgen import problems
from rapportgen.errors import FileRefusedError, RapportgenError, TemplateError
from rapportgen.problems import Problem
from rapportgen.word.compiled import CompiledTemplate, Cut, Numbering, Openings, Part, Use
from rapportgen.word.contents.contents import ContentsField, ContentsPlan, HeadingKind
from rapportgen.word.contents.heading_numbers import Level, NumberList
from rapportgen.word.drawing.chart import Bound, ChartPattern, Copied, Piece, SeriesPattern
from rapportgen.word.drawing.gantt import GanttPattern
from rapportgen.word.drawing.looks import Look
from rapportgen.word.drawing.matrix import MatrixCell, MatrixPattern, MatrixRow, MatrixSample
from rapportgen.word.language.formats import Language, Signs
from rapportgen.word.ooxml.file import read_file
from rapportgen.word.ooxml.spot import Spot
from rapportgen.word.ooxml.zipfile_writer import Prepared
from rapportgen.word.writing.footnotes import NotePart
from rapportgen.word.writing.lists import ListLook, Looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rapportgen.model.oppsett.filtre import EgetFilter

KEPT = 40
KEPT_IN_MEMORY = 8
_MARK = "\0"
_NAMES: dict[Callable[..., Any], str] = {
    kind: kind.__name__
    for kind in (
        Problem,
        Part,
        Use,
        Numbering,
        NotePart,
        Cut,
        Openings,
        Bound,
        ChartPattern,
        Copied,
        Piece,
        SeriesPattern,
        GanttPattern,
        MatrixPattern,
        MatrixCell,
        MatrixSample,
        MatrixRow,
        ListLook,
        Looks,
        Look,
        Spot,
        Prepared,
        ContentsPlan,
        ContentsField,
        HeadingKind,
        NumberList,
        Level,
        Language,
        Signs,
    )
}
_KINDS = {name: kind for kind, name in _NAMES.items()}
assert len(_KINDS) == len(_NAMES), "two kinds of one name: one would be read back as the other"
_NESTED = (tuple, list, dict)
_REMEMBERED: dict[tuple[Path | None, str], CompiledTemplate] = {}
"""The templates that this process has used, by the folder they are kept in and their key."""
_REMEMBERED_BY_ONE = threading.Lock()  # an executor may make reports in threads


def compile_template(
    source: Path | str | bytes, *, filters: tuple[EgetFilter, ...] = (), cache: bool = True
) -> CompiledTemplate:
    """A template ready to run, from the cache when it was compiled before with the same names of own `filters`.

    Raises FileRefusedError for a file that cannot be used, and TemplateError with all its problems for a template
    with faults.
    """
    data = source if isinstance(source, bytes) else read_file(Path(source))
    digest = _digest(data, [own.navn for own in filters])
    folder = cache_folder() if cache else None
    name = "Malen" if isinstance(source, bytes) else Path(source).name
    if not cache:
        return _compile(data, name, digest, filters)
    if (known := _REMEMBERED.get((folder, digest))) is not None:
        return known._replace(name=name)
    compiled = _load(folder, digest) if folder is not None else None
    if compiled is None:
        compiled = _compile(data, name, digest, filters)
        if folder is not None:
            _store(folder, digest, compiled)
    _remember(folder, digest, compiled)
    return compiled._replace(name=name)


def _remember(folder: Path | None, digest: str, compiled: CompiledTemplate) -> None:
    """Keep the template as long as this process lasts: a batch asks for the same one every time."""
    with _REMEMBERED_BY_ONE:
        while len(_REMEMBERED) >= KEPT_IN_MEMORY:
            del _REMEMBERED[next(iter(_REMEMBERED))]
        _REMEMBERED[folder, digest] = compiled


def _compile(data: bytes, name: str, digest: str, filters: tuple[EgetFilter, ...]) -> CompiledTemplate:
    """The template in the bytes that the digest is of: the file may have been saved again since it was read."""
    from rapportgen.word.compile import compile_package  # imports docxtpl and lxml
    from rapportgen.word.ooxml.package import read_package

    try:
        return compile_package(read_package(data, name), digest, filters)
    except (RapportgenError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, (RecursionError, SyntaxError)):
            found = (problems.feil("for-stor", "dokumentet", "Malen er for sammensatt."),)
            raise TemplateError(f"{name}: Malen er for sammensatt.", found) from error
        hint = "Åpne den i Word og lagre den på nytt."
        raise FileRefusedError(f"{name} kan ikke leses som mal. {hint}") from error


def _digest(data: bytes, filters: Iterable[str]) -> str:
    """A key that changes with the template, the names of own `filters`, this program, Python and the libraries.

    What a filter does is decided when a report is made; which names there are, when the template is compiled.
    """
    key = blake2b(data, digest_size=16)
    key.update(f"{sys.implementation.cache_tag} {_program()}".encode())
    key.update(" ".join(sorted(filters)).encode())
    return key.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """What tells one version of the compiler from another: the times and sizes of its files, and of those it uses.

    A library is known by its first file: asking for its version would cost more than all the rest.
    """
    package = Path(__file__).parents[1]
    ours = [
        *_python_files(package),
        *_python_files(package / "model", deep=True),
        *_python_files(package / "word", deep=True),
    ]
    specs = (find_spec(library) for library in ("docx", "docxtpl", "jinja2", "lxml", "babel"))
    files = [*sorted(ours), *(spec.origin for spec in specs if spec is not None and spec.origin)]
    told = ((file, os.stat(file)) for file in files)  # noqa: PTH116 - a path for each would cost more than this
    return " ".join(f"{file} {info.st_mtime_ns} {info.st_size}" for file, info in told)


def _python_files(folder: Path | str, *, deep: bool = False) -> Iterator[str]:
    """The Python files in a folder, and with `deep` in the folders within: `Path.rglob` takes ten times as long."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path
            elif deep and entry.is_dir():
                yield from _python_files(entry.path, deep=True)


def cache_folder() -> Path | None:
    """The folder of compiled templates, private to the user; None when there is none to be had."""
    setting = os.environ.get("RAPPORTGEN_CACHE", "")
    if setting == "0":
        return None
    folder = Path(setting) if setting else _user_folder() / "rapportgen"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder) else None
    except (OSError, RuntimeError):
        return None


def _user_folder() -> Path:
    for variable in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        if os.environ.get(variable):
            return Path(os.environ[variable])
    return Path.home() / ".cache"


def _is_private(path: Path) -> bool:
    """Whether nobody else could have put something here.

    Where owners cannot be told, as on Windows, that is only known of what lies in the user's own folders.
    """
    if not hasattr(os, "getuid"):
        own = (Path(folder).resolve() for folder in (os.environ.get("LOCALAPPDATA"), Path.home()) if folder)
        return any(path.resolve().is_relative_to(folder) for folder in own)
    info = path.lstat()
    others_write = info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return info.st_uid == os.getuid() and not others_write and not stat.S_ISLNK(info.st_mode)


def _load(folder: Path, digest: str) -> CompiledTemplate | None:
    file = folder / f"{digest}.mal"
    try:
        if not _is_private(file):
            return None
        return _opened(file.read_bytes())
    except Exception:  # noqa: BLE001 - a cache that cannot be used, for whatever reason, is as good as none
        return None


def _opened(content: bytes) -> CompiledTemplate | None:
    """The template in the bytes of a file; None when they are damaged."""
    seal, body = content[:16], content[16:]
    if blake2b(body, digest_size=16).digest() != seal:
        return None
    return CompiledTemplate(*_thawed(marshal.loads(body)))


def _store(folder: Path, digest: str, compiled: CompiledTemplate) -> None:
    """Write the template beside the others, whole or not at all, and drop the oldest."""
    body = marshal.dumps(tuple(map(_frozen, compiled)))
    with suppress(OSError):
        handle, name = tempfile.mkstemp(dir=folder, suffix=".del")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(blake2b(body, digest_size=16).digest() + body)
            temporary.replace(folder / f"{digest}.mal")
        finally:
            temporary.unlink(missing_ok=True)
        kept = sorted(folder.glob("*.mal"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)


def _frozen(value: Any) -> Any:
    """The value as plain data that `marshal` can write: named tuples carry their name, and must be in `_KINDS`."""
    if isinstance(value, tuple):
        content = tuple(_frozen(item) for item in value)
        return content if type(value) is tuple else (_MARK, _NAMES[type(value)], *content)
    if isinstance(value, list):
        return [_frozen(item) for item in value]
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _thawed(value: Any) -> Any:
    """The value that was made plain data. Texts and numbers, which most are, are not looked into."""
    if isinstance(value, dict):
        return {key: _thawed(item) for key, item in value.items()}
    if not isinstance(value, (tuple, list)):
        return value
    content = [_thawed(item) if type(item) in _NESTED else item for item in value]
    if isinstance(value, list):
        return content
    return _KINDS[content[1]](*content[2:]) if content and content[0] == _MARK else tuple(content)
