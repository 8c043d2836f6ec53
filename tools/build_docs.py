"""Write docs/felter.md from the declarations; `--sjekk` says whether the committed file is up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rapportgen.fieldlist import field_list, grouped
from rapportgen.model.felter_samlerapport import NAMES, OWNER

if TYPE_CHECKING:
    from rapportgen.model.felt import Field, Group

TARGET = Path(__file__).parent.parent / "docs" / "felter.md"
INTRO = """# Felter

Alt en mal kan bruke, med tagger klare til å kopiere. Listen er laget av programmet (`tools/build_docs.py`). Det samme
gir `rapportgen mal felter`, som også kan søke, vise det arbeidsboken din har selv, og lage et Word-dokument.

- Et felt på en rad står inne i løkken over tabellen: `{% for risiko in risikoer %}{{ risiko.id }} {% endfor %}`.
- En mal for samlerapporter har alt dette for hvert prosjekt, med `prosjekt.` foran; det slike maler har i tillegg, står
  sist.
- `tekst.<nøkkel>` er teksten med den nøkkelen i arket «Tekst»: `{{ tekst.sammendrag }}`.
- En tagg på flere linjer er flere avsnitt, hver linje i sitt eget. ⇥ skiller cellene i en tabellrad.
- `[graf: …]` skrives først i den alternative teksten til et diagram i Word.
- Slaget sier hvordan verdien leses og skrives; «utregnet» og «koblet» er tekster og verdier programmet
  finner selv. Beløp har den enheten arket har.
"""
COLUMNS = ("felt", "slag", "kolonne", "forklaring", "eksempel", "tagg")


def text() -> str:
    """The whole page."""
    parts = [INTRO]
    for group, fields in grouped(field_list()):
        parts += [f"\n## {group.overskrift}\n", *([f"{group.hjelp}\n"] if group.hjelp else [])]
        if group.loekke:
            parts.append(f"Feltene på hver rad står inne i `{group.loekke} … {{% endfor %}}`.\n")
        parts += [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
        parts += [_line(field, group) for field in fields]
    return "\n".join([*parts, *_of_portfolios()]) + "\n"


def _of_portfolios() -> list[str]:
    """What only templates for portfolios may use."""
    lines = [f"| `{names.owner}.{name}` | {help} |" for names in NAMES for name, help in names.fields.items()]
    return [f"\n## {OWNER}\n", "| felt | forklaring |", "|---|---|", *lines]


def _line(field: Field, group: Group) -> str:
    kind = field.slag + (f", {field.enhet}" if field.slag == "prosent" else "")
    inside = f" Inne i `{field.loekke}`." if field.loekke and field.loekke != group.loekke else ""
    example = f"`{field.eksempel}`" if "{" in field.eksempel else field.eksempel
    tag = "<br>".join(f"`{line}`" for line in field.tagg.replace("\t", " ⇥ ").split("\n"))
    cells = (f"`{field.felt}`", kind, field.kolonne, field.hjelp + inside, example, tag)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    """Write the page, or compare it."""
    if "--sjekk" in sys.argv:
        return int(TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
