"""Which tag ends which block, in a template that may have faults: each fault is told of once, where it is.

A tag that cannot be read counts as what it seems to mean (`{% slutt %}`, `{% if x }`), so that it neither leaves the
tag it belongs to alone, nor hides one that truly is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapportgen.named import NamedTuple
from rapportgen.word.ooxml.ns import w
from rapportgen.word.tags.guesses import BRANCHES, CLOSERS, END, OPENERS, block_words, unread_block
from rapportgen.word.tags.places import box_of_place
from rapportgen.word.tags.source import apart
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import BLOCK, BLOCK_WORDS, CELL_WORDS, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rapportgen.word.tags.marks import Mark, Marks
    from rapportgen.word.tags.unclosed import Layout

UNKNOWN = "ukjent-tagg"
_FEW = 2
"""So many other blocks are named when it is not certain which one lacks its end."""


class _Entry(NamedTuple):
    """A tag of a block: its word, or the one it means; without a `mark` it is text with braces that are wrong.

    `number` is that of its mark, −1 without any.
    """

    word: str
    mark: Mark | None = None
    readable: bool = True
    number: int = -1

    @property
    def scope(self) -> str | None:
        """The element it stands for; None when that cannot be told."""
        if self.mark is None:
            return None
        return "" if self.mark.tag.scope == "r" else self.mark.tag.scope

    @property
    def raw(self) -> str:
        return self.mark.tag.raw if self.mark is not None else ""


def blocks(marks: Marks, numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The blocks that begin and end among these tags, as the numbers of their tags; a `set` is one of its own."""
    opened: list[list[int]] = []
    for number in numbers:
        word = marks.marks[number].tag.word
        if word in OPENERS:
            opened.append([number])
        elif word in (*BRANCHES, *CLOSERS) and opened:
            opened[-1].append(number)
            if word in CLOSERS:
                yield tuple(opened.pop())
        elif word == "set":
            yield (number,)


def check_blocks(marks: Marks, first: int = 0, layout: Callable[[], Layout] | None = None) -> bool:
    """Note every block, from tag `first` on, that is not closed, or closed by a tag for another kind of element.

    Whether every tag that can be read has its block. The `layout` of the part, which is asked for only when a block is
    not closed, helps to tell which of them it is.
    """
    pairing = _Pairing(marks, first, layout)
    pairing.follow()
    return pairing.is_whole


def _entries(marks: Marks, first: int) -> list[_Entry]:
    """The tags of blocks in order, those that cannot be read in their places."""
    found: list[_Entry] = []
    unread = list(reversed(marks.unread))
    while unread and unread[-1][0] < first:
        unread.pop()
    for number, mark in enumerate(marks.marks[first:], first):
        while unread and unread[-1][0] <= number:
            found.append(_Entry(unread_block(unread.pop()[1]), readable=False))
        found.append(_entry(number, mark))
    found += [_Entry(unread_block(text), readable=False) for _, text in reversed(unread)]
    return [entry for entry in found if entry.word in (*OPENERS, *BRANCHES, *CLOSERS, END)]


def _entry(number: int, mark: Mark) -> _Entry:
    word = mark.tag.word
    if mark.tag.kind != BLOCK or word in BLOCK_WORDS + CELL_WORDS:
        return _Entry(word, mark, number=number)
    return _Entry(block_words(mark.tag.code)[1], mark, readable=False, number=number)


