"""The list of what a template may use: complete, and every tag of it may be pasted as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rapportgen.fieldlist import field_list, grouped, nearest, search
from rapportgen.model.declared import ByKey, DeclaredRow, Sheets, declared_context
from rapportgen.model.felter import template_fields
from rapportgen.model.rader import Felter, Rader
from rapportgen.names import ascii_name
from rapportgen.pipeline import check_file, printable
from rapportgen.word import compile_template, render_template
from rapportgen.word.filters import NAMES
from rapportgen.word.guard import FUNCTIONS, TESTS
from rapportgen.word.lint import check_template
from rapportgen.word.settings import Egenskaper, Visning
from rapportgen.word.values import LOOP_FIELDS
from tests.word.charts import bar_chart, picture_of
from tests.word.charts import template as with_charts
from tests.word.docx import Report, docx_with, para, render, row, run, table
from tests.word.test_samples import gantt_sample, matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rapportgen.model.felt import Field

GROUPS = {group.navn: fields for group, fields in grouped(field_list())}
HEADER = "<w:trPr><w:tblHeader/></w:trPr>"


def paragraphs(field: Field) -> str:
    """A tag as somebody pastes it: its lines in paragraphs, or in cells where it has tabs; inside its loop."""
    if field.loekke:
        opened = field.loekke.replace("{% for", "{%p for")
        return para(opened) + "".join(map(para, field.merke.split("\n"))) + para("{%p endfor %}")
    if "\t" in field.merke:
        cells = field.merke.split("\t")
        words = [("{%tc if prosjekt.ansvarlig %}Ord{%tc endif %}" if "{%tc" in cell else "Ord") for cell in cells]
        return table(row(*words).replace("<w:tr>", f"<w:tr>{HEADER}"), row(*cells)) + para("")
    if "colspan" in field.merke:
        return table(row("a", "b").replace("<w:tr>", f"<w:tr>{HEADER}"), row(field.merke), columns=2) + para("")
    return "".join(map(para, field.merke.split("\n")))


def findings(template: bytes) -> list[str]:
    kinds = {"tabell-uten-alternativ-tekst", "tabell-uten-tekst"}
    return [
        f"{f.problem.kode} {f.problem.verdi}: {f.problem.melding}"
        for f in check_template(template)
        if f.problem.kode not in kinds
    ]


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    from tests.conftest import ROOT

    return printable(check_file(ROOT / "samples" / "moskenes.xlsx"), None)[1]


def rendered(template: bytes, context: dict[str, object]) -> Report:
    made = render_template(compile_template(template, cache=False), context, Visning(), Egenskaper())
    return Report(made.data, made.problems)


@pytest.mark.parametrize("name", [name for name in GROUPS if name not in ("funksjoner", "grafer")])
def test_every_tag_may_be_pasted_as_it_stands(name: str, context: dict[str, object]) -> None:
    template = docx_with("".join(paragraphs(field) for field in GROUPS[name] if not special(field)))
    assert findings(template) == []
    assert rendered(template, context).text


def special(field: Field) -> bool:
    return field.merke.startswith(("[graf", "{{ gantt"))
