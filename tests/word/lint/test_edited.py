"""A template gives the same findings whoever saved it last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapportgen.resources import shipped_templates
from rapportgen.word.lint import check_template
from tests.needs import need_program, needs_office
from tests.word.docx import docx_with
from tests.word.lint.edited import as_libreoffice_saves, as_word_splits
from tests.word.lint.faults import FAULTS, MANY
from tests.word.lint.seeded import SEEDED as MORE

if TYPE_CHECKING:
    from collections.abc import Mapping

SEEDED = {name: docx_with(case.body) for name, case in FAULTS.items()}
SEEDED |= {f"many: {name}": docx_with(body) for name, (body, _) in MANY.items()}
SPLIT = SEEDED | {name: docx_with(case.body) for name, case in MORE.items()}
SHIPPED = {name: path.read_bytes() for name, path in shipped_templates().items()}
# What LibreOffice takes away when it saves: drawings without a picture, styles without a definition.
NOT_SAVED = {"a picture without alternative text", "a style that is not there"}
# LibreOffice 7.4 loses the descriptions of tables, and the alternative texts of charts with the keys of their data.
TRULY_LOST = {"alternativ-tekst", "graf-uten-data"}


def findings(template: bytes, without: set[str] | None = None) -> list[tuple[str, ...]]:
    """What is told of a template: code, place, the tag and the mended one."""
    found = [finding.problem for finding in check_template(template)]
    return [(p.kode, p.sted, p.verdi, p.forslag) for p in found if p.kode not in (without or ())]


@pytest.mark.parametrize("name", SPLIT)
def test_a_template_that_word_has_split_gives_the_same_findings(name: str) -> None:
    assert findings(as_word_splits(SPLIT[name])) == findings(SPLIT[name])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_template_that_word_has_split_gives_none(name: str) -> None:
    assert findings(as_word_splits(SHIPPED[name])) == []


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """All these templates as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    return as_libreoffice_saves(SEEDED | SHIPPED, need_program("soffice"), folder)


@needs_office
@pytest.mark.parametrize("name", [name for name in SEEDED if name not in NOT_SAVED])
def test_a_template_that_libreoffice_has_saved_gives_the_same_findings(name: str, saved: Mapping[str, bytes]) -> None:
    assert findings(saved[name], TRULY_LOST) == findings(SEEDED[name], TRULY_LOST)


@needs_office
@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_template_that_libreoffice_has_saved_gives_only_what_is_lost(
    name: str, saved: Mapping[str, bytes]
) -> None:
    assert findings(saved[name], TRULY_LOST) == []
