"""The script to measure against: the quarterly report of one workbook with openpyxl and docxtpl alone.

What a good consultant would write for a workbook they know: sheets by name, columns by heading, one quarter chosen
and compared with the one before, numbers printed the Norwegian way, a docxtpl template. Nothing is checked: a
heading, id or quarter that is written another way gives an empty cell or a traceback. Nothing of rapportgen is used.

    python -m benchmarks.plain WORKBOOK QUARTER TEMPLATE REPORT
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.plain_charts import charts_of, fill
from benchmarks.plain_quarter import (
    LEVELS,
    SEVERITY,
    SIGN,
    economy,
    gantt,
    in_quarter,
    indicators,
    level,
    measures,
    milestones,
    risks,
    savings,
)
from benchmarks.plain_values import (
    NBSP,
    Row,
    Table,
    field_of,
    listed,
    long_date,
    millions,
    name_of,
    percent,
    quarter,
    quarter_of,
    read_sheets,
    shown,
)

if TYPE_CHECKING:
    from typing import BinaryIO

SPANS = ("1. januar–31. mars", "1. april–30. juni", "1. juli–30. september", "1. oktober–31. desember")
FILLS = {"Grønn": "C6EFCE", "Gul": "FFEB9C", "Rød": "FFC7CE", "Grå": "D9D9D9", "Blå": "BDD7EE"}
LIMITS = (
    f"Økonomi er gul når prognosen viser et avvik under −1{NBSP}% av budsjettet, og rød under −4{NBSP}%.",
    f"Fremdrift er gul fra 1{NBSP}kvartal forsinkelse, og rød fra 2{NBSP}kvartaler.",
)
MATRIX = (
    "Risikofaktoren RF er sannsynlighet ganger konsekvens, på en skala fra 1 til 5: "
    "grønn til og med 4, gul fra 5 til 11, rød fra 12."
)


class Picture:
    """Everything known at the end of one quarter."""

    def __init__(self, sheets: dict[str, list[Row]], q: int) -> None:
        self.q = q
        self.measures = measures(sheets, q)
        self.reported = [row for row in self.measures if row["nå"]]
        self.plan = milestones(sheets, q)
        self.milestones = [row for row in self.plan if row["type"] == "milepæl"]
        self.risks = risks(sheets, q)
        threats = [row for row in self.risks if row["type"] == "trussel" and row["status"] != "Lukket"]
        self.threats = Table(threats)
        self.economy = economy(sheets, q)
        self.savings = savings(sheets, q)

    def lights(self) -> dict[str, str | None]:
        """The worst light of each part of the report; None where nothing is rated."""
        money = self.economy.sum
        share = money["prognoseavvik"] / money["revidert_budsjett"] * 100 if money else None
        economy_light = None if share is None else "Rød" if share < -4 else "Gul" if share < -1 else "Grønn"
        known = [row["lys"] for row in self.savings if row["realisert_hittil"] is not None]
        return {
            "Fremdrift": worst(row["lys"] for row in self.reported),
            "Milepæler": worst(row["lys"] for row in self.milestones),
            "Økonomi": economy_light,
            "Innsparing": worst(known),
            "Risiko": worst(row["lys"] for row in self.threats),
        }


def worst(lights: Any) -> str | None:
    return max((light for light in lights if light), key=SEVERITY.__getitem__, default=None)


def status_rows(before: Picture, now: Picture) -> list[Row]:
    earlier, lights = before.lights(), now.lights()
    comments = {
        "Fremdrift": progress_sentence(now),
        "Milepæler": milestone_sentence(now),
        "Økonomi": economy_sentence(now),
        "Innsparing": saving_sentence(now),
        "Risiko": risk_sentence(now),
    }
    rows: list[tuple[Any, ...]] = [
        (area, earlier[area], light, comments[area]) for area, light in lights.items() if light
    ]
    overall = "Den svakeste delen avgjør samlet status."
    rows.append(("Samlet", worst(earlier.values()), worst(lights.values()), overall))
    return [
        {"område": area, "forrige": a, "nå": b, "utvikling": moved(a, b), "kommentar": text}
        for area, a, b, text in rows
    ]


def moved(before: str | None, now: str | None) -> str | None:
    if before is None:
        return None
    change = SEVERITY[now] - SEVERITY[before]
    return "Uendret →" if not change else "Dårligere ↓" if change > 0 else "Bedre ↑"


def progress_sentence(now: Picture) -> str:
    words = {"Fullført": "fullført", "Pågår": "i gang", "Ikke startet": "ikke startet", "Forsinket": "forsinket"}
    counts = {word: sum(row["status"] == status for row in now.reported) for status, word in words.items()}
    return f"Av {len(now.reported)} rapporterte tiltak er {listed([f'{n} {word}' for word, n in counts.items() if n])}."


def milestone_sentence(now: Picture) -> str:
    done = sum(row["status"] == "Fullført" for row in now.milestones)
    late = [row for row in now.milestones if row["forskjøvet"] > 0 and row["status"] != "Fullført"]
    text = f"{done} av {len(now.milestones)} milepæler er nådd"
    if not late:
        return f"{text}, og ingen av de andre er flyttet."
    names = [f"«{row['navn']}» ({row['avvik']})" for row in late[:3]]
    return f"{text}. Flyttet: {listed(names)}."


def economy_sentence(now: Picture) -> str:
    total = now.economy.sum
    deviation, change = total["prognoseavvik"], total["endring_prognose"]
    word = "merforbruk" if deviation < 0 else "mindreforbruk"
    share = percent(abs(deviation) / total["revidert_budsjett"], 1)
    text = f"Årsprognosen viser et {word} på {millions(deviation)} ({share} av årsbudsjettet)."
    if change is None:
        return text
    if not change:
        return f"{text} Prognosen er uendret siden forrige kvartal."
    direction = "høyere" if change > 0 else "lavere"
    return f"{text} Forventet forbruk er {millions(change)} {direction} enn i forrige prognose."


def saving_sentence(now: Picture) -> str:
    total, year = now.savings.total, now.q // 4
    saved, goal, forecast = (total[name] for name in ("realisert_hittil", "effekt_i_år", "prognose_i_år"))
    if saved is None:
        return ""
    return (
        f"Det er spart {millions(saved * 1000)} av planlagte {millions(goal * 1000)} i {year}. "
        f"Prognosen for året er {millions(forecast * 1000)}."
    )


def risk_sentence(now: Picture) -> str:
    red = [f"{row['id']} {row['risikofaktor']}" for row in now.threats if row["lys"] == "Rød"]
    count = f"{len(now.threats)} trusler er vurdert"
    if not red:
        return f"{count}, og ingen er røde."
    return f"{count}. {'Rød' if len(red) == 1 else f'{len(red)} er røde'}: {listed(red[:3])}."


def changes(before: Picture, now: Picture) -> Row:
    due = {row["id"]: row["gjeldende"] for row in before.milestones}
    status = {row["id"]: row["status"] for row in before.measures}
    texts = [
        f"Milepælen «{row['navn']}» er flyttet til {row['gjeldende']}."
        for row in now.milestones
        if due[row["id"]] != row["gjeldende"]
    ] + [
        f"{row['id']} «{row['navn']}» har endret status til «{row['status'].lower()}»."
        for row in now.reported
        if status[row["id"]] not in (None, row["status"])
    ]
    for kind, verb in (("Ny", "er ny"), ("Dårligere ↑", "har økt"), ("Bedre ↓", "er redusert")):
        texts += [
            f"Risiko {row['id']} «{row['risikofaktor']}» {verb} ({row['rf'].lower()}): {row['kommentar']}."
            for row in now.threats
            if row["endring"] == kind
        ]
    new = [row for row in now.threats if row["endring"] == "Ny"]
    return {"tekster": texts, "risiko_nye": new, "risiko_lukkede": []}


def matrix(threats: list[Row]) -> Row:
    """The ids of the threats by cell: s3k4."""
    cells: Row = {f"s{s}k{k}": "" for s in range(1, 6) for k in range(1, 6)}
    for row in threats:
        key = f"s{level(row['s'])}k{level(row['k'])}"
        cells[key] = f"{cells[key]}, {row['id']}".removeprefix(", ")
    return cells


def context_of(path: Path, q: int) -> Row:
    """Everything the template asks for."""
    sheets = read_sheets(path)
    before, now = Picture(sheets, q - 1), Picture(sheets, q)
    prosjekt = {field_of(row["felt"]): row["verdi"] for row in sheets["Prosjekt"]}
    current = indicators(sheets, q)
    return {
        "rapport": report_fields(prosjekt, q),
        "prosjekt": prosjekt,
        "tekst": {row["nøkkel"]: row["tekst"] for row in sheets["Tekst"] if quarter(row["kvartal"]) == q},
        "samlet_status": status_rows(before, now),
        "setninger": {"økonomi": economy_sentence(now), "risiko": risk_sentence(now)},
        "endringer": changes(before, now),
        "beslutninger": in_quarter(sheets["Beslutninger"], q),
        "gjennomført": now.reported,
        "avvik": [row for row in now.reported if row["nå"]["avvik"]],
        "milepæler": Table(now.plan, bare_milepæler=now.milestones),
        "gantt": gantt(now.plan, sheets["Innsatsområder"]),
        "økonomi": now.economy,
        "innsparing": now.savings,
        "prosjektøkonomi": in_quarter(sheets["Prosjektøkonomi"], q),
        "bemanning": [row for row in current if row["kategori"] == "Bemanning"],
        "styringsdata": [row for row in current if row["kategori"] != "Bemanning"],
        "trusler": now.threats,
        "muligheter": [row for row in now.risks if row["type"] == "mulighet"],
        "matrise": matrix(now.threats),
        "gevinster": [{**row, "ansvarlig": row["gevinstansvarlig"]} for row in sheets["Gevinster"]],
        "medvirkning": [row for row in sheets["Medvirkning"] if quarter_of(row["dato"]) == q],
        "innsatsområder": planned(sheets["Innsatsområder"], now.measures),
        "planlagt": any(row["planlagt"] for row in now.measures),
        "versjoner": sheets["Versjoner"],
        "grunnlag": basis(path, sheets),
        "grafer": charts_of(sheets, q, now.economy, now.savings),
    }  # fmt: skip


def report_fields(prosjekt: Row, q: int) -> Row:
    return {
        "tittel": "Kvartalsrapport",
        "undertittel": prosjekt["delprosjekt"],
        "kvartal": name_of(q),
        "periode": f"{SPANS[q % 4]} {q // 4}",
        "periodeord": "kvartal",
        "perioden": "kvartalet",
        "dato": prosjekt["dato"],
        "mottaker": prosjekt["mottaker"],
        "fra": prosjekt["ansvarlig"],
    }


def planned(areas: list[Row], rows: list[Row]) -> list[Row]:
    return [
        {
            "navn": area["innsatsområde"],
            "planlagt": [row for row in rows if row["innsatsområde"] == area["nr"] and row["planlagt"]],
        }
        for area in areas
    ]


def basis(path: Path, sheets: dict[str, list[Row]]) -> Row:
    codes = ("SL", "L", "M", "H", "SH")
    return {
        "arbeidsbok": path.name,
        "sjekksum": hashlib.sha256(path.read_bytes()).hexdigest(),
        "fortegn": SIGN,
        "grenser": LIMITS,
        "matrise": MATRIX,
        "skala_k": [],
        "skala": [{"verdi": n + 1, "kode": code, "navn": LEVELS[n]} for n, code in enumerate(codes)],
        "ark": [{"navn": title, "kjent_som": title, "rader": rows_of(rows)} for title, rows in sheets.items()],
    }


def rows_of(rows: list[Row]) -> int:
    return sum("Sum" not in row.values() for row in rows)


def render(template: Path, context: Row, out: Path | BinaryIO) -> None:
    """The report at `out`: a new DocxTemplate for each, as its documentation says."""
    env = Environment(autoescape=True, finalize=shown)
    env.filters.update(prosent=percent, langdato=long_date, farge=lambda light: FILLS.get(light, "auto"))
    document = DocxTemplate(template)
    document.render(context, env, autoescape=True)
    fill(document.docx, context.get("grafer", {}))
    document.save(out)


def make(workbook: Path, quarter_name: str, template: Path, out: Path) -> None:
    """One report from one workbook."""
    q = quarter(quarter_name)
    if q is None:
        raise SystemExit(f"Ukjent kvartal: {quarter_name}")
    render(template, context_of(workbook, q), out)


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
