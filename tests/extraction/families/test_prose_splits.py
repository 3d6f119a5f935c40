"""A list that divides a whole adds up to it, and a list that merely follows a figure may not."""

import pytest
from family_reading import holding, is_confirmed, is_contradicted, outcomes

FAMILY = "prose-splits"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("专任教师184人。按年龄划分，35岁以下61人、36至50岁87人、51岁以上36人。", ("61人", "67人")),
        ("全区毕业生902人，从去向看，升学611人、就业268人、其他23人。", ("268人", "286人")),
        ("全市有技工学校23所。分区域看，城区9所，北部5所，南部9所。", ("北部5所", "北部8所")),
        ("学生总数1874人，由一年级640人、二年级622人、三年级612人组成。", ("622人", "662人")),
        ("实训设备共有386台，来自省内的291台，来自省外的95台。", ("95台", "59台")),
        ("现有学校14所，市属3所、县属9所、民办2所。", ("县属9所", "县属6所")),
        ("党员共有63人：第一支部22人，第二支部18人，第三支部23人。", ("18人", "16人")),
        ("在校生2904人，其中2022级931人、2023级968人、2024级1005人。", ("968人", "986人")),
        ("学校与4个城市的12家企业合作，苏州5家、无锡3家、常州2家、镇江2家。", ("无锡3家", "无锡8家")),
        ("三个系在校生1210人。三个系分别有学生412人、396人、402人。", ("", "")),
        (
            "教职工402人，专任教师356人。专任教师按学历看，硕士28人，本科309人，专科19人；按年龄分，35岁及以下121人、36至50岁167人、51岁以上68人。",
            ("167人", "176人"),
        ),
        ("设置专业24个，三个领域依次有11个、9个、4个。", ("9个", "6个")),
        ("获奖63人次，一等奖14人次，二等奖20人次，三等奖29人次。", ("29人次", "19人次")),
        ("专任教师170人，女教师102人，恰好六成；男教师68人。", ("68人", "86人")),
        ("录取新生1530人。录取新生中，普通类考生812人，对口单招考生718人。", ("", "")),
    ],
)
def test_parts_of_one_property_make_the_whole(right: str, wrong: tuple[str, str]) -> None:
    assert not is_contradicted(FAMILY, right)
    if wrong[0]:
        assert is_confirmed(FAMILY, right)
        assert is_contradicted(FAMILY, right.replace(*wrong))


@pytest.mark.parametrize(
    "sentence",
    [
        "专任教师184人，党员61人、骨干教师38人、班主任42人。",
        "专任教师184人。按学历看，研究生21人、本科120人。",
        "教研活动88次，其中公共基础课28次、专业课41次、实习指导课19次。",
        "毕业生602人，其中升学412人、就业171人、待就业19人。",
        "专任教师612人，博士48人，硕士421人，本科143人；高级职称196人，中级职称283人，初级及以下133人。",
        "报考352人，本科上线47人，专科上线283人，上线人数合计330人。",
        "全国赛一等奖3个、二等奖5个、三等奖9个；省赛一等奖62个、二等奖118个、三等奖175个。",
        "三校教职工352人，其中专任教师288人。专任教师中，硕士71人，高级职称98人，双师型教师185人。",
        "培训1864人次。按对象分，农民925人次、职工543人次、退役军人396人次，1864人次中农民约占一半。",
        "毕业生1852名，升学、就业、入伍分别为1204名、565名、61名，其余22名待业。",
        "专任教师中，公共课教师134人、专业课教师184人；具有高级职称的107人；从学历看，博士3人、硕士96人、本科219人。",
        "专任教师221人。专任教师按职称分：正高4人、副高61人、中级97人、初级及以下59人；研究生52人，占23.53%。",
        "文化课169人，专业课252人；按职称分，高级、中级、初级及以下分别有118人、172人、131人。",
        "学校约有教师180人，男教师80人，女教师95人。",
    ],
)
def test_a_list_that_divides_nothing_is_left_alone(sentence: str) -> None:
    assert not is_contradicted(FAMILY, sentence)


def test_a_paragraph_may_divide_what_the_one_before_it_counts() -> None:
    text = "截至年底，全市共有职业院校41所。\n\n分区域看，城区12所，东部18所，西部{}所。"
    assert holding(FAMILY, text.format(11))
    assert is_contradicted(FAMILY, text.format(17))


def test_more_than_the_whole_is_wrong_and_less_is_open() -> None:
    text = "教师184人。按任课分，文化课{}人，专业课104人，实习指导课11人。"
    assert outcomes(FAMILY, text.format(69))[0]
    assert outcomes(FAMILY, text.format(93))[1]
    assert not outcomes(FAMILY, text.format(40))[1]
