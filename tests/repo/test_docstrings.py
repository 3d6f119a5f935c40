"""Module docstrings: each there, none copied, none in the first person."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nianbao"
FIRST_PERSON = re.compile(r"\b[Ww]e\b")


def docstrings() -> dict[Path, str | None]:
    """By module; an empty ``__init__.py`` decides nothing and need not say so."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
    return {
        path.relative_to(ROOT): ast.get_docstring(ast.parse(text))
        for path, text in texts.items()
        if (text.strip() or path.name != "__init__.py") and "migrations" not in path.parts  # written by Django
    }


def test_every_module_says_what_it_decides() -> None:
    assert not [str(path) for path, text in docstrings().items() if not text]


def test_no_module_docstring_is_copied() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for path, text in docstrings().items():
        if text:
            owners[text].append(str(path))
    assert not {text: paths for text, paths in owners.items() if len(paths) > 1}


def test_no_module_docstring_speaks_of_its_authors() -> None:
    assert not [str(path) for path, text in docstrings().items() if text and FIRST_PERSON.search(text)]


def test_a_first_person_is_noticed() -> None:
    assert FIRST_PERSON.search("Here we decide")
    assert not FIRST_PERSON.search("What the weight decides")
