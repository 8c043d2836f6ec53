"""The property parts of a report, written by us and never by a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.text import escape_text

if TYPE_CHECKING:
    from datetime import date

    from rapportgen.word.settings import Egenskaper

CORE_PART, APP_PART = "docProps/core.xml", "docProps/app.xml"

APP_XML = (
    ns.HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>rapportgen</Application></Properties>"
)


def core_xml(properties: Egenskaper) -> str:
    """docProps/core.xml of a report. Empty properties are left out."""
    texts = [
        ("dc:title", properties.tittel),
        ("dc:subject", properties.emne),
        ("dc:creator", properties.forfatter),
        ("cp:keywords", properties.noekkelord),
        ("dc:description", properties.beskrivelse),
        ("dc:language", properties.spraak),
        ("cp:category", properties.kategori),
        ("cp:version", properties.versjon),
    ]
    body = "".join(f"<{name}>{escape_text(text)}</{name}>" for name, text in texts if text)
    return (
        ns.HEAD + "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{body}{_dates(properties.dato)}</cp:coreProperties>"
    )


def _dates(day: date | None) -> str:
    if day is None:
        return ""
    stamp = f'xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z'
    return "".join(f"<dcterms:{name} {stamp}</dcterms:{name}>" for name in ("created", "modified"))
