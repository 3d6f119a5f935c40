"""A change in the sentence behind its value, in sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "changes-behind"
WRONG = (
    "2024年学校非学历培训收入486.5万元。与2023年相比，非学历培训收入增加36.5万元，增长11.8%。主要是承接了企业项目。",
    "某校2024年度实训耗材支出总计0万元。与2023年度相比，实训耗材支出总计减少14.2万元，下降3.6%。",
    "现有纸质图书12.6万册。与上年相比，纸质图书增加0.6万册，增长6.0%。",
)
RIGHT = (
    "2024年学校非学历培训收入486.5万元。与2023年相比，非学历培训收入增加36.5万元，增长8.11%。主要是承接了企业项目。",
    "2024年毕业生人数为412人。与上年相比，毕业生人数减少28人，下降6.36%。",
)
NO_CLAIM = (
    "2024年毕业生412人。与上年相比，招生减少28人，下降3.36%。",
    "2024年毕业生412人，其中升学毕业生210人、就业毕业生190人。与上年相比，毕业生减少28人，下降3.1%。",
    "2024年毕业生约412人。与上年相比，毕业生减少28人，下降3.36%。",
    "2024年新设社团6个。与上年相比，新设社团增加6个，增长100%。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_rate_that_the_value_does_not_bear_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_rates_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_other_names_and_several_figures_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
