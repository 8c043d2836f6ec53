"""The paragraph styles that only the delprosjektplan, the mandat and the care staircase use."""

from __future__ import annotations

from template_parts.palette import DEMPET, FJORDBLAA, HAVBLAA, PORTRAIT, STREK, cm
from template_parts.style import Style, edge

_LINE_ABOVE = edge("top", 0.5, 4, STREK)
_RULE = edge("bottom", 1.5, 6, FJORDBLAA)

DELPROSJEKT = (
    Style("Figurhode", "Figurhode", based_on="Tabelltekst", bold=True, colour=FJORDBLAA, before=0, after=4,
          keep_next=True),
    Style("Trappetrinn", "Trappetrinn", based_on="Tabelltekst", size=12, bold=True, colour=FJORDBLAA, before=7, after=7,
          keep_next=True),
    Style("Trappeoverskrift", "Trappeoverskrift", based_on="Tabelltekst", size=11, bold=True, colour=FJORDBLAA,
          before=4, after=4, keep_next=True),
    Style("Trappemålgruppe", "Trappemålgruppe", based_on="Tabelltekst", before=0, after=5, keep_next=True),
    Style("Fokusområde", "Fokusområde", based_on="Tabelltekst", size=13, bold=True, colour=FJORDBLAA, before=8, after=3,
          keep_next=True),
    Style("Fokusundertittel", "Fokusundertittel", based_on="Tabelltekst", size=10.5, before=0, after=9, keep_next=True),
    Style("Boksluft", "Boksluft", based_on="Tabelltekst", size=5, before=0, after=0, keep_next=True),
    Style("Grupperad", "Grupperad", based_on="Tabelltekst", size=9.5, bold=True, colour=FJORDBLAA, before=3, after=3,
          keep_next=True),
    Style("Forsideprosjekt", "Forsideprosjekt", based_on="Undertittel", before=0, after=10, keep_next=True),
    Style("Fastsatt", "Fastsatt", based_on="Bunntekst", border=_LINE_ABOVE),
    Style("Sideskift", "Sideskift", size=1, before=0, after=0, line=1, new_page=True, priority=98),
    Style("Mandatkommune", "Mandatkommune", based_on="Forsidekommune", size=12, after=18),
    Style("Mandatetikett", "Mandatetikett", size=12, colour=HAVBLAA, before=0, after=2, line=1, keep_next=True),
    Style("Mandattittel", "Mandattittel", based_on="Overskrift1", next="Mandatprosjekt", size=26, before=0, after=4,
          list=(0, 0), indent=(0, 0, 0), outline=0),
    Style("Mandatprosjekt", "Mandatprosjekt", size=12, colour=DEMPET, before=0, after=14, line=1, border=_RULE),
    Style("Mandatoverskrift", "Mandatoverskrift", based_on="Overskrift2", next="Normal", list=(0, 0),
          indent=(0, 0, 0), outline=1),
    Style("Mandatbunn", "Mandatbunn", based_on="Bunntekst", border=_LINE_ABOVE, tabs=(("right", PORTRAIT),)),
    Style("Mandatfakta", "Mandatfakta", before=0, after=0, line=1.15, indent=(cm(3.5), cm(3.5), 0),
          tabs=(("left", cm(3.5)),)),
)  # fmt: skip
