"""Every notation of a time: what it means, and what is printed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.model.perioder import Kvartal
from rapportgen.model.tidspunkt import Tidspunkt

OCTOBER_12 = date(2023, 10, 12)


def parse(raw, number_format="", year=None):
    return Tidspunkt.parse(raw, number_format, year)


@pytest.mark.parametrize(
    "raw",
    [
        OCTOBER_12,
        datetime(2023, 10, 12),
        "12.10.2023",
        "12.10.23",
        "12. okt 2023",
        "12 oktober 2023",
        "12. oktober 2023",
        "torsdag 12. oktober 2023",
        "2023-10-12",
        "2023-10-12 00:00:00",
        "20231012",
        20231012,
        "12/10-23",
        "12/10 2023",
        "12-10-2023",
        "12/10/23",
        45211,
    ],
)
def test_the_twelfth_of_october_in_every_notation(raw):
    moment = parse(raw).value
    assert (moment.slag, moment.start, moment.slutt) == ("dato", OCTOBER_12, OCTOBER_12)
    assert str(moment) == "12.10.2023"
    assert moment.langtekst == "12. oktober 2023"


@pytest.mark.parametrize(
    ("text", "day"),
    [("31.01.23", date(2023, 1, 31)), ("1.6.23", date(2023, 6, 1)), ("10. juni 2021", date(2021, 6, 10))],
)
def test_other_dates(text, day):
    assert parse(text).value.start == day


@pytest.mark.parametrize("text", ["06/23", "6/23", "juni 23", "jun.23", "juni 2023", "2023-06", "06.2023"])
def test_june_2023_in_every_notation(text):
    moment = parse(text).value
    assert (moment.slag, moment.start, moment.slutt) == ("maaned", date(2023, 6, 1), date(2023, 6, 30))
    assert str(moment) == "juni 2023"


@pytest.mark.parametrize("number_format", ["mmm.yy", "mmm\\-yy", "mm/yy", "[$-414]mmm/yy;@", "mmmm yyyy"])
def test_date_that_excel_made_of_a_month_is_a_month(number_format):
    assert str(parse(datetime(2023, 6, 1), number_format).value) == "juni 2023"


@pytest.mark.parametrize("number_format", ["dd.mm.yyyy", "General", "d. mmmm yyyy", "m/d/yyyy", "dd.mm.yyyy hh:mm"])
def test_date_format_with_a_day_is_a_date(number_format):
    assert parse(datetime(2023, 6, 1), number_format).value.slag == "dato"


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "printed"),
    [
        ("1Q 2024", "kvartal", date(2024, 1, 1), date(2024, 3, 31), "1Q 2024"),
        ("1. kv. 24", "kvartal", date(2024, 1, 1), date(2024, 3, 31), "1Q 2024"),
        ("1. tertial 2024", "tertial", date(2024, 1, 1), date(2024, 4, 30), "1T 2024"),
        ("H1 2024", "halvaar", date(2024, 1, 1), date(2024, 6, 30), "H1 2024"),
        ("vår 2024", "halvaar", date(2024, 1, 1), date(2024, 6, 30), "vår 2024"),
        ("høsten 2023", "halvaar", date(2023, 7, 1), date(2023, 12, 31), "høsten 2023"),
        ("2024", "aar", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (2024, "aar", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("uke 23-25 2024", "uke", date(2024, 6, 3), date(2024, 6, 23), "uke 23–25 2024"),
        ("2 dg 06/23", "maaned", date(2023, 6, 1), date(2023, 6, 30), "2 dg 06/23"),
        ("2023-2026", "periode", date(2023, 1, 1), date(2026, 12, 31), "2023–2026"),
        ("2018 – 2030", "periode", date(2018, 1, 1), date(2030, 12, 31), "2018–2030"),
        ("2Q 2023 – 4Q 2025", "periode", date(2023, 4, 1), date(2025, 12, 31), "2Q 2023–4Q 2025"),
        ("juni-august 2024", "periode", date(2024, 6, 1), date(2024, 8, 31), "juni–august 2024"),
        ("1.1.2024-31.12.2024", "periode", date(2024, 1, 1), date(2024, 12, 31), "1.1.2024–31.12.2024"),
        ("2Q 2023 (06/23)", "periode", date(2023, 4, 1), date(2023, 6, 30), "2Q 2023 (06/23)"),
    ],
)
def test_periods_and_spans(text, kind, start, end, printed):
    moment = parse(text).value
    assert (moment.slag, moment.start, moment.slutt) == (kind, start, end)
    assert moment.tekst("1Q 2024") == printed


@pytest.mark.parametrize(
    "text",
    ["medio juni", "primo", "ultimo", "innen sommeren", "innen 2026", "fram til 2026", "31.12.", "snarest"],
)
def test_vague_words_are_kept_and_not_guessed(text):
    moment, remarks = parse(text)
    assert (moment.slag, str(moment), moment.start, moment.slutt) == ("tekst", text, None, None)
    assert remarks == ()


@pytest.mark.parametrize("text", ["løpende", "fortløpende", "hele perioden"])
def test_what_goes_on_never_runs_out(text):
    moment = parse(text).value
    assert (moment.slag, str(moment)) == ("loepende", text)
    assert not moment.utloept(date(2099, 1, 1))


@pytest.mark.parametrize("text", ["uke 23", "u23"])
def test_week_without_a_year_has_no_dates(text):
    moment = parse(text).value
    assert (moment.slag, moment.start, str(moment)) == ("uke", None, text)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2Q", date(2024, 4, 1)),
        ("31.12.", date(2024, 12, 31)),
        ("juni", date(2024, 6, 1)),
        ("uke 23", date(2024, 6, 3)),
        ("u23", date(2024, 6, 3)),
    ],
)
def test_year_above_completes_the_text(text, start):
    assert parse(text, year=2024).value.start == start


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        ("TBD", "advarsel", "plassholder"),
        ("xx.måned xxxx", "advarsel", "plassholder"),
        ("?", "advarsel", "plassholder"),
        ("31.02.2023", "advarsel", "ugyldig-dato"),
        ("når bygget står klart", "info", "uklar-dato"),
        ("06/11", "info", "uklar-dato"),
        (12.1, "advarsel", "uklar-dato"),
        (True, "feil", "ugyldig-dato"),
    ],
)
def test_unclear_text_is_kept_with_a_remark(text, level, code):
    moment, remarks = parse(text)
    assert moment.start is None
    assert [(remark.alvor, remark.kode) for remark in remarks] == [(level, code)]


@pytest.mark.parametrize("raw", [None, "", "  ", "-", "–"])
def test_empty_cell_is_no_time(raw):
    assert parse(raw) == (None, ())


def test_duration_is_kept_beside_the_time():
    moment = parse("2 dg 06/23").value
    assert (moment.varighet, moment.kvartal) == ("2 dg", Kvartal(2023, 2))


def test_deadline_of_the_quarter_has_run_out_the_day_after():
    moment = parse("1Q 2024").value
    assert not moment.utloept(date(2024, 3, 31))
    assert moment.utloept(date(2024, 4, 1))


def test_before_compares_ends():
    assert parse("juni 2023").value.foer(parse("3Q 2023").value)
    assert not parse("snarest").value.foer(date(2099, 1, 1))


def test_unknown_times_sort_last():
    moments = [parse(text).value for text in ("snarest", "2024", "juni 2023")]
    assert [str(moment) for moment in sorted(moments, key=lambda moment: moment.sort_key)] == [
        "juni 2023",
        "2024",
        "snarest",
    ]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_printed_date_reads_back(day):
    assert parse(str(Tidspunkt.av(day))).value.start == day
    assert parse(Tidspunkt.av(day).langtekst).value.start == day
    assert parse(day.isoformat()).value.start == day


@given(st.text(max_size=80), st.one_of(st.none(), st.integers(1990, 2050)))
def test_no_text_makes_parsing_fail(text, year):
    moment = parse(text, year=year).value
    assert moment is None or isinstance(str(moment), str)


@given(st.text(alphabet="0123456789.-/–Qukejunimars tertial", max_size=24))
def test_nothing_near_a_date_makes_parsing_fail(text):
    moment = parse(text).value
    assert moment is None or moment.slutt is None or moment.start <= moment.slutt


@given(st.one_of(st.floats(), st.integers(), st.booleans(), st.binary()))
def test_no_typed_cell_makes_parsing_fail(raw):
    assert parse(raw).value is not None


@pytest.mark.parametrize("number_format", ["dd.mm.yyyy", "mmm.yy", "yyyy"])
@pytest.mark.parametrize(
    ("day", "text"),
    [(date(9999, 12, 31), "31.12.9999"), (date(2201, 1, 1), "01.01.2201"), (date(1899, 12, 30), "30.12.1899")],
)
def test_a_date_in_a_year_that_no_project_has_is_printed_and_counts_nowhere(day, text, number_format):
    parsed = parse(day, number_format)
    assert (parsed.value.slag, str(parsed.value), parsed.value.slutt) == ("tekst", text, None)
    assert [remark.kode for remark in parsed.remarks] == ["uklar-dato"]


@pytest.mark.parametrize("raw", ["sommer 2025", "sommeren 2025", "Sommer 25", "sommaren 2025", "sumaren 2025"])
def test_summer_is_june_to_august_and_is_printed_as_written(raw):
    found = parse(raw)
    assert (found.value.start, found.value.slutt, str(found.value)) == (date(2025, 6, 1), date(2025, 8, 31), raw)


def test_summer_takes_its_year_from_the_cell_above_and_is_text_without():
    assert parse("sommer", year=2024).value.kvartal == Kvartal(2024, 3)
    assert parse("sommer").value.kvartal is None
