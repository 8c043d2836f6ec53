"""Each tag's expression on its own: can it be read, and is it allowed? So all faults are found at once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from rapportgen.patterns import pattern
from rapportgen.word.language import guard, messages
from rapportgen.word.language.environment import make_environment
from rapportgen.word.tags import delimiters as d
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import BLOCK_WORDS, CELL_WORDS, MEANT, OUTPUT, Fault, Tag

if TYPE_CHECKING:
    from jinja2 import Environment

    from rapportgen.word.tags.marks import Marks


def check_expressions(marks: Marks, env: Environment) -> None:
    """Note what is wrong with the expression of any tag of a part."""
    known: dict[tuple[str, str], list[Fault]] = {}
    for mark in marks.marks:
        if mark.internal:
            continue
        key = (mark.tag.kind, mark.tag.code)
        if key not in known:
            known[key] = faults_in(mark.tag, env)
        for fault in known[key]:
            marks.fault(fault._replace(text=mark.tag.raw), mark.place)


def faults_in(tag: Tag, env: Environment) -> list[Fault]:
    """What is wrong with one tag, with its names as they were typed."""
    return [fault._replace(message=as_typed(fault.message, tag.raw)) for fault in _faults_of(tag, env)]


def _faults_of(tag: Tag, env: Environment) -> list[Fault]:
    if not tag.code.strip():  # an empty tag has been told of already
        return []
    try:
        tree = tree_of(tag)
    except TemplateSyntaxError as error:
        return [_with_repair(messages.syntax_fault(error.message or "", tag.raw))]
    except RecursionError:
        return [Fault("for-stor-tagg", "Uttrykket er for sammensatt.", tag.raw)]
    if tree is not None:
        return guard.check(tree, env, tag.raw)
    if tag.rest and tag.word in BLOCK_WORDS + CELL_WORDS:  # an unknown word has been told of already
        return [_with_repair(Fault("syntaksfeil", f"Her passer ikke «{tag.rest}».", tag.raw))]
    return []


def _with_repair(fault: Fault) -> Fault:
    """The fault with the tag as it was probably meant, when that can be told."""
    from rapportgen.word.tags.repairs import repaired  # needed only for mistakes

    mended = repaired(" ".join(fault.text.split()))
    return fault._replace(hint=f"{MEANT}{mended}?") if mended else fault


def tree_of(tag: Tag) -> nodes.Template | None:
    """The syntax of one tag on its own; None for a tag that holds no expression. Raises TemplateSyntaxError.

    Tags with the same words share a tree, which must not be changed.
    """
    source = _alone(tag)
    return _parsed(source) if source is not None else None


@lru_cache(maxsize=2048)
def _parsed(source: str) -> nodes.Template:
    plain = _PLAIN.fullmatch(source)
    return _plain_tree(plain["test"], plain["value"]) if plain is not None else _ENVIRONMENT.parse(source)


_ENVIRONMENT = make_environment()
_PATH = r"(?!(?:and|or|not|in|is|if|else|true|false|none)\b)[a-z_]\w*(?:\.[a-z_]\w*)*"
_PLAIN = pattern(
    rf"{d.OUT_START} (?P<value>{_PATH}) {d.OUT_END}"
    rf"|{d.BLOCK_START} if (?P<test>{_PATH}) {d.BLOCK_END}{d.BLOCK_START} endif {d.BLOCK_END}",
    re.ASCII | re.IGNORECASE,
)
"""A field that is printed or asked for, and nothing else, as most tags of a template are."""


def _plain_tree(test: str | None, value: str | None) -> nodes.Template:
    """What Jinja's parser makes of such a tag, in a tenth of the time."""
    first, *others = (test or value or "").split(".")
    expression: nodes.Expr = nodes.Name(first, "load", lineno=1)
    for name in others:
        expression = nodes.Getattr(expression, name, "load", lineno=1)
    body = nodes.If(expression, [], [], [], lineno=1) if test else nodes.Output([expression], lineno=1)
    tree = nodes.Template([body], lineno=1)
    tree.set_environment(_ENVIRONMENT)
    return tree


def _alone(tag: Tag) -> str | None:
    """A template of this tag alone; None for tags that hold no expression."""
    if tag.kind == OUTPUT:
        return f"{d.OUT_START} {tag.code} {d.OUT_END}"
    if tag.word in CELL_WORDS:
        return f"{d.OUT_START} {tag.rest} {d.OUT_END}" if tag.word in ("lys", "cellbg", "colspan") or tag.rest else None
    if tag.word in ("for", "if", "elif"):
        code = tag.code.removeprefix("el")
        end = "endfor" if tag.word == "for" else "endif"
        return f"{d.BLOCK_START} {code} {d.BLOCK_END}{d.BLOCK_START} {end} {d.BLOCK_END}"
    if tag.word == "set":
        return f"{d.BLOCK_START} {tag.code} {d.BLOCK_END}" if "=" in tag.code else f"{d.BLOCK_START} set ={d.BLOCK_END}"
    return None
