"""What a tag asks for, against what templates may ask for: unknown fields, lists and single values, filters.

The tags are followed as in `fields`, with stand-ins (`model.declared`) in place of a workbook. What only a workbook can
settle is left alone: a column that the program does not know may be one of the consultant's own.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from jinja2 import nodes

from rapportgen import problems
from rapportgen.model.declared import ByKey, DeclaredRow, Unlisted
from rapportgen.model.declared_samlerapport import declared_for
from rapportgen.model.oppsett import STANDARD
from rapportgen.model.oppsett.filtre import TALL
from rapportgen.model.rader import HAR, Felter
from rapportgen.names import ascii_name, suggest
from rapportgen.word.language.budget import Budget
from rapportgen.word.language.conditions import enough_rows
from rapportgen.word.language.fields import Values, Walk, items_of, path_of
from rapportgen.word.language.filters import Filters
from rapportgen.word.language.guard import spelt
from rapportgen.word.language.messages import UNKNOWN_FIELD, if_only_some, missing_field
from rapportgen.word.language.values import NOTHING, fields_of, item_of
from rapportgen.word.lint.arguments import Wrong, wrong_argument, wrong_colour
from rapportgen.word.lint.columns import Named, lacking, named_field, rows_for_values, without_field
from rapportgen.word.lint.doubts import Doubt, hardly_meant, meant_text, never_called, texts_compared
from rapportgen.word.lint.mending import with_right_words
from rapportgen.word.lint.reach import out_of_reach
from rapportgen.word.lint.units import percent_of_percent, unit_after
from rapportgen.word.settings import Visning
from rapportgen.word.tags.places import part_of_place
from rapportgen.word.tags.spelling import as_typed
from rapportgen.word.tags.tags import MEANT, names_given, parse_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from rapportgen.model.oppsett import Oppsett
    from rapportgen.problems import Problem
    from rapportgen.word.compiled import Use

_NUMBERS = {"kr", "tusen", "mill", "prosent", "tall", "ord", "absolutt", "avrund"}
_MONEY = {"kr", "tusen", "mill"}
_DAYS = {"dato", "langdato", "kvartal"}
_LISTS = {"liste", "join", "sum", "foerste", "siste", "sorter", "velg", "velgbort"}
_NOT_LISTS = _NUMBERS | _DAYS | {"nn", "storforbokstav", "litenforbokstav", "upper", "lower", "trim", "erstatt", "kutt"}
_NOT_LISTS |= {"tekst", "fortegn", "slaa_sammen"}

OWN_COLUMN = "egen-kolonne"
"""The code of a column that the workbook must have itself."""
UNSURE_ROW = "rad-kan-mangle"
"""The code of a row by a number, which a workbook may have or not."""
_COLOURED = ("lys", "cellbg")
_LIGHT, _UNIT = "lys", "enhet"
_PERCENT = ("%", "prosent")
_IS_NUMBER = {"beløp", "tall", "prosent"}
_IS_DAY = {"tidspunkt"}
_LIST, _RECORD = "liste", "samling"
_WHAT = {"ID": "en ID", "tekst": "tekst", "kvartal": "et kvartal", "tidspunkt": "et tidspunkt", "beløp": "et beløp",
         "tall": "et tall", "prosent": "en andel", "ja/nei": "ja eller nei"}  # fmt: skip


def check_values(
    uses: Iterable[Use],
    doubtful: Collection[str],
    own_columns: Collection[str] = (),
    oppsett: Oppsett = STANDARD,
    *,
    portfolio: bool = False,
    in_pairs: bool = False,
    after: Callable[[Use], str] = lambda use: "",
) -> list[Problem]:
    """What is certainly wrong with what these tags ask for, whatever the workbook.

    `doubtful` are names that may come from a tag that cannot be read; `own_columns` those of a workbook's own columns.
    What the kommune has declared itself stands in `oppsett`. A template for portfolios has other names than one for a
    single workbook. Where a loop ends is certain when all block tags can be read, and stand `in_pairs`. What stands
    `after` a tag in its paragraph says in which unit it is read.
    """
    walk = _DeclaredWalk(doubtful, own_columns, oppsett, portfolio=portfolio)
    walk.in_pairs, walk.after = in_pairs, after
    return walk.through(uses)


class _DeclaredWalk(Walk):
    """The tags followed through the stand-ins."""

    def __init__(
        self, doubtful: Collection[str], own_columns: Collection[str], oppsett: Oppsett, *, portfolio: bool
    ) -> None:
        super().__init__(declared_for(oppsett.schema, portfolio=portfolio), doubtful)
        self.conditions: list[nodes.Template] = []
        self.tree = nodes.Template([])
        self.own_columns = own_columns
        self.in_pairs = False
        self.after: Callable[[Use], str] = lambda use: ""
        self.givers: dict[str, Use] = {}
        self.part, self.unsure = "", dict(self.scopes[0])
        self.methods = _methods() | {own.navn: "tall" if own.slag == TALL else "tekst" for own in oppsett.filtre}

    def missing(self, owner: object, key: object, path: str) -> None:
        """Note an unknown field; a column that resembles none of ours may be the workbook's own."""
        if str(key).startswith("_"):
            return  # not allowed in any case, which the compiler says
        if not isinstance(owner, DeclaredRow) or not isinstance(key, str):
            super().missing(owner, key, path)
        elif ascii_name(key) in self.own_columns:
            return
        elif "-" in key or suggest(ascii_name(key), owner.feltnavn()):
            super().missing(owner, key, path)
        else:
            whole = as_typed(f"{path}.{key}", self.use.raw)
            message = f"{whole} er ingen kolonne programmet kjenner. Arket «{owner.sheet.name}» må ha den selv."
            hint = self._right_column(owner, key, path) or if_only_some(whole, self.use.raw)
            self.found.append(problems.info(OWN_COLUMN, self.use.place, message, self.use.raw, hint))

    def _right_column(self, owner: DeclaredRow, key: str, path: str) -> str:
        """The tag with the column that goes by this name elsewhere; «» when there is none."""
        fault = missing_field(owner, key, path, self.use.raw, self.context, self._after)
        told = problems.feil(fault.code, self.use.place, fault.message, fault.text, fault.hint)
        mended = with_right_words([told], self.use.raw)
        return f"{MEANT}{mended}?" if mended else ""

    def outside(self, name: str) -> None:
        """Note a name that other tags give, where none of them reaches."""
        if not self.in_pairs:
            return
        if name in declared_for(portfolio=False):
            self.missing(NOTHING, name, "")  # which a template for a single workbook has
        else:
            told = out_of_reach(name, self.use, self.givers.get(name))
            self._note("utenfor-loekke", told.message, told.hint)

    def may_be_missing(self, owner: object, key: object, path: str) -> None:
        """Warn of a name that is asked for with care, and that is nearly one of ours."""
        if not isinstance(key, str) or ascii_name(key) in self.own_columns or key in self.given:
            return
        whole = as_typed(f"{path}.{key}" if path else key, self.use.raw)
        self._note_doubt(UNKNOWN_FIELD, hardly_meant(key, whole, fields_of(owner) if path else self.context))

    def _note_doubt(self, code: str, doubt: Doubt | None) -> None:
        if doubt is not None:
            hint = as_typed(doubt.hint, self.use.raw)
            self.found.append(problems.advarsel(code, self.use.place, doubt.message, self.use.raw, hint))

    def follow(self, use: Use, tree: nodes.Template) -> None:
        """Look at one tag, and remember the conditions around those that follow."""
        word = parse_tag(use.raw).word
        if (part := part_of_place(use.place)) != self.part:  # which is run on its own
            self.given |= self.scopes[0].keys()
            self.part, self.scopes = part, [dict(self.unsure)]
        if word in ("endif", "elif", "else") and self.conditions:
            self.conditions.pop()
        self.tree = tree
        if word in ("if", "elif", "else"):
            self.conditions.append(tree)
        self.givers |= dict.fromkeys(names_given(parse_tag(use.raw)), use)
        super().follow(use, tree)

    def indexed(self, node: nodes.Getitem, owners: tuple[object, ...], index: int) -> Values:
        """One row of a list by its number; that there are so many rows, a condition should have asked."""
        rows, path = items_of(owners), path_of(node.node)
        is_sure = index in (0, -1) or not path or path_of(node) in self.excused
        if rows is not None and not is_sure and path not in self._asked_for():
            name, at_least = as_typed(path, self.use.raw), index + 1 if index >= 0 else -index
            message = f"Raden finnes bare når {name} har minst {at_least} rader. Ellers stopper rapporten."
            asking = enough_rows(path, index, self.use.raw)
            hint = f"Skriv {asking}." if asking else ""
            self.found.append(problems.advarsel(UNSURE_ROW, self.use.place, message, self.use.raw, hint))
        return rows

    def _asked_for(self) -> set[str]:
        """What the conditions of this tag, and of the blocks around it, are about."""
        return {
            path_of(node) for tree in (self.tree, *self.conditions) for test in _tests(tree) for node in _paths(test)
        }

    def values(self, node: nodes.Node) -> Values:
        """What an expression may come to; a list or a record that is printed is noted."""
        for compared, text in texts_compared(node) if isinstance(node, nodes.Compare) else ():
            self._note_doubt("ukjent-verdi", never_called(_one(self.values(compared)), text, self.use.raw))
        if isinstance(node, nodes.Compare):
            self._note_compared_list(node)
        if named := named_field(node, self.methods):
            self._look_at(named)
        if isinstance(node, nodes.Filter) and (rows := without_field(node, self.methods)) is not None:
            path, row = as_typed(path_of(rows), self.use.raw), _one(items_of(self.values(rows)))
            self._note_wrong("feil-filter", rows_for_values(row, path or "Dette", node.name, self.use.raw))
        if not isinstance(node, nodes.Output):
            return super().values(node)
        word = parse_tag(self.use.raw).word
        for child in node.nodes:
            if word in _COLOURED:
                self._note_wrong(
                    "ugyldig-verdi", wrong_colour(word, _one(self.values(child)), self._light_beside(child))
                )
            else:
                self._printed(child, self.values(child))
                self._look_at_unit(child)
        return None

    def _look_at_unit(self, node: nodes.Expr) -> None:
        """Note a value that is printed with the wrong unit, or with it twice."""
        methods: list[str] = []
        while isinstance(node, nodes.Filter) and node.node is not None:
            methods.insert(0, self.methods.get(node.name, ""))
            node = node.node
        if isinstance(node, nodes.TemplateData):
            return
        kind = _kind(self.values(node))
        self._note_doubt("enhet", unit_after(kind, methods, self.after(self.use), self.use.raw))
        if kind == "tall" and "prosent" in methods and self._has_unit_beside(node) and not self._asks_for_unit(node):
            self._note_doubt("enhet", percent_of_percent(self.use.raw))

    def _has_unit_beside(self, node: nodes.Expr) -> bool:
        """Whether the row of a field says in which unit it is."""
        row = _one(self.values(node.node)) if isinstance(node, nodes.Getattr) else None
        return isinstance(row, DeclaredRow) and _UNIT in row.sheet.by_name

    def _asks_for_unit(self, node: nodes.Expr) -> bool:
        """Whether a condition around the tag is about the unit beside a field, and says another one than percent."""
        if not isinstance(node, nodes.Getattr) or f"{path_of(node.node)}.{_UNIT}" not in self._asked_for():
            return False
        texts = (text for tree in self.conditions for test in _tests(tree) for text in test.find_all(nodes.Const))
        return not any(str(text.value).casefold() in _PERCENT for text in texts)

    def _light_beside(self, node: nodes.Expr) -> str:
        """The light of the row that a field belongs to, as it is written: `ett.lys`; «» when it has none."""
        if not isinstance(node, nodes.Getattr) or not path_of(node.node):
            return ""
        has_light = item_of(_one(self.values(node.node)), _LIGHT) not in (None, NOTHING)
        return f"{as_typed(path_of(node.node), self.use.raw)}.{_LIGHT}" if has_light else ""

    def _look_at(self, named: Named) -> None:
        """Note a field that the rows do not have, or that never has the text it is compared with."""
        row = _one(items_of(self.values(named.rows)))
        field = named.field.removeprefix(HAR)
        if (lack := lacking(row, field)) is None:
            self._note_doubt("ukjent-verdi", never_called(item_of(row, field), named.text, self.use.raw))
            return
        name, near = lack
        if ascii_name(name) in self.own_columns:
            return
        rows, typed = as_typed(path_of(named.rows), self.use.raw), as_typed(name, self.use.raw)
        message = f"Radene i {rows} har ikke feltet «{typed}»."
        if named.is_optional:
            never = f"{message} Derfor er {rows}.{HAR}{typed} aldri sant."
            mended = re.sub(rf"\b{HAR}{re.escape(typed)}\b", f"{HAR}{near}", self.use.raw)
            hint = f"{MEANT}{mended}?" if near else "Det er i orden når noen arbeidsbøker har kolonnen selv."
            tell = problems.advarsel if near else problems.info
            self.found.append(tell(UNKNOWN_FIELD, self.use.place, never, self.use.raw, hint))
        elif near or not isinstance(row, DeclaredRow):
            self._note(UNKNOWN_FIELD, message, meant_text(self.use.raw, typed, near) if near else "")
        else:
            message = f"«{typed}» er ingen kolonne programmet kjenner. Arket «{row.sheet.name}» må ha den selv."
            self.found.append(problems.info(OWN_COLUMN, self.use.place, message, self.use.raw))

    def _note_compared_list(self, node: nodes.Compare) -> None:
        """Note a list that is compared with a number: how many rows it has was meant."""
        path = as_typed(path_of(node.expr), self.use.raw) if isinstance(node.expr, (nodes.Name, nodes.Getattr)) else ""
        if path and node.ops[0].op not in ("in", "notin") and _kind(self.values(node.expr)) == _LIST:
            mended = re.sub(rf"(?<![\w.]){re.escape(path)}(?![\w.])", f"{path}|length", self.use.raw, count=1)
            self._note("ugyldig-verdi", "En liste kan ikke sammenlignes.", f"Mente du {mended}?")

    def argued(self, node: nodes.Call, values: Values) -> None:
        """Note a value that a function cannot take; only the first is more than a number or a word."""
        if isinstance(node.node, nodes.Name) and values is not None:
            self._note_wrong("ugyldig-verdi", wrong_argument(node.node.name, _one(values)))

    def _note_wrong(self, code: str, wrong: Wrong | Doubt | None) -> None:
        if wrong is not None:
            self._note(code, wrong.message, wrong.hint)

    def _printed(self, node: nodes.Expr, values: Values) -> None:
        kind = _kind(values)
        if isinstance(node, nodes.TemplateData) or kind not in (_LIST, _RECORD):
            return
        path = as_typed(path_of(node), self.use.raw)
        name = path or "Dette"
        if kind == _LIST:
            hint = f"Skriv {{% for rad in {path or '…'} %}} … {{% endfor %}}"
            hint += f", eller velg én rad: {{{{ {path}[0].… }}}}." if path else "."
            self._note("liste-som-verdi", f"{name} er en liste, og kan ikke skrives ut som én verdi.", hint)
        else:
            message = f"{name} er en samling felter, og kan ikke skrives ut som én verdi."
            self._note("liste-som-verdi", message, "Skriv punktum og navnet på feltet du vil ha.")

    def turns(self, values: Values) -> Values:
        """The rows of a loop; what is no list is noted."""
        kind = _kind(values)
        if kind and kind != _LIST:
            what = "en samling felter" if kind == _RECORD else f"én verdi ({kind})"
            hint = _without_loop(self.use.raw, single=kind != _RECORD)
            self._note("verdi-som-liste", f"En løkke trenger en liste, men dette er {what}.", hint)
        return super().turns(values)

    def filtered(self, name: str, values: Values) -> Values:
        """What a filter makes of these values; one that cannot take them is noted."""
        kind, method = _kind(values), self.methods.get(name, "")
        if kind and (wrong := _wrong_for(kind, method)):
            message = f"Filteret «{spelt(name)}» {wrong}."
            self._note("feil-filter", message, _instead(kind, method, name, self.use.raw))
            return None
        return super().filtered(name, values)

    def _note(self, code: str, message: str, hint: str) -> None:
        self.found.append(problems.feil(code, self.use.place, message, self.use.raw, hint))


