"""More seeded faults: words of Norwegian and of other programs, blocks that do not pair, values of the wrong kind."""

from __future__ import annotations

from tests.word.docx import para, row
from tests.word.lint.faults import Case, data, header_row, heading

_IN_CELL = "tabell 1, rad 2, kolonne 1"


def _tag(text: str, code: str, proposed: str) -> Case:
    """A tag alone in its paragraph, with the tag that is proposed for it."""
    return Case(para(text), code, "avsnitt 1", text, f"Mente du {proposed}?" if proposed.startswith("{") else proposed)


def _block(opening: str, code: str, proposed: str, closing: str = "{% endif %}") -> Case:
    """A tag that begins a block, which is closed as it should be."""
    return _tag(opening, code, proposed)._replace(body=para(opening) + para("x") + para(closing))


def _end(wrong: str, proposed: str, opening: str = "{% if tiltak %}") -> Case:
    """A tag that ends a block, or goes on with it."""
    body = para(opening) + para("x") + para(wrong)
    return Case(body, "ukjent-tagg", "avsnitt 3", wrong, f"Mente du {proposed}?")


def _cell(tag: str, code: str, proposed: str) -> Case:
    """A tag in a cell of a table that is as it should be."""
    return Case(data(header_row("A", "B"), row(f"{tag}a", "{{ prosjekt.kommune }}")), code, _IN_CELL, tag, proposed)


def _plan(*looks: str, rows: str = "milepæler") -> str:
    """A sample table for a plan, under a heading."""
    corner = header_row(f"{{{{ gantt({rows}) }}}}", "2026", "", "", "", "")
    return heading("Plan") + data(corner, row("", "1Q"), row("Område"), row("Aktivitet", *looks))


def _matrix(third: int) -> str:
    """A sample matrix whose third level has so many cells."""
    levels = [row(str(level), *["Grønn"] * (third if level == 3 else 5)) for level in (5, 4, 3, 2, 1)]
    return data(header_row("{{ risikomatrise(trusler) }}", *"12345"), *levels)


