"""The family of yearly steps, in wordings of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "yearly-steps"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("实训设备值由2018年的2480万元上升到2023年的7720万元，年均增长{}。", "25.5%", "22.5%"),
        ("双师型教师从2019年底的96人增至2023年底的160人，平均每年增加{}人。", "16", "26"),
        ("三年来，合作企业由40家增加到58家，年均增加{}家。", "6", "16"),
        ("住宿生由2021年的1500人减少到2024年的1200人，年均下降{}。", "7.2%", "2.7%"),
        ("设备由1559台增加到2570台，四年增长64.8%，平均每年增加{}台。", "253", "325"),
        ("2023年社会培训8640人次，比2018年增长65.5%，年均增长{}。", "10.6%", "16.0%"),
        ("四年累计增加工位480个，年均增加{}个。", "120", "210"),
    ],
)
def test_a_step_is_the_change_shared_out_over_its_years(text: str, right: str, wrong: str) -> None:
    assert is_confirmed(FAMILY, text.format(right))
    assert is_contradicted(FAMILY, text.format(wrong))


@pytest.mark.parametrize("step", ["15", "20"])
def test_the_last_years_may_be_counted_themselves_or_by_the_steps_between_them(step: str) -> None:
    assert failing(FAMILY, f"近四年专任教师从160人增加到220人，年均增加{step}人。") == []


@pytest.mark.parametrize(
    "text",
    [
        "在校生由1200人增加到1500人，年均增长9.9%。",
        "全区产值由2020年的12亿元增加到2023年的15亿元，扣除价格因素，年均增长5.2%。",
        "在校生由2020年的1200人增加到2023年的1500人，专任教师年均增长5.2%。",
        "在校生由2020年的1200人增加到2023年的1500人，年均减少12人。",
        "就业率由2020年的92.1%提高到2023年的95.1%，年均提高2.1%。",
        "在校生由2020年的1200人增加到2021年的1500人，年均增长9.9%。",
    ],
)
def test_other_steps_are_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