@cache
def _methods() -> dict[str, str]:
    """The one name of each filter, by all its names."""
    table = Filters(Visning(), Budget()).table()
    return {name: getattr(method, "__name__", name) for name, method in table.items()}


def _tests(tree: nodes.Template) -> Iterator[nodes.Node]:
    """The conditions of a tag."""
    yield from (node.test for node in tree.find_all(nodes.If))
    yield from (node.test for node in tree.find_all(nodes.CondExpr))


def _paths(test: nodes.Node) -> Iterator[nodes.Node]:
    """The names and fields in a condition."""
    return chain((test,), test.find_all((nodes.Name, nodes.Getattr, nodes.Getitem)))


def _one(values: Values) -> object:
    """The one value that an expression comes to; None when that cannot be told."""
    return values[0] if values is not None and len(values) == 1 else None


def _kind(values: Values) -> str:
    """What kind of value this is: «liste», «samling», a kind of column, or «» when that cannot be told."""
    kinds = {_kind_of(value) for value in values or ()}
    return kinds.pop() if len(kinds) == 1 else ""


def _kind_of(value: object) -> str:
    match value:
        case ByKey():
            return ""
        case Unlisted():
            return value.slag
        case list() | tuple():
            return _LIST
        case DeclaredRow() | Felter():
            return _RECORD
    return ""


