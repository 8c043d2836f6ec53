"""Labels and words of reports in nynorsk. Free text is never translated, only what the program itself prints."""

from __future__ import annotations

_NYNORSK = {
    "merforbruk": "meirforbruk",
    "mangler": "manglar",
    "mindreforbruk": "mindreforbruk",
    "innhold": "innhald",
    "ikke startet": "ikkje starta",
    "pågår": "går føre seg",
    "fullført": "fullført",
    "forsinket": "forseinka",
    "stanset": "stansa",
    "utgår": "går ut",
    "gjennomført": "gjennomført",
    "gjennomført i kvartalet": "gjennomført i kvartalet",
    "milepæl": "milepæl",
    "milepæler": "milepælar",
    "økonomi": "økonomi",
    "regnskap": "rekneskap",
    "regnskap hittil i år": "rekneskap hittil i år",
    "periodisert budsjett": "periodisert budsjett",
    "revidert årsbudsjett": "revidert årsbudsjett",
    "årsprognose": "årsprognose",
    "prognoseavvik": "prognoseavvik",
    "tjenesteområde": "tenesteområde",
    "tjenesteområder": "tenesteområde",
    "tjeneste- og styringsdata": "teneste- og styringsdata",
    "bemanning og nærvær": "bemanning og nærvær",
    "nøkkeltall": "nøkkeltal",
    "risiko og muligheter": "risiko og moglegheiter",
    "risikofaktor": "risikofaktor",
    "trusler": "truslar",
    "muligheter": "moglegheiter",
    "sannsynlighet": "sannsyn",
    "konsekvens": "konsekvens",
    "mottiltak": "mottiltak",
    "ansvarlig": "ansvarleg",
    "godkjent": "godkjend",
    "verifisert": "verifisert",
    "gevinster": "gevinstar",
    "gevinstansvarlig": "gevinstansvarleg",
    "avvik og korrigerende tiltak": "avvik og korrigerande tiltak",
    "medvirkning og kommunikasjon": "medverknad og kommunikasjon",
    "plan for neste kvartal": "plan for neste kvartal",
    "saker til beslutning": "saker til avgjerd",
    "anbefaling": "tilråding",
    "beslutningstaker": "avgjerdstakar",
    "definisjoner og datagrunnlag": "definisjonar og datagrunnlag",
    "samlet status": "samla status",
    "forrige kvartal": "førre kvartal",
    "dette kvartal": "dette kvartalet",
    "utvikling": "utvikling",
    "bedre": "betre",
    "uendret": "uendra",
    "dårligere": "dårlegare",
    "grønn": "grøn",
    "gul": "gul",
    "rød": "raud",
    "side": "side",
    "av": "av",
    "ja": "ja",
    "nei": "nei",
}


def in_nynorsk(text: str) -> str:
    """The label in nynorsk, with the capital it had; unchanged when it is not in the list."""
    found = _NYNORSK.get(text.casefold())
    if found is None:
        return text
    return found[:1].upper() + found[1:] if text[:1].isupper() else found