class _Pairing:
    """One pass over the tags of a part, with the blocks that are open: numbers of entries."""

    def __init__(self, marks: Marks, first: int, layout: Callable[[], Layout] | None) -> None:
        self.marks, self.entries, self.layout = marks, _entries(marks, first), layout
        self.open: list[int] = []
        self.elses: dict[int, _Entry] = {}
        self.taken_out: int | None = None
        self.in_boxes: dict[tuple[str, str], int] = {}
        self.is_whole = all(entry.readable for entry in self.entries)

    def follow(self) -> None:
        if self.layout is not None and not self._pairs_at_once():
            self._take_out_unclosed()
        for at, entry in enumerate(self.entries):
            if entry.word in OPENERS:
                self.open.append(at)
            elif _key(entry) in self.in_boxes or self._goes_into_box(entry):
                self._leave_box(at)
            elif entry.word in BRANCHES and self._is_of_taken_out(at):
                continue
            elif not self.open:
                self._stray(entry, f"«{entry.word}» står uten at noe er begynt.", "")
            elif entry.word in BRANCHES:
                self._branch(entry)
            else:
                self._close(at)
        for number in self.open:
            self._unclosed(self.entries[number])

    def _pairs_at_once(self) -> bool:
        """Whether there are as many ends as beginnings, which is looked at first since it costs least."""
        words = [entry.word for entry in self.entries]
        return sum(word in OPENERS for word in words) <= sum(word in (*CLOSERS, END) for word in words)

    def _take_out_unclosed(self) -> None:
        """Tell of the one block that lacks its end, when nothing else is wrong; the others are paired without it."""
        from rapportgen.word.tags.unclosed import Word, guessed

        words = [Word(entry.number, entry.word, entry.scope) for entry in self.entries]
        guess = guessed(words, self.layout()) if self.layout is not None else None
        if guess is None:
            return
        self.taken_out = next(at for at, entry in enumerate(self.entries) if entry.number == guess.number)
        latest = "hjemme senest" if guess.others else "trolig hjemme"
        end = f" Slutten hører {latest} {guess.end}." if guess.end else ""
        self._unclosed(self.entries.pop(self.taken_out), f"{end}{self._unsure(guess.others)}")

    def _is_of_taken_out(self, at: int) -> bool:
        """Whether a branch that has no room in an open block is one of the block that lacks its end."""
        if self.taken_out is None or at < self.taken_out or (self.open and self.open[-1] not in self.elses):
            return False
        if self.entries[at].word == "else":
            self.taken_out = None
        return True

    def _unsure(self, others: Sequence[int]) -> str:
        """That another block may be the one that lacks its end; the nearest of them are named."""
        if not others:
            return ""
        marks = [self.marks.marks[number] for number in others[:_FEW]]
        which = " eller ".join(f"{mark.tag.raw} i {mark.place}" for mark in marks)
        return f" Det er ikke sikkert hvilken blokk som mangler slutt: Det kan også være {which}."

    def _branch(self, entry: _Entry) -> None:
        opener = self.entries[self.open[-1]]
        if entry.word == "elif" and opener.word == "for":
            message = f"«elif» står der «endfor» var ventet, for {opener.raw}."
            self._stray(entry, message, "")
        elif self.open[-1] in self.elses:
            self._after_else(opener, self.elses[self.open[-1]], entry)
        else:
            self._compare(opener, entry)
            if entry.word == "else":
                self.elses[self.open[-1]] = entry

    def _after_else(self, opener: _Entry, first: _Entry, entry: _Entry) -> None:
        """Tell of a branch that follows the `else` of its block, which is the last that a block can have."""
        block, place = opener.raw or "blokken", ""
        if first.mark is not None and entry.mark is not None and first.mark.place != entry.mark.place:
            place = f" i {first.mark.place}"
        if entry.word == "else":
            message = f"{block} har en {{% else %}} fra før{place}, og kan bare ha én."
            hint = f"Ta bort den ene, eller skriv {_closing(opener, opener)} der {block} skal slutte."
        else:
            message = f"«elif» står etter «else»{place}, for {block}. «else» skal stå sist."
            hint = f"Flytt {entry.raw} og det som hører til den, foran {first.raw or 'den'}."
        self._fault(entry, Fault("etter-else", message, entry.raw, hint))

    def _close(self, at: int) -> None:
        """Let a tag close the block it belongs to: as a rule the one that began last."""
        entry, top = self.entries[at], self.open[-1]
        opener = self.entries[top]
        if entry.word == END:
            self._mend_end(entry, f"end{opener.word}")
        elif entry.word != f"end{opener.word}" or self._is_for_another(entry, opener):
            self._close_further_out(at)
            return
        self._compare(opener, entry)
        self.open.pop()

    def _goes_into_box(self, entry: _Entry) -> bool:
        """Whether the block that began last does so outside of the text box that this tag of it stands in."""
        if not self.open or entry.mark is None or (opener := self.entries[self.open[-1]]).mark is None:
            return False
        box = box_of_place(entry.mark.place)
        is_of_it = entry.word in (*BRANCHES, END, f"end{opener.word}")
        return is_of_it and box not in ("", box_of_place(opener.mark.place))

    def _leave_box(self, at: int) -> None:
        """Tell once of a block that ends in a text box, which Word keeps twice: the second end belongs to nothing."""
        entry = self.entries[at]
        if _key(entry) in self.in_boxes:
            return
        top = self.open[-1]
        opener = self.entries[top]
        if top not in self.in_boxes.values() and opener.mark is not None and entry.mark is not None:
            message, hint = apart(opener.mark, entry.mark, (), [(w("txbxContent"), 0)])
            self._fault(opener, Fault("kryssende-blokk", message, opener.raw, hint))
        self.in_boxes[_key(entry)] = top
        if entry.word not in BRANCHES:
            self.open.pop()

    def _is_for_another(self, entry: _Entry, opener: _Entry) -> bool:
        """Whether a closing tag stands for another element than the block that began last, and one further out fits."""
        if entry.scope == opener.scope or None in (entry.scope, opener.scope):
            return False
        return any(self._fits(self.entries[number], entry) for number in self.open)

    def _fits(self, opener: _Entry, entry: _Entry) -> bool:
        return entry.word == f"end{opener.word}" and opener.scope == entry.scope

    def _close_further_out(self, at: int) -> None:
        """Tell why a tag does not close the block that began last, and close the one it was meant for."""
        entry, top = self.entries[at], self.open[-1]
        opener = self.entries[top]
        fitting = [number for number in self.open if self._fits(self.entries[number], entry)]
        own = fitting or [number for number in self.open if entry.word == f"end{self.entries[number].word}"]
        message = f"«{entry.word}» står der «end{opener.word}» var ventet, for {opener.raw or 'blokken før'}."
        is_closed_later = self._closes_later(at, opener)
        if not own and is_closed_later:
            self._stray(entry, message, "Ta den bort.")
        elif not own:
            self._stray(entry, message, f"Mente du {_closing(opener, entry)}?")
            self.open.pop()
        elif is_closed_later:
            hint = f"Skriv {_closing(opener, entry)} her, og {entry.raw} etterpå."
            self._stray(entry, f"{message} Blokken som begynte sist, skal slutte først.", hint)
            self.open.remove(own[-1])
        else:
            self._unclosed(opener)
            self.open.pop()
            self._close(at)

    def _closes_later(self, at: int, opener: _Entry) -> bool:
        """Whether a tag further on closes this block."""
        depth = 0
        for entry in self.entries[at + 1 :]:
            if entry.word == opener.word:
                depth += 1
            elif entry.word == f"end{opener.word}":
                if not depth:
                    return True
                depth -= 1
        return False

    def _compare(self, opener: _Entry, entry: _Entry) -> None:
        """Note a tag that stands for another element than the one which its block begins with."""
        if opener.scope == entry.scope or entry.mark is None or opener.scope is None or not entry.readable:
            return
        raw, code = entry.raw, entry.mark.tag.code
        hint = f"Skriv {{%{opener.scope} {as_typed(code, raw)} %}}."
        message = f"Taggen hører til {opener.raw}, men skrives annerledes."
        self._fault(entry, Fault("ulik-blokk", message, raw, hint))

    def _unclosed(self, opener: _Entry, more: str = "") -> None:
        hint = f"Avslutt med {_closing(opener, opener)}."
        self._fault(opener, Fault("aapen-blokk", f"«{opener.word}» er ikke avsluttet.{more}", opener.raw, hint))

    def _stray(self, entry: _Entry, message: str, hint: str) -> None:
        self._fault(entry, Fault("loes-blokk", message, entry.raw, hint))

    def _fault(self, entry: _Entry, fault: Fault) -> None:
        """Note a fault of a tag that can be read; of others enough is said already."""
        self.is_whole = self.is_whole and fault.code == "ulik-blokk"
        if entry.mark is not None and entry.readable:
            self.marks.fault(fault, entry.mark.place)

    def _mend_end(self, entry: _Entry, word: str) -> None:
        """Say which end a word such as «slutt» stands for."""
        if entry.mark is not None:
            self.marks.hint(UNKNOWN, entry.mark, f"Mente du {word}?")


def _key(entry: _Entry) -> tuple[str, str]:
    """What a tag and its twin in a text box have in common."""
    return (entry.mark.place if entry.mark is not None else "", entry.raw)


def _closing(opener: _Entry, entry: _Entry) -> str:
    """The tag that closes a block, for the element that the block stands for."""
    scope = opener.scope if opener.scope is not None else entry.scope
    return f"{{%{scope or ''} end{opener.word} %}}"
