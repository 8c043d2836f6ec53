"""Settings for tests, made of the text of a file."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from rapportgen.model.oppsett.lesing import settings_from
from rapportgen.model.oppsett.table import Source
from rapportgen.toml_text import with_quoted_names

if TYPE_CHECKING:
    from rapportgen.model.oppsett import Oppsett
    from rapportgen.problems import Problem

SHIPPED = ("kr", "tall", "dato")


def settings(text: str) -> Oppsett:
    """The settings in a text without faults."""
    made, found = _read(text)
    assert found == []
    return made


def faults(text: str) -> list[Problem]:
    """What is wrong with a text."""
    return _read(text)[1]


def _read(text: str) -> tuple[Oppsett, list[Problem]]:
    source = Source("rapportgen.toml")
    made, _ = settings_from(tomllib.loads(with_quoted_names(text)), source, SHIPPED)
    return made, source.problems
