"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

import nianbao.cli.commands

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "docs" / "reference"
# Top-level names that a path in backquotes may begin with, so that `value/none` is not taken for one.
TOP = ("src/", "tests/", "docs/", "tools/", "benchmarks/", "changelog.d/", "requirements/", ".ci/")
QUOTED = re.compile(r"`([^`\s]+)`")
LINKED = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
PATTERN = re.compile(r"[<>*{}…$]|NNN|ID\b|CODE\b|dy2026")  # stands for many paths, or for one yet to be written


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog.d").glob("*.md")])


def quoted_paths(text: str) -> list[str]:
    return [path for path in QUOTED.findall(text) if path.startswith(TOP) and not PATTERN.search(path)]


def linked_paths(text: str) -> list[str]:
    return [path for path in LINKED.findall(text) if "://" not in path and not path.startswith("mailto:")]


def commands() -> list[str]:
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(nianbao.cli.commands.__path__))


def test_every_quoted_path_exists() -> None:
    missing = [
        f"{document.relative_to(ROOT)}: {path}"
        for document in documents()
        for path in quoted_paths(document.read_text(encoding="utf-8"))
        if not (ROOT / path.split("#")[0].split(":")[0]).exists()
    ]
    assert not missing


def test_every_link_leads_somewhere() -> None:
    missing = [
        f"{document.relative_to(ROOT)}: {path}"
        for document in documents()
        for path in linked_paths(document.read_text(encoding="utf-8"))
        if not (document.parent / path).exists()
    ]
    assert not missing


@pytest.mark.parametrize("command", commands())
def test_every_command_is_named_in_the_documents(command: str) -> None:
    texts = [document.read_text(encoding="utf-8") for document in documents() if GENERATED not in document.parents]
    assert any(re.search(rf"nianbao {re.escape(command)}\b", text) for text in texts), f"nianbao {command}"


def test_the_documents_name_no_command_that_is_not_there() -> None:
    known = set(commands())
    unknown = {
        f"{document.relative_to(ROOT)}: nianbao {name}"
        for document in documents()
        for name in named_commands(document.read_text(encoding="utf-8"))
        if name not in known
    }
    assert not unknown


def named_commands(text: str) -> set[str]:
    """Commands in inline code and in fenced blocks; prose may say what nianbao does."""
    code = [*re.findall(r"^```.*?^```", text, re.M | re.S), *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]
    return {
        name for part in code for name in re.findall(r"(?:^|[\s/])nianbao (?:--language en )?([a-z][a-z-]*)\b", part)
    }


def test_a_command_is_told_from_prose() -> None:
    assert named_commands("nianbao compiles\n```sh\n.venv/bin/nianbao demo -o x\n```\nand `nianbao read`") == {
        "demo",
        "read",
    }


def test_every_how_to_page_has_a_verb_for_a_title() -> None:
    for page in sorted((ROOT / "docs" / "how-to").glob("*.md")):
        title = page.read_text(encoding="utf-8").splitlines()[0]
        assert title.startswith("# "), page
        assert "-" in page.stem, f"{page.name}: a how-to is named for what one does, like add-a-check.md"


def test_contributing_leads_to_every_recipe() -> None:
    linked = set(linked_paths((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    recipes = {f"docs/how-to/{page.name}" for page in (ROOT / "docs" / "how-to").glob("add-*.md")}
    assert recipes
    assert recipes <= linked


def test_pictures_stay_small_enough_for_a_clone() -> None:
    pictures = sorted((ROOT / "docs" / "images").glob("*")) if (ROOT / "docs" / "images").exists() else []
    assert not [picture.name for picture in pictures if picture.stat().st_size > 200 * 1024]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_quoted_path_is_told_from_other_words() -> None:
    assert quoted_paths("see `src/nianbao/facts` and `value/none` and `changelog.d/<name>.md`") == ["src/nianbao/facts"]
