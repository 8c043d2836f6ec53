"""What a workbook says about how it is to be read and printed: units, signs, limits, matrix, formats."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rapportgen.model import tall
from rapportgen.model.beloep import number_of
from rapportgen.model.matrise import Risikomatrise
from rapportgen.model.nivaa import NIVAA5, Nivaa, nivaaskala
from rapportgen.model.perioder import STANDARDFORMAT, Periode
from rapportgen.model.smaa_tall import USUAL_LIMIT
from rapportgen.model.trafikklys import Fortegn, Grenser
from rapportgen.model.vurdering import VURDERINGER, Vurdering, own_steps
from rapportgen.named import NamedTuple
from rapportgen.problems import ADVARSEL, FEIL, Problem, advarsel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from rapportgen.model.ordforraad import Ordforraad
    from rapportgen.model.workbook import Workbook


DEFAULT_LIMITS = Grenser()


class Innstillinger(NamedTuple):
    """The settings of one workbook; what it does not say has the default.

    `skala` is the scale of probability, `skala_k` that of consequence; the same one when they have the same steps.
    """

    fortegn: Fortegn = Fortegn.MINDREFORBRUK_POSITIVT
    kvartalsformat: str = STANDARDFORMAT
    maalform: str = "bokmål"
    matrise: Risikomatrise = Risikomatrise.STANDARD
    grenser: Grenser = DEFAULT_LIMITS
    skjul_under: Decimal | None = None
    skala: Ordforraad[Nivaa] = NIVAA5
    vurderinger: tuple[Vurdering, ...] = VURDERINGER
    skala_k: Ordforraad[Nivaa] = NIVAA5


def with_settings(read: Iterable[Problem], odd: Sequence[Problem]) -> list[Problem]:
    """The problems of a read workbook and those of its settings; the latter tell of a fault that both have found."""
    cells = {problem.sted for problem in odd}
    return [*(problem for problem in read if problem.alvor != FEIL or problem.sted not in cells), *odd]


def settings_of(workbook: Workbook) -> tuple[Innstillinger, list[Problem]]:
    """The settings in sheets Prosjekt and Skala, and what was wrong with them."""
    problems: list[Problem] = []
    prosjekt = workbook.prosjekt
    scale_s, scale_k = scales_of(workbook)
    settings = Innstillinger(
        fortegn=Fortegn.av(prosjekt.fortegn_avvik) if prosjekt.fortegn_avvik else Fortegn.MINDREFORBRUK_POSITIVT,
        kvartalsformat=_quarter_format(prosjekt, problems),
        maalform=str(prosjekt.maalform or "bokmål"),
        matrise=_matrix(prosjekt, problems),
        grenser=_limits(workbook, problems),
        skala=scale_s,
        skala_k=scale_k,
        skjul_under=_hidden_below(workbook, problems),
        vurderinger=own_steps(_six_steps(workbook)),
    )
    return settings, problems


def _hidden_below(workbook: Workbook, problems: list[Problem]) -> Decimal | None:
    """The limit below which counts of people are hidden. What is not understood hides: better one figure too few."""
    prosjekt = workbook.prosjekt
    limit, place = number_of(prosjekt.skjul_smaa_tall), prosjekt.addresses.get("skjul_smaa_tall")
    told = next((problem for problem in workbook.problems if problem.sted == place), None)
    if limit is not None or told is None:
        return limit
    problems.append(
        told._replace(
            alvor=FEIL if told.alvor == FEIL else ADVARSEL,
            kode="ukjent-grense",
            melding=f"Grensen for små tall er ikke et tall. Rapporten skjuler antall personer under {USUAL_LIMIT}.",
            forslag=f"Skriv for eksempel {USUAL_LIMIT}, eller 0 hvis ingen tall skal skjules.",
        )
    )
    return USUAL_LIMIT


def scales_of(workbook: Workbook) -> tuple[Ordforraad[Nivaa], Ordforraad[Nivaa]]:
    """The scales for S and K: as many steps as the matrix has, with the names that sheet Skala gives them."""
    name = workbook.prosjekt.risikomatrise
    matrix = (Risikomatrise.parse(str(name)).value if name else None) or Risikomatrise.STANDARD
    own_s = _own_steps(workbook, _PROBABILITY_SCALES, matrix.antall_s)
    own_k = _own_steps(workbook, _CONSEQUENCE_SCALES, matrix.antall_k)
    scale_s = _scale(matrix.antall_s, tuple(own_s.items()))
    is_same = matrix.antall_s == matrix.antall_k and own_s == own_k
    return scale_s, scale_s if is_same else _scale(matrix.antall_k, tuple(own_k.items()))


@lru_cache(maxsize=32)
def _scale(steps: int, own: tuple[tuple[int, Nivaa], ...]) -> Ordforraad[Nivaa]:
    """The scale with these steps of its own. The workbooks of a kommune have the same: then it is one and the same."""
    return nivaaskala(steps, dict(own)) if own or steps != len(NIVAA5) else NIVAA5


def _own_steps(workbook: Workbook, scales: frozenset[str], steps: int) -> dict[int, Nivaa]:
    """The levels that sheet Skala names under any of these names of a scale.

    Names that come from elsewhere count where there is one for each step: the matrix may be the workbook's own.
    """
    given = dict(_steps_in(workbook.given_scale, scales))
    named = {**(given if len(given) == steps else {}), **dict(_steps_in(workbook.rows("Skala"), scales))}
    return {step: Nivaa(step, str(row.kode or step), str(row.navn)) for step, row in named.items()}


_SHARED_SCALES = frozenset(["s/k", "risiko", "nivå", "sannsynlighet og konsekvens", "sannsyn og konsekvens"])
_PROBABILITY_SCALES = _SHARED_SCALES | {"s", "sannsynlighet", "sannsynlegheit", "sannsyn"}
_CONSEQUENCE_SCALES = _SHARED_SCALES | {"k", "konsekvens"}


_SIX_STEP_SCALES = frozenset(["vurdering", "fremtidsverktøyet", "fremtidsverktøyet 2040", "fargekategori"])


def _steps_in(rows: Iterable[Any], scales: frozenset[str]) -> Iterator[tuple[int, Any]]:
    """The rows of sheet Skala that name a step of one of these scales, each with its number."""
    for row in rows:
        if str(row.skala or "").strip().casefold() not in scales or not row.navn:
            continue
        step = _number(str(row.verdi or ""), percent=False)
        if step is not None:
            yield int(step), row


def _six_steps(workbook: Workbook) -> dict[int, str]:
    return {step: str(row.navn) for step, row in _steps_in(_scale_rows(workbook), _SIX_STEP_SCALES)}


def _scale_rows(workbook: Workbook) -> list[Any]:
    """The rows of sheet Skala: first those that come from elsewhere, so that the workbook's own win."""
    return [*workbook.given_scale, *workbook.rows("Skala")]


