"""A block without its end is told where it began, and where the end belongs as far as the layout tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para, row
from tests.word.lint.faults import data, header_row, heading

if TYPE_CHECKING:
    from rapportgen.problems import Problem

IF = "{%p if tiltak %}"
END = "{%p endif %}"


def the_finding(*blocks: str) -> Problem:
    """The one finding of a template of headings, tags and texts; a chapter is written `# Økonomi`."""
    body = "".join(
        block if block.startswith("<") else heading(block[2:]) if block.startswith("# ") else para(block)
        for block in blocks
    )
    (finding,) = check_template(docx_with(body))
    return finding.problem


def test_the_chapter_that_runs_into_the_next_is_told_and_not_the_block_around_all() -> None:
    one, two, three = ((f"{{%p if {name} %}}", f"# {name}", "Tekst") for name in ("tiltak", "risikoer", "grupper"))
    found = the_finding("{%p if mål %}", *one, END, *two, *three, END, END)
    assert (found.kode, found.sted, found.verdi) == ("aapen-blokk", "avsnitt 3 under «tiltak»", "{%p if risikoer %}")
    assert found.melding == (
        "«if» er ikke avsluttet. Slutten hører trolig hjemme sist i kapitlet «risikoer», foran «grupper»."
    )
    assert found.forslag == "Avslutt med {%p endif %}."


def test_a_block_in_a_line_ends_in_its_paragraph() -> None:
    found = the_finding("{% if mål %}", "Vi har {% if tiltak %}tiltak.", "Mer", "{% endif %}")
    assert (found.verdi, found.melding) == (
        "{% if tiltak %}",
        "«if» er ikke avsluttet. Slutten hører trolig hjemme i samme avsnitt.",
    )


def test_a_block_in_a_table_ends_in_the_table() -> None:
    cells = row("{% if grupper %}a", "b")
    found = the_finding("{% if mål %}", data(header_row("A", "B"), cells), "Mer", "{% endif %}")
    assert (found.verdi, found.melding) == (
        "{% if grupper %}",
        "«if» er ikke avsluttet. Slutten hører trolig hjemme i samme tabell.",
    )


def test_a_loop_around_the_block_is_not_taken_for_crossing() -> None:
    chapter = ("{%p for rad in tiltak %}", "{%p if rad.navn %}", "{{ rad.navn }}", "{%p endfor %}")
    found = the_finding("{%p if mål %}", "# Tiltak", *chapter, END)
    assert (found.kode, found.verdi) == ("aapen-blokk", "{%p if rad.navn %}")


def test_when_the_layout_does_not_tell_it_is_said_which_others_it_may_be() -> None:
    found = the_finding("{%p if mål %}", "# Tiltak", "Tekst", "{%p if tiltak %}", "Mer", END, "# Siste")
    assert (found.sted, found.verdi) == ("avsnitt 1", "{%p if mål %}")
    assert found.melding == (
        "«if» er ikke avsluttet. Slutten hører hjemme senest sist i kapitlet «Tiltak», foran «Siste». "
        "Det er ikke sikkert hvilken blokk som mangler slutt: "
        "Det kan også være {%p if tiltak %} i avsnitt 2 under «Tiltak»."
    )
