"""Words that columns choose from, in all the ways people write them: «H», «Høg», «4 - Høy», «M/H», 🟢."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from rapportgen.model.parsing import Parsed, advarsel, feil, info, is_placeholder, latin_lookalike, one_line, quoted
from rapportgen.model.record import Data, Value
from rapportgen.model.trafikklys import (
    BEDRE,
    BLAA,
    DAARLIGERE,
    GRAA,
    GROENN,
    GUL,
    ORANSJE,
    ROED,
    UENDRET,
    Lys,
    Utvikling,
)
from rapportgen.names import suggest
from rapportgen.patterns import pattern
from rapportgen.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

UNKNOWN_WORD = "ugyldig-verdi"

_EDGES = " .,;:!*'\"«»“”()[]–—-_/\\|"
_PARTS = pattern(
    r"\s*[/()\[\]=:;,|–—>]\s*|\s+-+\s+|(?<=\d)-|-(?=\d)|\s+(?:til|eller|og|or)\s+"
    r"|(?<=\d)\.?\s+(?=\D)|(?<=\D)\s+(?=\d)"
)
_SHORT, _MOST_PARSED = 60, 1000
_FOLDINGS = tuple(
    str.maketrans(table) for table in ({"æ": "ae", "ø": "oe", "å": "aa"}, {"æ": "ae", "ø": "o", "å": "a"})
)


_SWEDISH = str.maketrans("öä", "øæ")


def _key(text: str) -> str:
    """How a word is looked up: one line, case folded, no punctuation at the ends unless nothing else is left."""
    line = one_line(text).casefold()
    if not line.isascii():
        line = unicodedata.normalize("NFC", line).translate(_SWEDISH)
    return line.strip(_EDGES) or line


class Ordforraad(Generic[T]):
    """A vocabulary: the values a column may have, and the words for each, the first of which is the canonical one.

    `name` is what a value is, with its article, as messages say it: «et nivå». In an `ordered` vocabulary «M/H» means
    the higher of the two; in the others two different words are a fault. `numbered` values may be given by their
    number too. Iterating gives the values in order, as a drop-down wants them.
    """

    __slots__ = ("_names", "_parsed", "_values", "_words", "name", "numbered", "ordered")

    def __init__(
        self, name: str, words: Iterable[tuple[T, str]], *, ordered: bool = False, numbered: bool = False
    ) -> None:
        self.name = name
        self.ordered, self.numbered = ordered, numbered
        pairs = [(value, [word.strip() for word in spellings.split(",")]) for value, spellings in words]
        self._values = tuple(value for value, _ in pairs)
        self._names = tuple(spellings[0] for _, spellings in pairs)
        self._words: dict[str, T] = {}
        self._parsed: dict[str, Parsed[T | None]] = {}
        for value, spellings in pairs:
            for spelling in spellings:
                self._add(spelling, value)

    def _add(self, spelling: str, value: T) -> None:
        key = _key(spelling)
        self._words[key] = value
        for folding in () if key.isascii() else _FOLDINGS:
            self._words.setdefault(key.translate(folding), value)

    def __iter__(self) -> Iterator[T]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def parse(self, raw: object) -> Parsed[T | None]:
        """The value that a cell names; None when it is empty, or (with a fault) when the word is unknown."""
        if raw is None:
            return Parsed(None)
        text = raw if isinstance(raw, str) else _as_text(raw)
        if len(text) > _SHORT:
            return self._parse(text)
        # The same words return from row to row and from workbook to workbook.
        if (parsed := self._parsed.get(text)) is None:
            if len(self._parsed) == _MOST_PARSED:
                self._parsed.clear()
            parsed = self._parsed[text] = self._parse(text)
        return parsed

    def _parse(self, text: str) -> Parsed[T | None]:
        key = _key(text)
        if not key:
            return Parsed(None)
        if (value := self._words.get(key)) is not None:
            return Parsed(value)
        if len(key) > 200:
            return self._unknown(text)
        return self._combined(text) or self._spelt_with_lookalikes(text) or self._unknown(text)

    def _combined(self, text: str) -> Parsed[T | None] | None:
        """«4 - Høy», «Høy (4)», «M/H», «Forsinket (venter på vedtak)»: several words, all of them known or only one."""
        parts = [part for part in _PARTS.split(_plain_decimal(one_line(text))) if part]
        found = [self._words.get(_key(part)) for part in parts]
        known = list(dict.fromkeys(value for value in found if value is not None))
        if not known or (len(known) > 1 and not self.ordered):
            return None
        unknown = [part for part, value in zip(parts, found, strict=True) if value is None]
        if len(known) == 1 and (not unknown or (not self.ordered and all(map(str.isdigit, unknown)))):  # «Rød (12)»
            return Parsed(known[0])
        chosen = max(known, key=self._values.index)
        if unknown and (len(known) > 1 or any(map(str.isdigit, parts))):
            return None
        word = _printed(chosen)
        return Parsed(chosen, advarsel("tolket-verdi", f"{quoted(text)} er tolket som {word}", f"Skriv {word}."))

    def _spelt_with_lookalikes(self, text: str) -> Parsed[T | None] | None:
        latin = latin_lookalike(text)
        value = self._words.get(_key(latin)) if latin else None
        if value is None:
            return None
        word = _printed(value)
        melding = f"{quoted(text)} har bokstaver fra et annet alfabet og er tolket som {word}"
        return Parsed(value, advarsel("blandet-alfabet", melding, f"Skriv {word} på nytt."))

    def _unknown(self, text: str) -> Parsed[T | None]:
        if is_placeholder(one_line(text)):
            return Parsed(None, advarsel("plassholder", f"{quoted(text)} er en plassholder som ikke er fylt ut"))
        if _key(text) in {"-", "–", "—", "..", "n/a", "ikke aktuelt"}:
            return Parsed(None, info("mangler", f"{quoted(text)} er lest som manglende verdi"))
        near = suggest(_key(text), self._words) if len(text) < 60 else None
        hint = self._names[self._values.index(self._words[near])] if near else ""
        meant = f" Mente du {hint}?" if hint else ""
        number = f", eller et tall fra 1 til {len(self)}" if self.numbered else ""
        melding = f"{quoted(text)} er ikke {self.name}.{meant} Bruk {listed(self._names, 'eller')}{number}."
        return Parsed(None, feil(UNKNOWN_WORD, melding, hint))


def _as_text(raw: object) -> str:
    """A typed cell as a word: TRUE is «sann», 4.0 is «4»."""
    if isinstance(raw, bool):
        return "sann" if raw else "usann"
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).replace(".", ",")


def _printed(value: object) -> str:
    """A value as messages name it: True is «ja»."""
    return ("nei", "ja")[value] if isinstance(value, bool) else str(value)


def _plain_decimal(text: str) -> str:
    """«4,0» as «4», which Excel makes of levels typed in a column of decimals."""
    return re.sub(r"(?<!\d)(\d)[.,]0+(?!\d)", r"\1", text)


def _strings(words: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Pairs of a canonical word and all its spellings, itself the first."""
    return ((name, f"{name},{spellings}") for name, spellings in words.items())


