"""The parts that one report adds to its template: charts, pictures, and what names them.

    name = additions.name("word/charts/chart{}.xml")             a name that no part of the file has
    additions.add(name, data, content_type)                      a new part
    rid = additions.relate("word/document.xml", type, name)      a new relationship, from a part of either kind

Names and ids are numbered in the order they are asked for, and never are those of the template. A report that adds
nothing costs nothing: the parts that name others are then copied as they were packed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.named import NamedTuple
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.partnames import relative_target, rels_name
from rapportgen.word.ooxml.properties import CORE_PART
from rapportgen.word.ooxml.text import escape_attribute

if TYPE_CHECKING:
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.language.budget import Budget

MAX_PARTS = 5_000
_NEW_LIST = f'{ns.HEAD}<Relationships xmlns="{ns.PACKAGE_RELS}">'
_END_OF_LIST = "</Relationships>"


class _Target(NamedTuple):
    type: str
    target: str
    external: bool


class Additions:
    """What one report adds, in the order it was added."""

    def __init__(self, template: CompiledTemplate, budget: Budget) -> None:
        self._template, self._budget = template, budget
        self._parts: dict[str, tuple[bytes, str]] = {}
        self._ids: dict[str, dict[_Target, str]] = {}
        self._reserved: set[str] = set()
        self._next_number: dict[str, int] = {}
        self._next_id: dict[str, int] = {}

    def name(self, pattern: str) -> str:
        """A name for a new part: `pattern` with the first free number for `{}`, as in `word/charts/chart{}.xml`."""
        number = self._next_number.get(pattern, 1)
        while (name := pattern.format(number)).casefold() in self._own_names or name in self._reserved:
            number += 1
        self._next_number[pattern] = number + 1
        self._reserved.add(name)
        return name

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """A new part, under a name from `name` or one that is known to be free.

        Raises TemplateError when the report becomes too large, ValueError when the file has such a part already.
        """
        if name in self._parts or name.casefold() in self._own_names:
            raise ValueError(f"{name} finnes allerede i filen.")
        self._reserved.add(name)
        self._budget.text -= len(data)
        if self._budget.text < 0 or len(self._parts) >= MAX_PARTS:
            raise TemplateError("Rapporten blir for stor.")
        self._parts[name] = (data, content_type)

    def relate(self, source: str, type: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship from part `source` to part `target`, or to an address outside of the file.

        The same relationship asked for again has the same id. Raises KeyError for a source that reports do not write.
        """
        known = self._ids.setdefault(source, {})
        key = _Target(type, target, external)
        if key not in known:
            number = self._next_id[source] if source in self._next_id else self._first_free(source)
            self._next_id[source] = number + 1
            known[key] = f"rId{number}"
        return known[key]

    def ids(self, source: str) -> tuple[str, ...]:
        """The ids of the relationships added to a part."""
        return tuple(self._ids.get(source, {}).values())

    def lead(self) -> list[tuple[str, bytes]] | None:
        """The content types and relationships of the template with what was added; None when nothing was."""
        if not self._parts and not self._ids:
            return None
        openings = self._template.openings
        types = "".join(
            f'<Override PartName="/{escape_attribute(name)}" ContentType="{kind}"/>'
            for name, (_, kind) in self._parts.items()
        )
        members = [(openings.types.name, _text(openings.types.before, types, openings.types.after))]
        for source, cut in openings.relationships.items():
            own = self._relationships(source)
            if cut.stands or own:
                members.append((cut.name, _text(cut.before, own, cut.after)))
        return members

    def parts(self) -> list[tuple[str, bytes]]:
        """The added parts, each followed by its relationships."""
        members = []
        for name, (data, _) in self._parts.items():
            members.append((name, data))
            if own := self._relationships(name):
                members.append((rels_name(name), _text(_NEW_LIST, own, _END_OF_LIST)))
        return members

    def _relationships(self, source: str) -> str:
        return "".join(
            f'<Relationship Id="{id}" Type="{type}" {_target(source, target, external)}/>'
            for (type, target, external), id in self._ids.get(source, {}).items()
        )

    def _first_free(self, source: str) -> int:
        """The number after the highest that the part's own ids have."""
        if source in self._reserved:
            return 1
        own = next((part.relationships for part in self._template.parts if part.name == source), None)
        if own is None:
            raise KeyError(source)
        numbers = [id[3:] for id in own if id[:3].casefold() == "rid"]
        return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """The names that the report has from its template; two names in a file differ by more than capitals."""
        template = self._template
        packed = [name for block in (template.lead, template.static) for name, _, _ in block.members]
        written = [part.name for part in template.parts] + ([template.numbering.name] if template.numbering else [])
        return frozenset(name.casefold() for name in (*packed, *written, CORE_PART))


def _target(source: str, target: str, external: bool) -> str:
    if external:
        return f'Target="{escape_attribute(target)}" TargetMode="External"'
    return f'Target="{escape_attribute(relative_target(source, target))}"'


def _text(before: str, own: str, after: str) -> bytes:
    return f"{before}{own}{after}".encode()
