"""One event told with two dates."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "dated-twice"


@pytest.mark.parametrize(
    "text",
    [
        "青溪区智慧养老职教集团成立于2020年5月，由区职校牵头。\n\n智慧养老职教集团自2018年成立以来，成员不断增加。",
        "2022年9月，云台新能源实训大楼投入使用。\n\n云台新能源实训大楼2023年启用后，实训条件明显改善。",
        "学校于2019年11月与海晏智能装备公司签订合作协议。\n\n2021年，学校与海晏智能装备公司签约，共建产业学院。",
    ],
)
def test_two_dates_of_one_event_are_hinted(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "青溪区智慧养老职教集团成立于2020年5月，由区职校牵头。\n\n智慧养老职教集团自2020年成立以来，成员不断增加。",
        "青溪区智慧养老职教集团成立于2018年5月，由区职校牵头。\n\n2021年，智慧养老职教集团获批市级示范。",
        "2022年5月，云台新能源实训大楼竣工。\n\n云台新能源实训大楼2023年启用后，实训条件明显改善。",
        "学校于2019年11月与海晏智能装备公司签订合作协议。\n\n2021年，学校与海晏智能装备公司续签协议。",
        "云台实训楼2022年投入使用。\n\n云台实训楼2023年投入使用。",
        "学校计划2024年启用云台新能源实训大楼。\n\n2023年，云台新能源实训大楼一期投入使用。",
    ],
)
def test_other_events_stay_silent(text: str) -> None:
    assert failing(FAMILY, text) == []
