"""How the parts of a package name one another."""

from __future__ import annotations

import posixpath

OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def rels_name(source: str) -> str:
    """The name of the part that holds the relationships of `source`; those of the package itself for «»."""
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def source_name(rels_part: str) -> str:
    """The part whose relationships a part holds; «» for the package itself."""
    folder, _, base = rels_part.rpartition("_rels/")
    return folder + base.removesuffix(".rels")


def relative_target(source: str, target: str) -> str:
    """Part `target` as a relationship of part `source` names it."""
    return posixpath.relpath(f"/{target}", f"/{posixpath.dirname(source)}")
