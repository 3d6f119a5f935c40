"""The family of numbers of headings, points and rows, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "numbering"
WRONG = (
    "1. 概况\n\n学校概况良好。\n\n2. 发展\n\n学校发展较快。\n\n2. 保障\n\n学校保障有力。\n",
    "一、概况\n\n（一）规模\n\n规模稳定。\n\n（三）结构\n\n结构合理。\n",
    "主要问题有：一是经费不足。二是师资不足。四是生源减少。",
    "序号\t项目\t数量\n1\t甲\t3\n2\t乙\t4\n2\t丙\t5\n3\t丁\t6\n",
)
RIGHT = (
    "1. 概况\n\n1.1 规模\n\n规模稳定。\n\n1.2 结构\n\n结构合理。\n\n2. 发展\n\n2.1 素质\n\n素质提高。\n",
    "一、概况\n\n1. 规模\n\n规模稳定。\n\n2. 结构\n\n结构合理。\n\n二、发展\n\n1. 素质\n\n素质提高。\n",
)
NO_CLAIM = (
    "1.5万人次参加了培训。\n\n3.2亿元投入到位。\n",
    "有的是为了就业，有的是为了升学，这是好事。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_gap_or_repetition_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_consecutive_numbers_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_quantities_and_plain_words_are_no_numbers_of_headings(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("措施有：（1）强师资；（2）建基地；（4）促就业。", "措施有：（1）强师资；（2）建基地；（3）促就业。"),
        ("措施有：①强师资；②建基地；②促就业。", "措施有：①强师资；②建基地；③促就业。"),
        ("第一步，调研；第二步，论证；第四步，实施。", "第一步，调研；第二步，论证；第三步，实施。"),
        ("其一，生源减少；其二，师资老化；其四，设备落后。", "其一，生源减少；其二，师资老化；其三，设备落后。"),
        (
            "第一，统筹规划；第二，多元投入；第二，动态调整。",
            "第一，统筹规划；第二，多元投入；第三，动态调整。",
        ),
    ],
)
def test_points_within_a_paragraph_count_on(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


@pytest.mark.parametrize("text", ["见第（1）、（5）款，参照（7）执行。", "实现了从第一，到第五，再到第九的变化。"])
def test_numbers_that_jump_about_count_no_points(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("numbers", "wrong", "right"),
    [
        (("一", "四", "三", "四"), "四、", "二、"),
        (("三", "二", "三"), "三、", "一、"),
        (("一", "三", "三", "四"), "三、", "二、"),
        (("一", "二", "四"), "四、", "三、"),
    ],
)
def test_of_a_run_with_one_number_wrong_that_number_is_told_and_no_other(
    numbers: tuple[str, ...], wrong: str, right: str
) -> None:
    text = "".join(f"{number}、{name}部分\n\n情况良好。\n\n" for number, name in zip(numbers, "甲乙丙丁", strict=False))
    found = failing("numbering", text)

    assert len(found) == 1
    assert f"是「{wrong}」，应为「{right}」" in found[0]


def test_a_number_right_behind_the_number_of_a_line_is_its_text() -> None:
    text = "1.计划一\n\n内容。\n\n2.计划二\n\n内容。\n\n3.2026年十件实事\n\n内容。\n\n4.5+2就业之家\n\n内容。\n\n5.计划五\n\n内容。\n"
    assert not is_contradicted("numbering", text)
