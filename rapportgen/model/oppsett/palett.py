"""A kommune's own colours: those of the traffic light, and others by names of their own.

[palett]
grønn = { fyll = "C6E0B4", skrift = "1E4620" }
havblå = "1F4E79"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Self

from rapportgen.model.ordforraad import FARGE
from rapportgen.model.record import Data, Value
from rapportgen.model.trafikklys import GROENN, ROED, Lys
from rapportgen.names import ascii_name, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapportgen.model.oppsett.table import SettingsTable

LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text on its background."""
_HEX = frozenset("0123456789ABCDEF")
_BLACK, _WHITE = "000000", "FFFFFF"
_LIGHTS = {ascii_name(str(light)): light for light in FARGE} | {"groen": GROENN, "raud": ROED}


class Farge(Data, Value):
    """A colour for a cell and its text, both as RRGGBB. It prints as its fill."""

    __slots__ = ("fyll", "skrift")

    FELT: ClassVar[frozenset[str]] = frozenset({"fyll", "skrift"})

    def __init__(self, fyll: str, skrift: str) -> None:
        self.fyll: Final = fyll
        self.skrift: Final = skrift

    @classmethod
    def av(cls, fill: str) -> Self:
        """The colour, with black or white text, whichever is easier to read on it."""
        return cls(fill, max(_BLACK, _WHITE, key=lambda text: contrast(fill, text)))

    def __str__(self) -> str:
        return self.fyll


Palett = dict[str, Farge]


def palette_of(table: SettingsTable | None) -> Palett:
    """The colours of the table, by the words of the traffic light («Grønn») and by own names in ASCII."""
    colors: Palett = {}
    for key in table.names if table is not None else ():
        assert table is not None
        if (color := _color(key, table)) is not None:
            colors[_name(key)] = color
    return colors


def _name(key: str) -> str:
    name = ascii_name(key)
    return str(_LIGHTS.get(name, name))


def _color(key: str, table: SettingsTable) -> Farge | None:
    light = _LIGHTS.get(ascii_name(key))
    if not isinstance(table.value(key), dict):
        fill = color_code(table.text(key))
        if fill is None:
            _not_a_color(table, key)
            return None
        kept = light is not None and contrast(fill, light.skrift) >= LEAST_CONTRAST
        return Farge(fill, light.skrift) if light is not None and kept else Farge.av(fill)
    parts = table.table(key)
    assert parts is not None
    codes = {name: color_code(parts.text(name)) for name in ("fyll", "skrift")}
    parts.finish()
    for name, code in codes.items():
        if code is None and (name == "fyll" or parts.value(name) is not None):
            _not_a_color(parts, name)
    fill, text = codes["fyll"], codes["skrift"]
    if fill is None:
        return None
    if text is not None and contrast(fill, text) < LEAST_CONTRAST:
        ratio = f"{contrast(fill, text):.1f}".replace(".", ",")
        message = f"Teksten {text} er vanskelig å lese på {fill}: kontrasten er {ratio}, og bør være minst 4,5."
        parts.warn("skrift", "lav-kontrast", message, text, f"Skriv for eksempel {Farge.av(fill).skrift}.")
    return Farge(fill, text) if text is not None else Farge.av(fill)


def _not_a_color(table: SettingsTable, key: str) -> None:
    value = table.value(key)
    if value is None or isinstance(value, str):
        message = f"«{value or ''}» er ikke en farge. En farge skrives som seks tegn."
        table.fault(key, message, value or "", "Skriv for eksempel C6EFCE.")


def color_code(text: str) -> str | None:
    """«#c6efce» → C6EFCE; None when it is no colour."""
    code = text.strip().removeprefix("#").upper()
    return code if len(code) == 6 and _HEX.issuperset(code) else None


def color_named(text: str, palette: Mapping[str, Farge]) -> Farge | Lys | None:
    """The colour that a name or a code means: of the palette, of the traffic light, or RRGGBB."""
    if (code := color_code(text)) is not None:
        return Farge.av(code)
    name = ascii_name(text)
    return palette.get(name) or _LIGHTS.get(name)


def near_color(text: str, palette: Mapping[str, Farge]) -> str | None:
    """The name most like `text` among the colours there are."""
    return suggest(text.casefold(), [*(str(light).casefold() for light in FARGE), *(n.casefold() for n in palette)])


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2 counts it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(code: str) -> float:
    red, green, blue = (_linear(int(code[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)
