"""What went wrong in a template, in Norwegian: Jinja's messages translated, missing fields named with a guess."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.names import ascii_name, did_you_mean, suggest
from rapportgen.phrases import listed
from rapportgen.problems import FEIL
from rapportgen.word.language.conditions import defined, enough_rows, if_compared, if_worked_out
from rapportgen.word.language.values import NOTHING, EmptyValueError, MissingFieldError, field_of, fields_of
from rapportgen.word.ooxml.grid import TOO_MANY_COLUMNS, TooManyColumnsError
from rapportgen.word.tags.spelling import apart, as_typed
from rapportgen.word.tags.tags import MEANT, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rapportgen.problems import Problem

UNKNOWN_FIELD, UNKNOWN_ROW = MISSING = ("ukjent-felt", "ukjent-rad")

_CHARTS = "grafer"
_PROJECTS = "prosjekter"
"""What a template for portfolios has, and no other."""

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
    (r"unexpected char ['\"](.+)['\"] at .*", "Tegnet «{0}» kan ikke stå her."),
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
    "string": "en tekst", "name": "et navn", "integer": "et tall", "float": "et tall",
    "end of print statement": "slutten", "end of statement block": "slutten",
    "begin of statement block": "en ny tagg", "begin of print statement": "en ny tagg",
}  # fmt: skip


def syntax_fault(message: str, text: str) -> Fault:
    """Jinja's complaint about one tag, in Norwegian."""
    for pattern, norwegian in _SYNTAX:
        if match := re.fullmatch(pattern, message.strip(), re.S):
            said = norwegian.format(*match.groups())
            for token, called in _TOKENS.items():
                said = said.replace(f"«{token}»", called)
            return Fault("syntaksfeil", f"Taggen kan ikke leses. {said}", text)
    return Fault("syntaksfeil", "Taggen kan ikke leses.", text)


def refusal(name: str, found: Iterable[Problem]) -> TemplateError:
    """The error for a template with these problems: it says the one fault there is, or how many there are."""
    problems = tuple(found)
    faults = [problem for problem in problems if problem.alvor == FEIL]
    if len(faults) != 1:
        return TemplateError(f"{name}: {len(faults)} feil i malen.", problems)
    (fault,) = faults
    hint = f" {fault.forslag}" if fault.forslag else ""
    return TemplateError(f"{name}: {fault.sted}: {fault.melding}{hint}", problems)


def missing_field(
    owner: object,
    key: object,
    path: str,
    raw: str,
    names: Mapping[str, object],
    after: Sequence[str] = (),
    nearer: Sequence[str] = (),
) -> Fault:
    """`key` is not in `owner`, which stands as `path` in the tag («» when a template's own names are meant).

    `names` are those names with what they stand for, of which loops give those in `nearer`; `after` are the names that
    follow. The message has the names as they were typed in `raw`.
    """
    from rapportgen.model.declare import Row
    from rapportgen.model.rader import Oppslag
    from rapportgen.word.language.meant import meant_path

    if isinstance(key, int):
        return _missing_row(key, as_typed(path, raw), raw)
    name = str(key)
    if path == "ark":
        return _missing_sheet(owner, name, raw)
    if not path and (other := _of_other_kind(name, after, names, raw)):
        return other
    meant = meant_path(owner, name, path, after, names, nearer)
    wrong = [*filter(None, (path, name)), *after[: meant.replaced if meant else 0]]
    whole = as_typed(".".join(wrong), raw)
    hint = f"{MEANT}{as_typed(meant.path, raw)}?" if meant else ""
    if meant and raw.startswith("[") and path == _CHARTS:
        hint = f"{MEANT}[graf: {meant.path.removeprefix(f'{_CHARTS}.')}]?"
    if not path and (meant is None or "." not in meant.path):
        hint = _in_rows(name, after, names, raw) or hint
    if meant and raw.strip("{} ") == whole:
        hint = _loop_for(as_typed(meant.path, raw), names) or hint
    if "-" in name and not hint:
        hint = _in_rows(name.replace("-", ""), after, names, raw) or _in_rows(name.replace("-", "_"), after, names, raw)
    if isinstance(owner, (list, tuple)) and owner and field_of(owner[0], name) is not NOTHING:
        hint = _loop_over(as_typed(path, raw), as_typed(name, raw), has_sum=_is_summed(owner, name))
    hint = hint or _row_called(owner, name, as_typed(path, raw), raw)
    if not hint and not path and _PROJECTS in names:
        hint = _in_each_project(name, after, raw)
    if not hint and path and isinstance(owner, (Row, Oppslag)):
        hint = if_only_some(whole, raw)
    return Fault(UNKNOWN_FIELD, f"Feltet {whole} finnes ikke.", raw, hint)


