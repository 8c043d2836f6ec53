"""Templates and samples by name; the shipped ones are packed in the wheel, or beside the package in a checkout."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.errors import FileRefusedError, is_there
from rapportgen.names import ascii_name, did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_WORD = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot")
_MOST_NAMES = 3
_LONG_ENOUGH = 3  # letters of a part of a name, to say which template it is
_PACKAGE = Path(__file__).parent


def shipped_folder(kind: str) -> Path:
    """The folder of `templates` or `samples`."""
    packed = _PACKAGE / f"_{kind}"
    return packed if packed.is_dir() else _PACKAGE.parent / kind


def shipped_templates() -> dict[str, Path]:
    """The shipped templates by name, in alphabetical order."""
    return dict(_templates_in(shipped_folder("templates")))


@cache
def _templates_in(folder: Path) -> tuple[tuple[str, Path], ...]:
    """The templates of our own folder: it does not change while the program runs, and every report asks for it."""
    return tuple((path.stem, path) for path in sorted(folder.glob("*.docx")))


def templates_with(own: Path | None = None) -> dict[str, Path]:
    """The templates by name: the kommune's `own` folder first, then the shipped ones whose names it does not have.

    A template in the folder stands in place of a shipped one with the same name.
    """
    files = [] if own is None else [path for path in sorted(own.glob("*")) if path.suffix.lower() == ".docx"]
    found = {path.stem: path for path in files if path.name[0] not in "~."}
    return {**found, **{name: path for name, path in shipped_templates().items() if named(name, found) is None}}


def field_list_template() -> Path:
    """The template that the list of fields is written with."""
    return shipped_folder("templates") / "hjelp" / "feltliste.docx"


def shipped_samples() -> dict[str, Path]:
    """The shipped sample workbooks by name; the messy twins are left out."""
    return {
        path.stem: path
        for path in sorted(shipped_folder("samples").glob("*.xlsx"))
        if not path.stem.endswith("-rotete") and not path.name.startswith("~$")
    }


def overview_template() -> Path:
    """The template of the overview of a batch, which is no report and makes none."""
    return shipped_folder("templates") / "hjelp" / "oversikt.docx"


def template_path(template: str | Path, own: Path | None = None) -> Path:
    """The file that `template` names: a .docx file, or the name of a template in any spelling.

    Names are those of the kommune's `own` folder and of the shipped templates (`templates_with`). Raises
    FileRefusedError.
    """
    known = templates_with(own)
    found = named(str(template), known)
    if found is not None:
        return found
    path = Path(template)
    if path.is_dir():
        raise FileRefusedError(f"«{path}» er en mappe. {_which(path)}")
    if is_there(path):
        return path
    if path.is_symlink():
        raise FileRefusedError(f"{path}: Malen er en lenke som ikke fører til noen fil.")
    if path.suffix.lower() in _OF_WORD:
        near = template_like(path, known)
        raise FileRefusedError(f"{path}: Malen finnes ikke. {near or 'Kontroller navn og mappe.'}")
    raise FileRefusedError(_unknown_template(path, list(known)))


def _which(folder: Path) -> str:
    """What to write in place of a folder: a file in it, or the name of a template."""
    names = [path.name for path in sorted(folder.glob("*.docx")) if path.name[0] not in "~."]
    here = f"Skriv hvilken fil: {', '.join(names[:_MOST_NAMES])}" if names else "Skriv navnet på en Word-fil"
    more = ", …" if len(names) > _MOST_NAMES else ""
    return f"{here}{more}, eller navnet på en mal som følger med."


def template_like(path: Path, known: Iterable[str] = ()) -> str:
    """A guess at a misspelt file: one in the same folder, or one of the `known` templates; «» without any."""
    beside = path.parent.glob("*") if path.parent.is_dir() else ()
    there = [one for one in beside if one.suffix.lower() in _OF_WORD and os.path.exists(one)]  # noqa: PTH110 - never raises
    files = {ascii_name(one.stem): str(one) for one in sorted(there)}
    names = {**{ascii_name(name): name for name in known}, **files}
    return did_you_mean(ascii_name(path.stem), names)


def _unknown_template(path: Path, known: list[str]) -> str:
    """The message for a template name that nothing has."""
    name = ascii_name(str(path))
    near = suggest(name, known) or next((one for one in known if len(name) >= _LONG_ENOUGH and name in one), None)
    hint = f" Mente du «{near}»?" if near else f" {template_like(path)}".rstrip()
    return f"Malen «{path}» finnes ikke.{hint} Malene er {', '.join(known)}, eller en egen .docx-fil."


def named(name: str, things: dict[str, Path]) -> Path | None:
    """The one of `things` that `name` means, in any spelling: «gjennomføringsplan», «gjennomforingsplan»."""
    wanted = {ascii_name(name), _bare(name)}
    return next((path for stem, path in things.items() if ascii_name(stem) in wanted or _bare(stem) in wanted), None)


def _bare(name: str) -> str:
    """The name with ø and å as people type them on a foreign keyboard: o and a."""
    return ascii_name(name.casefold().translate(str.maketrans("øå", "oa")))
