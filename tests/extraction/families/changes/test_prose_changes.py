"""The family of changes and the two values behind them, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "prose-changes"
WRONG = (
    "毕业生由800人减少到850人。",
    "生均图书由30册增加到36册，增加5册。",
    "2021年培训1200人次，2022年培训1500人次，比上年增加400人次。",
    "合格率从92.5%提高到95.0%，提高3.5个百分点。",
    "招生数由400人增至500人，增长20%。",
)
RIGHT = (
    "毕业生由850人减少到800人，减少50人。",
    "合格率从92.5%提高到95.0%，提高2.5个百分点。",
    "招生数由400人增至500人，增长25%。",
    "2022年招生1652人，比2021年的1538人增加114人，增长7.4%。",
)
NO_CLAIM = (
    "教学仪器由97台增加到106台，藏书增加到4040册，比上年增加了45%。",
    "该生2014年迟到1次，2015年1次，2016年4次，2017年增至25次。",
    "校办工厂2016年亏损23万元，较2015年的盈利32万元相比下降了172%。",
    "我校在全省的名次从218名降为259名，下降41名。",
    "培训人次比上年增加400人次，增长12%。",
    "由3名教师组成的团队指导5名学生，增加了信心。",
    "从2020年起，每年投入200万元，增加设备30台。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_change_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_changes_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_change_without_both_values_is_not_judged(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_the_ends_of_a_range_do_not_move() -> None:
    assert (
        failing("prose-changes", "样本从3万到5万的变化为66%，而从15万人到20万人的变化为23%，变化率下降了65%之多。")
        == []
    )


def test_so_many_years_between_two_values_are_theirs() -> None:
    assert is_confirmed("prose-changes", "设备值由2019年的371万元增加到2023年的650万元，四年间增长75.2%。")
    assert is_contradicted("prose-changes", "设备值由2019年的371万元增加到2023年的650万元，四年间增长57.2%。")
    assert is_confirmed("prose-changes", "设备值由2018年的355万元增加到2022年的772万元，四年增长一点二倍。")


def test_the_value_before_is_known_no_better_than_the_value() -> None:
    assert failing("prose-changes", "设备总值1.36亿元，较上年末增加2148.6万元，增长18.79%。") == []
    assert failing("prose-changes", "设备总值1.36亿元，较上年末增加2148.6万元，增长81.79%。")
