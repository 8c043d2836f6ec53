"""Where a value will stand: what a rich text needs to close and open again around itself.

A spot is known when the template is compiled. It is plain data, so that it can be kept on disk.
"""

from __future__ import annotations

from rapportgen.named import NamedTuple

# An attribute: plain text. A field's instruction: plain text, quoted; in the address of a link, after the name of the
# site: the same as a part of an address. Inside a line: runs and paragraphs can be closed and opened. Inside an item of
# a list: the same, but a line of the value is no item of its own, and stays in this one. Inside a link or the like:
# only runs. Alone in its paragraph: the value writes the paragraph.
# `paragraphs`: the same, asked for with {{p …}}; nothing is written when the value is empty. A chart's alternative
# text: the value is drawn, and described. The title of a chart: the value is kept until its chart is drawn.
PLAIN, FIELD, ADDRESS = "plain", "field", "address"
LINE, ITEM, RUNS, ALONE, PARAGRAPHS = "line", "item", "runs", "alone", "paragraphs"
CHART, CHART_TEXT = "chart", "chart-text"

Properties = tuple[tuple[str, str], ...]


class Spot(NamedTuple):
    """The surroundings of a value: kind, paragraph and run properties as (name, XML), whether in a table cell.

    `room` is the width and height in twips that a picture may take; it is empty where the tag asks for none.
    """

    kind: str
    paragraph: Properties = ()
    run: Properties = ()
    in_cell: bool = False
    room: tuple[int, ...] = ()
