"""The colour of every text of a report, and of what it stands on, worked out as Word does: style by style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
_HIGHLIGHTS = {"yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "lightGray": "C0C0C0"}


class Pair(NamedTuple):
    """A colour on a fill, and a text that has them."""

    colour: str
    fill: str
    text: str

    @property
    def contrast(self) -> float:
        """The contrast ratio of WCAG 2.1."""
        light, dark = sorted((_luminance(self.colour), _luminance(self.fill)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(W + name, "")


class Colours:
    """The colours of the texts of a part."""

    def __init__(self, styles: etree._Element) -> None:
        self.styles = {value(style, "styleId"): style for style in styles.iter(W + "style")}
        self.default = styles.find("w:docDefaults/w:rPrDefault/w:rPr", NS)
        self.normal = next(key for key, s in self.styles.items() if value(s, "default") == "1")

    def pairs(self, root: etree._Element) -> Iterator[Pair]:
        """Every text with its colours; the same ones once."""
        seen = set()
        for run in root.iter(W + "r"):
            text = "".join(t.text or "" for t in run.iter(W + "t"))
            if not text.strip() or run.find("w:rPr/w:vanish", NS) is not None:
                continue
            pair = self._pair(run, text)
            if pair[:2] not in seen:
                seen.add(pair[:2])
                yield pair

    def _pair(self, run: etree._Element, text: str) -> Pair:
        paragraph = next(run.iterancestors(W + "p"))
        cells = list(run.iterancestors(W + "tc"))
        styles = [*self._chain(value(run.find("w:rPr/w:rStyle", NS)))]
        of_paragraph = [*self._chain(value(paragraph.find("w:pPr/w:pStyle", NS)) or self.normal)]
        conditions = [c for cell in cells for c in self._conditions(cell)]
        fill = _first(
            _HIGHLIGHTS.get(value(run.find("w:rPr/w:highlight", NS)), ""),
            *(value(e.find("w:rPr/w:shd", NS), "fill") for e in (run, *styles, *of_paragraph)),
            *(value(e.find("w:pPr/w:shd", NS), "fill") for e in (paragraph, *of_paragraph)),
            *(value(cell.find("w:tcPr/w:shd", NS), "fill") for cell in cells),
            *(value(c.find("w:tcPr/w:shd", NS), "fill") for c in conditions),
        )
        colour = _first(
            *(value(e.find("w:rPr/w:color", NS)) for e in (run, *styles, *of_paragraph, *conditions)),
            value(self.default.find("w:color", NS)) if self.default is not None else "",
        )
        fill = fill or "FFFFFF"
        return Pair(colour or ("000000" if _luminance(fill) > 0.18 else "FFFFFF"), fill, text.strip()[:40])

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        while style_id in self.styles:
            yield self.styles[style_id]
            style_id = value(self.styles[style_id].find("w:basedOn", NS))

    def _conditions(self, cell: etree._Element) -> Iterator[etree._Element]:
        """The parts of the table's style that reach a cell, the strongest first, then the style itself."""
        row = cell.getparent()
        table = next(cell.iterancestors(W + "tbl"))
        look = table.find("w:tblPr/w:tblLook", NS)
        rows, row_of = table.findall("w:tr", NS), row.findall("w:tc", NS)
        on = {name: value(look, name) in ("1", "true") for name in ("firstRow", "lastRow", "firstColumn", "lastColumn")}
        heading = on["firstRow"] and row is rows[0]
        kinds = ["firstRow"] if heading else []
        kinds += ["lastRow"] if on["lastRow"] and row is rows[-1] else []
        kinds += ["firstCol"] if on["firstColumn"] and cell is row_of[0] else []
        kinds += ["lastCol"] if on["lastColumn"] and cell is row_of[-1] else []
        if value(look, "noHBand") not in ("1", "true") and not heading:
            kinds.append("band1Horz" if (rows.index(row) - on["firstRow"]) % 2 == 0 else "band2Horz")
        for style in self._chain(value(table.find("w:tblPr/w:tblStyle", NS))):
            parts = {value(part, "type"): part for part in style.findall("w:tblStylePr", NS)}
            yield from (parts[kind] for kind in kinds if kind in parts)
            yield style


def _first(*values: str) -> str:
    return next((one.upper() for one in values if one and one != "auto"), "")
