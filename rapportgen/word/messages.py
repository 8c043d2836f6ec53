"""What went wrong in a template, in Norwegian: Jinja's messages translated, missing fields named with a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.names import ascii_name, suggest
from rapportgen.problems import FEIL
from rapportgen.word.grid import TOO_MANY_COLUMNS, TooManyColumnsError
from rapportgen.word.tags import MEANT, Fault, as_typed
from rapportgen.word.values import NOTHING, FieldName, field_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapportgen.problems import Problem

UNKNOWN_FIELD, UNKNOWN_ROW = MISSING = ("ukjent-felt", "ukjent-rad")

# A pattern of Jinja's message, and what it means.
_SYNTAX = [
    (r"unexpected char '\\ufdd[0-7]' at .*", "En parentes er ikke lukket."),
    (r"unexpected 'end of (?:print|statement).*'", "Det mangler noe på slutten."),
    (r"expected name or number", "Det mangler et navn etter punktum."),
    (r"expected token 'end of (?:print|statement)[^']*', got '(.+)'", "Her passer ikke «{0}»."),
    (r"expected token '(.+)', got 'end of .*'", "Taggen slutter før «{0}»."),
    (r"expected token '(.+)', got '(.+)'", "Det står «{1}» der «{0}» var ventet."),
    (r"unexpected '(.+)', expected '(.+)'", "Det står «{0}» der «{1}» var ventet."),
    (r"unexpected '(.+)'", "Her passer ikke «{0}»."),
    (r"unexpected char '(.+)' at .*", "Tegnet «{0}» kan ikke stå her."),
    (r"Expected an expression, got 'end of .*'", "Taggen mangler det som skal skrives ut eller prøves."),
    (r"Expected an expression, got '(.+)'", "Det mangler en verdi før «{0}»."),
    (r"can't assign to '(.+)'", "«{0}» kan ikke få en verdi."),
    (r"No filter named '(.+)'\.?", "Filteret «{0}» finnes ikke."),
    (r"No test named '(.+)'\.?", "Testen «{0}» finnes ikke."),
    (r"chained operators.*", "Sammenligningen er for sammensatt."),
    (r"subscripts? .*|Not supported.*", "Hakeparentesen kan ikke leses."),
    (r"end of (?:statement|print).*", "Taggen er ikke fullstendig."),
]
_TOKENS = {
    "string": "tekst", "name": "navn", "integer": "tall", "float": "tall", "end of print statement": "slutten",
    "end of statement block": "slutten", "begin of statement block": "en ny tagg",
    "begin of print statement": "en ny tagg",
}  # fmt: skip


def syntax_fault(message: str, text: str) -> Fault:
    """Jinja's complaint about one tag, in Norwegian."""
    for pattern, norwegian in _SYNTAX:
        if match := re.fullmatch(pattern, message.strip(), re.S):
            words = [_TOKENS.get(word, word) for word in match.groups()]
            return Fault("syntaksfeil", "Taggen kan ikke leses. " + norwegian.format(*words), text)
    return Fault("syntaksfeil", "Taggen kan ikke leses.", text)


def refusal(name: str, found: Iterable[Problem]) -> TemplateError:
    """The error for a template with these problems: it says the one fault there is, or how many there are."""
    listed = tuple(found)
    faults = [problem for problem in listed if problem.alvor == FEIL]
    if len(faults) != 1:
        return TemplateError(f"{name}: {len(faults)} feil i malen.", listed)
    (fault,) = faults
    hint = f" {fault.forslag}" if fault.forslag else ""
    return TemplateError(f"{name}: {fault.sted}: {fault.melding}{hint}", listed)


def missing_field(owner: object, key: object, path: str, raw: str, names: Iterable[str]) -> Fault:
    """`key` is not in `owner`, which stands as `path` in the tag («» when a template's own names are meant).

    `names` are those names; the message has the names as they were typed in `raw`.
    """
    path = as_typed(path, raw)
    if isinstance(key, int):
        return _missing_row(key, path, raw)
    name = as_typed(str(key), raw)
    if path == "ark":
        return _missing_sheet(owner, str(key), raw)
    whole = f"{path}.{name}" if path else name
    known = list(names) if not path else fields_of(owner)
    near = _near(str(key), known)
    hint = f"Mente du {path}.{near}?" if near and path else f"Mente du {near}?" if near else ""
    if isinstance(owner, (list, tuple)) and owner and field_of(owner[0], str(key)) is not NOTHING:
        hint = f"{path} er rader. Skriv {{% for rad in {path} %}} {{{{ rad.{name} }}}} {{% endfor %}}."
    return Fault(UNKNOWN_FIELD, f"Feltet {whole} finnes ikke.", raw, hint)