def _wrong_for(kind: str, method: str) -> str:
    """Why a filter does not fit a kind of value, as the end of a sentence; «» when it does."""
    if kind in (_LIST, _RECORD):
        what = "en liste" if kind == _LIST else "en samling felter"
        takes_it = method not in _NOT_LISTS and (kind == _LIST or method not in _LISTS)
        return "" if takes_it else f"trenger én verdi, men dette er {what}"
    what = _WHAT.get(kind, f"et ord ({kind})")
    if method in _LISTS:
        return f"trenger en liste, men dette er {what}"
    if method in _NUMBERS and kind not in _IS_NUMBER:
        return f"trenger et tall, men dette er {what}"
    if method in _DAYS and kind not in _IS_DAY and not (kind == method == "kvartal"):
        return f"trenger en dato, men dette er {what}"
    if method == "prosent" and kind == "beløp":
        return "er for andeler, men dette er et beløp"
    if method in _MONEY and kind == "prosent":
        return "er for beløp, men dette er en andel"
    return ""


def _instead(kind: str, method: str, name: str, raw: str) -> str:
    """What to write in place of a filter that does not fit: the tag `raw` mended, when that can be told."""
    if kind == _LIST:
        path, _, filters = raw.strip("{}% ").partition("|")
        loop = f"{{% for rad in {path.strip()} %}}{{{{ rad.…|{filters.strip()} }}}}{{% endfor %}}"
        return f"Sett filteret på et felt i hver rad: {loop}."
    if kind == _RECORD:
        return "Skriv punktum og navnet på feltet du vil ha."
    fitting = {"prosent": "prosent", "beløp": "tusen" if method == "prosent" else "kr", "tall": "tall"}
    fitting |= {"tidspunkt": "dato", "kvartal": "kvartal"}
    other = f"|{fitting[kind]}" if kind in fitting else ""
    pattern = rf"\s*\|\s*{re.escape(spelt(name))}\b(?:\([^()]*\))?"
    mended, count = re.subn(pattern, other, raw, count=1)
    return f"Skriv {mended}." if count else "Ta bort filteret."


def _without_loop(raw: str, *, single: bool) -> str:
    """What to write in place of a loop over something that is no list."""
    name = re.split(r"\sin\s", raw, maxsplit=1)[-1].rstrip(" %}-–")
    what = "verdien" if single else "feltene"
    return f"Skriv {what} uten løkke: {{{{ {name}{'' if single else '.…'} }}}}."
