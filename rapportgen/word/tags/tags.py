"""Template tags as a consultant types them in Word: found in a text and told apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern
from rapportgen.word.tags.spelling import NAME, QUOTES, as_typed, end_of_quote, repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OUTPUT, BLOCK, COMMENT = "{{", "{%", "{#"
CLOSERS = {OUTPUT: "}}", BLOCK: "%}", COMMENT: "#}"}
SCOPES = ("p", "tr", "tc", "r")
BLOCK_WORDS = ("for", "endfor", "if", "elif", "else", "endif", "set")
CELL_WORDS = ("lys", "cellbg", "colspan", "vm", "hm")

MAX_TAG = 2_000
MAX_DEPTH = 40

_NOTABLE = pattern(f"[{{}}%{''.join(QUOTES)}]")
UNCLOSED = "aapen-tagg"
"""The code of a tag that is never closed, or of a closing brace without a tag."""
MEANT = "Mente du "
SPLIT = "delt-klamme"
"""The code of what was meant as a tag, with braces that stand apart."""
_OPENER = pattern(r"\{[{%#]")
_INSIDE = r"([^{}]{1,300}?)"
_SPLIT = pattern(rf"\{{\s{{1,5}}([{{%]){_INSIDE}[}}%]\s{{0,5}}\}}|\{{([{{%]){_INSIDE}[}}%]\s{{1,5}}\}}")
_REACHES_ANOTHER = pattern(r"[%}]\}.*\{[{%]", re.DOTALL)  # in a quoted text: its quote is missing
_THREE = pattern(r"\{\{\{\s*([^{}]+?)\s*\}\}")
_GIVES = pattern(r"(?:for\s+(.+?)\s+in\b|set\s+(\w+)\s*=)")
_SCOPE = pattern(r"(p|tr|tc|r)\s+(?=\S)")
_AFTER_VARIABLE = pattern(r"[|.,=!<>+*/~%)\[(}-]|(?:in|is|and|or|if|else|not)\b")


_EXAMPLES = {"for": "{% for rad in tiltak %}", "if": "{% if tiltak %}", "elif": "{% elif tiltak %}"}
"""Tags that say nothing when they stand alone."""


class Fault(NamedTuple):
    """Something wrong with a tag: a problem code, a Norwegian sentence, what is written, what to try.

    `start` and `end` are where an unclosed tag begins in its text, and where the text goes on.
    """

    code: str
    message: str
    text: str
    hint: str = ""
    start: int = -1
    end: int = -1


class Tag(NamedTuple):
    """One tag: `{{` or `{%`, the element it stands for (`p`, `tr`, `tc`, `r` or none), its words."""

    kind: str
    scope: str
    code: str
    raw: str
    trim_before: bool = False
    trim_after: bool = False

    @property
    def word(self) -> str:
        """The first word of a block tag: `for`, `endif`, `lys` …; «» for an output."""
        return _first_word(self.code) if self.kind == BLOCK else ""

    @property
    def rest(self) -> str:
        """What follows the first word of a block tag."""
        return self.code[len(self.word) :].strip()


@lru_cache(maxsize=2048)
def _first_word(code: str) -> str:
    match = NAME.match(code)
    return match.group() if match else ""


class Piece(NamedTuple):
    """A stretch of a text: a tag, or (with `tag` None) text that stays as it is but for what `literal` says."""

    start: int
    end: int
    tag: Tag | None
    literal: str = ""


def find_tags(text: str) -> tuple[list[Piece], list[Fault]]:
    """The tags of a text in order, and what is wrong with them. Comments are pieces without a tag."""
    pieces, faults = _found(text)
    return [*pieces], [*faults]


def with_tags_exchanged(text: str, instead: Callable[[Piece], str]) -> str:
    """The text with something else in place of each tag and comment."""
    out, position = [], 0
    for piece in find_tags(text)[0]:
        out += [text[position : piece.start], instead(piece)]
        position = piece.end
    return "".join([*out, text[position:]])


@lru_cache(maxsize=2048)
def _found(text: str) -> tuple[tuple[Piece, ...], tuple[Fault, ...]]:
    pieces: list[Piece] = []
    faults: list[Fault] = []
    position = 0
    while (start := _next_opener(text, position)) >= 0:
        opener = text[start : start + 2]
        end = _end_of_tag(text, start + 2, opener)
        if end < 0:
            position = _after_unclosed(text, start + 2, opener)
            faults.append(_unclosed(text, start, position))
            continue
        raw = text[start:end]
        tag = parse_tag(raw)
        if tag.word == "raw":
            end, literal = _raw_block(text, end, faults, raw)
            pieces.append(Piece(start, end, None, literal))
        elif tag.kind == COMMENT and not tag.scope:
            pieces.append(Piece(start, end, None))
        else:
            faults += faults_of(tag)
            pieces.append(Piece(start, end, tag))
        position = end
    faults += _stray_closers(text, pieces)
    return tuple(pieces), tuple(faults)


@lru_cache(maxsize=4096)
def parse_tag(raw: str) -> Tag:
    """Take a tag apart: `{%p if økonomi %}` → block, scope p, `if oekonomi`."""
    kind, inside = raw[:2], raw[2:-2]
    trim_before, trim_after = inside.startswith(("-", "–")), len(inside) > 1 and inside.endswith(("-", "–"))
    inside = inside[trim_before : len(inside) - trim_after]
    if kind == COMMENT:
        match = _SCOPE.match(inside)
        return Tag(kind, match.group(1) if match else "", "", raw)
    code = repair(inside)
    scope, code = _split_scope(kind, code, inside)
    return Tag(kind, scope, code, raw, trim_before, trim_after)


def names_given(tag: Tag) -> list[str]:
    """The names that a tag gives to values: those of its loop, or of its `set`."""
    match = _GIVES.match(tag.code) if tag.kind == BLOCK else None
    return re.findall(r"\w+", match[1] or match[2]) if match else []


def emptied(tag: Tag) -> str:
    """The code of a tag that stands where this one does, and says nothing: `for x in ()`, `if false`, `""`."""
    given = ", ".join(names_given(tag)) or "ingen"
    match tag.word:
        case "for":
            return f"for {given} in ()"
        case "set":
            return f"set {given} = none"
        case "if" | "elif":
            return f"{tag.word} false"
        case "colspan":
            return "colspan 1"
        case "lys" | "cellbg" | "vm":
            return f"{tag.word} none"
        case "else" | "endfor" | "endif":
            return tag.word
    return '""' if tag.kind == OUTPUT else tag.code


def _split_scope(kind: str, code: str, inside: str) -> tuple[str, str]:
    """`{{r x }}` is a run tag only when a space and an expression follow: `{{r }}` and `{{r.navn}}` name a variable."""
    match = None if inside[:1].isspace() else _SCOPE.match(code)
    if match and (kind == BLOCK or not _AFTER_VARIABLE.match(code, match.end())):
        return match.group(1), code[match.end() :]
    return "", code


def _next_opener(text: str, start: int) -> int:
    match = _OPENER.search(text, start)
    return match.start() if match else -1


def split_tags(text: str) -> Iterator[tuple[int, int, Fault]]:
    """What was meant as a tag and is none, for its braces stand apart: where it begins and ends, and what to say."""
    for match in _SPLIT.finditer(text):
        sign, inside = (group.strip() for group in match.groups() if group is not None)
        space = "" if _SCOPE.match(inside) else " "
        mended = f"{{{{ {inside} }}}}" if sign == "{" else f"{{%{space}{inside} %}}"
        message = "Klammene står ikke inntil hverandre, så dette blir skrevet ut som det står."
        yield match.start(), match.end(), Fault(SPLIT, message, match.group(), f"{MEANT}{mended}?")


def without_split_tags(text: str) -> str:
    """The text with a sign that is no letter in place of each of them."""
    return _SPLIT.sub("\0", text)


def split_between(text: str, pieces: list[Piece]) -> list[Fault]:
    """The same in text whose tags are `pieces`."""
    return [
        fault
        for start, end, fault in split_tags(text)
        if not any(piece.start < end and start < piece.end for piece in pieces)
    ]


def _end_of_tag(text: str, start: int, opener: str) -> int:
    """The position after the tag's closer, skipping quoted texts and inner braces; −1 when it is never closed."""
    closer = CLOSERS[opener]
    if opener == COMMENT:
        end = text.find(closer, start)
        return end + 2 if end >= 0 else -1
    position, depth = start, 0
    while (notable := _NOTABLE.search(text, position)) is not None:
        position = notable.start()
        char = text[position]
        if depth == 0 and text.startswith(closer, position):
            return position + 2
        if text.startswith(("{{", "{%", "{#"), position):
            return -1
        end = end_of_quote(text, position) if char in QUOTES else -1
        if end > 0 and not _REACHES_ANOTHER.search(text, position, end):
            position = end
            continue
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return -1
        position += 1
    return -1


