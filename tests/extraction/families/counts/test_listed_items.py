"""The family of counts beside the lists they count, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "listed-items"
WRONG = (
    "开设语文、数学、英语、体育五门课程。",
    "建成护理、药剂、中医康复技术、口腔工艺四大专业群，特色鲜明，又有甲、乙、丙、丁、戊六个工作室。",
    "设立三个中心：培训中心、实训中心、竞赛中心、研发中心。",
    "学校有四个校区（东校区、西校区、南校区）。",
    "着力培育“工匠班”“创新班”“卓越班”两个品牌班级。",
    "组建4个专业群，分别是软件与数据专业群、智能网联专业群、数字创意专业群，服务产业。",
    "开设订单班5个，分别为“重装班”“恒锐班”“天岳班”“精铸班”“万行班”“云仓班”，培养学生218人。",
    "制定了《教学管理办法》《学生管理办法》《实训管理办法》等2项制度。",
    "修订《教学管理办法》《学生管理办法》《实训管理办法》，共4个文件。",
    "我区有中职学校3所，一所是区职教中心，另一所是区第二职业高中。",
    "按照招生、培养、就业、升学五个环节开展诊断。",
    "落实“三个提升”要求，提升理论素养，学深悟透；提升业务能力，服务教学；提升服务水平，办好实事；提升管理质量，走在前列。",
)
RIGHT = (
    "开设语文、数学、英语、体育四门课程。",
    "设立三个中心：培训中心、实训中心和竞赛中心。",
    "编写校本教材3部：《数控编程》、《电工基础》、《网店运营》。",
    "按照招生、培养、就业、升学四个环节开展诊断。",
    "现有中等职业学校两所，一所为县职业技术教育中心，一所为县卫生职业学校。",
    "机电类调整为机电技术应用、数控技术应用、工业机器人技术应用三个专业。",
    "聘请张明、李华两位专家到校指导。",
    "建有语文、数学、英语等六个教研组。",
)
NO_CLAIM = (
    "女子组的李、王和赵三位皆曾在双打项目夺得四项冠军。",
    "上海大众、东风日产、一汽大众在最近两个月都进入榜单。",
    "中国与印度、缅甸共同倡导的和平共处五项原则。",
    "《电工基础》《网店运营》课程各建成4个教学案例。",
    "出版《数控编程》《电工基础》，另有5本教材待审。",
    "与甲公司、乙公司签订3份协议。",
    "教师参加国家级、市级5个项目培训。",
    "获市级一等奖2名、二等奖3名。",
    "会计、电商专业学生参加7个项目比赛。",
    "第三届职业教育活动周开放了五天，接待家长、学生、企业代表三百余人。",
    "接待区领导、专家学者、兄弟院校来访共计6批。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_count_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_counts_and_open_lists_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_objects_of_a_verb_are_not_counted_as_a_list(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("全区院校3所，分别为：区职教中心校、区卫生学校、区商业职业高中和区体育运动学校。", "全区院校4所，分别为：区职教中心校、区卫生学校、区商业职业高中和区体育运动学校。"),
        ("帮扶贫困村四个，分别是大王、柳林、前屯，选派书记四名、队员十二名。", "帮扶贫困村三个，分别是大王、柳林、前屯，选派书记四名、队员十二名。"),
        ("今年办成四件实事，一件是改造食堂，一件是翻新操场，还有一件是更新校车。", "今年办成三件实事，一件是改造食堂，一件是翻新操场，还有一件是更新校车。"),
    ],
)  # fmt: skip
def test_lists_that_end_in_bodies_or_go_on_with_figures(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


def test_a_list_that_was_counted_before_is_not_counted_again() -> None:
    assert failing(FAMILY, "共举办技能节、文化节、体育节三节和入学、成人、毕业三个仪式。") == []


LISTS_OF_TWO_KINDS = (
    "甲镇农校、明德学校引进木版年画、柳编两个省级项目，建成工坊2个。",
    "第一职校、第二职校联合申报智能焊接、绿色建筑两个培训项目。",
    "明年要做好四件事：扩大护理、机电专业招生，计划各增加一个班；支持校企合作，稳住生源；安排教师培训；建立季度发布制度，全年4次。",
    "学校实习221人、对口207人，艺校实习91人、对口80人，两校对口率分别为93.67%和87.91%。",
    "课题立项12项，结题8项；上年立项10项，结题9项。",
    "收到作品268件，其中一职96件、二职102件、艺校70件，评出一等奖20件、二等奖40件、三等奖60件，获奖作品120件。",
)


@pytest.mark.parametrize("text", [*LISTS_OF_TWO_KINDS])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", ["第一职校、第二职校引进木版年画、柳编三个省级项目。"])
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    ("alone", "wrong"),
    [
        ("培训人次、课时、不含线上学员四类数据由教务处报送。", "培训人次、课时、线上学员四类数据由教务处报送。"),
        ("公共课、语文、只统计期末、英语五门课程。", "公共课、语文、期末、英语五门课程。"),
        ("设有分馆1个（南校区）、阅览室4个。", "设有分馆（南校区）、阅览室4个部门。"),
        ("现有总务处1个（南校区）、值班室4个、宿管组12个。", "现有总务处（南校区）、值班室、宿管组4个部门。"),
    ],
)
def test_a_verb_within_and_a_count_of_its_own_end_a_list(alone: str, wrong: str) -> None:
    assert failing(FAMILY, alone) == []
    assert is_contradicted(FAMILY, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "二、认真落实五项管理制度。",
        "我们旗帜鲜明、深入细致地宣传四项管理制度，收效很好。",
        "教师进修从两个方面进行，即一方面是自学、听课、评课等校内研修，另一方面是到企业跟岗。",
    ],
)
def test_the_number_of_a_paragraph_and_words_of_manner_are_no_items(text: str) -> None:
    assert failing(FAMILY, text) == []
