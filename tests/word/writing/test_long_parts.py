"""Parts that are too long to be kept: packed as they are written, and looked at a piece at a time."""

from __future__ import annotations

import random
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportgen.word import compile_template, render_template, verify_report
from rapportgen.word.ooxml import zipfile_writer
from rapportgen.word.ooxml.verify import verify_parts
from rapportgen.word.ooxml.zipfile_writer import Packed, Packer, deflated, pieces_of
from rapportgen.word.settings import Egenskaper, Visning
from rapportgen.word.writing import parttext
from tests.word.contents_docx import heading, lines, template, toc
from tests.word.docx import HEAD, NAMESPACES, Report, docx_with, para, row, table

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = table(row("a"), row("{%tr for r in rader %}{{ r }}{%tr endfor %}"))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_what_is_packed_does_not_depend_on_how_it_is_divided(pieces: list[bytes]) -> None:
    packer = Packer()
    for piece in pieces:
        packer.add(piece)
    whole = b"".join(pieces)
    packed = packer.packed()
    assert packed == deflated(whole)
    assert (packed.checksum, packed.size) == (zlib.crc32(whole), len(whole))
    assert b"".join(pieces_of(packed)) == whole


@pytest.mark.parametrize("size", [0, 1, 15_871, 15_872, 15_873, 16_384, 20_000])
def test_a_small_member_is_packed_to_the_same_bytes_in_a_small_window(size: int) -> None:
    far_apart = random.Random(size).randbytes(100)
    content = (far_apart + bytes(max(0, size - 200)) + far_apart)[:size]
    packer = Packer()
    packer.add(content)
    assert deflated(content) == packer.packed()


def test_a_long_part_is_packed_alike_in_large_pieces_and_small() -> None:
    text = b"".join(b"<w:tr>%d</w:tr>" % (number * number) for number in range(200_000))
    packer = Packer()
    for start in range(0, len(text), 99_991):
        packer.add(text[start : start + 99_991])
    assert packer.packed() == deflated(text)


def test_of_a_long_part_little_is_kept() -> None:
    def pieces() -> Iterator[str]:
        for number in range(300_000):
            yield f"<w:tr>rad nummer {number}</w:tr>"

    size = sum(map(len, pieces()))
    tracemalloc.start()
    try:
        text = parttext.collect(pieces(), lambda: True)
        packed = text.content(text.rest)
        assert sum(map(len, pieces_of(packed))) == size
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 6 * parttext._LONG < size


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ([f"rad {number} & <resten>" for number in range(500)], 0),
        (
            [*["en"] * 99, *["[se: sist]"] * 99, "[fotnote: ny]"],
            1,
        ),  # known when all is written; a footnote that is not there
        ([*["to"] * 300, "[se: sist]", *["[se: andre]"] * 2], 1),
    ],
)
def test_a_report_has_the_same_bytes_whether_its_parts_are_kept_or_not(
    values: list[str], problems: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = para("Til sist {{ anker('sist') }}", style="Overskrift1")
    compiled = compile_template(docx_with(ROWS + last), cache=False)
    kept = render_template(compiled, {"rader": values}, Visning(), Egenskaper())
    monkeypatch.setattr(parttext, "_PIECES", 7)
    monkeypatch.setattr(parttext, "_LONG", 500)
    packed = render_template(compiled, {"rader": values}, Visning(), Egenskaper())
    assert (packed.data, packed.problems) == (kept.data, kept.problems)
    assert [isinstance(content, Packed) for name, content, _ in packed.written if name == "word/document.xml"] == [True]
    assert verify_report(packed) == verify_report(kept) == []
    assert len(kept.problems) == problems


def test_a_part_with_contents_is_kept_until_they_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = compile_template(template(toc(), heading("Innledning"), ROWS, heading("Til sist")), cache=False)
    kept = render_template(compiled, {"rader": ["a"] * 500}, Visning(), Egenskaper())
    monkeypatch.setattr(parttext, "_LONG", 10)
    report = render_template(compiled, {"rader": ["a"] * 500}, Visning(), Egenskaper())
    assert report == kept
    assert [line.text for line in lines(Report(report.data, ()))] == ["1\tInnledning", "2\tTil sist"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>", "dokument-celle"),
        ("<w:tbl><w:tr></w:tr></w:tbl>", "dokument-tabell"),
        ('<w:bookmarkStart w:id="1" w:name="a"/>', "dokument-bokmerke"),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', "dokument-felt"),
        ('<w:p><w:hyperlink r:id="rId99"/></w:p>', "dokument-relasjon"),
        ('<w:p><w:r><wp:docPr id="7" name="a"/></w:r></w:p>' * 2, "dokument-id"),
        ("<w:p><w:r><w:t>\ufdd0</w:t></w:r></w:p>", "dokument-tagg"),
        ("<w:p>", "dokument-xml"),
    ],
)
def test_faults_are_found_wherever_a_long_part_is_cut(body: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = f"{HEAD}<w:document {NAMESPACES}><w:body>{para('før')}{body}{para('etter')}</w:body></w:document>"
    for size in range(20, 400, 7):
        monkeypatch.setattr(zipfile_writer, "_UNPACKED", size)
        found = verify_parts([("word/document.xml", deflated(content.encode()), [])])
        assert code in [problem.kode for problem in found]


def test_nothing_is_found_in_a_long_part_that_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    bookmark = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
    fields = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    body = f'<w:p>{bookmark}{fields}<w:hyperlink r:id="rId9"/></w:p>{table(row("æøå", ""), row("–"))}'
    content = f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    for size in range(1, 200):
        monkeypatch.setattr(zipfile_writer, "_UNPACKED", size)
        assert verify_parts([("word/document.xml", deflated(content.encode()), ["rId9"])]) == []
