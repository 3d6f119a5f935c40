"""The list that goes with a return."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from django.utils.translation import override

from nianbao.facts.problem import Problem
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.remark_list import HEADER, remark_list
from nianbao.web.reviews.actions import remark, reply, return_for_changes
from nianbao.web.submissions.models import Submission


@pytest.fixture
def returned(submission: Callable[..., Submission], standing: Callable[[str], Standing]) -> Submission:
    found = submission("9901020003")
    reviewer = standing("高审之")
    made = remark(found, key="classes", text="=1+1 班级数请与学籍系统核对", standing=reviewer)
    remark(found, key="", text="请补全备注", standing=reviewer)
    reply(made, text="已核对", standing=standing("汪青禾"))
    return_for_changes(found, reason="请核对班级数", standing=reviewer)
    return submission("9901020003")


def test_the_list_holds_reason_remarks_and_answers(returned: Submission) -> None:
    made = remark_list(returned)
    assert made.reason.startswith("请核对班级数（高审之")
    assert [row[2] for row in made.rows] == ["总体", made.rows[1][2]]
    assert made.rows[1][7] == "汪青禾：已核对"


def test_a_workbook_of_remarks_holds_texts_and_no_formula(returned: Submission) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(remark_list(returned).written("xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]] == list(HEADER)
    assert sheet["E5"].value == "=1+1 班级数请与学籍系统核对"
    assert sheet["E5"].data_type == "s"


def test_a_word_file_of_remarks_is_the_same_bytes_twice(returned: Submission) -> None:
    made = remark_list(returned)
    written = made.written("docx")
    assert written == made.written("docx")
    table = docx.Document(io.BytesIO(written)).tables[0]
    assert len(table.rows) == 3


def test_other_formats_are_refused(returned: Submission) -> None:
    with pytest.raises(Problem):
        remark_list(returned).written("pdf")


def test_who_reads_english_gets_english_headings_beside_the_terms(returned: Submission) -> None:
    with override("en"):
        made = remark_list(returned)
        sheet = openpyxl.load_workbook(io.BytesIO(made.written("xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]][:3] == ["No.", "Table", "Indicator"]
    assert made.rows[1][2].endswith(" · 班级数")
