"""The file border: what is no readable workbook is refused with a sentence that says what to do."""

from __future__ import annotations

import errno
import io
import os
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import FileRefusedError, RapportgenError
from rapportgen.excel.archive import write_package
from rapportgen.excel.package import open_package
from rapportgen.excel.read import read_workbook
from tests.excel.bygg import codes, workbook_with
from tests.needs import need_posix

if TYPE_CHECKING:
    from collections.abc import Callable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RISK = {"Risiko": [["ID", "Risikofaktor"], ["R1", "Brann"]]}


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # of one date: the bytes name a test
    return buffer.getvalue()


def _parts(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(workbook_with(folder / "god.xlsx", RISK)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _relate(parts: dict[str, bytes], kind: str, target: str) -> None:
    """Let the workbook refer to a part, under another id than those it has."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdNy" Type="{office}/{kind}" Target="/{target}"/></Relationships>'
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())


def _changed(folder: Path, change: Callable[[dict[str, bytes]], object], name: str = "bok.xlsx") -> Path:
    parts = _parts(folder)
    change(parts)
    path = folder / name
    path.write_bytes(_zip(parts))
    return path


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("tom.xlsx", b"", "tom (0 byte)"),
        ("gammel.xls", OLE + b"\0" * 600, "gamle Excel-formatet .xls"),
        ("gammel.xlsx", OLE + b"\0" * 600, "gamle Excel-formatet .xls"),
        ("laast.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "passord"),
        ("liste.csv", "ID;Risiko\r\nR1;Bråk\r\n".encode("cp1252"), "tekstfil"),
        ("liste.xlsx", b"ID;Risiko\nR1;Brann\n", "tekstfil"),
        ("nett.xlsx", b"<html><table></table></html>", "nettside"),
        ("regneark.gsheet", b'{"url": "https://docs.google.com"}', "Last ned › Microsoft Excel"),
        ("bilde.xlsx", b"\x89PNG\r\n\0\0\0\0", "ikke en Excel-arbeidsbok"),
        ("regneark.ods", _zip({"mimetype": b"x", "content.xml": b"<x/>"}), "OpenDocument"),
        ("regneark.xlsb", _zip({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}), ".xlsb"),
        ("brev.xlsx", _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Word-dokument"),
        ("noe.xlsx", _zip({"hei.txt": b"hei"}), "ikke en Excel-arbeidsbok"),
        ("halv.xlsx", _zip({"a.xml": b"<a/>" * 500})[:90], "ikke lastet helt ned"),
        ("~$bok.xlsx", b"Kari Eksempel", "låsefilen"),
    ],
)
def test_25_and_26_other_files_are_named_and_told_what_to_do(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileRefusedError) as refused:
        read_workbook(path)
    assert says in str(refused.value)
    assert name in str(refused.value)


def test_25_macros_are_ignored(tmp_path):
    def add_macros(parts):
        types = parts["[Content_Types].xml"].replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        parts.update({"[Content_Types].xml": types, "xl/vbaProject.bin": b"x"})

    assert len(read_workbook(_changed(tmp_path, add_macros, "makro.xlsm")).rows("Risiko")) == 1
    with pytest.raises(FileRefusedError, match=r"makro\.xlsm"):
        read_workbook(_changed(tmp_path, add_macros, "makro.xlsx"))


def test_a_link_that_leads_nowhere_is_told_as_one_and_never_proposed(tmp_path):
    (tmp_path / "ring.xlsx").symlink_to("ring.xlsx")
    with pytest.raises(FileRefusedError, match=r"ring\.xlsx» er en lenke som ikke fører til noen fil\.$"):
        read_workbook(tmp_path / "ring.xlsx")
    with pytest.raises(FileRefusedError, match=r"ringg\.xlsx» finnes ikke\.$"):
        read_workbook(tmp_path / "ringg.xlsx")


def test_26_a_missing_file_suggests_the_one_beside_it(tmp_path):
    workbook_with(tmp_path / "moskenes.xlsx", RISK)
    with pytest.raises(FileRefusedError, match=r"Mente du «moskenes\.xlsx»"):
        read_workbook(tmp_path / "mosknes.xlsx")
    with pytest.raises(FileRefusedError, match="Mappen"):
        read_workbook(tmp_path / "finnes" / "ikke.xlsx")
    with pytest.raises(FileRefusedError, match="er en mappe"):
        read_workbook(tmp_path)


def test_26_a_file_without_access(tmp_path, monkeypatch):
    path = workbook_with(tmp_path / "bok.xlsx", RISK)

    def denied(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", denied)
    with pytest.raises(FileRefusedError, match="åpen i et annet program"):
        read_workbook(path)


def test_26_a_onedrive_placeholder(tmp_path, monkeypatch):
    path = workbook_with(tmp_path / "bok.xlsx", RISK)

    def absent(self):
        raise OSError(22, "The cloud operation was unsuccessful")

    monkeypatch.setattr("pathlib.Path.read_bytes", absent)
    with pytest.raises(FileRefusedError, match="OneDrive"):
        read_workbook(path)


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_part(tmp_path, part, encoding):
    evil = (DOCTYPE.decode() + "<x>&b;</x>").encode(encoding)
    path = _changed(tmp_path, lambda parts: (_relate(parts, "sharedStrings", part), parts.update({part: evil})))
    with pytest.raises(FileRefusedError, match="dokumenttype"):
        read_workbook(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.pop("xl/worksheets/sheet1.xml"),
        lambda parts: parts.pop("xl/workbook.xml"),
        lambda parts: (
            _relate(parts, "sharedStrings", "xl/sharedStrings.xml") or parts.update({"xl/sharedStrings.xml": b"<sst"})
        ),
        lambda parts: _relate(parts, "sharedStrings", "xl/finnes-ikke.xml"),
        lambda parts: parts.update(
            {"xl/worksheets/sheet1.xml": b"<worksheet>" + b"<x>" * 9_999 + b"</x>" * 9_999 + b"</worksheet>"}
        ),
        lambda parts: parts.update({"XL/Worksheets/Sheet1.xml": parts["xl/worksheets/sheet1.xml"]}),
        lambda parts: parts.update({"xl/media/bombe.bin": b"\0" * (21 << 20)}),
    ],
    ids=["no sheet", "no workbook", "cut off", "no strings", "nested", "twice", "bomb"],
)
def test_a_damaged_or_dangerous_package_is_refused(tmp_path, change):
    with pytest.raises(FileRefusedError, match=r"bok\.xlsx"):
        read_workbook(_changed(tmp_path, change))


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_parts_are_the_same_however_they_are_packed(tmp_path, packing):
    parts, path = {**_parts(tmp_path), "xl/blå.bin": b"x" * 999}, tmp_path / "bok.xlsx"
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    package = open_package(path)
    assert {name: package.open(name).read() for name in parts} == parts


CHECKSUM, PACKED_SIZE, SIZE = 16, 20, 24


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((CHECKSUM, value) for value in (0, 7, 1 << 20)),
        *((PACKED_SIZE, value) for value in (0, 7)),
        *((SIZE, value) for value in (0, 7, 1 << 20)),
    ],
)
def test_a_part_that_is_not_what_the_package_says_is_what_zipfile_makes_of_it(tmp_path, field, value):
    path, name = _said(tmp_path, field, value)
    with zipfile.ZipFile(path) as archive:
        assert _outcome(lambda: open_package(path).open(name).read()) == _outcome(lambda: archive.read(name))


def test_a_part_that_is_said_to_be_longer_than_it_is_packed_is_read(tmp_path):
    """Its own end and its checksum tell that it is whole. What `zipfile` makes of it differs between Pythons."""
    path, name = _said(tmp_path, PACKED_SIZE, 1 << 20)
    with zipfile.ZipFile(_changed(tmp_path, lambda parts: None)) as archive:
        whole = archive.read(name)
    assert open_package(path).open(name).read() == whole


def _said(tmp_path: Path, field: int, value: int) -> tuple[Path, str]:
    """A package that says this of a sheet in its table of contents, and the name of that part."""
    name, path = "xl/worksheets/sheet1.xml", _changed(tmp_path, lambda parts: None)
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(name.encode()))
    data[entry + field : entry + field + 4] = value.to_bytes(4, "little")
    path.write_bytes(data)
    return path, name


def _outcome(read: Callable[[], bytes]) -> object:
    try:
        return read()
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        return type(error)


def test_members_outside_the_package_are_left_alone_and_said(tmp_path):
    book = read_workbook(_changed(tmp_path, lambda parts: parts.update({"../../ond.txt": b"x"})))
    assert len(book.rows("Risiko")) == 1
    assert codes(book) == ["fremmed-innhold"]
    assert not (tmp_path.parent.parent / "ond.txt").exists()


def test_a_workbook_with_nothing_in_it_is_a_fault(tmp_path):
    book = read_workbook(workbook_with(tmp_path / "tom.xlsx", {"Ark1": []}))
    assert codes(book) == ["tom-arbeidsbok"]
    assert [(c.title, c.rows) for c in book.counts] == [("Ark1", 0)]


def test_12_external_links_are_warned_of(tmp_path):
    def link(parts):
        _relate(parts, "externalLink", "xl/externalLinks/externalLink1.xml")
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"

    assert codes(read_workbook(_changed(tmp_path, link))) == ["ekstern-lenke"]


def test_the_strict_format_and_unknown_attributes_are_read(tmp_path):
    def strict(parts):
        for name in list(parts):
            parts[name] = (
                parts[name]
                .replace(
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                )
                .replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
                .replace(b"<xf ", b'<xf noe="1" ')
            )

    assert read_workbook(_changed(tmp_path, strict)).rows("Risiko")[0].risikofaktor == "Brann"


def test_the_checksum_is_of_the_file_and_the_name_without_folder(tmp_path):
    import hashlib

    path = workbook_with(tmp_path / "bok.xlsx", RISK)
    book = read_workbook(str(path))
    assert (book.file, book.checksum) == ("bok.xlsx", hashlib.sha256(path.read_bytes()).hexdigest())


def test_what_is_not_a_regular_file_is_refused_unread(tmp_path):
    need_posix()
    pipe = tmp_path / "bok.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(FileRefusedError, match="ikke en vanlig fil"):
        open_package(pipe)


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "disken er full"), (errno.EACCES, "åpen i et annet program"), (errno.EROFS, "bare leses")],
)
def test_a_workbook_that_cannot_be_written_gives_the_reason_and_leaves_nothing(tmp_path, monkeypatch, number, reason):
    def fail(*_):
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(RapportgenError, match=reason):
        write_package(tmp_path / "bok.xlsx", {"[Content_Types].xml": b"<x/>"})
    assert list(tmp_path.iterdir()) == []


def test_a_fault_in_the_clearing_up_does_not_hide_the_first(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.EROFS, "no")

    monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(RapportgenError, match="bare leses"):
        write_package(tmp_path / "bok.xlsx", {"[Content_Types].xml": b"<x/>"})


def test_what_the_file_says_of_itself_is_kept_as_it_stands(tmp_path: Path) -> None:
    said = b"<cp:coreProperties/>"
    path = _changed(tmp_path, lambda parts: parts.update({"docProps/core.xml": said}))
    assert read_workbook(path).properties == said


@pytest.mark.parametrize("damage", ["absent", "damaged", "too long"])
def test_a_workbook_is_read_whatever_it_says_of_itself(tmp_path: Path, damage: str) -> None:
    said = {"absent": None, "damaged": b"<x>" + b"y" * 100, "too long": bytes((1 << 20) + 1)}[damage]
    change = {} if said is None else {"docProps/core.xml": said}
    path = _changed(tmp_path, lambda parts: (parts.pop("docProps/core.xml"), parts.update(change)))
    if damage == "damaged":
        data = path.read_bytes()
        start = data.rindex(b"docProps/core.xml", 0, data.index(b"PK\x01\x02")) + len(b"docProps/core.xml")
        path.write_bytes(data[:start] + b"\xff" * 4 + data[start + 4 :])
    workbook = read_workbook(path)
    assert workbook.properties == b""
    assert [row.id for row in workbook.rows("Risiko")] == ["R1"]
