"""The words of templates besides fields, in short: what each does, a tag to paste, and an example."""

from __future__ import annotations

from rapportgen.named import NamedTuple


class Entry(NamedTuple):
    """An entry in short: its name, what it does, its tag; the example and the loop it stands in when it has any."""

    name: str
    help: str
    tag: str
    example: str = ""
    loop: str = ""


_IN_LOOP = "{% for tiltaket in tiltak %}"

LOOPS = (
    Entry(
        "for",
        "Gjentar det som står mellom, for hver rad.",
        "{% for tiltaket in tiltak %}{{ tiltaket.navn }} {% endfor %}",
    ),
    Entry(
        "p for",
        "Gjentar avsnitt og tabeller. Hver tag i sitt eget avsnitt.",
        "{%p for tiltaket in tiltak %}\n{{ tiltaket.navn }}\n{%p endfor %}",
    ),
    Entry(
        "tr for",
        "Gjentar en tabellrad. Først og sist i raden.",
        "{%tr for tiltaket in tiltak %}{{ tiltaket.id }}\t{{ tiltaket.navn }}{%tr endfor %}",
    ),
    Entry(
        "if",
        "Tar med det som står mellom, bare når det gjelder.",
        "{% if prosjekt.ansvarlig %}Ansvarlig: {{ prosjekt.ansvarlig }}{% else %}Ansvarlig er ikke bestemt.{% endif %}",
    ),
    Entry(
        "p if",
        "Tar med avsnitt og tabeller, bare når det gjelder.",
        "{%p if beslutninger %}\nSaker til beslutning\n{%p endif %}",
    ),
    Entry(
        "tr if",
        "Tar med en tabellrad, bare når det gjelder.",
        "{%tr if prosjekt.versjon %}Versjon\t{{ prosjekt.versjon }}{%tr endif %}",
    ),
    Entry(
        "tc if",
        "Tar med en kolonne, bare når det gjelder. I hver celle i kolonnen.",
        "Ansvarlig\t{%tc if prosjekt.ansvarlig %}{{ prosjekt.ansvarlig }}{%tc endif %}",
    ),
    Entry("set", "Gir en verdi et navn, som kan brukes resten av malen.", "{% set vår = prosjekt.kommune %}{{ vår }}"),
    Entry(
        "lys",
        "I en tabellcelle: fargen til et trafikklys. Skriv ordet også.",
        "Status\t{% lys lys.samlet %}{{ lys.samlet }}",
    ),
    Entry("cellbg", "I en tabellcelle: en farge.", 'Sum\t{% cellbg "EAF1F8" %}{{ økonomi.sum.regnskap }}'),
    Entry(
        "vm",
        "I en tabellcelle: cellene slås sammen nedover så lenge verdien er den samme.",
        "{%tr for linje in tjenesteområder %}{% vm linje.områdenr %}{{ linje.navn }}\t{{ linje.volum }}{%tr endfor %}",
    ),
    Entry("colspan", "I en tabellcelle: cellen går over så mange kolonner.", "{% colspan 2 %}{{ prosjekt.kommune }}"),
    Entry("loop.index", "Hvilken runde det er, fra 1.", "{{ loop.index }}", "", _IN_LOOP),
    Entry("loop.index0", "Hvilken runde det er, fra 0.", "{{ loop.index0 }}", "", _IN_LOOP),
    Entry("loop.revindex", "Hvor mange runder det er igjen, til 1.", "{{ loop.revindex }}", "", _IN_LOOP),
    Entry("loop.revindex0", "Hvor mange runder det er igjen, til 0.", "{{ loop.revindex0 }}", "", _IN_LOOP),
    Entry("loop.first", "Om det er den første runden.", "{% if loop.first %}Først: {% endif %}", "", _IN_LOOP),
    Entry("loop.last", "Om det er den siste runden.", "{% if not loop.last %}, {% endif %}", "", _IN_LOOP),
    Entry("loop.length", "Hvor mange runder det er i alt.", "{{ loop.length }}", "", _IN_LOOP),
    Entry("loop.depth", "Hvor mange løkker den står i: 1 for den ytterste.", "{{ loop.depth }}", "", _IN_LOOP),
    Entry("loop.previtem", "Raden før.", "{% if not loop.first %}{{ loop.previtem.navn }}{% endif %}", "", _IN_LOOP),
    Entry("loop.nextitem", "Raden etter.", "{% if not loop.last %}{{ loop.nextitem.navn }}{% endif %}", "", _IN_LOOP),
)

