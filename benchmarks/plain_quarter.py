"""One quarter of the workbook for the plain script: rows joined, compared with the quarter before, and rated."""

from __future__ import annotations

from typing import Any

from benchmarks.plain_values import Row, Table, number, quarter

SEVERITY = {None: 0, "Grå": 0, "Blå": 1, "Grønn": 2, "Gul": 3, "Rød": 4}
LEVELS = ("Svært lav", "Lav", "Medium", "Høy", "Svært høy")
BARS = {"Fullført": ("9DC3E6", "utført"), "Forsinket": ("FFEB9C", "forsinket")}
SIGN = "Positivt avvik betyr mindreforbruk, negativt avvik betyr merforbruk."


def in_quarter(rows: list[Row], q: int) -> list[Row]:
    return [row for row in rows if quarter(row["kvartal"]) == q]


def history(rows: list[Row], key: str, identity: Any, q: int) -> list[Row]:
    """The rows about one thing up to a quarter, oldest first."""
    found = [row for row in rows if row[key] == identity and (quarter(row["kvartal"]) or 0) <= q]
    return sorted(found, key=lambda row: quarter(row["kvartal"]) or 0)


def progress(status: str | None, planned: Any, due: Any, q: int) -> str | None:
    if status in (None, "Fullført"):
        return "Blå" if status else None
    last, first = quarter(due), quarter(planned)
    late = max(last - first if last and first else 0, q - last if last else 0)
    light = "Rød" if late > 1 else "Gul" if late == 1 else "Grønn"
    return max(light, "Gul", key=SEVERITY.__getitem__) if status == "Forsinket" else light


def measures(sheets: dict[str, list[Row]], q: int) -> list[Row]:
    result = []
    for row in sheets["Tiltak"]:
        known = history(sheets["Status"], "tiltak_id", row["tiltak_id"], q)
        now = next((status for status in known if quarter(status["kvartal"]) == q), None)
        before = next((status["status"] for status in known if quarter(status["kvartal"]) == q - 1), None)
        due = next((status["ny_frist"] for status in reversed(known) if status["ny_frist"]), row["frist"])
        status = known[-1]["status"] if known else row["status"]
        result.append({
            **row, "id": row["tiltak_id"], "navn": row["tiltak"] or row["aksjonspunkt"], "nå": now,
            "gjeldende_frist": due, "status": status, "status_forrige": before,
            "lys": progress(status, row["frist"], due, q), "ferdiggrad": known[-1]["ferdiggrad"] if known else None,
            "gjort": now and now["gjort_i_kvartalet"], "planlagt": now and now["planlagt_neste_kvartal"],
            "avvik": now and now["avvik"], "årsak": now and now["årsak"], "konsekvens": now and now["konsekvens"],
            "korrigerende": now and now["korrigerende_tiltak"],
        })  # fmt: skip
    return result


def milestones(sheets: dict[str, list[Row]], q: int) -> list[Row]:
    result = []
    for row in sheets["Milepæler"]:
        status = newest(row, "status", q)
        planned = row["dato"] or row["slutt"]
        due = newest(row, "ny_dato", q) or planned
        slip = (quarter(due) or 0) - (quarter(planned) or 0)
        words = f"{abs(slip)} {'kvartal' if abs(slip) == 1 else 'kvartaler'} {'senere' if slip > 0 else 'tidligere'}"
        result.append({
            **row, "navn": row["aktivitet_milepæl"], "opprinnelig": planned, "gjeldende": due, "status": status,
            "forskjøvet": slip, "avvik": words if slip else None, "lys": progress(status, planned, due, q),
        })  # fmt: skip
    return result


def newest(row: Row, name: str, q: int) -> Any:
    """The newest of the columns «Status 1Q 2024», «Status 2Q 2024» … up to a quarter."""
    columns = {quarter(key.removeprefix(f"{name}_").upper().replace("_", " ")): key for key in row}
    known = sorted(at for at, key in columns.items() if at is not None and at <= q and row[key])
    return row[columns[known[-1]]] if known else None


