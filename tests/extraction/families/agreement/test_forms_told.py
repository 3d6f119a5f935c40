"""An indicator of the forms that a sentence tells in everyday words is the figure of the form."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "forms-told"
_ROWS = (
    ("横向技术服务到款额", "万元", "31.80", "42.50"),
    ("横向技术服务产生的经济效益", "万元", "96.00", "158.00"),
    ("纵向科研经费到款额", "万元", "8.00", "12.60"),
    ("非学历培训项目数", "项", "28", "36"),
    ("非学历培训学时", "学时", "2410", "2880"),
    ("公益项目培训学时", "学时", "960", "1120"),
    ("非学历培训到账经费", "万元", "95.20", "128.60"),
    ("专任教师赴国外指导和开展培训时间", "人日", "16", "30"),
    ("年生均财政拨款水平", "元", "18652.40", "19870.30"),
    ("年财政专项拨款", "万元", "402.70", "518.20"),
    ("教职工额定编制数", "人", "204", "208"),
    ("思政课教师数", "人", "9", "11"),
    ("班主任人数", "人", "41", "43"),
    ("参加国家学生体质健康标准测试人数", "人", "1610", "1688"),
    ("其中：学生体质测评合格率", "%", "92.40", "93.13"),
    ("企业提供的校内实践教学设备值", "万元", "150.00", "186.40"),
    ("聘请行业导师人数", "人", "31", "37"),
    ("行业导师年课时总量", "课时", "1860", "2960"),
    ("年支付行业导师课酬", "万元", "18.60", "35.52"),
    ("年实习专项经费", "万元", "40.10", "48.60"),
    ("年实习责任保险经费", "万元", "5.20", "6.35"),
    ("在线精品课程数", "门", "9", "13"),
    ("互联网出口带宽", "Mbps", "1000", "2000"),
)
_TITLE = "青原县中等职业教育质量年度报告（2023年度）\n\n"


def _form(head: str = "序号\t指标\t单位\t2022年\t2023年", *, both: bool = True, starred: bool = False) -> str:
    lines = [head]
    for number, (label, unit, before, now) in enumerate(_ROWS, 1):
        cells = [str(number)] if head.startswith("序号") else []
        lines.append("\t".join((*cells, label + ("*" if starred else ""), unit, *((before,) if both else ()), now)))
    return "\n\n附表 指标表\n\n" + "\n".join(lines) + "\n"


LAYOUTS = {
    "two years": _form(),
    "one year": _form("序号\t指标\t单位\t2023年", both=False),
    "plain value": _form("序号\t指标\t单位\t数值", both=False),
    "no numbers": _form("指标名称\t单位\t2022年\t2023年"),
    "starred": _form(starred=True),
}
# Sentence with the figure left open, the figure of the form, another one.
SAID = (
    ("全年开展非学历培训36个项目，到账经费{}万元。", "128.60", "126.80"),
    ("面向社会举办各类培训班，培训收入{}万元。", "128.6", "182.6"),
    ("学校为6家企业提供技术服务，全年到款{}万元。", "42.50", "24.50"),
    ("签订横向技术服务合同9份，到账金额{}万元。", "42.50", "44.10"),
    ("横向技术服务到款额42.50万元，为企业带来经济效益{}万元。", "158", "185"),
    ("纵向课题立项3项，纵向科研经费到账{}万元。", "12.60", "16.20"),
    ("开展非学历培训36项、{}学时。", "2880", "2808"),
    ("承担公益性培训{}学时。", "1120", "1210"),
    ("核定编制{}人，现有教职工193人。", "208", "280"),
    ("县委编办核定教职工编制{}名。", "208", "218"),
    ("全年聘请行业导师37人，授课{}课时。", "2960", "2690"),
    ("全年聘请行业导师37人，其中劳动模范2人，承担教学2960课时，支付课酬{}万元。", "35.52", "33.52"),
    ("企业投入校内实训设备{}万元。", "186.40", "168.40"),
    ("合作企业捐赠设备总价值{}万元。", "186.40", "196.40"),
    ("安排年实习专项经费{}万元，其中实习责任保险费6.35万元。", "48.60", "46.80"),
    ("为学生购买实习责任保险，保费{}万元。", "6.35", "6.53"),
    ("全县落实财政专项资金{}万元。", "518.20", "581.20"),
    ("年生均财政拨款{}元。", "19870.30", "19780.30"),
    ("各校配齐思政课专任教师{}人。", "11", "14"),
    ("选聘班主任{}人。", "43", "34"),
    ("参加国家学生体质健康标准测试的学生{}人。", "1688", "1668"),
    ("学生体质测评合格率{}%。", "93.13", "91.33"),
    ("组织体质健康测试，合格率为{}%。", "93.13", "93.31"),
    ("建成在线精品课程{}门。", "13", "31"),
    ("校园网出口带宽{}Mbps。", "2000", "1000"),
    ("派出教师赴泰国开展培训，共{}人日。", "30", "45"),
)


@pytest.mark.parametrize(("said", "own", "other"), SAID)
def test_another_figure_than_the_form_s_is_told(said: str, own: str, other: str) -> None:
    assert is_contradicted(FAMILY, _TITLE + said.format(other) + LAYOUTS["two years"])


@pytest.mark.parametrize(("said", "own", "other"), SAID)
def test_the_form_s_own_figure_is_confirmed(said: str, own: str, other: str) -> None:
    assert is_confirmed(FAMILY, _TITLE + said.format(own) + LAYOUTS["two years"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_forms_of_every_layout_are_read(layout: str) -> None:
    said = SAID[0][0]
    assert is_confirmed(FAMILY, _TITLE + said.format("128.60") + LAYOUTS[layout])
    assert is_contradicted(FAMILY, _TITLE + said.format("126.80") + LAYOUTS[layout])


@pytest.mark.parametrize(
    "said",
    [
        "2022年核定编制200人。",
        "2024年计划聘请行业导师50人。",
        "全年新聘请行业导师12人。",
        "开展教师培训20期，使用培训经费26.8万元。",
        "到账经费比上年增加33.40万元。",
        "优秀班主任12人受到表彰。",
        "力争在线精品课程达到20门。",
        "专任教师人均授课320课时。",
        "企业为学徒班投入资金80万元。",
        "出口额达到120万元。",
        "行业导师人均授课80课时。",
        "培训农民工1200人次，收入水平明显提高。",
        "举办培训班12期。全校总收入5062.70万元。",
        "选派45名教师赴企业实践，共1350人日。",
        "立项在线精品课程3门。",
    ],
)
def test_other_figures_are_none_of_the_form(said: str) -> None:
    assert outcomes(FAMILY, _TITLE + said + LAYOUTS["two years"]) == ([], [])


def test_of_several_figures_one_is_the_form_s_and_the_others_are_parts() -> None:
    said = "开展非学历培训36项，到账经费128.60万元。\n\n企业职工培训到账经费60.20万元。"
    assert is_confirmed(FAMILY, _TITLE + said + LAYOUTS["two years"])


@pytest.mark.parametrize(
    "said",
    [
        "与青原精密机械有限公司共建实训中心，企业投入设备60万元。",
        "参训教师80人，其中班主任12人。",
        "其中企业职工培训1200人次，到账58万元。",
        "2024年拟聘请行业导师50人。",
        "争取财政专项资金200万元用于机电实训室改造。",
        "本年度建成在线精品课程3门。",
    ],
)
def test_what_may_be_a_part_is_no_error(said: str) -> None:
    assert "≠" not in "".join(
        formula for formula in outcomes(FAMILY, _TITLE + said + LAYOUTS["two years"])[1] if "请核对" not in formula
    )


def test_a_figure_told_twice_is_told_alike() -> None:
    said = "横向技术服务到款额42.50万元，比上年增加10.70万元。\n\n横向技术服务到款额只有{}万元，合作还不够深。"
    assert is_contradicted(FAMILY, _TITLE + said.format("45.20") + LAYOUTS["two years"])
    assert is_confirmed(FAMILY, _TITLE + said.format("42.50") + LAYOUTS["two years"])


@pytest.mark.parametrize(
    "head",
    [
        "序号\t指标\t单位\t上年\t本年",
        "序号\t指标\t单位\t2023年\t比2022年增减",
        "序号\t指标\t单位\t2021年\t2023年\t2024年目标",
    ],
)
def test_the_report_s_own_column_is_read(head: str) -> None:
    cells = [
        "31.80" if name in ("上年", "2021年") else "42.50" if name in ("本年", "2023年") else "9.99"
        for name in head.split("\t")[3:]
    ]
    form = (
        f"\n\n附表 指标表\n\n{head}\n1\t横向技术服务到款额\t万元\t"
        + "\t".join(cells)
        + "\n2\t班主任人数\t人\t"
        + "\t".join("41" for _ in cells)
        + "\n"
    )
    assert is_confirmed(FAMILY, _TITLE + "横向技术服务到款额42.50万元。" + form)


def test_a_school_s_part_is_no_more_than_the_whole() -> None:
    schools = "\n\n表1 各校情况\n\n学校\t在校生\n云岭职业学校\t900\n石城职业学校\t800\n合计\t1700\n"
    said = "云岭职业学校选派2名教师赴泰国指导，共{}人日。"
    assert is_contradicted(FAMILY, _TITLE + said.format(45) + schools + LAYOUTS["two years"])
    assert not is_contradicted(FAMILY, _TITLE + said.format(20) + schools + LAYOUTS["two years"])


def test_two_tables_that_agree_on_last_year_agree_on_this_one() -> None:
    funds = "\n\n表9 经费\n\n项目\t2022年\t2023年\n财政专项拨款\t402.70\t{}\n基本拨款\t2600.00\t2700.00\n"
    assert is_contradicted(FAMILY, _TITLE + funds.format("402.70") + LAYOUTS["two years"])
    assert is_confirmed(FAMILY, _TITLE + funds.format("518.20") + LAYOUTS["two years"])