TESTS = (
    Entry(
        "defined",
        "Om feltet eller nøkkelen finnes.",
        "{% if tekst.sammendrag is defined %}{{ tekst.sammendrag }}{% endif %}",
    ),
    Entry(
        "undefined",
        "Om feltet eller nøkkelen ikke finnes.",
        "{% if tekst.sammendrag is undefined %}Uten sammendrag.{% endif %}",
    ),
    Entry("none", "Om verdien mangler.", "{% if prosjekt.verifisert is none %}Ikke verifisert.{% endif %}"),
    Entry("number", "Om verdien er et tall.", "{% if 5 is number %}Tall.{% endif %}"),
    Entry("string", "Om verdien er en tekst.", "{% if prosjekt.kommune is string %}Tekst.{% endif %}"),
    Entry("mapping", "Om verdien er et oppslag.", "{% if rapport.tittel is mapping %}Oppslag.{% endif %}"),
    Entry("sequence", "Om verdien er en liste eller en tekst.", "{% if tiltak is sequence %}Liste.{% endif %}"),
    Entry("iterable", "Om verdien kan gjentas.", "{% if tiltak is iterable %}Liste.{% endif %}"),
    Entry("odd", "Om tallet er odde.", "{% if loop.index is odd %}•{% endif %}", "", _IN_LOOP),
    Entry("even", "Om tallet er like.", "{% if loop.index is even %}•{% endif %}", "", _IN_LOOP),
    Entry(
        "divisibleby",
        "Om tallet går opp i et annet.",
        "{% if loop.index is divisibleby(3) %}•{% endif %}",
        "",
        _IN_LOOP,
    ),
    Entry("true", "Om verdien er ja.", "{% if rapport.foreløpig is true %}Foreløpig.{% endif %}"),
    Entry("false", "Om verdien er nei.", "{% if rapport.foreløpig is false %}Endelig.{% endif %}"),
    Entry("boolean", "Om verdien er ja eller nei.", "{% if rapport.foreløpig is boolean %}Ja eller nei.{% endif %}"),
    Entry("integer", "Om verdien er et helt tall.", "{% if 5 is integer %}Helt.{% endif %}"),
    Entry("float", "Om verdien er et desimaltall.", "{% if 0.5 is float %}Desimaler.{% endif %}"),
    Entry(
        "in",
        "Om verdien er i en liste eller en tekst.",
        '{% if "kyst" is in(prosjekt.kommune) %}Ved kysten.{% endif %}',
    ),
    Entry("eq", "Om verdiene er like: ==.", '{% if lys.samlet is eq("Rød") %}Rødt.{% endif %}'),
    Entry("ne", "Om verdiene er ulike: !=.", '{% if lys.samlet is ne("Grønn") %}Ikke grønt.{% endif %}'),
    Entry("lt", "Om tallet er mindre: <.", "{% if (tiltak|antall) is lt(5) %}Få tiltak.{% endif %}"),
    Entry("le", "Om tallet er mindre eller likt: <=.", "{% if (tiltak|antall) is le(5) %}Få tiltak.{% endif %}"),
    Entry("gt", "Om tallet er større: >.", "{% if (tiltak|antall) is gt(5) %}Mange tiltak.{% endif %}"),
    Entry("ge", "Om tallet er større eller likt: >=.", "{% if (tiltak|antall) is ge(5) %}Mange tiltak.{% endif %}"),
)

FUNCTIONS = (
    Entry(
        "gantt",
        "Gantt-skjemaet. Øverst til venstre i en tabell som viser hvordan cellene skal se ut.",
        "{{ gantt(milepæler) }}",
    ),
    Entry(
        "risikomatrise",
        "Risikomatrisen. Øverst til venstre i en tabell med nivåene langs to sider.",
        "{{ risikomatrise(trusler) }}",
    ),
    Entry(
        "bilde",
        "Bildet i en figur, tilpasset stedet; høyden i cm kan stå etter komma.",
        '{{ bilde(figur["forside"]) }}',
    ),
    Entry("fotnote", "En fotnote med teksten fra arket «Fotnoter».", '{{ fotnote("forskrift") }}'),
    Entry(
        "anker", "I en bildetekst med nummer eller i en overskrift: det andre kan vise til.", '{{ anker("økonomi") }}'
    ),
    Entry("se", "«tabell 3», «figur 1» eller «kapittelet …»: det som har ankeret.", '{{ se("økonomi") }}'),
)
