"""A number that nothing explains is told where one slip would explain it and chance would not."""

import pytest

from nianbao.documents.reading import read_document
from nianbao.proofreading.finding import ReportFinding
from nianbao.proofreading.proofread import proofread


def _told(text: str) -> list[ReportFinding]:
    report = proofread(read_document(f"一、基本情况\n\n{text}\n".encode(), name="report.txt"))
    return [finding for finding in report.findings if finding.check == "near-misses"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("项目经费用于实训基地1086.50万元、校园改造724.48万元，教改549.02万元，三项支出2360.00万元。", "724.84"),
        ("省赛获奖项目经费2023年为2046.55万元，2022年为1739.60万元，增长17.65%。", "15.67%"),
    ],
)
def test_two_digits_exchanged_are_told_with_the_arithmetic(right: str, wrong: str) -> None:
    assert not _told(right)
    mistyped = right.replace({"724.84": "724.48", "15.67%": "17.65%"}[wrong], wrong)
    report = proofread(read_document(f"一、基本情况\n\n{mistyped}\n".encode(), name="report.txt"))
    assert any(wrong.rstrip("%") in mark.place.text for finding in report.findings for mark in finding.places)


def test_short_numbers_are_left_to_chance() -> None:
    assert not _told("开设专业12个，教师36人，班级21个，社团15个，合作企业33家。")


def test_what_is_printed_near_by_explains_the_arithmetic() -> None:
    assert not _told("毕业生841人，去向落实822人，落实率97.74%，与2021年的97.77%基本持平。")


def test_what_falls_to_each_is_no_part_of_a_sum() -> None:
    assert not _told("全校36个教学班，班均40人，在校生1440人。")
    assert not _told("教学用计算机900台，在校生1800人，平均每2人拥有1台。")


def test_what_another_thing_gained_is_no_value_of_this_one() -> None:
    assert not _told("服务收入48.30万元，带动销售217.50万元，比上年分别增加6.20万元和41.20万元。")


@pytest.mark.parametrize(
    "text",
    [
        "护理专业招生增长37.2%，会计专业招生增长8.2%。\n\n培训收入862.5万元，增长73.2%；到账资金1120.8万元。",
        "招生计划由671人修改为761人。\n\n5月，招生计划又由761人修改为820人。",
    ],
)
def test_a_change_alone_names_nothing_and_what_is_replaced_is_not_said_again(text: str) -> None:
    assert not _told(text)
