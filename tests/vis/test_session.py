"""Of several changes in a row only the newest is answered. Nothing sleeps: the answers wait for the test."""

from __future__ import annotations

from queue import Queue
from threading import Event
from typing import TYPE_CHECKING

from rapportgen.vis.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 20
"""Seconds after which a test that waits in vain fails."""


class Answers:
    """Answers that begin when they are asked for, and end when they are released or interrupted."""

    def __init__(self) -> None:
        self.begun: Queue[Callable[[], bool]] = Queue()
        self.ended: Queue[bool] = Queue()
        self.release = Event()
        self.is_answering = False

    def interrupt(self) -> None:
        if self.is_answering:
            self.release.set()

    def answer(self, is_current: Callable[[], bool]) -> None:
        self.is_answering = True
        self.begun.put(is_current)
        self.release.wait(LONG)
        self.release.clear()
        self.is_answering = False
        self.ended.put(is_current())


def test_one_question_one_answer() -> None:
    answers = Answers()
    session = Session(answers.answer, answers.interrupt)
    session.ask()
    answers.release.set()
    assert answers.ended.get(timeout=LONG)
    session.close()
    assert answers.begun.qsize() == 1


def test_a_newer_question_interrupts_and_only_the_newest_is_answered() -> None:
    answers = Answers()
    session = Session(answers.answer, lambda: None)
    session.ask()
    first = answers.begun.get(timeout=LONG)
    assert first()
    for _ in range(3):
        session.ask()
    assert not first()
    answers.release.set()
    assert answers.ended.get(timeout=LONG) is False
    newest = answers.begun.get(timeout=LONG)
    assert newest()
    answers.release.set()
    assert answers.ended.get(timeout=LONG) is True
    session.close()
    assert answers.begun.empty()


def test_the_interruption_reaches_what_is_being_answered() -> None:
    answers = Answers()
    session = Session(answers.answer, answers.interrupt)
    session.ask()
    answers.begun.get(timeout=LONG)
    session.ask()
    assert answers.ended.get(timeout=LONG) is False
    session.close()


def test_the_end_interrupts_and_nothing_is_answered_afterwards() -> None:
    answers = Answers()
    session = Session(answers.answer, answers.interrupt)
    session.ask()
    current = answers.begun.get(timeout=LONG)
    session.close()
    session.ask()
    assert not current()
    assert answers.ended.get(timeout=LONG) is False
    assert answers.begun.empty()


def test_a_session_that_was_never_asked_ends() -> None:
    answers = Answers()
    Session(answers.answer, answers.interrupt).close()
    assert answers.begun.empty()
