"""Two paragraphs that tell a figure in the same rare words."""

from __future__ import annotations

import pytest
from family_reading import is_contradicted

GAP = "\n\n第七章 面临挑战\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"核定编制312人，缺编37人。{GAP}一是两校缺编39人，专业教师不足。",
        f"师生志愿服务队18支，常年活动。{GAP}师生志愿服务队16支，覆盖全部社区。",
        f"区财政安排教师培训专项经费32万元。{GAP}项目支出中，设备购置19万元、教师培训23万元。",
        f"非遗工坊接待研学1860人次。{GAP}非遗工坊接待研学1680人次，反响良好。",
        f"建成虚拟仿真实训平台7个。{GAP}虚拟仿真实训平台8个，利用率不高。",
    ],
)
def test_two_figures_of_one_thing_are_told(text: str) -> None:
    assert is_contradicted("alike-words", text)


@pytest.mark.parametrize(
    "text",
    [
        f"核定编制312人，缺编37人。{GAP}一是两校缺编37人，专业教师不足。",
        f"师生志愿服务队18支，常年活动。{GAP}上年师生志愿服务队16支。",
        f"师生志愿服务队18支，常年活动。{GAP}新增师生志愿服务队6支。",
        f"师生志愿服务队18支，常年活动。{GAP}计划师生志愿服务队达到26支。",
        f"永宁桥职高93人，东城职高28人。{GAP}党员中永宁桥职高39人。",
        f"市赛二等奖12项。{GAP}省赛二等奖21项。",
        f"课题立项18项，占申报数的36.5%。{GAP}论文获奖，占申报数的63.5%。",
        f"非遗工坊接待研学1860人次。{GAP}非遗工坊接待研学学校16所。",
        f"核定编制312人，缺编37人，师生志愿服务队18支，师生志愿服务队16支。{GAP}队伍建设任务很重。",
        f"师生志愿服务队约18支，常年活动。{GAP}师生志愿服务队16支。",
        f"企业实践历时28天。{GAP}企业实践历时26天。",
        f"汽修专业就业率最高，为98.4%。{GAP}会计专业就业率最高，为94.8%。",
    ],
)
def test_another_figure_is_left_alone(text: str) -> None:
    assert not is_contradicted("alike-words", text)


@pytest.mark.parametrize(("lead", "is_told"), [("自主创业的毕业生", True), ("自主创业的毕业生中", False)])
def test_some_among_those_named_are_others(lead: str, is_told: bool) -> None:
    assert is_contradicted("alike-words", f"{lead}123人。{GAP}自主创业的毕业生132人。") is is_told
