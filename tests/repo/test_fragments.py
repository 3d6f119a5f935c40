"""Each change's fragment says what it is, in Chinese and in English, and whether a verdict may differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRAGMENTS = ROOT / "changelog.d"
KINDS = ("added", "changed", "fixed", "removed", "edition", "check")
NAME = re.compile(rf"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:{'|'.join(KINDS)})\.md")
CHINESE = re.compile(r"[一-鿿]")


def faults_of(name: str, text: str) -> list[str]:
    """What is wrong with a fragment, in words for the one who wrote it."""
    faults = []
    if not NAME.fullmatch(name):
        faults.append(f"{name}: name it some-words.KIND.md, KIND one of {', '.join(KINDS)}")
    paragraphs = [part.strip() for part in text.strip().split("\n\n") if part.strip()]
    if len(paragraphs) < 3:
        return [*faults, f"{name}: three paragraphs: Chinese, English, and one that begins with 「Verdicts:」"]
    if not CHINESE.search(paragraphs[0]):
        faults.append(f"{name}: the first paragraph is for the people who fill in forms, in Chinese")
    if not re.match(r"[A-Z`]", paragraphs[1]):
        faults.append(f"{name}: the second paragraph says the same in English")
    if not paragraphs[-1].startswith("Verdicts:"):
        faults.append(f"{name}: the last paragraph begins with 「Verdicts:」 and says whether one could change")
    return faults


def test_every_fragment_is_well_formed() -> None:
    fragments = [path for path in sorted(FRAGMENTS.glob("*")) if path.name != "README.md"]
    assert fragments
    assert not [fault for path in fragments for fault in faults_of(path.name, path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("Sample.md", "样例。\n\nA sample.\n\nVerdicts: none.", "KIND"),
        ("sample.added.md", "样例。", "three paragraphs"),
        ("sample.added.md", "A sample.\n\nA sample.\n\nVerdicts: none.", "Chinese"),
        ("sample.added.md", "样例。\n\n样例。\n\nVerdicts: none.", "English"),
        ("sample.added.md", "样例。\n\nA sample.\n\nNone.", "Verdicts"),
    ],
)
def test_a_fragment_with_something_missing_is_told_so(name: str, text: str, word: str) -> None:
    assert any(word in fault for fault in faults_of(name, text))


def test_a_good_fragment_passes() -> None:
    assert not faults_of("sample-district.added.md", "新增样例区。\n\nA sample district.\n\nVerdicts: none.")