# --- Colours and trends --------------------------------------------------------------------------------------------

_COLOR_WORDS = (
    (GROENN, "Grønn, G, Grøn, Grønt, Green, Lav risiko, Låg risiko, Low risk, 🟢, 💚, 🟩"),
    (GUL, "Gul, Y, Gult, Yellow, Medium risiko, Middels risiko, Medium risk, Amber, 🟡, 💛, 🟨"),
    (ORANSJE, "Oransje, O, Orange, 🟠, 🧡, 🟧"),
    (ROED, "Rød, R, Raud, Rødt, Raudt, Red, Høy risiko, Høg risiko, High risk, 🔴, ❤, 🟥"),
    (GRAA, "Grå, Grått, Grey, Gray, Ikke vurdert, Ikkje vurdert, ⚪, ⬜"),
    (BLAA, "Blå, B, Blått, Blue, 🔵, 💙, 🟦"),
)
FARGE: Ordforraad[Lys] = Ordforraad("en farge", _COLOR_WORDS)

TREND: Ordforraad[Utvikling] = Ordforraad(
    "en utvikling",
    [
        (BEDRE, "Bedre, Betre, Better, Økende, Aukande, Opp, Forbedret, Bedre ↑, Bedre ↓, ↑, ▲, ⬆, ↗, +, 📈"),
        (UENDRET, "Uendret, Uendra, Stabil, Lik, Samme, Same, Unchanged, Uendret →, →, ►, ▶, ➡, ↔, 0, ="),
        (
            DAARLIGERE,
            "Dårligere, Dårlegare, Verre, Worse, Synkende, Søkkande, Ned, Forverret, Dårligere ↓, "
            "Dårligere ↑, ↓, ▼, ⬇, ↘, -, −, –, 📉",
        ),
    ],
)

