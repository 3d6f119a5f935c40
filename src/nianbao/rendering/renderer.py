"""Which output formats there are: whatever module of ``nianbao.rendering.formats`` defines ``renderer``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import nianbao.rendering.formats
from nianbao.facts.problem import Problem
from nianbao.rendering.view import ReportView


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format; ``render`` gives the same bytes for the same view, always."""

    identifier: str
    label: str
    media_type: str
    extension: str
    render: Callable[[ReportView], bytes]


class RenderingError(Problem):
    """A report that cannot be printed in the wanted format (``rendering-no-chinese-font``)."""


@cache
def renderers() -> Mapping[str, Renderer]:
    """Every renderer by identifier.

    >>> sorted(renderers())
    ['docx', 'html', 'md', 'pdf', 'xlsx']
    """
    found: dict[str, Renderer] = {}
    for module in pkgutil.iter_modules(nianbao.rendering.formats.__path__):
        renderer: Renderer = importlib.import_module(f"nianbao.rendering.formats.{module.name}").renderer
        if renderer.identifier in found:
            raise ValueError(f"two renderers are called {renderer.identifier!r}")
        found[renderer.identifier] = renderer
    return dict(sorted(found.items()))


def find_renderer(identifier: str) -> Renderer:
    """The renderer with this identifier; a Problem that lists the others where there is none."""
    known = renderers()
    if identifier not in known:
        raise RenderingError(
            "rendering-unknown-format",
            f"没有“{identifier}”这种输出格式；可用的格式：{'、'.join(known)}。",
            f"There is no output format {identifier!r}; the formats are {', '.join(known)}.",
        )
    return known[identifier]
