"""Relation families, in groups: each module finds the claims of one kind, and adding a module adds a family.

A group says its ``TITLE`` and holds the families of one kind. A family offers ``find(manuscript)``, which yields
relations, doubtful ones, remarks and hints, each under the family's name (the module's with hyphens), ``FAULT`` (the
word for what is wrong), ``EXAMPLES`` and a docstring that tells its cue, why the relation should hold in any report,
and its guards. Nothing lists the modules.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from nianbao.extraction.claims import Doubtful, Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.relation import Relation

Found = Relation | Remark | Doubtful | Hint


class Module(Protocol):
    """What a module of this package offers."""

    __name__: str
    FAULT: str
    EXAMPLES: tuple[Example, ...]

    def find(self, manuscript: Manuscript) -> Iterable[Found]: ...


@dataclass(frozen=True, slots=True)
class Family:
    """A family by name, with the first line of its docstring as its rule."""

    name: str
    module: Module

    @property
    def group(self) -> str:
        """The title of the group that it stands in."""
        package = importlib.import_module(self.module.__name__.rpartition(".")[0])
        return str(package.TITLE)

    @property
    def rule(self) -> str:
        return inspect.cleandoc(self.module.__doc__ or "").partition("\n")[0]

    @property
    def explanation(self) -> str:
        return inspect.cleandoc(self.module.__doc__ or "").partition("\n")[2].strip()


@cache
def families() -> tuple[Family, ...]:
    """Every family of every group, in the order of their names."""
    modules = {
        module: f"{__name__}.{group.name}.{module}"
        for group in pkgutil.iter_modules(__path__)
        for module in _modules_of(group.name)
    }
    return tuple(
        Family(name.replace("_", "-"), cast(Module, importlib.import_module(path)))
        for name, path in sorted(modules.items())
    )


def _modules_of(group: str) -> list[str]:
    package = importlib.import_module(f"{__name__}.{group}")
    return [module.name for module in pkgutil.iter_modules(package.__path__)]


def find_all(manuscript: Manuscript) -> list[Found]:
    """What every family finds, family by family."""
    return [found for family in families() for found in family.module.find(manuscript)]