def _quarter_format(prosjekt: Any, problems: list[Problem]) -> str:
    example = prosjekt.kvartalsformat
    if not example:
        return STANDARDFORMAT
    if Periode.parse(str(example)) is None:
        problems.append(
            advarsel(
                "ugyldig-kvartalsformat",
                prosjekt.address("kvartalsformat"),
                f"«{example}» viser ikke hvordan et kvartal skal skrives. Rapporten bruker «{STANDARDFORMAT}».",
                example,
                STANDARDFORMAT,
            )
        )
        return STANDARDFORMAT
    return str(example)


def _matrix(prosjekt: Any, problems: list[Problem]) -> Risikomatrise:
    name = prosjekt.risikomatrise
    if not name:
        return Risikomatrise.STANDARD
    parsed = Risikomatrise.parse(str(name))
    if parsed.value is not None:
        return parsed.value
    problems.append(
        advarsel(
            "ukjent-matrise",
            prosjekt.address("risikomatrise"),
            f"Risikomatrisen «{name}» er ikke kjent. Rapporten bruker 5x5-4-12.",
            name,
            "5x5-4-12",
        )
    )
    return Risikomatrise.STANDARD


def _limits(workbook: Workbook, problems: list[Problem]) -> Grenser:
    """The limits of sheet Skala: rows «Økonomi · Gul · -1 %», «Fremdrift · Rød · 2»."""
    limits = Grenser()
    for row in _scale_rows(workbook):
        field = _LIMIT_FIELDS.get((str(row.skala or "").strip().casefold(), str(row.navn or "").strip().casefold()))
        if field is None or row.verdi is None:
            continue
        number = _number(str(row.verdi), percent=field.startswith("oekonomi"))
        if number is None:
            problems.append(
                advarsel(
                    "ugyldig-grense",
                    row.address("verdi"),
                    f"Grensen «{row.verdi}» er ikke et tall. Standardgrensen brukes.",
                    row.verdi,
                    "-5 %",
                )
            )
            continue
        limits = _changed(limits, field, number)
    return limits


def _changed(limits: Grenser, field: str, number: Decimal) -> Grenser:
    changed: dict[str, Any] = {field: number if field.startswith("oekonomi") else int(number)}
    return limits.changed(**changed)


_LIMIT_FIELDS = {
    ("økonomi", "gul"): "oekonomi_gul",
    ("økonomi", "rød"): "oekonomi_roed",
    ("økonomi", "raud"): "oekonomi_roed",
    ("fremdrift", "gul"): "fremdrift_gul",
    ("fremdrift", "rød"): "fremdrift_roed",
    ("framdrift", "gul"): "fremdrift_gul",
    ("framdrift", "raud"): "fremdrift_roed",
    ("framdrift", "rød"): "fremdrift_roed",
}


def _number(text: str, *, percent: bool) -> Decimal | None:
    parsed = tall.parse_percent(text, "General", whole_numbers=True) if percent else tall.parse_number(text)
    return number_of(parsed.value)
