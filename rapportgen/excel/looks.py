"""How our workbooks look: fonts, colours, cell formats and the colours that follow from words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from rapportgen.model import kinds
from rapportgen.model.beloep import MILL_KR
from rapportgen.model.kinds import AmountKind, NumberKind, PercentKind, WordKind
from rapportgen.model.nivaa import NIVAA5, Nivaa
from rapportgen.model.trafikklys import BLAA, GRAA, GROENN, GUL, ORANSJE, ROED, Lys

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from rapportgen.model.kinds import Kind

FJORD, HAV, TAAKE, STREK, TEKST, HVIT = "1F3864", "2E75B6", "EAF1F8", "BFC9D6", "1A1A1A", "FFFFFF"
GRAATEKST = "595959"

_STATUS_LIGHTS = {
    "Ikke startet": GRAA,
    "Pågår": GROENN,
    "Fullført": BLAA,
    "Forsinket": GUL,
    "Stanset": ROED,
    "Utgår": GRAA,
}
_LEVEL_LIGHTS = {1: GROENN, 2: GROENN, 3: GUL, 4: ROED, 5: ROED}
_LIGHTS = (BLAA, GROENN, GUL, ORANSJE, ROED, GRAA)

AMOUNT_FORMATS = {MILL_KR: "#,##0.0;[Red]-#,##0.0;0.0"}
DATE_FORMAT = "dd.mm.yyyy"
TEXT_FORMAT = "@"


def font(**options: Any) -> Font:
    """Calibri 11 in dark grey; `options` say what is different."""
    return Font(**{"name": "Calibri", "size": 11, "color": TEKST, **options})


def fill(color: str) -> PatternFill:
    """A solid background."""
    return PatternFill("solid", start_color=color, end_color=color)


BODY, BOLD, LINK = font(), font(bold=True), font(color=HAV, underline="single")
HEADING, HEADING_FILL = font(bold=True, color=HVIT), fill(FJORD)
HAIRLINE = Border(bottom=Side("thin", color=STREK))
TOTAL_LINE = Border(top=Side("thin", color=FJORD), bottom=Side("thin", color=STREK))
WRAPPED = Alignment(vertical="top", wrap_text=True)
WRAPPED_LEFT = Alignment(vertical="top", horizontal="left", wrap_text=True)
WRAPPED_RIGHT = Alignment(vertical="top", horizontal="right", wrap_text=True, indent=1)
CENTERED = Alignment(vertical="center", wrap_text=True)


def is_figure(kind: Kind) -> bool:
    """Whether the values of this kind are figures, to stand at the right."""
    return isinstance(kind, (AmountKind, NumberKind, PercentKind))


def format_of(kind: Kind, unit: str) -> str:
    """The number format of a column. Words and IDs are text, so that Excel makes no date of «1.1» or «2-3»."""
    if isinstance(kind, AmountKind):
        return AMOUNT_FORMATS.get(unit, kind.number_format)
    if is_figure(kind) or isinstance(kind, kinds.MomentKind) or kind is kinds.LONG_TEXT:
        return kind.number_format
    return TEXT_FORMAT


def color_rules(kind: Kind, cells: str) -> list[Rule]:
    """The rules that colour `cells` (a range such as D2:D500) by the word that stands in them."""
    first = cells.split(":")[0]
    words_by_light: dict[Lys, list[str]] = {}
    for word, light in _lights_of(kind).items():
        words_by_light.setdefault(light, []).append(word)
    return [_rule(first, words, light) for light, words in words_by_light.items()]


def _lights_of(kind: Kind) -> dict[str, Lys]:
    """The traffic light of each word a cell of this kind may hold; empty for kinds without colours."""
    if not isinstance(kind, WordKind):
        return {}
    if kind.words is NIVAA5:
        levels = [word for word in kind.words if isinstance(word, Nivaa)]
        return {spelling: _LEVEL_LIGHTS[level.verdi] for level in levels for spelling in (level.navn, level.kode)}
    lights = {**_STATUS_LIGHTS, **{str(light): light for light in _LIGHTS}}
    return {word: lights[word] for word in kind.choices if word in lights} if kind.color_counts else {}


def _rule(cell: str, words: list[str], light: Lys) -> Rule:
    tests = ",".join(f'TRIM({cell})="{word}"' for word in words)
    look = DifferentialStyle(font=Font(color=light.skrift), fill=PatternFill(bgColor=light.fyll))
    return Rule(type="expression", dxf=look, formula=[f"OR({tests})"])


def plain_number(value: Any) -> Any:
    """Decimals without a part behind the comma as whole numbers: openpyxl would write 12.00 as it stands."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def print_on_page(target: Worksheet, orientation: Literal["portrait", "landscape"], pages_high: int = 0) -> None:
    """Print the sheet on A4, as wide as the page and on as many pages as it needs, with its name and page numbers."""
    target.page_setup.orientation, target.page_setup.paperSize = orientation, 9
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, pages_high
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("Side &P av &N")
    )
