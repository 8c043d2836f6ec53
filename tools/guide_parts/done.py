"""What somebody has done to a template in Word, besides typing: text hidden, changes tracked, styles gone.

Named in a block by `gjort=skjult`, so that the guide can show what `mal sjekk` says of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Parts = dict[str, bytes]
    Change = Callable[[str], str]

_BODY = "word/document.xml"
_BODY_RELS = "word/_rels/document.xml.rels"
_OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TIME = (2024, 1, 1, 0, 0, 0)
_AUTHOR = 'w:id="901" w:author="Kari Eksempel" w:date="2024-06-30T12:00:00Z"'
_RUN = re.compile(r"<w:r>(?:(?!</w:r>).)*</w:r>", re.DOTALL)
_DESCRIPTION = re.compile(r'(<wp:docPr\b[^>]*?)\sdescr="[^"]*"')
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def do_in_word(path: Path, what: str, text: str = "") -> None:
    """Change a template as `what` says, with a `text` where one is typed. Raises KeyError for what nobody does."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = dict(parts)
    _DONE[what](parts, text)
    if parts == before:
        raise ValueError(f"«{what}» changes nothing in this template.")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), data)


def _in_body(change: Change) -> Callable[[Parts, str], None]:
    def done(parts: Parts, text: str) -> None:
        parts[_BODY] = change(parts[_BODY].decode()).encode()

    return done


def _in_last_run(change: Change) -> Callable[[Parts, str], None]:
    """A change of the last run with a tag."""

    def changed(xml: str) -> str:
        last = [match for match in _RUN.finditer(xml) if "{" in match.group()][-1]
        return xml[: last.start()] + change(last.group()) + xml[last.end() :]

    return _in_body(changed)


def _with_property(name: str) -> Change:
    """The run with one more property."""
    return lambda run: re.sub(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?", rf"<w:r><w:rPr>{name}\1</w:rPr>", run, count=1)


def _condition_in_field(run: str) -> str:
    text = re.sub(r"<[^>]+>", "", run).replace('"', "&quot;")
    shown = "<w:r><w:t>vises</w:t></w:r>"
    return f'<w:fldSimple w:instr=" IF 1 = 2 &quot;{text}&quot; &quot;vises&quot; ">{shown}</w:fldSimple>'


def _crossed(xml: str) -> str:
    """A field that begins in the second paragraph and ends in the last."""
    ends = [match.start() for match in re.finditer("</w:p>", xml)]
    return xml[: ends[1]] + _BEGIN + xml[ends[1] : ends[-1]] + _END + xml[ends[-1] :]


def _crossed_bookmark(xml: str) -> str:
    ends = [match.start() for match in re.finditer("</w:p>", xml)]
    start, end = '<w:bookmarkStart w:id="7" w:name="Merket"/>', '<w:bookmarkEnd w:id="7"/>'
    return xml[: ends[1]] + start + xml[ends[1] : ends[-1]] + end + xml[ends[-1] :]


def _describe(parts: Parts, text: str) -> None:
    """Another alternative text for the charts."""
    xml = parts[_BODY].decode()
    parts[_BODY] = _DESCRIPTION.sub(lambda found: f'{found[1]} descr="{text}"', xml).encode()


def _hide_sheet(parts: Parts, text: str) -> None:
    """A hidden sheet in the workbooks of the charts, which nothing fills."""
    _describe(parts, text)
    for name in (name for name in parts if name.endswith(".xlsx")):
        book, out = load_workbook(io.BytesIO(parts[name])), io.BytesIO()
        book.create_sheet("Lønn").sheet_state = "hidden"
        book.save(out)
        parts[name] = out.getvalue()


def _link(parts: Parts, text: str) -> None:
    """Charts whose figures are in a workbook outside of the template."""
    for name in (name for name in parts if name.startswith("word/charts/_rels/")):
        xml = parts[name].decode()
        parts[name] = re.sub(
            r'Target="[^"]*\.xlsx"', 'Target="file:///C:/tall.xlsx" TargetMode="External"', xml
        ).encode()


def _link_text(parts: Parts, text: str) -> None:
    """The last run with a tag made into a link, which leads to the text."""
    start = f'<w:hyperlink xmlns:r="{_OFFICE_RELS}" r:id="rId901">'
    _in_last_run(lambda run: f"{start}{run}</w:hyperlink>")(parts, text)
    link = f'<Relationship Id="rId901" Type="{_OFFICE_RELS}/hyperlink" Target="{text}" TargetMode="External"/>'
    parts[_BODY_RELS] = parts[_BODY_RELS].decode().replace("</Relationships>", f"{link}</Relationships>").encode()


def _other_kind(parts: Parts, text: str) -> None:
    for name in (name for name in parts if re.fullmatch(r"word/charts/chart\d+\.xml", name)):
        parts[name] = re.sub(r"\bc:barChart\b", "c:scatterChart", parts[name].decode()).encode()


def _bring(parts: Parts, text: str) -> None:
    """A member outside of the folder of the file, which no Word writes."""
    parts["../notat.txt"] = b"Et notat."


def _lose_style(parts: Parts, text: str) -> None:
    xml = parts["word/styles.xml"].decode()
    pattern = rf'<w:style (?:(?!</w:style>).)*?w:styleId="{text}"(?:(?!</w:style>).)*</w:style>'
    parts["word/styles.xml"] = re.sub(pattern, "", xml, flags=re.DOTALL).encode()


_DONE: dict[str, Callable[[Parts, str], None]] = {
    "skjult": _in_last_run(_with_property("<w:vanish/>")),
    "skrift": _in_last_run(_with_property('<w:rFonts w:ascii="Frutiger" w:hAnsi="Frutiger"/>')),
    "sporet": _in_last_run(lambda run: f"<w:ins {_AUTHOR}>{run}</w:ins>"),
    "if-felt": _in_last_run(_condition_in_field),
    "formel": _in_last_run(lambda run: f"<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">"
                           f"<m:r><m:t>{re.sub('<[^>]+>', '', run)}</m:t></m:r></m:oMath>"),
    "felt": _in_body(_crossed),
    "bokmerke": _in_body(_crossed_bookmark),
    "uten-overskriftsrad": _in_body(lambda xml: xml.replace("<w:tblHeader/>", "")),
    "uten-tekst": _in_body(lambda xml: re.sub(r"<w:tbl(?:Caption|Description)\b[^>]*/>", "", xml)),
    "vanlig-bildetekst": _in_body(lambda xml: re.sub(r'<w:pStyle w:val="Bildetekst"/>', "", xml)),
    "annet-innhold": _in_body(lambda xml: re.sub(r'TOC [^<"]*(?:"[^"]*"[^<"]*)*', 'TOC \\\\h \\\\c "Tabell" ', xml)),
    "alternativ": _describe,
    "skjult-ark": _hide_sheet,
    "kobling": _link,
    "lenke": _link_text,
    "annet-diagram": _other_kind,
    "fremmed": _bring,
    "uten-stil": _lose_style,
}  # fmt: skip