SEEDED = {
    "`=` for `==`": _block("{% if prosjekt.trinn = 2 %}", "syntaksfeil", "{% if prosjekt.trinn == 2 %}"),
    "`er` for `==`": _block("{% if prosjekt.trinn er 2 %}", "syntaksfeil", "{% if prosjekt.trinn == 2 %}"),
    "`ikke`": _block("{% if ikke tiltak %}", "syntaksfeil", "{% if not tiltak %}"),
    "`og`, `eller`": _block(
        "{% if tiltak og risikoer eller mål %}", "syntaksfeil", "{% if tiltak and risikoer or mål %}"
    ),
    "a word in quotes stays": _block(
        '{% if prosjekt.trinn = "i og er" %}', "syntaksfeil", '{% if prosjekt.trinn == "i og er" %}'
    ),
    "`i` for `in`": _block("{% for a i tiltak %}", "syntaksfeil", "{% for a in tiltak %}", "{% endfor %}"),
    "`for hver`": _block("{% for hver a i tiltak %}", "syntaksfeil", "{% for a in tiltak %}", "{% endfor %}"),
    "`hvis`": _block("{% hvis tiltak %}", "ukjent-tagg", "{% if tiltak %}"),
    "`hvis` with more that is wrong": _block(
        "{%p hvis prosjekt.trinn = 2 og tiltak %}",
        "ukjent-tagg",
        "{%p if prosjekt.trinn == 2 and tiltak %}",
        "{%p endif %}",
    ),
    "`slutt` of a condition": _end("{% slutt %}", "{% endif %}"),
    "`slutt` of a loop": _end("{% slutt %}", "{% endfor %}", "{% for a in tiltak %}"),
    "`slutt hvis`": _end("{% slutt hvis %}", "{% endif %}"),
    "`end`": _end("{% end %}", "{% endif %}"),
    "`ellers`": _end("{% ellers %}", "{% else %}")._replace(
        body=para("{% if tiltak %}") + para("x") + para("{% ellers %}") + para("y") + para("{% endif %}")
    ),
    "`else if`": Case(
        para("{% if tiltak %}x{% else if risikoer %}y{% endif %}"),
        "syntaksfeil",
        "avsnitt 1",
        "{% else if risikoer %}",
        "Mente du {% elif risikoer %}?",
    ),
    "a quote that is not closed": _tag(
        '{{ prosjekt.saksnummer|ellers("ikke tildelt) }}',
        "syntaksfeil",
        '{{ prosjekt.saksnummer|ellers("ikke tildelt") }}',
    ),
    "a bracket that is not closed": _tag(
        "{{ økonomi.sum.prognoseavvik|mill(2 }}", "syntaksfeil", "{{ økonomi.sum.prognoseavvik|mill(2) }}"
    ),
    "another word for a filter": _tag(
        "{{ økonomi.sum.prognoseavvik|kroner }}", "ukjent-filter", "{{ økonomi.sum.prognoseavvik|kr }}"
    ),
    "a filter as a function": _tag("{{ antall(tiltak) }}", "ikke-tillatt", "{{ tiltak|antall }}"),
    "a figure after a filter": _tag(
        "{{ økonomi.sum.regnskap|mill 2 }}", "syntaksfeil", "{{ økonomi.sum.regnskap|mill(2) }}"
    ),
    "a misspelt function": _tag('{{ fotnota("forskrift") }}', "ukjent-funksjon", '{{ fotnote("forskrift") }}'),
    "a key without quotes": _tag("{{ bilde(forside) }}", "ukjent-felt", '{{ bilde("forside") }}'),
    "rows of a sheet as one value": _tag(
        '{{ ark["Kompetanse"] }}',
        "liste-som-verdi",
        'Skriv {% for rad in ark["Kompetanse"] %} … {% endfor %}, eller velg én rad: {{ ark["Kompetanse"][0].… }}.',
    ),
    "a colour outside of tables": _tag(
        "{% lys lys.samlet %}", "tagg-utenfor-tabell", "Sett taggen i en celle i en tabell."
    ),
    "a division by nothing": _tag("{{ økonomi.sum.prognoseavvik / 0 }}", "ugyldig-verdi", ""),
    "a filter for numbers on a text": _tag("{{ 'mye'|kr }}", "ugyldig-verdi", ""),
    "a light that is none": _cell('{% lys "lilla" %}', "ugyldig-verdi", "Skriv et trafikklys: {% lys lys.samlet %}."),
    "a field that is no light": _cell(
        "{% lys prosjekt.kommune %}", "ugyldig-verdi", "Skriv for eksempel {% lys lys.samlet %}."
    ),
    "two colours of one cell": _cell(
        "{% lys lys.økonomi %}{% cellbg lys.samlet %}",
        "dobbel-tagg",
        "Slett den ene. Skal fargen skifte, skriver du for eksempel {% cellbg … if … else … %}.",
    )._replace(quoted="{% cellbg lys.samlet %}"),
    "an empty tag": _tag("{{ }}", "tom-tagg", ""),
    "too few columns": _cell("{% colspan 0 %}", "ugyldig-verdi", ""),
    "a row that may not be there": _tag(
        "{{ risikoer[99].risikofaktor }}",
        "rad-kan-mangle",
        "Skriv {% if risikoer|antall >= 100 %}{{ risikoer[99].risikofaktor }}{% endif %}.",
    ),
    "a misspelt field of a row by its number": Case(
        para("{% if risikoer|antall > 99 %}{{ risikoer[99].risikofakter }}{% endif %}"),
        "ukjent-felt",
        "avsnitt 1",
        "{{ risikoer[99].risikofakter }}",
        "Mente du {{ risikoer[99].risikofaktor }}?",
    ),
    "a figure that is none": _tag(
        "{{ bilde(prosjekt) }}", "ugyldig-verdi", 'Skriv for eksempel {{ bilde(figur["forside"]) }}.'
    ),
    "a plan of rows without one": Case(
        _plan("tom", "plan", "utført", "forsinket", "milepæl ◆", rows="grupper"),
        "ugyldig-verdi",
        "tabell 1, rad 1, kolonne 1 under «Plan»",
        "{{ gantt(grupper) }}",
        "Skriv {{ gantt(milepæler) }}.",
    ),
    "a misspelt word that a plan needs": Case(
        _plan("tom", "planlagd", "utført", "forsinket", "milepæl ◆"),
        "moenstertabell",
        "tabell 1, rad 4, kolonne 3 under «Plan»",
        "planlagd",
        "Mente du «plan»?",
    ),
    "a misspelt word that a plan may have": Case(
        _plan("tom", "plan", "utført", "forsinka", "milepæl ◆"),
        "moenstertabell",
        "tabell 1, rad 4, kolonne 5 under «Plan»",
        "forsinka",
        "Mente du «forsinket»?",
    ),
    "a row of a matrix that lacks a cell": Case(
        _matrix(third=4), "moenstertabell", "tabell 1, rad 4, kolonne 5", "Grønn", ""
    ),
    "a row of a matrix with a cell too many": Case(
        _matrix(third=6), "moenstertabell", "tabell 1, rad 4, kolonne 7", "Grønn", ""
    ),
    "a block closed as another": Case(
        para("{% if tiltak %}") + para("x") + para("{% endfor %}"),
        "loes-blokk",
        "avsnitt 3",
        "{% endfor %}",
        "Mente du {% endif %}?",
    ),
    "blocks that cross": Case(
        para("{% for a in tiltak %}") + para("{% if a.navn %}") + para("{% endfor %}") + para("{% endif %}"),
        "loes-blokk",
        "avsnitt 3",
        "{% endfor %}",
        "Skriv {% endif %} her, og {% endfor %} etterpå.",
    ),
    "a block within another is not closed": Case(
        para("{% if tiltak %}") + para("{% for a in tiltak %}") + para("x") + para("{% endif %}"),
        "aapen-blokk",
        "avsnitt 2",
        "{% for a in tiltak %}",
        "Avslutt med {% endfor %}.",
    ),
    "a loop in a row that is repeated is not closed": Case(
        data(header_row("A", "B"), row("{%tr for a in tiltak %}{% for b in mål %}a", "{{ a.navn }}{%tr endfor %}")),
        "aapen-blokk",
        _IN_CELL,
        "{% for b in mål %}",
        "Avslutt med {% endfor %}.",
    ),
    "a loop's name after its loop": Case(
        para("{% for ett in tiltak %}{{ ett.navn }}{% endfor %}") + para("{{ ett.navn }}"),
        "utenfor-loekke",
        "avsnitt 2",
        "{{ ett.navn }}",
        "Flytt taggen inn i løkken, mellom {% for ett in tiltak %} og {% endfor %}.",
    ),
    "a loop's name before its loop": Case(
        para("{{ loop.index }}: {% for ett in tiltak %}{{ loop.index }} {{ ett.navn }}{% endfor %}"),
        "utenfor-loekke",
        "avsnitt 1",
        "{{ loop.index }}",
        "Flytt taggen inn i løkken.",
    ),
    "a loop's name in the row above": Case(
        data(
            header_row("A", "{{ ett.navn }}"),
            row("{%tr for ett in tiltak %}{{ ett.id }}", "{{ ett.navn }}{%tr endfor %}"),
        ),
        "utenfor-loekke",
        "tabell 1, rad 1, kolonne 2",
        "{{ ett.navn }}",
        "Flytt taggen inn i løkken.",
    ),
    "a private name of a field": _tag("{{ prosjekt.__class__ }}", "ikke-tillatt", ""),
}

