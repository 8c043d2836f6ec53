"""WordprocessingML in small pieces: runs, paragraphs, fields and captions, as text."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'mc:Ignorable="w14"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def attribute(text: str) -> str:
    """`text` as an attribute value with its quotes."""
    return quoteattr(text)


def run(text: str, style: str | None = None, *, lang: str | None = None) -> str:
    """A run of `text`; a tabulator in it becomes Word's own."""
    properties = ""
    if style:
        properties += f'<w:rStyle w:val="{style}"/>'
    if lang:
        properties += f'<w:lang w:val="{lang}"/>'
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\t")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def field(instruction: str, cached: str) -> str:
    """A field that Word updates by itself; `cached` is what stands there until then."""
    return field_begin(instruction) + run(cached) + field_end()


def field_begin(instruction: str) -> str:
    """The opening of a field; what it shows comes next, then `field_end`."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The end of the innermost field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def mark(text: str) -> str:
    """A template tag, written small so that the template still looks like the report."""
    return run(text, "Malmerke")


def para(
    style: str | None,
    *content: str,
    section: str = "",
    only_if: str = "",
    loop: str = "",
    keep_next: bool | None = None,
) -> str:
    """A paragraph. `content` is plain text or ready runs; `section` is the section that ends with it.

    `keep_next` says whether it keeps together with what follows; None leaves that to the style. The paragraph is left
    out of the report without `only_if`, or stands once for every turn of `loop` («sak in beslutninger»).
    """
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += {None: "", True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>'}[keep_next]
    properties += section
    runs = "".join(piece if piece.startswith("<w:") else run(piece) for piece in content if piece)
    if only_if:
        runs = mark(f"{{%p if {only_if} %}}") + runs + mark("{%p endif %}")
    if loop:
        runs = mark(f"{{%p for {loop} %}}") + runs + mark("{%p endfor %}")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def tag(text: str) -> str:
    """A paragraph that holds nothing but a template tag, and is gone from the report."""
    return para("Malkode", text)


def when(condition: str, *blocks: str) -> str:
    """The blocks, left out of the report with everything in them when `condition` does not hold."""
    return tag(f"{{%p if {condition} %}}") + "".join(blocks) + tag("{%p endif %}")


def each(loop: str, *blocks: str) -> str:
    """The blocks once for every turn of `loop`, written as «sak in beslutninger»."""
    return tag(f"{{%p for {loop} %}}") + "".join(blocks) + tag("{%p endfor %}")


def heading(level: int, text: str) -> str:
    """A heading of Word's own; its number comes from the style."""
    return para(f"Overskrift{level}", text)


def caption(*text: str, key: str = "") -> str:
    """A caption «Tabell 3. …» above a table. `key` is what `[se: key]` refers to it by.

    The number is a field. What stands in it until Word updates fields is counted in each report, so that it is right
    also when a table before it has left itself out. Tables and figures are counted apart.
    """
    return para("Bildetekst", *_numbered("Tabell"), *text, anchor(key))


def figure_caption(*text: str, key: str = "", figure: str = "") -> str:
    """A caption «Figur 3. …» under a figure, which keeps together with it.

    It is referred to by `key`, or by the id of `figure`, an expression for a row of the sheet of figures.
    """
    return para("Figurtekst", *_numbered("Figur"), *text, anchor(key, figure))


def _numbered(label: str) -> tuple[str, str, str]:
    return run(f"{label} "), field(f"SEQ {label} \\* ARABIC", "1"), run(". ")


def anchor(key: str, expression: str = "") -> str:
    """What makes a caption or heading something to refer to; nothing without a key."""
    named = expression or (f'"{key}"' if key else "")
    return mark(f"{{{{ anker({named}) }}}}") if named else ""


def numbered(row: str, field: str) -> str:
    """The tags for a field of `row` with the row's number before it, when it has one: «T1 Ressurser»."""
    return f"{{% if {row}.id %}}{{{{ {row}.id }}}} {{% endif %}}{{{{ {row}.{field} }}}}"


def source(*content: str) -> str:
    """The line under a table that says what the figures are."""
    return para("Kildelinje", *content)
