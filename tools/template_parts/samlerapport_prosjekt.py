"""The chapter of each project in the portfolio report: a page or two, one after the other."""

from __future__ import annotations

from template_parts.palette import PORTRAIT, cm
from template_parts.tables import LIGHT, NUMBER, Column, cell, frame, report_table, row
from template_parts.wml import anchor, each, heading, mark, numbered, para, run, source, when

LIGHTS = ("samlet", "fremdrift", "milepæler", "økonomi", "innsparing", "risiko")
SENTENCES = ("fremdrift", "milepæler", "økonomi", "innsparing", "risiko")
MOST_RISKS = 5


def project_chapters() -> str:
    """The last numbered chapter: a project follows where the one before ends, so no page is left nearly empty."""
    return heading(1, "Prosjektene") + each(
        "prosjekt in prosjekter",
        para("Overskrift2", "{{ prosjekt.navn }}", anchor("", "prosjekt.kapittel")),
        _facts(),
        _lights(),
        para("Statusluft", keep_next=True),
        para(None, "{{ prosjekt.tekst.sammendrag }}", only_if="prosjekt.tekst.sammendrag is defined"),
        "".join(_sentence(field) for field in SENTENCES),
        when("prosjekt.økonomi", _economy()),
        when("prosjekt.innsparing", _savings()),
        when("prosjekt.trusler", _risks()),
        when("prosjekt.aktuelle_milepæler", _milestones()),
        when("prosjekt.beslutninger", _decisions()),
        when("prosjekt.plan_neste", _next()),
    )


def _facts() -> str:
    """Whose project it is, and which quarter it tells of when that is not the report's."""
    kommune = (
        mark("{% if prosjekt.kommune.samisk %}"),
        run("{{ prosjekt.kommune.samisk }}", lang="se-NO"),
        run(" / "),
        mark("{% endif %}"),
        run("{{ prosjekt.kommune }}"),
    )
    leader = "{% if prosjekt.prosjektleder %} · Prosjektleder: {{ prosjekt.prosjektleder }}{% endif %}"
    return para("Undertekst", *kommune, run(leader), only_if="prosjekt.kommune") + para(
        "Fremhevet",
        "Arbeidsboken har ikke tall for {{ rapport.kvartal }}. Kapitlet viser {{ prosjekt.kvartal }}, og beløpene er "
        "ikke med i summene for alle prosjektene.",
        only_if="not prosjekt.i_summer",
        keep_next=True,
    )


def _lights() -> str:
    width = PORTRAIT // len(LIGHTS)
    words = "{{{{ 'Ikke vurdert' if {0} == 'Grå' else {0} }}}}"
    cells = (
        cell(width, para("Trafikklys", mark(f"{{% lys {light} %}}"), words.format(light), keep_next=True), middle=True)
        for light in (f"prosjekt.lys.{name}" for name in LIGHTS)
    )
    rows = [
        row(*(cell(width, para("Tabelloverskriftlys", name.capitalize())) for name in LIGHTS), header=True),
        row(*cells, height=cm(0.75)),
    ]
    return frame(
        rows,
        [width] * len(LIGHTS),
        style="Statuslystabell",
        title="Trafikklys for {{ prosjekt.navn }}",
        description="Trafikklys for prosjektet samlet og for fremdrift, milepæler, økonomi, innsparing og risiko.",
    )


def _sentence(field: str) -> str:
    sentence = f"prosjekt.setninger.{field}"
    label = run(f"{field.capitalize()}: ", "Sterk")
    return para("Punktliste", label, run(f"{{{{ {sentence} }}}}"), only_if=sentence)


def _money(title: str, field: str, width: float) -> Column:
    return Column(
        title,
        f"{{{{ linje.{field}|tusen }}}}",
        width,
        NUMBER,
        only_if=f"prosjekt.økonomi.har_{field}",
        total=f"{{{{ prosjekt.økonomi.sum.{field}|tusen }}}}",
    )


def _economy() -> str:
    area = "{% if linje.kontogruppe %}{{ linje.kontogruppe }} {% endif %}{{ linje.navn or '' }}"
    return (
        heading(3, "Økonomi")
        + report_table(
            "Regnskap, budsjett og prognose. Tall i 1 000 kr",
            "Regnskap, budsjett, avvik og årsprognose for hvert område i prosjektet, med sum nederst.",
            "linje in prosjekt.økonomi",
            (
                Column("Område", area, 4.5, total="Sum"),
                _money("Regnskap hittil i år", "regnskap", 1.9),
                _money("Periodisert budsjett", "periodisert_budsjett", 2.0),
                _money("Avvik", "avvik", 1.6),
                _money("Årsbudsjett", "revidert_budsjett", 2.0),
                _money("Årsprognose", "årsprognose", 2.1),
                _money("Avvik i prognosen", "prognoseavvik", 1.9),
            ),
            total_if="prosjekt.økonomi.sum",
        )
        + source("{{ prosjekt.økonomi.fortegn }}")
    )


