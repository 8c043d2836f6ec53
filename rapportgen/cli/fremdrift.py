"""How a batch is followed: a bar with the time left and a line for each report; nothing where nobody is looking."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapportgen.cli.skjerm import say, visible
from rapportgen.cli.utskrift import summary
from rapportgen.problems import INFO
from rapportgen.stopping import HANGUP, stop_signals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from rapportgen.batch import Batch, Result

_LOOKS = {"laget": "green", "uendret": "bright_black", "feilet": "bold red"}


class Fremdrift:
    """Shows a batch as it goes on. It draws when asked to, and starts no thread: processes are copied meanwhile.

    When the terminal is closed, it shows nothing more, and the batch goes on.
    """

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.console = Console(highlight=False, markup=False, emoji=False)
        self.progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            TextColumn("igjen"), console=self.console, auto_refresh=False, transient=True,
        )  # fmt: skip
        self.task: Any = None

    def begun(self, batch: Batch) -> None:
        """The reports are known."""
        with self._drawing():
            self.progress.start()
            self.task = self.progress.add_task("Lager rapporter", total=len(batch.jobs))
            self.progress.refresh()

    def tell(self, result: Result) -> None:
        """What came of a report."""
        from rich.text import Text

        word = (f"{result.status:<8}", _LOOKS[result.status])
        with self._drawing():
            self.console.print(Text.assemble(word, f" {visible(told_of(result))}"), soft_wrap=True)
            self.progress.advance(self.task)
            self.progress.refresh()

    def look(self) -> None:
        """Time has passed."""
        with self._drawing():
            self.progress.refresh()

    def end(self) -> None:
        """Take the bar away."""
        with self._drawing():
            self.progress.stop()

    @contextmanager
    def _drawing(self) -> Iterator[None]:
        """Draw in this block, and no more once the terminal is closed."""
        try:
            yield
        except OSError:
            self.console.quiet = True


class Stille:
    """Follows a batch without a word, where output goes to a file or another program."""

    def begun(self, batch: Batch) -> None: ...
    def tell(self, result: Result) -> None: ...
    def look(self) -> None: ...
    def end(self) -> None: ...


def follower(quiet: bool) -> Fremdrift | Stille:
    """A bar and lines on a terminal; nothing when it is to be `quiet`, or nobody is looking."""
    is_seen = sys.stdout is not None and sys.stdout.isatty()  # None: closed by whoever started the program
    return Fremdrift() if is_seen and not quiet else Stille()


def told_of(result: Result) -> str:
    """One report on a line: its file and how many problems there are, or why it was not made."""
    from rapportgen.batch.jobs import reason_of

    problems = result.record.problems
    if not result.record.file:
        reason = reason_of(result.job, result.record)
        return f"{Path(result.job.workbook).name} ({Path(result.job.template).stem}): {reason}"
    told = [problem for problem in problems if problem.alvor != INFO]
    remarks = [result.message, summary(told) if told else ""]
    return "  ".join(filter(None, [result.record.file, *remarks]))


class Stopp:
    """Whether somebody has asked to stop: once for gently, twice for at once.

    Before anything is begun there is nothing to finish, and they are Ctrl-C as everywhere else: KeyboardInterrupt.
    """

    def __init__(self) -> None:
        self.times = 0
        self.has_begun = False

    def begun(self) -> None:
        """From now on there is something to finish."""
        self.has_begun = True

    def gently(self) -> bool:
        return self.times > 0

    def at_once(self) -> bool:
        return self.times > 1

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take Ctrl-C and the system's own words for «stop» as questions, as long as the block lasts."""
        before = {}
        for number in stop_signals():
            with suppress(ValueError):  # not the main thread: signals go to that one
                before[number] = signal.signal(number, self._asked)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _asked(self, number: int, frame: FrameType | None) -> None:
        if not self.has_begun:
            raise KeyboardInterrupt
        if self.times and number == HANGUP:
            return  # the shell and the system both tell that the terminal is closed
        self.times += 1
        if self.times == 1:
            with suppress(OSError):  # nobody is there to be told
                say("Stopper når rapportene som er i arbeid, er ferdige. Ctrl-C en gang til stopper nå.", err=True)
