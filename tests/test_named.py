"""A class upon our `NamedTuple` is what one upon that of `typing` is."""

from __future__ import annotations

import ast
import pickle
import typing
from pathlib import Path
from typing import Any

import pytest

from rapportgen import named

PACKAGE = Path(named.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(PACKAGE / "_templates"))
WRITTEN = '''
class Place(NamedTuple):
    """Where a thing stands."""

    sheet: str
    row: int | None = None
    cells: tuple[Unknown, ...] = ()

    KIND = "place"

    @property
    def shown(self) -> str:
        return f"{self.sheet}!{self.row}"

    @classmethod
    def first(cls) -> Place:
        return cls("A", 1)

    def __str__(self) -> str:
        return self.shown


class Kept(NamedTuple, Generic[T]):
    value: T


class Below(Place):
    """A subclass of one, as of any class."""

    def __repr__(self) -> str:
        return "below"
'''


def made(body: str, base: object) -> dict[str, Any]:
    """The names of a module with this text, where NamedTuple is `base`."""
    names = {"__name__": __name__, "NamedTuple": base, "Generic": typing.Generic, "T": typing.TypeVar("T")}
    exec("from __future__ import annotations\n" + body, names)
    return names


OURS, THEIRS = made(WRITTEN, named.NamedTuple), made(WRITTEN, typing.NamedTuple)
Place = OURS["Place"]  # where pickle looks for it
HOW_IT_WAS_MADE = {"__orig_bases__", "__annotate_func__", "__annotations__", "__annotations_cache__"}  # Pythons differ
ASKED = {
    "a new one": lambda place: (place("A"), place("A", 2), place(sheet="A", cells=(1,))),
    "repr": lambda place: repr(place("A", 2)),
    "str": lambda place: str(place("A", 2)),
    "property": lambda place: place("A", 2).shown,
    "class method": lambda place: place.first(),
    "attribute of the class": lambda place: (place.KIND, place("A").KIND),
    "changed": lambda place: place("A")._replace(row=4),
    "as a dictionary": lambda place: place("A")._asdict(),
    "of a list": lambda place: place._make(["A", 1, ()]),
    "fields": lambda place: (place._fields, place._field_defaults, place.__match_args__),
    "names": lambda place: (place.__name__, place.__qualname__, place.__module__, place.__doc__),
    "bases": lambda place: (type(place), place.__bases__, place.__slots__),
    "annotations": lambda place: [*place.__annotations__],
    "equal to a tuple": lambda place: (place("A") == ("A", None, ()), hash(place("A"))),
    "what it has": lambda place: {*dir(place)} - HOW_IT_WAS_MADE,
}
REFUSED = {
    "too few": lambda place: place(),
    "too many": lambda place: place(1, 2, 3, 4),
    "unknown field": lambda place: place("A", column=1),
    "changed in place": lambda place: setattr(place("A"), "row", 1),
    "a new attribute": lambda place: setattr(place("A"), "column", 1),
    "too short a list": lambda place: place._make(["A"]),
}
WRONG_BODIES = (
    "class X(NamedTuple):\n    a: int = 1\n    b: int\n",
    "class X(NamedTuple):\n    _a: int\n",
    "class X(NamedTuple):\n    a: int\n    def __new__(cls) -> X: ...\n",
    "class X(NamedTuple):\n    a: int\n    def __init__(self) -> None: ...\n",
    "class X(NamedTuple):\n    a: int\n    def _replace(self) -> X: ...\n",
    "class X(NamedTuple):\n    a: int\n    __slots__ = ('b',)\n",
    "class X(NamedTuple, dict):\n    a: int\n",
    "class X(dict, NamedTuple):\n    a: int\n",
)


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_class_answers_as_one_of_typing(asked: Any) -> None:
    assert asked(OURS["Place"]) == asked(THEIRS["Place"])


@pytest.mark.parametrize("asked", REFUSED.values(), ids=REFUSED)
def test_a_class_refuses_what_one_of_typing_refuses(asked: Any) -> None:
    with pytest.raises((TypeError, AttributeError)) as theirs:
        asked(THEIRS["Place"])
    with pytest.raises(theirs.type) as ours:
        asked(OURS["Place"])
    assert str(ours.value) == str(theirs.value)


@pytest.mark.parametrize("body", WRONG_BODIES)
def test_a_body_that_typing_refuses_is_refused_with_the_same_type_of_error(body: str) -> None:
    with pytest.raises((TypeError, AttributeError, ValueError)) as theirs:
        made(body, typing.NamedTuple)
    with pytest.raises(theirs.type):
        made(body, named.NamedTuple)


def test_one_is_matched_by_its_fields() -> None:
    match OURS["Place"]("A", 2):
        case Place(sheet, row, cells=()):
            assert (sheet, row) == ("A", 2)


def test_one_is_pickled_and_read_back_as_its_own_class() -> None:
    again = pickle.loads(pickle.dumps(Place("A", 2)))
    assert (again, type(again)) == (Place("A", 2), Place)


@pytest.mark.parametrize("names", [OURS, THEIRS], ids=["ours", "theirs"])
def test_one_may_be_generic_and_have_subclasses(names: dict[str, Any]) -> None:
    kept = names["Kept"][int](3)
    assert (kept, type(kept)) == ((3,), names["Kept"])
    assert (repr(names["Below"]("A")), names["Below"].first()) == ("below", ("A", 1, ()))
    assert isinstance(names["Below"].first(), names["Place"])


def test_annotations_that_python_has_not_worked_out_name_the_fields() -> None:
    names: dict[str, Any] = {"__name__": __name__, "NamedTuple": named.NamedTuple}
    code = compile("class Spot(NamedTuple):\n    row: int\n    cell: str = 'A'\n", "<spot>", "exec", dont_inherit=True)
    exec(code, names)
    spot = names["Spot"]
    assert (spot(1), spot._field_defaults) == ((1, "A"), {"cell": "A"})
    assert spot.__annotations__ == {"row": int, "cell": str}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_takes_that_of_typing(path: Path) -> None:
    taken = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "typing"
            and "NamedTuple" in [n.name for n in node.names]
        )
        or (isinstance(node, ast.Attribute) and ast.unparse(node) == "typing.NamedTuple")
    ]
    assert len(taken) == (path.name == "named.py")
