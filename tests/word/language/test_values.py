"""How values print, bare and through filters."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from rapportgen.errors import TemplateError
from rapportgen.model.beloep import Beloep, Tall
from rapportgen.model.perioder import Kvartal
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.tidspunkt import Tidspunkt
from rapportgen.model.trafikklys import GUL
from rapportgen.word.settings import Visning
from tests.word.docx import render

NB = "\u00a0"
MINUS = "\u2212"


def printed(tag: str, value: object = None, visning: Visning | None = None, **context: object) -> str:
    """What a tag prints for `x`."""
    return render(tag, visning, judged=False, **{"x": value, **context}).text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("", ""),
        (True, "ja"),
        (False, "nei"),
        (0, "0"),
        (1234567, f"1{NB}234{NB}567"),
        (19.580000000000002, "19,58"),
        (Decimal("-1570.50"), f"{MINUS}1{NB}570,50"),
        (date(2023, 10, 12), "12.10.2023"),
        (datetime(2023, 10, 12, 8), "12.10.2023"),
        (Kvartal(2024, 2), "2. kvartal 2024"),
        (Tidspunkt.av(date(2023, 10, 12)), "12.10.2023"),
        (Tall(None, "over 80 %"), f"over 80{NB}%"),
        (Beloep.fra(45786, "1 000 kr"), f"45{NB}786"),
        (GUL, "Gul"),
    ],
)
def test_a_bare_value_prints_the_norwegian_way(value: object, text: str) -> None:
    assert printed("{{ x }}", value) == text


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ("{{ x|kr }}", Decimal("1250000"), f"1{NB}250{NB}000{NB}kr"),
        ("{{ x|kr }}", Beloep.fra(Decimal("1.25"), "mill. kr"), f"1{NB}250{NB}000{NB}kr"),
        ("{{ x|kr(2) }}", Decimal("0.5"), f"0,50{NB}kr"),
        ("{{ x|tusen }}", Beloep(Decimal(1250499)), f"1{NB}250"),
        ("{{ x|tusen }}", Decimal(-1500), f"{MINUS}2"),
        ("{{ x|mill }}", 19_400_000, f"19,4{NB}mill.{NB}kr"),
        ("{{ x|mill(0) }}", 19_500_000, f"20{NB}mill.{NB}kr"),
        ("{{ x|prosent }}", Decimal("0.8"), f"80{NB}%"),
        ("{{ x|prosent(1) }}", -0.055, f"{MINUS}5,5{NB}%"),
        ("{{ x|prosent }}", Tall(Decimal("0.8"), f"over 80{NB}%", True), f"over 80{NB}%"),
        ("{{ x|tall }}", Decimal("19.50"), "19,50"),
        ("{{ x|tall(1) }}", Decimal("2.25"), "2,3"),
        ("{{ x|tall(0) }}", Decimal("-0.4"), "0"),
        ("{{ x|tall(1) }}", 1e20, f"100{NB}000{NB}000{NB}000{NB}000{NB}000{NB}000,0"),
        ("{{ x|tall(1) }}", Beloep.fra(45786, "1 000 kr"), f"45{NB}786,0"),
        ("{{ x|tall }}", Beloep.fra(2, "mill. kr"), "2,0"),
        ("{{ x|fortegn }}", Beloep.fra(-2666, "1 000 kr"), f"{MINUS}2{NB}666"),
        ("{{ x|fortegn(1) }}", Beloep.fra(Decimal("2.66"), "mill. kr"), "+2,7"),
        ("{{ x|avrund }}", Beloep.fra(Decimal("45786.4"), "1 000 kr"), f"45{NB}786"),
        ("{{ x|avrund|kr }}", Beloep.fra(Decimal("2.66"), "mill. kr"), f"3{NB}000{NB}000{NB}kr"),
        ("{{ x|tusen|fortegn }}", 1_500_000, f"+1{NB}500"),
        ("{{ x|fortegn }}", -7, f"{MINUS}7"),
        ("{{ x|fortegn }}", 0, "0"),
        ("{{ x|ord }}", Beloep(Decimal(-5)), "merforbruk"),
        ("{{ x|ord }}", Decimal(5), "mindreforbruk"),
        ("{{ x|ord }}", 0, "i balanse"),
        ("{{ x|absolutt|mill }}", Decimal(-4_300_000), f"4,3{NB}mill.{NB}kr"),
        ("{{ x|dato }}", date(2023, 1, 2), "02.01.2023"),
        ("{{ x|langdato }}", date(2023, 10, 12), "12. oktober 2023"),
        ("{{ x|langdato }}", Tidspunkt.av(date(2023, 10, 12)), "12. oktober 2023"),
        ("{{ x|kvartal }}", date(2024, 5, 1), "2. kvartal 2024"),
        ("{{ x|liste }}", ["a", "b", "c"], "a, b og c"),
        ("{{ x|liste }}", ["a", None, 2], "a og 2"),
        ("{{ x|liste('eller') }}", ["a", "b"], "a eller b"),
        ("{{ x|liste }}", [], "–"),
        ("{{ x|join(', ') }}", [1, Decimal("1.5")], "1, 1,5"),
        ("{{ x|storforbokstav }}", "økonomi i SONE", "Økonomi i SONE"),
        ("{{ x|upper }}", "årsrapport", "ÅRSRAPPORT"),
        ("{{ x|default('ukjent') }}", None, "ukjent"),
        ("{{ y|default('ukjent') }}", None, "ukjent"),
        ("{{ x|length }}", ["a", "b"], "2"),
        ("{{ x|first }}", ["a", "b"], "a"),
        ("{{ x|last }}", ["a", "b"], "b"),
        ("{{ x|sum }}", [Beloep(Decimal(1000)), None, Beloep(Decimal(2000))], f"3{NB}000"),
        ("{{ x|sum('v') }}", [{"v": 1}, {"v": 2}], "3"),
        ("{{ x|sort|join(' ') }}", ["b", "A", None], "A b –"),
        ("{{ x|sort('v', true)|join(' ', 'v') }}", [{"v": 1}, {"v": 2}], "2 1"),
        ("{{ x|velg('s', 'Gul')|length }}", [{"s": GUL}, {"s": None}], "1"),
        ("{{ x|round(1) }}", Decimal("1.25"), "1,3"),
        ("{{ x|replace('a', 'b') }}", "abba", "bbbb"),
        ("{{ x|kutt(4) }}", "abcdefg", "abc…"),
        ("{{ x|trim }}", "  a ", "a"),
        *[
            (f"{{{{ x|{name} }}}}", None, "–")
            for name in ("kr", "tusen", "mill", "prosent", "tall", "dato", "langdato", "ord")
        ],
    ],
)
def test_filters(tag: str, value: object, text: str) -> None:
    assert printed(tag, value) == text


@pytest.mark.parametrize(
    ("tag", "visning", "value", "text"),
    [
        ("{{ x|langdato }}", Visning(maalform="nynorsk"), date(2023, 10, 12), "12. oktober 2023"),
        ("{{ x|langdato }}", Visning(maalform="nordsamisk"), date(2023, 10, 12), "golggotmánu 12. b. 2023"),
        ("{{ x|tall(1) }}", Visning(maalform="nordsamisk"), -1234, f"{MINUS}1{NB}234,0"),
        ("{{ x|ord }}", Visning(maalform="nynorsk"), -1, "meirforbruk"),
        ("{{ x|ord }}", Visning(fortegn="merforbruk positivt"), -1, "mindreforbruk"),
        ("{{ 'Trusler'|nn }}", Visning(maalform="nynorsk"), None, "Truslar"),
        ("{{ 'Trusler'|nn }}", Visning(), None, "Trusler"),
        ("{{ x }}", Visning(kvartalsformat="1Q 2024"), Kvartal(2023, 3), "3Q 2023"),
        ("{{ x }}", Visning(mangler=".."), None, ".."),
    ],
)
def test_the_report_chooses_language_and_forms(tag: str, visning: Visning, value: object, text: str) -> None:
    assert printed(tag, value, visning).strip() == text


@pytest.mark.parametrize(
    ("tag", "context", "text"),
    [
        ("{{ r.navn }}", {"r": Felter(navn="A")}, "A"),
        ('{{ r["Antall ansatte"] }}', {"r": {"antall_ansatte": 3}}, "3"),
        ("{{ rader[1].navn }} {{ rader[-1].navn }}", {"rader": [{"navn": "A"}, {"navn": "B"}]}, "B B"),
        ("{{ rader.sum }}", {"rader": Rader([Felter(v=1)], sum=1)}, "1"),
        ("{{ d.aar }} {{ d.month }}", {"d": date(2024, 5, 6)}, f"2{NB}024 5"),
        ("{{ k.nummer }}", {"k": Kvartal(2024, 2)}, "2"),
        ("{{ a ~ '/' ~ b }}", {"a": Decimal("1.5"), "b": None}, "1,5/–"),
        ("{{ a + 'x' }}", {"a": "b"}, "bx"),
        ("{{ a - b }}", {"a": Beloep(Decimal(5000)), "b": Beloep(Decimal(1000))}, f"4{NB}000"),
        ("{{ a / 4 }}", {"a": 1}, "0,25"),
        ("{{ a / 7 }}", {"a": 1}, "0,1428571429"),
        ("{{ (a / 7)|tall }}", {"a": 10**13}, f"1{NB}428{NB}571{NB}428{NB}571"),
        ("{{ a }}", {"a": Decimal("0.123456789012345")}, "0,123456789012345"),
        ("{{ 'over' if a > 46000 else 'under' }}", {"a": Beloep.fra(45786, "1 000 kr")}, "under"),
        ("{{ 'over' if a > 19.4 else 'under' }}", {"a": Beloep.fra(Decimal("19.5"), "mill. kr")}, "over"),
        (
            "{{ 'over' if a > b else 'under' }}",
            {"a": Beloep.fra(2, "mill. kr"), "b": Beloep.fra(900, "1 000 kr")},
            "over",
        ),
        ("{{ 'lik' if a == 0.1 else 'ulik' }}", {"a": Decimal("0.1")}, "lik"),
        ("{{ 0.1 + 0.2 }}", {}, "0,3"),
        ("{{ 'ja' if 2 in a and 'x' not in b else 'nei' }}", {"a": [1, 2], "b": "abc"}, "ja"),
        ("{{ 'ja' if a }}", {"a": False}, ""),
        ("{% if a is defined %}x{% endif %}{% if b is none %}y{% endif %}", {"b": None}, "y"),
        (
            "{% for v in a %}{{ loop.index }}{{ v }}{% if not loop.last %}, {% endif %}{% else %}tom{% endfor %}",
            {"a": ["x", "y"]},
            "1x, 2y",
        ),
        ("{% for v in a %}x{% else %}tom{% endfor %}", {"a": None}, "tom"),
        ("{% for k in a %}{{ k }}{% endfor %}", {"a": {"x": 1}}, "x"),
        ("{% set n = 2 %}{{ n * 3 }}", {}, "6"),
        ("{{ økonomi.påløpt }}", {"oekonomi": {"paaloept": 1}}, "1"),
        ("{{ ord[navn] }}", {"ord": {"pleie_og_omsorg": "x"}, "navn": RikTekst.av_tekst("Pleie og\nomsorg")}, "x"),
        ("{% if ord[navn].samisk %}x{% else %}y{% endif %}", {"ord": Rader(), "navn": None}, "y"),
    ],
)
def test_expressions(tag: str, context: dict[str, object], text: str) -> None:
    assert printed(tag, **context) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ prosjekt.kommune.samisk }}", "–"),
        ("{{ økonomi.sum.regnskap|mill }}", "–"),
        ("{{ økonomi.sum['Regnskap hittil'].x }}", "–"),
        ("{{ økonomi.sum[0] }}", "–"),
        ("{% if prosjekt.kommune.samisk %}ja{% else %}nei{% endif %}", "nei"),
        ("{% for x in økonomi.sum.rader %}x{% else %}ingen{% endfor %}", "ingen"),
    ],
)
def test_a_missing_value_has_missing_fields(tag: str, text: str) -> None:
    assert printed(tag, prosjekt=Felter(kommune=None), oekonomi=Rader(sum=None)) == text


@pytest.mark.parametrize(
    ("tag", "text", "is_told"),
    [
        ("{{ tekst[k] }}", "–", True),
        ("{{ tekst[none] }}", "–", True),
        ("{{ tekst[k].navn|upper }}", "–", True),
        ('{{ "a" ~ tekst[k] }}', "a–", True),
        ("{{ tekst[k] if true else 1 }}", "–", True),
        ("{% if tekst[k] %}a{% endif %}", "", False),
        ("{{ 1 if tekst[k] else 2 }}", "2", False),
        ("{{ tekst[k] if k else 2 }}", "2", False),
        ('{{ tekst[k] or "b" }}', "b", False),
        ('{{ tekst[k]|ellers("b") }}', "b", False),
        ('{{ tekst[k]|default("b") }}', "b", False),
        ("{{ tekst[k] is none }}", "ja", False),
        ("{{ ingen[k] }}", "–", True),
        ('{{ tekst["a"] }}', "tekst", False),
        ("{{ [1, 2][:1][0] }}", "1", False),
    ],
)
def test_what_stands_under_an_empty_key_is_missing_and_told_of_where_it_is_printed(
    tag: str, text: str, is_told: bool
) -> None:
    report = render(tag, tekst={"a": "tekst"}, k=None, ingen=None)
    assert report.text == text
    told = [("tom-noekkel", "avsnitt 1", tag)] if is_told else []
    assert [(p.kode, p.sted, p.verdi) for p in report.problems] == told


@pytest.mark.parametrize(
    ("tag", "text", "is_told"),
    [
        ("{% set x = tekst[k] %}{{ x }}", "–", True),
        ("{% set x = tekst[k] %}{% if x %}{{ x }}{% endif %}", "", False),
        ("{% set x = tekst[k] %}{{ x if x is not none else 'b' }}", "b", False),
        ('{% set x = tekst[k] or "b" %}{{ x }}', "b", False),
        ("{% for rad in tekst[k] %}a{% endfor %}", "", True),
        ("{% for rad in tekst[k] or [1] %}a{% endfor %}", "a", False),
    ],
)
def test_what_stands_under_an_empty_key_is_told_of_where_it_is_named_or_gone_through(
    tag: str, text: str, is_told: bool
) -> None:
    report = render(tag, tekst={"a": "tekst"}, k=None)
    assert report.text == text
    told = [("tom-noekkel", "avsnitt 1", tag.partition("%}")[0] + "%}")] if is_told else []
    assert [(p.kode, p.sted, p.verdi) for p in report.problems] == told


def test_fields_named_to_a_filter_may_be_spelt_with_letters() -> None:
    assert printed("{{ x|sum('påløpt') }}", [{"paaloept": 2}, {"paaloept": 3}]) == "5"


PROSJEKT = {"prosjekt": Felter(leder="Kari", maal=None)}


@pytest.mark.parametrize(
    ("tag", "context", "code", "message"),
    [
        ("{{ prosjekt.ledr }}", PROSJEKT, "ukjent-felt", "Feltet prosjekt.ledr finnes ikke. Mente du prosjekt.leder?"),
        ("{{ prosjket.leder }}", PROSJEKT, "ukjent-felt", "Feltet prosjket finnes ikke. Mente du prosjekt?"),
        ("{{ a.b.c }}", {"a": {}}, "ukjent-felt", "Feltet a.b finnes ikke."),
        ("{% if prosjekt.ledr %}x{% endif %}", PROSJEKT, "ukjent-felt", "Mente du prosjekt.leder?"),
        ("{% for x in prosjekt.ledr %}x{% endfor %}", PROSJEKT, "ukjent-felt", "Mente du prosjekt.leder?"),
        ("{{ prosjekt }}", PROSJEKT, "ugyldig-verdi", "Dette er en samling felter."),
        ("{{ [1, 2] }}", {}, "ugyldig-verdi", "Dette er en liste."),
        ("{{ 'x'|kr }}", {}, "ugyldig-verdi", "Filteret «kr» trenger et tall eller et beløp, men «x» er noe annet."),
        ("{{ 1|dato }}", {}, "ugyldig-verdi", "Filteret «dato» trenger en dato"),
        ("{{ 'a' + 1 }}", {}, "ugyldig-verdi", "Kan ikke regne med «a»."),
        ("{{ 1 / 0 }}", {}, "ugyldig-verdi", "går ikke opp"),
        ("{{ 'a' < 1 }}", {}, "ugyldig-verdi", "Verdiene kan ikke sammenlignes"),
        ("{% for x in 'abc' %}x{% endfor %}", {}, "ugyldig-verdi", "Dette er ikke en liste"),
        ("{{ x.strip }}", {"x": "a"}, "ukjent-felt", "Feltet x.strip finnes ikke."),
        ("{{ x|sum('borte') }}", {"x": [{"v": 1}]}, "ugyldig-verdi", "Radene har ikke feltet «borte»."),
    ],
)
def test_a_wrong_expression_says_where_and_what(tag: str, context: dict[str, object], code: str, message: str) -> None:
    with pytest.raises(TemplateError) as refused:
        printed(tag, **context)
    (problem,) = refused.value.problems
    assert (problem.kode, problem.sted) == (code, "avsnitt 1")
    assert message in str(refused.value)
