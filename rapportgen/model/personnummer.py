"""National identity numbers in text: found in the ways that people write them, and taken out.

Eleven digits on end always count. Written in groups («010170 12345», «01.01.70-12345») they count when the first six
can be a date of birth (day, or day + 40; month, or month + 40, + 65 or + 80). A bank account (1234.56.78901) does not.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapportgen.model.beloep import Tall
from rapportgen.model.tekstverdier import typed_text, with_text
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from rapportgen.problems import Problem

REMOVED = "[fødselsnummer fjernet]"

_GAP = r"[\s\u200b\u00ad./–-]{0,2}"
# The look behind stands after the first digit: a pattern that begins with a digit is found several times as fast.
_WRITTEN = pattern(rf"\d(?<!\d\d)(?<!\d[.,]\d)\d[ .]?\d\d[ .]?\d\d{_GAP}\d{{5}}(?!\d|[.,]\d)")
# What is left of a number where a message quotes no more of a text.
_CUT_SHORT = pattern(r"\d[\d .–-]{4,}…")
_BANK_ACCOUNT = pattern(r"\d{4}[. ]\d{2}[. ]\d{5}")


_OF_OTHERS = b"\xd9\xdb\xdf\xe0\xe1\xea\xef\xf0"
"""What UTF-8 begins the digits of other alphabets with, which are digits to a pattern as well."""
_OTHER = b"\xff"  # which no text has in UTF-8
_SIGNS = bytes.maketrans(b"0123456789" + _OF_OTHERS, b"0" * 10 + _OTHER * len(_OF_OTHERS))


def has_number(text: str) -> bool:
    """Whether the text holds a national identity number."""
    return _may_have_one(text) and any(_counts(match[0]) for match in _WRITTEN.finditer(text))


def _may_have_one(text: str) -> bool:
    """Whether five digits stand together, as they do at the end of each: seen much sooner than a number is found."""
    signs = text.encode(errors="surrogatepass").translate(_SIGNS)
    return b"00000" in signs or _OTHER in signs


def masked(text: str) -> str:
    """The text with every national identity number replaced."""
    return _WRITTEN.sub(lambda match: REMOVED if _counts(match[0]) else match[0], text)


def _counts(written: str) -> bool:
    if written.isdigit():
        return True
    digits = "".join(sign for sign in written if sign.isdigit())
    day, month = int(digits[:2]), int(digits[2:4])
    is_day = any(1 <= day - added <= 31 for added in (0, 40))
    is_month = any(1 <= month - added <= 12 for added in (0, 40, 65, 80))
    return is_day and is_month and not _BANK_ACCOUNT.fullmatch(written)


def text_in(value: object) -> str:
    """The text that a value may print and that somebody typed; empty for dates, amounts and other plain values."""
    if type(value) is str:
        return value
    if isinstance(value, Tall):
        return value.tekst or (text_in(value.verdi) if value.verdi is not None else "")
    if not isinstance(value, Decimal):
        return typed_text(value)
    if value.adjusted() in (9, 10) and value and value == value.to_integral_value():  # ten digits, or eleven
        digits = f"{int(abs(value)):011d}"
        return digits if _is_valid(digits) else ""
    return ""


def _is_valid(digits: str) -> bool:
    """Whether the two control digits fit (modulus 11): a plain figure of this size is seldom an identity number."""
    numbers = [int(digit) for digit in digits]
    first = sum(a * b for a, b in zip(numbers, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), strict=False)) % 11
    second = sum(a * b for a, b in zip(numbers, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11
    return first == second == 0


def any_number(values: Iterable[object]) -> bool:
    """Whether any of the values holds a national identity number; one look through all of them at once."""
    return has_number("\n\n\n".join(filter(None, map(text_in, values))))


def problems_without_numbers(problems: Collection[Problem]) -> Collection[Problem]:
    """The problems as anybody may read them: what they quote has no number, whole or cut short. Their places are as
    they were.
    """
    texts = "\n\n\n".join([f"{p.melding}\n\n\n{p.verdi}\n\n\n{p.forslag}" for p in problems])
    if not (has_number(texts) or _CUT_SHORT.search(texts)):
        return problems
    return [p._replace(melding=_told(p.melding), verdi=_told(p.verdi), forslag=_told(p.forslag)) for p in problems]


def _told(text: str) -> str:
    return _CUT_SHORT.sub("…", masked(text))


def without_number(value: Any) -> Any:
    """The value as it may be printed: the same kind of value, with the number taken out."""
    if not has_number(text_in(value)):
        return value
    if isinstance(value, Decimal):
        return REMOVED
    if isinstance(value, Tall):
        value = value.changed(verdi=None, tekst=text_in(value))
    return with_text(value, masked)
