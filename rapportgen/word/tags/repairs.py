"""A tag that cannot be read, as it was probably meant: `{% for rad i tiltak %}` → `{% for rad in tiltak %}`.

Only what can be read afterwards is proposed. Quoted texts stay as they are.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateSyntaxError

from rapportgen.names import ascii_name
from rapportgen.patterns import pattern
from rapportgen.word.tags.spelling import QUOTES, apart
from rapportgen.word.tags.tags import BLOCK, BLOCK_WORDS, CELL_WORDS, parse_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    Change = Callable[[str], str]

_TAG = pattern(r"(\{[{%][-–]?)(.*?)([-–]?[%}]\})", re.DOTALL)
_QUOTES = {'"': '"', "'": "'", "«": "»", "“": "”", "„": "“", "”": "”"}
_SIGNS = re.escape("".join(QUOTES))
_QUOTED = pattern(
    rf"([{_SIGNS}])((?:[^{_SIGNS}]|(?<=\w)['’](?=\w))*)([{_SIGNS}])"
    r"(?=\s*(?:[)\],|~}:=!<>+*/%-]|$)|\s+(?:if|else|and|or|in|not|is)\b)"
)
"""A text with a quote of any kind before and after, where a text can end."""
_BEFORE_TEXT = pattern(r"(?:[(\[,=~:{!<>+*/%|-]|^|\b(?:if|elif|else|and|or|in|not|er|lik|og|eller|ikke|enn))\s*\Z")
_WITHIN = pattern(r"«[^«»]*»|“[^“”]*”|„[^„“]*“|(?<=\w)['’](?=\w)")
"""What quotes may be in a quoted text: pairs, and apostrophes."""
_CALL = pattern(r"([\w.\[\]]+?\.)?(\w+)\(\s*([\w.\[\]]*)\s*\)")
_HELD = "\0"
"""Stands for a quoted text."""
_AFTER_COLON = pattern(r"(\|\s*\w+)\s*:\s*([^|:=<>!{}]*[^|:=<>!{}\s])(?=\s*(?:\||$))")
_OTHER_NAMES = {"summer": "sum", "len": "antall", "tell": "antall", "avrunde": "avrund"}
_BRACKETS = {"(": ")", "[": "]"}

# What people write, and what it is called in a template; each line is tried on its own, then all of them together.
_WORDS: tuple[tuple[tuple[str, str], ...], ...] = (
    ((r"\belse\s+if\b", "elif"), (r"\bfor\s+(?:hver|hvert|alle|each|every)\s+", "for ")),
    ((r"\b(?:i|av|fra|of)\b", "in"),),
    ((r"(?<![=!<>])=(?![=<>])", "=="), (r"=<", "<="), (r"=>", ">="), (r"<>", "!=")),
    ((r"\ber\s+(?:ikke|ulik)\b", "!="), (r"\ber\s+(?:lik\s+)?", "== ")),
    ((r"\b(?:større|høyere|mer)\s+enn\b", ">"), (r"\b(?:mindre|lavere)\s+enn\b", "<")),
    ((r"\bog\b|&&", "and"), (r"\beller\b|\|\|", "or"), (r"\bikke\b\s*|!(?!=)\s*", "not ")),
    ((r"\bhvis\b", "if"), (r"(?<!\|)(?<!\| )\bellers\b(?!\()", "else")),
    ((r"(?<!&)&(?!&)", "~"), (r"(\|\s*\w+)\s+(\d+)(?=\s*(?:\||$))", r"\1(\2)")),
    ((r"^\s*\{\s*([^{}:]+?)\s*\}\s*$", r" \1 "),),
    ((r"\.{2,}", "."), (r"\.(?=\s*(?:\||$))", ""), (r"(?<=\w)\s*\|(\s*)$", r"\1"), (r"\|\s*\|", "|")),
)


def repaired(raw: str) -> str:
    """The whole tag as it should be; «» when no change makes it one that can be read."""
    match = _TAG.fullmatch(raw)
    if match is None:
        return ""
    opener, typed, closer = match.groups()
    inside = _with_like_quotes(typed)
    changes = [_with_brackets, *map(_in_code, _WORDS)]
    together = accumulate(changes, lambda text, change: change(text), initial=inside)
    texts = [*(change(inside) for change in changes), *together]
    candidates = [inside, *texts, *(mended for text in (inside, texts[-1]) for mended in _with_missing_sign(text))]
    for text in dict.fromkeys(candidates):
        tag = f"{opener}{text}{closer}"
        if text != typed and not _has_stray_quote(text) and can_be_read(tag):
            return tag
    return ""


def with_filter(raw: str, filters: Container[str]) -> str:
    """The tag with a filter for what is no function: `antall(tiltak)` → `tiltak|antall`; «» when none is meant."""

    def instead(call: re.Match[str]) -> str:
        owner, named, given = (call[1] or "").removesuffix("."), ascii_name(call[2]), call[3]
        name, value = _OTHER_NAMES.get(named, named), given or owner
        rows, dot, field = value.rpartition(".")
        if not value or (given and owner) or (name == "sum" and not dot):
            return call[0]
        if name == "sum":
            return value if "sum" in rows.split(".") else f"{rows}.sum.{field}"
        return f"{value}|{name}" if name in filters else call[0]

    mended = _CALL.sub(instead, raw, count=1)
    return mended if mended != raw and can_be_read(mended) else ""


def _with_like_quotes(text: str) -> str:
    """The text with quotes that end as they begin, «x" as «x», where it is plain which two belong together."""

    def like(match: re.Match[str]) -> str:
        opening, inner, closing = match.groups()
        if not _BEFORE_TEXT.search(text, 0, match.start()):
            return match[0]
        right = closing if closing in QUOTES[opening] else _QUOTES.get(opening, "")
        return f"{opening}{inner}{right}" if right else match[0]

    return _QUOTED.sub(like, text)