def if_only_some(whole: str, raw: str) -> str:
    """What to write for a column or a text that only some workbooks have."""
    asking = defined(whole, raw)
    return f"Er det bare noen arbeidsbøker som har det, så skriv {asking}." if asking else ""


def _loop_over(rows: str, field: str, *, has_sum: bool = False) -> str:
    total = f", eller {{{{ {rows}.sum.{field} }}}} for summen" if has_sum else ""
    return f"{rows} er rader. Skriv {{% for rad in {rows} %}} {{{{ rad.{field} }}}} {{% endfor %}}{total}."


def _loop_for(rows: str, names: Mapping[str, object]) -> str:
    """What to write for a name that is printed and means the rows of a list; «» when it does not."""
    is_list = isinstance(names.get(ascii_name(rows)), (list, tuple))
    return f"{rows} er rader. Skriv {{% for rad in {rows} %}} {{{{ rad.… }}}} {{% endfor %}}." if is_list else ""


def _row_called(rows: object, name: str, path: str, raw: str) -> str:
    """What to write for a row that is asked for by its name, `nøkkeltall["Sykefravær"]`; «» for anything else."""
    has_names = isinstance(rows, (list, tuple)) and bool(rows) and field_of(rows[0], "navn") is not NOTHING
    if not has_names or name not in "".join(apart(raw)[1::2]):
        return ""
    return f'Skriv {{% for rad in {path} if rad.navn == "{name}" %}} {{{{ rad.… }}}} {{% endfor %}}.'


def _is_summed(rows: object, field: str) -> bool:
    """Whether a list has the sum of this field of its rows, which is a figure."""
    from rapportgen.model.beloep import Beloep
    from rapportgen.model.declared import Unlisted

    total = field_of(field_of(rows, "sum"), field)
    return total.slag in ("beløp", "tall") if isinstance(total, Unlisted) else isinstance(total, (Beloep, Decimal))


def _in_rows(name: str, after: Sequence[str], names: Mapping[str, object], raw: str) -> str:
    """What to write for a field that the rows of a list have; «» when no list has it, or too many."""
    from rapportgen.model.felter import with_letters
    from rapportgen.word.language.meant import lists_with, rows_meant

    if after:
        meant = rows_meant(name, after, names)
        return _loop_over(*(as_typed(one, raw) for one in meant)) if meant else ""
    found, typed = lists_with(name, names), as_typed(name, raw)
    typed = with_letters(name) if typed == name else typed
    if not found:
        return ""
    owner, one, has_sum = found[0]
    loop = f"{{% for {one} in {owner} %}} {{{{ {one}.{typed} }}}} {{% endfor %}}"
    total = f", eller {{{{ {owner}.sum.{typed} }}}} for summen" if has_sum else ""
    return f"Hver rad i {listed(owner for owner, _, _ in found)} har {typed}. Skriv {loop}{total}."


def _of_other_kind(name: str, after: Sequence[str], names: Mapping[str, object], raw: str) -> Fault | None:
    """The fault of a name that the other kind of template has: one for portfolios, or one for a single workbook."""
    from rapportgen.model.declared_samlerapport import declared_for

    typed = as_typed(name, raw)
    if _PROJECTS in names and name in declared_for(portfolio=False):
        message = f"Feltet {typed} gjelder ett prosjekt, og malen er for samlerapporter."
        return Fault(UNKNOWN_FIELD, message, raw, _in_each_project(name, after, raw))
    if _PROJECTS not in names and name in declared_for(portfolio=True).keys() - declared_for(portfolio=False).keys():
        hint = "Skriv «Samlerapport» i feltet «Kategorier» under Fil › Info i Word hvis malen skal være for flere."
        return Fault(UNKNOWN_FIELD, f"Feltet {typed} finnes bare i maler for samlerapporter.", raw, hint)
    return None


def _in_each_project(name: str, after: Sequence[str], raw: str) -> str:
    """What to write for a name that each project has, in a template for portfolios; «» when none is like it."""
    from rapportgen.model.declared_samlerapport import declared_for
    from rapportgen.word.language.meant import near

    names = declared_for(portfolio=False)
    found = near(name, names)
    if found is None:
        return ""
    field = as_typed(".".join([*([] if found == "prosjekt" else [found]), *after]), raw) or "…"
    printed = f"{{{{ prosjekt.{field} }}}}"
    if not after and isinstance(names[ascii_name(found)], (list, tuple)):
        printed = f"{{% for rad in prosjekt.{field} %}} {{{{ rad.… }}}} {{% endfor %}}"
    return f"Skriv feltet i en løkke: {{% for prosjekt in prosjekter %}} {printed} {{% endfor %}}."


