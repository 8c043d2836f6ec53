"""Whether a PDF is still as rapportgen wrote it.

Its metadata hold an instance id that is a digest of the file. Whoever saves the file again, or signs it, changes the
digest.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from pathlib import Path

NO_ID = "00000000-0000-0000-0000-000000000000"
MARK = "<xmpMM:InstanceID>uuid:"


def sealed(data: bytes) -> bytes:
    """The PDF with its instance id in place of `NO_ID`."""
    return data.replace((MARK + NO_ID).encode(), (MARK + _digest(data)).encode(), 1)


def is_untouched_pdf(path: Path) -> bool:
    """Whether the file is a PDF of ours that nobody has saved again."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    at = data.find(MARK.encode())
    if at < 0:
        return False
    start = at + len(MARK)
    own = data[start : start + len(NO_ID)]
    return own == _digest(data[:start] + NO_ID.encode() + data[start + len(NO_ID) :]).encode()


def _digest(data: bytes) -> str:
    return str(UUID(bytes=blake2b(data, digest_size=16).digest()))
