"""Two figures that each follow from their own neighbours are two things."""

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

_TABLE = "表2 顶岗实习情况\n\n学校\t实习学生\t岗位对口\t对口率\n一职\t400\t380\t95.00%\n二职\t200\t160\t80.00%\n合计\t600\t540\t90.00%\n"
_TEXT = f"某市质量年度报告（2023年度）\n\n一、实习\n\n{_TABLE}\n二、就业\n\n{{}}对口率82.00%。\n"


def _is_hinted(words: str) -> bool:
    report = proofread(read_document(_TEXT.format(words).encode(), name="report.txt"))
    return any(finding.check == "alike-cells" for finding in report.findings)


def test_rates_of_which_each_is_made_by_its_own_neighbours_are_two() -> None:
    assert not _is_hinted("毕业后就业的500人，其中专业对口的410人，")


def test_a_rate_that_nothing_makes_may_be_a_slip() -> None:
    assert _is_hinted("毕业后就业的，专业对口的占多数，")
