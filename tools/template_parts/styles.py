"""Every look is a named style: what a consultant changes in Word is changed in the whole document."""

from __future__ import annotations

from template_parts import numbering
from template_parts.palette import DEMPET, FJORDBLAA, HAVBLAA, HVIT, LYS, PORTRAIT, STREK, TAAKE, TEKST, cm
from template_parts.style import Style, edge
from template_parts.styles_delprosjekt import DELPROSJEKT
from template_parts.wml import DECLARATION, NAMESPACES

FONT = "Calibri"
SYMBOLS = "Segoe UI Symbol"
"""The font of the milestone's mark ◆, which Calibri lacks."""

# Borders in the band's own colour give it its margins; the indents keep it inside those of the page.
BAND = "".join(
    edge(side, 6, space, FJORDBLAA) for side, space in (("top", 24), ("left", 14), ("bottom", 24), ("right", 14))
)
BAND_INSET = 20 * 20
LINE_BELOW = edge("bottom", 0.5, 3, STREK) + edge("between", 0.5, 3, STREK)
SIDE_BAR = "".join(
    edge(side, width, space, colour)
    for side, width, space, colour in (
        ("top", 3, 2, TAAKE), ("left", 3, 8, HAVBLAA), ("bottom", 3, 2, TAAKE), ("right", 3, 8, TAAKE)
    )
)  # fmt: skip
BAR_INSET = 11 * 20
RULE = edge("bottom", 1.5, 4, FJORDBLAA)

