"""The reference pages are generated, committed, and up to date."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from nianbao.extraction.families import Family, families
from nianbao.framework.model import Catalogue

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "write_reference.py"))


def test_the_reference_is_what_the_catalogue_says(catalogue: Catalogue) -> None:
    stale = [
        name
        for name, text in TOOL["pages"](catalogue).items()
        if not (ROOT / "docs" / "reference" / name).is_file()
        or (ROOT / "docs" / "reference" / name).read_text("utf-8") != text
    ]

    assert stale == [], "run `make docs`"


def test_there_is_no_page_of_an_edition_that_is_gone(catalogue: Catalogue) -> None:
    present = {f"editions/{path.name}" for path in (ROOT / "docs" / "reference" / "editions").glob("*.md")}

    assert present <= set(TOOL["pages"](catalogue))


def test_every_link_to_an_indicator_leads_somewhere(catalogue: Catalogue) -> None:
    pages = TOOL["pages"](catalogue)
    for identifier in catalogue.editions:
        text = pages[f"editions/{identifier.replace('/', '-')}.md"]
        for indicator in catalogue.editions[identifier].indicators():
            assert f"../indicators.md#{indicator})" in text
            assert f'<a id="{indicator}"></a>' in pages["indicators.md"]


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_a_family_is_shown_with_its_cue_its_reason_its_guards_and_its_examples(family: Family) -> None:
    section = "\n".join(TOOL["relation_section"](family))

    for words in ("线索 Cue", "依据 Why", "护栏 Guards"):
        assert section.count(f"**{words}**") == 1
    assert section.count("```text") == len(family.module.EXAMPLES)


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_every_failing_example_is_shown_with_what_the_program_says(family: Family) -> None:
    for example in family.module.EXAMPLES:
        if example.outcome == "fail":
            assert TOOL["sayings"](family, example)


def test_every_command_has_its_section(catalogue: Catalogue) -> None:
    page = TOOL["pages"](catalogue)["commands.md"]

    for command in ("check", "package verify", "edition diff", "rule explain"):
        assert f"`nianbao {command}`\n" in page