def _saving(title: str, field: str, width: float) -> Column:
    return Column(
        title,
        f"{{{{ tiltak.{field}|tusen }}}}",
        width,
        NUMBER,
        only_if=f"prosjekt.innsparing.har_{field}",
        total=f"{{{{ prosjekt.innsparing.sum.{field}|tusen }}}}",
    )


def _savings() -> str:
    return heading(3, "Innsparing") + report_table(
        "Innsparing i året. Tall i 1 000 kr",
        "Innsparingstiltak med plan for året, realisert hittil og prognose, med sum nederst.",
        "tiltak in prosjekt.innsparing",
        (
            Column("Tiltak", "{{ tiltak.navn }}", 6.2, total="Sum"),
            _saving("Planlagt i år", "effekt_i_år", 2.4),
            _saving("Realisert hittil i år", "realisert_hittil", 2.6),
            _saving("Prognose for året", "prognose_i_år", 2.5),
            Column("Status", "{{ tiltak.lys }}", 2.3, LIGHT, light="tiltak.lys", only_if="prosjekt.innsparing.har_lys"),
        ),
        total_if="prosjekt.innsparing.sum",
    )


def _risks() -> str:
    rows = "prosjekt.trusler"
    more = f"{rows}|length - {MOST_RISKS}"
    return (
        heading(3, "Risiko")
        + report_table(
            "De største risikoene i prosjektet",
            "De mest alvorlige truslene i prosjektet, med farge, endring, mottiltak og ansvar.",
            f"risiko in prosjekt.største_trusler[:{MOST_RISKS}]",
            (
                Column("Risikofaktor", numbered("risiko", "risikofaktor"), 5.0),
                Column("RF", "{{ risiko.rf }}", 1.5, LIGHT, light="risiko.lys"),
                Column("Endring", "{{ risiko.endring }}", 2.1, only_if=f"{rows}.har_endring"),
                Column("Mottiltak", "{{ risiko.mottiltak }}", 5.0, only_if=f"{rows}.har_mottiltak"),
                Column("Ansvar", "{{ risiko.ansvar }}", 2.4, only_if=f"{rows}.har_ansvar"),
            ),
        )
        + para("Kildelinje", f"… og {{{{ {more} }}}} til i arbeidsboken.", only_if=f"{more} > 0")
    )


def _milestones() -> str:
    rows = "prosjekt.aktuelle_milepæler"
    return heading(3, "Milepæler") + report_table(
        "Milepæler som er forsinket eller skal nås neste {{ rapport.periodeord }}",
        "Milepæler med opprinnelig og gjeldende plan, status og avvik.",
        f"milepæl in {rows}",
        (
            Column("Milepæl", "{{ milepæl.navn }}", 6.6),
            Column("Opprinnelig plan", "{{ milepæl.opprinnelig }}", 2.3),
            Column("Gjeldende plan", "{{ milepæl.gjeldende }}", 2.3),
            Column("Status", "{{ milepæl.status }}", 2.3, LIGHT, light="milepæl.lys", only_if=f"{rows}.har_status"),
            Column("Avvik", "{{ milepæl.avvik }}", 2.5, only_if=f"{rows}.har_avvik"),
        ),
    )


def _decisions() -> str:
    advice = "{% if sak.anbefaling %}: {{ sak.anbefaling }}{% endif %}"
    when_ = "{% if sak.frist %}, {{ sak.frist }}{% endif %}"
    whom = f"{{% if sak.beslutningstaker %}} ({{{{ sak.beslutningstaker }}}}{when_}){{% endif %}}"
    return heading(3, "Saker til beslutning") + para(
        "Punktliste", run("{{ sak.sak }}", "Sterk"), run(advice + whom), loop="sak in prosjekt.beslutninger"
    )


def _next() -> str:
    area = para("Punktliste", run("{{ gruppe.navn }}", "Sterk"), keep_next=True)
    planned = numbered("tiltak", "navn") + ": {{ tiltak.planlagt }}"
    return heading(3, "Neste {{ rapport.periodeord }}") + each(
        "gruppe in prosjekt.plan_neste", area, para("Punktliste2", planned, loop="tiltak in gruppe.tiltak")
    )
