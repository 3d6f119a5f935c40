"""Ratios in sentences are quotients of the counts that their names speak of."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "prose-ratios"


@pytest.mark.parametrize(
    "sentence",
    [
        "全校在校学生1935名，专任教师129人，师生比为1：15。",
        "现有在校生2400人。专任教师160人，生师比15:1。",
        "在校生5.84万人，专任教师3726人，按此计算生师比是15.7比1。",
        "普通高中招生3000人，中职招生2000人，普职比达到1.5:1。",
        "中等职业学校招生2000人，普通高中招生3000人，职普比1:1.5。",
        "男生600人、女生400人，男女比例为1.5:1。",
    ],
)
def test_a_true_ratio_is_confirmed(sentence: str) -> None:
    assert is_confirmed(FAMILY, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "全校在校学生1935名，专任教师129人，师生比为1:19。",
        "现有在校生2400人。专任教师160人，生师比18:1。",
        "普通高中招生3000人，中职招生2000人，普职比达到1.8:1。",
        "男生600人、女生400人，男女比例为1:1.5。",
    ],
)
def test_a_wrong_ratio_is_contradicted(sentence: str) -> None:
    assert is_contradicted(FAMILY, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "在校生2400人，专任教师160人，生师比控制在20:1以内。",
        "在校生2400人，专任教师160人，外聘教师80人折算为40人，生师比为12:1。",
        "在校生2400人，满意度调查中生师比是关注较多的话题。",
        "课间操时间为上午10:15，在校生2400人参加。",
    ],
)
def test_rules_weighted_counts_and_times_are_no_claims(sentence: str) -> None:
    assert outcomes(FAMILY, sentence)[1] == []
