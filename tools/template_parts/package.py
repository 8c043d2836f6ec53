"""The Word file around the text: parts, relationships and settings, zipped the same way every time."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, NamedTuple

from template_parts.numbering import numbering_xml
from template_parts.styles import FONT, styles_xml
from template_parts.theme import theme_xml
from template_parts.wml import DECLARATION, NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

WITHOUT_QUARTER = "Uten kvartal"
_ZIP_TIME = (2024, 1, 1, 0, 0, 0)
_MADE = "2024-01-01T00:00:00Z"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


class Added(NamedTuple):
    """A part that the body brings with it, such as a chart: its name, content type, data.

    `relation` and `kind` are the id and type of the document's relationship to it, «» for none; `own` are its own
    relationships, as (id, type, target).
    """

    name: str
    content_type: str
    data: bytes
    relation: str = ""
    kind: str = ""
    own: tuple[tuple[str, str, str], ...] = ()


def footer_part(relation: str, content: str) -> Added:
    """The foot of the pages, by the relationship id that the sections name it with."""
    data = f"{DECLARATION}<w:ftr {NAMESPACES}>{content}</w:ftr>".encode()
    return Added("word/footer1.xml", f"{_WORD}footer+xml", data, relation, f"{_RELATION}footer")


def write_document(
    path: Path,
    title: str,
    body: str,
    headers: Mapping[str, str],
    *,
    subject: str = "",
    category: str = "",
    added: Iterable[Added] = (),
) -> None:
    """Write a Word file at `path`. `headers` are the header parts by relationship id.

    `subject` is the property «Emne», which says what the template is for, and `category` the property «Kategori»:
    WITHOUT_QUARTER for a document that is about no quarter. `added` are parts that the body brings with it.
    """
    added = list(added)
    names = {relation: f"header{number}" for number, relation in enumerate(headers, 1)}
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types(list(names.values()), added),
        "_rels/.rels": _package_relations(),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(title, subject, category),
        "word/_rels/document.xml.rels": _document_relations(names, added),
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/fontTable.xml": _fonts(),
        **{
            f"word/{names[relation]}.xml": f"{DECLARATION}<w:hdr {NAMESPACES}>{content}</w:hdr>"
            for relation, content in headers.items()
        },
        "word/numbering.xml": numbering_xml(),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_xml(),
        "word/theme/theme1.xml": theme_xml(),
        **_added_parts(added),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, content if isinstance(content, bytes) else content.encode())


def _added_parts(added: list[Added]) -> dict[str, bytes | str]:
    """The parts that the body brings with it, each with its relationships."""
    parts: dict[str, bytes | str] = {}
    for part in added:
        parts[part.name] = part.data
        if part.own:
            folder, _, base = part.name.rpartition("/")
            parts[f"{folder}/_rels/{base}.rels"] = _relations({id: (kind, target) for id, kind, target in part.own})
    return parts


_PARTS = {"fontTable": "fontTable", "numbering": "numbering", "settings": "settings", "styles": "styles"}


def _content_types(headers: list[str], added: list[Added]) -> str:
    overrides = {f"word/{part}.xml": f"{_WORD}{part}+xml" for part in _PARTS}
    overrides |= {f"word/{header}.xml": f"{_WORD}header+xml" for header in headers}
    overrides |= {
        "word/document.xml": f"{_WORD}document.main+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides |= {part.name: part.content_type for part in added}
    inner = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items()))
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{relation}" Type="{kind}" Target="{target}"/>'
        for relation, (kind, target) in targets.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{inner}</Relationships>'


def _package_relations() -> str:
    return _relations(
        {
            "rId1": (f"{_RELATION}officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
            "rId3": (f"{_RELATION}extended-properties", "docProps/app.xml"),
        }
    )


def _document_relations(headers: Mapping[str, str], added: list[Added]) -> str:
    targets = {f"rId{n}": (f"{_RELATION}{kind}", f"{part}.xml") for n, (part, kind) in enumerate(_PARTS.items(), 1)}
    targets["rId9"] = (f"{_RELATION}theme", "theme/theme1.xml")
    targets |= {relation: (f"{_RELATION}header", f"{name}.xml") for relation, name in headers.items()}
    targets |= {part.relation: (part.kind, part.name.removeprefix("word/")) for part in added if part.relation}
    return _relations(targets)


def _settings() -> str:
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="nb-NO"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" '
        'w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core(title: str, subject: str, category: str) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title>{f'<dc:subject>{subject}</dc:subject>' if subject else ''}"
        "<dc:language>nb-NO</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:modified>'
        f"{f'<cp:category>{category}</cp:category>' if category else ''}</cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Microsoft Office Word</Application></Properties>"
    )
