"""The lists: numbered headings, bullets and numbers, in the text and inside tables."""

from __future__ import annotations

from template_parts.palette import cm
from template_parts.wml import DECLARATION, NAMESPACES

HEADINGS, BULLETS, NUMBERS, TABLE_BULLETS, TABLE_NUMBERS = 1, 2, 3, 4, 5
"""The list instances that the paragraph styles point to."""

STEP, TABLE_STEP = cm(0.6), cm(0.4)


def _level(level: int, kind: str, text: str, left: int, hanging: int, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _list(number: int, levels: list[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _headings() -> list[str]:
    widths = (cm(1.0), cm(1.2), cm(1.4))
    texts = ("%1", "%1.%2", "%1.%2.%3")
    return [
        _level(i, "decimal", text, width, width, f"Overskrift{i + 1}")
        for i, (text, width) in enumerate(zip(texts, widths, strict=True))
    ]


def _bullets(step: int, *styles: str) -> list[str]:
    return [_level(i, "bullet", "–" if i % 2 else "•", (i + 1) * step, step, style) for i, style in enumerate(styles)]


def _numbers(step: int, *styles: str) -> list[str]:
    forms = (("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3."))
    return [
        _level(i, *form, (i + 1) * step, step, style) for i, (form, style) in enumerate(zip(forms, styles, strict=True))
    ]


def numbering_xml() -> str:
    """The part `word/numbering.xml`."""
    lists = {
        HEADINGS: _headings(),
        BULLETS: _bullets(STEP, "Punktliste", "Punktliste2", "Punktliste3"),
        NUMBERS: _numbers(STEP, "Nummerertliste", "Nummerertliste2", "Nummerertliste3"),
        TABLE_BULLETS: _bullets(TABLE_STEP, "Punktlistetabell", "Punktlistetabell2", ""),
        TABLE_NUMBERS: _numbers(TABLE_STEP, "Nummerertlistetabell", "", ""),
    }
    abstract = "".join(_list(number, levels) for number, levels in lists.items())
    instances = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in lists)
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{abstract}{instances}</w:numbering>"
