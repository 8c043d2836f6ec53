"""Names at the border between Norwegian text and code, and guesses at misspelt ones."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "AE", "Ø": "OE", "Å": "AA", "đ": "d", "Đ": "D", "ŋ": "n", "ŧ": "t"}
)
_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
"""The signs after z: the three last letters of the alphabet stand in their places."""


@lru_cache(maxsize=4096)
def ascii_name(text: str) -> str:
    """The name that `text` has in code: «Regnskap hittil i år» → `regnskap_hittil_i_aar`.

    æ, ø and å become ae, oe and aa, so that «mål» stays another word than «mal». Other accents are
    dropped, anything else becomes an underscore. Case is folded. Empty when no letter or digit is left.
    """
    folded = unicodedata.normalize("NFC", text).translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")


def name_in_tags(heading: str) -> str:
    """The name of a column as people type it in a tag: «Hvem følger opp» → `hvem_følger_opp`."""
    typed = re.sub(r"[^a-z0-9æøå]+", "_", heading.lower()).strip("_")
    code = ascii_name(heading)
    return typed if ascii_name(typed) == code else code


def as_listed(name: str) -> tuple[list[str | tuple[int, str]], str]:
    """The sort key of a file's name, as people expect a folder to be listed: «Prosjekt 2» before «Prosjekt 10».

    Numbers go by their size and letters by the Norwegian alphabet (… z, æ, ø, å), whether large or small; other accents
    are passed over. No two names have the same key.
    """
    folded = unicodedata.normalize("NFC", name).casefold().translate(_LAST_LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    texts_and_numbers = re.split(r"([0-9]+)", bare)
    key: list[str | tuple[int, str]] = [*texts_and_numbers]
    for place, digits in enumerate(texts_and_numbers[1::2]):
        number = digits.lstrip("0")
        key[2 * place + 1] = len(number), number
    return key, name


def suggest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name in `known` most like `name`, or None when nothing is close: alike to `cutoff`, where 1 is the same."""
    return _nearest(name, tuple(known), cutoff)


def did_you_mean(name: str, known: Mapping[str, str], otherwise: str = "") -> str:
    """«Mente du «Nøkkeltall»?», as `known` spells the name in it that is most like `name`; `otherwise` without any."""
    near = suggest(name, known)
    return f"Mente du «{known[near]}»?" if near else otherwise


@lru_cache(maxsize=256)  # it takes a millisecond, and workbooks of a kommune have the same headings of their own
def _nearest(name: str, known: tuple[str, ...], cutoff: float) -> str | None:
    from difflib import get_close_matches  # costs 4 ms to import, and is needed only for mistakes

    return next(iter(get_close_matches(name, known, n=1, cutoff=cutoff)), None)