def _after_unclosed(text: str, start: int, opener: str) -> int:
    """Where to read on after a tag that is never closed: after a single closing brace, else at the next tag."""
    following = _next_opener(text, start)
    end = following if following >= 0 else len(text)
    brace = text.find("}", start, end) if opener != COMMENT else -1
    return brace + 1 if brace >= 0 else end


def _raw_block(text: str, start: int, faults: list[Fault], raw: str) -> tuple[int, str]:
    """The end of `{% raw %}…{% endraw %}` and the text between, which is printed as it stands."""
    match = re.compile(r"\{%-?\s*endraw\s*-?%\}").search(text, start)
    if match is None:
        faults.append(Fault("aapen-blokk", "«raw» avsluttes ikke i samme avsnitt.", raw, "Avslutt med {% endraw %}."))
        return len(text), text[start:]
    return match.end(), text[start : match.start()]


def _unclosed(text: str, start: int, end: int) -> Fault:
    opener = text[start : start + 2]
    if match := _THREE.match(text, start):
        message = "Det er én klamme for mye foran taggen."
        return Fault(UNCLOSED, message, match[0], f"{MEANT}{{{{ {match[1]} }}}}?", start)
    return Fault(
        UNCLOSED,
        f"Taggen som begynner med {opener} er ikke avsluttet i samme avsnitt.",
        text[start : min(end, start + 60)].strip(),
        f"Avslutt med {CLOSERS[opener]}.",
        start,
        end,
    )


