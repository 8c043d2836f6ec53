"""The list of what a template may use, made from the declarations."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rapportgen.model.sheets import SCHEMA
from rapportgen.names import ascii_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rapportgen.model.declare import Schema, Sheet


class Field(NamedTuple):
    """One field: its name as typed in a template, and where its value comes from."""

    felt: str
    slag: str
    ark: str
    kolonne: str
    hjelp: str
    eksempel: str


# Words of names that no heading or explanation spells with æ, ø and å.
_SPELT = {"omraade": "område", "omraadenavn": "områdenavn", "forskjoevet": "forskjøvet", "omraadenr": "områdenr"}
# Sheets that templates do not see as rows: the scale is `grunnlag.skala`, earlier risks are compared with, and the
# staircase is seen step by step.
_NOT_SEEN = {"Skala", "Risikohistorikk", "Omsorgstrapp"}
_TEXTS = "Tekst"


def template_fields(schema: Schema = SCHEMA) -> list[Field]:
    """What the program itself adds, then every field of every declared sheet, in the order of the workbook."""
    words = _words(schema)
    shown = [sheet for sheet in schema if sheet.name not in _NOT_SEEN]
    return [*_ADDED, *(field for sheet in shown for field in _fields_of(sheet, words))]


def _fields_of(sheet: Sheet, words: Mapping[str, str]) -> Iterator[Field]:
    owner = _spelt(sheet.samling, words)
    if sheet.name == _TEXTS:
        help = "Teksten med denne nøkkelen i rapportens kvartal, med avsnitt, punkter, fet og kursiv skrift."
        yield Field(f"{owner}.<nøkkel>", "tekst", sheet.name, "Tekst", help, "tekst.sammendrag")
        return
    owner += "" if sheet.key_value else "[]"
    for column in sheet.columns:
        name = f"{owner}.{_spelt(column.name, words)}"
        yield Field(name, column.kind.label, sheet.name, column.heading, column.help, column.example)
    for computed in sheet.computed.values():
        yield Field(f"{owner}.{_spelt(computed.name, words)}", "utregnet", sheet.name, "", computed.help, "")
    for joined in sheet.joined.values():
        yield Field(f"{owner}.{_spelt(joined.name, words)}", "koblet", sheet.name, "", joined.help, "")


@cache
def _letters() -> dict[str, str]:
    """Every name of the list, by its form in code."""
    from rapportgen.model.felter_samlerapport import portfolio_fields  # which needs what is here

    fields = (*portfolio_fields(), *template_fields())
    return {ascii_name(part): part for field in fields for part in re.findall(r"\w+", field.felt)}


def with_letters(name: str) -> str:
    """The æøå form of a name in code: `oekonomi` → `økonomi`, but `risikoer`. A name we do not know stays as it is."""
    return _letters().get(name, name)


def _words(schema: Schema) -> dict[str, str]:
    """How the words of names are spelt, by their form in code, as the headings and explanations have them."""
    texts = [text for sheet in schema for text in (sheet.name, sheet.help)]
    for sheet in schema:
        texts += [text for column in sheet.columns for text in (column.heading, column.help)]
        texts += [text for computed in sheet.computed.values() for text in (computed.heading, computed.help)]
        texts += [text for joined in sheet.joined.values() for text in (joined.heading, joined.help)]
    found = (word.lower() for text in texts for word in re.findall(r"\w+", text))
    return {ascii_name(word): word for word in found if not word.isascii()} | _SPELT


def _spelt(name: str, words: Mapping[str, str]) -> str:
    return "_".join(words.get(word, word) for word in name.split("_"))


def _added(group: str, **fields: str) -> list[Field]:
    """Fields that are worked out for the whole report, by the name that is typed in a template."""
    return [Field(f"{group}.{name}", "utregnet", "Rapporten", "", help, "") for name, help in fields.items()]


def _collection(name: str, help: str) -> Field:
    return Field(f"{name}[]", "rader", "Rapporten", "", help, "")


_ADDED = [
    *_added(
        "rapport",
        tittel="Tittelen på rapporten.",
        undertittel="Delprosjektet, ellers hovedprosjektet.",
        kvartal="Kvartalet rapporten gjelder.",
        forrige_kvartal="Kvartalet før.",
        neste_kvartal="Kvartalet etter.",
        i_fjor="Samme kvartal i fjor.",
        periode="Første og siste dag i kvartalet.",
        periodeord="«kvartal» eller «tertial».",
        perioden="«kvartalet» eller «tertialet».",
        dato="Rapportens dato.",
        mottaker="Den rapporten er skrevet til.",
        fra="Ansvarlig, ellers prosjekteier.",
        mal="Navnet på malen.",
        gradering="«Unntatt offentlighet …» når det gjelder.",
        fastsatt="«Fastsatt av … 15. desember 2023 med hjemmel i …»; mangler til «Fastsatt av» og dato er fylt ut.",
        kommune_samisk="Kommunens samiske navn.",
        foreløpig="Om tallene er foreløpige: 4. kvartal før april.",
    ),
    *_added(
        "lys",
        samlet="Den dårligste av delene.",
        fremdrift="Trafikklys for tiltakene.",
        milepæler="Trafikklys for milepælene.",
        økonomi="Trafikklys for prognosen.",
        innsparing="Trafikklys for innsparingen.",
        risiko="Den dårligste fargen blant åpne trusler.",
    ),
    *_added(
        "setninger",
        fremdrift="Én setning om tiltakene.",
        milepæler="Én setning om milepælene.",
        økonomi="Én setning om prognosen.",
        innsparing="Én setning om innsparingen.",
        risiko="Én setning om truslene.",
    ),
    *_added(
        "endringer",
        milepæler_flyttet="Milepæler som er flyttet siden forrige kvartal.",
        risiko_opp="Trusler som er blitt større.",
        risiko_ned="Trusler som er blitt mindre.",
        risiko_nye="Nye trusler.",
        risiko_lukkede="Risikoer som er lukket.",
        status_endret="Tiltak som har fått ny status.",
        tekster="Ferdige setninger om alt dette.",
    ),
    *_added(
        "grunnlag",
        arbeidsbok="Filnavnet til arbeidsboken.",
        sjekksum="Arbeidsbokens SHA-256.",
        ark="Arkene, med `navn`, `kjent_som` og `rader`.",
        fortegn="Setningen om fortegn på avvik.",
        skala="Nivåene for sannsynlighet, og for konsekvens når de er de samme, med `verdi`, `kode` og `navn`.",
        skala_k="Nivåene for konsekvens, når de er andre enn for sannsynlighet.",
        matrise="Setningen om risikomatrisen.",
        små_tall="Setningen om skjulte tall, når prosjektet skjuler små tall.",
        grenser="Setninger om grensene for trafikklys.",
        advarsler="Feil og advarsler i arbeidsboken, med `sted` og `melding`; de 15 første.",
        flere_advarsler="Hvor mange feil og advarsler det er i tillegg.",
    ),
    *_added(
        "grafer",
        økonomi="Årsbudsjett, regnskap og årsprognose for hvert tjenesteområde: [graf: økonomi].",
        prognose="Årsprognosen i hvert kvartal i året, med årsbudsjettet.",
        innsparing="Planlagt innsparing hvert år, realisert, prognose og målet fra arket «Mål».",
        gevinster="Nullpunkt, verdien nå og måltallet for hver gevinst.",
    ),
    Field(
        "grafer[«nøkkeltall»]",
        "utregnet",
        "Rapporten",
        "",
        "Et nøkkeltall over tid: [graf: Sykefravær]. Hver graf har `tittel`, `enhet` og `beskrivelse`.",
        "",
    ),
    _collection("samlet_status", "`område`, `forrige`, `nå`, `utvikling` og `kommentar` for hver del."),
    _collection("hovedtall", "Inntil fire tall: `navn`, `verdi` og `merknad`."),
    _collection("gjennomført", "Tiltakene som er rapportert i kvartalet."),
    _collection("avvik", "Tiltakene som har avvik i kvartalet."),
    _collection("planlagt", "Tiltakene som har noe planlagt neste kvartal."),
    _collection("plan_neste", "Det som er planlagt, `navn` på området og `tiltak`, også tiltak uten område."),
    _collection("milepæler_neste", "Milepælene som skal nås neste kvartal."),
    _collection("trusler", "De åpne truslene; felter som `risikoer`."),
    _collection("muligheter", "De åpne mulighetene; felter som `risikoer`."),
    _collection("topprisikoer", "De tre verste truslene."),
    _collection("bemanning", "Nøkkeltallene om ansatte; felter som `nøkkeltall`."),
    _collection("styringsdata", "De andre nøkkeltallene."),
    _collection("årstall", "Nøkkeltall for hele år."),
    _collection("overordnede_mål", "Formål og overordnede mål; felter som `mål`."),
    _collection("effektmål", "Effektmålene; felter som `mål`."),
    _collection("resultatmål", "Resultatmålene; felter som `mål`."),
    *_added(
        "mål",
        hovedprosjekt="Målene for hovedprosjektet. Også `effektmål.hovedprosjekt` og de andre typene.",
        delprosjekt="Målene for delprosjektet, og de uten nivå. Også `resultatmål.delprosjekt` og de andre typene.",
        etter_tema="`tema` og `mål` for hvert tema. Også for utvalg: `resultatmål.delprosjekt.etter_tema`.",
        uten_tema="Målene uten tema. Også for utvalg: `resultatmål.delprosjekt.uten_tema`.",
        uten_type="Målene som verken er overordnet mål, effektmål eller resultatmål.",
    ),
    *_added("innsatsområder", andre_tiltak="Tiltakene som ikke hører til noe område."),
    *_added(
        "tjenesteområder",
        områder="Ett område om gangen: `kontogruppe`, `navn`, `med_kontogruppe`, `linjer` og summen av `ansatte`.",
    ),
    *_added(
        "samarbeid",
        kolonner="Listen i to spalter: `samarbeid.kolonner[0]` og `samarbeid.kolonner[1]`.",
    ),
    *_added(
        "grupper",
        nivåer="Gruppene ovenfra og ned: `grupper` på hvert nivå. Øverst er de som ikke rapporterer til noen i arket.",
        med_deltakere="Gruppene som har medlemmer.",
        med_mandat="Gruppene som har mandat, oppgaver eller myndighet.",
    ),
    *_added(
        "omsorgstrapp[]",
        nr="Plassen i trappen: 1 er nederst.",
        trinn="Trinnet, skrevet som i arket.",
        tittel="Hva trinnet kalles.",
        målgruppe="Hvem trinnet er for.",
        frivillighet="Punktene i kategorien «Frivilligheten», som liste med nivåer.",
        tjenester="Punktene i kategorien «Tjenester og tiltak», som liste med nivåer.",
        velferdsteknologi="Punktene i kategorien «Velferdsteknologi», som liste med nivåer.",
        andre="Punktene i andre kategorier, som liste med nivåer.",
        linjer="Linjene i arket for trinnet: `kategori`, `punkt` og `nivå`.",
    ),
    *_added(
        "tidsserier[]",
        navn="Nøkkeltallet. Tidsserier er nøkkeltall som er målt mer enn én gang, også år fram i tid.",
        enhet="Enheten.",
        kategori="Kategorien.",
        kilde="Hvor tallene er hentet.",
        bedre_når="Om høyere eller lavere er bedre.",
        måltall="Verdien som skal nås.",
        målinger="Målingene i rekkefølge; felter som `nøkkeltall`.",
        første="Den første målingen.",
        siste="Den siste målingen.",
    ),
    Field(
        "overskrift.<nøkkel>",
        "tekst",
        "Rapporten",
        "",
        "Overskriften til teksten med denne nøkkelen i arket «Tekst», og `samisk`; mangler når teksten ikke har noen.",
        '{{ overskrift.bakgrunn or "Bakgrunn" }}',
    ),
    Field("figur[«id»]", "rad", "Rapporten", "", "Figuren med denne ID-en; mangler hvis arket ikke har den.", ""),
    Field("fotnoter[«nøkkel»]", "rad", "Rapporten", "", "Fotnoten med denne nøkkelen.", ""),
    Field(
        "ord.<nøkkel>",
        "utregnet",
        "Rapporten",
        "",
        "Ordet fra arket «Ordliste» på rapportens målform, med `bokmål`, `nynorsk` og `samisk`. "
        "Et ord som ikke står der, mangler.",
        "{{ ord.kommune.samisk }}",
    ),
    Field("ark[«navn»]", "rader", "Rapporten", "", "Et ark programmet ikke kjenner, med kolonnene som felter.", ""),
    Field(
        "rader.har_<felt>",
        "ja/nei",
        "Rapporten",
        "",
        "Om noen av radene har en verdi i feltet.",
        "{% if risikoer.har_ansvar %}",
    ),
]
