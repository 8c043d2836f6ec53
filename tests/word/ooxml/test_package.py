"""Files that are no templates, or dangerous ones."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from rapportgen.errors import FileRefusedError
from rapportgen.word import compile_template
from tests.word.docx import HEAD, PACKAGE, R, docx_with, packed, para, parts_of, render

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = para("{{ tittel }}")


def with_relationship(kind: str, target: str, *, external: bool = False, **extra: str | bytes) -> bytes:
    """A template whose document has one more relationship."""
    parts = parts_of(PLAIN)
    mode = ' TargetMode="External"' if external else ""
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
        "</Rel", f'<Relationship Id="rId20" Type="{R}/{kind}" Target="{target}"{mode}/></Rel', 1
    )
    return packed({**parts, **{name.replace("__", "/"): content for name, content in extra.items()}})


def with_part(name: str, content: str | bytes) -> bytes:
    """A template with another content of one part."""
    return packed({**parts_of(PLAIN), name: content})


def with_field(*instructions: str) -> bytes:
    """A template with a field whose instruction is spread over runs."""
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{i}</w:instrText></w:r>' for i in instructions)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return docx_with(PLAIN + para(begin + pieces + end))


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CASES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "er tom"),
    "lock file": (b"\x05Kari" + b" " * 150, "ikke en Word-fil"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "passordbeskyttet"),
    "old doc": (OLE + b"\0" * 512, "gamle Word-formatet"),
    "cut off": (docx_with(PLAIN)[:600], "skadet"),
    "other zip": (packed({"a.txt": "x"}), "ikke et Word-dokument"),
    "no document": (
        packed({k: v for k, v in parts_of(PLAIN).items() if k != "word/document.xml"}),
        "ikke et Word-dokument",
    ),
    "not well formed": (with_part("word/document.xml", "<w:document"), "skadet"),
    "billion laughs": (
        with_part("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "DOCTYPE",
    ),
    "entity in types": (
        with_part("[Content_Types].xml", f'<!DOCTYPE Types [<!ENTITY a "b">]><Types xmlns="{PACKAGE}/content-types"/>'),
        "DOCTYPE",
    ),
    "deep nesting": (
        docx_with("<w:sdt><w:sdtContent>" * 300 + PLAIN + "</w:sdtContent></w:sdt>" * 300),
        "for mange lag inni hverandre",
    ),
    "too many elements": (docx_with(PLAIN + "<w:p/>" * 1_000_000), "for stor"),
    "macros": (
        packed(
            {
                k: str(v).replace("wordprocessingml.document.main", "x.macroEnabled.main")
                for k, v in parts_of(PLAIN).items()
            }
        ),
        "makroer",
    ),
    "vba part": (with_relationship("vbaProject", "vbaProject.bin", word__vbaProject_bin=b"x"), "makroer"),
    "ole object": (with_relationship("oleObject", "x.bin", word__x_bin=b"x"), "innebygd objekt"),
    "alt chunk": (with_relationship("aFChunk", "x.htm", word__x_htm="<html/>"), "fremmed dokument"),
    "remote picture": (with_relationship("image", "http://127.0.0.1:9/x.png", external=True), "henter noe utenfra"),
    "remote template": (
        with_relationship("attachedTemplate", r"\\server\mal.dotm", external=True),
        "henter noe utenfra",
    ),
    "script link": (with_relationship("hyperlink", "javascript:alert(1)", external=True), "ikke er trygg"),
    "file link": (with_relationship("hyperlink", "file:///c:/x.exe", external=True), "ikke er trygg"),
    "missing picture": (with_relationship("image", "media/borte.png"), "ikke finnes i filen"),
    "outside target": (with_relationship("image", "../../../canary.txt"), "ikke finnes i filen"),
    "pixel bomb": (
        with_relationship("image", "media/x.png", **{"word__media__x.png": png(60000, 60000)}),
        "bildepunkter",
    ),
    "dde": (with_field(' DDEAUTO c:\\\\cmd.exe "/k calc" '), "DDEAUTO"),
    "dde in pieces": (with_field(" DD", "EAUTO x "), "DDEAUTO"),
    "include text": (with_field(' INCLUDETEXT "c:\\\\x.docx" '), "INCLUDETEXT"),
    "simple field": (docx_with(PLAIN + para('<w:fldSimple w:instr=" INCLUDEPICTURE x "/>')), "INCLUDEPICTURE"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_cannot_be_a_template_is_refused_in_norwegian(case: str, tmp_path: Path) -> None:
    data, message = CASES[case]
    file = tmp_path / "mal.docx"
    file.write_bytes(data)
    with pytest.raises(FileRefusedError) as refused:
        compile_template(file, cache=False)
    assert message in str(refused.value)
    assert "mal.docx" in str(refused.value)


def test_duplicate_members_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts_of(PLAIN).items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(FileRefusedError, match="to ganger"):
        compile_template(out.getvalue(), cache=False)


def test_a_bomb_is_refused_by_its_size() -> None:
    with pytest.raises(FileRefusedError, match="for stor"):
        compile_template(packed({**parts_of(PLAIN), "word/media/x.bin": b"\0" * (30 << 20)}), cache=False)


@pytest.mark.parametrize(("name", "message"), [("borte.docx", "Finner ikke"), (".", "mappe")])
def test_a_missing_file_and_a_folder(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match=message):
        compile_template(tmp_path / name)


def test_members_outside_the_package_are_left_behind_with_a_warning() -> None:
    compiled = compile_template(packed({**parts_of(PLAIN), "../../evil.txt": "x", "/abs.txt": "x"}), cache=False)
    assert [problem.kode for problem in compiled.problems] == ["fremmed-del", "fremmed-del"]
    assert not [name for name, _, _ in compiled.static.members if "evil" in name or "abs" in name]


def test_a_template_of_its_own_disk_is_forgotten() -> None:
    target = "file:///C:/Users/kari/Normal.dotm"
    settings = (
        f'{HEAD}<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{R}">'
        '<w:attachedTemplate r:id="rId1"/><w:updateFields w:val="true"/><w:zoom w:percent="100"/></w:settings>'
    )
    parts = parts_of(PLAIN, settings=settings)
    parts["word/_rels/settings.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/attachedTemplate" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    members = render(packed(parts), tittel="x").parts
    assert "word/_rels/settings.xml.rels" not in members
    assert b"updateFields" not in members["word/settings.xml"]
    assert b"w:zoom" in members["word/settings.xml"]


def test_comments_and_reviewers_stay_behind() -> None:
    comment = (
        f'{HEAD}<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="0" w:author="Ola Utenlov"/></w:comments>'
    )
    parts = parts_of(para(PLAIN[5:-6] + '<w:r><w:commentReference w:id="0"/></w:r>'), comments=comment)
    assert "word/comments.xml" not in [
        name for name, _, _ in compile_template(packed(parts), cache=False).static.members
    ]


def test_a_document_without_styles_or_settings_is_read() -> None:
    parts = {k: v for k, v in parts_of(PLAIN).items() if k not in ("word/styles.xml", "word/numbering.xml")}
    del parts["word/_rels/document.xml.rels"]
    types = str(parts["[Content_Types].xml"])
    for kind in ("styles", "numbering"):
        start = types.index(f'<Override PartName="/word/{kind}.xml"')
        types = types[:start] + types[types.index("/>", start) + 2 :]
    assert compile_template(packed({**parts, "[Content_Types].xml": types}), cache=False).parts


def nested(before: str, inner: str, after: str = "") -> bytes:
    """A document with a field within the instruction of another."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    text = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'.format
    return docx_with(f"<w:p>{begin}{text(before)}{begin}{text(inner)}{end}{text(after)}{end}</w:p>")


