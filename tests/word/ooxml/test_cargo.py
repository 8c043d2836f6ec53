"""What a template carries unseen, and its reports do not."""

from __future__ import annotations

import pytest

from tests.word.docx import HEAD, NAMESPACES, PACKAGE, TYPE, R, Report, packed, para, parts_of, render, run

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"
_GUID = "{11111111-2222-3333-4444-555555555555}"
_PROPERTIES = (
    f'{HEAD}<Properties xmlns="{_TYPES}/custom-properties" xmlns:vt="{_TYPES}/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Saksnummer">'
    "<vt:lpwstr>HEMMELIG</vt:lpwstr></property></Properties>"
)
_SETTINGS = (
    f'{HEAD}<w:settings {NAMESPACES}><w:docVars><w:docVar w:name="Kunde" w:val="HEMMELIG"/></w:docVars></w:settings>'
)
_GLOSSARY = (
    f"{HEAD}<w:glossaryDocument {NAMESPACES}><w:docParts><w:docPart><w:docPartPr>"
    '<w:name w:val="HEMMELIG"/></w:docPartPr></w:docPart></w:docParts></w:glossaryDocument>'
)


def _template(body: str, relation: str, target: str, content_type: str, **files: str) -> bytes:
    """A template with more parts; the document relates to `target` as `relation`."""
    parts = parts_of(body)
    override = f'<Override PartName="/{target}" ContentType="{content_type}"/></Types>'
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", override)
    rels = "_rels/.rels" if target.startswith("docProps") else "word/_rels/document.xml.rels"
    line = f'<Relationship Id="rId90" Type="{R}/{relation}" Target="/{target}"/></Relationships>'
    if "customXml/itemProps1.xml" in files:
        kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        override = f'<Override PartName="/customXml/itemProps1.xml" ContentType="{kind}"/></Types>'
        parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", override)
    parts[rels] = str(parts[rels]).replace("</Relationships>", line)
    return packed({**parts, **files})


def _properties(body: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    files = {"docProps/custom.xml": _PROPERTIES}
    return _template(body, "custom-properties", "docProps/custom.xml", kind, **files)


def _variables(body: str) -> bytes:
    return _template(body, "settings", "word/settings.xml", TYPE + "settings+xml", **{"word/settings.xml": _SETTINGS})


def _blocks(body: str) -> bytes:
    files = {"word/glossary/document.xml": _GLOSSARY}
    return _template(body, "glossaryDocument", "word/glossary/document.xml", TYPE + "document.glossary+xml", **files)


def _store(body: str) -> bytes:
    properties = f'<ds:datastoreItem ds:itemID="{_GUID}" xmlns:ds="{_TYPES}/customXml"/>'
    rels = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    files = {
        "customXml/item1.xml": f'{HEAD}<r xmlns="urn:x"><k>HEMMELIG {{{{ a }}}}</k></r>',
        "customXml/itemProps1.xml": HEAD + properties,
        "customXml/_rels/item1.xml.rels": rels,
    }
    return _template(body, "customXml", "customXml/item1.xml", "application/xml", **files)


def _control(text: str) -> str:
    binding = f'<w:dataBinding w:prefixMappings="xmlns:a=\'urn:x\'" w:xpath="/a:r[1]/a:k[1]" w:storeItemID="{_GUID}"/>'
    properties = f'<w:sdtPr><w:id w:val="77"/>{binding}<w:text/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{para(text)}</w:sdtContent></w:sdt>"


def _carries(report: Report) -> bool:
    return any(b"HEMMELIG" in content for content in report.parts.values())


def _field(instruction: str) -> str:
    return para("{{ a }}") + para(f'<w:fldSimple w:instr=" {instruction} ">{run("x")}</w:fldSimple>')


@pytest.mark.parametrize("template", [_properties, _variables, _blocks, _store])
def test_what_nothing_shows_stays_behind(template: object) -> None:
    assert callable(template)
    report = render(template(para("{{ a }}")), a="x")
    assert not _carries(report)
    assert [name for name in report.parts if name.startswith(("customXml", "word/glossary", "docProps/custom"))] == []


@pytest.mark.parametrize(
    "data",
    [
        _properties(_field("DOCPROPERTY Saksnummer")),
        _variables(_field("DOCVARIABLE Kunde")),
        _store(para("{{ a }}") + _control("x")),
    ],
)
def test_what_a_field_or_a_control_shows_comes_along(data: bytes) -> None:
    assert _carries(render(data, a="x"))


def test_a_control_with_a_tag_is_cut_loose_from_its_store() -> None:
    report = render(_store(_control("{{ a }}")), a="x")
    assert (report.text, report.all("w:dataBinding")) == ("x", [])
    assert not _carries(report)


def test_a_part_that_nothing_leads_to_stays_behind() -> None:
    parts = {**parts_of(para("{{ a }}")), "word/notater.xml": f"{HEAD}<x>HEMMELIG</x>"}
    assert not _carries(render(packed(parts), a="x"))