PARAGRAPHS = (
    Style("Normal", "Normal", based_on="", priority=0),
    Style("Overskrift1", "heading 1", next="Normal", size=18, bold=True, colour=FJORDBLAA, before=18, after=6, line=1,
          keep_next=True, keep_lines=True, outline=0, list=(numbering.HEADINGS, 0), priority=9),
    Style("Overskrift2", "heading 2", next="Normal", size=14, bold=True, colour=FJORDBLAA, before=14, after=4, line=1,
          keep_next=True, keep_lines=True, outline=1, list=(numbering.HEADINGS, 1), priority=9),
    Style("Overskrift3", "heading 3", next="Normal", size=12, bold=True, colour=FJORDBLAA, before=10, after=3, line=1,
          keep_next=True, keep_lines=True, outline=2, list=(numbering.HEADINGS, 2), priority=9),
    Style("Overskriftvedlegg", "Overskrift vedlegg", based_on="Overskrift1", next="Normal", outline=0,
          list=(0, 0), indent=(0, 0, 0), new_page=True, priority=10),
    Style("Underoverskriftutennummer", "Underoverskrift uten nummer", based_on="Overskrift2", next="Normal", outline=1,
          list=(0, 0), indent=(0, 0, 0), priority=10),
    Style("Tittel", "Title", next="Normal", size=28, bold=True, colour=FJORDBLAA, before=0, after=6, line=1,
          keep_next=True, priority=10),
    Style("Undertittel", "Subtitle", next="Normal", size=16, colour=FJORDBLAA, before=0, after=6, line=1, priority=11),
    Style("Punktliste", "List Bullet", after=3, contextual=False, list=(numbering.BULLETS, 0), priority=20),
    Style("Punktliste2", "List Bullet 2", after=3, list=(numbering.BULLETS, 1), priority=20),
    Style("Punktliste3", "List Bullet 3", after=3, list=(numbering.BULLETS, 2), priority=20),
    Style("Nummerertliste", "List Number", after=3, list=(numbering.NUMBERS, 0), priority=20),
    Style("Nummerertliste2", "List Number 2", after=3, list=(numbering.NUMBERS, 1), priority=20),
    Style("Nummerertliste3", "List Number 3", after=3, list=(numbering.NUMBERS, 2), priority=20),
    Style("Bildetekst", "caption", next="Normal", size=9.5, bold=True, colour=FJORDBLAA, before=12, after=4, line=1,
          keep_next=True, keep_lines=True, priority=35),
    Style("Figurtekst", "Figurtekst", based_on="Bildetekst", next="Normal", before=4, after=12, keep_next=False),
    Style("Fremhevet", "Fremhevet", before=6, after=8, fill=TAAKE, border=SIDE_BAR, indent=(BAR_INSET, 0, BAR_INSET),
          keep_lines=True),
    Style("Undertekst", "Undertekst", next="Normal", colour=DEMPET, before=0, after=6, line=1, keep_next=True),
    Style("Ledetekst", "Ledetekst", next="Punktliste", bold=True, colour=FJORDBLAA, before=8, after=3, line=1,
          keep_next=True),
    Style("Figur", "Figur", next="Bildetekst", before=6, after=2, line=1, keep_next=True),
    Style("Ingress", "Ingress", next="Normal", keep_next=True),
    Style("Fotnotetekst", "footnote text", size=8.5, after=2, line=1, priority=99),
    Style("Kildelinje", "Kildelinje", size=8.5, colour=DEMPET, before=4, after=10, line=1),
    Style("Tabelltekst", "Tabelltekst", size=9, before=2, after=2, line=1),
    Style("Tabelltall", "Tabelltall", based_on="Tabelltekst", align="right", tabular=True),
    Style("Tabelloverskrift", "Tabelloverskrift", based_on="Tabelltekst", bold=True, colour=HVIT, keep_next=True),
    Style("Tabelloverskrifttall", "Tabelloverskrift tall", based_on="Tabelloverskrift", align="right"),
    Style("Tabelloverskriftlys", "Tabelloverskrift trafikklys", based_on="Tabelloverskrift", align="center"),
    Style("Punktlistetabell", "Punktliste tabell", based_on="Tabelltekst",
          list=(numbering.TABLE_BULLETS, 0)),
    Style("Punktlistetabell2", "Punktliste tabell 2", based_on="Tabelltekst",
          list=(numbering.TABLE_BULLETS, 1)),
    Style("Nummerertlistetabell", "Nummerert liste tabell", based_on="Tabelltekst",
          list=(numbering.TABLE_NUMBERS, 0)),
    Style("Sumrad", "Sumrad", based_on="Tabelltekst", bold=True),
    Style("Sumtall", "Sumtall", based_on="Tabelltall", bold=True),
    Style("Trafikklys", "Trafikklys", based_on="Tabelltekst", bold=True, align="center"),
    Style("Bokshode", "Boks overskrift", based_on="Tabelloverskrift", size=10, align="center", before=4, after=4),
    Style("Bokstittel", "Boks tittel", based_on="Tabelltekst", size=10, bold=True, colour=FJORDBLAA, align="center",
          before=2, after=0, keep_next=True),
    Style("Bokstekst", "Boks tekst", based_on="Tabelltekst", size=8.5, align="center", before=0, after=0,
          keep_next=True),
    Style("Figurpil", "Figurpil", size=9, colour=HAVBLAA, align="center", before=0, after=0, line=1, keep_next=True),
    Style("Tabelluft", "Tabelluft", size=4, before=0, after=4, line=1),
    Style("Ganttoverskrift", "Gantt overskrift", based_on="Tabelloverskrift", size=8.5, align="center"),
    Style("Ganttkvartal", "Gantt kvartal", based_on="Tabelltekst", size=8.5, bold=True, colour=FJORDBLAA,
          align="center", keep_next=True),
    Style("Ganttgruppe", "Gantt gruppe", based_on="Tabelltekst", size=8.5, bold=True, colour=FJORDBLAA,
          keep_next=True),
    Style("Ganttaktivitet", "Gantt aktivitet", based_on="Tabelltekst", size=8.5, before=1, after=1),
    Style("Ganttcelle", "Gantt celle", based_on="Ganttaktivitet", align="center"),
    Style("Ganttbar", "Gantt plan", based_on="Ganttcelle", colour=HVIT),
    Style("Ganttmilepæl", "Gantt milepæl", based_on="Ganttcelle", colour=FJORDBLAA),
    Style("Matriseakse", "Matriseakse", based_on="Tabelltekst", bold=True, colour=FJORDBLAA, align="center",
          keep_next=True),
    Style("Matrisegrønn", "Matrise grønn", based_on="Tabelltekst", colour=LYS["Grønn"][1], bold=True, align="center",
          keep_next=True),
    Style("Matrisegul", "Matrise gul", based_on="Tabelltekst", colour=LYS["Gul"][1], bold=True, align="center",
          keep_next=True),
    Style("Matriserød", "Matrise rød", based_on="Tabelltekst", colour=LYS["Rød"][1], bold=True, align="center",
          keep_next=True),
    Style("Topptekst", "header", size=8, before=0, after=0, line=1, priority=99),
    Style("Topptekstfelt", "Topptekst felt", based_on="Topptekst", before=2, after=2),
    Style("Topptekstluft", "Topptekstluft", based_on="Topptekst", after=6),
    Style("Bunntekst", "footer", size=8, before=0, after=0, line=1, priority=99),
    Style("Gradering", "Gradering", size=10.5, bold=True, before=0, after=6, line=1, align="right"),
    Style("Forsidekommune", "Forsidekommune", next="Normal", size=18, bold=True, small_caps=True, colour=FJORDBLAA,
          before=0, after=2, line=1),
    Style("Forsidebilde", "Forsidebilde", before=150, after=0, line=1),
    Style("Forsidetittel", "Forsidetittel", based_on="Tittel", next="Undertittel", colour=HVIT, fill=FJORDBLAA,
          border=BAND, before=30, after=36, indent=(BAND_INSET, 0, BAND_INSET)),
    Style("Forsideundertittel", "Forsideundertittel", based_on="Undertittel", before=0, after=4),
    Style("Forsideperiode", "Forsideperiode", size=12, colour=DEMPET, before=0, after=2, line=1),
    Style("Forsideluft", "Forsideluft", before=90, after=0, line=1),
    Style("Forsideluftunderbilde", "Forsideluft under bilde", based_on="Forsideluft", before=8),
    Style("Forsidefakta", "Forsidefakta", before=0, after=0, line=1.15, border=LINE_BELOW,
          indent=(cm(3.5), cm(3.5), 0), tabs=(("left", cm(3.5)),)),
    Style("Forsidefoto", "Forsidefoto", before=24, after=4, line=1, keep_next=True),
    Style("Forsidefototekst", "Forsidefototekst", size=8.5, colour=DEMPET, before=0, after=0, line=1),
    Style("Innholdsoverskrift", "TOC Heading", based_on="Overskrift1", next="Normal", before=18, after=10,
          list=(0, 0), indent=(0, 0, 0), outline=9, priority=39),
    Style("INNH1", "toc 1", next="Normal", bold=True, colour=FJORDBLAA, before=8, after=2, line=1,
          indent=(cm(1), cm(1), 0), tabs=(("left", cm(1)), ("right", PORTRAIT)), leader="dot", priority=39),
    Style("INNH2", "toc 2", next="Normal", before=2, after=2, line=1,
          indent=(cm(2.2), cm(1.2), 0), tabs=(("left", cm(2.2)), ("right", PORTRAIT)), leader="dot", priority=39),
    Style("INNH3", "toc 3", next="Normal", size=9.5, before=1, after=1, line=1,
          indent=(cm(3.6), cm(1.4), 0), tabs=(("left", cm(3.6)), ("right", PORTRAIT)), leader="dot", priority=39),
    Style("Statustittel", "Statustittel", based_on="Tittel", size=22, before=0, after=2),
    Style("Statusperiode", "Statusperiode", size=11, colour=DEMPET, before=0, after=8, line=1, border=RULE),
    Style("Statusoverskrift", "Statusoverskrift", based_on="Overskrift1", next="Statustekst", size=13, before=9,
          after=4, list=(0, 0), indent=(0, 0, 0), outline=0),
    Style("Statustekst", "Statustekst", size=11, before=0, after=3, line=1.05),
    Style("Statusluft", "Statusluft", size=4, before=0, after=0, line=1),
    Style("Statusslutt", "Statusslutt", size=1, before=0, after=0, line=1),
    Style("Statusrest", "Statusrest", based_on="Kildelinje", before=3, after=0),
    Style("Statusord", "Statusord", based_on="Tabelltekst", size=17, bold=True, align="center", before=5, after=5),
    Style("Statusetikett", "Statusetikett", based_on="Tabelloverskrift", size=11, align="center"),
    Style("Statusrad", "Statusrad", based_on="Tabelltekst", size=11),
    Style("Statushode", "Statushode", based_on="Tabelloverskrift", size=10.5),
    Style("Statushodelys", "Statushode trafikklys", based_on="Statushode", align="center"),
    Style("Statuslys", "Statuslys", based_on="Trafikklys", size=11),
    Style("Hovedtall", "Hovedtall", based_on="Tabelltekst", size=19, bold=True, colour=FJORDBLAA, align="center",
          before=4, after=0, tabular=True),
    Style("Hovedtallmerknad", "Hovedtall merknad", based_on="Tabelltekst", size=10, colour=DEMPET, align="center",
          before=0, after=3),
    *DELPROSJEKT,
    Style("Seksjonsslutt", "Seksjonsslutt", size=1, before=0, after=0, line=1, priority=98),
    Style("Malkode", "Malkode", size=8, colour=DEMPET, before=0, after=0, line=1, priority=98),
)  # fmt: skip


