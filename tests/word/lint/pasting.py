"""What a consultant does who reads a finding: put what is proposed where it belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

from tests.word.docx import para

if TYPE_CHECKING:
    from rapportgen.problems import Problem

_TAG = r"\{[{%][^{}]*[}%]\}"
_TAGS = r"\{[{%](?:(?!…).)*[}%]\}"
_INSTEAD = re.compile(rf"(?:Mente du ({_TAGS})\?|(?:Skriv|Er det bare noen .*, så skriv) ({_TAGS})\.)")
_ALL = re.compile(rf"Skriv ({_TAGS}),? (?:(?:begge )?uten|med) p\b.*")
_RENAMED = re.compile(rf"Gi variabelen et annet navn, for eksempel «(\w+)»(?:, i alle \d+ taggene)?: ({_TAGS})")
_CLOSED = re.compile(rf"Avslutt med ({_TAGS})\.")


def pasted(problem: Problem, body: str) -> str | None:
    """The text of a template (as XML) with what is proposed; None for advice that is nothing to paste."""
    text, hint = unescape(body), problem.forslag
    quoted = problem.verdi
    if match := _INSTEAD.fullmatch(hint):
        mended = text.replace(quoted, match[1] or match[2], 1) if quoted in text else None
    elif match := _ALL.fullmatch(hint):
        before, quoted, _after = text.partition(quoted)
        start = before.rfind("<w:p>") if any(word in quoted for word in ("else", "end")) else len(before)
        mended = text[:start] + _without_scope(text[start:], re.findall(_TAG, match[1]))
    elif match := _RENAMED.fullmatch(hint):
        name, mended = problem.melding.split("«")[1].split("»")[0], text
        for tag in re.findall(_TAG, match[2]):
            mended = mended.replace(re.sub(rf"\b{match[1]}\b", name, tag), tag)
    elif match := _CLOSED.fullmatch(hint):
        mended = text + para(match[1])
    else:
        return None
    return None if mended is None else _as_xml(mended)


def _without_scope(text: str, tags: list[str]) -> str:
    """The text with these tags, each in place of the first one with the same words for another element."""
    for tag in tags:
        words = re.sub(r"^\{([{%])p? ", "", tag)
        typed = re.search(rf"\{{[{{%](?:p|tr) {re.escape(words)}", text)
        text = text.replace(typed.group(), tag, 1) if typed else text
    return text


def _as_xml(text: str) -> str:
    """The text with the signs of tags written as XML has them."""
    return re.sub(_TAG, lambda match: escape(match.group()), text)
