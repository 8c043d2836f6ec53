"""A pattern of a module does what one of `re` does, and costs nothing until it is used."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from rapportgen import patterns
from rapportgen.patterns import pattern

PACKAGE = Path(patterns.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(PACKAGE / "_templates"))

TEXT = "Uke 12, uke 3"
CALLS = {
    "match": (TEXT,),
    "fullmatch": ("uke 7",),
    "search": (TEXT, 4),
    "findall": (TEXT,),
    "finditer": (TEXT,),
    "scanner": (TEXT,),
    "split": (TEXT,),
    "sub": (r"veke \1", TEXT),
    "subn": (r"veke \1", TEXT, 1),
}
VALUES = ("pattern", "flags", "groups", "groupindex")


def shown(answer: object) -> object:
    """What an answer of a method holds, as something that can be compared."""
    if isinstance(answer, re.Match):
        return (answer.span(), answer.groups(), answer.groupdict())
    if hasattr(answer, "search") and hasattr(answer, "pattern"):  # a scanner
        return shown(answer.search())
    return [shown(match) for match in answer] if hasattr(answer, "__next__") else answer


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.VERBOSE])
@pytest.mark.parametrize("name", CALLS)
def test_each_method_answers_as_that_of_re(name: str, flags: int) -> None:
    written = r"uke[ ](?P<number>\d+)"
    expected = getattr(re.compile(written, flags), name)(*CALLS[name])
    lazy = pattern(written, flags)
    assert shown(getattr(lazy, name)(*CALLS[name])) == shown(expected)
    assert shown(getattr(lazy, name)(*CALLS[name])) == shown(getattr(re.compile(written, flags), name)(*CALLS[name]))


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("written", [r"(?P<a>x)(y)", rb"(?i:z)"])
def test_each_attribute_is_that_of_re(name: str, written: str | bytes) -> None:
    assert getattr(pattern(written, re.DOTALL), name) == getattr(re.compile(written, re.DOTALL), name)


def test_these_are_all_that_a_pattern_of_re_has() -> None:
    assert {name for name in dir(re.compile("")) if not name.startswith("_")} == {*CALLS, *VALUES}


def test_a_text_is_compiled_at_the_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    monkeypatch.setattr(patterns.re, "compile", lambda *given: compiled.append(given) or re._compile(*given))  # type: ignore[attr-defined]
    lazy = pattern("a+", re.ASCII)
    assert (repr(lazy), compiled) == ("pattern('a+', re.ASCII)", [])
    assert [bool(lazy.match("aa")), bool(lazy.search("b")), lazy.pattern] == [True, False, "a+"]
    assert compiled == [("a+", re.ASCII)]


def test_a_text_that_is_no_pattern_raises_when_it_is_used() -> None:
    with pytest.raises(re.error, match="unterminated"):
        pattern("(a").match("a")


def test_what_a_pattern_lacks_is_told_by_name() -> None:
    with pytest.raises(AttributeError, match="fjern"):
        pattern("a").fjern  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="_secret"):
        pattern("(a")._secret  # type: ignore[attr-defined]  # noqa: B018


def module_level(path: Path) -> list[ast.Call]:
    """The calls that are made while the module is loaded."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    held = [node for node in body if not isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    return [call for node in held for call in ast.walk(node) if isinstance(call, ast.Call)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_compiles_a_pattern_while_it_is_loaded(path: Path) -> None:
    calls = [ast.unparse(call.func) for call in module_level(path)]
    assert "re.compile" not in calls
    if "pattern" in calls:
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        held = [value for value in vars(importlib.import_module(name)).values() if isinstance(value, patterns._Pattern)]
        assert [type(one.groups) for one in held] == [int] * len(held)  # each of them can be compiled
