"""Chapters 4–7 of a plan: workstreams, progress and uncertainty, organisation, stakeholders."""

from __future__ import annotations

from template_parts.figures import workstreams
from template_parts.page import turned
from template_parts.palette import cm
from template_parts.plan_texts import has, text, titled
from template_parts.samples import gantt_sample
from template_parts.tables import Column, report_table
from template_parts.wml import caption, each, para, run, when

GANTT_EDGE = cm(1.2)
"""Margin at the top and bottom of the plan's page, smaller than elsewhere so that more of it stands on one page."""
_UNCERTAIN = "trusler or muligheter"
_CHANNEL = (
    "{{ 'Kanal og hyppighet' if interessenter.har_kanal and interessenter.har_hyppighet"
    " else 'Kanal' if interessenter.har_kanal else 'Hyppighet' }}"
)


def deliveries() -> str:
    return when(
        f"innsatsområder or {has('leveranser', 'innsatsområder', 'nærmere_beskrivelse')}",
        titled(1, "leveranser", "Gjennomføringsplan og leveranser"),
        text("leveranser"),
        when(
            f"innsatsområder or {has('innsatsområder')}",
            titled(2, "innsatsområder", "Prosjektets innsatsområder med tiltak"),
            text("innsatsområder"),
            para("Nummerertliste", "{{ område.navn }}", loop="område in innsatsområder"),
            text("innsatsområder_videre"),
            text("figur_innsatsområder"),
            workstreams("4.1"),
        ),
        when(
            f"innsatsområder or {has('nærmere_beskrivelse')}",
            titled(2, "nærmere_beskrivelse", "Nærmere beskrivelse av innsatsområdene"),
            text("nærmere_beskrivelse"),
            each("område in innsatsområder", _workstream()),
        ),
    )


def _workstream() -> str:
    """One workstream: what it is about, its action points, and what is expected of them."""
    about = para(None, "{{ område.beskrivelse }}", only_if="område.beskrivelse")
    responsible = para(None, run("Ansvar: ", "Sterk"), "{{ område.ansvar }}", only_if="område.ansvar")
    point = "{{ ett.aksjonspunkt or ett.navn }}{% if ett.inngår_i %} (inngår i {{ ett.inngår_i }}){% endif %}"
    return (
        para("Overskrift3", "{{ område.navn }}")
        + para("Undertekst", "{{ område.undertittel }}", only_if="område.undertittel")
        + about
        + responsible
        + when(
            "område.tiltak",
            para("Ledetekst", "Aksjonspunkter:"),
            para("Punktliste", point, loop="ett in område.tiltak"),
            when("område.tiltak.har_målsetning or område.tiltak.har_forventet_gevinst", _expected()),
        )
    )


def _expected() -> str:
    return report_table(
        "{{ område.navn }}: målsetning, gevinst, ansvar og frist",
        "Aksjonspunktene i innsatsområdet med målsetning, forventet gevinst, ansvar og frist.",
        "ett in område.tiltak",
        (
            Column("Aksjonspunkt", "{{ ett.aksjonspunkt or ett.navn }}", 4.8),
            Column("Målsetning", "{{ ett.målsetning }}", 3.4, only_if="område.tiltak.har_målsetning"),
            Column(
                "Forventet gevinst", "{{ ett.forventet_gevinst }}", 3.0, only_if="område.tiltak.har_forventet_gevinst"
            ),
            Column("Ansvar", "{{ ett.ansvar }}", 2.9, only_if="område.tiltak.har_ansvar"),
            Column("Frist", "{{ ett.frist }}", 1.9, only_if="område.tiltak.har_frist"),
        ),
        together=True,
    )


def progress() -> str:
    """The plan by quarter on a turned page, and the uncertainties on an upright one after it."""
    head = titled(1, "aktiviteter", "Gjennomføringsplan: aktivitet og milepæler") + text("aktiviteter")
    gantt = caption("Framdriftsplan, der ", run("◆", "Symbol"), " er en milepæl", key="framdriftsplan") + gantt_sample(
        10.2, 2.9
    )
    uncertain = f"{_UNCERTAIN} or {has('usikkerheter')}"
    return (
        turned("milepæler", head, gantt, edge=GANTT_EDGE)
        + when(f"not milepæler and ({uncertain} or {has('aktiviteter')})", head)
        + when(
            uncertain,
            titled(2, "usikkerheter", "Vurdering av usikkerheter"),
            text("usikkerheter"),
            when("trusler", _uncertainties("trusler", "Trusler", "Reduserende tiltak")),
            when("muligheter", _uncertainties("muligheter", "Muligheter", "Tiltak")),
        )
    )


