"""A template compiled once: from a Word file to a program that writes finished XML.

    open      package, safety     the file is what it should be, and harmless
    clean     cleaning            what reports must not carry is left behind
    prepare   normalise …         each part's tags gathered, checked, put where they can repeat
    source    dialect, source     docxtpl's dialect into Jinja source, a tag on each line
    program   guard               checked and rewritten syntax, compiled

All faults of all parts are found before the template is refused.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from rapportgen import problems
from rapportgen.problems import FEIL
from rapportgen.word.compiled import CompiledTemplate, Part, Use
from rapportgen.word.compiling.anchors import count_captions, take_anchors
from rapportgen.word.compiling.assembling import Pieces, assembled
from rapportgen.word.compiling.cells import apply_cell_tags
from rapportgen.word.compiling.field_borders import check_field_borders
from rapportgen.word.compiling.footnotepart import NoteStyles, parts_of_own_notes, ready_styles
from rapportgen.word.compiling.identity import BOOKMARKS, Identities, make_unique
from rapportgen.word.compiling.link_addresses import check_typed_links, open_links
from rapportgen.word.compiling.merging import merge_equal_cells
from rapportgen.word.compiling.outline import Outline
from rapportgen.word.compiling.required import guarantee_required
from rapportgen.word.compiling.restarts import restart_lists
from rapportgen.word.compiling.spots import Spots, check_paragraph_tags, find_spots
from rapportgen.word.compiling.tables import guarantee_grids, mark_header_rows
from rapportgen.word.contents.contents_field import TemplateContents
from rapportgen.word.drawing.charts import Charts, cut_links
from rapportgen.word.drawing.samples import take_samples
from rapportgen.word.language import guard
from rapportgen.word.language.environment import OtherJinjaError, make_environment
from rapportgen.word.language.expressions import check_expressions, faults_in
from rapportgen.word.language.messages import refusal
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.cleaning import clean, part_of_kind, properties_of
from rapportgen.word.ooxml.ns import w
from rapportgen.word.ooxml.package import WORD_TYPE, Package
from rapportgen.word.ooxml.revisions import accept
from rapportgen.word.ooxml.safety import check_package
from rapportgen.word.ooxml.templated import templated_parts
from rapportgen.word.settings import Visning
from rapportgen.word.tags.dialect import to_jinja_places
from rapportgen.word.tags.field_names import check_field_names
from rapportgen.word.tags.hoist import hoist, unscope_runs
from rapportgen.word.tags.joins import join_lines
from rapportgen.word.tags.marks import NOTHING_LEFT_OUT, LeftOut, Marks, numbers_in, restored
from rapportgen.word.tags.normalise import normalise
from rapportgen.word.tags.pairing import check_blocks
from rapportgen.word.tags.places import Places, names_of_parts
from rapportgen.word.tags.scopes import infer_scopes
from rapportgen.word.tags.source import check_nesting, deepest, to_source
from rapportgen.word.tags.tags import find_tags
from rapportgen.word.tags.unclosed import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

    from jinja2 import nodes
    from lxml.etree import _Element

    from rapportgen.errors import TemplateError
    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.problems import Problem
    from rapportgen.word.drawing.gantt import GanttPattern
    from rapportgen.word.drawing.matrix import MatrixPattern

    OwnFilters = tuple[EgetFilter, ...]

_OTHER_ELEMENT = "ulik-blokk"
"""The problem of a block whose tags stand for different elements."""
_SURELY_SIMPLE = 10
"""So many blocks within one another are neither too many nor too complex."""


def compile_package(
    package: Package, digest: str = "", filters: OwnFilters = (), left_out: LeftOut = NOTHING_LEFT_OUT
) -> CompiledTemplate:
    """A template ready to run; the tags that are `left_out` write nothing.

    Raises FileRefusedError for a dangerous file, TemplateError for one with faults.
    """
    compiler = _opened(package, filters)
    compiler.marks.left_out = left_out
    return compiler.compiled(digest)


def uses_of(package: Package, filters: OwnFilters = ()) -> list[Use]:
    """The tags of a template in reading order, though it may have faults. Raises FileRefusedError."""
    return _opened(package, filters).uses()


def examine_package(
    package: Package, filters: OwnFilters = (), left_out: LeftOut = NOTHING_LEFT_OUT
) -> tuple[list[Use], list[Problem]]:
    """The tags of a template in reading order, and all its problems, whatever they are; some tags may be `left_out`.

    Raises FileRefusedError for a dangerous file, TemplateError for one that is too complex.
    """
    compiler = _opened(package, filters)
    compiler.marks.left_out = left_out
    return compiler.examined()


def _opened(package: Package, filters: OwnFilters) -> _Compiler:
    unlinked = cut_links(package)
    check_package(package)
    own = properties_of(package)
    clean(package)
    compiler = _Compiler(package, own, ready_styles(package), filters)
    compiler.warn_of_links(unlinked)
    return compiler


class _Compiler:
    """One template on its way: its parts, its tags, and what the parts share."""

    def __init__(
        self, package: Package, own_properties: dict[str, str], note_styles: NoteStyles, filters: OwnFilters
    ) -> None:
        self.package, self.own_properties, self.note_styles = package, own_properties, note_styles
        self.env = make_environment(Visning(filtre=filters))
        self.pairs = True
        self.marks, self.spots, self.identities = Marks(), Spots(), Identities()
        self.samples: list[tuple[str, GanttPattern | MatrixPattern]] = []
        self.styles, self.numbering = self._related("styles"), self._related("numbering")
        self.charts = Charts(package, self._related("theme"))
        self.parts = templated_parts(package)
        self.changed = {name: accept(root) for name, root in self.parts.items()}
        main = package.main_part
        self.own_notes = parts_of_own_notes(package, self.parts)
        self.part_names = names_of_parts(package, self.parts[main])
        self.outline = Outline(self.styles, self.numbering)
        self.contents = TemplateContents(main, self.parts[main], self.outline, self.styles)
        self.marks.problems += self.contents.problems

    def compiled(self, digest: str) -> CompiledTemplate:
        """The template compiled, step by step over all its parts."""
        with_tags = self._read()
        self._refuse_faults()
        self._refuse_other_systems()
        self._place_all(with_tags)
        self._refuse_faults()
        sources = {name: self._source(name) for name in with_tags}
        self._refuse_faults()
        parts = tuple(self._program(name, *source) for name, source in sources.items())
        for name in self.parts.keys() - set(with_tags):
            self.package.parts[name] = restored(ns.HEAD + etree.tostring(self.parts[name], encoding="unicode")).encode()
        pieces = Pieces(
            package=self.package,
            properties=self.own_properties,
            roots=self.parts,
            styles=self.styles,
            numbering=self.numbering,
            note_styles=self.note_styles,
            own_notes=self.own_notes,
            marks=self.marks,
            spots=self.spots,
            samples=self.samples,
            charts=self.charts,
            contents=self.contents,
            last_id=self.identities.last,
        )
        return assembled(pieces, parts, digest)

    def uses(self) -> list[Use]:
        """The tags of all parts, before anything else is done with them."""
        for name, root in self.parts.items():
            self._gather(name, root)
        return self._uses()

    def examined(self) -> tuple[list[Use], list[Problem]]:
        """The tags of all parts, and everything that is wrong with them, as far as it can be told from the rest."""
        with_tags = self._read()
        uses = self._uses()
        if not self.pairs or any(problem.kode == _OTHER_ELEMENT for problem in self.marks.problems):
            for name, root in self.parts.items():  # and no more, for the rest takes for granted that blocks pair
                self._hoist(name, root)
        else:
            is_simple = deepest(self.marks) <= _SURELY_SIMPLE
            self._place_all(with_tags, only_to_look=is_simple)
            if not is_simple and not problems.count(self.marks.problems, FEIL):
                for name in with_tags:
                    self._tree(name, *self._source(name))
        return uses, list(dict.fromkeys(self.marks.problems))

    def _read(self) -> list[str]:
        """Gather the tags of all parts and check each on its own; the parts that a report writes anew."""
        written = {*self.own_notes.values(), *filter(self.contents.fills, self.parts)}
        with_tags = [name for name, root in self.parts.items() if self._gather(name, root) or name in written]
        self._warn_of_dropped_members()
        self._check_properties()
        check_expressions(self.marks, self.env)
        for root in self.parts.values():
            check_field_names(root, self.marks)
        return with_tags

    def _uses(self) -> list[Use]:
        """The tags as they are read: one in an alternative text stands within the loops around its table or picture."""
        texts = (text for root in self.parts.values() for text in _texts_with_tags(root))
        marks = [self.marks.marks[number] for text in texts for number in numbers_in(text)]
        return [Use(mark.place, mark.tag.raw, mark.tag.code, mark.spot) for mark in marks]

    def _related(self, kind: str) -> _Element | None:
        part = part_of_kind(self.package, self.package.main_part, kind)
        return self.package.xml(part) if part else None

    def _gather(self, name: str, root: _Element) -> bool:
        """Find the tags of a part; whether it has any."""
        before = len(self.marks.marks)
        kind = self.package.content_type(name).removeprefix(WORD_TYPE).removesuffix("+xml")
        places = Places(root, kind, self.outline, self.part_names.get(name, ""))
        self._warn_of_changes(self.changed[name], places)
        open_links(self.package, name, root, self.marks, places)
        check_typed_links(root, self.marks, places)
        self.charts.find(name, root, self.marks, places)
        normalise(root, self.marks, places)
        self.charts.name_tags(name, self.marks, before)
        self.marks.empty(before)
        join_lines(root, self.marks)
        if check_blocks(self.marks, before, partial(Layout, root, self.outline, places)):
            infer_scopes(root, self.marks, before)
        else:
            self.pairs = False
        return len(self.marks.marks) > before

    def _place_all(self, with_tags: list[str], *, only_to_look: bool = False) -> None:
        """Number the captions, and place the tags of all parts.

        Who is `only_to_look` for faults does without the steps that find none.
        """
        for name in with_tags if not only_to_look else ():
            count_captions(self.parts[name], self.marks)
        take_anchors(self.parts.values(), self.marks, self.outline)
        for name, root in self.parts.items():
            self._look(name, root) if only_to_look else self._place(name, root)
            check_nesting(root, self.marks)
            check_field_borders(root, self.marks)
        if not only_to_look:
            self.contents.mark(self.parts[self.contents.part], self.marks, self.spots)

    def _look(self, name: str, root: _Element) -> None:
        """Those steps of `_place` that may find a fault, or that another one needs which does."""
        self._hoist(name, root)
        apply_cell_tags(root, self.marks)
        merge_equal_cells(root, self.marks)
        check_paragraph_tags(root, self.marks)
        if next(root.iter(*BOOKMARKS), None) is not None:
            make_unique(root, self.marks, self.identities)

    def _place(self, name: str, root: _Element) -> None:
        """Put the tags of a part where they can repeat, and learn what stands around each."""
        self._hoist(name, root)
        restart_lists(root, self.marks, self.outline)
        apply_cell_tags(root, self.marks)
        merge_equal_cells(root, self.marks)
        find_spots(root, self.marks, self.spots, self.outline)
        mark_header_rows(root)
        make_unique(root, self.marks, self.identities)
        guarantee_required(root, self.marks, self.spots)

    def _hoist(self, name: str, root: _Element) -> None:
        """Take the charts and sample tables of a part apart, and its tags out of what they stand for."""
        self.charts.place(name, root, self.marks, self.spots)
        guarantee_grids(root)
        unscope_runs(root, self.marks)
        take_samples(root, self.marks, self.samples)
        hoist(root, self.marks)

    def _source(self, name: str) -> tuple[str, dict[int, int]]:
        """The Jinja source of a part, and which tag stands on which line."""
        xml = to_jinja_places(etree.tostring(self.parts[name], encoding="unicode"))
        return to_source(ns.HEAD + xml, self.marks)

    def _program(self, name: str, source: str, lines: dict[int, int]) -> Part:
        """A part as a program."""
        relationships = tuple(relationship.id for relationship in self.package.relationships(name))
        return Part(name, self._code(name, source, lines), lines, relationships)

    def _code(self, name: str, source: str, lines: dict[int, int]) -> CodeType:
        def number_of(line: int) -> int | None:
            number = lines[line]
            return None if self.marks.marks[number].internal else number

        tree = self._tree(name, source, lines)
        try:
            tree = guard.rewrite(tree, self.env, number_of)
            return self.env.program(tree, f"<{self.package.name}: {name}>")
        except OtherJinjaError:
            raise
        except Exception as error:
            raise self._too_complex(error, lines) from error

    def _tree(self, name: str, source: str, lines: dict[int, int]) -> nodes.Template:
        """The syntax of a part. Raises TemplateError when it is too complex."""
        try:
            tree = self.env.parse(source)
            loops = guard.loops_within(tree)
        except Exception as error:
            raise self._too_complex(error, lines) from error
        if loops > guard.MAX_LOOPS_WITHIN:
            message = f"Løkkene i {name} står mer enn {guard.MAX_LOOPS_WITHIN} inni hverandre."
            raise self._refused("for-stor", message)
        return tree

    def _too_complex(self, error: Exception, lines: dict[int, int]) -> TemplateError:
        return self._refused("for-stor", "Malen er for sammensatt.", self._place_of(error, lines))

    def _place_of(self, error: Exception, lines: dict[int, int]) -> str:
        """Where Jinja's error arose, when it says so."""
        number = lines.get(error.lineno) if isinstance(error, TemplateSyntaxError) else None
        return "dokumentet" if number is None else self.marks.marks[number].place

    def _refused(self, code: str, message: str, place: str = "dokumentet") -> TemplateError:
        return refusal(self.package.name, [problems.feil(code, place, message)])

    def _refuse_faults(self) -> None:
        """Raise TemplateError when any fault has been found so far."""
        ignored = self.marks.left_out.ignored
        found = [one for one in problems.in_order(self.marks.problems) if one.subject not in ignored]
        if problems.count(found, FEIL):
            raise refusal(self.package.name, found)

    def _check_properties(self) -> None:
        """Tags in the template's properties are not run, for reports have properties of their own; faults are told."""
        for text in self.own_properties.values():
            pieces, faults = find_tags(text)
            for piece in pieces:
                faults += faults_in(piece.tag, self.env) if piece.tag else []
            for fault in faults:
                self.marks.fault(fault, "egenskapene")

    def warn_of_links(self, charts: list[str]) -> None:
        """Tell that charts were linked to a workbook outside of the template, and are no more."""
        message = "Et diagram var koblet til en arbeidsbok utenfor malen. Koblingen er ikke med i rapportene."
        if charts:
            hint = "Lim inn diagrammet på nytt, og velg å bygge inn arbeidsboken."
            self.marks.problems.append(problems.advarsel("graf-kobling", "dokumentet", message, forslag=hint))

    def _warn_of_changes(self, changed: list[_Element], places: Places) -> None:
        """Tell that a part has tracked changes, at the first of them."""
        if changed:
            message = "Malen har sporede endringer. Rapportene lages som om alle er godtatt."
            hint = "Godta eller avvis endringene i Word (Se gjennom)."
            place = places.of(next(changed[0].iter(w("p")), changed[0]))
            self.marks.problems.append(problems.advarsel("sporede-endringer", place, message, forslag=hint))

    def _warn_of_dropped_members(self) -> None:
        for member in self.package.dropped:
            message = f"Filen har en del utenfor Word-dokumentet («{member[:60]}»). Den er ikke tatt med."
            hint = "Åpne malen i Word, og lagre den på nytt."
            self.marks.problems.append(problems.advarsel("fremmed-del", "dokumentet", message, forslag=hint))

    def _refuse_other_systems(self) -> None:
        """A template without one of our tags but with those of another system was made for something else."""
        if self.marks.marks:
            return
        text = restored("".join(ns.text_of(root) for root in self.parts.values()))
        fields = "".join(element.text or "" for root in self.parts.values() for element in root.iter(w("instrText")))
        if found := re.search(r"\$\{\w+\}|\[\[\w+\]\]|<<\w+>>|MERGEFIELD", f"{text} {fields}"):
            hint = "Skriv feltene som {{ prosjekt.kommune }}."
            message = f"Malen bruker tagger fra et annet system («{found.group()}»). {hint}"
            raise self._refused("annet-system", message)
        message = "Malen har ingen tagger, så alle rapporter blir like."
        self.marks.problems.append(problems.advarsel("ingen-tagger", "dokumentet", message))


def _texts_with_tags(root: _Element) -> Iterator[str]:
    """What holds tags in a part, of the attributes and the text of each element."""
    for element in root.iter():
        values = [str(value) for value in element.values()]
        if "{" in "".join(values):
            yield from values
        if "{" in (text := element.text or ""):
            yield text