def _stray_closers(text: str, pieces: list[Piece]) -> list[Fault]:
    position, faults = 0, []
    for start, end in [*((piece.start, piece.end) for piece in pieces), (len(text), len(text))]:
        between = text[position:start]
        for closer in ("}}", "%}"):
            if closer in between and not any(opener in between for opener in CLOSERS):
                around = between[: between.index(closer) + 2][-40:]
                faults.append(Fault(UNCLOSED, f"Her står {closer} uten at en tagg er begynt.", around))
        position = end
    return faults


def faults_of(tag: Tag) -> list[Fault]:
    """What can be said to be wrong with a tag before its expression is parsed."""
    if len(tag.raw) > MAX_TAG:
        return [Fault("for-stor-tagg", f"Taggen er på over {MAX_TAG} tegn.", tag.raw[:60])]
    if _depth(tag.code) > MAX_DEPTH:
        return [Fault("for-stor-tagg", "Taggen har for mange parenteser inni hverandre.", tag.raw[:60])]
    if not tag.code and tag.kind != COMMENT and not tag.word:
        return [Fault("tom-tagg", "Taggen er tom.", tag.raw)]
    if tag.kind == BLOCK and tag.word not in BLOCK_WORDS + CELL_WORDS:
        return [_unknown_word(tag)]
    return []


def _unknown_word(tag: Tag) -> Fault:
    known = tag.word in {
        "include", "import", "from", "extends", "macro", "call", "block", "autoescape", "filter", "with", "do",
        "trans", "endmacro", "endcall", "endblock", "endautoescape", "endfilter", "endset", "endwith", "debug",
    }  # fmt: skip
    if known:
        return Fault("ikke-tillatt", f"«{tag.word}» er ikke tillatt i maler.", tag.raw)
    phrase, near = _guessed(tag)
    hint = f"Mente du {near}?" if near else ""
    if near in _EXAMPLES and not tag.rest:
        hint = f"Skriv {_EXAMPLES[near]}."
    if tag.word in ("p", "tr", "tc"):
        phrase, hint = tag.word, f"Skriv {{%{tag.word} uten mellomrom."
    return Fault("ukjent-tagg", f"«{as_typed(phrase, tag.raw)}» er ikke en tagg.", tag.raw, hint)


def _guessed(tag: Tag) -> tuple[str, str]:
    """What is wrong at the beginning of a tag, and the word that was meant; «» when nothing comes near."""
    from rapportgen.names import suggest
    from rapportgen.word.tags.guesses import ALONE, END, WITH_MORE, block_words

    phrase, meant = block_words(tag.code)
    likely = (*WITH_MORE, "lys", "cellbg", "colspan", "vm") if tag.rest else (*ALONE, "vm", "hm")
    cell = suggest(tag.word.casefold(), likely) if tag.word else None
    if cell in CELL_WORDS or not meant:
        return tag.word, cell or ""
    return phrase, "" if meant == END else meant


def _depth(code: str) -> int:
    """How many brackets stand within one another, or a number that is not too large."""
    if sum(map(code.count, "([{")) <= MAX_DEPTH:
        return 0
    depth = deepest = 0
    for char in code:
        if char in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")]}":
            depth -= 1
    return deepest
