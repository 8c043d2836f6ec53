"""A template file's bytes, read only when it is a file of reasonable size."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from rapportgen.errors import FileRefusedError, os_reason

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE = 200_000_000  # bytes; Word's own limit for a document is 512 MB, and a template is far from it


def read_file(path: Path) -> bytes:
    """The file's bytes. Raises FileRefusedError for what is no ordinary file, too large or cannot be read."""
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise FileRefusedError(f"{path.name} er en mappe, ikke en Word-fil.")
        if not stat.S_ISREG(info.st_mode):
            raise FileRefusedError(f"{path.name} er ikke en vanlig fil.")
        if info.st_size > MAX_FILE:
            raise FileRefusedError(f"{path.name} er over {MAX_FILE // 1_000_000} MB og brukes ikke.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileRefusedError(f"Finner ikke filen {path.name}. Se etter skrivefeil i navnet.") from error
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have
        reason = f" ({os_reason(error)})" if isinstance(error, OSError) else ""
        raise FileRefusedError(f"{path.name[:60]} kan ikke leses{reason}.") from error
