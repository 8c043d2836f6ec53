"""Which styles of a template are headings."""

from __future__ import annotations

import pytest
from lxml import etree

from rapportgen.word.compiling.outline import Outline
from tests.word.docx import NAMESPACES


def style(name: str, inside: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="X"><w:name w:val="{name}"/>{inside}</w:style>'


def paragraph(style_id: str) -> etree._Element:
    """A paragraph that names a style."""
    return etree.fromstring(f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr></w:p>')


LEVEL = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
BASED = '<w:basedOn w:val="Del"/>'


@pytest.mark.parametrize(
    ("own", "is_heading"),
    [
        (style("heading 3"), True),
        (style("Overskrift 3"), True),
        (style("Vedlegg", LEVEL.format(0)), True),
        (style("Underdel", BASED), True),
        (style("Innholdsoverskrift", BASED + LEVEL.format(9)), False),
        (style("Normal"), False),
        (style("heading 3", kind="character"), False),
    ],
)
def test_headings_are_known_by_words_own_name_or_by_outline_level(own: str, is_heading: bool) -> None:
    base = f'<w:style w:type="paragraph" w:styleId="Del"><w:name w:val="Del"/>{LEVEL.format(1)}</w:style>'
    styles = etree.fromstring(f"<w:styles {NAMESPACES}>{base}{own}</w:styles>")
    assert Outline(styles, None).is_heading(paragraph("X")) == is_heading


def test_a_template_without_styles_has_no_headings() -> None:
    assert not Outline(None, None).is_heading(paragraph("Overskrift1"))


def test_styles_based_on_one_another_in_a_ring_have_no_level() -> None:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{own}"/><w:basedOn w:val="{other}"/></w:style>'
        for own, other in (("A", "B"), ("B", "A"))
    )
    outline = Outline(etree.fromstring(f"<w:styles {NAMESPACES}>{ring}</w:styles>"), None)
    assert not outline.is_heading(paragraph("A"))
