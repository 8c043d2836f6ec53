"""Names of the XML that a .docx is made of, and how a fragment of it is written as text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""What every part begins with."""


def _order(names: str) -> list[str]:
    return names.split()


# The order in which the schema wants the children of properties elements.
TC_PR_ORDER = _order(
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange"
)
R_PR_ORDER = _order(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath rPrChange"
)
P_PR_ORDER = _order(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
TBL_PR_ORDER = _order(
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
)


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML: `w("p")`."""
    return f"{{{W}}}{name}"


def local(element: _Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def insert_in_order(parent: _Element, child: _Element, order: list[str]) -> None:
    """Put `child` where the schema wants it among the children of `parent`, in place of one of the same name."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    rank = order.index(local(child))
    after = [i for i, other in enumerate(parent) if local(other) in order and order.index(local(other)) < rank]
    parent.insert(after[-1] + 1 if after else 0, child)


def fragment(element: _Element, root: _Element) -> str:
    """The element as XML text, relying on the namespace declarations of `root`."""
    from lxml import etree

    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in root.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"', "")
    return text


def drawings(root: _Element) -> Iterator[_Element]:
    """The properties (name, alternative text) of every drawing of a part, the older copies of new ones left out."""
    for properties in root.iter(f"{{{WP}}}docPr"):
        if next(properties.iterancestors(f"{{{MC}}}Fallback"), None) is None:
            yield properties


def text_of(element: _Element) -> str:
    """The visible text below an element, as Word shows it (deleted text left out)."""
    return "".join(t.text or "" for t in element.iter(w("t")))