# Word knows these styles, and shows their names in its own language: «heading 1» is «Overskrift 1».
BUILT_IN = {
    "Normal", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "caption", "header", "footer",
    "List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3",
    "Default Paragraph Font", "Strong", "Emphasis", "Hyperlink", "TOC Heading", "toc 1", "toc 2", "toc 3",
    "footnote text", "footnote reference",
}  # fmt: skip


def _on_off(name: str, state: bool | None) -> str:
    if state is None:
        return ""
    return f"<w:{name}/>" if state else f'<w:{name} w:val="0"/>'


def _spacing(style: Style) -> str:
    attributes = ""
    if style.before is not None:
        attributes += f' w:before="{round(style.before * 20)}"'
    if style.after is not None:
        attributes += f' w:after="{round(style.after * 20)}"'
    if style.line:
        attributes += f' w:line="{round(style.line * 240)}" w:lineRule="auto"'
    return f"<w:spacing{attributes}/>" if attributes else ""


def _indent(style: Style) -> str:
    if style.indent is None:
        return ""
    left, hanging, right = style.indent
    first = f'w:hanging="{hanging}"' if hanging else 'w:firstLine="0"'
    return f'<w:ind w:left="{left}" w:right="{right}" {first}/>'


def _numbering(style: Style) -> str:
    if style.list is None:
        return ""
    number, level = style.list
    at = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>'


