"""What a program takes from an older report."""

from __future__ import annotations

import json

import pytest

from nianbao.documents.reading import read_document
from nianbao.facts.problem import Problem
from nianbao.web.releases.extracting import answer, extracted_from, taken_from

REPORT = """2019年某区职业教育质量年度报告
1 学生情况
全区在校生1200人，毕业生人数为320人。联系电话13812345678。
""".encode()


def test_headings_figures_and_personal_data_are_taken() -> None:
    found = taken_from(read_document(REPORT, name="report.txt"))
    assert found["period"] == 2019
    assert any(one["text"].startswith("320") for one in found["figures"])
    assert [one["code"] for one in found["personal"]] == ["mobile-number"]
    assert "13812345678" not in json.dumps(found["personal"])


def test_a_process_of_its_own_says_the_same() -> None:
    found = extracted_from(REPORT, "report.txt")
    assert found == taken_from(read_document(REPORT, name="report.txt"))


def test_a_file_that_cannot_be_read_is_told_kindly() -> None:
    code, said = answer(b"%PDF-1.4 broken", "report.pdf")
    assert code
    assert json.loads(said)["message"]
    with pytest.raises(Problem):
        extracted_from(b"%PDF-1.4 broken", "report.pdf")