def quoted_hint(name: str, raw: str) -> str:
    """What to try when a function is given a name that nothing has: the same as a text, in quotes."""
    mended = re.sub(rf"([(,]\s*){re.escape(name)}(?=\s*[,)])", rf'\g<1>"{name}"', raw, count=1)
    return f"{MEANT}{mended}?" if mended != raw else ""


def _missing_row(index: int, path: str, raw: str) -> Fault:
    from_end = " fra slutten" if index < 0 else ""
    number = -index if index < 0 else index + 1
    hint = f"Skriv {{% for rad in {path} %}} for å få radene som finnes." if path else ""
    return Fault(UNKNOWN_ROW, f"Det finnes ingen rad nummer {number}{from_end} i {path or 'listen'}.", raw, hint)


def _missing_sheet(sheets: object, title: str, raw: str) -> Fault:
    from rapportgen.model.felter import with_letters
    from rapportgen.model.sheets import SCHEMA

    known = next((sheet for sheet in SCHEMA if ascii_name(sheet.name) == ascii_name(title)), None)
    if known is not None:
        message = f"Arket «{title}» kjenner programmet, så radene har et eget navn."
        return Fault(UNKNOWN_FIELD, message, raw, f"Skriv {with_letters(known.samling)}.")
    titles = [f"«{name}»" for name in fields_of(sheets)]
    listed = " og ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
    has = f"Den har {listed}." if titles else "Den har ingen ark ut over dem programmet kjenner."
    near = _near(title, fields_of(sheets), spelt=False)
    hint = f"Mente du «{near}»?" if near else ""
    return Fault(UNKNOWN_FIELD, f"Arket «{title}» finnes ikke i arbeidsboken. {has}", raw, hint)


def _near(name: str, known: Iterable[str], *, spelt: bool = True) -> str | None:
    """The known name most like this one, in any spelling of both; with æ, ø and å when it is one of ours."""
    from rapportgen.model.felter import with_letters

    by_ascii = {ascii_name(candidate): candidate for candidate in known}
    near = suggest(ascii_name(name), by_ascii)
    if near is None:
        return None
    return with_letters(by_ascii[near]) if spelt else by_ascii[near]


def path_before(key: object, code: str) -> str:
    """`prosjekt` for the field `ledr` in `prosjekt.ledr`, or `tiltak` for the row 99 in `tiltak[99]`."""
    owner = r"([A-Za-z_]\w*(?:\.\w+|\[[^\]]*\])*)"
    found = re.search(rf"{owner}(?:\.{re.escape(str(key))}\b|\[\s*[\"']?{re.escape(str(key))}[\"']?\s*\])", code)
    return found.group(1) if found else ""


def runtime_fault(error: BaseException, code: str, raw: str, names: Iterable[str]) -> Fault:
    """What stopped a report, in Norwegian: in the tag `raw` with this code, among these names of the template."""
    from jinja2.exceptions import SecurityError, UndefinedError

    if isinstance(error, TooManyColumnsError):
        return Fault(TOO_MANY_COLUMNS, str(error), "", "La radene stå nedover i stedet, med {%tr for … %}.")
    if isinstance(error, TemplateError):
        return Fault("ugyldig-verdi", str(error), raw)
    if isinstance(error, UndefinedError) and error.args and isinstance(error.args[0], FieldName):
        missing = error.args[0]
        path = "" if missing.owner is NOTHING else path_before(missing.name, code)
        return missing_field(missing.owner, missing.name, path, raw, names)
    if isinstance(error, SecurityError):
        return Fault("ikke-tillatt", "Dette er ikke tillatt i maler.", raw)
    if isinstance(error, RecursionError):
        return Fault("for-stor-tagg", "Uttrykket er for sammensatt.", raw)
    if isinstance(error, TypeError):
        return Fault("ugyldig-verdi", "Verdiene kan ikke sammenlignes eller brukes slik.", raw)
    return Fault("ugyldig-verdi", "Uttrykket kan ikke regnes ut.", raw)
