"""Years of captions and heads, against the text round them."""

from __future__ import annotations

import pytest
from family_reading import failing, read

from nianbao.extraction.claims import Hint
from nianbao.extraction.families.periods import caption_years

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


LABELS = "\n\n年度\t一等奖\t二等奖\n2021年\t3\t5\n2022年\t4\t6\n2023年\t5\t7\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}表1 2022—2023年学生获奖情况{LABELS}",
        f"{TITLE}表1 2021—2024年学生获奖情况{LABELS}",
        f"{TITLE}表1 2022年经费收入{HEADS.format(2022)}",
        f"{TITLE}表1 2021年、2023年经费收入{HEADS.format(2022)}",
        f"{TITLE}表1 2020、2021年经费收入{HEADS.format(2022)}",
    ],
)
def test_a_caption_with_other_years_than_its_table_is_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}表1 2021—2023年学生获奖情况{LABELS}",
        f"{TITLE}表1 2023年学生获奖情况{LABELS}",
        f"{TITLE}表1 2023年经费收入{HEADS.format(2022)}",
        f"{TITLE}表1 2022年、2023年经费收入{HEADS.format(2022)}",
        f"{TITLE}表1 2022年招生计划{HEADS.format(2022)}",
    ],
)
def test_a_caption_with_the_years_of_its_table_is_not(text: str) -> None:
    assert not failing(FAMILY, text)


def test_two_witnesses_make_an_alarm_and_one_a_hint() -> None:
    opening = f"{TITLE}2023届毕业生稳定，2023届升学较多。2023年招生多。2023年培训多。\n\n表1 2023年招生情况{ROWS}表2 2023年资助情况{ROWS}"
    sure = f"{opening}2023年学生参赛较多，见表3。\n\n表3 2022年学生竞赛情况{ROWS}"
    unsure = f"{TITLE}2023年学生参赛较多，见表1。\n\n表1 2022年学生竞赛情况{ROWS}"
    assert _severities(sure) == ["warning"]
    assert _severities(unsure) == ["info"]


def _severities(text: str) -> list[str]:
    return [(item.remark if isinstance(item, Hint) else item).severity for item in caption_years.find(read(text))]


@pytest.mark.parametrize(
    "said",
    [
        "今年夏天离校的毕业生1063人，其中护理563人。",
        "2023年毕业1063人，比上年多40人。",
        "2023届毕业生1063人，各校分布见下表。",
    ],
)
def test_figures_of_this_year_below_a_caption_of_last_year(said: str) -> None:
    text = f"{TITLE}{said}\n\n表1 {{}}届毕业生去向{ROWS}"
    assert failing(FAMILY, text.format(2022))
    assert failing(FAMILY, text.format(2023)) == []


@pytest.mark.parametrize("said", ["上年毕业1063人，今年更多。", "2022年毕业1063人。", "共有图书1063万册。"])
def test_figures_of_last_year_below_a_caption_of_last_year(said: str) -> None:
    told = failing(FAMILY, f"{TITLE}2023年招生稳定。\n\n{said}\n\n表1 2022年毕业生情况{ROWS}")
    assert not any("表中的合计" in message for message in told)
