"""Names that a template gives itself and that are easily taken for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.patterns import pattern
from rapportgen.phrases import listed
from rapportgen.word.language.guard import FUNCTIONS
from rapportgen.word.tags.spelling import apart
from rapportgen.word.tags.tags import SCOPES, names_given, parse_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use

_SCOPED = pattern(r"\{[{%][-–]?\w+\s")
_OTHER_NAMES = ("rad", "linje", "post", "punkt")
_MOST_SHOWN = 6


def names_like_scopes(uses: Sequence[Use]) -> Iterator[Problem]:
    """A variable called r, p, tr or tc: `{{r x }}` stands for a run, `{{ r.x }}` for the variable."""
    for number, use in enumerate(uses):
        for name in names_given(parse_tag(use.raw)):
            if name in SCOPES:
                message = f"Navnet «{name}» kan forveksles med {{{{{name} … }}}}, som betyr noe annet."
                hint = _with_other_name(name, [use, *_reached_by(uses, number)])
                yield problems.advarsel("forvekslbart-navn", use.place, message, use.raw, hint)


def _reached_by(uses: Sequence[Use], number: int) -> Iterator[Use]:
    """The tags that a name of tag `number` may stand in: those of its loop, or all that follow a `set`."""
    depth = 0
    of_loop = parse_tag(uses[number].raw).word == "for"
    for use in uses[number + 1 :]:
        word = parse_tag(use.raw).word
        depth += (word == "for") - (word == "endfor")
        if of_loop and depth < 0:
            return
        yield use


def _with_other_name(name: str, uses: Sequence[Use]) -> str:
    """What to write for a variable of this name: the tags that have it, with another one."""
    words = {word for use in uses for word in re.findall(r"\w+", use.raw)}
    other = next((word for word in _OTHER_NAMES if word not in words), f"{_OTHER_NAMES[0]}_{name}")
    mended = [tag for use in uses if (tag := _renamed(use.raw, name, other)) != use.raw]
    shown = list(dict.fromkeys(mended))
    if len(shown) == 1:
        return f"Gi variabelen et annet navn, for eksempel «{other}»: {shown[0]}"
    some = listed(shown) if len(shown) <= _MOST_SHOWN else f"{', '.join(shown[:2])} …"
    return f"Gi variabelen et annet navn, for eksempel «{other}», i alle {len(mended)} taggene: {some}"


def _renamed(raw: str, name: str, other: str) -> str:
    """A tag with another name for a variable; what the tag stands for and quoted texts stay."""
    scope = _SCOPED.match(raw) if parse_tag(raw).scope else None
    begins = scope.end() if scope else 0
    pieces = apart(raw[begins:])
    pieces[::2] = [re.sub(rf"(?<![\w.]){name}(?!\w)", other, piece) for piece in pieces[::2]]
    return raw[:begins] + "".join(pieces)


def names_of_functions(uses: Sequence[Use]) -> Iterator[Problem]:
    """A variable with the name of a function or of the loop's own counters, which it then hides."""
    for use in uses:
        for name in names_given(parse_tag(use.raw)):
            if name in FUNCTIONS or name == "loop":
                message = f"«{name}» har en egen betydning i maler, som variabelen skjuler."
                yield problems.advarsel("skjult-navn", use.place, message, use.raw, "Gi variabelen et annet navn.")


def sums_in_loops(uses: Sequence[Use]) -> Iterator[Problem]:
    """`{% set sum = sum + linje.regnskap %}` in a loop: each turn begins with what was there before the loop."""
    turns: list[set[str]] = []
    for use in uses:
        tag = parse_tag(use.raw)
        if tag.word == "for":
            turns.append(set(names_given(tag)))
        elif tag.word == "endfor" and turns:
            turns.pop()
        elif tag.word == "set" and turns:
            for name in names_given(tag):
                code = tag.code.partition("=")[2]
                if name not in turns[-1] and "loop." not in code and _adds_to(name, code):
                    message = f"Verdien «{name}» får i en løkke, er glemt i neste runde. Etter løkken er den som før."
                    hint = 'La programmet regne, for eksempel {{ økonomi|sum("regnskap") }} eller {{ tiltak|antall }}.'
                    yield problems.advarsel("sum-i-loekke", use.place, message, use.raw, hint)
                turns[-1].add(name)


def _adds_to(name: str, code: str) -> bool:
    """Whether an expression works something out with this name."""
    own = rf"(?<![\w.]){name}(?![\w.])"
    return any(re.search(rf"{own}\s*[-+*/~]|[-+*/~]\s*{own}", piece) for piece in apart(code)[::2])
