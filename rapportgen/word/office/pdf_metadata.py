"""The metadata packet of a PDF: what the report is, and which standards the file follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.office.pdf_seal import MARK, NO_ID
from rapportgen.word.ooxml.text import escape_text

if TYPE_CHECKING:
    from rapportgen.word.settings import Egenskaper

_START, _END = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>'
_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
    'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
)
# PDF/A knows nothing of the property by which a file claims PDF/UA: it must be described.
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def xmp(properties: Egenskaper, creator: str, producer: str) -> str:
    """The packet; the id of the instance is still to be filled in."""
    stamp = f"{properties.dato.isoformat()}T00:00:00Z" if properties.dato else ""
    said = [
        ("dc:title", _alternative(properties.tittel)),
        ("dc:creator", _list("Seq", properties.forfatter)),
        ("dc:description", _alternative(properties.emne)),
        ("dc:language", _list("Bag", properties.spraak)),
        ("dc:format", "application/pdf"),
        ("pdf:Keywords", escape_text(properties.noekkelord)),
        ("pdf:Producer", escape_text(producer)),
        ("xmp:CreatorTool", escape_text(creator)),
        ("xmp:CreateDate", stamp),
        ("xmp:ModifyDate", stamp),
        ("xmp:MetadataDate", stamp),
        ("pdfaid:part", "2"),
        ("pdfaid:conformance", "B"),
        ("pdfuaid:part", "1"),
    ]
    body = "".join(f"<{name}>{value}</{name}>\n" for name, value in said if value)
    return (
        f'{_START}\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {_NAMESPACES}>\n{body}{MARK}{NO_ID}</xmpMM:InstanceID>\n</rdf:Description>\n'
        f"{_UA_SCHEMA}\n</rdf:RDF></x:xmpmeta>\n{_END}"
    )


def _alternative(text: str) -> str:
    inside = f'<rdf:li xml:lang="x-default">{escape_text(text)}</rdf:li>'
    return f"<rdf:Alt>{inside}</rdf:Alt>" if text else ""


def _list(kind: str, text: str) -> str:
    return f"<rdf:{kind}><rdf:li>{escape_text(text)}</rdf:li></rdf:{kind}>" if text else ""
