"""Files at addresses: a file share, S3, Azure and whatever else fsspec knows, read and written as whole files.

An address is text with a scheme, such as «s3://kommunen/rapporter»; anything else is a path on this machine. Every
failure is a FileRefusedError that names the address, so that it is told with the report it stops.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapportgen.errors import FileRefusedError, os_reason, shortened
from rapportgen.patterns import pattern
from rapportgen.whole import TOO_OLD, temporary_name, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTRA = "pip install distributed fsspec"
_ADDRESS = pattern(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PASSWORD = pattern(r"[^/]*:[^/]*@")
_LIBRARIES = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("az", "abfs", "abfss"), "adlfs"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko"),
    **dict.fromkeys(("http", "https"), "aiohttp"),
    "smb": "smbprotocol",
}
_ARCHIVES = frozenset({"zip", "tar", "libarchive"})
_HERE = frozenset({"file", "local"})
_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
"""Where a file appears whole when all of it has been sent, and cannot be renamed."""


def is_address(text: str) -> bool:
    """Whether the text is an address, and not a path on this machine."""
    return _ADDRESS.match(text) is not None


def checked_address(text: str) -> str:
    """The address, when it is one that can be kept in a journal and shown in an overview. Raises FileRefusedError."""
    scheme, _, rest = text.partition("://")
    if scheme.lower() in _ARCHIVES:
        message = "Filer inni en pakket fil kan ikke brukes. Pakk den ut, og skriv mappen de da ligger i."
        raise FileRefusedError(f"{shortened(text)}: {message}")
    if "::" in text:
        raise FileRefusedError(f"{shortened(text)}: Adressen er satt sammen av flere. Skriv bare én.")
    if _PASSWORD.match(rest):
        where = f"{scheme}://{rest.split('@', 1)[1]}"
        raise FileRefusedError(
            f"{shortened(where)}: Skriv ikke passord i adressen. Legg det i oppsettet for fsspec på maskinen."
        )
    return text


def read(address: str) -> bytes | None:
    """The bytes of the file at an address; None when there is none."""
    with _asking(address):
        files, path = _opened(address)
        try:
            data: bytes = files.cat_file(path)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        return data


def is_folder(address: str) -> bool:
    """Whether there is a folder at an address."""
    with _asking(address):
        files, path = _opened(address)
        return bool(files.isdir(path))


def names_in(address: str) -> dict[str, bool]:
    """The names in the folder at an address, each with whether it is a folder; none when there is no such folder."""
    with _asking(address):
        files, path = _opened(address)
        try:
            found = files.ls(path, detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        own = str(path).rstrip("/")
        entries = ((str(entry["name"]).rstrip("/"), entry["type"] == "directory") for entry in found)
        return {name.rpartition("/")[2]: folder for name, folder in entries if name not in (own, "")}


def put(address: str, data: bytes) -> None:
    """Put a file at an address, whole or not at all, in place of what is there."""
    with _asking(address):
        files, path = _opened(address)
        if _scheme(address) in _HERE:
            write_whole(Path(path), data)
        elif _scheme(address) in _STORES:
            files.pipe_file(path, data)
        else:
            _put_and_rename(files, path, data)


def remove_old(address: str) -> None:
    """Remove a temporary file at an address when it is nobody's any more: so old that no run is still writing it.

    One whose age nobody knows is left.
    """
    with _asking(address), suppress(FileNotFoundError, NotImplementedError):
        files, path = _opened(address)
        if files.modified(path).timestamp() < time.time() - TOO_OLD:
            files.rm_file(path)


def folder_here(address: str) -> Path | None:
    """The folder of this machine at an address, made when it is not there; None when the address is elsewhere."""
    if _scheme(address) not in _HERE:
        return None
    with _asking(address):
        folder = Path(_opened(address)[1])
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _put_and_rename(files: Any, path: str, data: bytes) -> None:
    folder = path.rpartition("/")[0]
    part = f"{folder}/{temporary_name()}"
    files.makedirs(folder, exist_ok=True)
    try:
        files.pipe_file(part, data)
        try:
            files.mv(part, path)
        except FileExistsError:  # a file share may not let a name be taken over
            files.rm_file(path)
            files.mv(part, path)
    except BaseException:
        with suppress(Exception):
            files.rm_file(part)
        raise


def _what_is_needed(scheme: str, error: ImportError) -> str:
    """The library that addresses need. Of one that we do not know we give no command: the name of a scheme may be that
    of a library that has nothing to do with it, and fsspec tells which it wants.
    """
    if (library := _LIBRARIES.get(scheme)) is not None:
        return f"«{library}». Installer det med: pip install {library}"
    return f"et bibliotek til. fsspec sier: {shortened(str(error), 200)}"


def _scheme(address: str) -> str:
    return address.partition("://")[0].lower()


def _opened(address: str) -> tuple[Any, str]:
    """The file system of an address, with nothing remembered of what was there before, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        message = f"{shortened(address)}: Adresser krever et tillegg. Installer det med: {EXTRA}"
        raise FileRefusedError(message) from None
    files, path = url_to_fs(address)
    files.invalidate_cache()
    return files, path


@contextmanager
def _asking(address: str) -> Iterator[None]:
    scheme, short = _scheme(address), shortened(address)
    try:
        yield
    except FileRefusedError:
        raise
    except ImportError as error:
        raise FileRefusedError(f"{short}: Adresser med {scheme}:// krever {_what_is_needed(scheme, error)}") from error
    except PermissionError as error:
        raise FileRefusedError(f"{short}: Du har ikke tilgang til adressen.") from error
    except OSError as error:
        raise FileRefusedError(f"{short}: Adressen kan ikke brukes: {os_reason(error)}.") from error
    except Exception as error:  # each kind of store has exceptions of its own
        if isinstance(error, ValueError) and "rotocol" in str(error):
            message = f"{short}: Programmet kjenner ikke adresser som begynner med {scheme}://."
        else:
            message = f"{short}: Adressen kan ikke nås ({type(error).__name__})."
        raise FileRefusedError(message) from error
