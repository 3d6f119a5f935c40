"""Where no word ties figures together only a mistyped number is told."""

import pytest
from family_reading import holding, is_contradicted, outcomes

FAMILY = "near-misses"


@pytest.mark.parametrize(
    ("right", "mistyped"),
    [
        ("发放问卷1700份，收回1650份，收回率97.06%。", "发放问卷1700份，收回1650份，收回率97.60%。"),
        ("图书8.61万册，在校生2870人，生均30.0册。", "图书8.61万册，在校生2870人，生均300册。"),
        ("升学812人。其中升入本科94人，其余718人升入专科。", "升学812人。其中升入本科94人，其余781人升入专科。"),
        ("现有公办学生1264人、民办学生318人。", ""),
        ("共有教师1582名。公办学校1264名、民办学校318名。", "共有教师1582名。公办学校1264名、民办学校381名。"),
    ],
)
def test_two_digits_exchanged_are_told(right: str, mistyped: str) -> None:
    assert not is_contradicted(FAMILY, right)
    if mistyped:
        assert holding(FAMILY, right)
        assert is_contradicted(FAMILY, mistyped)


@pytest.mark.parametrize(
    "sentence",
    [
        "发放问卷1700份，收回1650份，满意率91.3%。",
        "升学812人。其中升入本科94人，其余512人升入本地专科。",
        "共有教师1582名。公办学校1264名、民办学校299名。",
        "图书8.61万册，在校生2870人，生均标准为25.0册。",
        "比2020年的3962人多213人。",
    ],
)
def test_any_other_difference_says_nothing(sentence: str) -> None:
    assert outcomes(FAMILY, sentence)[1] == []


def test_figures_rounded_to_two_digits_show_no_slip() -> None:
    assert not is_contradicted(FAMILY, "全市培训16.8万人次。技工院校8.4万人次，中职学校3.1万人次，占31.7%。")
