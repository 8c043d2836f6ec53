"""Locks that the system keeps: whoever holds one lets it go when it is gone, however it went.

There are two kinds, since processes are copied: a lock on a path belongs to the process alone, and one on an open file
to everybody who has it open. Where the disk or the system has no such lock, nothing is held and nobody is stopped.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold the lock `path`, a file that is there as long: whether no other process holds it."""
    descriptor, is_taken = _taken(path)
    try:
        yield not is_taken
    finally:
        if descriptor is not None:
            with suppress(OSError):
                path.unlink()  # before it is let go, so that nobody holds a lock that is no longer there
            os.close(descriptor)
            if sys.platform == "win32":  # where an open file cannot be removed
                with suppress(OSError):
                    path.unlink()


def _taken(path: Path) -> tuple[int | None, bool]:
    """The lock, open and held, and whether somebody else had it. Neither where there can be no lock."""
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _PLAIN, 0o666)
        except OSError:
            return None, False
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            return None, error.errno in _TAKEN
        with suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), path.lstat()):
                return descriptor, False
        os.close(descriptor)  # it was removed on the way by the one who held it


def _lock(descriptor: int) -> None:
    """Lock an open file for this process, not for those copied from it. Raises OSError."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold(descriptor: int) -> None:
    """Hold an open file until it is closed."""
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)


def remove_unheld(path: Path) -> bool:
    """Remove a plain file unless somebody holds it; False where that cannot be known. Raises OSError."""
    if sys.platform == "win32":
        return False
    descriptor = os.open(path, os.O_RDWR | _PLAIN)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            path.unlink()
    except BlockingIOError:
        return True
    except OSError as error:
        if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL):
            return False
        raise
    finally:
        os.close(descriptor)
    return True
