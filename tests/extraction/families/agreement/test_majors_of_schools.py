"""A major is told of the school that offers it."""

from __future__ import annotations

import pytest
from family_reading import failing, holding, is_contradicted

FAMILY = "majors-of-schools"
ROWS = (
    ("江岸职校", "数控技术应用", 46, 44),
    ("江岸职校", "汽车运用与维修", 52, 50),
    ("江岸职校", "物流服务与管理", 38, 36),
    ("第二职专", "会计事务", 40, 42),
    ("第二职专", "中餐烹饪", 35, 31),
    ("第二职专", "高星级饭店运营与管理", 28, 26),
)
TABLE = "\n\n表1 各校分专业在校生（人）\n\n学校\t专业\t2023级\t2022级\n" + "".join(
    "\t".join(map(str, row)) + "\n" for row in ROWS
)
ONE_CELL = "\n\n各校开设专业\n\n序号\t学校名称\t开设专业\t在校生数\n1\t江岸职校\t数控技术应用、汽车运用与维修、物流服务与管理\t266\n2\t第二职专\t会计事务、中餐烹饪、高星级饭店运营与管理\t202\n"
BLANKS = "\n\n招生完成情况\n\n学校\t专业名称\t计划\t实际\n江岸职校\t数控技术应用\t50\t46\n\t汽车运用与维修\t50\t52\n\t小计\t100\t98\n第二职专\t会计事务\t40\t40\n\t中餐烹饪\t40\t35\n\t小计\t80\t75\n合计\t\t180\t173\n"
BY_SCHOOL = "\n\n江岸职校各专业在校生\n\n专业\t人数\n数控技术应用\t90\n汽车运用与维修\t102\n\n第二职专各专业在校生\n\n专业\t人数\n会计事务\t82\n中餐烹饪\t66\n\n各校教职工\n\n学校\t教职工\t专任教师\n江岸职校\t96\t80\n第二职专\t70\t61\n"
LISTS = "江岸职校开设数控技术应用、汽车运用与维修和物流服务与管理3个专业；第二职专设有会计事务、中餐烹饪、高星级饭店运营与管理三个专业。"
DEPARTMENTS = "\n\n各系部专业及学生数\n\n系部\t专业\t2023级\t2022级\n智造系\t数控技术应用\t46\t44\n智造系\t机电技术应用\t52\t50\n商务系\t会计事务\t40\t42\n商务系\t电子商务\t35\t31\n"


@pytest.mark.parametrize("around", [TABLE, ONE_CELL, BLANKS, BY_SCHOOL])
@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("{}汽车运用与维修专业与区内六家企业合作。", "第二职专", "江岸职校"),
        ("{}的数控技术应用专业通过市级验收。", "第二职专", "江岸职校"),
        ("王晓，{}汽修2101班学生，获市赛一等奖。", "第二职专", "江岸职校"),
        ("{}中餐烹饪专业2022级学生到社区服务。", "江岸职校", "第二职专"),
        ("{}2021级会计事务专业学生46人参加考证。", "江岸职校", "第二职专"),
        ("市级骨干专业新添一个，{}的会计事务2023年入选。", "江岸职校", "第二职专"),
        ("陈立，{}，中餐烹饪专业学生。", "江岸职校", "第二职专"),
        ("市级品牌专业有两个：数控技术应用专业（{}）和会计事务专业（第二职专）。", "第二职专", "江岸职校"),
        ("赛前，{}中餐烹饪、高星级饭店运营与管理专业学生集中训练。", "江岸职校", "第二职专"),
        ("{}烹饪专业举办开放日，接待居民300人。", "江岸职校", "第二职专"),
    ],
)
def test_the_wrong_school_before_a_major_is_told(text: str, wrong: str, right: str, around: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong) + around)
    assert failing(FAMILY, text.format(right) + around) == []


@pytest.mark.parametrize("around", [TABLE, LISTS])
def test_lists_and_tables_tell_who_offers_what(around: str) -> None:
    text = "{}物流服务与管理专业学生到仓库实习。\n\n" + around
    assert is_contradicted(FAMILY, text.format("第二职专"))
    assert holding(FAMILY, text.format("江岸职校"))


def test_departments_of_one_school_are_owners_too() -> None:
    assert is_contradicted(FAMILY, "商务系机电技术应用专业招生稳定。" + DEPARTMENTS)
    assert failing(FAMILY, "智造系机电技术应用专业招生稳定。" + DEPARTMENTS) == []


