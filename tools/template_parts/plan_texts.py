"""Texts and headings that a plan takes from the workbook, with what stands there when it has none."""

from __future__ import annotations

from template_parts.wml import heading, para


def key_of(heading_: str) -> str:
    """How a template asks for the text under a heading: «Status økonomi» is `status_økonomi`."""
    return "_".join("".join(sign if sign.isalnum() else " " for sign in heading_.lower()).split())


def has(*keys: str) -> str:
    """The condition that the workbook has a text under at least one of these keys."""
    return " or ".join(f"tekst.{key} is defined" for key in keys)


def text(key: str, *others: str, style: str | None = None) -> str:
    """The text under `key`, or under the first of the other keys that the workbook has; nothing without any."""
    paragraphs, before = "", ""
    for each in (key, *others):
        paragraphs += para(style, f"{{{{ tekst.{each} }}}}", only_if=f"{before}tekst.{each} is defined")
        before += f"tekst.{each} is not defined and "
    return paragraphs


def titled(level: int, key: str, title: str) -> str:
    """A heading: what the workbook calls the text under `key`, else `title`."""
    return heading(level, f"{{{{ overskrift.{key} or '{title}' }}}}")
