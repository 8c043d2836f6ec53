"""Imports point one way: cli → batch → pipeline → excel, word → model → problems, names, patterns and other leaves."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "rapportgen"
ARROWS = {
    "cli": {
        *("cli", "vis", "batch", "pipeline", "portfolio", "templates", "contracts", "fieldlist", "settings_file"),
        *("resources", "stopping"),
        *("excel", "model", "problems", "names", "named", "patterns", "phrases", "errors"),
    },
    "batch": {
        *("batch", "pipeline", "portfolio", "naming", "saved", "writing", "whole", "locks", "figures", "resources"),
        *("settings_file", "stopping"),
        *("excel", "word", "model", "problems", "names", "named", "patterns", "phrases", "errors"),
    },
    "vis": {
        *("vis", "pipeline", "portfolio", "templates", "settings_file", "figures", "word", "model"),
        *("problems", "named", "patterns", "errors"),
    },
    "pipeline": {
        *("pipeline", "portfolio", "naming", "presentation", "writing", "figures", "resources", "settings_file"),
        *("excel", "word", "model", "problems", "names", "named", "patterns", "errors"),
    },
    "portfolio": {
        *("portfolio", "pipeline", "naming", "saved", "presentation", "figures", "resources", "settings_file"),
        *("word", "model", "problems", "names", "named", "errors"),
    },
    "trial": {"pipeline", "portfolio", "presentation", "word", "model", "problems", "names", "patterns", "errors"},
    "templates": {"trial", "settings_file", "resources", "whole", "word", "model", "errors"},
    "contracts": {"templates", "portfolio", "pipeline", "resources", "word", "model", "problems", "named", "errors"},
    "fieldlist": {
        *("pipeline", "presentation", "settings_file", "resources", "whole"),
        *("word", "model", "problems", "names", "patterns", "errors"),
    },
    "settings_file": {"toml_text", "word", "model", "problems", "errors"},
    "toml_text": {"named", "patterns"},
    "naming": {"model", "patterns", "errors"},
    "saved": {"model", "naming"},
    "presentation": {"word", "model"},
    "writing": {"whole", "saved", "word", "named", "errors"},
    "whole": {"locks", "patterns"},
    "locks": set(),
    "figures": {"model", "naming", "problems", "names", "errors"},
    "excel": {"excel", "whole", "model", "problems", "names", "named", "patterns", "errors"},
    "word": {"word", "model", "problems", "names", "named", "patterns", "phrases", "errors"},
    "model": {"model", "problems", "names", "named", "patterns", "phrases", "errors"},
    "resources": {"names", "errors"},
    "problems": {"named"},
    "names": set(),
    "stopping": set(),
    "patterns": set(),
    "phrases": set(),
    "errors": {"problems", "named"},
    "__init__": {
        *("pipeline", "portfolio", "batch", "templates", "settings_file"),
        *("excel", "model", "problems", "errors", "word"),
    },
    "__main__": {"cli"},
}
BORDERS = {
    "openpyxl": "excel",
    "docxtpl": "word",
    "docx": "word",
    "lxml": "word",
    "pikepdf": "word",
    "pypdfium2": "word",
    "jinja2": "word",
    "babel": "word",
    "markupsafe": "word",
    "click": "cli",
    "rich": "cli",
    "distributed": "batch",
    "fsspec": "batch",
}


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if not p.is_relative_to(PACKAGE / "_templates"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "rapportgen":
                found += [(f"rapportgen.{alias.name}", node.lineno) for alias in node.names]
            else:
                found.append((node.module, node.lineno))
    return found


def test_imports_within_the_package_follow_the_arrows() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line} imports {name}"
        for path in modules()
        for name, line in imported(path)
        if name.startswith("rapportgen.") and name.split(".")[1] not in ARROWS[room_of(path)]
    ]
    assert wrong == []


def test_each_library_is_imported_behind_its_own_border_only() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line} imports {name}"
        for path in modules()
        for name, line in imported(path)
        if (room := BORDERS.get(name.split(".")[0])) is not None and room_of(path) != room
    ]
    assert wrong == []


def test_docxtpl_is_imported_by_one_module() -> None:
    users = {path.name for path in modules() for name, _ in imported(path) if name.split(".")[0] == "docxtpl"}
    assert len(users) == 1


def test_the_model_needs_the_standard_library_only() -> None:
    standard = sys.stdlib_module_names
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line} imports {name}"
        for path in modules()
        if room_of(path) in ("model", "problems", "names", "phrases", "errors")
        for name, line in imported(path)
        if name.split(".")[0] not in {*standard, "rapportgen", "__future__"}
    ]
    assert wrong == []


HEAVY = [
    "openpyxl",
    "docxtpl",
    "docx",
    "lxml",
    "jinja2",
    "babel",
    "pikepdf",
    "pypdfium2",
    "rich",
    "distributed",
    "fsspec",
]


@pytest.mark.parametrize("library", HEAVY)
def test_help_imports_no_heavy_library(library: str) -> None:
    code = f"import sys; from rapportgen.cli import run; run(['--help']); sys.exit({library!r} in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert result.returncode == 0
