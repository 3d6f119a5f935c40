"""Plans, goals and classes, against the year of the report."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "plans-and-years"

TITLE = "某县职业教育质量年度报告（2024年度）\n\n一、基本情况\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "县政府出台《产教融合三年行动计划（2023—2025年）》。\n\n按照《产教融合三年行动计划（2022—2024年）》，推进各项任务。",
        "2024年3月，县政府印发《职教扩容提质行动方案（2021—2023年）》，提出十项任务。",
        "职教发展写入《全县“十三五”教育事业规划》，明确了“十四五”时期的重点。",
        "今后，学校将着力补短板。到2023年底，实训设备总值达到3000万元。",
        "无人机专业已通过备案，预计2023年秋季开始招生。",
        "毕业生数据为2023届毕业生。\n\n2024届毕业生共512人，升学402人。",
        "调查显示，2023届毕业生毕业三年晋升比例为35.2%。",
        "2026年，学校与两家企业签订协议，共建实训基地。",
    ],
)
def test_a_time_that_does_not_fit_is_hinted(text: str) -> None:
    assert failing(FAMILY, TITLE + text)


@pytest.mark.parametrize(
    "text",
    [
        "县政府出台《产教融合三年行动计划（2023—2025年）》。\n\n按照《产教融合三年行动计划（2023—2025年）》，推进各项任务。",
        "县政府出台《产教融合三年行动计划（2023—2025年）》。\n\n落实《教师队伍建设方案（2022—2024年）》。",
        "2021年3月，县政府印发《职教扩容提质行动方案（2021—2023年）》，提出十项任务。",
        "在总结《全县“十三五”教育事业规划》的基础上，编制“十四五”规划。",
        "今后，学校将着力补短板。到2026年底，实训设备总值达到3000万元。",
        "截至2023年底，实训设备总值达到3000万元。",
        "无人机专业原计划2023年秋季开始招生，因故推迟。",
        "毕业生数据为2024届毕业生。\n\n2024届毕业生共512人，升学402人。",
        "调查显示，2021届毕业生毕业三年晋升比例为35.2%。",
        "2026年，学校将与两家企业签订协议。",
        "县委会议强调：“2023年，要健全督导机制。”学校逐条落实。",
    ],
)
def test_times_that_fit_stay_silent(text: str) -> None:
    assert failing(FAMILY, TITLE + text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("{}年，将重点抓好三件事：一是调整专业；二是补充教师。", "2024", "2025"),
        ("{}年，全县将继续扩大贯通培养规模。", "2023", "2025"),
        ("{}年，学校计划进一步改造实训楼。", "2024", "2025"),
        ("{}年，要健全督导机制，提高办学质量。", "2023", "2025"),
    ],
)
def test_a_year_that_opens_what_is_to_come(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, TITLE + text.format(wrong))
    assert failing(FAMILY, TITLE + text.format(right)) == []
