"""Two values of one thing side by side go the way that the words about them say."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "two-periods"


@pytest.mark.parametrize(
    "text",
    [
        "生师比14.06:1，2022年为14.10:1，略有上升。",
        "在校生3200人，较上年的3350人有所增加。",
        "2022年招生860人，2023年招生812人，招生规模进一步扩大。",
        "本校就业率96.8%，低于全市平均的95.1%。",
        "对口就业率81.2%，比全市平均水平83.5%高。",
        "满意度为95.3%，去年为96.1%，稳中有升。",
        "毕业生月均起薪3650元，上年为3720元，同比增长。",
        "实训工位数达到1420个，超过上年的1460个。",
        "招生1260人（上年1120人），增长10.5%。",
        "就业率97.2%，与上年的91.2%基本持平。",
        "在校生3276人，2022年为2876人，总体稳定。",
        "线上到课率97.2%，高于线下到课率98.4%。",
        "月均起薪3420元，上年为3560元，上涨。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "生师比14.06:1，2022年为14.10:1，略有下降。",
        "2022年招生812人，2023年招生860人，招生规模进一步扩大。",
        "本校就业率96.8%，高于全市平均的95.1%。",
        "招生1260人（上年1120人），增长12.5%。",
        "就业率97.2%，上年为96.9%，基本持平。",
        "线上到课率97.2%，低于线下到课率98.4%。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2022年招生860人，2023年毕业812人，规模进一步扩大。",
        "满意度不低于上年的96.1%。",
        "获奖41项，同比增加19项（上年128项），增长14.84%。",
        "平均月薪3560元，最低2600元，与2019年的3420元相比增加140元。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("生师比由上年的17.68:1变为17.76:1，略有下降。", "生师比由上年的17.68:1变为17.76:1，略有上升。"),
        ("专任教师由上年的182人变为178人，略有增加。", "专任教师由上年的182人变为178人，略有减少。"),
        ("就业率从97.5%变化到98.2%，呈下降态势。", "就业率从97.5%变化到98.2%，呈上升态势。"),
    ],
)
def test_what_one_value_became_goes_the_way_that_is_said(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert not is_contradicted(FAMILY, right)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("招生减少12人，本县生源占76.40%，与上一年的74.10%相比，比例有所{}。", "下降", "上升"),
        ("取证率为91.25%，与上年的93.40%相比，略有{}。", "提高", "下降"),
    ],
)
def test_held_against_last_year(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []
