"""A compiled template and values, run: the finished .docx as bytes.

Nothing is parsed or repaired here. The program writes the changed parts as finished XML, the rest of the file is
copied as it was packed. The same template, values and properties give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.named import NamedTuple
from rapportgen.word.compiled import Use
from rapportgen.word.contents.contents import read_contents
from rapportgen.word.language.budget import Budget
from rapportgen.word.language.runtime import Names, Runtime, load
from rapportgen.word.ooxml import zipfile_writer
from rapportgen.word.ooxml.properties import CORE_PART, core_xml
from rapportgen.word.ooxml.spot import FIELD
from rapportgen.word.ooxml.zipfile_writer import deflated
from rapportgen.word.writing import late
from rapportgen.word.writing.own_notes import as_referred_to
from rapportgen.word.writing.parttext import PartText, collect
from rapportgen.word.writing.printer import NO_FILES, Printer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapportgen.errors import TemplateError
    from rapportgen.model.bilder import Picture
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate, Part
    from rapportgen.word.contents.contents import Contents
    from rapportgen.word.language.runtime import Program
    from rapportgen.word.ooxml.zipfile_writer import Content, Prepared
    from rapportgen.word.settings import Egenskaper, Visning


class Unpaged(NamedTuple):
    """What it takes to write a report once more with page numbers: its contents, and the members of its file.

    The members are packed already, but for the one that the page numbers stand in.
    """

    contents: Contents
    blocks: tuple[Prepared, ...]
    members: tuple[tuple[str, Content], ...]


class Rendered(NamedTuple):
    """A finished report, and what had to be left out of it.

    `written` are the parts that this report wrote: name, content (packed where it is long), and the ids of its
    relationships. `unpaged` is there when it has a table of contents, whose page numbers are not known before the pages
    are counted.
    """

    data: bytes
    problems: tuple[Problem, ...]
    written: tuple[tuple[str, Content, tuple[str, ...]], ...] = ()
    unpaged: Unpaged | None = None


def render_template(
    compiled: CompiledTemplate,
    context: Mapping[str, object],
    settings: Visning,
    properties: Egenskaper,
    pictures: Mapping[str, Picture] = NO_FILES,
) -> Rendered:
    """The report, and the warnings that came up while it was written. `pictures` are those of figures, by file name.

    Raises TemplateError, with the place in the template, when an expression cannot be worked out.
    """
    budget = Budget()
    printer = Printer(compiled, settings, budget, context, pictures)
    runtime = Runtime(settings, budget, printer.filters(), compiled.languages[settings.locale])
    parts = _run_parts(compiled, printer, runtime, context)
    texts = {name: part.rest for name, part in parts.items()}
    footnotes = printer.notes.alone()
    if printer.late:
        *filled, footnotes = late.fill([*texts.values(), footnotes], printer.late)
        texts = dict(zip(texts, filled, strict=True))
    _arrange_notes(texts, compiled)
    contents = _take_contents(texts, compiled, printer)
    members: list[tuple[str, Content]] = [(name, part.content(texts[name])) for name, part in parts.items()]
    members += printer.notes.place(footnotes, printer.additions)
    if compiled.numbering is not None:
        numbering = compiled.numbering
        members.append(
            (numbering.name, "".join([numbering.before, *printer.lists.instances, numbering.after]).encode())
        )
    members += printer.additions.parts()
    members.append((CORE_PART, core_xml(properties).encode()))
    changed = printer.additions.lead()
    lead = compiled.lead if changed is None else zipfile_writer.prepare(changed, level=zipfile_writer.QUICK)
    related = {compiled.notes.name: compiled.notes.relationships}
    related |= {part.name: part.relationships for part in compiled.parts}
    written = tuple(
        (name, content, related.get(name, ()) + printer.additions.ids(name))
        for name, content in (*(changed or ()), *members)
        if name.endswith((".xml", ".rels"))
    )
    blocks, unpaged = (lead, compiled.static), None
    if compiled.contents is not None and contents is not None:
        members = [(name, data if name == compiled.contents.part else deflated(data)) for name, data in members]
        unpaged = Unpaged(contents, blocks, tuple(members))
    return Rendered(zipfile_writer.finish(blocks, members), tuple(printer.problems), written, unpaged)


def _run_parts(
    compiled: CompiledTemplate, printer: Printer, runtime: Runtime, context: Mapping[str, object]
) -> dict[str, PartText]:
    """What the programs of all parts write, by the names of the parts."""
    parts = {}
    for part in compiled.parts:
        printer.part = part.name
        text = _run(part, runtime, context, compiled, printer)
        is_notes = part.name == compiled.notes.name
        parts[part.name] = PartText(printer.notes.finish(part.name, text.rest)) if is_notes else text
    return parts


def _arrange_notes(texts: dict[str, str], compiled: CompiledTemplate) -> None:
    """Let the notes of the template itself follow what refers to them."""
    document = compiled.notes.document
    for kind, part in compiled.own_notes.items() if document in texts else ():
        texts[document], texts[part] = as_referred_to(kind, texts[document], texts[part])


def _take_contents(texts: dict[str, str], compiled: CompiledTemplate, printer: Printer) -> Contents | None:
    """Write the table of contents into the part that has one, without page numbers."""
    plan = compiled.contents
    if plan is None:
        return None
    contents = read_contents(texts[plan.part], plan, printer.new_id)
    texts[plan.part] = contents.xml(plan, None)
    if not all(contents.entries):
        message = "Innholdsfortegnelsen er tom, for rapporten har ingen overskrifter som skal stå i den."
        printer.problems.append(problems.advarsel("innhold-tomt", problems.DOKUMENTET, message))
    return contents


def with_page_numbers(compiled: CompiledTemplate, report: Rendered, pages: Mapping[str, str]) -> Rendered:
    """The report with page numbers in its table of contents: what is printed on the page of each bookmark."""
    plan, unpaged = compiled.contents, report.unpaged
    if plan is None or unpaged is None:
        return report
    text = unpaged.contents.xml(plan, pages).encode()
    members = [(name, text if name == plan.part else content) for name, content in unpaged.members]
    written = tuple((name, text if name == plan.part else old, related) for name, old, related in report.written)
    return report._replace(data=zipfile_writer.finish(unpaged.blocks, members), written=written)


def _run(
    part: Part, runtime: Runtime, context: Mapping[str, object], compiled: CompiledTemplate, printer: Printer
) -> PartText:
    """The XML of one part. It is whole where something is put into it, or read in it, when all of it is written."""
    program = load(part.code, runtime)
    has_fields = any(spot.kind == FIELD for spot in compiled.spots)  # other instructions were checked at compile time
    is_read = part.name in (compiled.notes.name, compiled.contents and compiled.contents.part)
    refers = bool(compiled.own_notes) and part.name in (compiled.notes.document, *compiled.own_notes.values())
    is_whole = has_fields or is_read or refers
    try:
        asked = {name: context[name] for name in context if name in compiled.asks}
        pieces = program.root(Names(asked))
        text = collect(pieces, lambda: not is_whole and not printer.late)
        if has_fields:
            from rapportgen.word.ooxml.instructions import check_written

            check_written(text.rest)
        return text
    except MemoryError:
        raise  # no fault of the tag that happened to be at work
    except Exception as error:
        raise _located(error, program, part, context, compiled) from error


def _located(
    error: Exception, program: Program, part: Part, context: Mapping[str, object], compiled: CompiledTemplate
) -> TemplateError:
    """The error as a fault of the tag in which it arose, with every field that is missing in other tags."""
    from rapportgen.word.language import messages
    from rapportgen.word.language.fields import unknown_fields

    number = _tag_of(error, program, part)
    use = compiled.uses[number] if number is not None else Use("dokumentet", "", "", 0)
    missing = unknown_fields(compiled.uses, context)
    fault = messages.runtime_fault(error, use.code, use.raw, context)
    problem = problems.feil(fault.code, use.place, fault.message, fault.text, fault.hint)
    told = fault.code in messages.MISSING and problem.subject in {m.subject for m in missing}
    return messages.refusal(compiled.name, missing if told else [problem, *missing])


def _tag_of(error: Exception, program: Program, part: Part) -> int | None:
    """The tag whose code was running when the error arose: the innermost frame of the part's own program."""
    import traceback

    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        if frame.f_code.co_filename == part.code.co_filename:
            return part.lines.get(program.source_line(line))
    return None
