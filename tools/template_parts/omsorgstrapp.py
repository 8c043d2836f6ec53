"""The care staircase: the steps drawn rising to the right, and below them what each step offers."""

from __future__ import annotations

from template_parts.page import NO_LOOK
from template_parts.palette import HAVBLAA, PORTRAIT, TAAKE, cm
from template_parts.tables import TEXT, Column, cell, columns_in, frame, row
from template_parts.wml import caption, mark, para, run, when

STEPS_DRAWN = 8
"""How many steps have a place of their own; those above begin where the last of these does."""

INDENT = cm(1.0)
"""How far to the right of the step below each step begins."""

_GRID = [INDENT] * (STEPS_DRAWN - 1) + [PORTRAIT - INDENT * (STEPS_DRAWN - 1)]
_RISER = f'<w:left w:val="single" w:sz="36" w:space="0" w:color="{HAVBLAA}"/>'
_OFFERS = (
    Column("Frivilligheten", "{{ steg.frivillighet }}", 4.2, only_if="omsorgstrapp.har_frivillighet"),
    Column("Tjenester og tiltak", "{{ steg.tjenester }}", 5.0, only_if="omsorgstrapp.har_tjenester"),
    Column("Velferdsteknologi", "{{ steg.velferdsteknologi }}", 4.2, only_if="omsorgstrapp.har_velferdsteknologi"),
    Column("Annet", "{{ steg.andre }}", 2.6, only_if="omsorgstrapp.har_andre"),
)


def staircase() -> str:
    """The staircase and the table of what its steps offer; nothing when the workbook has no steps."""
    return when("omsorgstrapp", _drawing(), caption("Omsorgstrappen trinn for trinn"), _offers())


def _drawing() -> str:
    """A slab for each step, the highest on top.

    Each has a row of its own in the template, at its own place: whoever opens the template sees the staircase.
    """
    top = STEPS_DRAWN - 1
    slabs = [_slab(top, f"for steg in omsorgstrapp[:{top - 1}:-1]", "steg")]
    slabs += [_slab(at, f"if omsorgstrapp|antall > {at}", f"omsorgstrapp[{at}]") for at in reversed(range(top))]
    heading = para("Figurhode", "Trinnene stiger med behovet for hjelp")
    return frame(
        [row(cell(sum(_GRID), heading, span=STEPS_DRAWN), header=True), *slabs],
        _GRID,
        style="Trappetabell",
        title="Omsorgstrappen",
        description="Trinnene i omsorgstrappen, det høyeste øverst. Hvert trinn begynner lenger til høyre enn "
        "trinnet under.",
        look=NO_LOOK,
    )


def _slab(at: int, tag: str, step: str) -> str:
    """The row of `step`, which begins at column `at` of the grid and goes to the right edge."""
    before, after = mark(f"{{%tr {tag} %}}"), mark(f"{{%tr end{tag.partition(' ')[0]} %}}")
    title = para("Trappetrinn", before, run(_label(step), "Etikett"), run(f"{{{{ {step}.tittel or '' }}}}"), after)
    slab = cell(sum(_GRID[at:]), title, span=STEPS_DRAWN - at, borders=_RISER, fill=TAAKE)
    return row(*([cell(sum(_GRID[:at]), para("Trappetrinn"), span=at)] if at else []), slab)


def _label(step: str) -> str:
    """The tags for «Trinn 2 », whether the workbook calls the step «2» or «Trinn 2»."""
    counted = f"({step}.trinn|tekst)[:1] in '0123456789'"
    return f"{{% if {step}.trinn %}}{{% if {counted} %}}Trinn {{% endif %}}{{{{ {step}.trinn }}}}  {{% endif %}}"


def _offers() -> str:
    """For each step its name and audience, and under them its offers in lists."""
    name = para(
        "Trappeoverskrift",
        mark("{%tr for steg in omsorgstrapp %}"),
        run(_label("steg"), "Etikett"),
        run("{{ steg.tittel or '' }}"),
    )
    audience = para("Trappemålgruppe", "{{ steg.målgruppe }}", only_if="steg.målgruppe")
    widths = [cm(column.width) for column in _OFFERS]
    heads = columns_in(_OFFERS, {TEXT: "Tabelloverskrift"}, [[column.heading] for column in _OFFERS])
    lists = columns_in(_OFFERS, {TEXT: "Tabelltekst"}, [[column.cell] for column in _OFFERS], ends="for")
    return frame(
        [row(*heads, header=True), row(cell(sum(widths), name, audience, span=len(_OFFERS), fill=TAAKE)), row(*lists)],
        widths,
        style="Gruppetabell",
        title="Omsorgstrappen trinn for trinn",
        description="For hvert trinn målgruppen, det frivilligheten bidrar med, tjenester og tiltak, og "
        "velferdsteknologi.",
    )
