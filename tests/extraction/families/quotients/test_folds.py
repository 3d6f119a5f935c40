"""How many times as much there is, told in words, follows from the two values before it."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "folds"


@pytest.mark.parametrize(
    "text",
    [
        "在校生规模由1,560人扩大到3,120人，翻了两番。",
        "发言人次由9人次增加到21人次，增加了两倍多。",
        "停线时间由4.5小时缩短到1.8小时，缩短了八成。",
        "年培训量从860人次增至2600人次，增长了三倍。",
        "流失学生由36人减至18人，减少了三分之一。",
        "2021年获奖12项，2022年获奖36项，是上年的两倍。",
        "投诉量去年24件，今年12件，下降了三成。",
        "实训室从20间增加到26间，增加了近一半。",
        "合作企业由30家发展到62家，实现翻两番。",
        "退学人数由40人降到31人，减半。",
        "今年外聘教师36人，上年为18人，增长两倍。",
        "返乡创业9人，比上届的6人翻了一番。",
        "设备价值由１２０万元提高到１８０万元，提高近一倍。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "在校生由1000人增加到2080人，翻了一番。",
        "发言人次由9人次增加到21人次，增加了一倍多。",
        "招生由800人增加到1050人，增加了三成。",
        "学校由12所减少到5所，减少了一半以上。",
        "实训工位由200个增加到390个，增加近一倍。",
        "返乡创业9人，比上届的6人增加一半。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "参与学生由41人增加到86人，带动产值翻了两番。",
        "经费由100万元增加到200万元，增长了2.0倍。",
        "专业由12个减少到5个，一半以上的专业停招。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
