"""Write docs/felter.md from the declarations; `--sjekk` says whether the committed file is up to date."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from rapportgen.model.felter import Field, template_fields
from rapportgen.model.felter_samlerapport import portfolio_fields

TARGET = Path(__file__).parent.parent / "docs" / "felter.md"
INTRO = """# Felter

Alt en mal kan bruke. Listen er laget av programmet (`tools/build_docs.py`).

`prosjekt.kommune` skrives i malen som `{{ prosjekt.kommune }}`.
`innsatsområder[].navn` er et felt på hver rad:
`{% for område in innsatsområder %}{{ område.navn }}{% endfor %}`.
`tekst.<nøkkel>` er teksten med den nøkkelen i arket «Tekst»: `{{ tekst.sammendrag }}`.
`rader.har_<felt>` spør om noen av radene har noe i feltet: `{% if risikoer.har_ansvar %}`.
En mal for samlerapporter har alt dette for hvert prosjekt
(`{% for prosjekt in prosjekter %}{{ prosjekt.økonomi.sum.avvik }}{% endfor %}`), og `prosjekt.kommune` er feltet i
arket «Prosjekt». Det slike maler har i tillegg, står sist.
Slaget sier hvordan verdien leses og skrives; «utregnet» og «koblet» er verdier programmet finner selv.
"""


def text() -> str:
    """The whole page."""
    parts = [INTRO]
    for sheet, fields in groupby([*template_fields(), *portfolio_fields()], key=lambda field: field.ark):
        parts += [f"\n## {sheet}\n", "| felt | slag | kolonne | forklaring | eksempel |", "|---|---|---|---|---|"]
        parts += [_line(field) for field in fields]
    return "\n".join(parts) + "\n"


def _line(field: Field) -> str:
    example = f"`{field.eksempel}`" if "{" in field.eksempel else field.eksempel
    cells = (f"`{field.felt}`", field.slag, field.kolonne, field.hjelp, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    """Write the page, or compare it."""
    if "--sjekk" in sys.argv:
        return int(TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
