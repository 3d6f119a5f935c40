"""Some of them are no more than all of them, however the sentence parts the two."""

import pytest
from family_reading import failing, is_contradicted

FAMILY = "contained"


@pytest.mark.parametrize(
    "said",
    [
        "高级职称教师81名（含正高级86名），占比高。",
        "高级职称教师81人，包括正高级讲师86人。",
        "合作企业总数达到55家。其中深度合作企业65家，占27.3%。",
        "实习学生372人，其中职教中心224人、二职校148人；专业对口实习431人，对口率高。",
        "2018年参加顶岗实习的学生共198人（含联合办学学生），其中职校112人、一职86人；专业对口的284人。",
        "学校有毕业生612人。其中升入高等院校的631人，占多数。",
        "在校生1236人。住校学生1320人，安排宿舍。",
        "教职工186人。专任教师206人，结构合理。",
        "共有专业课教师92名；“双师型”教师102名，比例较高。",
        "专任教师84人，女教师92人。",
        "开展培训5810人日，公益性培训58100人日。",
        "经费支出2160万元，用于设备购置2560万元。",
        "412名学生参加考核，有421名通过。",
        "就业率100%，有12人未就业。",
        "毕业生全部升学，未升学的有8人。",
        "毕业率100%，未能毕业的3人。",
        "巩固率100%，流失学生4人。",
        "直接就业129人，其中对口就业192人。",
        "学校在校生1200人。\n\n学校现有住宿生1350人。",
        "外聘教师24名，其中行业能手42，均有证书。",
        "立项课题12项，其中市级15；结题8项。",
        "老师填了51份，满意57份。",
        "报考的学生120人，录取132人。",
        "立项课题15项，结题18项。",
        "发表论文12篇，其中核心期刊论文21篇。",
    ],
)
def test_a_part_larger_than_its_whole_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        "高级职称教师81名（含正高级6名），占比高。",
        "合作企业总数达到55家。其中深度合作企业15家，占27.3%。",
        "在校生1236人。住校学生1020人，安排宿舍。",
        "专业群3个，含专业11个。",
        "招生2批，其中最高分520。",
        "在校生35人，其中住宿生比例为80。",
        "全年支出137.4万元，含在日常运转支出713.5万元中。",
        "本市就业189人，其中对口就业172人；本省就业260人，对口就业211人。",
        "岗位实习学生372人。上年专业对口实习431人。",
        "两校教职工186人。全区各校专任教师206人。",
        "走访企业32家，合作企业45家。",
        "教师培训120人次，学生培训300人次。",
        "毕业生除8人待业外全部就业。",
        "就业率98.5%，有12人未就业。",
        "专任教师84人，培训女教师92人次。",
        "本市就业2851人，对口就业3384人。",
        "住校生2231人。\n\n装备制造类规模最大，有在校生824人。",
        "承担课题15项，发表论文18篇。",
        "老师填了51份，学生满意57人。",
    ],
)
def test_two_wholes_are_not_part_of_each_other(said: str) -> None:
    assert failing(FAMILY, said) == []


def test_a_part_told_far_away_is_held_against_every_figure_of_the_whole() -> None:
    far = "\n\n二、教师队伍\n\n学校重视教师成长。\n\n"
    assert is_contradicted(FAMILY, f"学校现有教职工186人。{far}现有专任教师206人。")
    assert failing(FAMILY, f"学校现有教职工186人。{far}全区教职工412人，专任教师206人。") == []


def test_a_mean_price_holds_no_prices() -> None:
    assert (
        failing(
            "contained", "食堂采购的平均价为每公斤2.22元，比年初上涨15.96%。其中大米每公斤3.14元，玉米每公斤1.73元。"
        )
        == []
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("还未就业的9人中烹饪占4人，园林、美发全部就业。", "还未就业的9人中烹饪占4人，毕业生全部就业。"),
        ("未升学学生6人，护理专业、会计专业全部升学。", "未升学学生6人，护理专业学生全部升学。"),
    ],
)
def test_all_of_those_that_are_named_are_not_all(right: str, wrong: str) -> None:
    assert failing(FAMILY, right) == []
    assert is_contradicted(FAMILY, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "用于学生资助的支出105万元，用于改善住宿的支出152万元。",
        "全年新增支出40万元，用于实训的经费总额达到300万元。",
    ],
)
def test_one_use_of_money_is_no_part_of_another(text: str) -> None:
    assert failing(FAMILY, text) == []
