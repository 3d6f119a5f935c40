"""How far a goal is away."""

from __future__ import annotations

import pytest
from family_reading import is_confirmed, is_contradicted

SHARE = "双师型教师占专业课教师的63.13%，队伍结构改善。\n\n"
PLAN = "规划明确，到2026年在校生达到6000人、双师型教师比例达到60%。\n\n2024年在校生5570人。\n\n2024年双师型教师占专任教师的52.54%。\n\n"
FORM = "表1 计分卡（2023年）\n\n指标\t单位\t2022年\t2023年\n双师素质专任教师比例\t%\t60.10\t62.11\n毕业生本省去向落实率\t%\t95.10\t96.20\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{SHARE}双师型教师离三年行动计划提出的70%的目标还差9.71个百分点。",
        f"{SHARE}二是教师队伍短板，双师型教师虽有37人，但是距离行动计划提出的70%的目标还差6.78个百分点。",
        f"{PLAN}在校生距目标还差340人。",
        f"{PLAN}双师型教师比例离行动方案的目标还有9.46个百分点的差距。",
        f"{FORM}双师素质教师比例距离65%的规划目标还差4.90个百分点。",
        f"{FORM}“双师素质”教师比例离方案提出的65%还差2.98个百分点。",
        f"{FORM}对照65%的目标要求，双师素质教师比例还差3.5个百分点。".replace(
            "对照65%的目标要求", "规划提出双师素质教师比例达到65%。对照目标"
        ),
        f"{PLAN}对照目标，在校生还差403人。",
        f"{SHARE}双师型教师占比与70%的目标要求还差8.5个百分点。",
        f"{FORM}双师素质教师比例与规划的65%目标相差2.98个百分点。",
    ],
)
def test_another_distance_is_told(text: str) -> None:
    assert is_contradicted("goals-away", text)


@pytest.mark.parametrize(
    "text",
    [
        f"{SHARE}双师型教师离三年行动计划提出的70%的目标还差6.87个百分点。",
        f"{PLAN}在校生距目标还差430人。",
        f"{PLAN}双师型教师比例离行动方案的目标还有7.46个百分点的差距。",
        f"{FORM}双师素质教师比例距离65%的规划目标还差2.89个百分点。",
        f"{PLAN}对照目标，在校生还差430人。",
    ],
)
def test_the_right_distance_is_verified(text: str) -> None:
    assert is_confirmed("goals-away", text)


@pytest.mark.parametrize(
    "text",
    [
        f"{PLAN}毕业生就业率距目标还差2.5个百分点。",
        f"{PLAN}在校生距目标还差一些。",
        f"{PLAN}占地面积距标准还差12亩。",
        f"{PLAN}实训工位距离达标还差600个。",
        f"{SHARE}学校距离市中心还差3公里。",
        f"{PLAN}在校生距办学标准还差900人。",
    ],
)
def test_what_has_no_goal_or_another_one_is_left_alone(text: str) -> None:
    assert not is_contradicted("goals-away", text)
