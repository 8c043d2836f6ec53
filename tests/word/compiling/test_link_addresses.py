"""Fields in the addresses of links are filled in, and lead nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.errors import FileRefusedError, TemplateError
from rapportgen.word import compile_template
from rapportgen.word.lint import check_template
from tests.word.docx import R, docx_with, packed, para, parts_of, render, run

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = "https://sak.moskenes.kommune.no"


def simple_link(address: str) -> str:
    """A paragraph with a link that is typed as a field in the short form of older files."""
    return para(f'<w:fldSimple w:instr=" HYPERLINK &quot;{address}&quot; ">{run("saken")}</w:fldSimple>')


def template_with(*addresses: str, words: str = "saken", more: str = "") -> bytes:
    """A template with one link to each address."""
    links = "".join(
        f'<w:hyperlink r:id="rId{90 + number}"{more}>{run(words)}</w:hyperlink>' for number in range(len(addresses))
    )
    body = para(run("Se "), links, run(".")) + para("{{ prosjekt.kommune }}")
    return with_links(body, {f"rId{90 + number}": address for number, address in enumerate(addresses)})


def with_links(body: str, links: dict[str, str]) -> bytes:
    """A template whose links have these addresses, by their ids."""
    parts = parts_of(body)
    added = "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in links.items()
    )
    name = "word/_rels/document.xml.rels"
    return packed(parts | {name: str(parts[name]).replace("</Relationships>", f"{added}</Relationships>")})


def addresses_of(template: bytes, number: str) -> list[str]:
    made = render(template, judged=False, prosjekt={"saksnummer": number, "kommune": "Moskenes", "epost": number})
    assert b"%7B" not in made.parts["word/_rels/document.xml.rels"]
    codes = [element.text or "" for element in made.all("w:instrText")]
    return [match[1] for code in codes if (match := re.search(r'HYPERLINK "([^"]*)"', code))]


@pytest.mark.parametrize(
    ("address", "number", "leads_to"),
    [
        (f"{SITE}/sak/{{{{ prosjekt.saksnummer }}}}", "2024/17", f"{SITE}/sak/2024/17"),
        (f"{SITE}/sak/{{{{ prosjekt.saksnummer }}}}", "../../ut", f"{SITE}/sak/..%2F..%2Fut"),
        (f"{SITE}/sak/{{{{ prosjekt.saksnummer }}}}", "a/./b", f"{SITE}/sak/a%2F.%2Fb"),
        (f"{SITE}/sak/%7B%7B%20prosjekt.saksnummer%20%7D%7D/v", "24 ø", f"{SITE}/sak/24%20%C3%B8/v"),
        (f"{SITE}/?q=%7b%7bprosjekt.saksnummer%7d%7d&amp;a=1", "a&b=c", f"{SITE}/?q=a%26b%3Dc&a=1"),
        ("mailto:{{ prosjekt.epost }}", "kari@moskenes.no", "mailto:kari@moskenes.no"),
    ],
)
def test_a_field_in_an_address_is_filled_in(address: str, number: str, leads_to: str) -> None:
    assert addresses_of(template_with(address), number) == [leads_to]


@pytest.mark.parametrize("field", ["nr", "nr|store", "nr|default('')"])
def test_a_value_that_is_not_there_leaves_its_place_in_an_address_empty(field: str) -> None:
    template = template_with(f"{SITE}/sak/{{{{ {field} }}}}/v", words="sak {{ nr }}")
    made = render(template, nr=None, prosjekt={"kommune": "Moskenes"})
    assert made.all("w:instrText")[0].text == f' HYPERLINK "{SITE}/sak//v" '
    assert made.paragraphs()[0] == "Se sak –."


def test_the_report_with_such_a_link_can_be_opened_and_shows_the_words() -> None:
    template = template_with(f"{SITE}/{{{{ nr }}}}", words="sak {{ nr }}", more=' w:tooltip="Til saken"')
    made = render(template, nr="7", prosjekt={"kommune": "Moskenes"})
    assert made.paragraphs()[0] == "Se sak 7."
    assert made.values("w:fldChar", "fldCharType") == ["begin", "separate", "end"]


@given(st.text(max_size=30))
def test_no_value_changes_where_a_link_leads(value: str) -> None:
    (address,) = addresses_of(template_with(f"{SITE}/sak/{{{{ prosjekt.saksnummer }}}}?x=1"), value)
    parts = urlsplit(address)
    assert (f"{parts.scheme}://{parts.netloc}", parts.query) == (SITE, "x=1")
    assert parts.path.startswith("/sak/")
    steps = parts.path.removeprefix("/sak/").split("/")
    assert len(steps) == 1 or {".", ".."}.isdisjoint(steps)


def test_a_wrong_name_in_an_address_is_found() -> None:
    (finding,) = check_template(template_with(f"{SITE}/%7B%7B%20prosjekt.saksnumer%20%7D%7D"))
    problem = finding.problem
    assert (problem.kode, problem.sted) == ("ukjent-felt", "avsnitt 1")
    assert problem.forslag == "Mente du {{ prosjekt.saksnummer }}?"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://{{ prosjekt.kommune }}.no/", "Et felt i en lenke må stå etter navnet på nettstedet."),
        ("https://%7B%7B%20prosjekt.kommune%20%7D%7D", "Et felt i en lenke må stå etter navnet på nettstedet."),
        (f"{SITE}/{{% if x %}}", "I adressen til en lenke kan det bare stå felt, med {{ … }}."),
        (f"{SITE}/%7B%25%20if%20x%20%25%7D", "I adressen til en lenke kan det bare stå felt, med {{ … }}."),
    ],
)
def test_what_cannot_be_filled_in_is_told(address: str, said: str) -> None:
    (finding,) = check_template(template_with(address))
    assert (finding.problem.alvor, finding.problem.melding) == ("feil", said)


def with_link(address: str, shown: str, after: str) -> bytes:
    """A template in which a link ends before its text does, and with another fault."""
    body = para(f'<w:hyperlink r:id="rId90">{run(shown)}</w:hyperlink>', run(after)) + para("{{ prosjekt.komune }}")
    return with_links(body, {"rId90": address})


@pytest.mark.parametrize(
    ("address", "shown", "after"),
    [
        (f"{SITE}/%7b%7b", f"{SITE}/{{{{", " prosjekt.saksnummer }}"),
        (f"{SITE}/{{{{", f"{SITE}/{{{{", " prosjekt.saksnummer }} og mer"),
        (f"{SITE}/%7B%7Bprosjekt.saksnummer", f"{SITE}/{{{{prosjekt.saksnummer", " }}"),
        ("www.kommunen.no/{{", "www.kommunen.no/{{", " prosjekt.saksnummer }}"),
    ],
)
def test_a_link_that_word_ended_within_a_tag_is_one_fault_with_its_cure(address: str, shown: str, after: str) -> None:
    first, other = (finding.problem for finding in check_template(with_link(address, shown, after)))
    assert (first.sted, first.verdi) == ("avsnitt 1", shown)
    assert first.melding.startswith("Lenken slutter midt i en tagg")
    assert first.forslag == (
        "Høyreklikk lenken, og velg «Fjern kobling», eller velg «Rediger kobling» og skriv hele adressen, "
        "med {{prosjekt.saksnummer}} uten mellomrom."
    )
    assert other.kode == "ukjent-felt"


def test_a_link_that_ends_within_a_tag_of_a_block_is_to_be_removed() -> None:
    template = with_link(f"{SITE}/%7b%25", f"{SITE}/{{%", " if prosjekt %}x{% endif %}")
    first, *_ = (finding.problem for finding in check_template(template))
    assert first.forslag == "Høyreklikk lenken, og velg «Fjern kobling»."


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("www.kommunen.no", "lenke-adresse"),
        ("WWW.kommunen.no/{{ prosjekt.saksnummer }}", "lenke-adresse"),
        ("{{ prosjekt.saksnummer }}", "tagg-paa-ukjent-sted"),
        (" %7B%7B%20prosjekt.saksnummer%20%7D%7D", "tagg-paa-ukjent-sted"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_with_its_place_and_the_other_faults(address: str, code: str) -> None:
    first, other = (finding.problem for finding in check_template(with_link(address, "saken", ".")))
    assert (first.alvor, first.kode, first.sted) == ("feil", code, "avsnitt 1")
    assert (other.kode, other.sted) == ("ukjent-felt", "avsnitt 2")
    with pytest.raises(TemplateError):
        compile_template(with_link(address, "saken", "."))


def test_an_address_with_another_beginning_is_refused() -> None:
    for address in ("javascript:{{ x }}", "file:///{{ x }}", "saken.exe", "//www.kommunen.no"):
        with pytest.raises(FileRefusedError, match="har en lenke på teksten «saken» som ikke er trygg"):
            check_template(with_link(address, "saken", "."))


def test_other_links_stay_as_they_are() -> None:
    made = render(template_with(f"{SITE}/%C3%A6?a=%7B1%7D"), prosjekt={"kommune": "Moskenes"})
    assert len(made.all("w:hyperlink")) == 1


def typed_link(address: str) -> str:
    """A paragraph with a link that is typed as a field."""
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    typed = f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{address}" </w:instrText></w:r>'
    return para(code.format("begin"), typed, code.format("separate"), run("saken"), code.format("end"))


@pytest.mark.parametrize("address", ["www.kommunen.no/sak", "www.kommunen.no/{{ prosjekt.saksnummer }}"])
@pytest.mark.parametrize("form", [typed_link, simple_link])
def test_a_typed_link_without_https_is_told_with_its_place_and_the_other_faults(
    form: Callable[[str], str], address: str
) -> None:
    template = docx_with(para("Først.") + form(address) + para("{{ prosjekt.komune }}"))
    first, other = (finding.problem for finding in check_template(template))
    assert (first.kode, first.sted) == ("lenke-adresse", "avsnitt 2")
    assert first.forslag == f"Velg «Rediger kobling», og skriv https://{address}"
    assert (other.kode, other.sted) == ("ukjent-felt", "avsnitt 3")


def test_an_unsafe_typed_link_is_refused_with_the_words_around_it() -> None:
    with pytest.raises(FileRefusedError, match="har en lenke i avsnittet «saken» som ikke er trygg: «file:///c:/x»"):
        check_template(docx_with(typed_link("file:///c:/x")))


def test_a_field_in_the_address_of_a_typed_link_field_is_a_part_of_it() -> None:
    made = render(docx_with(typed_link(f"{SITE}/{{{{ nr }}}}")), nr='1/2" \\o "x')
    assert made.all("w:instrText")[0].text == f' HYPERLINK "{SITE}/1/2%22%20%5Co%20%22x" '