def _tabs(style: Style) -> str:
    stops = [f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in style.tabs]
    if style.leader:
        stops[-1] = stops[-1].replace(" w:pos", f' w:leader="{style.leader}" w:pos')
    return f"<w:tabs>{''.join(stops)}</w:tabs>" if stops else ""


def _paragraph_properties(style: Style) -> str:
    """The children of `w:pPr`, in the order the schema wants."""
    return (
        _on_off("keepNext", style.keep_next)
        + ("<w:keepLines/>" if style.keep_lines else "")
        + ("<w:pageBreakBefore/>" if style.new_page else "")
        + _numbering(style)
        + (f"<w:pBdr>{style.border}</w:pBdr>" if style.border else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else "")
        + _tabs(style)
        + _spacing(style)
        + _indent(style)
        + ("<w:contextualSpacing/>" if style.contextual else "")
        + (f'<w:jc w:val="{style.align}"/>' if style.align else "")
        + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "")
    )


def _run_properties(style: Style) -> str:
    """The children of `w:rPr`, in the order the schema wants."""
    size = round(style.size * 2)
    return (
        (f'<w:rFonts w:ascii="{style.font}" w:hAnsi="{style.font}"/>' if style.font else "")
        + (_on_off("b", style.bold) + _on_off("bCs", style.bold))
        + ("<w:smallCaps/>" if style.small_caps else "")
        + (f'<w:color w:val="{style.colour}"/>' if style.colour else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
        + ('<w14:numForm w14:val="lining"/><w14:numSpacing w14:val="tabular"/>' if style.tabular else "")
    )


def _paragraph_style(style: Style) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    paragraph, characters = _paragraph_properties(style), _run_properties(style)
    own = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        + (f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else "")
        + (f'<w:next w:val="{style.next}"/>' if style.next else "")
        + f'<w:uiPriority w:val="{style.priority}"/><w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{characters}</w:rPr>" if characters else "")
        + "</w:style>"
    )


