"""Whoever follows the how-to pages to the letter has a sound catalogue afterwards."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from nianbao.framework.loader import load_catalogue, packaged_folder

PAGES = Path(__file__).parents[2] / "docs" / "how-to"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIANBAO_CACHE", "")
    target = tmp_path / "catalogue"
    shutil.copytree(packaged_folder(), target)
    return target


def blocks(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (PAGES / page).read_text("utf-8"), flags=re.S)


def test_the_indicator_of_the_page_is_sound(folder: Path) -> None:
    text = next(block for block in blocks("add-an-indicator.md") if block.startswith("id: apprentices"))
    (folder / "indicators" / "apprentices.yaml").write_text(text, "utf-8")
    words = folder / "terms" / "words.yaml"
    words.write_text(words.read_text("utf-8") + "  apprentices: 学徒\n", "utf-8")

    assert load_catalogue(folder).indicators["apprentices"].label == "学徒人数"


def test_the_source_of_the_page_is_sound(folder: Path) -> None:
    (text,) = (block for block in blocks("add-an-edition.md") if block.startswith("id: moe-2026-031"))
    (folder / "sources" / "moe-2026-031.yaml").write_text(text, "utf-8")

    assert load_catalogue(folder).sources["moe-2026-031"].number == "教职成司函〔2026〕31号"


def test_the_rows_of_the_page_are_rows_of_the_form() -> None:
    (text,) = (block for block in blocks("add-an-edition.md") if block.startswith("- {number"))
    form = (packaged_folder() / "editions" / "dy2025" / "school.yaml").read_text("utf-8")

    for line in text.splitlines():
        assert re.sub(r"\s+#.*", "", line) in form


@pytest.mark.parametrize("page", ["add-an-indicator.md", "add-an-edition.md"])
def test_every_link_of_the_page_leads_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (PAGES / page).read_text("utf-8")):
        assert (PAGES / target).exists(), target
