"""What the program adds to the fields of the sheets, worked out for the whole report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.felt import Field, each, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = "Rapporten"
COMPUTED, ROWS, ROW, YES_NO, CHART = "utregnet", "rader", "rad", "ja/nei", "graf"


def added_fields() -> Iterator[Field]:
    """All of them, those of a record or list together. A tag that the name itself tells is left open."""
    for name, help in _LISTS.items():
        yield Field(f"{name}[]", ROWS, REPORT, "", help, "")
    for owner, fields in _OF.items():
        for name, told in fields.items():
            kind, help, tag = told if isinstance(told, tuple) else (COMPUTED, told, "")
            yield Field(f"{owner}.{name}", kind, REPORT, "", help, "", tagg=tag)
    yield from _BY_KEY


def _of_goals(goals: str, name: str) -> dict[str, str | tuple[str, str, str]]:
    """The fields that each collection of goals has; `name` says which goals, in the sentences."""
    line = "{{ målet.mål }}"
    return {
        "hovedprosjekt": (
            ROWS,
            f"{name} for hovedprosjektet; felter som `mål`.",
            paragraphs("målet", f"{goals}.hovedprosjekt", line),
        ),
        "delprosjekt": (
            ROWS,
            f"{name} for delprosjektet, og de uten nivå; felter som `mål`.",
            paragraphs("målet", f"{goals}.delprosjekt", line),
        ),
        "etter_tema": (
            ROWS,
            f"{name} tema for tema: `tema` og `mål`. Også for utvalg: `{goals}.delprosjekt.etter_tema`.",
            paragraphs(
                "temaet", f"{goals}.etter_tema", "{{ temaet.tema }}: " + each("målet", "temaet.mål", line + " ")
            ),
        ),
        "uten_tema": (
            ROWS,
            f"{name} uten tema. Også for utvalg: `{goals}.delprosjekt.uten_tema`.",
            paragraphs("målet", f"{goals}.uten_tema", line),
        ),
    }


OF_PERIOD = {
    "kvartal": "Kvartalet rapporten gjelder.",
    "forrige_kvartal": "Kvartalet før.",
    "neste_kvartal": "Kvartalet etter.",
    "i_fjor": "Samme kvartal i fjor.",
    "periode": "Første og siste dag i kvartalet.",
    "periodeord": "«kvartal» eller «tertial».",
    "perioden": "«kvartalet» eller «tertialet».",
}
"""What every report says of its period, by the names under `rapport`."""

_OF: dict[str, dict[str, str | tuple[str, str, str]]] = {
    "rapport": {
        "tittel": "Tittelen på rapporten.",
        "undertittel": "Delprosjektet, ellers hovedprosjektet.",
        **OF_PERIOD,
        "dato": (COMPUTED, "Rapportens dato.", "{{ rapport.dato|langdato }}"),
        "mottaker": "Den rapporten er skrevet til.",
        "utvalg": "Utvalget som skal behandle saken; fra listen til `rapportgen batch`.",
        "møtedato": "Dagen saken skal behandles; fra listen til `rapportgen batch`.",
        "saksnummer": "Saksnummeret i listen til `rapportgen batch`, ellers i arket «Prosjekt».",
        "tilgang": "Tilgangen i listen til `rapportgen batch`, ellers i arket «Prosjekt».",
        "hjemmel": "Hjemmelen i listen til `rapportgen batch`, ellers i arket «Prosjekt».",
        "fra": "Ansvarlig, ellers prosjekteier.",
        "mal": "Navnet på malen.",
        "gradering": "«Unntatt offentlighet …» når det gjelder.",
        "fastsatt": "«Fastsatt av … 15. desember 2023 med hjemmel i …»; mangler til «Fastsatt av» og dato er fylt ut.",
        "kommune_samisk": "Kommunens samiske navn.",
        "foreløpig": (
            YES_NO,
            "Om tallene er foreløpige: 4. kvartal før april.",
            "{% if rapport.foreløpig %}Tallene er foreløpige.{% endif %}",
        ),
    },
    "lys": {
        "samlet": "Den dårligste av delene.",
        "fremdrift": "Trafikklys for tiltakene.",
        "milepæler": "Trafikklys for milepælene.",
        "økonomi": "Trafikklys for prognosen.",
        "innsparing": "Trafikklys for innsparingen.",
        "risiko": "Den dårligste fargen blant åpne trusler.",
    },
    "setninger": {
        "fremdrift": "Én setning om tiltakene.",
        "milepæler": "Én setning om milepælene.",
        "økonomi": "Én setning om prognosen.",
        "innsparing": "Én setning om innsparingen.",
        "risiko": "Én setning om truslene.",
    },
    "samlet_status[]": {
        "område": "Delen: Fremdrift, Milepæler, Økonomi, Innsparing, Risiko, og Samlet til slutt.",
        "forrige": "Trafikklyset i kvartalet før.",
        "nå": "Trafikklyset nå.",
        "utvikling": "Bedre, Uendret eller Dårligere siden kvartalet før, med pil.",
        "kommentar": "Én setning om delen.",
    },
    "hovedtall[]": {
        "navn": "Hva tallet er.",
        "verdi": "Tallet, klart til å skrives.",
        "merknad": "En kort forklaring til tallet.",
    },
    "endringer": {
        "milepæler_flyttet": (ROWS, "Milepæler som er flyttet siden forrige kvartal; felter som `milepæler`.", ""),
        "risiko_opp": (ROWS, "Trusler som er blitt større; felter som `risikoer`.", ""),
        "risiko_ned": (ROWS, "Trusler som er blitt mindre; felter som `risikoer`.", ""),
        "risiko_nye": (ROWS, "Nye trusler; felter som `risikoer`.", ""),
        "risiko_lukkede": (ROWS, "Risikoer som er lukket; felter som `risikoer`.", ""),
        "status_endret": (ROWS, "Tiltak som har fått ny status; felter som `tiltak`.", ""),
        "tekster": (
            ROWS,
            "Ferdige setninger om alt dette.",
            paragraphs("setning", "endringer.tekster", "{{ setning }}"),
        ),
    },
    "grunnlag": {
        "arbeidsbok": "Filnavnet til arbeidsboken.",
        "sjekksum": "Arbeidsbokens SHA-256.",
        "ark": (
            ROWS,
            "Arkene, med `navn`, `kjent_som` og `rader`.",
            paragraphs("arket", "grunnlag.ark", "{{ arket.navn }}: {{ arket.rader }} rader"),
        ),
        "fortegn": "Setningen om fortegn på avvik.",
        "skala": (
            ROWS,
            "Nivåene for sannsynlighet, og for konsekvens når de er de samme, med `verdi`, `kode` og `navn`.",
            paragraphs("nivå", "grunnlag.skala", "{{ nivå.verdi }} {{ nivå.navn }}"),
        ),
        "skala_k": (
            ROWS,
            "Nivåene for konsekvens, når de er andre enn for sannsynlighet.",
            paragraphs("nivå", "grunnlag.skala_k", "{{ nivå.verdi }} {{ nivå.navn }}"),
        ),
        "matrise": "Setningen om risikomatrisen.",
        "små_tall": "Setningen om skjulte tall, når prosjektet skjuler små tall.",
        "grenser": (
            ROWS,
            "Setninger om grensene for trafikklys.",
            paragraphs("setning", "grunnlag.grenser", "{{ setning }}"),
        ),
        "advarsler": (
            ROWS,
            "Feil og advarsler i arbeidsboken, med `sted` og `melding`; de 15 første.",
            paragraphs("funn", "grunnlag.advarsler", "{{ funn.sted }}: {{ funn.melding }}"),
        ),
        "flere_advarsler": "Hvor mange feil og advarsler det er i tillegg.",
    },
    "grafer": {
        "økonomi": (CHART, "Årsbudsjett, regnskap og årsprognose for hvert tjenesteområde.", ""),
        "prognose": (CHART, "Årsprognosen i hvert kvartal i året, med årsbudsjettet.", ""),
        "innsparing": (CHART, "Planlagt innsparing hvert år, realisert, prognose og målet fra arket «Mål».", ""),
        "gevinster": (CHART, "Hvor mye av veien fra nullpunktet til måltallet hver gevinst har kommet, i prosent.", ""),
    },
    "mål": {
        **_of_goals("mål", "Målene"),
        "uten_type": (
            ROWS,
            "Målene som verken er overordnet mål, effektmål eller resultatmål.",
            paragraphs("målet", "mål.uten_type", "{{ målet.mål }}"),
        ),
    },
    "overordnede_mål": _of_goals("overordnede_mål", "De overordnede målene"),
    "effektmål": _of_goals("effektmål", "Effektmålene"),
    "resultatmål": _of_goals("resultatmål", "Resultatmålene"),
    "innsatsområder": {"andre_tiltak": (ROWS, "Tiltakene som ikke hører til noe område; felter som `tiltak`.", "")},
    "avvik[]": {
        "avvik": "Avviket med ord.",
        "årsak": "Hvorfor det er avvik.",
        "konsekvens": "Hva avviket fører til.",
        "korrigerende": "Hva som gjøres med avviket.",
    },
    "plan_neste[]": {
        "navn": "Navnet på innsatsområdet.",
        "tiltak": (
            ROWS,
            "Tiltakene i området som har noe planlagt; felter som `tiltak`.",
            each("tiltaket", "området.tiltak", "{{ tiltaket.navn }}: {{ tiltaket.planlagt }} "),
        ),
    },
    "milepæler": {
        "bare_milepæler": (ROWS, "Milepælene uten aktivitetene; felter som `milepæler`.", ""),
        "gantt": (
            "plan",
            "Radene i Gantt-skjemaet. I hjørnet av en mønstertabell; se funksjonen gantt.",
            "{{ gantt(milepæler) }}",
        ),
    },
    "økonomi": {
        "sum": (ROW, "Summen av linjene: den som står i arket, ellers regnet ut; felter som `økonomi`.", ""),
        "sum_er_skrevet": (
            YES_NO,
            "Om summen står i arket.",
            "{% if økonomi.sum_er_skrevet %}Summen er fra regnskapet.{% endif %}",
        ),
        "enhet": "Enheten i arket: kr, 1 000 kr eller mill. kr.",
        "fortegn": "Setningen om fortegn på avvik.",
        "forklaringer": (ROWS, "Linjene som har en forklaring; felter som `økonomi`.", ""),
    },
    "innsparing": {
        "sum": (ROW, "Summen av innsparingene; felter som `innsparing`.", ""),
        "enhet": "Enheten i arket: kr, 1 000 kr eller mill. kr.",
        "år": (ROWS, "Årene det er effekt i.", each("året", "innsparing.år", "{{ året }} ")),
    },
    "prosjektøkonomi": {
        "sum": (ROW, "Summen av postene; felter som `prosjektøkonomi`.", ""),
        "enhet": "Enheten i arket: kr, 1 000 kr eller mill. kr.",
    },
    "tjenesteområder": {
        "områder": (
            ROWS,
            "Ett område om gangen: `kontogruppe`, `navn`, `med_kontogruppe`, `linjer` og summen av `ansatte`.",
            paragraphs(
                "området", "tjenesteområder.områder", "{{ området.med_kontogruppe }}: {{ området.ansatte }} ansatte"
            ),
        ),
    },
    "samarbeid": {
        "kolonner": (
            ROWS,
            "Listen i to spalter: `samarbeid.kolonner[0]` og `samarbeid.kolonner[1]`.",
            paragraphs("avtale", "samarbeid.kolonner[0]", "{{ avtale.navn }}"),
        ),
    },
    "grupper": {
        "nivåer": (
            ROWS,
            "Gruppene ovenfra og ned: `grupper` på hvert nivå. Øverst er de som ikke rapporterer til noen i arket.",
            paragraphs("nivå", "grupper.nivåer", each("gruppe", "nivå.grupper", "{{ gruppe.navn }} ")),
        ),
        "med_deltakere": (ROWS, "Gruppene som har medlemmer; felter som `grupper`.", ""),
        "med_mandat": (ROWS, "Gruppene som har mandat, oppgaver eller myndighet; felter som `grupper`.", ""),
    },
    "omsorgstrapp[]": {
        "nr": "Plassen i trappen: 1 er nederst.",
        "trinn": "Trinnet, skrevet som i arket.",
        "tittel": "Hva trinnet kalles.",
        "målgruppe": "Hvem trinnet er for.",
        "frivillighet": "Punktene i kategorien «Frivilligheten», som liste med nivåer.",
        "tjenester": "Punktene i kategorien «Tjenester og tiltak», som liste med nivåer.",
        "velferdsteknologi": "Punktene i kategorien «Velferdsteknologi», som liste med nivåer.",
        "andre": "Punktene i andre kategorier, som liste med nivåer.",
        "linjer": (
            ROWS,
            "Linjene i arket for trinnet: `kategori`, `punkt` og `nivå`.",
            each("linje", "trinn.linjer", "{{ linje.punkt }} "),
        ),
    },
    "tidsserier[]": {
        "navn": "Nøkkeltallet. Tidsserier er nøkkeltall som er målt mer enn én gang, også år fram i tid.",
        "enhet": "Enheten.",
        "kategori": "Kategorien.",
        "kilde": "Hvor tallene er hentet.",
        "bedre_når": "Om høyere eller lavere er bedre.",
        "måltall": "Verdien som skal nås.",
        "målinger": (
            ROWS,
            "Målingene i rekkefølge; felter som `nøkkeltall`.",
            each("måling", "serie.målinger", "{{ måling.kvartal }}: {{ måling.verdi }} "),
        ),
        "første": (ROW, "Den første målingen; felter som `nøkkeltall`.", "{{ serie.første.verdi }}"),
        "siste": (ROW, "Den siste målingen; felter som `nøkkeltall`.", "{{ serie.siste.verdi }}"),
    },
}

_LISTS = {
    "samlet_status": "Trafikklyset for hver del av prosjektet, nå og i kvartalet før.",
    "hovedtall": "Inntil fire tall som sier det viktigste.",
    "gjennomført": "Tiltakene som er rapportert i kvartalet; felter som `tiltak`.",
    "avvik": "Tiltakene som har avvik i kvartalet; felter som `tiltak`.",
    "planlagt": "Tiltakene som har noe planlagt neste kvartal; felter som `tiltak`.",
    "plan_neste": "Det som er planlagt, område for område, også tiltak uten område.",
    "milepæler_neste": "Milepælene som skal nås neste kvartal; felter som `milepæler`.",
    "trusler": "De åpne truslene; felter som `risikoer`.",
    "muligheter": "De åpne mulighetene; felter som `risikoer`.",
    "topprisikoer": "De tre verste truslene; felter som `risikoer`.",
    "bemanning": "Nøkkeltallene om ansatte; felter som `nøkkeltall`.",
    "styringsdata": "De andre nøkkeltallene; felter som `nøkkeltall`.",
    "årstall": "Nøkkeltall for hele år; felter som `nøkkeltall`.",
    "overordnede_mål": "Formål og overordnede mål; felter som `mål`.",
    "effektmål": "Effektmålene; felter som `mål`.",
    "resultatmål": "Resultatmålene; felter som `mål`.",
    "omsorgstrapp": "Trinnene i omsorgstrappen, nedenfra.",
    "tidsserier": "Nøkkeltall som er målt mer enn én gang.",
}

_BY_KEY = [
    Field(
        "grafer[«nøkkeltall»]",
        CHART,
        REPORT,
        "",
        "Et nøkkeltall over tid, ved navnet sitt. Hver graf har `tittel`, `enhet` og `beskrivelse`.",
        "[graf: Sykefravær]",
        tagg="[graf: Sykefravær]",
    ),
    Field(
        "overskrift.<nøkkel>",
        "tekst",
        REPORT,
        "",
        "Overskriften til teksten med denne nøkkelen i arket «Tekst», og `samisk`; mangler når teksten ikke har noen.",
        "Bakgrunn",
        tagg='{{ overskrift.bakgrunn or "Bakgrunn" }}',
    ),
    Field(
        "figur[«id»]",
        ROW,
        REPORT,
        "",
        "Figuren med denne ID-en; mangler hvis arket ikke har den. Felter som `figurer`.",
        "forside",
        tagg='{{ figur["forside"].figurtekst }}',
    ),
    Field(
        "fotnoter[«nøkkel»]",
        ROW,
        REPORT,
        "",
        "Fotnoten med denne nøkkelen. Felter som `fotnoter`.",
        "forskrift",
        tagg='{{ fotnoter["forskrift"].tekst }}',
    ),
    Field(
        "ord.<nøkkel>",
        COMPUTED,
        REPORT,
        "",
        "Ordet fra arket «Ordliste» på rapportens målform, med `bokmål`, `nynorsk` og `samisk`. "
        "Et ord som ikke står der, mangler.",
        "kommune",
        tagg="{{ ord.kommune }}",
    ),
    Field(
        "ark[«navn»]",
        ROWS,
        REPORT,
        "",
        "Et ark programmet ikke kjenner, med kolonnene som felter.",
        "Kompetanse",
        tagg='{%p for rad in ark["Kompetanse"] %}\n{{ rad.kurs }}\n{%p endfor %}',
    ),
    Field(
        "rader.har_<felt>",
        YES_NO,
        REPORT,
        "",
        "Om noen av radene har en verdi i feltet. Kan spørres om alle lister.",
        "risikoer.har_ansvar",
        tagg="{% if risikoer.har_ansvar %}Ansvar er fordelt.{% endif %}",
    ),
]
