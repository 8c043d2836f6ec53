"""The list of what a template may use: put together, searched, with the values of a workbook, as a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapportgen.errors import ReportError, os_reason, shortened_path
from rapportgen.model.felter import groups_of, in_groups, tags_of, template_fields
from rapportgen.model.oppsett import STANDARD, Oppsett
from rapportgen.names import ascii_name, suggest
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rapportgen.model.felt import Field, Group
    from rapportgen.model.perioder import Periode
    from rapportgen.problems import Problem

_CHARTS = "grafer"
_WORD = pattern(r"\w[\w.]*\w|\w")
_WHOLE = 2
"""A word to search for with so few letters is no part of another."""
_ROUGH = str.maketrans("øå", "oa")


def field_list(
    workbook: Path | None = None, period: Periode | None = None, *, oppsett: Oppsett = STANDARD
) -> list[Field]:
    """Everything that a template may use, group by group.

    With a `workbook` also its own sheets, columns and keys, and what a report of its period prints for each field.
    What the kommune has declared itself stands in `oppsett`.
    Raises FileRefusedError for a file that is no workbook, ReportError when it has no such period.
    """
    from rapportgen.word.language.vocabulary import vocabulary

    fields = list(template_fields(oppsett.schema)) if workbook is None else _of_workbook(workbook, period, oppsett)
    charts = [field for field in fields if field.gruppe == _CHARTS]
    return [*(field for field in fields if field.gruppe != _CHARTS), *vocabulary(oppsett.filtre), *charts]


def grouped(fields: Sequence[Field]) -> list[tuple[Group, list[Field]]]:
    """The fields group by group, with what is said of each group as a whole."""
    from rapportgen.word.language.vocabulary import GROUPS

    known = {group.navn: group for group in GROUPS}
    return [(known.get(group.navn, group), own) for group, own in groups_of(fields)]


def search(fields: Iterable[Field], words: Sequence[str]) -> list[Field]:
    """The fields in which all of these words are found: in name, column, other names, explanation or sheet.

    A word may be a part of one, with æ, ø and å or as people write them without. One or two letters are a whole word:
    «kr» is the filter, and not every text with these letters in it.
    """
    wanted = [ascii_name(word) for word in words]
    patterns = [rf"(?<![a-z0-9]){word}(?![a-z0-9])" if len(word) <= _WHOLE else word for word in map(re.escape, wanted)]
    texts = ((field, _text_of(field)) for field in fields)
    return [field for field, text in texts if all(re.search(pattern, text) for pattern in patterns)]


def nearest(fields: Iterable[Field], words: Iterable[str]) -> str | None:
    """What the first of the words that is nowhere was probably meant to be; None when nothing is close."""
    fields = list(fields)
    for word in words:
        if not search(fields, [word]):
            known = {ascii_name(one): one for field in fields for one in _words_of(field)}
            names = {ascii_name(one) for field in fields for one in _WORD.findall(f"{field.felt} {field.kolonne}")}
            near = _with_same_letters(ascii_name(word), known) or suggest(ascii_name(word), names)
            near = near or suggest(ascii_name(word), known)
            return known.get(near) if near else None
    return None


def _with_same_letters(word: str, known: Iterable[str]) -> str | None:
    """The known word with the same letters in another order: «frist» for «frsit»."""
    return next((one for one in known if len(word) > _WHOLE and sorted(one) == sorted(word)), None)


def write_document(target: Path, fields: Sequence[Field], workbook: Path | None = None) -> list[Problem]:
    """Write the fields as a Word document at `target`: a table for each group, with tags that can be copied.

    What came up is returned; it is there also without page numbers in its contents. Raises ReportError.
    """
    from rapportgen.resources import field_list_template
    from rapportgen.whole import write_whole
    from rapportgen.word.field_document import field_document

    title = "" if workbook is None else workbook.name
    made = field_document(field_list_template(), grouped(fields), title)
    try:
        write_whole(target, made.data)
    except OSError as error:
        raise ReportError(f"{shortened_path(target)}: Filen kan ikke skrives ({os_reason(error)}).") from error
    return list(made.problems)


def _text_of(field: Field) -> str:
    """What a search looks in, with and without letters of its own for æ, ø and å."""
    text = " ".join(_words_of(field))
    return f"{ascii_name(text)} {ascii_name(text.casefold().translate(_ROUGH))}"


def _words_of(field: Field) -> list[str]:
    parts = (field.felt, field.kolonne, field.synonymer, field.hjelp, field.ark, field.gruppe)
    return [word for part in parts for word in _WORD.findall(part)]


def _of_workbook(path: Path, period: Periode | None, oppsett: Oppsett) -> list[Field]:
    """The fields with what a workbook has: its units, what it adds, and what is printed for each."""
    from rapportgen.model.egne import own_fields, with_units
    from rapportgen.pipeline import check_file, printable
    from rapportgen.presentation import look_of
    from rapportgen.word.language.shown import shown_value
    from rapportgen.word.language.values import fields_of

    checked = check_file(path, period, oppsett=oppsett)
    workbook, context = printable(checked, period)
    own = own_fields(workbook, lambda name: fields_of(context[name]), tags_of(workbook.schema))
    fields = in_groups([*with_units(template_fields(workbook.schema), workbook), *own])
    look = look_of(checked.settings, oppsett)
    found = [field._replace(verdi=shown_value(field.felt, field.tagg, context, look)) for field in fields]
    return [field for field in found if field.verdi or not field.felt.startswith('grafer["')]  # one value is no chart
