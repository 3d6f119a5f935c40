"""A school writes a case, its district picks it, three people sign, the report is sealed, and anybody can verify it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.packages.package import open_package
from nianbao.packages.verification import verify_package
from nianbao.writing.content import Case, read_content

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide" / "cases-and-signatures.md"
TITLE = "茶山上的第一课"


def shown() -> list[str]:
    return re.findall(r"\]\(case-pictures/([\w-]+)\.jpg\)", GUIDE.read_text(encoding="utf-8"))


def test_every_picture_of_the_guide_is_there_and_none_besides() -> None:
    assert sorted(shown()) == sorted(path.stem for path in (GUIDE.parent / "case-pictures").glob("*.jpg"))


@pytest.mark.slow
def test_from_the_first_word_of_a_case_to_a_package_that_verifies(tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    told = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_case_pictures.py", tmp_path],
        capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    if "Executable doesn't exist" in told.stderr:
        pytest.skip("there is no Chromium on this machine")
    assert told.returncode == 0, told.stderr[-3000:]
    assert sorted(path.stem for path in tmp_path.glob("*.jpg")) == sorted(shown())
    path = tmp_path / "report.zip"
    found = verify_package(path)
    assert found.is_intact
    assert [one.role for one in found.manifest.signatures] == ["编制人", "审核人", "负责人"]
    content = read_content(open_package(path).attachments["content.json"])
    (case,) = [block for block in content.blocks if isinstance(block, Case) and block.title == TITLE]
    assert case.organisation.startswith("岚溪区现代农业")
    assert "张晓明" in case.consent
    verified = subprocess.run(
        [sys.executable, "-c", "from nianbao.cli.main import main; main()", "package", "verify", path],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr
