"""The family of announced points, in wordings, numberings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "announced-points"
WRONG = (
    "主要做好三方面工作：一是健全机制；二是强化保障。",
    "存在的困难主要体现在三个方面。首先，生源萎缩；其次，师资老化；再次，经费不足；最后，设备落后。",
    "主要存在以下三个方面的问题：（1）师资结构不合理；（2）设备老化；（3）经费不足；（4）招生困难。",
    "学校将抓好四件事：①优化布局；②强化师资；③改善条件。",
    "下一步做好三方面工作：1.优化布局；2.强化师资；3.改善条件；4.深化改革。",
    "建设分为四个阶段：第一阶段，调研论证；第二阶段，组织实施；第三阶段，总结验收。",
    "存在三个突出问题：\n\n（一）生源不足\n\n近年来生源下降。\n\n（二）师资老化\n\n平均年龄偏大。\n\n三、下一步打算\n",
    "下一步要抓好4项重点工作。\n\n一是优化专业布局，增设两个专业。\n\n二是加强师资队伍建设。\n\n三是改善办学条件。\n",
    "问题有四：一是教师老化；二是设备偏低；\n\n三是面积不足。\n",
)
RIGHT = (
    "下一步重点推进以下四项工作：\n\n1.优化专业布局。\n\n2.加强师资队伍建设。\n\n3.深化产教融合。\n\n4.改善办学条件。\n",
    "主要做法有两点：第一，统筹规划；第二，多元投入。",
    "提出三条建议：一是推迟定向；二是建立伙伴制度；三是增开选修课。",
    "存在两个突出问题：\n\n（一）生源不足\n\n近年来生源下降。\n\n（二）师资老化\n\n平均年龄偏大。\n",
)
NO_CLAIM = (
    "学校承担两项任务：一级学科建设和课程开发。",
    "围绕三个方面开展工作，一是为了落实要求。",
    "学校完成五项工作。教师培训是其一，设备更新是其二。",
    "提出三点意见：要抓紧，要落实，要见效。",
)


@pytest.mark.parametrize("text", WRONG)
def test_another_number_of_points_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_as_many_points_as_announced_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_without_numbered_points_nothing_is_claimed(text: str) -> None:
    assert not failing(FAMILY, text)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("共设立4个基地：一是甲厂，二是乙厂，三是丙厂。", "共设立3个基地：一是甲厂，二是乙厂，三是丙厂。"),
        ("分为四步走：第一步，调研；第二步，论证；第三步，实施。", "分为三步走：第一步，调研；第二步，论证；第三步，实施。"),
        ("明年的打算有四件：一是招人；二是盖楼；三是办厂。", "明年的打算有三件：一是招人；二是盖楼；三是办厂。"),
        ("面临两个矛盾：招生与就业的矛盾；规模与质量的矛盾；投入与产出的矛盾。", "面临三个矛盾：招生与就业的矛盾；规模与质量的矛盾；投入与产出的矛盾。"),
        ("落实“四个一”：每周一次例会，每月一次检查，每年一次总结。", "落实“三个一”：每周一次例会，每月一次检查，每年一次总结。"),
        ("提出四条建议：推迟分流；加强帮扶；完善辅导。", "提出三条建议：推迟分流；加强帮扶；完善辅导。"),
        ("分四个阶段推进：准备阶段（3月）、实施阶段、总结阶段。", "分三个阶段推进：准备阶段（3月）、实施阶段、总结阶段。"),
        ("开展了四期培训：第一期面向班主任，第二期面向带头人，第三期面向新教师。", "开展了三期培训：第一期面向班主任，第二期面向带头人，第三期面向新教师。"),
    ],
)  # fmt: skip
def test_points_of_any_kind_are_counted(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


@pytest.mark.parametrize(
    "text",
    [
        "重点做好两方面工作：加强师资队伍建设，引进、培养并重；优化专业布局，撤、并、转、增结合。",
        "学校承担三项任务：招生、培养、就业。",
    ],
)
def test_points_that_are_told_otherwise_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_point_may_have_a_paragraph_that_tells_more_of_it() -> None:
    text = "主要抓{}项工作：\n\n一是强队伍。\n\n二是培训教师。\n\n全年培训80人次，比上年多。\n\n三是改善条件。\n\n成效明显。\n"
    assert is_confirmed(FAMILY, text.format("三"))
    assert is_contradicted(FAMILY, text.format("四"))
