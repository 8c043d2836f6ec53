"""The documents that the program itself writes, and the promises that README makes, are up to date."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_the_field_list_is_what_the_declarations_say() -> None:
    result = subprocess.run([sys.executable, "tools/build_docs.py", "--sjekk"], cwd=ROOT, check=False)
    assert result.returncode == 0, "Run: python tools/build_docs.py"


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md")))])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_readme_names_every_command_there_is() -> None:
    from rapportgen.cli import rapportgen

    text = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "docs/maler.md").read_text(encoding="utf-8")
    assert [name for name in rapportgen.lazy if f"rapportgen {name}" not in text] == []


def test_every_dependency_is_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").lower()
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    wanted = [line for line in (*project["dependencies"], *extras) if not line.startswith("rapportgen[")]
    names = [re.split(r"[<>=!~ ]", line)[0].lower() for line in wanted]
    assert [name for name in names if name not in page] == []


def test_the_modules_of_word_are_all_in_the_overview_under_their_room() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = page.partition("| room | about | modules |")[2].partition("\n\n")[0]
    told = {
        f"{room}{module}.py"
        for room, modules in re.findall(r"^\| `(word/\w*/?)` \|.*?\| (.*) \|$", table, re.M)
        for module in re.findall(r"`(\w+)`", modules)
    }
    there = {path.relative_to(ROOT / "rapportgen").as_posix() for path in (ROOT / "rapportgen/word").rglob("*.py")}
    assert told == {path for path in there if not path.endswith("/__init__.py")}
