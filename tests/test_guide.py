"""The guide for templates: what its pages show is what the program does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from build_guide import stale
from guide_parts.gallery import picture_path
from guide_parts.pages import ADDED, ANSWER, COMMAND, MAL, MESSAGE, MISTAKE, PICTURES, all_blocks, blocks_of, pages
from guide_parts.pictures import MOST_BYTES
from guide_parts.samples import tried
from guide_parts.templates import examples
from guide_parts.walk import fits, said_by, walk

if TYPE_CHECKING:
    from pathlib import Path

    from guide_parts.pages import Block

MOST_BYTES_IN_ALL = 2_000_000
PAGES = {page.stem: page for page in pages()}
BLOCKS = all_blocks()
RIGHT = [block for block in BLOCKS if block.kind == MAL and block.name not in (MISTAKE, ADDED)]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]+)\)")


def each(blocks: list[Block]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", blocks, ids=lambda block: block.place)


def outside_blocks(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


def anchors_of(page: Path) -> set[str]:
    """What the headings of a page are called in links, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", outside_blocks(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each(RIGHT)
def test_what_may_be_written_has_no_faults_and_makes_a_report(block: Block) -> None:
    made = tried(block)
    assert made.findings == []
    assert made.problems == []


def test_templates_and_messages_are_what_the_pages_say() -> None:
    assert stale() == [], "Run: python tools/build_guide.py"


@each([block for block in BLOCKS if block.kind == MESSAGE])
def test_each_mistake_has_a_message(block: Block) -> None:
    assert block.text


@each([block for block in BLOCKS if block.kind == MAL and block.name == MISTAKE])
def test_each_mistake_is_followed_by_what_is_said_of_it(block: Block) -> None:
    following = next(other for other in blocks_of(block.page) if other.line > block.line)
    assert following.kind in (MESSAGE, COMMAND)


@pytest.mark.parametrize("page", PAGES)
def test_the_steps_of_a_page_end_as_it_says(page: str, tmp_path: Path) -> None:
    blocks = blocks_of(PAGES[page])
    for block, said in walk(PAGES[page], tmp_path):
        assert said.status == int(block.options.get("status", 0)), said.text
        answer = next((other for other in blocks if other.line > block.line), None)
        if answer is not None and answer.kind == ANSWER:
            assert fits(answer.text, said.text), said.text


def test_an_answer_may_leave_out_lines_and_ends_of_lines() -> None:
    assert fits("a\n…\nd", "a\nb\nc\nd")
    assert fits("Laget: …docx", "Laget: min.docx")
    assert not fits("a\nb", "a\nb\nc")
    assert not fits("a…", "b")


@each([block for block in BLOCKS if block.kind == COMMAND])
def test_commands_of_the_guide_have_such_arguments(block: Block) -> None:
    for line in block.text.splitlines():
        assert line.startswith("rapportgen ")
        assert said_by(f"{line} --hjelp").text.startswith("Bruk:")


@each(examples())
def test_each_example_is_shown_as_template_and_report_and_can_be_had(block: Block) -> None:
    text = block.page.read_text(encoding="utf-8")
    for kind in ("mal", "rapport"):
        assert f"({_link_to(block.page, picture_path(block.name, kind))})" in text
    assert f"(eksempler/{block.name}.docx)" in text


def _link_to(page: Path, target: Path) -> str:
    up = "" if page.parent == target.parent.parent else "../"
    return f"{up}{target.parent.name}/{target.name}"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere_and_pictures_say_what_they_show(page: str) -> None:
    for mark, text, target in LINK.findall(outside_blocks(PAGES[page])):
        name, _, anchor = target.partition("#")
        path = PAGES[page].parent / name if name else PAGES[page]
        assert path.exists(), target
        assert not anchor or anchor in anchors_of(path), target
        assert not mark or len(text) > 20, target


def test_every_picture_is_linked_and_small() -> None:
    linked = {
        (page.parent / target).resolve()
        for page in pages()
        for mark, _, target in LINK.findall(page.read_text(encoding="utf-8"))
        if mark
    }
    there = set(PICTURES.glob("maler-*.png"))
    assert there == linked
    assert [path.name for path in there if path.stat().st_size > MOST_BYTES] == []
    assert sum(path.stat().st_size for path in there) <= MOST_BYTES_IN_ALL


def test_the_front_page_leads_to_every_page_and_each_leads_back() -> None:
    front = PAGES["maler"].read_text(encoding="utf-8")
    others = [page for name, page in PAGES.items() if name != "maler"]
    assert [page.name for page in others if f"(maler/{page.name})" not in front] == []
    assert [page.name for page in others if "(../maler.md)" not in page.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("page", sorted({block.page.stem for block in examples()}))
def test_a_page_says_when_it_is_needed_what_to_write_and_what_goes_wrong(page: str) -> None:
    headings = re.findall(r"^## (.+)$", outside_blocks(PAGES[page]), re.M)
    assert headings[0] == "Slik skriver du"
    assert headings[-1] == "Vanlige feil"
