"""Relation families: each module finds the claims of one kind, and adding a module adds a family.

A family offers ``find(manuscript)``, which yields relations and remarks, ``FAULT`` (the
word for what is wrong), ``EXAMPLES`` and a docstring that tells its cue, why the relation
should hold in any report, and its guards. Nothing lists the modules.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from nianbao.extraction.claims import Doubtful, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.relation import Relation

Found = Relation | Remark | Doubtful


class Module(Protocol):
    """What a module of this package offers."""

    FAULT: str
    EXAMPLES: tuple[Example, ...]

    def find(self, manuscript: Manuscript) -> Iterable[Found]: ...


@dataclass(frozen=True, slots=True)
class Family:
    """A family by name, with the first line of its docstring as its rule."""

    name: str
    module: Module

    @property
    def rule(self) -> str:
        return inspect.cleandoc(self.module.__doc__ or "").partition("\n")[0]

    @property
    def explanation(self) -> str:
        return inspect.cleandoc(self.module.__doc__ or "").partition("\n")[2].strip()


@cache
def families() -> tuple[Family, ...]:
    """Every family, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(
        Family(name.replace("_", "-"), cast(Module, importlib.import_module(f"{__name__}.{name}"))) for name in names
    )


def find_all(manuscript: Manuscript) -> list[Found]:
    """What every family finds, family by family."""
    return [found for family in families() for found in family.module.find(manuscript)]
