"""Templates of other programs, in docxtpl's syntax as its own examples have it: only what is true is told of them.

Their fields are not ours, which is true. Everything else in them is right.
"""

from __future__ import annotations

import pytest

from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, drawing, para, row, run
from tests.word.lint.faults import data, header_row

# What a template holds, and the fields in it that no workbook of ours has.
FOREIGN: dict[str, tuple[str, list[str]]] = {
    "an order": (
        para("Object: order of {{ company_name }}")
        + para("Dear {{ customer_name }},")
        + para("{% if in_europe %}")
        + para("You live in Europe.")
        + para("{% else %}")
        + para("You do not.")
        + para("{% endif %}")
        + data(
            header_row("Description", "Qty", "Price"),
            row("{%tr for item in items %}", "", ""),
            row("{{ item.desc }}", "{{ item.qty }}", "{{ item.price }}"),
            row("{%tr endfor %}", "", ""),
        ),
        ["company_name", "customer_name", "in_europe", "items"],
    ),
    "lines that are joined": (
        para("My house is located")
        + para("{%- if living_in_town -%}")
        + para(" in urban area")
        + para("{%- else -%}")
        + para(" in countryside")
        + para("{%- endif -%}")
        + para(" and I love it."),
        ["living_in_town"],
    ),
    "a table that grows both ways": (
        data(
            header_row("Labels", "{%tc for col in col_labels %}", "{{ col }}", "{%tc endfor %}"),
            row("{%tr for item in tbl_contents %}", "", "", ""),
            row("{{ item.label }}", "{%tc for col in item.cols %}", "{{ col }}", "{%tc endfor %}"),
            row("{%tr endfor %}", "", "", ""),
        ),
        ["col_labels", "tbl_contents"],
    ),
    "cells with colours": (
        data(
            header_row("Date", "Description"),
            row("{%tr for a in alerts %}", ""),
            row("{% cellbg a.bg %}{{ a.date }}", "{{r a.desc }}"),
            row("{%tr endfor %}", ""),
        ),
        ["alerts"],
    ),
    "merged cells": (
        data(
            header_row("Nr", "Name"),
            row("{%tr for i in lines %}", ""),
            row("{% vm %}1", "{{ i.name|upper }} {{ loop.index }}"),
            row("{%tr endfor %}", ""),
        )
        + data(header_row("{% colspan width %}Title"), row("{%tc for i in lines %}", "{% hm %}a", "{%tc endfor %}")),
        ["lines", "lines", "width"],
    ),
    "paragraphs": (
        para("{%p if display_paragraph %}")
        + para("Here is my paragraph")
        + para("{%p endif %}")
        + para("{%p for fruit in fruits %}")
        + para("{{ fruit }}{% if not loop.last %},{% endif %}")
        + para("{%p endfor %}"),
        ["display_paragraph", "fruits"],
    ),
    "rich text and documents in documents": (
        para("Here is a {{r example }} text.") + para("{{p mysubdoc }}") + para("{%r if example %}x{%r endif %}"),
        ["example", "mysubdoc", "example"],
    ),
    "comments": (
        para("{#p a comment that takes its paragraph #}")
        + para("{# a comment with {{ unknown }} in it #}text {{ shown }}")
        + data(row("A", "B"), row("{#tr a row that goes #}", ""), row("{%tr for x in xs %}{{ x }}", "b{%tr endfor %}")),
        ["shown", "xs"],
    ),
    "filters, tests and variables": (
        para("{% set total = price * 2 %}{{ total|round(2) }} {{ name|default('none') }}")
        + para("{{ names|join(', ') }} {{ names|length }} {% if 'a' in names and not closed %}x{% endif %}")
        + para("{{ person['first name'] }} {{ people[0].name if people else '' }}"),
        ["price", "names", "names", "names", "closed", "person", "people"],
    ),
    "text that only looks like tags": (
        para("{% raw %}{{ not.a.tag }}{% endraw %} {{ shown }}") + para("{a} {0} } {"),
        ["shown"],
    ),
    "a list in a table, in plain Jinja": (
        data(
            header_row("Name", "Role"),
            row("{% for user in users %}{{ user.name }}", "{{ user.role }}{% endfor %}"),
            row("{% for user in others %}", ""),
            row("{{ user.name }}", "{% if user.admin %}admin{% else %}user{% endif %}"),
            row("", "{% endfor %}"),
        ),
        ["users", "others"],
    ),
    "tags in pieces and in pictures": (
        para(run("{{ cust", "<w:b/>"), run("omer", "<w:i/>"), run(" }}")) + para("x", drawing("Logo of {{ company }}")),
        ["customer", "company"],
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_only_the_fields_are_unknown(name: str) -> None:
    body, unknown = FOREIGN[name]
    found = [finding.problem for finding in check_template(docx_with(body))]
    assert sorted(problem.melding for problem in found) == sorted(f"Feltet {field} finnes ikke." for field in unknown)
