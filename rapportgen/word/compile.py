"""A template compiled once: from a Word file to a program that writes finished XML.

    open      package, safety     the file is what it should be, and harmless
    clean     cleaning            what reports must not carry is left behind
    prepare   normalise …         each part's tags gathered, checked, put where they can repeat
    source    dialect, source     docxtpl's dialect into Jinja source, a tag on each line
    program   guard               checked and rewritten syntax, compiled

All faults of all parts are found before the template is refused.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from rapportgen import problems
from rapportgen.errors import TemplateError
from rapportgen.problems import FEIL
from rapportgen.word import cache, guard, required, zipfile_writer
from rapportgen.word.cells import apply_cell_tags
from rapportgen.word.cleaning import clean, part_of_kind, write_xml
from rapportgen.word.compiled import CompiledTemplate, Numbering, Part, Use
from rapportgen.word.dialect import to_jinja_places
from rapportgen.word.environment import make_environment
from rapportgen.word.expressions import check_expressions
from rapportgen.word.hoist import hoist, unscope_runs
from rapportgen.word.identity import Identities, make_unique
from rapportgen.word.lists import Looks, read_looks
from rapportgen.word.marks import Marks
from rapportgen.word.normalise import normalise
from rapportgen.word.ns import w
from rapportgen.word.package import WORD_TYPE, Package, read_package
from rapportgen.word.places import Places, heading_styles
from rapportgen.word.properties import APP_PART, APP_XML, CORE_PART
from rapportgen.word.safety import check_package
from rapportgen.word.samples import take_samples
from rapportgen.word.source import check_blocks, check_nesting, to_source
from rapportgen.word.spots import Spots, find_spots
from rapportgen.word.tables import mark_header_rows

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Environment
    from lxml.etree import _Element

    from rapportgen.problems import Problem

MAX_LOOPS = guard.MAX_LOOPS_WITHIN
_KINDS = ("document.main", "header", "footer", "footnotes", "endnotes")


def compile_template(source: Path | str | bytes, *, cache: bool = True) -> CompiledTemplate:
    """A template ready to run, from the cache on disk when it was compiled before.

    Raises FileRefusedError for a file that cannot be used, TemplateError with all its problems for a template with
    faults.
    """
    return _compile(source, use_cache=cache)


def _compile(source: Path | str | bytes, *, use_cache: bool) -> CompiledTemplate:
    package = read_package(source)
    return _Compiler(package).compiled("")


class _Compiler:
    """One template on its way: the package, its tags, and what is shared by its parts."""

    def __init__(self, package: Package) -> None:
        check_package(package)
        clean(package)
        self.package = package
        self.env = make_environment()
        self.marks = Marks()
        self.spots = Spots()
        self.identities = Identities()
        self.samples: list[tuple[str, object]] = []
        self.main = package.main_part
        self.styles = self._root_of("styles")
        self.numbering = self._root_of("numbering")

    def compiled(self, digest: str) -> CompiledTemplate:
        """The whole template compiled. Raises TemplateError when anything in it is wrong."""
        sources = {name: self._source(name, kind) for name, kind in self._templated_parts().items()}
        self._warn()
        self._refuse_faults()
        parts = [self._part(name, *source) for name, source in sources.items() if source is not None]
        self._refuse_faults()
        numbering = self._numbering()
        dynamic = {part.name for part in parts} | {CORE_PART} | ({numbering.name} if numbering else set())
        static = [(name, data) for name, data in self.package.parts.items() if name not in dynamic]
        static.append((APP_PART, APP_XML.encode()))
        return CompiledTemplate(
            name=self.package.name,
            digest=digest,
            problems=tuple(self.marks.problems),
            static=zipfile_writer.prepare(sorted(static, key=lambda member: member[0] != "[Content_Types].xml")),
            parts=tuple(parts),
            numbering=numbering,
            uses=tuple(Use(m.place, m.tag.raw, m.tag.code, m.spot, m.sample) for m in self.marks.marks),
            spots=tuple(self.spots.all),
            samples=tuple(self.samples),
            looks=read_looks(self.styles, self.numbering),
            last_id=self.identities.last,
        )

    def _root_of(self, kind: str) -> _Element | None:
        part = part_of_kind(self.package, self.main, kind)
        return self.package.xml(part) if part else None

    def _templated_parts(self) -> dict[str, str]:
        """The parts that may hold tags, and their kinds; the document first."""
        kinds = {WORD_TYPE + f"{kind}+xml": kind for kind in _KINDS}
        found = {name: kinds.get(self.package.content_type(name), "") for name in self.package.parts}
        order = sorted((_KINDS.index(kind), name) for name, kind in found.items() if kind)
        return {name: found[name] for _, name in order}

    def _source(self, name: str, kind: str) -> tuple[str, dict[int, int]] | None:
        """The Jinja source of a part; None for one without tags, which is kept as it is."""
        root = self.package.xml(name)
        _declare_at_root(root)
        first = len(self.marks.marks)
        own = Marks(self.marks.marks[first:])
        places = Places(root, kind.removesuffix(".main"), heading_styles(self.styles))
        return self._prepared(root, places, name, own)

    def _prepared(self, root: _Element, places: Places, name: str, own: Marks) -> tuple[str, dict[int, int]] | None:
        raise NotImplementedError


def _declare_at_root(root: _Element) -> None:
    raise NotImplementedError
