"""The system's words for «stop»: Ctrl-C, a session that ends, a terminal that is closed."""

from __future__ import annotations

import signal

HANGUP = getattr(signal, "SIGHUP", None)
"""What comes when the terminal is closed; None where the system has no such word."""


def stop_signals() -> list[signal.Signals]:
    """Those that this system has, but for those that whoever started the program wants ignored (nohup)."""
    known = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")]
    return [one for one in known if one is not None and signal.getsignal(one) is not signal.SIG_IGN]
