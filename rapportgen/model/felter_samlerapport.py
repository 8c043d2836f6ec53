"""What a template for portfolios may use besides the fields of each project, for the list and for the checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.model.felt import Field
from rapportgen.model.tillegg import OF_PERIOD
from rapportgen.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP, OWNER = "samlerapport", "Samlerapporten"
"""What the list of fields says these come from."""


class Names(NamedTuple):
    """The fields of an owner («portefølje», «portefølje.økonomi[]» for its rows), each with what it is."""

    owner: str
    slag: str
    fields: dict[str, str]


ROWS_OF = {
    "portefølje.risikoer": "Risiko",
    "portefølje.topprisikoer": "Risiko",
    "portefølje.milepæler_neste": "Milepæler",
    "portefølje.forsinkede": "Milepæler",
    "portefølje.beslutninger": "Beslutninger",
    "prosjekter[].største_trusler": "Risiko",
    "prosjekter[].aktuelle_milepæler": "Milepæler",
}
"""The collections whose rows are those of a sheet, each with its `prosjekt`."""

_REPORT = {
    "tittel": "Tittelen på rapporten.",
    "undertittel": "Hovedprosjektet, når alle prosjektene har det samme.",
    **OF_PERIOD,
    "dato": "Rapportens dato.",
    "mottaker": "Den rapporten er skrevet til: fra bestillingen, ellers når alle arbeidsbøkene sier det samme.",
    "utvalg": "Utvalget som skal behandle saken, fra bestillingen.",
    "møtedato": "Dagen saken skal behandles, fra bestillingen.",
    "saksnummer": "Sakens nummer: fra bestillingen, ellers når alle arbeidsbøkene sier det samme.",
    "tilgang": "Offentlig eller unntatt: fra bestillingen, ellers når alle arbeidsbøkene sier det samme.",
    "hjemmel": "Hjemmelen for unntaket: fra bestillingen, ellers når alle arbeidsbøkene sier det samme.",
    "fra": "Firma, ellers prosjekteier, når alle arbeidsbøkene sier det samme.",
    "mal": "Navnet på malen.",
    "gradering": "«Unntatt offentlighet …» når det gjelder minst ett prosjekt.",
    "kommune": "Kommunen, eller kommunene; over tre er de talt opp.",
    "kommune_samisk": "Kommunens samiske navn, når alle prosjektene er i den samme.",
    "foreløpig": "Om tallene er foreløpige: 4. kvartal før april.",
}
_LINES = {
    "sum": "Summen av linjene; felter som linjene. `navn` er «Sum».",
    "dekning": "Hvor mange prosjekter summene er av, når noen mangler tall.",
    "utenfor": "Prosjektene som ikke er med i summene: `navn` og `grunn`.",
    "enhet": "Enheten: 1 000 kr.",
}
_LINE = {
    "prosjekt": "Prosjektet; felter som i `prosjekter`.",
    "navn": "Navnet på prosjektet.",
    "lys": "Trafikklyset.",
    "avvik_prosent": "Avviket i prosent av periodisert budsjett.",
    "prognoseavvik_prosent": "Prognoseavviket i prosent av årsbudsjettet.",
}

NAMES = (
    Names("rapport", "utregnet", _REPORT),
    Names(
        "prosjekter[]",
        "utregnet",
        {
            "navn": "Delprosjektet, ellers hovedprosjektet; med kommunen foran når det er flere kommuner.",
            "nr": "Nummeret i rapporten.",
            "kapittel": "Nøkkelen til kapitlet: `anker(prosjekt.kapittel)` i overskriften, og `se(prosjekt.kapittel)`.",
            "prosjektleder": "Ansvarlig, ellers prosjekteier.",
            "arbeidsbok": "Filnavnet til arbeidsboken.",
            "kvartal": "Kvartalet prosjektet er vist for: rapportens, ellers det nyeste før det.",
            "i_summer": "Om prosjektet har tall for rapportens kvartal, og er med i summene.",
            "merknad": "«tall for 1. kvartal 2024», når det er et annet kvartal.",
            "innsparingsmål": "Målet for innsparing fra arket «Mål».",
            "største_produkt": "Den største verdien S×K kan ha i prosjektets risikomatrise.",
            "største_trusler": "De åpne truslene, de verste først; felter som `risikoer`.",
            "aktuelle_milepæler": "Milepælene som er forsinket eller skal nås neste kvartal; felter som `milepæler`.",
        },
    ),
    Names(
        "portefølje",
        "utregnet",
        {
            "antall": "Hvor mange prosjekter rapporten viser.",
            "antall_bøker": "Hvor mange arbeidsbøker den er laget av, de som ikke kan leses medregnet.",
            "status": "Én rad for hvert prosjekt.",
            "lys": "Hvor mange prosjekter som har hver farge: `lys` og `antall`, de alvorligste først.",
            "økonomi": "Én linje for hvert prosjekt, med `sum`.",
            "innsparing": "Én linje for hvert prosjekt, med `sum`.",
            "risikoer": "De åpne truslene i alle prosjektene, de verste først, hver med `prosjekt`.",
            "topprisikoer": "De ti verste truslene, hver med `prosjekt`.",
            "milepæler_neste": "Milepælene som skal nås neste kvartal, hver med `prosjekt`.",
            "forsinkede": "Milepælene som er forsinket eller flyttet, hver med `prosjekt`.",
            "beslutninger": "Sakene i kvartalet som ikke er avgjort, hver med `prosjekt`.",
            "merknader": "Det leseren bør vite om tallene: `navn` på prosjektet og `tekst`.",
            "setninger": "Ferdige setninger.",
        },
    ),
    Names(
        "portefølje.setninger",
        "utregnet",
        {
            "status": "Én setning om hvor mange prosjekter som er røde, gule og grønne.",
            "økonomi": "Én setning om prognosene til sammen.",
            "innsparing": "Én setning om innsparingen til sammen.",
            "risiko": "Én setning om truslene.",
        },
    ),
    Names("portefølje.lys[]", "utregnet", {"lys": "Fargen.", "antall": "Hvor mange prosjekter som har den."}),
    Names(
        "portefølje.status[]",
        "utregnet",
        {
            "prosjekt": "Prosjektet; felter som i `prosjekter`.",
            "navn": "Navnet på prosjektet.",
            "prosjektleder": "Ansvarlig, ellers prosjekteier.",
            "samlet": "Den svakeste delen.",
            "økonomi": "Det svakeste av prognosen og innsparingen.",
            "fremdrift": "Det svakeste av tiltakene og milepælene.",
            "risiko": "Den verste fargen blant åpne trusler.",
            "kommentar": "Noen få ord om det som avgjør samlet status.",
        },
    ),
    Names("portefølje.økonomi", "utregnet", {**_LINES, "fortegn": "Setningen om fortegn på avvik."}),
    Names("portefølje.økonomi[]", "utregnet", _LINE),
    Names(
        "portefølje.økonomi[]",
        "beløp",
        {
            "regnskap": "Bokført hittil i år.",
            "periodisert_budsjett": "Budsjettet for perioden hittil i år.",
            "avvik": "Periodisert budsjett minus regnskap.",
            "revidert_budsjett": "Årsbudsjettet.",
            "årsprognose": "Forventet regnskap for hele året.",
            "prognoseavvik": "Årsbudsjett minus årsprognose.",
        },
    ),
    Names("portefølje.innsparing", "utregnet", _LINES),
    Names("portefølje.innsparing[]", "utregnet", _LINE),
    Names(
        "portefølje.innsparing[]",
        "beløp",
        {
            "effekt_i_år": "Planlagt innsparing i året.",
            "realisert_hittil": "Innspart hittil i år.",
            "prognose_i_år": "Forventet innsparing i året.",
            "helårseffekt": "Effekten når tiltakene virker hele året.",
            "mål": "Målet fra arket «Mål».",
        },
    ),
    Names("portefølje.merknader[]", "utregnet", {"navn": "Prosjektet det gjelder.", "tekst": "Merknaden."}),
    Names(
        "grunnlag",
        "utregnet",
        {
            "arbeidsbøker": "Arbeidsbøkene rapporten er laget av.",
            "uleste": "Arbeidsbøkene som ikke er med: `arbeidsbok` og `grunn`.",
            "fortegn": "Setningen om fortegn på avvik.",
            "enheter": "Setningen om beløp som er regnet om til 1 000 kr.",
            "grenser": "Setninger om grensene for trafikklys.",
            "små_tall": "Setninger om skjulte tall.",
        },
    ),
    Names(
        "grunnlag.arbeidsbøker[]",
        "utregnet",
        {
            "prosjekt": "Navnet på prosjektet.",
            "arbeidsbok": "Filnavnet.",
            "kvartal": "Kvartalet som er vist.",
            "sjekksum": "Arbeidsbokens SHA-256.",
            "feil": "Antall feil.",
            "advarsler": "Antall advarsler.",
        },
    ),
    Names("grunnlag.uleste[]", "utregnet", {"arbeidsbok": "Filnavnet.", "grunn": "Hvorfor den ikke er med."}),
    Names("portefølje.økonomi.utenfor[]", "utregnet", {"navn": "Prosjektet.", "grunn": "Hvorfor det ikke er med."}),
    Names("portefølje.innsparing.utenfor[]", "utregnet", {"navn": "Prosjektet.", "grunn": "Hvorfor det ikke er med."}),
)


def portfolio_fields() -> Iterator[Field]:
    """What a template for portfolios may use, in the form of the list of fields, with tags ready to paste."""
    for names in NAMES:
        rows = names.owner.removesuffix("[]")
        loop = f"{{% for {_one_of(rows)} in {rows} %}}" if rows != names.owner else ""
        for name, help in names.fields.items():
            tag = _tag(f"{names.owner}.{name}", f"{_one_of(rows) if loop else rows}.{name}")
            yield Field(f"{names.owner}.{name}", names.slag, OWNER, "", help, "", GROUP, tagg=tag, loekke=loop)


def _one_of(rows: str) -> str:
    """What one of the rows is called in a loop."""
    return {"prosjekter": "prosjekt", "portefølje.økonomi": "linje", "portefølje.innsparing": "linje"}.get(rows, "rad")


def _tag(path: str, typed: str) -> str:
    """The tag of a field: a loop for rows, a field of theirs for records, else the value."""
    own = {names.owner: next(iter(names.fields)) for names in reversed(NAMES)}
    if path in ROWS_OF:
        field = {"Milepæler": "navn", "Beslutninger": "sak"}.get(ROWS_OF[path], "risikofaktor")
        return f"{{% for rad in {typed} %}}{{{{ rad.{field} }}}} {{% endfor %}}"
    if f"{path}[]" in own:
        first = own[f"{path}[]"]
        field = "navn" if first == "prosjekt" and not path.startswith("grunnlag") else first
        return f"{{% for rad in {typed} %}}{{{{ rad.{field} }}}} {{% endfor %}}"
    if path in _LISTS:
        return f"{{% for rad in {typed} %}}{{{{ rad }}}} {{% endfor %}}"
    end = path.rpartition(".")[2]
    field = "navn" if end == "sum" or (end == "prosjekt" and not path.startswith("grunnlag")) else own.get(path, "")
    return f"{{{{ {typed}.{field} }}}}" if field else f"{{{{ {typed} }}}}"


_LISTS = ("grunnlag.grenser", "grunnlag.små_tall")
