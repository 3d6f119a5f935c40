"""A figure of school life stands in the order of magnitude that school life has."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "plausible-values"


@pytest.mark.parametrize(
    "text",
    [
        "学费为每生每学年1.31元。",
        "助学金标准为每生每年2元。",
        "毕业生平均起薪32000元。",
        "毕业生平均月薪为320元。",
        "专任教师平均年龄388岁。",
        "专任教师平均年龄：3.88岁。",
        "全校36个教学班，平均班额420人。",
        "生均教学仪器设备值1.2元。",
        "生均图书4000册。",
        "生均图书0.04册。",
        "生均公用经费25元。",
        "年生均财政拨款水平1.8元。",
        "学校占地面积126平方米。",
        "学校占地面积8.4平方米。",
        "学校固定资产总值1.2元。",
        "全年财政拨款3680元。",
        "教学仪器设备总值2785.9元。",
        "教师每周课时120节。",
        "学生总体满意度9.62%。",
        "全年总收入2.22万元。",
        "双师型教师占专任教师的73.2‰。",
        "学生满意度达到96‰。",
    ],
)
def test_what_no_school_has_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学费为每生每学年1.31万元。",
        "毕业生平均起薪3200元。",
        "专任教师平均年龄38.8岁。",
        "平均班额42人。",
        "生均教学仪器设备值1.2万元。",
        "学校占地面积8.4万平方米。",
        "学校占地面积126亩。",
        "教学仪器设备总值2785.9万元。",
    ],
)
def test_what_schools_have_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "毕业生平均起薪比上年提高32元。",
        "生均图书增加0.2册。",
        "人口自然增长率为3.2‰。",
        "实训中心占地面积800平方米。",
        "人均财政拨款3680元。",
        "义卖活动总收入3680元。",
        "老人平均年龄超过八十岁。",
        "企业每年薪酬总额4203.8万元。",
    ],
)
def test_what_has_no_bounds_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_unit_of_a_table_is_read_with_its_head() -> None:
    rows = "指标\t单位\t2023年\n年财政专项拨款\t{}\t2785.90\n在校生数\t人\t3150\n专任教师数\t人\t210\n"
    assert is_contradicted(FAMILY, rows.format("元"))
    assert outcomes(FAMILY, rows.format("万元"))[1] == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("生均教学仪器设备值由36812.37元提高到42886.94{}，居全市前列。", "万元", "元"),
        ("生均财政拨款由上年的1.2万元增加到1.3{}。", "元", "万元"),
        ("毕业生平均起薪由3680元增至{}元。", "37540", "3754"),
        ("序号\t指标\t单位\t2023年\n1\t教学科研仪器设备值*\t元/生\t{}\n2\t毕业生人数\t人\t300\n", "42865000", "14442.39"),
        ("序号\t指标\t单位\t2023年\n1\t年财政专项拨款\t万元\t{}\n2\t毕业生人数\t人\t300\n", "9100000", "910.0"),
        ("指标\t单位\t2018年\t2019年\n占地面积\t{}\t98.92\t98.92\n纸质图书\t万册\t84.6\t88.1\n", "平方米", "万平方米"),
    ],
)  # fmt: skip
def test_what_a_figure_became_and_what_stands_under_a_unit_has_bounds_too(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []
