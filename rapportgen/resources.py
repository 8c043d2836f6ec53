"""Where the shipped templates and samples are: packed in the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

from rapportgen.names import ascii_name

_PACKAGE = Path(__file__).parent


def shipped_folder(kind: str) -> Path:
    """The folder of `templates` or `samples`."""
    packed = _PACKAGE / f"_{kind}"
    return packed if packed.is_dir() else _PACKAGE.parent / kind


def shipped_templates() -> dict[str, Path]:
    """The shipped templates by name, in alphabetical order."""
    return {path.stem: path for path in sorted(shipped_folder("templates").glob("*.docx"))}


def shipped_samples() -> dict[str, Path]:
    """The shipped sample workbooks by name; the messy twins are left out."""
    return {
        path.stem: path
        for path in sorted(shipped_folder("samples").glob("*.xlsx"))
        if not path.stem.endswith("-rotete") and not path.name.startswith("~$")
    }


def named(name: str, things: dict[str, Path]) -> Path | None:
    """The one of `things` that `name` means, in any spelling: «gjennomføringsplan», «gjennomforingsplan»."""
    wanted = {ascii_name(name), _bare(name)}
    return next((path for stem, path in things.items() if ascii_name(stem) in wanted or _bare(stem) in wanted), None)


def _bare(name: str) -> str:
    """The name with ø and å as people type them on a foreign keyboard: o and a."""
    return ascii_name(name.casefold().translate(str.maketrans("øå", "oa")))