# --- Status --------------------------------------------------------------------------------------------------------

STATUS: Ordforraad[str] = Ordforraad(
    "en status",
    _strings(
        {
            "Ikke startet": "Ikke påbegynt, Ikke igangsatt, Ikke begynt, Planlagt, Ikkje starta, "
            "Ikkje påbegynt, Ikkje igangsett, Ikkje byrja, "
            "Not started, Planned, Ny",
            # «etter plan» means according to plan, not behind it.
            "Pågår": "Pågående, Under arbeid, Påbegynt, Påbyrja, Igangsatt, Igangsett, I gang, "
            "I rute, Løpende, Løpande, Etter plan, Etter planen, "
            "I henhold til plan, I samsvar med plan, Startet, Starta, Aktiv, In progress, "
            "On track, Ongoing, Started",
            "Fullført": "Ferdig, Ferdigstilt, Gjennomført, Avsluttet, Avslutta, Utført, Lukket, "
            "Nådd, Oppnådd, Levert, Reached, Achieved, Delivered, "
            "OK, ✓, ✔, ✅, ☑, x, 100 %, 100%, Done, Completed, "
            "Complete, Finished, Closed",
            "Forsinket": "Forsinka, Forseinka, Utsatt, Utsett, Delayed, Postponed, Bak plan, Late, Behind",
            "Stanset": "Stansa, Stoppet, Stoppa, På vent, Avbrutt, Avbrote, Pause, Satt på vent, "
            "Sett på vent, On hold, Stopped",
            "Utgår": "Går ut, Utgått, Avlyst, Kansellert, Bortfalt, Bortfalle, Falt bort, Cancelled, Canceled, Dropped",
        }
    ),
)

RISIKOSTATUS: Ordforraad[str] = Ordforraad(
    "en status",
    _strings(
        {
            "Åpen": "Open, Ope, Aktiv, Ny, Pågår, Under arbeid, Under oppfølging, Følges opp, "
            "Løpende, Ikke startet, Active, New",
            "Akseptert": "Godtatt, Akseptert risiko, Accepted",
            "Inntruffet": "Inntrådt, Inntreft, Har skjedd, Utløst, Realisert, Occurred, Issue",
            "Lukket": "Lukka, Avsluttet, Avslutta, Ferdig, Fullført, Håndtert, Handtert, Løst, "
            "Utgår, Utgått, Bortfalt, Ikke aktuell, ✓, x, Closed, Done",
        }
    ),
)


