"""The version on the front is the newest of the list that stands inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.parsing import quoted
from rapportgen.model.versjoner import newest_version
from rapportgen.problems import Problem, info

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.model.innstillinger import Innstillinger
    from rapportgen.model.perioder import Periode
    from rapportgen.model.workbook import Workbook


def version_is_the_newest(workbook: Workbook, settings: Innstillinger, period: Periode | None) -> Iterator[Problem]:
    """A version that sheet Prosjekt says itself is the newest in sheet Versjoner."""
    prosjekt, newest = workbook.prosjekt, newest_version(workbook)
    if newest is None or not prosjekt.versjon or _bare(prosjekt.versjon) == _bare(newest.versjon):
        return
    yield info(
        "versjon-avviker",
        prosjekt.address("versjon"),
        f"Feltet «Versjon» er {quoted(prosjekt.versjon)}, men den nyeste i arket «Versjoner» er "
        f"{quoted(newest.versjon)}. Rapporten skriver det som står i feltet.",
        prosjekt.versjon,
        "Rett feltet, eller la det stå tomt, så brukes den nyeste.",
    )


def _bare(version: object) -> str:
    """The version without the word for it: «Versjon 1.10», «v1.10» and «1.10» are the same."""
    return str(version).casefold().removeprefix("versjon").removeprefix("v").strip(" .")
