"""A thing is counted in units of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "unit-names"
_ROWS = "指标\t单位\t2022年\t2023年\n专业数量\t个\t12\t13\n{}\n"
PAIRS = (
    (_ROWS, "毕业生人数\t%\t320\t340", "毕业生人数\t人\t320\t340"),
    (_ROWS, "其中：升学率\t人\t61.2\t63.4", "其中：升学率\t%\t61.2\t63.4"),
    (_ROWS, "月收入\t人\t3200\t3400", "月收入\t元\t3200\t3400"),
    (_ROWS, "非学历培训学时*\t个\t320\t340", "非学历培训学时*\t学时\t320\t340"),
    (_ROWS, "非学历培训到账经费\t人\t32.5\t34.1", "非学历培训到账经费\t万元\t32.5\t34.1"),
    (_ROWS, "校舍建筑面积\t册\t32000\t34000", "校舍建筑面积\t平方米\t32000\t34000"),
    (_ROWS, "生均教学仪器设备值\t册/生\t12000\t13000", "生均教学仪器设备值\t元/生\t12000\t13000"),
    (_ROWS, "专任教师赴国外指导和开展培训时间\t人\t24\t30", "专任教师赴国外指导和开展培训时间\t人日\t24\t30"),
    (_ROWS, "纸质图书总量\t平方米\t32000\t34000", "纸质图书总量\t册\t32000\t34000"),
    ("专业\t毕业生数\t就业率{}\n护理\t120\t98.1\n会计\t98\t97.2\n", "（人）", "（%）"),
    ("学校\t在校生数{}\n甲校\t1200\n乙校\t980\n", "（万元）", "（人）"),
    ("学校占地面积86亩，建筑面积4.2万平方米，纸质图书5.6万{}。", "平方米", "册"),
    ("现有专任教师156名，馆藏图书3.2万{}，实训室28间。", "名", "册"),
    ("学校总建筑面积达４２，６００{}。", "册", "平方米"),
    ("全校在校生3120{}，开设12个专业。", "元", "人"),
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_unit_of_another_thing_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        _ROWS.format("就业人数占比\t%\t61\t63"),
        _ROWS.format("生师比\t:1\t14\t15"),
        _ROWS.format("用人单位满意度\t分\t4.6\t4.7"),
        _ROWS.format("网络教学课程数\t门\t4\t5"),
        "学校新增图书12万元，图书种类3200种，生均图书32.5册。",
        "财政拨款1200万元，奖学金发放120人次，助学金惠及320名学生。",
        "每个实训室投入120万元，实训室面积3200平方米。",
    ],
)
def test_a_unit_that_the_thing_may_have_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_kind_is_counted_as_its_whole_is() -> None:
    table = "序号\t指标\t单位\t2023年\n1\t社会培训\t{}\t860\n\t其中：公益性培训\t人次\t320\n2\t毕业生\t人\t96\n"
    assert failing("unit-names", table.format("人次")) == []
    assert is_contradicted("unit-names", table.format("学时"))
