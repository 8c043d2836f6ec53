"""Headings in Sami and Norwegian, Sami first. The Sami words are the workbook's own; nothing is translated."""

from __future__ import annotations

from template_parts.wml import mark, para, run


def sami(value: str) -> str:
    """A run in Northern Sami that prints the field `value`, which ends with «.samisk»."""
    return run(f"{{{{ {value} }}}}", lang="se-NO")


def both(value: str, norwegian: str) -> tuple[str, ...]:
    """Runs for «samisk / norsk»: the Sami words of field `value` when it has any, then `norwegian`."""
    return mark(f"{{% if {value} %}}"), sami(value), run(" / "), mark("{% endif %}"), run(norwegian)


def titled(level: int, key: str, title: str, more: str = "") -> str:
    """A heading: what the workbook calls the text under `key`, else `title`, with its Sami words before it.

    Those stand beside the heading in sheet «Tekst», or under the same key in sheet «Ordliste». `more` are tags for
    what is added to `title`.
    """
    own = f"overskrift.{key}"
    plain = f"{{% if {own} %}}{{{{ {own} }}}}{{% else %}}{title}{more}{{% endif %}}"
    return para(f"Overskrift{level}", *both(f"{own}.samisk or ord.{key}.samisk", plain))
