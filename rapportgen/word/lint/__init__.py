"""What is wrong with a template, all at once: where it stands in Word, why it is wrong, and the mended tag.

    findings = check_template("minmal.docx")        FileRefusedError
    marked = with_comments("minmal.docx", findings)  the same file with a comment at each finding

The faults of the tags themselves are those of the compiler (`compile.examine_package`). The rules here add what the
compiler cannot know: whether a field is one of those declared (`values`), and what a reader of the report would
miss (`structure`, `appearance`, `leftovers`, `variables`) or is not meant to see (`hidden`). A rule is a function that
yields Problems; only what is certain is told, for a false alarm is a fault of the rule.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rapportgen import problems
from rapportgen.errors import FileRefusedError, RapportgenError
from rapportgen.model.oppsett import STANDARD
from rapportgen.named import NamedTuple
from rapportgen.problems import ADVARSEL, FEIL, INFO
from rapportgen.word.compiling.category import is_portfolio
from rapportgen.word.drawing.charts import MISWRITTEN
from rapportgen.word.language.fields import unknown_fields
from rapportgen.word.lint import appearance, doubts, hidden, leftovers, structure, variables
from rapportgen.word.lint.constants import unworkable_constants
from rapportgen.word.lint.document import Document, squeezed
from rapportgen.word.lint.followers import once_for_each_filter, without_cells_after, without_followers
from rapportgen.word.lint.mending import with_mended_tag
from rapportgen.word.lint.recovery import examined
from rapportgen.word.lint.values import OWN_COLUMN, UNSURE_ROW, check_values
from rapportgen.word.ooxml.package import read_package
from rapportgen.word.tags.tags import SPLIT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.problems import Problem
    from rapportgen.word.lint.document import Spot
    from rapportgen.word.lint.recovery import Examined

_OF_DOCUMENT = (
    leftovers.misspelt_category,
    leftovers.split_braces,
    leftovers.single_braces,
    leftovers.braces_after_tags,
    leftovers.tags_of_others,
    structure.heading_jumps,
    structure.tables_without_header,
    structure.tables_too_wide,
    structure.columns_in_some_rows,
    doubts.words_said_twice,
    appearance.drawings_without_text,
    appearance.tables_without_text,
    appearance.unknown_styles,
    appearance.missing_list_styles,
    appearance.captions_without_style,
    appearance.fonts_that_may_lack,
    hidden.hidden_tags,
)
_OF_TAGS = (
    variables.names_like_scopes,
    variables.names_of_functions,
    variables.sums_in_loops,
    doubts.footnotes_outside_the_text,
)
_SERIOUSNESS = {FEIL: 0, ADVARSEL: 1, INFO: 2}
_AROUND = 40
_OF_NO_WORKBOOK = (OWN_COLUMN, UNSURE_ROW)
"""What a workbook settles, or reports made of it."""


class Finding(NamedTuple):
    """A problem of a template, the text around it («» when it is about no text), and the paragraph it stands in."""

    problem: Problem
    around: str
    part: str = ""
    paragraph: int = -1


def check_template(
    source: Path | str | bytes,
    context: Mapping[str, object] | None = None,
    own_columns: Collection[str] = (),
    oppsett: Oppsett = STANDARD,
) -> list[Finding]:
    """Everything that is wrong with a template, the most serious first, then in reading order.

    With the `context` of a report its fields are looked for too; `own_columns` are the columns of its workbook that the
    program does not know. Sheets, columns and filters of the kommune's own stand in `oppsett`.
    Raises FileRefusedError for a file that is no template at all.
    """
    try:
        package = read_package(source)
        tags = examined(package, oppsett.filtre)
        document, uses = tags.document, tags.uses
        found = [_as_fault(problem) for problem in tags.found if problem.kode != SPLIT]  # which a rule finds everywhere
        found += [problem for rule in _OF_DOCUMENT for problem in rule(document)]
        found = without_followers(found)
        found += tags.of_others(_of_values(tags, context, own_columns, oppsett, portfolio=is_portfolio(package)))
        found = once_for_each_filter(without_cells_after(found))
        faulty = {problem.subject for problem in found if problem.alvor == FEIL}
        found += tags.of_others(unworkable_constants(tags.meant, faulty, oppsett.filtre))
        found += tags.of_others(problem for rule in _OF_TAGS for problem in rule(tags.meant))
        if not problems.count(found, FEIL):
            found += leftovers.no_tags(uses)
    except RapportgenError:
        raise
    except Exception as error:
        raise FileRefusedError(
            f"{read_package(source).name} kan ikke leses som mal. Åpne den i Word og lagre den på nytt."
        ) from error
    if not found:
        return []
    from rapportgen.word.lint.proposals import with_known_names  # needed only for mistakes

    known = partial(with_known_names, uses=uses, document=document, own_columns=own_columns, oppsett=oppsett)
    return findings_of(found, document, known)


def with_places(found: list[Problem], source: Path | str | bytes) -> list[Finding]:
    """Problems that came up while a report was made of this template. Raises FileRefusedError."""
    return findings_of(found, Document(read_package(source)))


def findings_of(
    found: list[Problem], document: Document, known: Callable[[list[Problem]], list[Problem]] = list
) -> list[Finding]:
    """Problems with their places in full, in order and once each; `known` looks at what they propose."""
    placed = [(problem, document.spot_of(problem)) for problem in dict.fromkeys(found)]
    rank = {spot: number for number, spot in enumerate(document.spots)}
    placed.sort(key=lambda pair: (_SERIOUSNESS[pair[0].alvor], rank[pair[1]] if pair[1] else -1))
    of_tags: dict[tuple[str, str], list[Problem]] = {}
    for problem, _ in placed:
        of_tags.setdefault(problem.subject, []).append(problem)
    mended = [with_mended_tag(problem, spot.text if spot else "", of_tags[problem.subject]) for problem, spot in placed]
    return [_finding(problem, spot) for problem, (_, spot) in zip(known(mended), placed, strict=True)]


def in_order(findings: list[Finding]) -> list[Finding]:
    """Findings of several looks at one template: the most serious first, then in reading order."""
    parts = list(dict.fromkeys(["", *(finding.part for finding in findings)]))

    def rank(finding: Finding) -> tuple[int, int, int]:
        return _SERIOUSNESS[finding.problem.alvor], parts.index(finding.part), finding.paragraph

    return sorted(findings, key=rank)


def with_comments(source: Path | str | bytes, findings: list[Finding]) -> bytes:
    """The template with a comment at each finding, and otherwise as it was. Raises FileRefusedError."""
    from rapportgen.word.lint.comments import commented

    return commented(read_package(source), findings)


def _as_fault(problem: Problem) -> Problem:
    """A chart with figures that are not the report's own is a fault while the template can still be mended."""
    return problem._replace(alvor=FEIL) if problem.kode == MISWRITTEN else problem


