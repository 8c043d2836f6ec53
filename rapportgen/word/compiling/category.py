"""What a template says of itself in its property «Kategori»: which kind of document its reports are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.word.ooxml.cleaning import properties_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapportgen.word.ooxml.package import Package

_WITHOUT_QUARTER = ("uten kvartal", "utan kvartal")
_PORTFOLIO = ("samlerapport", "samlerapporter")


def says_without_quarter(properties: Mapping[str, str]) -> bool:
    """Whether a template with these properties makes documents about no quarter: «Uten kvartal»."""
    return _category(properties) in _WITHOUT_QUARTER


def says_portfolio(properties: Mapping[str, str]) -> bool:
    """Whether a template with these properties makes documents about many workbooks: «Samlerapport»."""
    return _category(properties) in _PORTFOLIO


def meant_category(properties: Mapping[str, str]) -> str:
    """The category that is nearly the one these properties have, and that has a meaning; «» when none is."""
    from rapportgen.names import suggest

    category, known = _category(properties), (*_WITHOUT_QUARTER, *_PORTFOLIO)
    near = suggest(category, known, 0.75) if category and category not in known else None
    return near.capitalize() if near else ""


def is_portfolio(package: Package) -> bool:
    """Whether a template makes documents about many workbooks."""
    return says_portfolio(properties_of(package))


def _category(properties: Mapping[str, str]) -> str:
    return " ".join(properties.get("category", "").casefold().split())
