"""Short parts are read once for all reports that have them, and judged each time."""

from __future__ import annotations

from rapportgen.word.ooxml.verify import verify_parts

NAME = "word/header1.xml"


def header(inside: str) -> bytes:
    return f'<w:hdr xmlns:w="w" xmlns:r="r" xmlns:wp="wp"><w:p>{inside}</w:p></w:hdr>'.encode()


def codes(*parts: tuple[str, bytes, tuple[str, ...]]) -> list[str]:
    return [problem.kode for problem in verify_parts(parts)]


def test_the_same_part_is_judged_by_the_relationships_of_its_own_report() -> None:
    part = header('<w:hyperlink r:id="rId7"/>')
    assert codes((NAME, part, ("rId7",))) == []
    assert codes((NAME, part, ("rId1",))) == ["dokument-relasjon"]
    assert codes((NAME, part, ("rId7",))) == []


def test_a_part_that_is_not_well_formed_is_told_of_each_time() -> None:
    part = header("<w:r>")
    assert [codes((NAME, part, ())), codes((NAME, part, ()))] == [["dokument-xml"], ["dokument-xml"]]


def test_drawings_of_two_parts_that_are_the_same_have_the_same_numbers() -> None:
    part = header('<wp:docPr id="3" name="Logo"/>')
    assert codes((NAME, part, ()), ("word/header2.xml", part, ())) == ["dokument-id"]