def _of_values(
    tags: Examined,
    context: Mapping[str, object] | None,
    own_columns: Collection[str],
    oppsett: Oppsett,
    *,
    portfolio: bool,
) -> list[Problem]:
    uses, doubtful = tags.meant, tags.doubtful
    declared = check_values(
        uses,
        doubtful,
        own_columns,
        oppsett,
        portfolio=portfolio,
        in_pairs=tags.in_pairs,
        after=lambda use: tags.document.after(use.place, use.raw),
    )
    if context is None:
        return [*declared, *(doubts.unusual_keys(uses) if not portfolio else ())]
    real = [*unknown_fields(uses, context, doubtful), *doubts.misspelt_keys(uses, context)]
    told = {(problem.kode, problem.sted, problem.verdi) for problem in declared if problem.alvor == FEIL}
    return [problem for problem in declared if problem.kode not in _OF_NO_WORKBOOK] + [
        problem for problem in real if (problem.kode, problem.sted, problem.verdi) not in told
    ]


def _finding(problem: Problem, spot: Spot | None) -> Finding:
    if spot is None:
        return Finding(problem, "")
    sentence = problem.sted if problem.sted != spot.place else spot.sentence
    return Finding(problem._replace(sted=sentence), _around(problem.verdi, spot.text), spot.part, spot.number)


def _around(quoted: str, text: str) -> str:
    """The text of the paragraph around what is quoted, when it says more than that."""
    text, quoted = squeezed(text), quoted.rstrip("…")
    start = text.find(quoted)
    if start < 0 or text == quoted or not quoted:
        return ""
    first, last = max(start - _AROUND, 0), start + len(quoted) + _AROUND
    return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")
