"""A figure of last year told as this year's."""

from __future__ import annotations

import pytest
from family_reading import is_contradicted

GAP = "\n\n七、面临挑战\n\n"
RATE = "双师型教师占专业教师的65.55%，比上年度的62.95%提高2.60个百分点。"
TABLE = "\n\n表6 经费投入\n\n项目\t2022年\t2023年\n人员经费\t3824.5\t4016.2\n项目经费\t2132.5\t2416.8\n"
FORM = "\n\n表9 政府履责\n\n序号\t指标\t单位\t2023年\n1\t年财政专项拨款\t万元\t2132.5\n2\t教职工总数\t人\t401\n3\t核定编制数\t人\t428\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{RATE}{GAP}双师型教师占比达到62.95%，但技能陈旧。",
        f"在校生1860人（上年1742人）。{GAP}目前在校生1742人，规模偏小。",
        f"2023年财政投入增加。{TABLE}{GAP}全区落实项目经费2132.5万元。",
        f"2023年财政投入增加。{TABLE}{FORM}",
        f"社会培训由上年的3926人次增加到4260人次。{GAP}承担社会培训3926人次，任务饱满。",
    ],
)
def test_a_figure_not_brought_up_to_date_is_told(text: str) -> None:
    assert is_contradicted("stale-figures", text)


@pytest.mark.parametrize(
    "text",
    [
        f"{RATE}{GAP}双师型教师占比达到65.55%，但技能陈旧。",
        f"{RATE}{GAP}双师型教师占比由上年度的62.95%提高到65.55%。",
        f"2023年队伍壮大，2023年{RATE}{GAP}2022年双师型教师占比为62.95%。",
        f"{RATE}{GAP}学生体质达标率62.95%。",
        f"在校生1860人（上年1742人）。{GAP}上年在校生1742人，规模偏小。",
        f"在校生86人（上年84人）。{GAP}实训室84间。",
        f"2023年财政投入增加。{TABLE}{GAP}项目经费2132.5万元是上一年的数，今年为2416.8万元。",
        f"2023年财政投入增加。{TABLE}{FORM.replace('2132.5', '2416.8')}",
        f"社会培训由上年的3926人次增加到4260人次。{GAP}发放宣传册3926份。",
        f"{RATE}{GAP}双师型教师占比提高2.60个百分点。",
    ],
)
def test_another_figure_is_left_alone(text: str) -> None:
    assert not is_contradicted("stale-figures", text)
