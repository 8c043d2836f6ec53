"""Programs started by tests hear Ctrl-C, also where the tests themselves run in the background and do not."""

from __future__ import annotations

import signal


def hear_signals() -> None:
    """Let Ctrl-C reach the program that is about to start; for `preexec_fn` of `subprocess.Popen`."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
