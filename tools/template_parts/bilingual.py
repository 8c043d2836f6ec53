"""Headings in Sami and Norwegian, Sami first. The Sami words are the workbook's own; nothing is translated."""

from __future__ import annotations

from template_parts.wml import mark, para, run


def sami(value: str) -> str:
    """A run in Northern Sami that prints the field `value`, which ends with «.samisk»."""
    return run(f"{{{{ {value} }}}}", lang="se-NO")


def both(value: str, norwegian: str) -> tuple[str, ...]:
    """Runs for «samisk / norsk»: the Sami words of field `value` when it has any, then `norwegian`."""
    return mark(f"{{% if {value} %}}"), sami(value), run(" / "), mark("{% endif %}"), run(norwegian)


def titled(level: int, keys: str | tuple[str, ...], title: str, more: str = "") -> str:
    """A heading: what the workbook calls the text under one of `keys`, else `title`, with its Sami words before it.

    Those stand beside the heading in sheet «Tekst», or under the first key in sheet «Ordliste». `more` are tags for
    what is added to `title`.
    """
    keys = (keys,) if isinstance(keys, str) else keys
    own = " or ".join(f"overskrift.{key}" for key in keys)
    in_sami = " or ".join(f"overskrift.{key}.samisk" for key in keys)
    plain = f"{{% if {own} %}}{{{{ {own} }}}}{{% else %}}{title}{more}{{% endif %}}"
    return para(f"Overskrift{level}", *both(f"{in_sami} or ord.{keys[0]}.samisk", plain))
