"""The unit of an amount goes with what the amount is for and with the amounts beside it."""

import pytest
from family_reading import failing, is_contradicted

FAMILY = "unit-slips"


@pytest.mark.parametrize(
    "said",
    [
        "建设和设备这笔钱里，市级拿了0.75亿元，县级拿了1.18万元。",
        "省级投入2860万元，市级投入1240元，县级投入980万元。",
        "教学仪器设备总值7.12万元，比上年增加0.46亿元，生均12148元。",
        "全市藏书28.6万册，较上年增加36.4万册。",
        "学校投资1200元新建实训楼，改善办学条件。",
        "争取实训基地建设专项资金500元。",
        "投入3268.4元建设智慧校园实训中心。",
        "购置设备价值286元，满足教学需要。",
        "校企合作企业投入设备价值312.5元。",
        "新建的实训楼建筑面积1.2平方米，工位320个。",
        "体育馆占地面积4.5平方米。",
    ],
)
def test_a_unit_that_cannot_be_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        "市级拿了0.75亿元，县级拿了1.18亿元。",
        "市级拿了0.75亿元，县级拿了118万元。",
        "教学仪器设备总值7.12亿元，比上年增加0.46亿元。",
        "招生由上年的320人增加到360人，比上年增加40人。",
        "学校投资1200万元新建实训楼。",
        "每个实训室更新设备补助500元。",
        "慰问困难学生，发放慰问金1200元。",
        "学费收入1.2亿元，每生收费3200元。",
        "实训楼人均使用面积1.2平方米。",
        "实训楼建筑面积1.2万平方米。",
        "获一等奖3人，比上年增加4人参赛。",
    ],
)
def test_small_amounts_that_are_small_are_left_alone(said: str) -> None:
    assert failing(FAMILY, said) == []


_MONEY = "序号\t指标\t单位\t2022年\t2023年\n1\t非学历培训到账经费\t万元\t95.20\t128.60\n"


@pytest.mark.parametrize(
    "row",
    [
        "2\t横向技术服务到款额\t元\t31.50\t36.80",
        "2\t教学科研仪器设备总值\t元\t3118.4\t3392.0",
        "2\t年财政专项拨款\t元\t402.70\t518.20",
        "2\t企业提供的校内实践教学设备值\t元\t150.00\t186.40",
        "2\t年支付行业导师课酬\t元\t18.60\t35.52",
        "2\t年生均财政拨款水平\t万元\t18652.40\t19870.30",
        "2\t横向技术服务到款额\t万元\t315000.00\t368000.00",
    ],
)
def test_the_unit_of_a_form_s_row_goes_with_its_amounts(row: str) -> None:
    assert is_contradicted(FAMILY, f"{_MONEY}{row}\n")


@pytest.mark.parametrize(
    "row",
    [
        "2\t横向技术服务到款额\t万元\t31.50\t36.80",
        "2\t横向技术服务到款额\t元\t315000.00\t368000.00",
        "2\t年生均财政拨款水平\t万元\t1.87\t1.99",
        "2\t专利成果转化到款额\t元\t0\t0",
        "2\t实习补贴\t元\t120\t150",
    ],
)
def test_amounts_that_a_school_may_have_are_left_alone(row: str) -> None:
    assert failing(FAMILY, f"{_MONEY}{row}\n") == []


def test_the_same_digits_in_another_unit_are_told() -> None:
    form = f"\n\n{_MONEY}2\t校园绿化支出\t元\t251.2\t286.4\n"
    assert is_contradicted(FAMILY, f"全年校园绿化支出286.4万元。{form}")
    assert not is_contradicted(FAMILY, f"全年校园绿化支出286.4元。{form}")
    assert not is_contradicted(FAMILY, f"全年食堂维修支出286.4万元。{form}")