def test_one_row_of_a_second_table_may_be_wrong() -> None:
    other = "\n\n市级获奖\n\n学校\t专业\t一等奖\t二等奖\n江岸职校\t数控技术应用\t2\t3\n{}\t中餐烹饪\t1\t2\n"
    text = LISTS + TABLE + other
    assert is_contradicted(FAMILY, text.format("江岸职校"))
    assert failing(FAMILY, text.format("第二职专")) == []


@pytest.mark.parametrize(
    "text",
    [
        "第二职专2024年新增物流服务与管理专业。",
        "第二职专拟申报数控技术应用专业。",
        "江岸职校、第二职专会计事务专业联合命题。",
        "江岸职校会计事务专业与第二职专会计事务专业联合教研。",
        "第二职专的教师到江岸职校汽车运用与维修专业听课。",
        "原第二职专汽车运用与维修专业学生全部随迁。",
        "第二职专组织全体学生参加数控技术应用知识竞赛。",
        "江岸职校会计专业技术职务评审工作按时完成。",
        "第二职专物流服务与管理专业群由三个专业组成。",
        "青山职校数控技术应用专业与我区结对。",
        "第二职专首届物流服务与管理专业学生顺利毕业。",
        "第二职专电子商务专业与江岸职校汽车运用与维修专业结对。",
        "第二职专物流服务与管理班（社区培训）结业。",
        "江岸职校派教师到第二职专，数控技术应用专业教师参加了活动。",
        "第二职专数控技术应用专业今年停招。\n\n第二职专数控技术应用专业最后一届学生毕业。",
    ],
)
def test_what_may_be_so_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text + TABLE) == []


def test_what_two_schools_offer_belongs_to_both() -> None:
    table = TABLE + "第二职专\t数控技术应用\t20\t22\n"
    assert failing(FAMILY, "第二职专数控技术应用专业招生稳定。" + table) == []


def test_two_names_of_one_school_are_not_told_apart() -> None:
    text = "江岸中心学校汽车运用与维修专业招生稳定。江岸中心学校占地60亩。江岸中心学校建校早。"
    assert failing(FAMILY, text + TABLE) == []


def test_a_table_of_some_majors_proves_nothing() -> None:
    table = TABLE.replace("各校分专业在校生（人）", "各校市级骨干专业")
    assert failing(FAMILY, "第二职专数控技术应用专业招生稳定。" + table) == []


def test_a_name_in_the_midst_of_its_rows_tells_of_its_own_row_alone() -> None:
    table = "\n\n各校专业\n\n学校\t专业\t2023级\t2022级\n\t数控技术应用\t46\t44\n江岸职校\t汽车运用与维修\t52\t50\n\t物流服务与管理\t38\t36\n\t会计事务\t40\t42\n第二职专\t中餐烹饪\t35\t31\n\t高星级饭店运营与管理\t28\t26\n"
    assert failing(FAMILY, "第二职专会计事务专业招生稳定。" + table) == []


def test_names_broken_by_the_end_of_a_line_are_read() -> None:
    text = (
        "各校立足区域产业，主动走进园区，走访企业，摸清岗位需求，调整课程内容，逐步办出特色，其中第二职专汽车运\n"
        "用与维修专业与区内六家企业合作，把课堂搬进车间，请技师进校授课，学生在真实岗位上学习技能，得到企业和家长\n"
        "的一致好评。\n"
    )
    assert is_contradicted(FAMILY, text + TABLE)


@pytest.mark.parametrize("owner", ["江岸职校", "第二职专"])
def test_the_subject_of_a_sentence_owns_what_it_sets_up(owner: str) -> None:
    lists = "江岸职校建于1985年，是公办学校，现设有数控技术应用、汽车运用与维修2个专业。第二职专为民办学校，开设会计事务、中餐烹饪两个专业。"
    text = f"{lists}\n\n{owner}数控技术应用专业与区内六家企业合作。\n\n学校\t教职工\t专任教师\n江岸职校\t96\t80\n第二职专\t70\t61\n"
    assert is_contradicted(FAMILY, text) == (owner == "第二职专")


def test_a_thing_named_after_a_major_stands_beside_its_school() -> None:
    lists = (
        "江桥职校开设汽车运用与维修、工业机器人技术应用2个专业，南亭艺校开设动漫与游戏制作、服装设计与工艺2个专业。\n\n"
    )
    table = "表1 技能节项目\n\n项目\t承办学校\t参赛人数\n工业机器人技术应用挑战赛\t{}\t40\n服装设计与工艺作品展\t南亭艺校\t36\n校园十佳歌手\t江桥职校\t52\n"
    assert is_contradicted(FAMILY, lists + table.format("南亭艺校"))
    assert failing(FAMILY, lists + table.format("江桥职校")) == []
    assert failing(FAMILY, lists + table.replace("承办学校", "合办学校").format("南亭艺校")) == []
