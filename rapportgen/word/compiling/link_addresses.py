"""Fields in the addresses of links: `https://sak.kommune.no/{{ prosjekt.saksnummer }}`.

Word keeps the address of a link outside of the text. So such a link becomes a field HYPERLINK, whose instruction is
written per report like any other. A value is a part of the address and no more: the site that the link leads to is the
template's own, which is why a field may not stand in its name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from rapportgen.patterns import pattern
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.instructions import unsafe_link
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.partnames import rels_name
from rapportgen.word.ooxml.safety import begins_with_www, instructions_in, is_without_protocol
from rapportgen.word.ooxml.tree import nearest, remove_keeping_tail
from rapportgen.word.tags.tags import Fault

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rapportgen.word.ooxml.package import Package
    from rapportgen.word.tags.marks import Marks
    from rapportgen.word.tags.places import Places

_SIGNS = (b"{{", b"{%", b"%7B", b"WWW.")
"""What is in the relationships of a part, in capitals, when an address may have to be looked at."""
_FIELD = pattern(r"(?:\{|%7B){2}.*?(?:\}|%7D){2}", re.IGNORECASE)
_ANY_TAG = pattern(r"(?:\{|%7B)(?:\{|%7B|%25|%(?![0-9A-F]{2}))", re.IGNORECASE)
_CLOSER = pattern(r"\}|%7D", re.IGNORECASE)
_NAME = pattern(r"\{\{\s*([\w.]+)\s*\}\}")
_TO_A_SITE = pattern(r"(?:https?://[^/?#\s{}%]+[/?#]|mailto:|tel:)", re.IGNORECASE)
_CODE = "tagg-paa-ukjent-sted"
_NO_PROTOCOL = "lenke-adresse"
_ID = f"{{{ns.R}}}id"


def leads_to_a_site(address: str) -> bool:
    """Whether the beginning of an address settles where it leads, so that a value may follow."""
    return _TO_A_SITE.match(address) is not None


def open_links(package: Package, part: str, root: _Element, marks: Marks, places: Places) -> None:
    """Make the links of a part whose addresses hold fields into fields of Word's; note what cannot be filled in, and
    what leads nowhere.
    """
    relationships = package.parts.get(rels_name(part), b"").upper()
    if not any(sign in relationships for sign in _SIGNS):
        return
    addresses = {
        one.id: _with_plain_tags(one.target)
        for one in package.relationships(part)
        if one.kind == "hyperlink" and (_ANY_TAG.search(one.target) or is_without_protocol(one.target))
    }
    for element in [element for element in root.iter() if element.get(_ID) in addresses]:
        address = addresses[element.get(_ID, "")]
        if fault := _fault(element, address):
            marks.fault(fault, places.of(element))
        else:
            _as_field(element, address)
    kept = {element.get(_ID) for element in root.iter()}
    gone = addresses.keys() - kept
    package.relate(part, [one for one in package.relationships(part) if one.id not in gone])


def check_typed_links(root: _Element, marks: Marks, places: Places) -> None:
    """Note the links that are typed as fields (`HYPERLINK "www.…"`) and lead nowhere; other unsafe ones are refused."""
    for instruction, element in instructions_in(root):
        if begins_with_www(target := unsafe_link(instruction)):
            marks.fault(_without_protocol(target), places.of(element))


def _with_plain_tags(target: str) -> str:
    """An address with its fields as they were typed: Word writes `%7B%7B%20` for `{{ `."""
    return _FIELD.sub(lambda match: unquote(match.group()), target)


def _with_plain_braces(address: str) -> str:
    """An address with the beginning of a tag as it was typed, which is how the text has it."""
    return _ANY_TAG.sub(lambda match: unquote(match.group()), address)


def _fault(element: _Element, address: str) -> Fault | None:
    """Why the fields in this address cannot be filled in; None when they can."""
    field = _FIELD.search(address)
    rest = _FIELD.sub("", address)
    if element.tag != w("hyperlink") and _ANY_TAG.search(address):
        message = "Tagger i adressen til en lenke på et bilde eller en figur blir ikke fylt ut."
        return Fault(_CODE, message, address, "Sett lenken på tekst i stedet.")
    if _ANY_TAG.search(_CLOSER.split(rest)[-1]):
        message = "Lenken slutter midt i en tagg, for Word lar adressen slutte ved det første mellomrommet."
        return Fault(_CODE, message, _with_plain_braces(address), _way_out(element))
    if begins_with_www(address):
        return _without_protocol(address)
    if field is None or _ANY_TAG.search(rest):
        message = "I adressen til en lenke kan det bare stå felt, med {{ … }}."
        return Fault(_CODE, message, address, "Sett {% if … %} og {% for … %} rundt hele lenken.")
    if not leads_to_a_site(address[: field.start()]):
        message = "Et felt i en lenke må stå etter navnet på nettstedet."
        return Fault(_CODE, message, address, "Skriv for eksempel https://kommunen.no/sak/{{ prosjekt.saksnummer }}.")
    return None


def _without_protocol(address: str) -> Fault:
    message = "Adressen til en lenke må begynne med https:// eller mailto:."
    return Fault(_NO_PROTOCOL, message, address, f"Velg «Rediger kobling», og skriv https://{address.strip()}")


def _way_out(link: _Element) -> str:
    """What to do with a link that ends within a tag."""
    paragraph = nearest(link, "p")
    shown = ns.text_of(link)
    *_, after = ns.text_of(paragraph).partition(shown) if paragraph is not None else ("",)
    name = _NAME.search(f"{shown}{after}")
    remove = "Høyreklikk lenken, og velg «Fjern kobling»"
    if name is None:
        return f"{remove}."
    return f"{remove}, eller velg «Rediger kobling» og skriv hele adressen, med {{{{{name[1]}}}}} uten mellomrom."


def _as_field(link: _Element, address: str) -> None:
    """Put a field in the place of a link; what the link shows is what the field shows."""
    instruction = f' HYPERLINK "{_quotable(address)}"{_switch(link, "anchor", "l")}{_switch(link, "tooltip", "o")} '
    first = [_border("begin"), _instruction(instruction), _border("separate")]
    for element in (*first, *link, _border("end")):
        link.addprevious(element)
    remove_keeping_tail(link)


def _quotable(address: str) -> str:
    """An address that can stand in quotes; its fields stay as they are."""
    pieces = _FIELD.split(address)
    plain = [piece.replace('"', "%22").replace("\\", "%5C") for piece in pieces]
    fields = [*_FIELD.findall(address), ""]
    return "".join(f"{before}{field}" for before, field in zip(plain, fields, strict=True))


def _switch(link: _Element, attribute: str, letter: str) -> str:
    text = link.get(w(attribute), "").replace("\\", "").replace('"', "”")
    return f' \\{letter} "{text}"' if text else ""


def _border(kind: str) -> _Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("fldChar"), {w("fldCharType"): kind})
    return run


def _instruction(text: str) -> _Element:
    run = etree.Element(w("r"))
    element = etree.SubElement(run, w("instrText"), {ns.SPACE: "preserve"})
    element.text = text
    return run
