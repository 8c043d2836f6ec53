"""docxtpl's tag dialect: the only module that knows docxtpl.

What reaches it has been normalised: each tag is whole, its words replaced by a number, and scoped tags stand
alone in a paragraph, row or cell of their own. docxtpl turns those into Jinja tags between elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def to_jinja_places(xml: str) -> str:
    """The XML with `{%p … %}`, `{%tr … %}` and `{%tc … %}` moved out of the elements they stand for."""
    return _patch_xml()(xml)


def _patch_xml() -> Callable[[str], str]:
    from docx.oxml.ns import nsmap

    core_properties = nsmap["cp"]
    from docxtpl import DocxTemplate

    nsmap["cp"] = core_properties  # docxcompose, which docxtpl imports when it is there, overwrites it
    patch: Callable[[str], str] = DocxTemplate.__new__(DocxTemplate).patch_xml
    return patch