def _has_stray_quote(text: str) -> bool:
    """Whether a quoted text holds a quote that belongs to nothing: it is hardly a part of what was meant."""
    inner = (quoted[1:-1] for quoted in apart(text)[1::2])
    return any(not QUOTES.keys().isdisjoint(_WITHIN.sub("", words)) for words in inner)


def can_be_read(raw: str) -> bool:
    """Whether a tag is one of ours, with an expression that can be parsed."""
    from rapportgen.word.language.expressions import tree_of

    tag = parse_tag(raw)
    if tag.kind == BLOCK and tag.word not in BLOCK_WORDS + CELL_WORDS:
        return False
    try:
        return tree_of(tag) is not None or not tag.rest
    except (TemplateSyntaxError, RecursionError):
        return False


def _with_brackets(text: str) -> str:
    """What a filter is given, in brackets: `dato: "dd.MM"`, as other systems have it, as `dato("dd.MM")`."""
    pieces = apart(text)
    code, quoted = _HELD.join(pieces[::2]), iter(pieces[1::2])
    return re.sub(_HELD, lambda _: next(quoted), _AFTER_COLON.sub(r"\1(\2)", code))


def _in_code(words: tuple[tuple[str, str], ...]) -> Change:
    """The change that writes these words otherwise, outside of quoted texts."""

    def change(text: str) -> str:
        pieces = apart(text)
        for wrong, instead in words:
            pieces[::2] = [re.sub(wrong, instead, piece) for piece in pieces[::2]]
        return "".join(pieces)

    return change


def _with_missing_sign(text: str) -> Iterator[str]:
    """The text with a quote or a bracket put where it may be missing, or one too many taken away."""
    body, space = text.rstrip(), text[len(text.rstrip()) :]
    rest = "".join(apart(body)[::2])
    for opening, closing in _QUOTES.items():
        if opening in rest or closing in rest:
            yield from (f"{mended}{space}" for mended in _with_quote(body, opening, closing))
    for opening, closing in _BRACKETS.items():
        if rest.count(opening) > rest.count(closing):
            yield f"{body}{closing}{space}"
            yield re.sub(rf"^(.*\{opening}[^|]*?)(\s*\|)", rf"\1{closing}\2", text)
        elif body.endswith(closing):
            yield body[:-1] + space


def _with_quote(body: str, opening: str, closing: str) -> Iterator[str]:
    """The text with a quote before its last brackets, at its end, or after its first bracket."""
    end = re.search(r"[)\]]*$", body)
    assert end is not None
    yield body[: end.start()] + closing + end.group()
    yield re.sub(rf"([(\[]|==\s*)([^(\[{opening}]+{closing})", rf"\1{opening}\2", body, count=1)
