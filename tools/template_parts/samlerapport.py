"""The portfolio report: all projects on a page, what they come to together, and a chapter for each."""

from __future__ import annotations

from template_parts.front import contents
from template_parts.page import FACTS, HEADER, NO_LOOK, QUARTERLY_TITLE, cover_facts, grading, section
from template_parts.palette import PORTRAIT
from template_parts.samlerapport_prosjekt import project_chapters
from template_parts.samlerapport_vedlegg import appendix
from template_parts.tables import LIGHT, NUMBER, WHOLE, Column, cell, frame, report_table, row
from template_parts.wml import field, heading, numbered, para, run, source, when

TITLE = "Samlerapport"
SUBJECT = "Én rapport om mange prosjekter: status, summer, risiko, milepæler, saker og et kapittel for hvert."
CATEGORY = "Samlerapport"
"""The property «Kategori» that tells the program that the template is about many workbooks."""
ROUNDING = "Avrunding kan gi avvik i summer."
NOT_JUDGED = "{{{{ 'Ikke vurdert' if {0} == 'Grå' else {0} }}}}"


def body() -> str:
    """The content of `word/document.xml`. A chapter without data leaves itself out, heading and all."""
    return (
        _cover()
        + contents()
        + para("Seksjonsslutt", section=section())
        + _status()
        + _economy()
        + _savings()
        + _risks()
        + _milestones()
        + _decisions()
        + para("Seksjonsslutt", section=section(landscape=True))
        + project_chapters()
        + appendix()
        + section()
    )


