"""What can be run and is hardly meant so: a text that a value never is, a misspelt name that a tag lets be missing.

A report would be made without a word, and be wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from rapportgen import problems
from rapportgen.model.declared import Unlisted, usual_keys
from rapportgen.model.rader import HAR, Register
from rapportgen.named import NamedTuple
from rapportgen.names import ascii_name, suggest
from rapportgen.patterns import pattern
from rapportgen.phrases import listed
from rapportgen.word.language.fields import syntax_of
from rapportgen.word.language.values import field_of, fields_of
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import MEANT, names_given, parse_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use
    from rapportgen.word.lint.document import Document

UNKNOWN_KEY = "ukjent-noekkel"
_WITHOUT_KEY = {
    "grafer": "Programmet lager ikke noe diagram som heter «{}». Det finnes bare om arbeidsboken har et nøkkeltall "
    "med det navnet.",
    "ord": "Ordet «{}» finnes bare om arket «Ordliste» har det som nøkkel. Ellers er det tomt.",
}
_SAME = ("eq", "ne")
_VERY_LIKE = 0.8
_NO_NOTES = ("topptekst", "bunntekst", "fotnote", "sluttnote")
_QUOTES = ('""', "''", "«»", "“”", "””")

_STEP = pattern(r"\btrinn\s+(?P<tag>\{\{-?\s*prosjekt\.trinn\s*(?:\|\s*\w+\s*)*[-–]?\}\})", re.IGNORECASE)


class Doubt(NamedTuple):
    """A sentence on what will never be as it is written, and what to write."""

    message: str
    hint: str


def words_said_twice(document: Document) -> Iterator[Problem]:
    """«Trinn {{ prosjekt.trinn }}»: the value says itself that it is a step."""
    for spot in document.spots:
        for match in _STEP.finditer(spot.text):
            message = "Verdien er gjerne «Trinn 2», og da blir ordet «trinn» skrevet to ganger."
            yield problems.advarsel("dobbelt-ord", spot.place, message, match.group(), f"Skriv bare {match['tag']}.")


def texts_compared(node: nodes.Compare) -> Iterator[tuple[nodes.Expr, str]]:
    """What is compared with a text for being the same or not, and the text."""
    left = node.expr
    for operand in node.ops if len(node.ops) == 1 else ():
        for value, other in ((left, operand.expr), (operand.expr, left)):
            if operand.op in _SAME and isinstance(other, nodes.Const) and isinstance(other.value, str):
                yield value, other.value


def never_called(value: object, text: str, raw: str) -> Doubt | None:
    """Why a value is never this text: it is one of a few words, and none is spelt so. None when it may be."""
    words = value.words if isinstance(value, Unlisted) else ()
    if not text or not words or text in words:
        return None
    by_key = {ascii_name(word): word for word in words}
    near = suggest(ascii_name(text), by_key)
    hint = meant_text(raw, text, by_key[near]) if near else ""
    return Doubt(f"Verdien er aldri «{text}». Den er {listed((f'«{word}»' for word in words), 'eller')}.", hint)


def meant_text(raw: str, text: str, right: str) -> str:
    """The tag with `right` in place of a text in quotes, as something to try; «» when it is written otherwise."""
    quotes = (f"{pair[0]}{text}{pair[1]}" for pair in _QUOTES)
    quoted = next((quote for quote in quotes if quote in raw), "")
    return f"{MEANT}{raw.replace(quoted, quoted.replace(text, right))}?" if quoted else ""


def hardly_meant(name: str, whole: str, known: Iterable[str]) -> Doubt | None:
    """Why a name that nothing has is misspelt, though a tag lets it be missing; None when nothing is like it."""
    by_key = {ascii_name(one): one for one in known}
    near = suggest(ascii_name(name), by_key, _VERY_LIKE)
    if near is None:
        return None
    from rapportgen.model.felter import with_letters

    path, dot, _ = whole.rpartition(".")
    return Doubt(
        f"Feltet {whole} finnes ikke. Det regnes alltid som tomt.", f"{MEANT}{path}{dot}{with_letters(by_key[near])}?"
    )


def misspelt_keys(uses: Iterable[Use], context: Mapping[str, object]) -> Iterator[Problem]:
    """`figur["forsida"]` where the workbook has a figure «forside»: a key that is nearly one of those it has."""
    for use in uses:
        tree = syntax_of(use)
        for owner, key in _keys_in(tree) if tree is not None else ():
            things = context.get(owner)
            if not isinstance(things, Register) or field_of(things, key) is not None:
                continue
            by_key = {ascii_name(one): one for one in fields_of(things)}
            if near := suggest(ascii_name(key), by_key, _VERY_LIKE):
                name = as_typed(owner, use.raw)
                message = f"Arbeidsboken har ikke «{as_typed(key, use.raw)}» blant {name}, men «{by_key[near]}»."
                mended = _with_key(use.raw, name, as_typed(key, use.raw), by_key[near])
                yield problems.advarsel(UNKNOWN_KEY, use.place, message, use.raw, mended and f"{MEANT}{mended}?")


def unusual_keys(uses: Sequence[Use]) -> Iterator[Problem]:
    """`[graf: økonmi]` and `ord.komune`: a key that a workbook may have, but that is nearly a usual one."""
    given = {name for use in uses for name in names_given(parse_tag(use.raw))}
    for use in uses:
        tree = syntax_of(use)
        for owner, key in _keys_in(tree) if tree is not None else ():
            near = _usual_like(owner, key) if owner not in given else None
            if near is not None:
                typed = as_typed(key, use.raw)
                mended = use.raw.replace(typed, near) if use.raw.startswith("[") else ""
                mended = mended or _with_key(use.raw, as_typed(owner, use.raw), typed, near)
                message = _WITHOUT_KEY[owner].format(typed)
                yield problems.advarsel(UNKNOWN_KEY, use.place, message, use.raw, mended and f"{MEANT}{mended}?")


def _usual_like(owner: str, key: str) -> str | None:
    """The usual key that one is probably a misspelling of, and no other form of; None when it is none."""
    by_key = {ascii_name(usual): usual for usual in usual_keys().get(owner, ())}
    plain = ascii_name(key)
    near = suggest(plain, by_key, _VERY_LIKE) if by_key and plain not in by_key else None
    if near is None or plain.startswith(near) or near.startswith(plain):
        return None
    from rapportgen.model.felter import with_letters

    return with_letters(by_key[near])


def _with_key(raw: str, owner: str, key: str, right: str) -> str:
    """The tag with another key of `owner`, after a dot or in quotes; «» when it is written otherwise."""
    after_dot = f".{right}" if right.isidentifier() else f'["{right}"]'
    wrong = rf"(?<![\w.]){re.escape(owner)}\s*(?:\.\s*{re.escape(key)}\b|\[\s*[^\w\s]{re.escape(key)}[^\w\s]\s*\])"
    return (
        re.sub(wrong, lambda match: f'{owner}["{right}"]' if "[" in match[0] else f"{owner}{after_dot}", raw)
        if re.search(wrong, raw)
        else ""
    )


def footnotes_outside_the_text(uses: Iterable[Use]) -> Iterator[Problem]:
    """`fotnote(…)` in a header, a footer or another note, where Word has no footnotes."""
    for use in uses:
        tree = syntax_of(use) if use.place.startswith(_NO_NOTES) and "fotnote" in use.code else None
        calls = tree.find_all(nodes.Call) if tree is not None else ()
        if any(isinstance(call.node, nodes.Name) and call.node.name == "fotnote" for call in calls):
            message = "En fotnote kan bare stå i selve teksten, ikke i topptekst, bunntekst, fotnote eller sluttnote."
            yield problems.advarsel("fotnote-umulig", use.place, message, use.raw, "Flytt taggen til selve teksten.")


def _keys_in(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    """What a tag asks by key of a name: `figur["forside"]` and `figur.forside`."""
    asked = [(node.node, node.attr) for node in tree.find_all(nodes.Getattr)]
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            asked.append((item.node, item.arg.value))
    for owner, key in asked:
        if isinstance(owner, nodes.Name) and not key.startswith(HAR):
            yield owner.name, key
