"""A total told for so many years is the sum of those years."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "yearly-sums"


@pytest.mark.parametrize(
    "text",
    [
        "四年来累计派出67名教师，其中2019年14人，2020年13人，2021年21人，2022年29人。",
        "近三年共录取126人，2020年38人、2021年42人、2022年66人。",
        "三年累计资助学生960人次：2020年300人次、2021年310人次、2022年390人次。",
        "近三年学校共投入设备经费365.2万元，其中2020年120.5万元、2021年100.0万元、2022年96.7万元。",
        "四届共毕业学员210人，分别为2019届50人、2020届52人、2021届48人、2022届80人。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "四年来累计派出67名教师，其中2019年14人，2020年13人，2021年21人，2022年19人。",
        "近三年共录取126人，2020年38人、2021年42人、2022年46人。",
        "近三年学校共投入设备经费317.2万元，其中2020年120.5万元、2021年100.0万元、2022年96.7万元。",
    ],
)
def test_what_agrees_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "近五年共录取326人，2020年38人、2021年42人、2022年66人。",
        "近三年共录取326人，其中男生2020年38人、2021年42人、2022年66人。",
        "两年共获奖45项，其中2021年国家级3项，2022年国家级5项。",
        "三年共减少126人，2020年为938人、2021年为842人、2022年为812人。",
        "近三年培训共3600人次，人均2020年12课时、2021年13课时、2022年14课时。",
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "经费\t2021年\t2022年\t2023年\n财政拨款\t1820\t1906\t2014\n事业收入\t312\t298\t325\n合计\t2132\t2204\t2339\n\n三年累计6765万元，年均2225万元。",
        "年度\t获奖数\n2021年\t38\n2022年\t46\n2023年\t52\n\n三年共获奖163项。",
    ],
)
def test_a_total_of_the_years_of_a_table_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "经费\t2021年\t2022年\t2023年\n财政拨款\t1820\t1906\t2014\n事业收入\t312\t298\t325\n合计\t2132\t2204\t2339\n\n三年累计6675万元，年均2225万元。",
        "年度\t获奖数\n2021年\t38\n2022年\t46\n2023年\t52\n\n三年共获奖136项。",
    ],
)
def test_a_total_of_the_years_of_a_table_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "经费\t2021年\t2022年\t2023年\n财政拨款\t1820\t1906\t2014\n合计\t2132\t2204\t2339\n\n三年累计资助学生2486人。",
    ],
)
def test_a_total_of_the_years_of_a_table_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
