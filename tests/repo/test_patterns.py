"""Patterns are compiled at first use, so a mistake in one would wait for the report that uses it."""

from __future__ import annotations

import ast
import gc
import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import nianbao
from nianbao.facts.pattern import as_pattern

CHECKED = ("checks", "documents", "extraction", "facts", "framework", "proofreading")
SOURCE = Path(nianbao.__file__).parent
WAITING = type(as_pattern(""))


def eager(text: str) -> list[int]:
    """Lines of a module that compile a pattern of characters while it is imported."""

    def walk(node: ast.AST) -> list[int]:
        found: list[int] = []
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if (
                isinstance(child, ast.Call)
                and ast.unparse(child.func) == "re.compile"
                and not (isinstance(child.args[0], ast.Constant) and isinstance(child.args[0].value, bytes))
            ):
                found.append(child.lineno)
            found += walk(child)
        return found

    return walk(ast.parse(text))


def test_every_waiting_pattern_can_be_compiled() -> None:
    for folder in CHECKED:
        package = importlib.import_module(f"nianbao.{folder}")
        for module in pkgutil.walk_packages(package.__path__, f"nianbao.{folder}."):
            importlib.import_module(module.name)
    # "(" is the broken one by which the tests of facts see that nothing is compiled too early.
    waiting = [thing for thing in gc.get_objects() if type(thing) is WAITING and thing.pattern != "("]
    assert len(waiting) > 1000
    assert all(pattern.groups >= 0 for pattern in waiting)  # type: ignore[attr-defined]


def test_patterns_are_the_same_in_every_process() -> None:
    """One that follows the order of a set would be compiled and kept anew by each run."""
    names = [
        module.name
        for folder in CHECKED
        for module in pkgutil.walk_packages(importlib.import_module(f"nianbao.{folder}").__path__, f"nianbao.{folder}.")
    ]
    telling = (
        "import gc, hashlib, importlib\n"
        "from nianbao.facts.pattern import as_pattern\n"
        f"for name in {names}: importlib.import_module(name)\n"
        "words = sorted(p.pattern for p in gc.get_objects() if type(p) is type(as_pattern('')))\n"
        "print(len(words), hashlib.sha256('\\n'.join(words).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", telling],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(SOURCE.parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_what_a_check_imports_compiles_nothing_on_the_way() -> None:
    eager_ones = [
        f"{path.relative_to(SOURCE)}:{line}"
        for folder in CHECKED
        for path in sorted((SOURCE / folder).rglob("*.py"))
        for line in eager(path.read_text(encoding="utf-8"))
    ]
    assert not eager_ones


def test_a_pattern_compiled_on_import_is_noticed() -> None:
    assert eager("import re\n_X = re.compile('a')") == [2]
    assert eager("import re\n_X = re.compile(b'a')") == []
    assert eager("import re\ndef f():\n    return re.compile('a')") == []
