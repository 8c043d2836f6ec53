"""What went wrong in a template, in Norwegian: Jinja's messages translated, missing fields named with a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.names import suggest
from rapportgen.word.tags import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A pattern of Jinja's message, and what it means.
_SYNTAX = [
    (r"unexpected char '\\ufdd[0-7]' at .*", "En parentes er ikke lukket."),
    (r"unexpected 'end of (?:print|statement).*'", "Det mangler noe på slutten."),
    (r"expected name or number", "Det mangler et navn etter punktum."),
    (r"expected token 'end of (?:print|statement)[^']*', got '(.+)'", "Her passer ikke «{0}»."),
    (r"expected token '(.+)', got 'end of .*'", "Merket slutter før «{0}»."),
    (r"expected token '(.+)', got '(.+)'", "Det står «{1}» der «{0}» var ventet."),
    (r"unexpected '(.+)', expected '(.+)'", "Det står «{0}» der «{1}» var ventet."),
    (r"unexpected '(.+)'", "Her passer ikke «{0}»."),
    (r"unexpected char '(.+)' at .*", "Tegnet «{0}» kan ikke stå her."),
    (r"Expected an expression, got 'end of .*'", "Merket mangler det som skal skrives ut eller prøves."),
    (r"Expected an expression, got '(.+)'", "Det mangler en verdi før «{0}»."),
    (r"can't assign to '(.+)'", "«{0}» kan ikke få en verdi."),
    (r"No filter named '(.+)'\.?", "Filteret «{0}» finnes ikke."),
    (r"No test named '(.+)'\.?", "Testen «{0}» finnes ikke."),
    (r"chained operators.*", "Sammenligningen er for sammensatt."),
    (r"subscripts? .*|Not supported.*", "Hakeparentesen kan ikke leses."),
    (r"end of (?:statement|print).*", "Merket er ikke fullstendig."),
]
_TOKENS = {
    "string": "tekst", "name": "navn", "integer": "tall", "float": "tall", "end of print statement": "slutten",
    "end of statement block": "slutten", "begin of statement block": "et nytt merke",
    "begin of print statement": "et nytt merke",
}  # fmt: skip


def syntax_fault(message: str, text: str) -> Fault:
    """Jinja's complaint about one tag, in Norwegian."""
    for pattern, norwegian in _SYNTAX:
        if match := re.fullmatch(pattern, message.strip(), re.S):
            words = [_TOKENS.get(word, word) for word in match.groups()]
            return Fault("syntaksfeil", "Merket kan ikke leses. " + norwegian.format(*words), text)
    return Fault("syntaksfeil", "Merket kan ikke leses.", text)


def missing_field(owner_fields: Iterable[str], name: str, code: str, *, is_empty: bool) -> Fault:
    """A field that is not there, by its whole path in the expression, with the nearest field that is."""
    path = _path_to(name, code)
    if is_empty:
        before = path.rpartition(".")[0] or path
        return Fault("tomt-felt", f"{before} er tom, så {path} finnes ikke.", path, f"Prøv først: {{% if {before} %}}.")
    near = suggest(name, owner_fields)
    prefix = path[: len(path) - len(name)] if path.endswith(name) else ""
    return Fault("ukjent-felt", f"Feltet {path} finnes ikke.", path, f"Mente du {prefix}{near}?" if near else "")


def _path_to(name: str, code: str) -> str:
    """`prosjekt.ledr` for `ledr`, as the expression has it."""
    match = re.search(rf"(?:[A-Za-z_]\w*(?:\[[^\]]*\])*\.)*{re.escape(name)}\b", code)
    return match.group() if match else name


def runtime_fault(error: BaseException, code: str, names: Mapping[str, object]) -> Fault:
    """What stopped a report, in Norwegian."""
    from jinja2.exceptions import SecurityError, UndefinedError

    from rapportgen.word.environment import FieldName
    from rapportgen.word.values import NOTHING, fields_of

    if isinstance(error, TemplateError):
        return Fault("ugyldig-verdi", str(error), code)
    if isinstance(error, UndefinedError) and error.args and isinstance(error.args[0], FieldName):
        missing = error.args[0]
        fields = list(names) if missing.owner is NOTHING else fields_of(missing.owner)
        return missing_field(fields, str(missing.name), code, is_empty=missing.owner is None)
    if isinstance(error, SecurityError):
        return Fault("ikke-tillatt", "Dette er ikke tillatt i maler.", code)
    if isinstance(error, RecursionError):
        return Fault("for-stort-merke", "Uttrykket er for sammensatt.", code)
    if isinstance(error, TypeError):
        return Fault("ugyldig-verdi", "Verdiene kan ikke sammenlignes eller brukes slik.", code)
    return Fault("ugyldig-verdi", f"Uttrykket kan ikke regnes ut ({type(error).__name__}).", code)
