"""The care staircase: the steps drawn rising to the right, and below them what each step offers."""

from __future__ import annotations

from template_parts.palette import FJORDBLAA, HAVBLAA, PORTRAIT, TAAKE, cm
from template_parts.tables import NO_FIRST_COLUMN, TEXT, Column, cell, columns_in, frame, row
from template_parts.wml import caption, mark, para, run, when

STEPS_DRAWN = 8
"""How many steps have a place of their own; those above begin where the last of these does."""

INDENT = cm(1.0)
"""How far to the right of the step below each step begins."""

_GRID = [INDENT] * (STEPS_DRAWN - 1) + [PORTRAIT - INDENT * (STEPS_DRAWN - 1)]
_RISER = f'<w:left w:val="single" w:sz="36" w:space="0" w:color="{HAVBLAA}"/>'
_OFFERS = (
    Column("Frivilligheten", "{{ steg.frivillighet }}", 4.8, only_if="omsorgstrapp.har_frivillighet"),
    Column("Tjenester og tiltak", "{{ steg.tjenester }}", 6.0, only_if="omsorgstrapp.har_tjenester"),
    Column("Velferdsteknologi", "{{ steg.velferdsteknologi }}", 5.2, only_if="omsorgstrapp.har_velferdsteknologi"),
    Column("Annet", "{{ steg.andre }}", 4.0, only_if="omsorgstrapp.har_andre"),
)


def staircase() -> str:
    """The staircase and the table of what its steps offer; nothing when the workbook has no steps."""
    return when(
        "omsorgstrapp",
        para("Ingress", "Trinnene stiger med behovet for hjelp: minst nederst til venstre, mest øverst til høyre."),
        _drawing(),
        caption("Omsorgstrappen trinn for trinn"),
        _offers(),
    )


def _drawing() -> str:
    """A slab for each step, the highest on top.

    Each has a row of its own in the template, at its own place: whoever opens the template sees the staircase.
    """
    top = STEPS_DRAWN - 1
    slabs = [_slab(top, f"for steg in omsorgstrapp[:{top - 1}:-1]", "steg")]
    slabs += [_slab(at, f"if omsorgstrapp|antall > {at}", f"omsorgstrapp[{at}]") for at in reversed(range(top))]
    heading = para("Tabelloverskrift", "Trinn og målgruppe")
    return frame(
        [row(cell(sum(_GRID), heading, span=STEPS_DRAWN, fill=FJORDBLAA), header=True), *slabs],
        _GRID,
        style="Trappetabell",
        title="Omsorgstrappen",
        description="Trinnene i omsorgstrappen med målgruppe, det høyeste øverst. Hvert trinn begynner lenger til "
        "høyre enn trinnet under.",
        look=f'w:firstRow="1" w:lastRow="0" {NO_FIRST_COLUMN} w:noHBand="1" w:noVBand="1"',
    )


def _slab(at: int, tag: str, step: str) -> str:
    """The row of `step`, which begins at column `at` of the grid and goes to the right edge."""
    before, after = mark(f"{{%tr {tag} %}}"), mark(f"{{%tr end{tag.partition(' ')[0]} %}}")
    slab = cell(
        sum(_GRID[at:]),
        para("Trappetrinn", before, run(_label(step), "Etikett"), run(f"{{{{ {step}.tittel or '' }}}}")),
        para("Trappemålgruppe", run(f"{{{{ {step}.målgruppe or '' }}}}"), after),
        span=STEPS_DRAWN - at,
        borders=_RISER,
        fill=TAAKE,
    )
    return row(*([cell(sum(_GRID[:at]), para("Trappemålgruppe"), span=at)] if at else []), slab)


def _label(step: str) -> str:
    """The tags for «Trinn 2 », whether the workbook calls the step «2» or «Trinn 2»."""
    counted = f"({step}.trinn|tekst)[:1] in '0123456789'"
    return f"{{% if {step}.trinn %}}{{% if {counted} %}}Trinn {{% endif %}}{{{{ {step}.trinn }}}}  {{% endif %}}"


def _offers() -> str:
    """For each step its name and audience, and under them its offers in lists."""
    plain = {TEXT: "Tabelltekst"}
    width = sum(cm(column.width) for column in _OFFERS)
    name = cell(
        width,
        para(
            "Trappeoverskrift",
            mark("{%tr for steg in omsorgstrapp %}"),
            run(_label("steg"), "Etikett"),
            run("{{ steg.tittel or '' }}"),
        ),
        span=len(_OFFERS),
        fill=TAAKE,
    )
    heads = columns_in(_OFFERS, {TEXT: "Tabelloverskrift"}, [[column.heading] for column in _OFFERS])
    lists = columns_in(_OFFERS, plain, [[column.cell] for column in _OFFERS], ends="for")
    return frame(
        [row(*heads, header=True), row(name), row(*lists)],
        [cm(column.width) for column in _OFFERS],
        style="Rapporttabell",
        title="Omsorgstrappen trinn for trinn",
        description="For hvert trinn det frivilligheten bidrar med, tjenester og tiltak, og velferdsteknologi.",
        look=f'w:firstRow="1" w:lastRow="0" {NO_FIRST_COLUMN} w:noHBand="1" w:noVBand="1"',
    )
