"""The guide to the public pages shows what is there: its story is played again, and its pictures are those it takes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide" / "public-pages.md"


def shown() -> list[str]:
    return re.findall(r"\]\(public-pictures/([\w-]+)\.jpg\)", GUIDE.read_text(encoding="utf-8"))


def test_every_picture_of_the_guide_is_there_and_none_besides() -> None:
    assert sorted(shown()) == sorted(path.stem for path in (GUIDE.parent / "public-pictures").glob("*.jpg"))


@pytest.mark.slow
def test_a_parent_a_researcher_and_a_head_find_what_the_guide_says(tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    told = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_portal_pictures.py", tmp_path],
        capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    if "Executable doesn't exist" in told.stderr:
        pytest.skip("there is no Chromium on this machine")
    assert told.returncode == 0, told.stderr[-3000:]
    assert sorted(path.stem for path in tmp_path.glob("*.jpg")) == sorted(shown())
