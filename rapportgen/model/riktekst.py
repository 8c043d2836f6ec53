"""Text with formatting: paragraphs of runs, and the bullets that people type in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rapportgen.model.record import Data, Value
from rapportgen.named import NamedTuple
from rapportgen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PUNKT, NUMMER = "punkt", "nummer"
DEEPEST = 2

# Where a link may lead: to the web, to mail and to a telephone. Files and programs are the reader's own.
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")


def is_safe_link(address: str) -> bool:
    """Whether a report may link to the address."""
    return address.strip().casefold().startswith(SAFE_LINKS)


class Bit(Data, Value):
    """A run: text with one formatting. `farge` is RRGGBB, `lenke` an address."""

    __slots__ = ("farge", "fet", "gjennomstreket", "hevet", "kursiv", "lenke", "senket", "tekst", "understreket")

    def __init__(
        self,
        tekst: str,
        fet: bool = False,
        kursiv: bool = False,
        understreket: bool = False,
        gjennomstreket: bool = False,
        farge: str | None = None,
        hevet: bool = False,
        senket: bool = False,
        lenke: str | None = None,
    ) -> None:
        self.tekst: Final = tekst
        self.fet: Final = fet
        self.kursiv: Final = kursiv
        self.understreket: Final = understreket
        self.gjennomstreket: Final = gjennomstreket
        self.farge: Final = farge
        self.hevet: Final = hevet
        self.senket: Final = senket
        self.lenke: Final = lenke

    def with_text(self, text: str) -> Bit:
        """Another text with the same formatting. It is quicker than `changed`: every text is cut into lines."""
        look = (self.fet, self.kursiv, self.understreket, self.gjennomstreket)
        return Bit(text, *look, self.farge, self.hevet, self.senket, self.lenke)

    @property
    def er_enkel(self) -> bool:
        """Whether it is text and nothing more."""
        has_look = self.fet or self.kursiv or self.understreket or self.gjennomstreket or self.hevet or self.senket
        return not has_look and self.farge is None and self.lenke is None


class Avsnitt(Data, Value):
    """A paragraph: plain (`slag` is ""), a bullet («punkt») or a numbered item («nummer»), at level 0, 1 or 2."""

    __slots__ = ("biter", "nivaa", "slag")

    def __init__(self, biter: tuple[Bit, ...] = (), slag: str = "", nivaa: int = 0) -> None:
        self.biter: Final = biter
        self.slag: Final = slag
        self.nivaa: Final = nivaa

    def __str__(self) -> str:
        return "".join(bit.tekst for bit in self.biter)


class RikTekst(Data, Value):
    """Text in paragraphs. `+` puts one text after another; an empty text is false; `str` gives plain lines."""

    __slots__ = ("avsnitt",)

    FELT: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, avsnitt: tuple[Avsnitt, ...] = ()) -> None:
        self.avsnitt: Final = avsnitt

    @classmethod
    def av_tekst(cls, text: str) -> RikTekst:
        """From plain text: a paragraph for each line, typed bullets («- », «• », «1. ») as list items."""
        return cls.av_biter([Bit(text)])

    @classmethod
    def av_biter(cls, runs: Iterable[Bit]) -> RikTekst:
        """From formatted runs; the line breaks and bullets in them are read as in `av_tekst`."""
        lines = [_Line.of(line) for line in _lines(runs) if any(run.tekst.strip() for run in line)]
        lines = _only_counted(lines)
        indents = sorted({line.indent for line in lines if line.slag})
        return cls(tuple(_paragraph(line, indents) for line in lines))

    @property
    def er_enkel(self) -> bool:
        """Whether one plain paragraph without formatting says it all, so that `str` loses nothing."""
        return not self.avsnitt or (
            len(self.avsnitt) == 1 and not self.avsnitt[0].slag and all(bit.er_enkel for bit in self.avsnitt[0].biter)
        )

    def __bool__(self) -> bool:
        return any(bit.tekst for paragraph in self.avsnitt for bit in paragraph.biter)

    def __add__(self, other: RikTekst) -> RikTekst:
        return RikTekst(self.avsnitt + other.avsnitt) if isinstance(other, RikTekst) else NotImplemented

    def __str__(self) -> str:
        return "\n".join(str(paragraph) for paragraph in self.avsnitt)


# Excel writes a carriage return as _x000D_ in the file; a vertical tab is Word's line break.
_LINE_BREAK = pattern(r"(?:\r|_x000D_)?\n|\r|_x000D_|[\v\x85\u2028\u2029]")

# A sign needs a space and text after it: «-1 200» and «- 4 138» are numbers, and a lone «-» is a dash.
_BULLET = pattern(r"\s*(?:[-–—](?=\s+\S)(?!\s+[\d\s.,%]+(?:kr\b|mill\b|$))|[•·●○▪■◦‣*\uf0b7](?=\s+\S))\s+")
_ITEM_NUMBER = pattern(r"\s*(\d{1,2})[.)]\s+(?=\S)")
_TAB_WIDTH = 4


class _Line(NamedTuple):
    """A line of the text, and what it begins with: the kind of sign, its number, where it ends, and its indent."""

    runs: list[Bit]
    slag: str = ""
    number: int = 0
    start: int = 0
    indent: int = 0

    @classmethod
    def of(cls, runs: list[Bit]) -> _Line:
        text = "".join(run.tekst for run in runs)
        bullet, number = _BULLET.match(text), _ITEM_NUMBER.match(text)
        if bullet is None and number is None:
            return cls(runs)
        indented = text.expandtabs(_TAB_WIDTH)
        indent = len(indented) - len(indented.lstrip())
        if bullet:
            return cls(runs, PUNKT, 0, bullet.end(), indent)
        return cls(runs, NUMMER, int(number[1]), number.end(), indent) if number else cls(runs)


def _lines(runs: Iterable[Bit]) -> Iterator[list[Bit]]:
    """The runs of each line, cut at the line breaks."""
    line: list[Bit] = []
    for run in runs:
        first, *more = _parts(run.tekst)
        line.append(run.with_text(first) if more else run)
        for part in more:
            yield line
            line = [run.with_text(part)]
    yield line


def _parts(text: str) -> list[str]:
    """The text cut at its line breaks: mostly one kind, which is found much quicker than all."""
    parts = text.split("\n")
    return parts if parts == text.splitlines() and "_x000D_" not in text else _LINE_BREAK.split(text)


def _only_counted(lines: list[_Line]) -> list[_Line]:
    """The lines, where a number counts as a list number only in a list that counts 1, 2 … at the same indent.

    «2. etasje på Reine» and «1. kvartal» keep their numbers: they are part of the text.
    """
    counted: set[int] = set()
    runs: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.slag != NUMMER:
            continue
        run = runs.setdefault(line.indent, [])
        if line.number != len(run) + 1:
            run.clear()
        if line.number == len(run) + 1:
            run.append(index)
        if len(run) > 1:
            counted.update(run)
    return [line if line.slag != NUMMER or index in counted else _Line(line.runs) for index, line in enumerate(lines)]


def _paragraph(line: _Line, indents: list[int]) -> Avsnitt:
    """The line as a paragraph, without its sign; the level is the rank of its indent among those of the text."""
    level = min(indents.index(line.indent), DEEPEST) if line.slag else 0
    return Avsnitt(_stripped(line.runs, line.start), line.slag, level)


def _stripped(line: list[Bit], skip: int) -> tuple[Bit, ...]:
    """The runs without the first `skip` characters, without space at either end, and without empty runs."""
    kept: list[Bit] = []
    for run in line:
        text, skip = run.tekst[skip:], max(0, skip - len(run.tekst))
        text = text if kept else text.lstrip()
        if text:
            kept.append(run.with_text(text) if text != run.tekst else run)
    while kept:
        last = kept.pop()
        if text := last.tekst.rstrip():
            return (*kept, last.with_text(text) if text != last.tekst else last)
    return ()
