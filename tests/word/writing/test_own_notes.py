"""Footnotes and endnotes of the template itself: they follow the references to them."""

from __future__ import annotations

import re

import pytest

from tests.word.docx import Report, packed, para, parts_of, render, run

OWN = '<w:{0} w:id="{1}"><w:p w14:paraId="0000000{1}"><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}>'
LINE = '<w:{0} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
FOTNOTER = [{"noekkel": "KS", "tekst": "Høyland 2021"}]


def template(kind: str, body: str, texts: list[str], line: str = "") -> bytes:
    """A template with notes of a kind, which `#1` and so on in its one paragraph refer to."""
    pieces = re.split(r"#(\d)", body)
    runs = [f'<w:r><w:{kind}Reference w:id="{x}"/></w:r>' if n % 2 else run(x) for n, x in enumerate(pieces) if x]
    parts = parts_of(para(*runs), **{f"{kind}s": ""})
    part, end = f"word/{kind}s.xml", f"</w:{kind}s>"
    own = [OWN.format(kind, *pair) for pair in enumerate(texts, 1)]
    opening = str(parts[part]).partition(f"<w:{kind} ")[0]
    return packed({**parts, part: "".join([opening, line, *own, end])})


def numbers(report: Report, kind: str) -> tuple[list[str], list[str]]:
    """The numbers of the notes, and those of the references."""
    return report.values(f"w:{kind}", "id", f"{kind}s"), report.values(f"w:{kind}Reference", "id")


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("last", ["tre", "tre{{ n }}"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{% if borte %}a#1{% endif %}b#2c#3", ["to", "tre"]),
        ("{% for n in [1, 2] %}a#1{% endfor %}b#2", ["en", "en", "to"]),
        ("{% if not borte %}a#3{% endif %}b#1", ["tre", "en"]),
        ("{% for n in [3, 1] %}{% if n == 3 %}a#3{% else %}b#1{% endif %}{% endfor %}", ["tre", "en"]),
        ("{{ n }}", []),
    ],
)
def test_notes_are_there_as_often_and_in_the_order_they_are_referred_to(
    kind: str, body: str, last: str, expected: list[str]
) -> None:
    report = render(template(kind, body, ["en", "to", last]), borte=False, n="")
    assert report.paragraphs(f"{kind}s") == expected
    written, referred = numbers(report, kind)
    assert written == referred


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_numbered_in_their_order_for_libreoffice_goes_by_the_numbers(kind: str) -> None:
    report = render(template(kind, "{% for n in [1, 2] %}a#2{% endfor %}b#1", ["en", "to"], LINE.format(kind)))
    assert report.paragraphs(f"{kind}s") == ["", "to", "to", "en"]
    assert numbers(report, kind) == (["0", "1", "2", "3"], ["1", "2", "3"])


def test_a_footnote_of_the_workbook_before_one_of_the_template_comes_first_in_the_part_too() -> None:
    report = render(template("footnote", 'a{{ fotnote("KS") }}b#1', ["en"]), fotnoter=FOTNOTER)
    assert [text.strip() for text in report.paragraphs("footnotes")] == ["Høyland 2021", "en"]
    assert numbers(report, "footnote") == (["1", "2"], ["1", "2"])


def test_footnotes_and_endnotes_of_one_document_have_numbers_of_their_own() -> None:
    both = '<w:r><w:{0}Reference w:id="2"/></w:r>'
    body = para(run("{% for n in [1, 2] %}a"), both.format("footnote"), both.format("endnote"), run("{% endfor %}"))
    report = render(packed(parts_of(body, footnotes=para("fot"), endnotes=para("slutt"))))
    assert (report.paragraphs("footnotes"), report.paragraphs("endnotes")) == (["fot"] * 2, ["slutt"] * 2)
    assert numbers(report, "footnote") == numbers(report, "endnote") == (["2", "3"], ["2", "3"])
