"""The whole that a share names is found where the report counts it."""

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.shares.wholes_elsewhere import column_totals, stands_in_row, wholes_elsewhere

TABLES = (
    "表1 基本情况\n\n项目\t单位\t2022年\n在校生数\t人\t2580\n专任教师\t人\t178\n\n"
    "表2 培训情况\n\n项目\t人次\t学时\n社区\t620\t1800\n企业\t480\t3200\n合计\t1100\t5000\n\n"
)


def _values(text: str, base: str, *, of_columns: bool) -> list[int]:
    manuscript = Manuscript.of(read_document((TABLES + text).encode(), name="report.txt"))
    part = next(m for p in manuscript.prose() for m in p.mentions if not m.is_percent)
    found = (column_totals if of_columns else wholes_elsewhere)(manuscript, base, part)
    return [int(operand.cell.number.value) for operand in found if operand.cell.number is not None]


@pytest.mark.parametrize(("base", "value"), [("在校生", 2580), ("专任教师", 178), ("学生", 2580)])
def test_an_indicator_is_found_in_a_table_of_another_chapter(base: str, value: int) -> None:
    assert value in _values("社团学生68人，占全体的一部分。", base, of_columns=False)


def test_a_figure_smaller_than_the_part_is_no_whole() -> None:
    assert _values("社团学生638人，占全体的一部分。", "专任教师", of_columns=False) == []


@pytest.mark.parametrize("base", ["人次", "总人次", "培训人次"])
def test_the_total_of_a_column_is_the_whole_that_its_head_names(base: str) -> None:
    assert _values("公益培训220人次，占一部分。", base, of_columns=True) == [1100]


def test_the_total_of_another_measure_is_no_whole() -> None:
    assert _values("公益培训220人次，占一部分。", "学费", of_columns=True) == []


@pytest.mark.parametrize(("share", "stands"), [("三成", True), ("31%", True), ("36.4%", False)])
def test_a_count_with_its_share_stands_in_a_row(share: str, stands: bool) -> None:
    text = f"年龄\t人数\t占比\n青年\t62\t31.0%\n中年\t138\t69.0%\n\n青年教师62人，占到{share}，比上年多。"
    manuscript = Manuscript.of(read_document(text.encode(), name="report.txt"))
    mentions = [m for p in manuscript.prose() for m in p.mentions]
    part, told = mentions[0], next(m for m in mentions if m.is_percent)
    assert stands_in_row(manuscript, part, told) is stands
