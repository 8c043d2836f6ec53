"""What the styles of a workbook say about a cell: number format, whether it is a date, background, strike and bold."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from xml.etree import ElementTree

from rapportgen.excel.package import children, local
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from rapportgen.excel.package import Package

T = TypeVar("T")

GENERAL = "General"


class Style(NamedTuple):
    """The look of a cell, as far as it carries meaning. `fill` is RRGGBB; None for no fill and for white."""

    number_format: str = GENERAL
    is_date: bool = False
    is_duration: bool = False
    fill: str | None = None
    bold: bool = False
    strike: bool = False


PLAIN = Style()

# The formats that files name by number only. 14–22 and 27–58 are dates; which ones exactly depends on the language.
_BUILTIN_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd.mm.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    **dict.fromkeys([*range(27, 32), 36, *range(50, 59)], "dd.mm.yyyy"),
    **dict.fromkeys(range(32, 36), "h:mm:ss"),
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
_LONGEST_FORMAT = 300
_DURATION = pattern(r"\[(?:h+|m+|s+|t+)\]", re.IGNORECASE)
_NOT_CODE = pattern(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


class Palette:
    """The colours of a workbook: theme, indexed and direct colours as RRGGBB."""

    def __init__(self, theme: Iterable[str] = (), indexed: Iterable[str] = ()) -> None:
        self._theme = tuple(theme) or _OFFICE_THEME
        self._indexed = tuple(indexed) or _INDEXED

    def rgb(self, color: Element | None) -> str | None:
        """The colour that an element such as `<fgColor theme="4" tint="0.6"/>` names, or None."""
        if color is None:
            return None
        base = self._base(color)
        tint = _number(color.get("tint"))
        return tinted(base, tint) if base and tint else base

    def _base(self, color: Element) -> str | None:
        if (rgb := color.get("rgb")) is not None:
            return rgb[-6:].upper() if re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", rgb) else None
        for name, colors in (("theme", self._theme), ("indexed", self._indexed)):
            index = color.get(name, "")
            if index.isdecimal() and int(index) < len(colors):
                return colors[int(index)]
        return None


def tinted(rgb: str, tint: float) -> str:
    """The colour made lighter (tint up to 1) or darker (down to -1), as Excel does it for theme colours."""
    from colorsys import hls_to_rgb, rgb_to_hls

    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    return "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, min(max(light, 0), 1), saturation))


def read_looks(package: Package, styles_part: str | None, theme_part: str | None) -> tuple[tuple[Style, ...], Palette]:
    """The styles by the number that cells give, and the colours. A workbook without styles has one, the plain."""
    theme = _theme_colors(package.xml(theme_part)) if theme_part and theme_part in package else ()
    if styles_part is None or styles_part not in package:
        return (PLAIN,), Palette(theme)
    return _looks_in(package.xml(styles_part), theme)


@lru_cache(maxsize=8)  # the workbooks of a kommune are often copies of one
def _looks_in(xml: bytes, theme: tuple[str, ...]) -> tuple[tuple[Style, ...], Palette]:
    root = ElementTree.fromstring(xml)
    palette = Palette(
        theme, [c.get("rgb", "")[-6:].upper() for c in children(root, "colors", "indexedColors", "rgbColor")]
    )
    formats = {f.get("numFmtId"): f.get("formatCode", "") for f in children(root, "numFmts", "numFmt")}
    fills = [_fill(fill, palette) for fill in children(root, "fills", "fill")]
    fonts = [_font(font) for font in children(root, "fonts", "font")]
    styles = [_style(xf, formats, fills, fonts) for xf in children(root, "cellXfs", "xf")] or [PLAIN]
    return tuple(styles), palette


def _style(
    xf: Element,
    formats: Mapping[str | None, str],
    fills: Sequence[str | None],
    fonts: Sequence[tuple[bool, bool]],
) -> Style:
    number = xf.get("numFmtId", "0")
    code = formats.get(number) or _BUILTIN_FORMATS.get(int(_number(number)), GENERAL)
    bold, strike = _at(fonts, xf.get("fontId"), (False, False))
    is_date, is_duration = date_or_duration(code)
    return Style(code, is_date, is_duration, _at(fills, xf.get("fillId"), None), bold, strike)


@lru_cache(maxsize=512)
def date_or_duration(code: str) -> tuple[bool, bool]:
    """Whether numbers with this format are dates or times, and whether they are durations («[h]:mm»)."""
    if len(code) > _LONGEST_FORMAT:
        return False, False
    code = code.partition(";")[0]
    if _DURATION.search(code):
        return True, True
    bare = _NOT_CODE.sub("", code).casefold()
    return not bare.startswith("general") and any(letter in bare for letter in "dmyhs"), False


def _fill(fill: Element, palette: Palette) -> str | None:
    """The background as RRGGBB; None for white, which says nothing."""
    pattern = next(iter(fill), None)
    if pattern is None:
        return None
    if local(pattern.tag) == "gradientFill":
        color = palette.rgb(next(iter(children(pattern, "stop", "color")), None))
    elif pattern.get("patternType", "none") in {"none", "gray125", "gray0625"}:
        return None
    else:
        first = "fgColor" if pattern.get("patternType") == "solid" else "bgColor"
        color = palette.rgb(pattern.find(f"{{*}}{first}")) or palette.rgb(pattern.find("{*}fgColor"))
    return None if color == "FFFFFF" else color


def _font(font: Element) -> tuple[bool, bool]:
    return is_on(font, "b"), is_on(font, "strike")


def is_on(properties: Element, name: str) -> bool:
    """Whether a property such as `<b/>` is there and not switched off (`<b val="0"/>`)."""
    found = properties.find(f"{{*}}{name}")
    return found is not None and found.get("val", "1") not in {"0", "false", "none"}


@lru_cache(maxsize=8)  # nearly all workbooks have one of Office's own themes
def _theme_colors(theme: bytes) -> tuple[str, ...]:
    """The twelve colours in the order that cells count them: light and dark change places in both pairs."""
    scheme = next(iter(children(ElementTree.fromstring(theme), "themeElements", "clrScheme")), None)
    if scheme is None:
        return ()
    by_name: dict[str, str] = {}
    for entry in scheme:
        color = next(iter(entry), None)
        if color is not None:
            by_name[local(entry.tag)] = (color.get("lastClr") or color.get("val") or "").upper()
    order = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    return tuple(by_name.get(name, "") for name in order)


def _at(values: Sequence[T], index: str | None, default: T) -> T:
    number = int(index) if index and index.isdecimal() else 0
    return values[number] if number < len(values) else default


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


_OFFICE_THEME = (
    *("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31"),
    *("A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72"),
)
_FIRST_EIGHT = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_INDEXED = (
    *_FIRST_EIGHT,
    *_FIRST_EIGHT,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
    *("000000", "FFFFFF"),
)