# Texts of paragraphs, and the findings in them in order: code, place, what is proposed.
HIDDEN: dict[str, tuple[list[str], list[tuple[str, str, str]]]] = {
    "an unknown end hides no open loop": (
        ["{% for a in tiltak %}{{ a.navn }}{% endfor %}", "{% slutt %}", "{% for b in tiltak %}", "x"],
        [("ukjent-tagg", "avsnitt 2", ""), ("aapen-blokk", "avsnitt 3", "Avslutt med {% endfor %}.")],
    ),
    "an unknown end closes one loop": (
        ["{% for a in tiltak %}", "{% for b in tiltak %}", "{% slutt %}"],
        [
            ("aapen-blokk", "avsnitt 1", "Avslutt med {% endfor %}."),
            ("ukjent-tagg", "avsnitt 3", "Mente du {% endfor %}?"),
        ],
    ),
    "a tag that is not closed hides none after it": (
        ["{{ prosjekt.kommune } og {{ prosjekt.komune }}"],
        [
            ("aapen-tagg", "avsnitt 1", "Mente du {{ prosjekt.kommune }}?"),
            ("ukjent-felt", "avsnitt 1", "Mente du {{ prosjekt.kommune }}?"),
        ],
    ),
    "a quote that is not closed ends with its tag": (
        ['{{ prosjekt.saksnummer|ellers("ikke) }} og {{ prosjekt.komune ~ "x" }}'],
        [
            ("syntaksfeil", "avsnitt 1", 'Mente du {{ prosjekt.saksnummer|ellers("ikke") }}?'),
            ("ukjent-felt", "avsnitt 1", 'Mente du {{ prosjekt.kommune ~ "x" }}?'),
        ],
    ),
    "words for the whole of a condition": (
        ["{% hvis tiltak %}", "x", "{% ellers hvis risikoer %}", "y", "{% ellers %}", "z", "{% slutt %}"],
        [
            ("ukjent-tagg", "avsnitt 1", "Mente du {% if tiltak %}?"),
            ("ukjent-tagg", "avsnitt 3", "Mente du {% elif risikoer %}?"),
            ("ukjent-tagg", "avsnitt 5", "Mente du {% else %}?"),
            ("ukjent-tagg", "avsnitt 7", "Mente du {% endif %}?"),
        ],
    ),
    "what cannot be worked out is told beside other faults": (
        ["{{ prosjekt.komune }}", "{{ 5 / 0 }}"],
        [("ukjent-felt", "avsnitt 1", "Mente du {{ prosjekt.kommune }}?"), ("ugyldig-verdi", "avsnitt 2", "")],
    ),
    "a tag without its closing sign hides nothing of what it repeats or asks for": (
        [
            "{% for sak in beslutninger }",
            "{{ sak.frsit }}",
            "{% endfor %}",
            "{% if beslutninger > 0 %}x{% endif %}",
            "{{ anker('a') }}",
            "{% lys lys.samlet %}",
        ],
        [
            ("aapen-tagg", "avsnitt 1", "Mente du {% for sak in beslutninger %}?"),
            ("ukjent-felt", "avsnitt 2", "Mente du {{ sak.frist }}?"),
            ("ugyldig-verdi", "avsnitt 4", "Mente du {% if beslutninger|length > 0 %}?"),
            ("anker", "avsnitt 5", "Sett det i bildeteksten til en tabell eller figur, eller i en overskrift."),
            ("tagg-utenfor-tabell", "avsnitt 6", "Sett taggen i en celle i en tabell."),
        ],
    ),
    "a word that is no tag hides no anchor": (
        ["{% hvis tiltak %}", "{{ anker('a') }}", "{% end if %}"],
        [
            ("ukjent-tagg", "avsnitt 1", "Mente du {% if tiltak %}?"),
            ("anker", "avsnitt 2", "Sett det i bildeteksten til en tabell eller figur, eller i en overskrift."),
            ("ukjent-tagg", "avsnitt 3", "Mente du {% endif %}?"),
        ],
    ),
    "a sign too few in a condition hides nothing about the same field": (
        [
            "{% if lys.økonomi = «Rød» %}x{% endif %}",
            "{{ økonomi.sum.årsprognose|dato }}",
            "{{ lys.økonmi }}",
        ],
        [
            ("syntaksfeil", "avsnitt 1", "Mente du {% if lys.økonomi == «Rød» %}?"),
            ("feil-filter", "avsnitt 2", "Skriv {{ økonomi.sum.årsprognose|kr }}."),
            ("ukjent-felt", "avsnitt 3", "Mente du {{ lys.økonomi }}?"),
        ],
    ),
    "a block that is not closed hides no loop's name outside of it": (
        ["{% for a in tiltak %}{{ a.navn }}{% endfor %}", "{% if tiltak %}", "{{ a.navn }}"],
        [
            ("aapen-blokk", "avsnitt 2", "Avslutt med {% endif %}."),
            (
                "utenfor-loekke",
                "avsnitt 3",
                "Flytt taggen inn i løkken, mellom {% for a in tiltak %} og {% endfor %}.",
            ),
        ],
    ),
    "braces that stand apart hide nothing in their block": (
        ["{ % for sak in beslutninger % }", "{{ sak.frsit }}", "{% endfor %}"],
        [
            ("delt-klamme", "avsnitt 1", "Mente du {% for sak in beslutninger %}?"),
            ("ukjent-felt", "avsnitt 2", "Mente du {{ sak.frist }}?"),
        ],
    ),
    "an end for another element hides no anchor": (
        ["{%p if tiltak %}", "{{ anker('a') }}", "{% endif %}"],
        [
            ("anker", "avsnitt 2", "Sett det i bildeteksten til en tabell eller figur, eller i en overskrift."),
            ("ulik-blokk", "avsnitt 3", "Skriv {%p endif %}."),
        ],
    ),
}
