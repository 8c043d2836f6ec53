"""Python's search for garbage put off while a workbook is read or a report is made: nearly all made then is kept."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def garbage_later() -> Iterator[None]:
    """Nothing is searched for garbage in the meantime: a quarter of the time that reading a long table takes."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
