"""Names that a template gives itself and that are easily taken for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.patterns import pattern
from rapportgen.word.guard import FUNCTIONS
from rapportgen.word.tags import SCOPES, parse_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use

_GIVEN = pattern(r"(?:for\s+(?P<loop>.+?)\s+in|set\s+(?P<set>\w+)\s*=)\s")


def names_like_scopes(uses: Sequence[Use]) -> Iterator[Problem]:
    """A variable called r, p, tr or tc: `{{r x }}` stands for a run, `{{ r.x }}` for the variable."""
    for use in uses:
        for name in given_names(use):
            if name in SCOPES:
                message = f"Navnet «{name}» kan forveksles med {{{{{name} … }}}}, som betyr noe annet."
                hint = f"Gi variabelen et annet navn, for eksempel «rad»: {use.raw.replace(f' {name} ', ' rad ', 1)}"
                yield problems.advarsel("forvekslbart-navn", use.place, message, use.raw, hint)


def names_of_functions(uses: Sequence[Use]) -> Iterator[Problem]:
    """A variable with the name of a function or of the loop's own counters, which it then hides."""
    for use in uses:
        for name in given_names(use):
            if name in FUNCTIONS or name == "loop":
                message = f"«{name}» har en egen betydning i maler, som variabelen skjuler."
                yield problems.advarsel("skjult-navn", use.place, message, use.raw, "Gi variabelen et annet navn.")


def given_names(use: Use) -> list[str]:
    """The names that a tag gives to values: those of its loop, or of its `set`."""
    tag = parse_tag(use.raw) if use.raw.startswith("{%") else None
    match = _GIVEN.match(tag.code) if tag else None
    return re.findall(r"\w+", match["loop"] or match["set"]) if match else []
