from __future__ import annotations

import re
from pathlib import Path

import pytest
from spoiled_workbooks import ALL

from nianbao.workbooks.wording import wordings

SOURCE = Path(__file__).parents[2] / "src" / "nianbao" / "workbooks"
TESTED_ELSEWHERE = {
    "edition-different",
    "file-missing",
    "format-unsupported",
    "old-format",
    "organisation-different",
    "organisation-unknown",
}


@pytest.mark.parametrize("code", sorted(wordings()))
def test_every_wording_is_whole_in_both_languages(code: str):
    wording = wordings()[code]

    assert wording.severity in ("error", "warning", "info")
    assert wording.severity == "error" or not wording.stops
    assert re.search(r"[一-鿿]", wording.message)
    assert re.search(r"[A-Za-z]{3}", wording.message_en)
    assert wording.expected
    assert wording.expected_en
    assert wording.advice
    assert wording.advice_en


def test_every_wording_is_used_and_every_used_code_has_a_wording():
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("*.py")))
    quoted = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source))

    assert set(wordings()) <= quoted
    called = set(re.findall(r'(?:message|say|_say)\(\s*"([a-z-]+)"', source))
    assert called <= set(wordings())


def test_every_message_has_a_spoiled_workbook_that_gives_it():
    assert set(wordings()) == {case.code for case in ALL} | TESTED_ELSEWHERE
