"""Word templates: compiled once, run many times.

    compiled = compile_template("kvartalsrapport.docx")                  FileRefusedError, TemplateError
    report = render_template(compiled, context, visning, egenskaper)     TemplateError; report.data, report.problems
    faults = verify_document(report.data)                                a list of Problems, empty when all is well

What a template may hold (names with æøå are typed as they are: `{{ prosjektøkonomi.sum.påløpt }}`):

    {{ uttrykk }}                 the value, with the formatting of the tag; a rich text brings its own bold, colours,
                                  lists and paragraphs; a line break stays a line break; nothing prints as «–»
    {{p uttrykk }}                the same, but the paragraph is left out when the value is empty
    {% if … %} {% elif … %} {% else %} {% endif %}      {% for … in … %} {% endfor %}      {% set x = … %}
                                  what stands between the tags, as their places tell (see `scopes`): text in a line,
                                  paragraphs and tables, or table rows; a tag alone in its paragraph or row vanishes
    {%- if … -%}                  takes the space beside it along, or joins its line with the one before or after
    {%p if … %}   {%p endif %}    alone in a paragraph: whole paragraphs and tables come and go, or repeat
    {%tr for … %} {%tr endfor %}  table rows: alone in rows of their own, or first and last in the row that repeats
    {%tc if … %}  {%tc endif %}   cells: a column comes and goes when each of its cells stands between the same tags;
                                  the other columns widen, merged cells follow, the table keeps its width
    {% lys x %}                   in a cell: fill and text colour of the traffic light x (none when x is empty)
    {% cellbg x %}                in a cell: fill only, a colour such as C6EFCE or a traffic light
    {% colspan n %}  {% hm %}     in a cell: merged over n columns; over all turns of a loop over cells
    {{ x | slå_sammen }}          in a cell: merged with the cells above it while x is the same, and the cells to its
                                  left that have the same filter are merged too (see `merging`)
    {% vm %}  {% vm x %}          in a cell: merged over all rows of the loop; over the rows in which x is the same
    {# … #} {#p … #} {#tr … #}    a comment; one that takes its paragraph or row with it
    {% raw %} … {% endraw %}      text that looks like tags, printed as it is (in one paragraph)
    {{ gantt(x) }}                in the upper left cell of a sample table with the rows
                                  [corner | year] [ | quarter] [group] [activity | tom | plan | utført | …]:
                                  the row of groups may be left out, the words in the last row name the looks, and
                                  a sign after a word («milepæl ★») is printed in bars without a text
    {{ risikomatrise(x) }}        in the upper left cell of a coloured table with levels on its axes (1–5 or words);
                                  rows need `id`, `s` and `k`. Where every cell holds the word of its colour, the
                                  project's own matrix is drawn with the sample: its steps and their names, its
                                  limits, its orientation. Without words the matrix is kept as it is drawn
    TOC \\o "1-2" \\h \\z \\u      Word's own field for contents: a line with number and link for each heading of the
                                  report, and page numbers when LibreOffice is there (see `contents_field`)
    {{ bilde(x) }}                the picture of a figure: a row of the figures, or its id; as wide as the text, column
                                  or cell, never larger than on a screen; nothing when x is missing
    {{ fotnote("nøkkel") }}       a footnote with the text and link of that row of «Fotnoter», as `[fotnote: nøkkel]`
                                  in a text of the workbook is
    {{ anker("nøkkel") }}         in a caption with a number (Word's SEQ field) or in a heading: what others refer to
    {{ se("nøkkel") }}            «tabell 3», «figur 1» or «kapittelet «…»», also forward, as `[se: nøkkel]` in a text
                                  of the workbook is (`[Se: nøkkel]` begins a sentence); «tabell nøkkel» tells a
                                  table from a chapter with the same key, and a second value "tekst" asks for the
                                  number of a table, or the text of a heading, alone
    [graf: key] …                 first in the alternative text of a chart: the chart keeps its look and gets the data
                                  of `grafer.key`, or of the expression `key`; `{{ … }}` may stand in its titles.
                                  Without data it leaves itself out, with its paragraph when that has nothing else

Captions are counted by the program, by the label of their SEQ field, in the order they are written.

A tag may also stand in headers, footers, footnotes, alternative texts and field instructions; an output also in the
address of a link, after the name of the site (see `link_addresses`). Values may be looked up
(`a.b`, `a["b"]`, `a[0]`), calculated and compared, joined with `~`, tested with `is defined` and the like, and passed
through the filters of `filters`. Nothing else is allowed: see `guard`. A missing value has missing fields; a field that
an existing record does not have is a fault, and all such faults are told together: see `fields`.

Numbered paragraphs of the template itself begin anew in each turn of a loop that prints several (see `restarts`).
Lists in rich texts use the styles named «Punktliste» (Word's List Bullet), «Nummerert liste» (List Number), with 2
and 3 for deeper levels; in table cells «Punktliste tabell» and «Nummerert liste tabell» when the template has them,
else the cell's style keeps its size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rapportgen.errors import TemplateError
    from rapportgen.model.bilder import Picture
    from rapportgen.model.oppsett.filtre import EgetFilter
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.render import Rendered
    from rapportgen.word.settings import Egenskaper, Visning


def compile_template(
    source: Path | str | bytes, *, filters: tuple[EgetFilter, ...] = (), cache: bool = True
) -> CompiledTemplate:
    """A template ready to run, that may use these `filters` of the kommune's own besides ours.

    Raises FileRefusedError, or TemplateError with all the problems of the template.
    """
    from rapportgen.word.cache import compile_template as compiled

    return compiled(source, filters=filters, cache=cache)


def render_template(
    compiled: CompiledTemplate,
    context: Mapping[str, object],
    settings: Visning,
    properties: Egenskaper,
    pictures: Mapping[str, Picture] | None = None,
) -> Rendered:
    """A report: its bytes, and warnings. `pictures` are those of figures, by the file names in their rows.

    Raises TemplateError, with the place in the template.
    """
    from rapportgen.word.render import render_template as rendered

    return rendered(compiled, context, settings, properties, pictures or {})


def with_missing_fields(
    error: TemplateError, source: Path | bytes, context: Mapping[str, object], filters: tuple[EgetFilter, ...] = ()
) -> TemplateError:
    """The faults that `compile_template` found, and the fields of the template that `context` lacks."""
    from rapportgen.word.language.fields import with_missing_fields as completed

    return completed(error, source, context, filters)


def verify_report(report: Rendered) -> list[Problem]:
    """What is wrong with the parts that a report wrote; an empty list when Word can open it."""
    from rapportgen.word.ooxml.verify import verify_parts

    return verify_parts(report.written)


def verify_document(data: bytes) -> list[Problem]:
    """What is wrong with a finished .docx; an empty list when Word can open it."""
    from rapportgen.word.ooxml.verify import verify_document as verified

    return verified(data)
