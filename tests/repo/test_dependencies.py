"""docs/explanation/dependencies.md lists what pyproject.toml asks for, no more and no less."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "dependencies.md"
ROW = re.compile(r"^\| `([A-Za-z0-9_.\-]+)` \|(.+)\|$", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9_.\-]+")
LICENCES = re.compile(r"MIT|BSD|ZPL|Apache|MPL|PSF|OFL|LGPL|ISC|HPND")


def names(requirements: Iterable[str]) -> set[str]:
    """Package names without versions, extras and markers.

    >>> sorted(names(["pandera[pandas]", "typst==0.15.0"]))
    ['pandera', 'typst']
    """
    found = set()
    for requirement in requirements:
        match = NAME.match(requirement)
        assert match is not None, requirement
        found.add(match[0].lower())
    return found


def asked_for() -> dict[str, set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"run": names(project["project"]["dependencies"])}
    groups |= {extra: names(listed) for extra, listed in project["project"]["optional-dependencies"].items()}
    groups |= {group: names(listed) for group, listed in project["dependency-groups"].items()}
    return groups


def explained() -> dict[str, set[str]]:
    """Packages by the section of the page; a section's heading ends with its group's name in backquotes."""
    groups: dict[str, set[str]] = {}
    for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading = re.search(r"`([\w-]+)`\s*$", section.splitlines()[0])
        if heading is not None:
            groups[heading[1]] = {name.lower() for name, _ in ROW.findall(section)}
    return groups


def test_the_page_lists_what_the_project_asks_for() -> None:
    assert explained() == asked_for()


def test_every_dependency_has_a_licence_a_size_and_a_reason() -> None:
    for name, rest in ROW.findall(PAGE.read_text(encoding="utf-8")):
        columns = [column.strip() for column in rest.split("|")]
        assert len(columns) == 3, name
        licence, size, reason = columns
        assert LICENCES.search(licence), f"{name}: {licence}"
        assert re.fullmatch(r"(?:<?\d+(?:\.\d+)?) MB", size), f"{name}: {size}"
        assert len(reason) > 20, name