def _uncertainties(rows: str, title: str, measure: str) -> str:
    return report_table(
        title,
        f"{title} med innhold og {measure.lower()}.",
        f"risiko in {rows}",
        (
            Column(title, "{{ risiko.risikofaktor }}", 3.6),
            Column("Innhold", "{{ risiko.innhold }}", 6.2, only_if=f"{rows}.har_innhold"),
            Column(measure, "{{ risiko.mottiltak }}", 6.2, only_if=f"{rows}.har_mottiltak"),
        ),
        key=rows,
    )


def management() -> str:
    organised = f"grupper or {has('organisering')}"
    return when(
        f"{organised} or {has('prosjektstyring')}",
        titled(1, "prosjektstyring", "Prosjektstyring og oppfølging"),
        text("prosjektstyring"),
        when(
            organised,
            titled(2, "organisering", "Organisering, roller og ansvar"),
            text("organisering"),
            when("grupper", _groups()),
            each("gruppe in grupper", _members()),
        ),
    )


def _groups() -> str:
    return report_table(
        "Gruppene i prosjektet",
        "Gruppene i prosjektet med mandat, hvem de rapporterer til, og hvor ofte de møtes.",
        "gruppe in grupper",
        (
            Column("Gruppe", "{{ gruppe.navn }}", 3.8),
            Column("Mandat", "{{ gruppe.mandat }}", 6.4, only_if="grupper.har_mandat"),
            Column("Rapporterer til", "{{ gruppe.rapporterer_til }}", 3.2, only_if="grupper.har_rapporterer_til"),
            Column("Møter", "{{ gruppe.møtefrekvens }}", 2.6, only_if="grupper.har_møtefrekvens"),
        ),
        key="grupper",
    ) + para("Tabelluft")


def _members() -> str:
    """The members of a group: «Kari Eksempel, avdelingsleder, leder (Hjemmesykepleien)»."""
    roles = (
        "{% if ett.stilling and ett.visning != ett.stilling %}, {{ ett.stilling }}{% endif %}"
        "{% if ett.rolle and ett.visning != ett.rolle and ett.rolle != 'medlem' %}, {{ ett.rolle }}{% endif %}"
        "{% if ett.enhet %}, {{ ett.enhet }}{% endif %}"
    )
    return when(
        "gruppe.deltakere",
        para("Ledetekst", "Medlemmer i {{ gruppe.navn|litenforbokstav }}:"),
        para("Punktliste", "{{ ett.visning|storforbokstav }}" + roles, loop="ett in gruppe.deltakere"),
    )


def stakeholders() -> str:
    return when(
        f"interessenter or {has('interessenter', 'interessenter_kommunikasjonsstrategi')}",
        titled(1, "interessenter", "Interessenter og kommunikasjonsstrategi"),
        text("interessenter", "interessenter_kommunikasjonsstrategi"),
        when("interessenter", _stakeholder_table()),
    )


def _stakeholder_table() -> str:
    """The channel and how often stand together: seven columns would be too narrow for the words in them."""
    comma = "{% if ett.kanal and ett.hyppighet %}, {% endif %}"
    channel = f"{{{{ ett.kanal or '' }}}}{comma}{{{{ ett.hyppighet or '' }}}}"
    return report_table(
        "Interessenter",
        "Interessentene med interesse, innflytelse, tiltak, kanal, hyppighet og ansvar.",
        "ett in interessenter",
        (
            Column("Interessent", "{{ ett.navn }}", 2.5),
            Column("Interesse", "{{ ett.interesse }}", 2.8, only_if="interessenter.har_interesse"),
            Column("Innflytelse", "{{ ett.innflytelse }}", 1.95, only_if="interessenter.har_innflytelse"),
            Column("Tiltak", "{{ ett.tiltak }}", 3.2, only_if="interessenter.har_tiltak"),
            Column(_CHANNEL, channel, 2.8, only_if="interessenter.har_kanal or interessenter.har_hyppighet"),
            Column("Ansvar", "{{ ett.ansvar }}", 2.75, only_if="interessenter.har_ansvar"),
        ),
        key="interessenter",
    )
