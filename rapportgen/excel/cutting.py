"""XML cut in pieces while it is read, so that pieces that are alike, or plain, need not be parsed one by one."""

from __future__ import annotations

from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

_DECLARATION = pattern(r'\ufeff?(?:<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?(?: standalone="yes")?\?>\s*)?')
_PIECE = 1 << 20
# No row and no text that a program writes is longer.
_LONGEST = 16 << 20


class OtherFormError(ValueError):
    """The XML is damaged, or written in another form than programs write: it must be parsed as a whole."""


def between(stream: IO[bytes], mark: str) -> Iterator[str]:
    """The text before the first `mark`, without a declaration of XML, and from each mark to the next without the mark.

    Raises OtherFormError when the text is in another encoding than UTF-8, or a piece is too long.
    """
    decoder = getincrementaldecoder("utf-8")()
    left = ""
    first = True
    try:
        while data := stream.read(_PIECE):
            *whole, left = (left + decoder.decode(data)).split(mark)
            if first and whole:
                whole[0], first = _without_declaration(whole[0]), False
            yield from whole
            if len(left) > _LONGEST:
                raise OtherFormError("a piece without an end")
        left += decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise OtherFormError("another encoding") from error
    yield _without_declaration(left) if first else left


def only_elements(text: str) -> bool:
    """Whether the text has no comments and the like, in which text may look like elements."""
    return "<!" not in text and "<?" not in text


def _without_declaration(head: str) -> str:
    declaration = _DECLARATION.match(head)
    return head[declaration.end() :] if declaration else head
