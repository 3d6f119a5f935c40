"""A plan or a pattern with numerals in its name keeps its form."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "slogan-forms"
PAIRS = (
    ("对接“两城一港”产业布局。\n\n专业结构与“{}”产业需求仍有差距。", "两城一带", "两城一港"),
    ("落实“一核两翼三园”规划。\n\n“{}”建设提速，服务企业32家。", "一核两翼三区", "一核两翼三园"),
    ("形成“三段五步”教学模式。“三段五步”推广到全校。\n\n“{}”教学论文获奖。", "五段三步", "三段五步"),
    ("实施“四双五融”育人模式。“四双五融”写入规划。\n\n“{}”育人成果获奖。", "四双六融", "四双五融"),
    ("学校实施“3351”工程。“3351”工程成效明显。\n\n“{}”工程获市级奖。", "3315", "3351"),
    ("围绕“一河两带三组团”布局。“一河两带三组团”是空间格局。\n\n对接“{}”建设。", "一河两带", "一河两带三组团"),
    ("构建“两融三层四维”课程体系。\n\n“{}”课程体系惠及学生1200人。", "两融三层四微", "两融三层四维"),
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_form_that_differs_once_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "推进“一校一品”。\n\n实行“一生一策”，打造“一校一策”。",
        "“十三五”期间投入1200万元。“十三五”收官。\n\n谋划“十四五”规划。",
        "推行“三教改革”。\n\n落实“三全育人”，落实“五育并举”。",
        "对接“两城一港”和“两城一带”两个规划。",
        "推进“3+2”贯通培养。“3+2”招生120人。\n\n“3+4”招生40人。",
    ],
)
def test_forms_that_are_coined_apart_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
