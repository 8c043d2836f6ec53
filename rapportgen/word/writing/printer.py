"""What a running template calls: values into XML at their spots, unique numbers, required children.

One printer serves one report. Its methods are the filters that only the compiler writes (`environment.WRITERS`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.errors import TemplateError
from rapportgen.model.graf import Graf
from rapportgen.model.henvisninger import FOTNOTE, SE, Henvisning, pieces_of, refers
from rapportgen.model.riktekst import Avsnitt, Bit, RikTekst
from rapportgen.model.trafikklys import Lys
from rapportgen.model.utelatt import Utelatt
from rapportgen.patterns import pattern
from rapportgen.word.drawing import chart, gantt, matrix
from rapportgen.word.language.budget import OverBudgetError
from rapportgen.word.language.sami import is_sami, sami_names
from rapportgen.word.language.values import display
from rapportgen.word.ooxml import grid
from rapportgen.word.ooxml.spot import ADDRESS, ALONE, CHART, CHART_TEXT, FIELD, PARAGRAPHS, PLAIN
from rapportgen.word.ooxml.text import (
    escape_attribute,
    escape_in_address,
    escape_in_field,
    lost_characters,
    on_one_line,
    unbroken,
)
from rapportgen.word.writing.additions import Additions
from rapportgen.word.writing.elements import colour_of, column_count, unless_without, with_paragraph
from rapportgen.word.writing.footnotes import Footnotes
from rapportgen.word.writing.lists import ListLook, NumberedLists
from rapportgen.word.writing.merged import MergedCells
from rapportgen.word.writing.pictures import EMPTY_KEY, UNKNOWN_FIGURE, Pictures, Wanted
from rapportgen.word.writing.references import References, given_key, lacks_key
from rapportgen.word.writing.rich import ALONE_END, RichWriter, alone_start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rapportgen.model.bilder import Picture
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import CompiledTemplate
    from rapportgen.word.language.budget import Budget
    from rapportgen.word.ooxml.spot import Spot
    from rapportgen.word.settings import Visning

NO_CONTEXT: Mapping[str, object] = {}
NO_FILES: Mapping[str, Picture] = {}
_REFERS = pattern(r"(?<![\w.])(?:se|fotnote|anker)\s*\(")


class Sample:
    """A value that is drawn by a sample table: `gantt(…)` or `risikomatrise(…)`."""

    __slots__ = ("data", "kind")

    def __init__(self, kind: str, data: object) -> None:
        self.kind, self.data = kind, data


_DRAWN = (RikTekst, Henvisning, Wanted, Sample)
"""What is more than a text."""
_ESCAPED = {PLAIN: escape_attribute, FIELD: escape_in_field, ADDRESS: escape_in_address}
"""How a text is written where it is part of a quote."""


class Printer:
    """Prints the values of one report, and remembers what it lost, numbered and added.

    `part` is the name of the part that is being written. Footnotes and figures are those of the `context`, and the
    pictures of figures are the `files` by name.
    """

    def __init__(
        self,
        template: CompiledTemplate,
        visning: Visning,
        budget: Budget,
        context: Mapping[str, object] = NO_CONTEXT,
        files: Mapping[str, Picture] = NO_FILES,
    ) -> None:
        self.template, self.visning, self.budget = template, visning, budget
        self.problems: list[Problem] = []
        self._told: set[problems.Problem] = set()
        self.late: dict[str, Callable[[str], str]] = {}  # who knows the late values of each kind: see `late`
        numbering = template.numbering
        self.additions = Additions(template, budget)
        self.lists = NumberedLists(numbering.first_free if numbering else 1)
        sami = sami_names(context)
        self.notes = Footnotes(template.notes, context.get("fotnoter"), template.looks, budget, sami)
        self.references = References(self.notes, self.lists, self.late, self.new_id, self._tell)
        figures = context.get("figurer")
        self.pictures = Pictures(files, figures, self.additions, self.new_id, self._tell)
        self._sami = sami
        self._writers: dict[int, RichWriter] = {}
        self._around = _all_around(template.spots, has_names=sami is not None)
        self._uses = template.uses
        self._chart_texts: list[str] = []
        self._last_id = template.last_id
        self._ids: dict[str, str] = {}
        self._turns_of: dict[str, int] = {}
        self._cells = MergedCells()
        self._list_numbers: dict[str, str] = {}

    def filters(self) -> dict[str, Callable[..., object]]:
        """The printer's methods by the names the compiler writes."""
        return {
            "_v": self.value,
            "_tekst": str,
            "_gantt": lambda data: Sample("gantt", data),
            "_risikomatrise": lambda data: Sample("risikomatrise", data),
            "_fyll": lambda value: self._colour(value, "fyll"),
            "_skrift": lambda value: self._colour(value, "skrift"),
            "_heltall": column_count,
            "_vm": self._cells.over_turns,
            "_ny_liste": self._begin_list,
            "_listenummer": self._list_numbers.__getitem__,
            "_ny_tabell": self._cells.begin_table,
            "_ny_rad": self._cells.begin_row,
            "_sammen_ned": self._cells.answer,
            "_sammen_ned_ny": self._cells.starts,
            "_id": self.new_id,
            "_samme_id": self._ids.__getitem__,
            "_navn": self.new_name,
            "_fotnote": lambda key: Henvisning(FOTNOTE, given_key(key)),
            "_se": _seen,
            "_anker": self._anchored,
            "_bilde": Wanted,
            "_noekkel": self._looked_up,
            "_i_ord": self._joined,
            "_nummer": self.references.count,
            "_celle": with_paragraph,
            "_rad": lambda xml: unless_without(xml, "<w:tc>", "<w:tc "),
            "_tabell": lambda xml: unless_without(xml, "<w:tr>", "<w:tr "),
            "_rutenett": grid.rebuild,
        }

    def _colour(self, value: object, part: str) -> str:
        """A colour of a value: that of the kommune's palette for a light it has another colour for."""
        own = self.visning.palett.get(value) if isinstance(value, Lys) else None
        return colour_of(value if own is None else own, part)

    def value(self, value: object, number: int) -> str:
        """The XML of a value at the spot of tag `number`."""
        around = self._around[self._uses[number].spot]
        text = value if type(value) is str else None
        if text is None and around is not None and not isinstance(value, _DRAWN):
            text = display(value, self.visning)
        if text is not None and " " in text:
            text = unbroken(text)
        if around is None or text is None or "[" in text or (plain := on_one_line(text)) is None:
            xml = self._printed(value, number)
        else:
            xml = f"{around[0]}{plain}{around[1]}"
        budget = self.budget
        budget.text -= len(xml)
        if budget.text < 0:
            raise OverBudgetError("Rapporten blir for stor.")
        return xml

    def _writer(self, spot: int) -> RichWriter:
        """What writes more than a plain text at a spot, which happens at few."""
        if spot not in self._writers:
            at = self.template.spots[spot]
            self._writers[spot] = RichWriter(at, self.template.looks, self.lists, self.references, self._sami)
        return self._writers[spot]

    def _write(self, spot: int, text: str) -> str:
        """A text at a spot, as its kind asks for."""
        kind = self.template.spots[spot].kind
        if kind in _ESCAPED:
            return _ESCAPED[kind](text)
        writer = self._writer(spot)
        xml = writer.text(unbroken(text))
        if kind not in (ALONE, PARAGRAPHS):
            return xml
        return f"{writer.alone_start}{xml}{ALONE_END}" if text or kind == ALONE else ""

    def _printed(self, value: object, number: int) -> str:
        """The XML of a value that is more than a text on one line, or stands where more than its text matters."""
        spot = self._uses[number].spot
        if self.template.spots[spot].kind in (CHART, CHART_TEXT):
            return self._in_chart(value, number)
        if isinstance(value, RikTekst) and not value.er_enkel:
            return self._rich(value, number)
        if value is None and self.template.spots[spot].kind == PARAGRAPHS:
            return ""
        if isinstance(value, Henvisning):
            return self._referring(value, number)
        if isinstance(value, Wanted):
            return self._picture(value, number)
        if isinstance(value, Sample):
            return self._sample(value, self._uses[number].sample)
        text = self._shown(value, spot)
        self._report_losses(text, number)
        return self._with_references(text, number) if refers(text) else self._write(spot, text)

    def _anchored(self, xml: str, key: object, label: str, number: int) -> str:
        """Something to refer to; as it is without a key. A row that has none is told of where it was read."""
        given = given_key(key)
        if not given and not lacks_key(key):
            self._tell(EMPTY_KEY, "Nøkkelen i anker(…) er tom, så ingen kan vise hit.", "", number)
        return self.references.anchor(xml, given, label, number) if given else xml

    def _looked_up(self, key: object, number: int) -> object:
        """A key in brackets, in what is printed; what stands under an empty one is missing, and told of."""
        if key is None:
            self._tell(EMPTY_KEY, "Nøkkelen i hakeparentesen er tom, så verdien mangler her.", "", number)
        return key

    def _shown(self, value: object, spot: int) -> str:
        """The text of a value; in an address, a value that is not there has none."""
        text = display(value, self.visning)
        if self.template.spots[spot].kind == ADDRESS and (isinstance(value, Utelatt) or text == self.visning.mangler):
            return ""
        return text

    def _rich(self, value: RikTekst, number: int) -> str:
        spot = self._uses[number].spot
        text = str(value)
        self._report_losses(text, number)
        if self.template.spots[spot].kind in (PLAIN, FIELD, ADDRESS):
            return self._with_references(text, number) if refers(text) else self._write(spot, text)
        self.references.number = number
        return self._writer(spot).write(value)

    def _with_references(self, text: str, number: int) -> str:
        """A text with what people typed in it to refer to something."""
        spot = self._uses[number].spot
        kind = self.template.spots[spot].kind
        self.references.number = number
        if kind in (FIELD, ADDRESS):
            return self._write(spot, self.references.in_words(text))
        if kind != PLAIN:
            return self._writer(spot).write(RikTekst((Avsnitt((Bit(text),)),)))
        return "".join(
            self._write(spot, piece) if isinstance(piece, str) else self._in_plain_text(piece)
            for piece in pieces_of(text)
        )

    def _referring(self, reference: Henvisning, number: int) -> str:
        """`{{ fotnote(…) }}` or `{{ se(…) }}` at the spot of its tag."""
        spot = self._uses[number].spot
        kind = self.template.spots[spot].kind
        self.references.number = number
        if not reference.noekkel:
            self._tell_of_no_key(reference, number)
            return "" if reference.slag == FOTNOTE else self._printed(None, number)
        if kind in (FIELD, ADDRESS):
            return self._write(spot, self.references.word_for(reference))
        if kind == PLAIN:
            return self._in_plain_text(reference)
        writer = self._writer(spot)
        return writer.around(writer.reference(reference))

    def _joined(self, values: list[object], number: int) -> list[object]:
        """Values that are joined with `~`, where a reference is words alone."""
        return [self._word_for(value, number) if isinstance(value, Henvisning) else value for value in values]

    def _word_for(self, reference: Henvisning, number: int) -> object:
        """What is read in place of a reference; a footnote is lost, and told of."""
        if not reference.noekkel:
            self._tell_of_no_key(reference, number)
        elif reference.slag == FOTNOTE:
            message = f"Fotnoten «{reference.noekkel}» kan ikke settes sammen med annen tekst. La taggen stå alene."
            self._tell("fotnote-umulig", message, reference.noekkel, number)
        if reference.slag == FOTNOTE:
            return ""
        return reference if reference.noekkel else None

    def _tell_of_no_key(self, reference: Henvisning, number: int) -> None:
        instead = "er det ingen fotnote" if reference.slag == FOTNOTE else "mangler henvisningen"
        self._tell(EMPTY_KEY, f"Nøkkelen i {reference.slag}(…) er tom, så her {instead}.", "", number)

    def _picture(self, wanted: Wanted, number: int) -> str:
        """`{{ bilde(…) }}` at the spot of its tag: the picture, or words in its place."""
        spot = self._uses[number].spot
        kind, room = self.template.spots[spot].kind, self.template.spots[spot].room
        if kind in (PLAIN, FIELD, ADDRESS):
            raise TemplateError("bilde(…) skal stå i teksten, ikke i en alternativ tekst eller en feltkode.")
        drawing, instead = self.pictures.draw(wanted, room, self.part, number)
        return self._writer(spot).around(f"<w:r>{drawing}</w:r>") if drawing else self._write(spot, instead)

    def _in_plain_text(self, reference: Henvisning) -> str:
        see = reference.slag != FOTNOTE
        return self.references.see(reference, "") if see else self.references.no_footnote(reference)

    @property
    def part(self) -> str:
        """The name of the part that is being written."""
        return self.references.part

    @part.setter
    def part(self, name: str) -> None:
        self.references.part = name

    def _tell(self, code: str, message: str, text: str, number: int) -> None:
        """Report what is wrong with a reference, once: with its key, or the tag when the template itself refers."""
        use = self._uses[number]
        what = use.raw if code in (UNKNOWN_FIGURE, EMPTY_KEY) or _REFERS.search(use.code) else text
        problem = problems.advarsel(code, use.place, message, what)
        if problem not in self._told:
            self._told.add(problem)
            self.problems.append(problem)

    def _sample(self, value: Sample, number: int) -> str:
        if number < 0 or self.template.samples[number][0] != value.kind:
            raise TemplateError(f"{value.kind}(…) skal stå alene i øverste venstre celle i en tabell.")
        pattern = self.template.samples[number][1]

        def words(text: str) -> str:
            return self._in_words(text, number)

        if isinstance(pattern, gantt.GanttPattern):
            return gantt.draw(pattern, value.data, words)
        return matrix.draw(pattern, value.data, self.visning.matrise, words)

    def _in_chart(self, value: object, number: int) -> str:
        """A chart drawn as a part of its own, and its description; or a text for the chart that follows."""
        use = self._uses[number]
        if self.template.spots[use.spot].kind == CHART_TEXT:
            self._chart_texts.append(self._in_words(display(value, self.visning), number))
            return ""
        if not isinstance(value, Graf):
            raise TemplateError("Dette er ikke en graf. Skriv for eksempel [graf: økonomi], med et navn fra «grafer».")
        texts, self._chart_texts = self._chart_texts, []
        graf = value.with_texts(lambda text: self._in_words(text, number))
        pattern = self.template.charts[use.sample]
        self._ids[f"graf{number}"] = chart.add_chart(pattern, graf, texts, self.additions, self.part)
        return escape_attribute(chart.description(pattern, graf))

    def _in_words(self, text: str, number: int) -> str:
        """A text for a place that takes only words, such as a chart; what cannot stand there is told of."""
        self._report_losses(text, number)
        self.references.number = number
        return self.references.in_words(text)

    def _report_losses(self, text: str, number: int) -> None:
        if lost := lost_characters(text):
            message = f"Tegn som Word ikke kan vise er tatt bort: {', '.join(lost)}."
            self.problems.append(problems.advarsel("ulovlig-tegn", self._uses[number].place, message, text))

    def _begin_list(self, key: str, abstract: str, level: str) -> str:
        """Let the list under this key begin anew; nothing is written for it."""
        self._list_numbers[key] = self.lists.new(ListLook("", "", level, abstract))
        return ""

    def new_id(self, key: str) -> str:
        """A number no other element has; remembered under `key` for the element that belongs with it."""
        self._last_id += 1
        self._ids[key] = str(self._last_id)
        return self._ids[key]

    def new_name(self, name: str) -> str:
        """The name of a bookmark in a loop: as it is in the first turn, numbered in the next."""
        turn = self._turns_of[name] = self._turns_of.get(name, 0) + 1
        return escape_attribute(name if turn == 1 else f"{name[:32]}_nr{turn}")


def _seen(key: object, form: object = "") -> Henvisning:
    """`{{ se("nøkkel") }}`, or `{{ se("nøkkel", "tekst") }}` for the text of a heading alone."""
    if form not in ("", "tekst"):
        raise TemplateError('se(…) tar en nøkkel, og så bare ordet "tekst".')
    return Henvisning(SE, given_key(key), bare=form == "tekst")


@lru_cache(maxsize=16)
def _all_around(spots: tuple[Spot, ...], *, has_names: bool) -> tuple[tuple[str, str] | None, ...]:
    """What stands around a plain text at each spot of a template: found out once for all its reports."""
    return tuple([_plain_around(spot, has_names=has_names) for spot in spots])


def _plain_around(spot: Spot, *, has_names: bool) -> tuple[str, str] | None:
    """What stands around a text in which nothing needs escaping; None where more than that matters: a quote, an empty
    text, names in Sami where the workbook `has_names` that are.
    """
    if spot.kind in (PLAIN, FIELD, ADDRESS, PARAGRAPHS, CHART, CHART_TEXT) or (has_names and not is_sami(spot.run)):
        return None
    return (alone_start(spot), ALONE_END) if spot.kind == ALONE else ("", "")
