"""Chapters 3 and 4 of the delprosjektplan: what is to be done, and by whom."""

from __future__ import annotations

from template_parts.bilingual import both, titled
from template_parts.page import NO_LOOK
from template_parts.palette import HAVBLAA, PORTRAIT, TAAKE, cm
from template_parts.plan_texts import has, text
from template_parts.tables import TEXT, Column, cell, columns_in, frame, report_table, row
from template_parts.wml import caption, each, mark, para, when

_BOX = (PORTRAIT - cm(0.5)) // 2
_GAP = PORTRAIT - 2 * _BOX
_EDGE = f'<w:left w:val="single" w:sz="36" w:space="0" w:color="{HAVBLAA}"/>'


def measures() -> str:
    """Chapter 3: the focus areas in boxes, then each with its measures."""
    return when(
        f"innsatsområder or tiltak or {has('hovedtiltak')}",
        titled(1, "hovedtiltak", "Hovedtiltak"),
        text("hovedtiltak"),
        when("innsatsområder", boxes()),
        each("område in innsatsområder", when("område.beskrivelse or område.tiltak", _area())),
        when(
            "innsatsområder.andre_tiltak",
            para("Overskrift2", "Andre tiltak", only_if="innsatsområder"),
            para("Punktliste", "{{ tiltak.navn }}", loop="tiltak in innsatsområder.andre_tiltak"),
        ),
    )


def _area() -> str:
    return (
        para("Overskrift2", *both("ord[område.navn].samisk", "{{ område.navn }}"))
        + para(None, "{{ område.beskrivelse }}", only_if="område.beskrivelse")
        + para("Punktliste", "{{ tiltak.navn }}", loop="tiltak in område.tiltak")
    )


def boxes() -> str:
    """The focus areas two by two, title and subtitle in each box; an odd one at the end goes across."""
    pair = "loop.index0 is even and not loop.last"
    odd = "loop.index0 is even and loop.last"
    air = row(*(cell(width, para("Boksluft")) for width in (_BOX, _GAP, _BOX)))
    return frame(
        [
            row(cell(PORTRAIT, para("Figurhode", "Fokusområder"), span=3), header=True),
            row(
                _box("område", before=("for område in innsatsområder", f"if {pair}")),
                cell(_GAP, para("Boksluft")),
                _box("innsatsområder[loop.index]"),
            ),
            air,
            row(_box("område", span=3, before=("endif", f"if {odd}"), after=("endif", "endfor"))),
        ],
        [_BOX, _GAP, _BOX],
        style="Fokustabell",
        title="Fokusområder",
        description="Fokusområdene, hvert med navn og en kort forklaring.",
        look=NO_LOOK,
    )


def _tags(*tags: str) -> str:
    return "".join(mark(f"{{%tr {tag} %}}") for tag in tags)


def _box(area: str, *, span: int = 1, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> str:
    """A box for `area`; `before` and `after` are tags of rows that begin and end in it."""
    return cell(
        PORTRAIT if span > 1 else _BOX,
        para("Fokusområde", _tags(*before), *both(f"ord[{area}.navn].samisk", f"{{{{ {area}.navn }}}}")),
        para("Fokusundertittel", f"{{{{ {area}.undertittel or '' }}}}", _tags(*after)),
        span=span,
        borders=_EDGE,
        fill=TAAKE,
    )


def organisation() -> str:
    """Chapter 4: how the work is organised, the groups and who is in them."""
    keys = ("organisering", "organisering_og_ressursbruk")
    return when(
        f"grupper or {has(*keys)}",
        titled(1, keys, "Organisering og ressursbruk"),
        text(*keys),
        when("grupper", _groups()),
        when("grupper.med_deltakere", _members()),
    )


def _groups() -> str:
    return report_table(
        "Grupper og ansvar",
        "Gruppene i prosjektet med mandat, hvem de rapporterer til, og hvor ofte de møtes.",
        "gruppe in grupper",
        (
            Column("Gruppe", "{{ gruppe.navn }}", 3.7),
            Column("Mandat", "{{ gruppe.mandat or '' }}", 6.4, only_if="grupper.har_mandat"),
            Column("Rapporterer til", "{{ gruppe.rapporterer_til or '' }}", 3.2, only_if="grupper.har_rapporterer_til"),
            Column("Møter", "{{ gruppe.møtefrekvens or '' }}", 2.7, only_if="grupper.har_møtefrekvens"),
        ),
    )


def member_columns(people: str) -> tuple[Column, ...]:
    """The columns for the members in the field `people`, each called «ett».

    Where the name is hidden the role stands in its place, and the position does not give the person away.
    """
    return (
        Column("Medlem", "{{ ett.visning|storforbokstav }}", 4.2),
        Column("Rolle i gruppen", _when_named("rolle"), 3.8, only_if=f"{people}.har_rolle"),
        Column("Stilling", _when_named("stilling"), 4.2, only_if=f"{people}.har_stilling"),
        Column("Representerer", "{{ ett.representerer or '' }}", 3.8, only_if=f"{people}.har_representerer"),
    )


def _when_named(field: str) -> str:
    return f"{{{{ ett.{field} if ett.navn and ett.{field} else '' }}}}"


def _members() -> str:
    """The members under the name of their group."""
    columns = member_columns("deltakere")
    widths = [cm(column.width) for column in columns]
    heads = columns_in(columns, {TEXT: "Tabelloverskrift"}, [[column.heading] for column in columns])
    name = para("Grupperad", mark("{%tr for gruppe in grupper.med_deltakere %}"), "{{ gruppe.navn }}")
    people = columns_in(
        columns,
        {TEXT: "Tabelltekst"},
        [[column.cell] for column in columns],
        around=("for", "ett in gruppe.deltakere"),
        ends="for",
    )
    return caption("Medlemmer i gruppene") + frame(
        [row(*heads, header=True), row(cell(sum(widths), name, span=len(columns), fill=TAAKE)), row(*people)],
        widths,
        style="Gruppetabell",
        title="Medlemmer i gruppene",
        description="Medlemmene i hver gruppe med rolle, stilling og hvem de representerer.",
    )
