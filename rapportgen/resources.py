"""Templates and samples by name; the shipped ones are packed in the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

from rapportgen.errors import FileRefusedError
from rapportgen.names import ascii_name, suggest

_PACKAGE = Path(__file__).parent


def shipped_folder(kind: str) -> Path:
    """The folder of `templates` or `samples`."""
    packed = _PACKAGE / f"_{kind}"
    return packed if packed.is_dir() else _PACKAGE.parent / kind


def shipped_templates() -> dict[str, Path]:
    """The shipped templates by name, in alphabetical order."""
    return {path.stem: path for path in sorted(shipped_folder("templates").glob("*.docx"))}


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
    if path.suffix.lower() in (".docx", ".dotx", ".docm") or path.exists():
        if not path.exists():
            raise FileRefusedError(f"{path}: Malen finnes ikke. Kontroller navn og mappe.")
        return path
    raise FileRefusedError(_unknown_template(str(template), list(known)))


def _unknown_template(name: str, known: list[str]) -> str:
    """The message for a template name that nothing has."""
    near = suggest(name.casefold(), known)
    hint = f" Mente du «{near}»?" if near else ""
    return f"Malen «{name}» finnes ikke.{hint} Malene er {', '.join(known)}, eller en egen .docx-fil."


def named(name: str, things: dict[str, Path]) -> Path | None:
    """The one of `things` that `name` means, in any spelling: «gjennomføringsplan», «gjennomforingsplan»."""
    wanted = {ascii_name(name), _bare(name)}
    return next((path for stem, path in things.items() if ascii_name(stem) in wanted or _bare(stem) in wanted), None)


def _bare(name: str) -> str:
    """The name with ø and å as people type them on a foreign keyboard: o and a."""
    return ascii_name(name.casefold().translate(str.maketrans("øå", "oa")))
