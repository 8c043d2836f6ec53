"""Texts and headings that a plan takes from the workbook, with what stands there when it has none."""

from __future__ import annotations

from template_parts.wml import heading, para


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


def titled(level: int, key: str, title: str, *others: str) -> str:
    """A heading: what the workbook calls the text under `key`, or under one of the other keys; else `title`."""
    names = " or ".join(f"overskrift.{each}" for each in (key, *others))
    return heading(level, f"{{{{ {names} or '{title}' }}}}")
