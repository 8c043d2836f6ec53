"""The status page: the quarter on one page, readable at arm's length."""

from __future__ import annotations

from template_parts.page import grading, section
from template_parts.palette import PORTRAIT, cm
from template_parts.tables import LIGHT, TEXT, Cells, Column, cell, columns_in, frame, report_table, row
from template_parts.wml import mark, numbered, para, run, when

TITLE = "Statusside"
SUBJECT = "Det viktigste i kvartalet på én side."
EDGE = cm(1.7)
"""Margin at the top and bottom, smaller than in a report so that the page has room for a bad quarter."""
LARGER = Cells(
    head={TEXT: "Statushode", LIGHT: "Statushodelys"},
    body={TEXT: "Statusrad", LIGHT: "Statuslys"},
    style="Statustabell",
)

LIGHTS = (
    ("Samlet", "lys.samlet"),
    ("Fremdrift", "lys.fremdrift"),
    ("Milepæler", "lys.milepæler"),
    ("Økonomi", "lys.økonomi"),
    ("Risiko", "lys.risiko"),
)
SENTENCES = (("Fremdrift", "fremdrift"), ("Økonomi", "økonomi"), ("Risiko", "risiko"))
MOST_FIGURES, MOST_DECISIONS, MOST_RISKS, MOST_MILESTONES = 4, 3, 3, 3


def body() -> str:
    """The content of `word/document.xml`. Lists are cut so that the page stays one; what is cut is said."""
    return (
        grading()
        + _names()
        + para("Statustittel", "{{ rapport.undertittel or rapport.tittel }}")
        + para("Statusperiode", "Status {{ rapport.kvartal }} · {{ rapport.periode }}{% if rapport.mottaker %} · Til: "
               "{{ rapport.mottaker }}{% endif %} · {{ rapport.dato|langdato }}")
        + _lights()
        + para("Statusluft")
        + "".join(_sentence(label, field) for label, field in SENTENCES)
        + when("hovedtall", para("Statusoverskrift", "Tall som betyr noe"), _figures())
        + when("beslutninger", _decisions())
        + when("topprisikoer", _risks())
        + when("milepæler_neste", _milestones())
        + para("Statusslutt")
        + section(edge=EDGE, own_first=True)
    )  # fmt: skip


def _names() -> str:
    """The name of the kommune on one line, the Sami one first."""
    condition = "prosjekt.kommune.samisk"
    sami = run(f"{{{{ {condition} }}}}", lang="se-NO")
    return para(
        "Forsidekommune",
        mark(f"{{% if {condition} %}}"),
        sami,
        run(" / "),
        mark("{% endif %}"),
        run("{{ prosjekt.kommune }}"),
    )


def _lights() -> str:
    width = PORTRAIT // len(LIGHTS)
    words = "{{{{ 'Ikke vurdert' if {0} == 'Grå' else {0} }}}}"
    cells = (
        cell(width, para("Statusord", mark(f"{{% lys {light} %}}"), words.format(light)), middle=True)
        for _, light in LIGHTS
    )
    rows = [
        row(*(cell(width, para("Statusetikett", label)) for label, _ in LIGHTS), header=True),
        row(*cells, height=cm(1.3)),
    ]
    return frame(
        rows,
        [width] * len(LIGHTS),
        style="Statuslystabell",
        title="Trafikklys",
        description="Trafikklys for prosjektet samlet og for fremdrift, milepæler, økonomi og risiko.",
    )


def _sentence(label: str, field: str) -> str:
    sentence = run(f"{{{{ setninger.{field}|kutt(180) }}}}")
    return para("Statustekst", run(f"{label}: ", "Sterk"), sentence, only_if=f"setninger.{field}")


def _figures() -> str:
    """One column for each figure, its name on top and a remark below."""
    numbers = range(MOST_FIGURES)
    columns = [Column("", "", PORTRAIT / cm(1) / MOST_FIGURES, only_if=f"hovedtall|length > {n}") for n in numbers]

    def line(style: str, field: str, *, header: bool = False) -> str:
        contents = [[f"{{{{ hovedtall[{n}].{field} }}}}"] for n in numbers]
        return row(*columns_in(columns, {TEXT: style}, contents), header=header)

    return frame(
        [
            line("Statusetikett", "navn", header=True),
            line("Hovedtall", "verdi"),
            line("Hovedtallmerknad", "merknad or ''"),
        ],
        [cm(column.width) for column in columns],
        style="Statustabell",
        title="Hovedtall",
        description="De viktigste tallene i {{ rapport.perioden }}, hvert med navn, verdi og merknad.",
    )


def _decisions() -> str:
    return _listed(
        "Beslutninger vi ber om",
        "beslutninger",
        MOST_DECISIONS,
        report_table(
            "Beslutninger vi ber om",
            "Saker til beslutning, med anbefaling, beslutningstaker og frist.",
            f"sak in beslutninger[:{MOST_DECISIONS}]",
            (
                Column("Sak", "{{ sak.sak|kutt(50) }}", 5.0),
                Column("Anbefaling", "{{ sak.anbefaling|kutt(50) }}", 4.8, only_if="beslutninger.har_anbefaling"),
                Column(
                    "Avgjøres av",
                    "{{ sak.beslutningstaker|kutt(40) }}",
                    3.8,
                    only_if="beslutninger.har_beslutningstaker",
                ),
                Column("Frist", "{{ sak.frist }}", 2.4, only_if="beslutninger.har_frist"),
            ),
            captioned=False,
            cells=LARGER,
        ),
    )


def _risks() -> str:
    table = report_table(
        "De største risikoene",
        "De mest alvorlige truslene, med farge, endring siden forrige {{ rapport.periodeord }} og ansvar.",
        f"risiko in topprisikoer[:{MOST_RISKS}]",
        (
            Column("Risiko", numbered("risiko", "risikofaktor|kutt(55)"), 7.6),
            Column("Nå", "{{ risiko.rf }}", 1.8, LIGHT, light="risiko.lys"),
            Column("Endring", "{{ risiko.endring }}", 2.6, only_if="topprisikoer.har_endring"),
            Column("Ansvar", "{{ risiko.ansvar }}", 4.0, only_if="topprisikoer.har_ansvar"),
        ),
        captioned=False,
        cells=LARGER,
    )
    return para("Statusoverskrift", "De største risikoene") + table


def _milestones() -> str:
    return _listed(
        "Milepæler neste {{ rapport.periodeord }}",
        "milepæler_neste",
        MOST_MILESTONES,
        report_table(
            "Milepæler neste {{ rapport.periodeord }}",
            "Milepæler som skal nås neste {{ rapport.periodeord }}, med plan og status.",
            f"milepæl in milepæler_neste[:{MOST_MILESTONES}]",
            (
                Column("Milepæl", "{{ milepæl.navn|kutt(55) }}", 10.0),
                Column("Plan", "{{ milepæl.gjeldende }}", 3.4),
                Column(
                    "Status",
                    "{{ milepæl.status }}",
                    2.6,
                    LIGHT,
                    light="milepæl.lys",
                    only_if="milepæler_neste.har_status",
                ),
            ),
            captioned=False,
            cells=LARGER,
        ),
    )


def _listed(title: str, rows: str, most: int, table: str) -> str:
    rest = f"… og {{{{ {rows}|length - {most} }}}} til i kvartalsrapporten."
    return para("Statusoverskrift", title) + table + para("Statusrest", rest, only_if=f"{rows}|length > {most}")