class Risikotall(Data, Value):
    """A risk value typed as a number; the matrix knows its colour. It prints the number."""

    __slots__ = ("verdi",)

    FELT: ClassVar[frozenset[str]] = frozenset({"verdi"})

    def __init__(self, verdi: int) -> None:
        self.verdi: Final = verdi

    def __str__(self) -> str:
        return str(self.verdi)


class _Risikoverdier(Ordforraad[Any]):
    """The colours, or a number of at most three digits: «12», 12.0."""

    __slots__ = ()

    def parse(self, raw: object) -> Parsed[Any]:
        text = _plain_decimal(one_line(_as_text(raw))) if raw is not None else ""
        return Parsed(Risikotall(int(text))) if re.fullmatch(r"\d{1,3}", text) else super().parse(raw)


RISIKOVERDI: Ordforraad[Lys | Risikotall] = _Risikoverdier("en risikoverdi", _COLOR_WORDS)

# --- Small sets ----------------------------------------------------------------------------------------------------

JA_NEI: Ordforraad[bool] = Ordforraad(
    "ja eller nei",
    [(True, "ja, j, x, 1, sann, true, yes, y, ✓, ✔, ✅, ☑"), (False, "nei, n, 0, usann, false, no, ☐, ✗, ✘, ❌")],
)

RISIKOTYPE: Ordforraad[str] = Ordforraad(
    "en type",
    _strings(
        {
            "trussel": "Trusler, Risiko, Risikoer, Negativ, T, Trugsmål, Threat, Risk",
            "mulighet": "Muligheter, Moglegheit, Moglegheiter, Positiv, M, Opportunity",
        }
    ),
)

MAALTYPE: Ordforraad[str] = Ordforraad(
    "en måltype",
    _strings(
        {
            "Formål": "Føremål, Purpose, Hensikt",
            "Overordnet mål": "Overordna mål, Samfunnsmål, Hovedmål, Hovudmål, Overall goal, Visjon",
            "Effektmål": "Effekt mål, Effekt, Outcome",
            "Resultatmål": "Resultat mål, Resultat, Delmål, Prosjektmål, Leveransemål, Output",
        }
    ),
)

NIVAA_MAAL: Ordforraad[str] = Ordforraad(
    "et nivå",
    _strings(
        {
            "hovedprosjekt": "Hovedprosjektet, Hovudprosjekt, Program, Main project",
            "delprosjekt": "Delprosjektet, Prosjekt, Sub-project",
        }
    ),
)

MILEPAELTYPE: Ordforraad[str] = Ordforraad(
    "en type",
    _strings(
        {
            "milepæl": "Milepæler, Milepel, Milepælar, Milestone, M, ◆, ♦, ⬥",
            "aktivitet": "Aktiviteter, Aktivitetar, Oppgave, Activity, Task, A, ■, █",
        }
    ),
)

BEDRE_NAAR: Ordforraad[str] = Ordforraad(
    "en retning",
    _strings(
        {
            "høyere": "Høy, Høyest, Høgare, Stigende, Opp, Higher, ↑, +",
            "lavere": "Lav, Lavest, Lågare, Synkende, Ned, Lower, ↓, -",
        }
    ),
)

MALFORM: Ordforraad[str] = Ordforraad("en målform", _strings({"bokmål": "bm, nb, nb-NO", "nynorsk": "nn, nn-NO"}))

FORTEGN: Ordforraad[str] = Ordforraad(
    "en fortegnsregel",
    _strings(
        {
            "mindreforbruk positivt": "Positivt mindreforbruk, Mindreforbruk er positivt, "
            "Mindreforbruk pluss, Mindreforbruk +, Mindreforbruk, "
            "Positivt avvik er mindreforbruk, Positivt avvik = mindreforbruk, A",
            "merforbruk positivt": "Positivt merforbruk, Merforbruk er positivt, Merforbruk pluss, "
            "Merforbruk +, Merforbruk, Meirforbruk positivt, "
            "Positivt avvik er merforbruk, Positivt avvik = merforbruk, B",
        }
    ),
)