@pytest.mark.parametrize(
    ("before", "inner", "after", "told"),
    [
        ("INCLUDE", 'QUOTE "TEXT"', ' "c:\\\\x.docx"', "et annet felt gir navn til"),
        (" ", 'QUOTE "INCLUDETEXT x"', "", "et annet felt gir navn til"),
        ("HYPERLINK ", 'QUOTE "file:///x"', "", "ikke er trygg"),
        ("INCLUDETEXT ", 'QUOTE "x"', "", "INCLUDETEXT"),
        ("QUOTE ", "INCLUDETEXT x", "", "INCLUDETEXT"),
    ],
)
def test_a_field_within_a_field_may_not_make_it_dangerous(before: str, inner: str, after: str, told: str) -> None:
    with pytest.raises(FileRefusedError, match=told):
        compile_template(nested(before, inner, after))


@pytest.mark.parametrize(
    ("before", "inner", "after"),
    [("IF ", "PAGE", ' = 1 "LINK" "nei"'), ("=", "PAGE", "-1"), ('HYPERLINK "https://x.no/', "PAGE", '"')],
)
def test_a_field_within_a_field_that_is_known_is_kept(before: str, inner: str, after: str) -> None:
    kept = render(nested(before, inner, after)).all("w:instrText")
    assert [instruction.text for instruction in kept] == [before, inner, after]
