"""`rapportgen.toml`: what a kommune has settled once and for all, found beside its workbooks and read strictly."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from rapportgen.errors import FileRefusedError, SettingsError, is_folder, os_reason, shortened_path
from rapportgen.model.oppsett import FILE_NAME, STANDARD, Oppsett
from rapportgen.problems import FEIL, Problem, count, feil, info

MAX_FILE = 200_000  # bytes
MAX_LINES = 5_000
MOST_FAULTS = 50  # told one by one
MIRROR = ".rapportgen-speil"
"""How the name of a folder ends that files from elsewhere are mirrored in: what lies above it has no say over them."""


def settings_beside(file: Path | None = None) -> Oppsett:
    """The settings for a workbook or template: of its folder, else of the nearest folder above that has a file of them.

    For a folder of workbooks, those in it.

    Without a `file`, for the current folder. Raises SettingsError or FileRefusedError.
    """
    found = find_settings(Path() if file is None else file if _is_folder(file) else file.parent)
    return read_settings(found) if found is not None else STANDARD


def _is_folder(path: Path) -> bool:
    with suppress(OSError):  # such as a name that is too long
        return path.is_dir()
    return False


def chosen_settings(named: Path | None, file: Path | None = None) -> Oppsett:
    """The settings in the file that is `named` on the command line, else those beside a workbook or template."""
    return settings_beside(file) if named is None else read_settings(named)


def find_settings(folder: Path) -> Path | None:
    """The nearest `rapportgen.toml` in a folder or above it; None when there is none.

    Raises FileRefusedError when what has that name is no file: it was meant to go before those further up.
    """
    try:
        whole = folder.resolve()
        above = takewhile(lambda place: place.suffix != MIRROR, (whole, *whole.parents))
        found = next((file for place in above if os.path.lexists(file := place / FILE_NAME)), None)
    except (OSError, ValueError, RuntimeError):  # a folder that nobody can have, or that may not be looked into
        return None
    if found is not None and not os.path.isfile(found):  # noqa: PTH113 - never raises
        what = "en lenke som ikke fører til noen fil" if found.is_symlink() else "ikke en vanlig fil"
        raise FileRefusedError(f"{found}: Oppsettet er {what}. Rett det eller ta det bort.")
    return found


def read_settings(path: Path) -> Oppsett:
    """The settings in a file. Raises SettingsError with everything that is wrong in it, each with its line, and
    FileRefusedError when it cannot be read.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise FileRefusedError(f"{path}: Filen er for stor til å være et oppsett.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileRefusedError(f"{path}: Filen finnes ikke. Kontroller navn og mappe.") from error
    except OSError as error:
        raise FileRefusedError(f"{shortened_path(path)}: Filen kan ikke leses ({os_reason(error)}).") from error
    return _settings_in(path.resolve(), data)


def folder_of_templates(path: Path) -> Path | None:
    """The folder of own templates that the settings in a file name, whether or not they and it can be used."""
    from rapportgen import toml_text

    try:
        content = toml_text.parsed(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None
    table = None if isinstance(content, toml_text.Broken) else content.get("maler")
    folder = table.get("mappe") if isinstance(table, dict) else None
    return path.parent / folder if isinstance(folder, str) and folder else None


@lru_cache(maxsize=8)
def _settings_in(path: Path, data: bytes) -> Oppsett:
    """The settings in the bytes of a file; a batch asks for the same ones every time."""
    from rapportgen import toml_text
    from rapportgen.model.oppsett.lesing import settings_from
    from rapportgen.model.oppsett.table import Source

    text = _text_of(path, data)
    if text.count("\n") > MAX_LINES:
        raise FileRefusedError(f"{path}: Filen er for stor til å være et oppsett.")
    content = toml_text.parsed(text)
    if isinstance(content, toml_text.Broken):
        place = f"{path.name}, linje {content.line}" + (f", tegn {content.column}" if content.column else "")
        raise _refusal(path, [feil("ugyldig-oppsett", place, content.message, content.text, content.hint)])
    source = Source(path.name, lambda wanted: toml_text.line_of(wanted, text))
    settings, folder = settings_from(content, source, _filter_names() if "filtre" in content else ())
    templates = path.parent / folder if folder else None
    if templates is not None and not is_folder(templates):
        message = f"Mappen «{shortened_path(folder)}» finnes ikke i {path.parent}."
        source.problems.append(feil("mangler-mappe", source.place(("maler", "mappe")), message, folder))
    found = sorted(dict.fromkeys(source.problems), key=_reading_order)
    if count(found, FEIL):
        raise _refusal(path, found)
    used = info("oppsett-brukt", path.name, f"Oppsettet i {path} gjelder for denne arbeidsboken.")
    return settings._replace(malmappe=templates, problems=(used, *found))


def _reading_order(problem: Problem) -> tuple[bool, int]:
    """Faults first, then by the line they stand on."""
    line = re.search(r", linje (\d+)", problem.sted)
    return problem.alvor != FEIL, int(line[1]) if line else 0


def _filter_names() -> frozenset[str]:
    """The names of the program's own filters."""
    from rapportgen.word.language.filters import NAMES

    return frozenset(NAMES)


def _refusal(path: Path, found: list[Problem]) -> SettingsError:
    faults = count(found, FEIL)
    told = found[:MOST_FAULTS]  # faults come first
    if faults > MOST_FAULTS:
        told.append(feil("flere-feil", path.name, f"… og {faults - MOST_FAULTS} til."))
    return SettingsError(f"{path}: {faults} feil i oppsettet. Ingen rapport er laget.", tuple(told))


def _text_of(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "Filen er ikke lagret som UTF-8, så æ, ø og å kan ikke leses."
        hint = "Åpne den i Notisblokk, velg «Lagre som» og kodingen UTF-8."
        raise _refusal(path, [feil("ugyldig-oppsett", f"{path.name}, linje {line}", message, "", hint)]) from error
