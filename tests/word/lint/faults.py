"""Templates with seeded faults: what they hold, and what `mal sjekk` shall say of them."""

from __future__ import annotations

from typing import NamedTuple

from tests.word.docx import drawing, para, row, table

DESCRIBED = '<w:tblDescription w:val="Tall for hvert område."/></w:tblPr>'
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1400" w:right="1400" w:bottom="1400" w:left="1400"/></w:sectPr>'
)


def heading(text: str) -> str:
    return para(text, style="Overskrift1")


def header_row(*cells: str) -> str:
    return row(*cells).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


def data(*rows: str, width: int = 2000) -> str:
    """A table as it should be, with a description, and the paragraph that Word wants after it."""
    return table(*rows, width=width).replace("</w:tblPr>", DESCRIBED) + para("")


class Case(NamedTuple):
    """What a template holds, and the one finding in it: code, place, what is quoted, what is proposed."""

    body: str
    code: str
    place: str
    quoted: str
    proposed: str


FAULTS = {
    "a misspelt field": Case(
        para("Innledning") + para("Kommunen er {{ prosjekt.komune }} i nord."),
        "ukjent-felt",
        "avsnitt 2",
        "{{ prosjekt.komune }}",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "a misspelt field with its own letters": Case(
        heading("Økonomi") + para("{{ økonomi.sum.årsprognse|mill }}"),
        "ukjent-felt",
        "avsnitt 1 under «Økonomi»",
        "{{ økonomi.sum.årsprognse|mill }}",
        "Mente du {{ økonomi.sum.årsprognose|mill }}?",
    ),
    "a misspelt name of everything": Case(
        para("{{ rapprt.kvartal }}"),
        "ukjent-felt",
        "avsnitt 1",
        "{{ rapprt.kvartal }}",
        "Mente du {{ rapport.kvartal }}?",
    ),
    "a misspelt field of a row, in a table": Case(
        heading("Tiltak")
        + data(
            header_row("Navn", "Ansvar"),
            row("{%tr for ett in tiltak %}{{ ett.nvan }}", "{{ ett.ansvar }}{%tr endfor %}"),
        ),
        "ukjent-felt",
        "tabell 1, rad 2, kolonne 1 under «Tiltak»",
        "{{ ett.nvan }}",
        "Mente du {{ ett.navn }}?",
    ),
    "a misspelt field within two loops": Case(
        para("{% for o in innsatsområder %}{% for t in o.tiltak %}{{ t.naa.avik }}{% endfor %}{% endfor %}"),
        "ukjent-felt",
        "avsnitt 1",
        "{{ t.naa.avik }}",
        "Mente du {{ t.naa.avvik }}?",
    ),
    "a misspelt field at the end of a long tag": Case(
        para(f"{{{{ prosjekt.kommune if prosjekt.mottaker == '{'x' * 90}' else prosjekt.komune }}}}"),
        "ukjent-felt",
        "avsnitt 1",
        f"{{{{ prosjekt.kommune if prosjekt.mottaker == '{'x' * 34}…",
        f"Mente du {{{{ prosjekt.kommune if prosjekt.mottaker == '{'x' * 90}' else prosjekt.kommune }}}}?",
    ),
    "a filter on a list": Case(
        para("{{ økonomi|kr }}"),
        "feil-filter",
        "avsnitt 1",
        "{{ økonomi|kr }}",
        "Sett filteret på et felt i hver rad: {% for rad in økonomi %}{{ rad.…|kr }}{% endfor %}.",
    ),
    "a field of a list": Case(
        para("{{ tiltak.navn }}"),
        "ukjent-felt",
        "avsnitt 1",
        "{{ tiltak.navn }}",
        "tiltak er rader. Skriv {% for rad in tiltak %} {{ rad.navn }} {% endfor %}.",
    ),
    "a list as one value": Case(
        para("{{ tiltak }}"),
        "liste-som-verdi",
        "avsnitt 1",
        "{{ tiltak }}",
        "Skriv {% for rad in tiltak %} … {% endfor %}, eller velg én rad: {{ tiltak[0].… }}.",
    ),
    "a sheet as one value": Case(
        para("{{ prosjekt }}"),
        "liste-som-verdi",
        "avsnitt 1",
        "{{ prosjekt }}",
        "Skriv punktum og navnet på feltet du vil ha.",
    ),
    "one value as a list": Case(
        para("{% for navn in prosjekt.kommune %}{{ navn }}{% endfor %}"),
        "verdi-som-liste",
        "avsnitt 1",
        "{% for navn in prosjekt.kommune %}",
        "Skriv verdien uten løkke: {{ prosjekt.kommune }}.",
    ),
    "a filter for amounts on a text": Case(
        para("{{ prosjekt.kommune|kr }}"),
        "feil-filter",
        "avsnitt 1",
        "{{ prosjekt.kommune|kr }}",
        "Skriv {{ prosjekt.kommune }}.",
    ),
    "a share of an amount": Case(
        para("{{ økonomi.sum.årsprognose|prosent(1) }}"),
        "feil-filter",
        "avsnitt 1",
        "{{ økonomi.sum.årsprognose|prosent(1) }}",
        "Skriv {{ økonomi.sum.årsprognose|tusen }}.",
    ),
    "a filter for dates on a text": Case(
        para("{% for ett in tiltak %}{{ ett.ansvar|langdato }}{% endfor %}"),
        "feil-filter",
        "avsnitt 1",
        "{{ ett.ansvar|langdato }}",
        "Skriv {{ ett.ansvar }}.",
    ),
    "a misspelt filter": Case(
        para("{{ økonomi.sum.årsprognose|mil }}"),
        "ukjent-filter",
        "avsnitt 1",
        "{{ økonomi.sum.årsprognose|mil }}",
        "Mente du {{ økonomi.sum.årsprognose|mill }}?",
    ),
    "a block that is not closed": Case(
        para("{%p if tiltak %}") + para("x"),
        "aapen-blokk",
        "avsnitt 1",
        "{%p if tiltak %}",
        "Avslutt med {%p endif %}.",
    ),
    "a tag with one brace too few": Case(
        para("{% if tiltak }") + para("x") + para("{% endif %}"),
        "aapen-tagg",
        "avsnitt 1",
        "{% if tiltak }",
        "Mente du {% if tiltak %}?",
    ),
    "a misspelt beginning of a block": Case(
        para("{%p fro ett in tiltak %}") + para("{{ ett.navn }}") + para("{%p endfor %}"),
        "ukjent-tagg",
        "avsnitt 1",
        "{%p fro ett in tiltak %}",
        "Mente du {%p for ett in tiltak %}?",
    ),
    "a misspelt end of a block": Case(
        para("{%p if tiltak %}") + para("x") + para("{%p edif %}"),
        "ukjent-tagg",
        "avsnitt 3",
        "{%p edif %}",
        "Mente du {%p endif %}?",
    ),
    "a block across cells": Case(
        data(header_row("A", "B", "C"), row("1", "{% for ett in tiltak %}a", "b{% endfor %}")),
        "kryssende-blokk",
        "tabell 1, rad 2, kolonne 2",
        "{% for ett in tiltak %}",
        "Skriv {% for ett in tiltak %} først i den første cellen i raden, og {% endfor %} sist i den siste, så blir "
        "hele raden gjentatt.",
    ),
    "a row tag outside of tables": Case(
        para("{%tr for ett in tiltak %}") + para("{{ ett.navn }}") + para("{%tr endfor %}"),
        "tagg-utenfor-tabell",
        "avsnitt 1",
        "{%tr for ett in tiltak %}",
        "Skriv {%p for ett in tiltak %} og {%p endfor %}, med p i stedet.",
    ),
    "a paragraph tag that would swallow text": Case(
        para("før {%p if tiltak %} etter") + para("{%p endif %}"),
        "tagg-midt-i",
        "avsnitt 1",
        "{%p if tiltak %}",
        "Sett {%p if tiltak %} alene i et avsnitt.",
    ),
    "braces with a space between": Case(
        para("{{ prosjekt.mottaker }} Se { { prosjekt.kommune } } her"),
        "delt-klamme",
        "avsnitt 1",
        "{ { prosjekt.kommune } }",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "the last braces apart": Case(
        para("{{ prosjekt.kommune } }"),
        "delt-klamme",
        "avsnitt 1",
        "{{ prosjekt.kommune } }",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "the first braces of a block apart": Case(
        para("{{ prosjekt.kommune }}") + para("{ %p if tiltak %}") + para("x") + para("{%p endif %}"),
        "delt-klamme",
        "avsnitt 2",
        "{ %p if tiltak %}",
        "Mente du {%p if tiltak %}?",
    ),
    "single braces": Case(
        para("{{ prosjekt.mottaker }} Se {prosjekt.kommune} her"),
        "enkel-klamme",
        "avsnitt 1",
        "{prosjekt.kommune}",
        "Mente du {{ prosjekt.kommune }}?",
    ),
    "a tag of another system": Case(
        para("{{ prosjekt.mottaker }} Se [[kommune]] her"),
        "annet-system",
        "avsnitt 1",
        "[[kommune]]",
        "Skriv feltet som {{ prosjekt.kommune }}.",
    ),
    "a variable that looks like a scope": Case(
        para("{% for r in tiltak %}{{ r.navn }}{% endfor %}"),
        "forvekslbart-navn",
        "avsnitt 1",
        "{% for r in tiltak %}",
        "Gi variabelen et annet navn, for eksempel «rad», i alle 2 taggene: {% for rad in tiltak %} og {{ rad.navn }}",
    ),
    "a variable that looks like a scope, without spaces": Case(
        para("{% set r=prosjekt.kommune %}{{ r }}"),
        "forvekslbart-navn",
        "avsnitt 1",
        "{% set r=prosjekt.kommune %}",
        "Gi variabelen et annet navn, for eksempel «rad», i alle 2 taggene: "
        "{% set rad=prosjekt.kommune %} og {{ rad }}",
    ),
    "a sheet with a name of its own": Case(
        para('{% for ett in ark["Risiko"] %}{{ ett.id }}{% endfor %}'),
        "ukjent-felt",
        "avsnitt 1",
        '{% for ett in ark["Risiko"] %}',
        "Skriv risikoer.",
    ),
    "something a template may not do": Case(
        para("{{ prosjekt.kommune.__class__ }}"),
        "ikke-tillatt",
        "avsnitt 1",
        "{{ prosjekt.kommune.__class__ }}",
        "",
    ),
    "a sample table of the wrong shape": Case(
        data(header_row("{{ gantt(milepæler) }}", "2026")),
        "moenstertabell",
        "tabell 1, rad 1, kolonne 1",
        "{{ gantt(milepæler) }}",
        "",
    ),
    "a picture without alternative text": Case(
        heading("Forside") + para("{{ prosjekt.kommune }}", drawing()),
        "alternativ-tekst",
        "avsnitt 1 under «Forside»",
        "Bilde",
        "Høyreklikk, velg «Rediger alternativ tekst», og skriv hva det viser, eller merk det som dekorativt.",
    ),
    "a style that is not there": Case(
        heading("A") + para("{{ prosjekt.kommune }}", style="Borte"),
        "stil-mangler",
        "avsnitt 1 under «A»",
        "Borte",
        "Velg en av malens stiler.",
    ),
    "a table without a heading row": Case(
        para("{{ prosjekt.kommune }}") + data(row("Område", "Beløp"), row("Skole", "1")),
        "tabell-uten-overskrift",
        "tabell 1",
        "Område",
        "Merk den øverste raden, og velg Tabelloppsett › Gjenta overskriftsrader.",
    ),
    "a table wider than the page": Case(
        para("{{ prosjekt.kommune }}")
        + data(header_row("Område", "Beløp"), row("Skole", "1"), width=6000)
        + f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>",
        "tabell-for-bred",
        "tabell 1",
        "Område",
        "Velg Tabelloppsett › Beste tilpassing › Beste tilpassing til vindu.",
    ),
}

_HEADER_ROW = "Merk den øverste raden, og velg Tabelloppsett › Gjenta overskriftsrader."

# What a template holds, and the findings in it in order: code, place, what is proposed.
MANY: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "names": (
        para("{% for r in tiltak %}{{ r.nvan }}{% endfor %}")
        + para("{{ prosjekt.komune }} {{ økonomi.sum.årsprognose|mil }}")
        + heading("Risiko")
        + para("{%p if risikoer %}")
        + para("{{ rapport.kvartl }}")
        + para("{%tr for ett in tiltak %}")
        + para("{%tr endfor %}"),
        [
            ("ukjent-felt", "avsnitt 1", "Mente du {{ r.navn }}?"),
            ("ukjent-filter", "avsnitt 2", "Mente du {{ økonomi.sum.årsprognose|mill }}?"),
            ("ukjent-felt", "avsnitt 2", "Mente du {{ prosjekt.kommune }}?"),
            ("aapen-blokk", "avsnitt 1 under «Risiko»", "Avslutt med {%p endif %}."),
            ("ukjent-felt", "avsnitt 2 under «Risiko»", "Mente du {{ rapport.kvartal }}?"),
            (
                "tagg-utenfor-tabell",
                "avsnitt 3 under «Risiko»",
                "Skriv {%p for ett in tiltak %} og {%p endfor %}, med p i stedet.",
            ),
            (
                "forvekslbart-navn",
                "avsnitt 1",
                "Gi variabelen et annet navn, for eksempel «rad», i alle 2 taggene: "
                "{% for rad in tiltak %} og {{ rad.nvan }}",
            ),
        ],
    ),
    "kinds": (
        heading("Økonomi")
        + para("{{ økonomi }} {{ prosjekt.kommune|kr }}")
        + para("{% for navn in prosjekt.kommune %}{{ navn }}{% endfor %}")
        + para("{{ økonomi.sum.årsprognose|prosent }}")
        + para("{{ tiltak.ansvar }}"),
        [
            (
                "liste-som-verdi",
                "avsnitt 1 under «Økonomi»",
                "Skriv {% for rad in økonomi %} … {% endfor %}, eller velg én rad: {{ økonomi[0].… }}.",
            ),
            ("feil-filter", "avsnitt 1 under «Økonomi»", "Skriv {{ prosjekt.kommune }}."),
            ("verdi-som-liste", "avsnitt 2 under «Økonomi»", "Skriv verdien uten løkke: {{ prosjekt.kommune }}."),
            ("feil-filter", "avsnitt 3 under «Økonomi»", "Skriv {{ økonomi.sum.årsprognose|tusen }}."),
            (
                "ukjent-felt",
                "avsnitt 4 under «Økonomi»",
                "tiltak er rader. Skriv {% for rad in tiltak %} {{ rad.ansvar }} {% endfor %}.",
            ),
        ],
    ),
    "a table": (
        data(
            row("Navn", "Ansvar", "Frist"),
            row("{%tr for ett in tiltk %}{{ ett.navn }}", "{{ ett.ansvr }}", "{{ ett.frist|kr }}{%tr endfor %}"),
        )
        + data(
            row("1", "2", "3"), row("4", "{% for ett in tiltak %}{{ ett.nvan }}", "{% endfor %}"), row("5", "6", "7")
        )
        + data(row("A", "B"), row("{{ tiltak[0].navn|slå_sammen|ellers('–') }}", "b")),
        [
            ("ukjent-felt", "tabell 1, rad 2, kolonne 1", "Mente du {%tr for ett in tiltak %}?"),
            (
                "kryssende-blokk",
                "tabell 2, rad 2, kolonne 2",
                "Skriv {% for ett in tiltak %} først i den første cellen i raden, og {% endfor %} sist i den siste, så "
                "blir hele raden gjentatt.",
            ),
            ("ukjent-felt", "tabell 2, rad 2, kolonne 2", "Mente du {{ ett.navn }}?"),
            ("slaa-sammen", "tabell 3, rad 2, kolonne 1", "Skriv {{ tiltak[0].navn|ellers('–') | slå_sammen }}."),
            ("tabell-uten-overskrift", "tabell 3", _HEADER_ROW),
        ],
    ),
    "blocks": (
        para("{% if tiltak %}")
        + para("a")
        + para("{%p endif %}")
        + para("b {%p if risikoer %} c")
        + para("{%p endif %}")
        + para("{% endfor %}")
        + heading("Slutt")
        + para("{% for ett in tiltak %}"),
        [
            ("ulik-blokk", "avsnitt 3", "Skriv {% endif %}."),
            ("tagg-midt-i", "avsnitt 4", "Sett {%p if risikoer %} alene i et avsnitt."),
            ("loes-blokk", "avsnitt 6", ""),
            ("aapen-blokk", "avsnitt 1 under «Slutt»", "Avslutt med {% endfor %}."),
        ],
    ),
    "braces": (
        para("Se { { prosjekt.komune } } og {rapport.kvartal} og [[dato]].")
        + para("{{ prosjekt.kommune }")
        + para("{{ prosjekt.kommune + }}")
        + para("{% include 'x' %}")
        + para("{{ rapport.datoo }}"),
        [
            ("delt-klamme", "avsnitt 1", "Mente du {{ prosjekt.kommune }}?"),
            ("enkel-klamme", "avsnitt 1", "Mente du {{ rapport.kvartal }}?"),
            ("annet-system", "avsnitt 1", "Skriv feltet som {{ prosjekt.kommune }}."),
            ("aapen-tagg", "avsnitt 2", "Mente du {{ prosjekt.kommune }}?"),
            ("syntaksfeil", "avsnitt 3", ""),
            ("ikke-tillatt", "avsnitt 4", ""),
            ("ukjent-felt", "avsnitt 5", "Mente du {{ rapport.dato }}?"),
        ],
    ),
}
