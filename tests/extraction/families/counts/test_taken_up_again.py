"""A count and the sentence that takes it up again."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "taken-up-again"


@pytest.mark.parametrize(
    "text",
    [
        "全市现有四所公办职业高中，分设东西两区。三所职业高中均开设直播电商专业。",
        "本年立项5个专业建设项目。6个项目均通过中期验收。",
        "新聘3名产业导师，来自市内龙头企业。两名导师先后开出技艺课。",
        "学校牵手12家企业共建实训室。这13家企业都派技师进校授课。",
    ],
)
def test_another_numeral_for_the_same_things_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "全市现有三所公办职业高中，分设东西两区。三所职业高中均开设直播电商专业。",
        "全市职业高中共3所，分设东西两区。三所职业高中均开设直播电商专业。",
        "有2所公办学校、1所民办学校，分设东西两区。三所学校均通过复评。",
    ],
)
def test_the_same_count_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "全市现有四所职业高中，东区职高和西区职高由市里直管。两所职业高中均开设直播电商专业。",
        "全市现有四所职业高中。其他三所职业高中均开设直播电商专业。",
        "全市9所职业高中均设心理室。7所民办职业高中均聘有校医。",
        "本年立项5个专业建设项目。6个社团均获评市级。",
        "走访约30家企业，签约一批。28家企业均接收实习生。",
        "全市现有四所职业高中，其中一所是民办。三所职业高中均为公办。",
    ],
)
def test_a_part_or_other_things_stay_silent(text: str) -> None:
    assert failing(FAMILY, text) == []