def quoted_hint(name: str, raw: str, words: Sequence[str] = ()) -> str:
    """What to try for a name that nothing has, given to a function or compared: the same as a text, in quotes.

    `words` are all that it can be, when that is one of a few words; then the text is the one of them that is like it.
    """
    by_ascii = {ascii_name(word): word for word in words}
    text = by_ascii.get(suggest(ascii_name(name), by_ascii) or "", name)
    bare = rf"((?:[(,]|[=!]=)\s*){re.escape(name)}(?![\w.(\[])"
    mended = re.sub(bare, rf'\g<1>"{text}"', raw, count=1)
    return f"{MEANT}{mended}?" if mended != raw else ""


def _missing_row(index: int, path: str, raw: str) -> Fault:
    from_end = " fra slutten" if index < 0 else ""
    number = -index if index < 0 else index + 1
    asking = enough_rows(path, index, raw) if path else ""
    hint = (
        f"Skriv {asking}." if asking else f"Skriv {{% for rad in {path} %}} for å få radene som finnes." if path else ""
    )
    return Fault(UNKNOWN_ROW, f"Det finnes ingen rad nummer {number}{from_end} i {path or 'listen'}.", raw, hint)


def _missing_sheet(sheets: object, title: str, raw: str) -> Fault:
    from rapportgen.model.felter import with_letters
    from rapportgen.model.sheets import SCHEMA

    known = next((sheet for sheet in SCHEMA if ascii_name(sheet.name) == ascii_name(title)), None)
    if known is not None:
        message = f"Arket «{title}» kjenner programmet, så radene har et eget navn."
        return Fault(UNKNOWN_FIELD, message, raw, f"Skriv {with_letters(known.samling)}.")
    titles = [f"«{name}»" for name in fields_of(sheets)]
    has = f"Den har {listed(titles)}." if titles else "Den har ingen ark ut over dem programmet kjenner."
    by_ascii = {ascii_name(name): name for name in fields_of(sheets)}
    hint = did_you_mean(ascii_name(title), by_ascii)
    return Fault(UNKNOWN_FIELD, f"Arket «{title}» finnes ikke i arbeidsboken. {has}", raw, hint)


def _naming_filter(message: str, raw: str) -> str:
    """What a filter complains of, with its name where the tag has only one."""
    used = set(re.findall(r"(?<!\|)\|\s*(\w+)", "".join(apart(raw)[::2])))
    return message.replace("Filteret trenger", f"Filteret «{used.pop()}» trenger") if len(used) == 1 else message


def path_before(key: object, code: str) -> str:
    """`prosjekt` for the field `ledr` in `prosjekt.ledr`, or `tiltak` for the row 99 in `tiltak[99]`."""
    owner = r"([A-Za-z_]\w*(?:\.\w+|\[[^\]]*\])*)"
    found = re.search(rf"{owner}(?:\.{re.escape(str(key))}\b|\[\s*[\"']?{re.escape(str(key))}[\"']?\s*\])", code)
    return found.group(1) if found else ""


def runtime_fault(error: BaseException, code: str, raw: str, names: Mapping[str, object]) -> Fault:
    """What stopped a report, in Norwegian: in the tag `raw` with this code, among these names of the template."""
    if isinstance(error, TooManyColumnsError):
        return Fault(TOO_MANY_COLUMNS, str(error), "", "La radene stå nedover i stedet, med {%tr for … %}.")
    if isinstance(error, TemplateError):
        asking = if_worked_out(raw, names) if isinstance(error, EmptyValueError) else ""
        return Fault("ugyldig-verdi", _naming_filter(str(error), raw), raw, f"Skriv {asking}." if asking else "")
    if isinstance(error, MissingFieldError):
        path = "" if error.owner is NOTHING else path_before(error.name, code)
        return missing_field(error.owner, error.name, path, raw, names)
    if isinstance(error, RecursionError):
        return Fault("for-stor-tagg", "Uttrykket er for sammensatt.", raw)
    if isinstance(error, TypeError):
        message, asking = if_compared(raw, names)
        message = message or "Verdiene kan ikke sammenlignes eller brukes slik."
        return Fault("ugyldig-verdi", message, raw, f"Skriv {asking}." if asking else "")
    return Fault("ugyldig-verdi", "Uttrykket kan ikke regnes ut.", raw)
