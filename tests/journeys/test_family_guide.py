"""The how-to page of families: its module, copied as it stands there, is one; what other pages count is true."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nianbao.checks.outcome import Verdict
from nianbao.documents.reading import read_document
from nianbao.extraction.families import families
from nianbao.extraction.manuscript import Manuscript
from nianbao.proofreading.judging import judge_claim

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def family() -> Any:
    page = (DOCS / "how-to" / "add-a-relation-family.md").read_text(encoding="utf-8")
    block = re.search(r"^```python\n(.*?)^```", page, re.M | re.S)
    assert block is not None
    module = ModuleType("attendance")
    exec(block[1], module.__dict__)
    return module


def test_its_examples_come_out_as_they_say(family: Any) -> None:
    wanted = {"fail": [Verdict.FAIL], "pass": [Verdict.PASS], "silent": []}
    for example in family.EXAMPLES:
        manuscript = Manuscript.of(read_document(example.text.encode(), name="a.txt"))
        judged = [judge_claim(found) for found in family.find(manuscript)]
        assert [item.outcome.verdict for item in judged if item is not None] == wanted[example.outcome], example.text


def test_the_page_that_explains_the_audit_counts_the_families() -> None:
    tens = re.search(
        r"一百([一二三四五六七八九])十多个“关系族”", (DOCS / "explanation" / "audit.md").read_text("utf-8")
    )
    assert tens is not None
    assert (len(families()) - 100) // 10 == "零一二三四五六七八九".index(tens[1])