CHARACTERS = (
    ("Standardskriftforavsnitt", "Default Paragraph Font", ""),
    ("Sterk", "Strong", "<w:b/><w:bCs/>"),
    ("Utheving", "Emphasis", "<w:i/><w:iCs/>"),
    ("Etikett", "Etikett", f'<w:color w:val="{DEMPET}"/>'),
    ("Symbol", "Symbol", f'<w:rFonts w:ascii="{SYMBOLS}" w:hAnsi="{SYMBOLS}"/>'),
    ("Malmerke", "Malmerke", '<w:sz w:val="8"/><w:szCs w:val="8"/>'),
    ("Kode", "Kode", "<w:noProof/>"),
    ("Fotnotereferanse", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("Hyperkobling", "Hyperlink", f'<w:color w:val="{FJORDBLAA}"/><w:u w:val="single"/>'),
)


def _character_style(style_id: str, name: str, properties: str) -> str:
    default = ' w:default="1"' if not properties else ""
    inner = f'<w:basedOn w:val="{CHARACTERS[0][0]}"/>' if properties else ""
    rank = '<w:uiPriority w:val="1"/><w:semiHidden/>' if not properties else '<w:uiPriority w:val="22"/><w:qFormat/>'
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    own = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{default}{own} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"{inner}{rank}{looks}</w:style>"
    )


def _borders(colour: str, *sides: str, width: float = 0.5) -> str:
    size = round(width * 8)
    return "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>' for side in sides)


def _table_style(
    style_id: str, name: str, borders: str, margin: float, conditions: str = "", *, padding: float = 0
) -> str:
    """A table style; `margin` and `padding` are the room beside the text in a cell and above and below it, in cm."""
    room = {"top": padding, "left": margin, "bottom": padding, "right": margin}
    sides = "".join(f'<w:{side} w:w="{cm(length)}" w:type="dxa"/>' for side, length in room.items() if length)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Vanligtabell"/><w:uiPriority w:val="59"/><w:qFormat/>'
        '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'
        f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/>'
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if borders else "")
        + f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>{conditions}</w:style>"
    )


def _condition(kind: str, fill: str, characters: str = "", borders: str = "") -> str:
    looks = f"<w:rPr>{characters}</w:rPr>" if characters else ""
    inner = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    inner += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tblStylePr w:type="{kind}">{looks}<w:tcPr>{inner}</w:tcPr></w:tblStylePr>'


PLAIN_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="Vanligtabell"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="Ingenliste"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def _tables() -> str:
    heading = _condition("firstRow", FJORDBLAA, f'<w:b/><w:color w:val="{HVIT}"/>')
    top_line = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{FJORDBLAA}"/>'
    total = _condition("lastRow", HVIT, "<w:b/>", top_line)
    lines = _borders(STREK, "top", "bottom", "insideH")
    every = _borders(STREK, "top", "left", "bottom", "right", "insideH", "insideV")
    return (
        _table_style("Rapporttabell", "Rapporttabell", lines, 0.15, heading + total + _condition("band2Horz", TAAKE))
        + _table_style("Statustabell", "Statustabell", lines, 0.15, heading)
        + _table_style("Statuslystabell", "Statuslystabell", _borders(HVIT, "insideV"), 0.1, heading)
        + _table_style("Gantttabell", "Gantttabell", every, 0.08)
        + _table_style(
            "Matrisetabell",
            "Matrisetabell",
            _borders(HVIT, "top", "left", "bottom", "right", "insideH", "insideV"),
            0.08,
        )
        + _table_style("Gruppetabell", "Gruppetabell", lines, 0.15, heading)
        + _table_style("Bokstabell", "Bokstabell", _borders(HVIT, "insideH", "insideV", width=6), 0.2, padding=0.12)
        + _table_style("Fokustabell", "Fokustabell", "", 0.3)
        + _table_style("Trappetabell", "Trappetabell", _borders(HVIT, "insideH"), 0.25)
        + _table_style("Topptekstabell", "Topptekstabell", every, 0.12)
    )


def styles_xml() -> str:
    """The part `word/styles.xml`."""
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{TEKST}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="nb-NO" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
        'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
    )
    paragraphs = "".join(_paragraph_style(style) for style in PARAGRAPHS)
    characters = "".join(_character_style(*style) for style in CHARACTERS)
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{defaults}{latent}{paragraphs}{characters}"
        f"{PLAIN_TABLE}{NO_LIST}{_tables()}</w:styles>"
    )
