"""What a kommune has settled once and for all, in `rapportgen.toml`: one object, made when the file is read.

`lesing` makes it of the file's tables. The workbook's own sheets win over it, and the command line over both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapportgen.model.sheets import SCHEMA
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rapportgen.model.declare import Row, Schema
    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.model.oppsett.palett import Farge
    from rapportgen.problems import Problem

FILE_NAME = "rapportgen.toml"
_NONE: Mapping[str, Any] = {}


class Oppsett(NamedTuple):
    """The settings of a kommune; what the file does not say is as the program has it.

    `fil` is the file («» without one), `malmappe` the folder of own templates, `filnavn` the pattern of file names.
    `schema` has the own sheets, columns and synonyms. `prosjekt` are values for sheet Prosjekt, each with its place in
    the file, `skala` rows for sheet Skala. `filtre` are own filters, `palett` the colours of the traffic light, by its
    words. `problems` are notes and warnings: a file with faults gives no settings at all.
    """

    fil: str = ""
    malmappe: Path | None = None
    filnavn: str = ""
    schema: Schema = SCHEMA
    prosjekt: Mapping[str, tuple[Any, str]] = _NONE
    skala: tuple[Row, ...] = ()
    filtre: tuple[EgetFilter, ...] = ()
    palett: Mapping[str, Farge] = _NONE
    problems: tuple[Problem, ...] = ()


STANDARD = Oppsett()
"""The settings where there is no file."""
