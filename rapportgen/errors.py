"""Exceptions: what makes it impossible to go on. Findings in somebody's file are Problems instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapportgen.problems import Problem


class RapportgenError(Exception):
    """The base of every error raised on purpose; its text is a Norwegian sentence for the user."""


class FileRefusedError(RapportgenError):
    """A file cannot be used as it is: wrong kind, damaged, protected, empty, or hostile."""


class TemplateError(RapportgenError):
    """A template cannot be compiled or run; `problems` say where and why."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class ReportError(RapportgenError):
    """A report cannot be made from this workbook; nothing was written."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class NotOverwrittenError(RapportgenError):
    """The target exists and was changed by hand since rapportgen wrote it."""