def headers() -> dict[str, str]:
    """The header: kommune, document, date and page, with the marking above."""
    page = [field("PAGE", "2"), run(" av "), field("NUMPAGES", "2")]
    cells = (
        (4, "Kommune", [run("{{ rapport.kommune }}")]),
        (4, "Dokument", [run(QUARTERLY_TITLE)]),
        (2, "Dato", [run("{{ rapport.dato }}")]),
        (2, "Side", page),
    )
    line = row(
        *(
            cell(share * WHOLE // 12, para("Topptekstfelt", run(f"{label}: ", "Etikett"), *value), unit="pct")
            for share, label, value in cells
        )
    )
    table = frame(
        [line],
        [PORTRAIT * share // 12 for share, *_ in cells],
        style="Topptekstabell",
        title="Topptekst",
        description="Kommune, dokument, dato og side.",
        look=NO_LOOK,
        whole_page=True,
    )
    return {HEADER: grading() + table + para("Topptekstluft")}


def _cover() -> str:
    several = "{{ portefølje.antall }} {% if portefølje.antall == 1 %}prosjekt{% else %}prosjekter{% endif %}"
    facts = (
        *FACTS[:3],
        ("Omfang", several, "portefølje"),
        *(fact for fact in FACTS if fact[0] in ("Utvalg", "Møtedato")),
        ("Saksnummer", "{{ rapport.saksnummer }}", "rapport.saksnummer"),
        ("Tilgang", "{{ rapport.gradering or rapport.tilgang }}", "rapport.gradering or rapport.tilgang"),
    )
    return (
        grading()
        + para(
            "Forsidekommune",
            run("{{ rapport.kommune_samisk }}", lang="se-NO"),
            only_if="rapport.kommune_samisk",
        )
        + para("Forsidekommune", "{{ rapport.kommune }}", only_if="rapport.kommune")
        + para("Forsidebilde")
        + para("Forsidetittel", QUARTERLY_TITLE)
        + para("Forsideundertittel", "{{ rapport.undertittel }}", only_if="rapport.undertittel")
        + para("Forsideperiode", "{{ rapport.periode }}")
        + para("Forsideluft")
        + cover_facts(facts)
        + para("Seksjonsslutt", section=section(header=False))
    )


def project_link(rad: str) -> str:
    """The name of a row's project, as a link to its chapter."""
    return f'{{{{ se({rad}.prosjekt.kapittel, "tekst") }}}}'


def _light(title: str, value: str, width: float) -> Column:
    return Column(title, NOT_JUDGED.format(value), width, LIGHT, light=value)


def _status() -> str:
    sentences = ("status", "økonomi", "innsparing", "risiko")
    return (
        heading(1, "Status for prosjektene")
        + para("Punktliste", "{{ portefølje.setninger.status }}", only_if="portefølje.setninger.status", keep_next=True)
        + "".join(
            para("Punktliste", f"{{{{ {name} }}}}", only_if=name, keep_next=True)
            for name in (f"portefølje.setninger.{field}" for field in sentences[1:])
        )
        + report_table(
            "Status for alle prosjektene",
            "Trafikklys for hvert prosjekt samlet og for økonomi, fremdrift og risiko, med prosjektleder og kommentar.",
            "rad in portefølje.status",
            (
                Column("Prosjekt", project_link("rad"), 6.1),
                Column("Prosjektleder", "{{ rad.prosjektleder }}", 3.4, only_if="portefølje.status.har_prosjektleder"),
                _light("Samlet", "rad.samlet", 2.0),
                _light("Økonomi", "rad.økonomi", 2.0),
                _light("Fremdrift", "rad.fremdrift", 2.0),
                _light("Risiko", "rad.risiko", 2.0),
                Column("Kommentar", "{{ rad.kommentar }}", 7.2),
            ),
        )
        + source(
            "Økonomi gjelder prognose og innsparing, fremdrift gjelder tiltak og milepæler. Den svakeste delen avgjør "
            "samlet status."
        )
    )


def _money(rows: str, title: str, field: str, width: float, shown: str = "|tusen") -> Column:
    """A column of one line for each project, with its sum."""
    return Column(
        title,
        f"{{{{ linje.{field}{shown} }}}}",
        width,
        NUMBER,
        only_if=f"{rows}.har_{field}",
        total=f"{{{{ {rows}.sum.{field}{shown} }}}}",
    )


def _economy() -> str:
    rows = "portefølje.økonomi"
    return when(
        f"{rows} or {rows}.utenfor",
        heading(1, "Økonomi"),
        para("Ingress", "{{ portefølje.setninger.økonomi }}", only_if="portefølje.setninger.økonomi"),
        para(
            "Ingress",
            "Tallene er foreløpige til regnskapet for året er avsluttet.",
            only_if=f"rapport.foreløpig and {rows}",
        ),
        when(
            rows,
            report_table(
                "Regnskap, budsjett og prognose for prosjektene",
                "Regnskap, budsjett, avvik og årsprognose for hvert prosjekt, med sum nederst.",
                f"linje in {rows}",
                (
                    Column("Prosjekt", project_link("linje"), 6.6, total=f"{{{{ {rows}.sum.navn }}}}"),
                    _money(rows, "Regnskap hittil i år", "regnskap", 2.3),
                    _money(rows, "Periodisert budsjett", "periodisert_budsjett", 2.3),
                    _money(rows, "Avvik", "avvik", 2.0),
                    _money(rows, "Revidert årsbudsjett", "revidert_budsjett", 2.3),
                    _money(rows, "Årsprognose", "årsprognose", 2.3),
                    _money(rows, "Prognoseavvik", "prognoseavvik", 2.5),
                    _money(rows, "Prognose­avvik %", "prognoseavvik_prosent", 2.3, "|prosent(1)"),
                    Column("Økonomi", NOT_JUDGED.format("linje.lys"), 2.1, LIGHT, light="linje.lys"),
                ),
                total_if=f"{rows}.sum",
                unit=f"{rows}.enhet",
            ),
            source(f"{_coverage(rows)}{{{{ {rows}.fortegn }}}} ", ROUNDING),
        ),
        _outside(rows),
        _remarks(),
    )


def _coverage(rows: str) -> str:
    """Of how many projects the sums are, when that is not all."""
    return f"{{% if {rows}.dekning %}}{{{{ {rows}.dekning }}}} {{% endif %}}"


def _outside(rows: str) -> str:
    """The projects that are in no sum, and why."""
    return when(
        f"{rows}.utenfor",
        para("Ledetekst", "Ikke med i summene"),
        para("Punktliste", run("{{ ett.navn }}", "Sterk"), run(" {{ ett.grunn }}"), loop=f"ett in {rows}.utenfor"),
    )


def _remarks() -> str:
    name = run("{% if merknad.navn %}{{ merknad.navn }} – {% endif %}", "Sterk")
    return when(
        "portefølje.merknader",
        para("Ledetekst", "Merknader til tallene"),
        para("Punktliste", name, run("{{ merknad.tekst }}"), loop="merknad in portefølje.merknader"),
    )


def _savings() -> str:
    rows = "portefølje.innsparing"
    return when(
        rows,
        heading(1, "Innsparing"),
        para("Ingress", "{{ portefølje.setninger.innsparing }}", only_if="portefølje.setninger.innsparing"),
        report_table(
            "Innsparing i prosjektene mot plan og mål",
            "Planlagt innsparing i år, realisert, prognose, helårseffekt og mål for hvert prosjekt, med sum nederst.",
            f"linje in {rows}",
            (
                Column("Prosjekt", project_link("linje"), 7.5, total=f"{{{{ {rows}.sum.navn }}}}"),
                _money(rows, "Planlagt i år", "effekt_i_år", 3.0),
                _money(rows, "Realisert hittil i år", "realisert_hittil", 3.2),
                _money(rows, "Prognose for året", "prognose_i_år", 3.2),
                _money(rows, "Helårseffekt", "helårseffekt", 2.8),
                _money(rows, "Mål", "mål", 2.6),
                Column("Status", NOT_JUDGED.format("linje.lys"), 2.4, LIGHT, light="linje.lys"),
            ),
            total_if=f"{rows}.sum",
            unit=f"{rows}.enhet",
        ),
        source(_coverage(rows), ROUNDING),
    )


def _risks() -> str:
    rows = "portefølje.topprisikoer"
    more = "portefølje.risikoer|length - portefølje.topprisikoer|length"
    return when(
        rows,
        heading(1, "De største risikoene"),
        para("Ingress", "{{ portefølje.setninger.risiko }}", only_if="portefølje.setninger.risiko"),
        report_table(
            "De største risikoene på tvers av prosjektene",
            "De mest alvorlige truslene i alle prosjektene, med farge, endring, mottiltak og ansvar.",
            f"risiko in {rows}",
            (
                Column("Prosjekt", project_link("risiko"), 5.0),
                Column("Risikofaktor", numbered("risiko", "risikofaktor"), 5.6),
                Column("RF", "{{ risiko.rf }}", 1.7, LIGHT, light="risiko.lys"),
                Column("Endring", "{{ risiko.endring }}", 2.3, only_if=f"{rows}.har_endring"),
                Column("Mottiltak", "{{ risiko.mottiltak }}", 7.2, only_if=f"{rows}.har_mottiltak"),
                Column("Ansvar", "{{ risiko.ansvar }}", 2.9, only_if=f"{rows}.har_ansvar"),
            ),
        ),
        para("Kildelinje", f"… og {{{{ {more} }}}} til i kapitlene om prosjektene.", only_if=f"{more} > 0"),
    )


def _milestones() -> str:
    coming, late = "portefølje.milepæler_neste", "portefølje.forsinkede"
    return when(
        f"{coming} or {late}",
        heading(1, "Milepæler"),
        when(
            late,
            _milestone_table("Milepæler som er forsinket eller flyttet", late),
        ),
        when(coming, _milestone_table("Milepæler neste {{ rapport.periodeord }}", coming)),
    )


def _milestone_table(title: str, rows: str) -> str:
    return report_table(
        title,
        "Milepælene med prosjekt, opprinnelig og gjeldende plan, status og avvik.",
        f"milepæl in {rows}",
        (
            Column("Prosjekt", project_link("milepæl"), 5.6),
            Column("Milepæl", "{{ milepæl.navn }}", 7.5),
            Column("Opprinnelig plan", "{{ milepæl.opprinnelig }}", 3.0),
            Column("Gjeldende plan", "{{ milepæl.gjeldende }}", 3.0),
            Column("Status", "{{ milepæl.status }}", 2.6, LIGHT, light="milepæl.lys", only_if=f"{rows}.har_status"),
            Column("Avvik", "{{ milepæl.avvik }}", 3.0, only_if=f"{rows}.har_avvik"),
        ),
        together=True,
    )


def _decisions() -> str:
    rows = "portefølje.beslutninger"
    return when(
        rows,
        heading(1, "Saker til beslutning"),
        report_table(
            "Saker prosjektene ber om beslutning i",
            "Saker som legges fram for beslutning, med prosjekt, anbefaling, beslutningstaker og frist.",
            f"sak in {rows}",
            (
                Column("Prosjekt", project_link("sak"), 5.6),
                Column("Sak", "{{ sak.sak }}", 6.2),
                Column("Anbefaling", "{{ sak.anbefaling }}", 6.2, only_if=f"{rows}.har_anbefaling"),
                Column("Beslutningstaker", "{{ sak.beslutningstaker }}", 4.0, only_if=f"{rows}.har_beslutningstaker"),
                Column("Frist", "{{ sak.frist }}", 2.7, only_if=f"{rows}.har_frist"),
            ),
            together=True,
        ),
    )
