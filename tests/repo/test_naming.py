"""Words that identifiers may not use alone, because they do not say what is meant."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nianbao"
BARE = {"year", "years"}  # data_year, school_year, fiscal_year, edition: say which
YAML_KEY = re.compile(r"^\s*(?:- )?(years?)\s*:", re.MULTILINE)


def bare_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every identifier that the file itself makes up and that is a banned word.

    Reading ``day.year`` or passing ``year=`` to the standard library is not making it up.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, lineno=line) | ast.arg(arg=name, lineno=line):
                pass
            case ast.FunctionDef(name=name, lineno=line) | ast.AsyncFunctionDef(name=name, lineno=line):
                pass
            case ast.ClassDef(name=name, lineno=line):
                pass
            case ast.Attribute(attr=name, ctx=ast.Store(), lineno=line):
                pass
            case _:
                continue
        if name.lower() in BARE:
            yield line, name


def test_no_identifier_says_year_without_saying_which() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, name in bare_names(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found


def test_no_key_of_the_data_says_year_without_saying_which() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in sorted(SOURCE.rglob("*.yaml"))
        if path.parent.name != "terms"  # the dictionary of the words that ids are made of
        and YAML_KEY.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


@pytest.mark.parametrize(
    "text", ["year = 1", "def f(year): ...", "class Year: ...", "self.year = 2", "def year(): ..."]
)
def test_a_bare_year_is_noticed(text: str) -> None:
    assert list(bare_names(ast.parse(text)))


@pytest.mark.parametrize("text", ["data_year = day.year", "day.replace(year=2023)", "school_year = 1"])
def test_a_year_that_says_which_is_welcome(text: str) -> None:
    assert not list(bare_names(ast.parse(text)))


def test_a_bare_key_is_noticed() -> None:
    assert YAML_KEY.search("edition: dy2023\nyear: 2023\n")
    assert not YAML_KEY.search("data_year: 2023\n")
