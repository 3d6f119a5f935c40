"""Years of captions and heads, against the text round them."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "caption-years"

TITLE = "某区职业教育质量年度报告（2023年度）\n\n"
ROWS = "\n\n类别\t人数\n护理\t563\n机电\t500\n合计\t1063\n\n"
HEADS = "\n\n来源\t{}年\t2023年\n拨款\t563\t600\n学费\t500\t510\n合计\t1063\t1110\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}表1 2023年招生情况{ROWS}2023年共培训1063人，见表2。\n\n表2 2022年社会培训情况{ROWS}",
        f"{TITLE}2023届毕业生去向稳定，见表1。\n\n表1 2022届毕业生去向{ROWS}2023届毕业生中升学较多。",
        f"{TITLE}2022年、2023年经费收入见表1。\n\n表1 经费收入{HEADS.format(2021)}",
        f"{TITLE}表1 2022—2023学年规模{ROWS}表2 2021—2022学年资助情况{ROWS}表3 2022—2023学年实习情况{ROWS}",
    ],
)
def test_a_year_that_nothing_else_bears_is_hinted(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}表1 2023年招生情况{ROWS}2023年共培训1063人，见表2。\n\n表2 2023年社会培训情况{ROWS}",
        f"{TITLE}表1 2023年招生情况{ROWS}2022年共培训1063人，见表2。\n\n表2 2022年社会培训情况{ROWS}",
        f"{TITLE}表1 2022年招生情况{ROWS}表2 2022年社会培训情况{ROWS}表3 2023年获奖情况{ROWS}",
        f"{TITLE}2023届、2022届毕业生去向稳定。\n\n表1 2022届毕业生去向{ROWS}表2 2023届毕业生去向{ROWS}",
        f"{TITLE}2022年、2023年经费收入见表1。\n\n表1 经费收入{HEADS.format(2022)}",
        f"{TITLE}2021年、2023年经费收入见表1。\n\n表1 经费收入{HEADS.format(2021)}",
        f"{TITLE}表1 2023年招生情况{ROWS}表2 2021—2023年发展规划{ROWS}",
    ],
)
def test_years_that_are_meant_so_stay_silent(text: str) -> None:
    assert failing(FAMILY, text) == []
