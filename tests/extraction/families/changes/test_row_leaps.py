"""A row that hardly moves does not move by the power of ten."""

import pytest
from family_reading import is_contradicted, outcomes

FAMILY = "row-leaps"


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2019年\t2020年\t2021年\n在校生\t3120\t31300\t3150\n教师\t210\t212\t215\n",
        "年份\t在校生\t专任教师\n2019年\t3120\t210\n2020年\t3130\t21.2\n2021年\t3150\t215\n",
        "指标\t单位\t2022年\t2023年\n生均设备值\t元\t15200\t1580\n生师比\t:1\t15.2\t15.4\n",
        "专业\t在校生\t起薪（元）\n护理\t820\t3200\n机电\t650\t34000\n会计\t430\t3100\n电商\t210\t3000\n",
        "学校\t生均设备值（元）\n甲校\t15200\n乙校\t1480\n丙校\t16100\n丁校\t14900\n",
    ],
)
def test_ten_times_its_neighbours_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2019年\t2020年\t2021年\n在校生\t3120\t3130\t3150\n教师\t210\t212\t215\n",
        "指标\t2019年\t2020年\t2021年\n培训人次\t312\t3130\t315\n捐款（元）\t2000\t21000\t2100\n",
        "指标\t2022年\t2023年\n在校生\t3120\t315\n教师\t210\t215\n",
        "指标\t2019年\t2020年\t2021年\n增长率\t1.2%\t12.5%\t1.3%\n教师\t210\t212\t215\n",
        "学校\t在校生\n甲校\t1520\n乙校\t148\n丙校\t1610\n丁校\t1490\n",
    ],
)
def test_what_may_leap_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []
