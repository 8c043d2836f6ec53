"""A compiled template and values, run: the finished .docx as bytes.

Nothing is parsed or repaired here. The program writes the changed parts as finished XML, the rest of the file is
copied as it was packed. The same template, values and properties give the same bytes.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Template

from rapportgen import problems
from rapportgen.word import late, messages, zipfile_writer
from rapportgen.word.budget import Budget
from rapportgen.word.compiled import Use
from rapportgen.word.environment import make_environment
from rapportgen.word.instructions import check_written
from rapportgen.word.printer import NO_FILES, Printer
from rapportgen.word.properties import CORE_PART, core_xml
from rapportgen.word.spot import FIELD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapportgen.errors import TemplateError
    from rapportgen.model.bilder import Picture
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate, Part
    from rapportgen.word.environment import ReportEnvironment
    from rapportgen.word.settings import Egenskaper, Visning


class Rendered(NamedTuple):
    """A finished report, and what had to be left out of it.

    `written` are the parts that this report wrote: name, content, and the ids of its relationships.
    """

    data: bytes
    problems: tuple[Problem, ...]
    written: tuple[tuple[str, bytes, tuple[str, ...]], ...] = ()


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
    env = make_environment(settings, budget, printer.filters())
    texts = []
    for part in compiled.parts:
        printer.part = part.name
        texts.append(printer.notes.finish(part.name, _run(part, env, context, compiled)))
    texts.append(printer.notes.alone())
    if printer.late:
        texts = late.fill(texts, printer.late)
    members = [(part.name, text.encode()) for part, text in zip(compiled.parts, texts, strict=False)]
    members += printer.notes.place(texts[-1], printer.additions)
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
    return Rendered(zipfile_writer.finish((lead, compiled.static), members), tuple(printer.problems), written)


def _run(part: Part, env: ReportEnvironment, context: Mapping[str, object], compiled: CompiledTemplate) -> str:
    """The XML of one part."""
    template = Template.from_code(env, part.code, {})
    try:
        xml = "".join(template.root_render_func(template.new_context(dict(context))))
        if any(spot.kind == FIELD for spot in compiled.spots):  # other instructions were checked at compile time
            check_written(xml)
        return xml
    except Exception as error:
        raise _located(error, template, part, context, compiled) from error


def _located(
    error: Exception, template: Template, part: Part, context: Mapping[str, object], compiled: CompiledTemplate
) -> TemplateError:
    """The error as a fault of the tag in which it arose, with every field that is missing in other tags."""
    from rapportgen.word.fields import unknown_fields  # needed only for mistakes

    number = _tag_of(error, template, part)
    use = compiled.uses[number] if number is not None else Use("dokumentet", "", "", 0)
    missing = unknown_fields(compiled.uses, context)
    fault = messages.runtime_fault(error, use.code, use.raw, context)
    problem = problems.feil(fault.code, use.place, fault.message, fault.text, fault.hint)
    told = fault.code in messages.MISSING and (problem.sted, problem.verdi) in {(m.sted, m.verdi) for m in missing}
    return messages.refusal(compiled.name, missing if told else [problem, *missing])


def _tag_of(error: Exception, template: Template, part: Part) -> int | None:
    """The tag whose code was running when the error arose: the innermost frame of the part's own program."""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        if frame.f_code.co_filename == part.code.co_filename:
            return part.lines.get(template.get_corresponding_lineno(line))
    return None
