"""A batch that is killed at any moment leaves whole files, and goes on to what it would have made undisturbed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from rapportgen.batch import Hands, last_request
from tests.batch.bygg import Bench, files
from tests.needs import need_posix

if TYPE_CHECKING:
    from pathlib import Path

RUNS, BOOKS = 20, 6


def test_twenty_runs_killed_at_random_moments_end_as_one_undisturbed(bench: Bench, tmp_path: Path) -> None:
    need_posix()
    for number in range(BOOKS):
        bench.book(f"bok{number}", number)
    (bench.books / "skadet.xlsx").write_bytes(b"ikke en arbeidsbok")
    bench.run(out=tmp_path / "hele")
    began = time.monotonic()
    bench.run(out=tmp_path / "en til")
    longest = time.monotonic() - began
    whole = files(tmp_path / "hele")
    moments, killed = Random(2024), 0
    for number in count():
        out = tmp_path / f"ut{number}"
        if _killed_after(bench, out, moments.uniform(0, longest)):
            killed += 1
        else:
            longest *= 0.8  # it was done before that
        assert {name for name, data in _reports(out).items() if data != whole[name]} == set()
        _go_on(bench, out)
        assert files(out) == whole
        if killed == RUNS:
            break


def _killed_after(bench: Bench, out: Path, seconds: float) -> bool:
    """Start a batch in a group of processes of its own, and kill the group; whether it was still at work."""

    def work() -> None:
        os.setpgrp()
        bench.run(out=out, hands=Hands(2))

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    assert process.pid is not None
    process.join(seconds)
    is_at_work = process.is_alive()
    for kill in (os.killpg, os.kill):  # the group may not have been made yet
        try:
            kill(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.join()
    return is_at_work


def _reports(out: Path) -> dict[str, bytes]:
    """The files that people see."""
    return {path.name: path.read_bytes() for path in out.glob("[!.]*")} if out.exists() else {}


def _go_on(bench: Bench, out: Path) -> None:
    request = last_request(out) or bench.request()
    bench.run(out=out, hands=Hands(2), **request._asdict())
