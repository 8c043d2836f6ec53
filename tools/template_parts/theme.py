"""The theme: the house colours and font in Word's own menus."""

from __future__ import annotations

from template_parts.palette import FJORDBLAA, HAVBLAA, STREK, TAAKE, TEKST
from template_parts.styles import FONT
from template_parts.wml import DECLARATION

_COLOURS = {
    "dk1": TEKST, "lt1": "FFFFFF", "dk2": FJORDBLAA, "lt2": TAAKE, "accent1": FJORDBLAA, "accent2": HAVBLAA,
    "accent3": STREK, "accent4": "006100", "accent5": "9C5700", "accent6": "9C0006", "hlink": FJORDBLAA,
    "folHlink": FJORDBLAA,
}  # fmt: skip
_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_SOLID}<a:prstDash val="solid"/></a:ln>'
_NO_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_xml() -> str:
    """The part `word/theme/theme1.xml`."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Rapport">'
        f'<a:themeElements><a:clrScheme name="Rapport">{colours}</a:clrScheme><a:fontScheme name="Rapport">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Rapport"><a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_NO_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
