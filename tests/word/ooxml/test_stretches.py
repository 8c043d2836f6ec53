"""A part read by its stretches of markup: it is never called well formed when it is not, and the same is seen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.word.ooxml import stretches, verify
from rapportgen.word.ooxml.stretches import looked_through
from rapportgen.word.ooxml.verify import verify_parts
from rapportgen.word.ooxml.zipfile_writer import deflated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapportgen.word.ooxml.sights import Sight

NAME = "word/document.xml"
BEGUN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="w"><w:body>'
ENDED = "<w:sectPr/></w:body></w:document>"


@pytest.fixture(autouse=True)
def _nothing_is_known_and_nothing_too_short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(verify, "_LONG", 0)
    forget()
    yield
    forget()


def forget() -> None:
    stretches._known.clear()
    verify._met.clear()


def whole(body: str) -> bytes:
    return (BEGUN + body + ENDED).encode("utf-8", "surrogatepass")


def para(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def row(*texts: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{para(text)}</w:tc>' for text in texts)}</w:tr>"


def is_well_formed(content: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError:
        return False
    return True


def ignored(_: Sight) -> None:
    """What is seen does not matter."""


ROWS = row("a", "b") * 3


@pytest.mark.parametrize(
    "body",
    [para("a"), f"<w:tbl>{ROWS}</w:tbl>{para('æ &amp; 1 &lt; 2')}", para("a") + "<w:p/><w:p a='x y' />" + para("b")],
)
def test_what_is_written_as_reports_are_is_well_formed_for_certain(body: str) -> None:
    for _ in range(2):  # the second time its stretches are known
        assert looked_through(whole(body), ignored)
        assert looked_through(deflated(whole(body)), ignored)


@pytest.mark.parametrize(
    "body",
    [
        f"<w:tbl>{ROWS}</w:p>",
        f"<w:tbl>{ROWS}<w:tr><w:tc>{para('a')}</w:tr></w:tc></w:tbl>",
        ROWS + "</w:tr>" + ROWS + "<w:tr>",
        para("a") + "</w:body></w:document><w:document><w:body>" + para("b"),
        para("a & b"),
        para("a") + para("&am") + para("p;"),
        para("a < b"),
        para("a") + para("b <") + para("> c"),
        para("a ]]> b"),
        para("a\x00"),
        para("a") + para("\ufffe"),
        para("a") + para("\ud800"),
        para("a") + "<w:p a='1' a='2'/>" + para("b"),
        para("a") + "<w:p a='1/>" + para("b") + "<w:p b='/>" + para("c"),
        para("a") + "<![CDATA[" + para("b") + para("c"),
        para("a") + "<!-- " + para("b") + para("c"),
        para("a") + "<?x " + para("b"),
        para("a") + "</x><x>" + para("b"),
        para("a") + '<w:bookmarkStart w:name="\ud800"/>' + para("b"),
        para("a") + "<w:bookmarkStart",
        "<w:p><w:r><w:t>a<w:t>b</w:t></w:r></w:p>",
        "</w:body></w:document>" + para("a"),
    ],
)
def test_what_is_not_well_formed_never_is(body: str) -> None:
    for known in (para("a"), f"<w:tbl>{ROWS}</w:tbl>"):
        assert looked_through(whole(known), ignored)
    assert not is_well_formed(whole(body))
    for content in (whole(body), deflated(whole(body))):
        assert not looked_through(content, ignored)
        assert [problem.kode for problem in verify_parts([(NAME, content, [])])] == ["dokument-xml"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<?xml",
        whole(para("a")) + b"<w:p/>",
        b"junk" + whole(para("a")),
        whole(para("a")).replace(b"?>", b"?>junk"),
        whole(para("a"))[:-1],
        whole(para("\u00e6")).replace(b"UTF-8", b"US-ASCII"),
    ],
)
def test_what_stands_around_the_body_counts(content: bytes) -> None:
    assert not is_well_formed(content)
    assert not looked_through(content, ignored)


@pytest.mark.parametrize(("begin", "end"), [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?x ", "?>")])
def test_what_hides_markup_is_left_to_the_parser_when_it_begins_in_a_text(begin: str, end: str) -> None:
    text = f"<w:p><w:t>{begin}</w:t></w:p>{end}</x>"
    content = f'<?xml version="1.0" encoding="UTF-8"?><w:document>{para("a")}{text}</w:document>'.encode()
    assert not is_well_formed(content)
    assert not looked_through(content, ignored)


def test_what_is_known_from_a_part_in_another_encoding_says_nothing_of_ours() -> None:
    content = whole(para("a") + '<w:p a="\u00e6"/>' + para("b")).replace("\u00e6".encode(), b"\xe6")
    in_latin = content.replace(b"UTF-8", b"ISO-8859-1")
    assert is_well_formed(in_latin)
    assert verify_parts([(NAME, in_latin, [])]) == []
    assert [problem.kode for problem in verify_parts([(NAME, content, [])])] == ["dokument-xml"]


PIECES = st.sampled_from(
    [
        *(para("a"), row("a", "b"), "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>"),
        *(
            "<w:r>",
            "</w:r>",
            "<w:t>",
            "</w:t>",
            "<w:t/>",
            "<w:p/>",
            "<x>",
            "</x>",
            "a",
            "&amp;",
            "&",
            "<",
            ">",
            "/",
            "'",
        ),
        *('"', "<!--", "-->", "<![CDATA[", "]]>", "<?x ", "?>", "<w:p a='>'>", "</w:body>", "<w:body>", "</w:p >"),
    ]
)


@given(st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=3))
def test_it_believes_nothing_that_the_parser_does_not(bodies: list[str]) -> None:
    forget()
    for body in (*bodies, *bodies):
        if looked_through(whole(body), ignored):
            assert is_well_formed(whole(body))


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (f"<w:tbl>{ROWS}</w:tbl>", []),
        (f"{para('a')}<w:tbl><w:tr><w:tc>{para('b')}</w:tc><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>", ["dokument-celle"]),
        (para("a") + '<w:bookmarkStart w:id="1" w:name="a"/>' + para("b"), ["dokument-bokmerke"]),
        (
            ('<w:bookmarkStart w:id="1" w:name="a"/>' + para("b") + '<w:bookmarkEnd w:id="1"/>') * 2,
            ["dokument-bokmerke"],
        ),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + para("a"), ["dokument-felt"]),
        (('<w:p><w:hyperlink r:id="rId99"/></w:p>' + para("a")) * 2, ["dokument-relasjon"] * 2),
        (('<w:p><w:r><wp:docPr id="1" name="a"/></w:r></w:p>' + para("a")) * 2, ["dokument-id"]),
        (para("a") + para("\ufdd0"), ["dokument-tagg"]),
        (para("\ufdd0"), ["dokument-tagg"]),
        (para('Se r:id="rId99"') + para('w:fldCharType="begin"'), []),
        (
            para(' r:id="rId99"') + para("\ufdd0") + '<w:p><w:hyperlink r:id="rId98"/></w:p>',
            ["dokument-tagg", "dokument-relasjon"],
        ),
    ],
)
def test_the_same_is_seen_as_in_the_whole(body: str, codes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    content = whole(body)
    assert looked_through(content, ignored)
    for _ in range(2):
        assert [problem.kode for problem in verify_parts([(NAME, content, [])])] == codes
    monkeypatch.setattr(verify, "_LONG", len(content) + 1)
    forget()
    assert [problem.kode for problem in verify_parts([(NAME, content, [])])] == codes


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "_REMEMBERED", 10)
    body = "".join(f'{para("a")}<w:bookmarkStart w:id="{n}" w:name="a{n}"/>' for n in range(100))
    for _ in range(2):
        assert looked_through(whole(body), ignored)
        assert len(stretches._known) <= 10


def test_the_first_short_part_of_a_process_is_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    content = whole(para("a"))
    monkeypatch.setattr(verify, "_SHORT", 0)
    monkeypatch.setattr(verify, "_LONG", len(content) + 1)
    known = []
    for _ in range(2):
        assert verify_parts([(NAME, content, [])]) == []
        known.append(len(stretches._known))
    assert known == [0, 1]
