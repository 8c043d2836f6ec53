"""Programs started by tests hear Ctrl-C, also where the tests themselves run in the background and do not."""

from __future__ import annotations

import signal


def hear_signals() -> None:
    """Let Ctrl-C, and a closed terminal, reach the program that is about to start; for `preexec_fn` of Popen."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
