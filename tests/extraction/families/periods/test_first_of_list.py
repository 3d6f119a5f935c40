"""A beginning and the list of years from there on."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed

FAMILY = "first-of-list"


@pytest.mark.parametrize(
    "text",
    [
        "学校从2020年起开展贯通培养，2018年招收40人，2019年45人，2020年60人。",
        "自2019年9月开始试办订单班，2018年30人、2019年35人、2020年36人。".replace("试办", "举办"),
        "学校自2016年起对口支援，三年共派出9人，2017年2人、2018年3人、2019年4人。",
        "两校从2010年起合作，到2019年已经是第七个年头。",
        "集团自2016年3月成立以来，到2023年已进入第5个年头。",
        "结对已进入第四年，2018年至2023年先后派出教师。",
        "这是合作的第三个年头，从2018年到2023年共派出教师12人。",
    ],
)
def test_a_list_that_does_not_fit_its_beginning_is_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校从2018年起开展贯通培养，2018年招收40人，2019年45人，2020年60人。",
        "两校从2013年起合作，到2019年已经是第七个年头。",
        "结对已进入第四年，2018年至2021年先后派出教师。",
    ],
)
def test_what_fits_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校自2010年起设立奖学金，2018年2人、2019年3人、2020年3人获奖。",
        "学校曾从2020年起停招，2018年招收40人，2019年45人，2020年6人。",
        "自2017年9月起实施新方案。2018年40人，2019年45人，2020年60人。",
        "从2020年的30人起步，2021年40人。",
    ],
)
def test_other_lists_stay_silent(text: str) -> None:
    assert not failing(FAMILY, text)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("名师工作室2020年培训18次，2021年培训20次，{}年培训25次，三年共培训63次。", "2023", "2022"),
        ("2018年捐赠3万元、2019年4万元、2020年5万元、{}年6万元，四年累计18万元。", "2022", "2021"),
        ("某校质量年度报告（2023）\n\n两校签订了五年（{}—2025年）结对协议，今年是第三年。", "2020", "2021"),
        ("某校质量年度报告（2023）\n\n项目周期三年（2022—2024年），目前为第{}年。", "三", "二"),
    ],
)
def test_years_left_out_and_years_of_now(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []
