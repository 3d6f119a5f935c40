"""The user guide shows what is there: its story is played again, and its pictures are those that the story takes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"


def shown() -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md")))
    return [name for text in texts for name in re.findall(r"\]\(pictures/([\w-]+)\.jpg\)", text)]


def test_every_picture_of_the_guide_is_there_and_none_besides() -> None:
    assert sorted(shown()) == sorted(path.stem for path in (GUIDE / "pictures").glob("*.jpg"))


@pytest.mark.slow
def test_the_guide_s_story_can_be_played(tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    told = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_guide_pictures.py", tmp_path],
        capture_output=True, text=True, encoding="utf-8", timeout=400, check=False,
    )  # fmt: skip
    if "Executable doesn't exist" in told.stderr:
        pytest.skip("there is no Chromium on this machine")
    assert told.returncode == 0, told.stderr[-3000:]
    assert sorted(path.stem for path in tmp_path.glob("*.jpg")) == sorted(shown())
