"""Filters that a kommune has declared, in templates: numbers, words, colours."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import Beloep, Tall
from rapportgen.model.oppsett.filtre import FARGER, ORDLISTE, TALL, EgetFilter, Tallformat
from rapportgen.model.oppsett.palett import Farge
from rapportgen.model.trafikklys import GROENN, GUL
from rapportgen.model.utelatt import MANGLER
from rapportgen.word import cache, compile_template, render_template
from rapportgen.word.lint import check_template
from rapportgen.word.settings import Egenskaper, Visning
from tests.model.oppsett.bygg import settings
from tests.word.docx import Report, cell, docx_with, para, row, table

NB = "\u00a0"


def report(body: str, visning: Visning, **context: Any) -> Report:
    compiled = compile_template(docx_with(body), filters=visning.filtre, cache=False)
    rendered = render_template(compiled, context, visning, Egenskaper())
    return Report(rendered.data, rendered.problems)


def printed(own: EgetFilter, value: object, **visning: Any) -> str:
    return report(para(f"[{{{{ x|{own.navn} }}}}]"), Visning(filtre=(own,), **visning), x=value).text.strip("[]\n")


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        (Tallformat(), Decimal("1234.50"), f"1{NB}234,50"),
        (
            Tallformat(delt_paa=Decimal(1000), desimaler=1, enhet="tusen kr"),
            Beloep(Decimal(19_580_000)),
            f"19{NB}580,0{NB}tusen{NB}kr",
        ),
        (Tallformat(ganger=Decimal(100), desimaler=1, enhet="%"), Decimal("0.0456"), f"4,6{NB}%"),
        (Tallformat(fortegn=True), Decimal(5), "+5"),
        (Tallformat(fortegn=True), Decimal(-5), "\u22125"),
        (Tallformat(null="–"), Decimal(0), "–"),
        (Tallformat(desimaler=0, null="ingen"), Decimal("0.4"), "ingen"),
        (Tallformat(foran="NOK"), Decimal(5), f"NOK{NB}5"),
        (Tallformat(foran="~"), Decimal(5), "~5"),
        (Tallformat(delt_paa=Decimal(3)), Decimal(9), "3"),
        (Tallformat(enhet="kr"), Tall(Decimal(5), "ca. 5"), "ca. 5"),
        (Tallformat(enhet="kr"), None, "–"),
        (Tallformat(enhet="kr"), MANGLER, "mangler"),
    ],
)
def test_a_number_prints_in_the_format(form: Tallformat, value: object, text: str) -> None:
    assert printed(EgetFilter("mitt", TALL, tall=form), value).replace(" ", NB) == text.replace(" ", NB)


@pytest.mark.parametrize(
    ("other", "value", "text"),
    [
        (None, "A", "Avklaring & <mer>"),
        (None, " a ", "Avklaring & <mer>"),
        (None, "C", "C"),
        ("ukjent", "C", "ukjent"),
        ("ukjent", None, "–"),
    ],
)
def test_a_word_is_looked_up_in_the_list(other: str | None, value: object, text: str) -> None:
    own = EgetFilter("fase", ORDLISTE, ord={"a": "Avklaring & <mer>"}, ellers=other)
    assert printed(own, value) == text


def test_a_colour_fills_the_cell_and_makes_its_text_readable() -> None:
    own = EgetFilter("haste", FARGER, farger={"høy": Farge("1F4E79", "FFFFFF"), "lav": GROENN}, ellers_farge=GUL)
    cells = row(*(cell(para(f"{{% lys {name}|haste %}}{{{{ {name} }}}}")) for name in "abcd"))
    made = report(table(cells), Visning(filtre=(own,)), a="Høy", b="lav", c="noe annet", d=None)
    assert made.values("w:shd", "fill") == ["1F4E79", "C6EFCE", "FFEB9C", "auto"]
    assert made.values("w:color") == ["FFFFFF", "006100", "9C5700", "auto"]


def test_a_light_has_the_colour_of_the_palette() -> None:
    body = table(row(cell(para("{% lys x %}{{ x }}"))))
    made = report(body, Visning(palett={"Grønn": Farge("C6E0B4", "1E4620")}), x=GROENN)
    assert made.values("w:shd", "fill") == ["C6E0B4"]
    assert made.values("w:color") == ["1E4620"]


def test_a_filter_takes_no_values_in_brackets() -> None:
    own = EgetFilter("mitt", TALL)
    with pytest.raises(TemplateError, match="tar ingen verdier"):
        report(para("{{ x|mitt(2) }}"), Visning(filtre=(own,)), x=1)


def test_a_filter_that_is_not_declared_is_unknown() -> None:
    with pytest.raises(TemplateError, match="Filteret «mitt» finnes ikke"):
        compile_template(docx_with(para("{{ x|mitt }}")), cache=False)


def test_the_cache_tells_templates_with_and_without_a_filter_apart(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path))
    template, own = docx_with(para("{{ x|mitt }}")), (EgetFilter("mitt", TALL),)
    first, second = (compile_template(template, filters=own) for _ in range(2))
    assert first.digest == second.digest
    for _ in range(2):
        with pytest.raises(TemplateError):
            compile_template(template)
        monkeypatch.setattr(cache, "_REMEMBERED", {})


def test_the_linter_knows_own_filters_sheets_and_columns() -> None:
    made = settings(
        '[filtre.tusenkr]\ntall = { del_på = 1000 }\n[ark.Kurs.kolonner]\nNavn = "tekst"\nPris = "beløp"\n'
        '[ark.Tiltak.kolonner]\n"Politisk sak" = "tekst"'
    )
    good = (
        "{% for kurs in ark['Kurs'] %}{{ kurs.navn }} {{ kurs.pris|tusenkr }}{% endfor %}"
        "{% for t in tiltak %}{{ t.politisk_sak }}{% endfor %}"
    )
    assert check_template(docx_with(para(good)), oppsett=made) == []
    wrong = "{% for kurs in ark['Kurs'] %}{{ kurs.navn|tusenkr }} {{ kurs.priss }}{% endfor %}"
    found = [finding.problem for finding in check_template(docx_with(para(wrong)), oppsett=made)]
    assert [problem.kode for problem in found] == ["feil-filter", "ukjent-felt"]
    assert found[1].forslag == "Mente du {{ kurs.pris }}?"
