"""What a report was made of, summed up in a few letters: by content, and never by the time of a file."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.batch.jobs import shown_from
from rapportgen.errors import FileRefusedError
from rapportgen.resources import template_path
from rapportgen.settings_file import find_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.batch.jobs import Job, Options, Record


def fingerprint(job: Job, options: Options, record: Record, files: Iterable[str]) -> str:
    """The sum of everything that decides the report: its order, this program, and the content of each of its files.

    `record` says whether the day, LibreOffice and the place in the list have a part in it; `files` are the `digests` of
    its files. For a report that is being made they are those from before they were read: what is saved meanwhile is not
    in it. What is told of the line in the list is kept with the report, and so it is in it.
    """
    words = [
        *(program(), record.key, options.dato, options.pdf),
        options.today if record.dated_today else "",
        _has_office() if record.needs_office else "",
        job.order.sted if record.placed else "",
        *(text for note in job.notes for text in note),
        *(shown_from(options.out, workbook) for workbook in job.workbooks),
        *files,
    ]
    return blake2b(json.dumps(words).encode(), digest_size=16).hexdigest()


def digests(job: Job, sources: Iterable[Path]) -> tuple[str, ...]:
    """The digests of the files of a report as they are now: its template, its settings, and its `sources`."""
    return (*_template_and_settings(job), *map(digest_of, sources))


def sum_of(data: bytes) -> str:
    """The digest of some bytes."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of a file; empty when there is none that can be read."""
    try:
        return sum_of(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def _template_and_settings(job: Job) -> tuple[str, str]:
    """The digests of the template, and of the settings that count for the workbook."""
    try:
        found = find_settings(job.folder)
        template = template_path(job.template)
    except FileRefusedError:
        return "", ""
    return digest_of(template), digest_of(found) if found is not None else ""


def _has_office() -> bool:
    from rapportgen.word.office.office import find_office

    return find_office() is not None


@lru_cache(maxsize=1)
def program() -> str:
    """The version of the program, and of the libraries that write values: another one may write another report."""
    package = Path(__file__).parents[1]
    code = blake2b(digest_size=16)
    for file in sorted(package.rglob("*.py")):
        code.update(file.read_bytes())
    return " ".join([code.hexdigest(), *versions_of(("jinja2", "Babel"))])


def versions_of(libraries: Iterable[str]) -> Iterable[str]:
    """The version of each library; empty for one that is not installed."""
    for library in libraries:
        try:
            yield version(library)
        except PackageNotFoundError:
            yield ""