def gantt(rows: list[Row], areas: list[Row]) -> Row:
    """Years, quarters, and lines of cells, each with text, fill and width."""
    spans = [(row, bars(row)) for row in rows]
    first = min(begin for _, span in spans for begin, _ in span)
    last = max(end for _, span in spans for _, end in span)
    quarters = range(first, last + 1)
    lines = []
    for area in [{"nr": 0, "innsatsområde": ""}, *areas]:
        if area["nr"]:
            lines.append([cell(f"{area['nr']}. {area['innsatsområde']}", "EAF1F8", len(quarters) + 1)])
        lines += [line(row, span, quarters) for row, span in spans if str(row["innsatsområde"] or 0) == str(area["nr"])]
    years = [cell(str(year), "", sum(q // 4 == year for q in quarters)) for year in range(first // 4, last // 4 + 1)]
    return {"år": years, "kvartaler": [f"{q % 4 + 1}Q" for q in quarters], "linjer": lines}


def bars(row: Row) -> list[tuple[int, int]]:
    """First and last quarter of each bar: «3Q 2023; 3Q 2024» to «4Q 2023; 4Q 2024» are two."""
    end = [quarter(text) or 0 for text in str(row["gjeldende"]).split("; ")]
    start = [quarter(text) or 0 for text in str(row["start"] or row["gjeldende"]).split("; ")]
    return list(zip(start, end, strict=True))


def line(row: Row, span: list[tuple[int, int]], quarters: range) -> list[Row]:
    """Name, empty cells, and a merged cell for every bar, with the text in the first."""
    fill, word = ("auto", "◆") if row["type"] == "milepæl" else BARS.get(row["status"], ("2E75B6", "plan"))
    cells, at, text = [cell(row["navn"])], quarters.start, row["celletekst"]
    for begin, end in span:
        cells += [cell("")] * (begin - at)
        shown = text if text and word != "◆" else f"{word} {text}" if text else word
        cells.append(cell(shown, fill, end - begin + 1))
        at, text = end + 1, None
    return cells + [cell("")] * (quarters.stop - at)


def cell(text: str, fill: str = "auto", width: int = 1) -> Row:
    return {"tekst": text, "farge": fill or "auto", "bredde": width}


def risks(sheets: dict[str, list[Row]], q: int) -> list[Row]:
    result = []
    for row in sheets["Risiko"]:
        every = [rating for rating in sheets["Risikohistorikk"] if rating["risiko_id"] == row["risiko_id"]]
        known = history(every, "risiko_id", row["risiko_id"], q)
        if every and not known:
            continue
        now = known[-1] if known else row
        before = next((rating for rating in reversed(known) if (quarter(rating["kvartal"]) or 0) < q), None)
        moved = severity(now) - severity(before) if before else 0
        words = "Ny" if before is None else "Uendret →" if not moved else "Dårligere ↑" if moved > 0 else "Bedre ↓"
        result.append({
            **row, "id": row["risiko_id"], "s": now["s"], "k": now["k"], "rf": now["rf"], "lys": now["rf"],
            "forrige": before and before["rf"], "endring": words if known else None,
            "kommentar": now["kommentar"] if known and quarter(now["kvartal"]) == q else None,
        })  # fmt: skip
    return result


def severity(rating: Row) -> int:
    product = level(rating["s"]) * level(rating["k"]) if rating["s"] and rating["k"] else 0
    return 100 * SEVERITY[rating["rf"]] + product


def level(word: str) -> int:
    return LEVELS.index(word) + 1


def economy(sheets: dict[str, list[Row]], q: int) -> Table:
    before = {row["kontogruppe"]: row for row in in_quarter(sheets["Økonomi"], q - 1)} if q % 4 else {}
    rows = []
    for row in in_quarter(sheets["Økonomi"], q):
        earlier = before.get(row["kontogruppe"])
        rows.append({
            **row, "regnskap": row["regnskap_hittil_i_år"], "revidert_budsjett": row["revidert_årsbudsjett"],
            "avvik_prosent": row["avvik_prosent"] / 100,
            "endring_prognose": row["årsprognose"] - earlier["årsprognose"] if earlier else None,
        })  # fmt: skip
    lines = [row for row in rows if row["kontogruppe"] != "Sum"]
    total = next((row for row in rows if row["kontogruppe"] == "Sum"), None)
    explained = [row for row in lines if row["forklaring"]]
    return Table(lines, sum=total, enhet="1 000 kr", fortegn=SIGN, forklaringer=explained)


def savings(sheets: dict[str, list[Row]], q: int) -> Table:
    """The savings with one decimal; `total` is the sum row as numbers."""
    rows = sheets["Innsparing"]
    years = sorted(key.removeprefix("effekt_") for key in rows[0] if key.startswith("effekt_"))
    names = {
        "helårseffekt": "helårseffekt",
        "realisert_hittil": f"realisert_hittil_{q % 4 + 1}q_{q // 4}",
        "realisert_forrige": f"realisert_hittil_{q % 4}q_{q // 4}",
        "prognose_i_år": f"prognose_{q // 4}",
        "effekt_i_år": f"effekt_{q // 4}",
    }
    lines = []
    for row in rows:
        effects = [one_decimal(row[f"effekt_{year}"]) for year in years]
        figures = {name: one_decimal(row.get(column)) for name, column in names.items()}
        lines.append({**row, **figures, "navn": row["innsparingstiltak"], "effekter": effects, "lys": row["status"]})
    total = {name: rows[-1].get(column) for name, column in names.items()}
    return Table(lines[:-1], sum=lines[-1], total=total, år=years, enhet="mill. kr")


def one_decimal(value: float | None) -> str | None:
    return None if value is None else number(value, 1)


def indicators(sheets: dict[str, list[Row]], q: int) -> list[Row]:
    values = {(row["nøkkeltall"], quarter(row["kvartal_år"])): row["verdi"] for row in sheets["Nøkkeltall"]}
    return [
        {**row, "navn": name, "forrige": values.get((name, q - 1)), "i_fjor": values.get((name, q - 4))}
        for row in sheets["Nøkkeltall"]
        if (name := row["nøkkeltall"]) and quarter(row["kvartal_år"]) == q
    ]
