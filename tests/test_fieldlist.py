"""The list of what a template may use: complete, and every tag of it may be pasted as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rapportgen.fieldlist import field_list, grouped, nearest, search, write_document
from rapportgen.model.declared import ByKey, DeclaredRow, Sheets, declared_context
from rapportgen.model.felter import with_letters
from rapportgen.model.rader import Felter, Rader
from rapportgen.model.record import Value
from rapportgen.names import ascii_name
from rapportgen.pipeline import check_file, printable
from rapportgen.resources import shipped_samples
from rapportgen.word import compile_template, render_template
from rapportgen.word.language.environment import make_environment
from rapportgen.word.language.guard import FUNCTIONS, TESTS
from rapportgen.word.language.values import LOOP_FIELDS
from rapportgen.word.lint import check_template
from rapportgen.word.settings import Egenskaper, Visning
from tests.excel.bygg import workbook_with
from tests.word.charts import bar_chart, picture_of
from tests.word.charts import template as with_charts
from tests.word.docx import Report, docx_with, para, render, row, run, table
from tests.word.drawing.test_samples import LOOKS, gantt_sample, matrix
from tests.word.judge import judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rapportgen.model.felt import Field, Group

FIELDS = field_list()
GROUPS = {group.navn: fields for group, fields in grouped(FIELDS)}
BY_NAME = {field.felt: field for field in FIELDS}
ALT = '<w:tblCaption w:val="Tabell"/><w:tblDescription w:val="En tabell."/></w:tblPr>'


def pasted(field: Field) -> str:
    """A tag as somebody pastes it: its lines in paragraphs, or in cells where it has tabs; inside its loop."""
    if field.loekke:
        opened = field.loekke.replace("{% for", "{%p for")
        return para(opened) + "".join(map(para, field.tagg.split("\n"))) + para("{%p endfor %}")
    if "\t" in field.tagg:
        cells = field.tagg.split("\t")
        words = ["{%tc if prosjekt.ansvarlig %}Ord{%tc endif %}" if "{%tc" in one else "Ord" for one in cells]
        return whole(row(*words), row(*cells))
    if "colspan" in field.tagg:
        return whole(row("Ord", "Ord"), row(field.tagg))
    return "".join(map(para, field.tagg.split("\n")))


def whole(header: str, *rows: str) -> str:
    """A table as it should be: with a row of headings and an alternative text."""
    named = header.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")
    return table(named, *rows).replace("</w:tblPr>", ALT) + para("")


def findings(template: bytes) -> list[str]:
    return [f"{one.problem.kode} {one.problem.verdi}: {one.problem.melding}" for one in check_template(template)]


@pytest.fixture(scope="module")
def contexts() -> list[dict[str, object]]:
    """What templates see of each sample."""
    return [printable(check_file(path), None)[1] for path in shipped_samples().values()]


def reports(template: bytes, contexts: list[dict[str, object]]) -> str:
    """The text of the reports of all samples."""
    compiled = compile_template(template, cache=False)
    made = (render_template(compiled, context, Visning(), Egenskaper()) for context in contexts)
    return "\n".join(Report(one.data, one.problems).text for one in made)


@pytest.mark.parametrize("name", [name for name in GROUPS if name not in ("funksjoner", "grafer")])
def test_every_tag_may_be_pasted_as_it_stands(name: str, contexts: list[dict[str, object]]) -> None:
    tags = [field for field in GROUPS[name] if not field.tagg.startswith(("[graf", "{{ gantt"))]
    template = docx_with("".join(map(pasted, tags)))
    assert findings(template) == []
    assert reports(template, contexts if name != "ark" else contexts_with("Kompetanse", contexts)).strip()


def contexts_with(sheet: str, contexts: list[dict[str, object]]) -> list[dict[str, object]]:
    return [context for context in contexts if sheet in context["ark"].feltnavn()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", [field for field in FIELDS if field.slag == "graf"], ids=lambda field: field.felt)
def test_every_key_of_a_chart_may_be_pasted_in_its_alternative_text(
    field: Field, contexts: list[dict[str, object]]
) -> None:
    body = pasted(field).replace(run(field.tagg), picture_of(1, f"{field.tagg} Diagram."))
    template = with_charts(body, {1: bar_chart("Årsbudsjett")})
    assert findings(template) == []
    assert "graf:" not in reports(template, contexts[:1])


TABLES = [group for group, _ in grouped(FIELDS) if group.tabell]


@pytest.mark.parametrize("group", TABLES, ids=lambda group: group.navn)
def test_every_table_may_be_pasted_as_it_stands(group: Group, contexts: list[dict[str, object]]) -> None:
    template = docx_with(whole(row(*(heading for heading, _ in group.tabell)), row(*group.tabellrad)))
    assert findings(template) == []
    assert all(heading in reports(template, contexts) for heading, _ in group.tabell)


class TestFunctions:
    @pytest.mark.parametrize("name", ["bilde", "fotnote", "se"])
    def test_those_in_text_may_be_pasted_as_they_stand(self, name: str, contexts: list[dict[str, object]]) -> None:
        template = docx_with(para("Se ", run(BY_NAME[name].tagg)))
        assert findings(template) == []
        assert "{{" not in reports(template, contexts)

    def test_a_plan_is_drawn_with_the_sample_around_its_tag(self, contexts: list[dict[str, object]]) -> None:
        template = docx_with(gantt_sample(*LOOKS, corner=BY_NAME["gantt"].tagg))
        assert "{{" not in reports(template, contexts)
        assert BY_NAME["milepæler.gantt"].tagg == BY_NAME["gantt"].tagg

    def test_a_matrix_is_drawn_with_the_sample_around_its_tag(self, contexts: list[dict[str, object]]) -> None:
        body = matrix([*"54321"], [*"12345"]).replace("{{ risikomatrise(risikoer) }}", BY_NAME["risikomatrise"].tagg)
        assert "{{" not in reports(docx_with(body), contexts)

    def test_an_anchor_is_what_a_reference_leads_to(self, contexts: list[dict[str, object]]) -> None:
        number = '<w:fldSimple w:instr=" SEQ Tabell "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        caption = para(run("Tabell "), number, run(f" Økonomi {BY_NAME['anker'].tagg}"))
        assert "Se tabell 1" in reports(docx_with(caption + para(f"Se {BY_NAME['se'].tagg}")), contexts[:1])


class TestComplete:
    def test_every_field_that_a_checker_knows_is_listed(self) -> None:
        listed = {ascii_name(field.felt.replace("[]", " x ")) for field in FIELDS}
        wanted = {path for name, value in declared_context().items() for path in paths(name, value)}
        assert sorted(path for path in wanted if ascii_name(path.replace("[]", " x ")) not in listed) == []

    def test_every_filter_is_listed_by_one_of_its_names(self) -> None:
        listed = (
            " ".join(f"{field.felt} {field.hjelp}" for field in GROUPS["filtre"]).replace("ø", "oe").replace("å", "aa")
        )
        names = [name for name in make_environment().filters if not name.startswith("_")]
        assert [name for name in names if not re.search(rf"\b{name}\b", listed)] == []

    @pytest.mark.parametrize(
        ("group", "names"), [("funksjoner", set(FUNCTIONS)), ("tester", set(TESTS))], ids=["functions", "tests"]
    )
    def test_every_function_and_test_is_listed_and_nothing_else(self, group: str, names: set[str]) -> None:
        assert {field.felt for field in GROUPS[group]} == names

    def test_the_counters_of_a_loop_are_listed(self) -> None:
        listed = {field.felt.removeprefix("loop.") for field in GROUPS["løkker"] if field.felt.startswith("loop.")}
        assert listed == set(LOOP_FIELDS)

    def test_the_charts_of_a_report_are_listed(self, contexts: list[dict[str, object]]) -> None:
        indicators = {str(serie.felt("navn")) for one in contexts for serie in one["tidsserier"]}  # type: ignore[attr-defined]
        charts = {name for one in contexts for name in one["grafer"].feltnavn()}  # type: ignore[attr-defined]
        always = {field.felt.removeprefix("grafer.") for field in GROUPS["grafer"]} - {"grafer[«nøkkeltall»]"}
        assert always <= charts
        assert indicators <= charts

    def test_the_parts_of_every_kind_of_value_are_listed(self) -> None:
        kinds = {kind for kind in subclasses(Value) if kind.FELT and kind.__name__ not in WITHOUT_LISTED_PARTS}
        listed = {ascii_name(field.felt.rpartition(".")[2]) for field in GROUPS["deler"]}
        assert {part for kind in kinds for part in kind.FELT} - listed == set()


WITHOUT_LISTED_PARTS = {"Tall", "Risikomatrise", "Grenser", "Vurdering"}
"""Settings that no field holds, and values whose parts only some of their kind have."""


def subclasses(kind: type[Value]) -> Iterator[type[Value]]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def paths(path: str, value: object) -> Iterator[str]:
    """The fields of a stand-in, by their paths; rows of a sheet are listed once, under their own collection."""
    if isinstance(value, (ByKey, Sheets)):
        return
    if isinstance(value, Rader):
        yield f"{path}[]"
        yield from (f"{path}.{name}" for name in value.feltnavn())
        first = value[0]
        own = isinstance(first, DeclaredRow) and first.sheet.samling == path
        names = first.feltnavn() if own or isinstance(first, Felter) else getattr(first, "besides", ())
        yield from (f"{path}[].{name}" for name in names)
    elif isinstance(value, (Felter, DeclaredRow)):
        yield from (f"{path}.{name}" for name in value.feltnavn())


@pytest.mark.parametrize("field", [field for field in GROUPS["filtre"] if field.eksempel], ids=lambda field: field.felt)
def test_the_example_of_a_filter_is_what_it_gives(field: Field) -> None:
    value, _, expected = field.eksempel.partition(" gir ")
    assert render(f"{{{{ {value} }}}}", judged=False).text.replace("\u00a0", " ") == expected


class TestSearch:
    @pytest.mark.parametrize("word", ["økonomi.sum", "okonomi.sum", "oekonomi.sum", "ØKONOMI.SUM"])
    def test_letters_may_be_typed_in_any_way(self, word: str) -> None:
        assert "økonomi.sum" in [field.felt for field in search(FIELDS, [word])]

    @pytest.mark.parametrize(
        ("words", "felt"),
        [
            (["HiÅ"], "økonomi[].regnskap"),  # another heading of the column
            (["ramme", "årsbudsjett"], "økonomi[].revidert_budsjett"),
            (["Deltakere", "stilling"], "deltakere[].stilling"),  # sheet and column
            (["desimaler"], "tall"),  # the explanation of a filter
            (["truncate"], "kutt"),  # another name of it
            (["gantt"], "gantt"),
        ],
    )
    def test_a_word_is_found_in_names_headings_and_explanations(self, words: list[str], felt: str) -> None:
        assert felt in [field.felt for field in search(FIELDS, words)]

    def test_two_letters_are_a_word_of_their_own(self) -> None:
        found = search(field_list(), ["kr"])
        assert "kr" in [field.felt for field in found]
        assert "rapport.mottaker" not in [field.felt for field in found]

    def test_all_words_must_be_there(self) -> None:
        assert search(FIELDS, ["kommune", "finnesikke"]) == []

    @pytest.mark.parametrize(
        ("word", "meant"), [("prognsoe", "prognose"), ("frsit", "Frist"), ("milepel", "milepæl"), ("qqqqqq", None)]
    )
    def test_what_is_nowhere_is_guessed_at(self, word: str, meant: str | None) -> None:
        assert nearest(FIELDS, ["kommune", word]) == meant


class TestWorkbook:
    @pytest.fixture
    def own(self, tmp_path: Path) -> dict[str, Field]:
        path = workbook_with(
            tmp_path / "bok.xlsx",
            {
                "Prosjekt": [
                    ["Felt", "Verdi"],
                    ["Kommune", "Moskenes"],
                    ["Skjul små tall", "5"],
                    ["Vertskap", "Reine"],
                ],
                "Tiltak": [["Tiltak-ID", "Tiltak", "Kost 2024"], ["1", "Ny turnus", 5]],
                "Nøkkeltall": [
                    ["Kvartal", "Nøkkeltall", "Verdi", "Enhet"],
                    ["2Q 2024", "Brukere", 3, "brukere"],
                    ["2Q 2024", "Sykefravær", 8, "%"],
                ],
                "Grupper": [["Gruppe"], ["Styringsgruppe"]],
                "Deltakere": [
                    ["Gruppe", "Navn", "Rolle i gruppen", "Vises i rapport"],
                    ["Styringsgruppe", "Kari Eksempel", "Leder", "nei"],
                ],
                'Kurs "ute"': [["Kurs-navn", "2024", "for", "Ansvar"], ["Førstehjelp", 4, "alle", "Kari Eksempel"]],
            },
        )
        return {field.felt: field for field in field_list(path)}

    def test_own_columns_of_known_sheets_are_listed(self, own: dict[str, Field]) -> None:
        assert (own["prosjekt.vertskap"].tagg, own["prosjekt.vertskap"].verdi) == ("{{ prosjekt.vertskap }}", "Reine")
        assert own["tiltak[].kost_2024"].loekke == "{% for tiltaket in tiltak %}"
        assert (own["tiltak[].kost_2024"].tagg, own["tiltak[].kost_2024"].verdi) == ("{{ tiltaket.kost_2024 }}", "5")

    def test_own_sheets_are_groups_of_their_own_with_names_that_can_be_typed(self, own: dict[str, Field]) -> None:
        sheet = 'ark["kurs_ute"]'
        fields = [field for field in own.values() if field.gruppe == sheet]
        assert [field.felt for field in fields] == [
            f"{sheet}[]", f"{sheet}[].kurs_navn", f'{sheet}[]["2024"]', f'{sheet}[]["for"]', f"{sheet}[].ansvar",
        ]  # fmt: skip
        assert [field.verdi for field in fields[:4]] == ["1 rad", "Førstehjelp", "4", "alle"]

    def test_their_tags_may_be_pasted_as_they_stand(self, own: dict[str, Field], tmp_path: Path) -> None:
        tags = [field for field in own.values() if field.slag == "egen kolonne" or field.felt.startswith('ark["kurs')]
        template = docx_with("".join(map(pasted, tags)))
        text = reports(template, [printable(check_file(tmp_path / "bok.xlsx"), None)[1]])
        assert "Førstehjelp, 4, alle" in text
        assert "Reine" in text

    def test_hidden_names_and_small_counts_of_people_are_not_shown(self, own: dict[str, Field]) -> None:
        assert "Eksempel" not in " ".join(field.verdi for field in own.values())
        assert own["deltakere[].visning"].verdi == "Leder"
        assert own["nøkkeltall[].verdi"].verdi == ":"

    def test_hostile_names_and_values_are_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RAPPORTGEN_SOFFICE", "0")  # page numbers are not looked at
        path = workbook_with(
            tmp_path / "bok.xlsx",
            {
                "Tiltak": [["Tiltak-ID", "Tiltak", "{{ a.b }} & <c>", "😀"], ["1", "{% for x in y %}", "]]>", "a\nb"]],
                "A & <B> {{x}}": [["«Navn» }}", "[fotnote: x]"], ["[graf: økonomi]", "[se: y]"]],
            },
        )
        target = tmp_path / "felter.docx"
        write_document(target, field_list(path), path)
        assert judge(target.read_bytes()) == []
        text = Report(target.read_bytes(), ()).text
        assert all(hostile in text for hostile in ("{{ a.b }} & <c>", "{% for x in y %}", "]]>", "A & <B> {{x}}"))

    def test_values_are_printed_as_reports_print_them(self, samples: Path) -> None:
        found = {field.felt: field for field in field_list(samples / "moskenes.xlsx")}
        shown = {name: found[name].verdi.replace("\u00a0", " ") for name in ("tiltak[].ferdiggrad", "økonomi[].avvik")}
        assert shown == {"tiltak[].ferdiggrad": "45 %", "økonomi[].avvik": "−453"}
        assert found["økonomi[].avvik"].enhet == found["økonomi[].endring_prognose"].enhet == "1 000 kr"
        assert found["tekst.sammendrag"].tagg == "{{ tekst.sammendrag }}"
        assert found['grafer["Sykefravær"]'].tagg == "[graf: Sykefravær]"


def test_names_of_one_row_are_words() -> None:
    loops = {field.loekke for field in FIELDS if field.loekke}
    names = {re.match(r"{% for (\w+) in", loop)[1] for loop in loops}  # type: ignore[index]
    assert names.isdisjoint({"rad", "r", "p", "tr", "tc", *FUNCTIONS})
    assert all(with_letters(ascii_name(name)) for name in names)
