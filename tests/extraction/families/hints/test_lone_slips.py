"""A figure that stands nowhere else, one slip away from a figure told in like words."""

from __future__ import annotations

import pytest
from family_reading import is_contradicted

FORM = "\n\n表5 学生发展\n\n序号\t指标\t单位\t2023年\n1\t取得职业技能等级证书人数\t人\t1178\n2\t体质测评合格率\t%\t95.43\n3\t技能大赛获奖数\t项\t146\n"
REST = "\n\n七、面临挑战\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"学生参加考核，取得职业技能等级证书1172人。{FORM}",
        f"学生体质测评合格率95.34%，比上年提高。{FORM}",
        f"全年技能大赛共获奖246项，成绩喜人。{FORM}",
        f"全年非学历培训完成1048人。{REST}非学历培训1047人，规模仍小。",
        f"为岛上渔民义务检修渔船158艘。{REST}为岛上渔民义务检修渔船185艘，人手不足。",
    ],
)
def test_one_slip_is_told(text: str) -> None:
    assert is_contradicted("lone-slips", text)


@pytest.mark.parametrize(
    "text",
    [
        f"学生参加考核，取得职业技能等级证书1178人。{FORM}",
        f"取得职业技能等级证书比上年增加1172人。{FORM}",
        f"食堂改造面积1172平方米。{FORM}",
        f"全年非学历培训完成1048人。{REST}食堂改造投入1047元。",
        f"为渔民检修渔船158艘。{REST}一年来检修渔船158艘，人手不足。",
    ],
)
def test_other_figures_are_silent(text: str) -> None:
    assert not is_contradicted("lone-slips", text)
