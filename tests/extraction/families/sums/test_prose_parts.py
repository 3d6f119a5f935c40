"""The family of totals in sentences and their parts, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "prose-parts"
WRONG = (
    "联盟现有成员单位28家，其中政府部门2家、行业协会3家、院校6家、企业19家。",
    "毕业生438人，其中中专毕业生236人，综合高中毕业生122人，五年制毕业生98人。",
    "立项课题23项，其中国家级1项、市级8项、区级16项。",
    "上半年招录教师6人，下半年招录教师11人，全年共招录18人。",
    "全系统获国家级奖12项、市级奖35项、区级奖64项，共获得各级各类奖项121项。",
    "全区现有教职工500人，其中男教职工180人，女教职工330人。",
    "举办讲座12场，其中线上5场，线下8场。",
    "投入资金900万元，其中市级资金300万元，区级资金400万元，其他资金100万元。",
    "在校生1200人，其中住校生1300人。",
    "甲专业招生40人，乙专业招生50人，共计招生100人。",
    "2020年获奖12项，2021年19项，2022年23项，三年共获奖74项。",
    "2021届毕业26人，2022届毕业28人，2023届毕业12人，三届合计毕业86人。",
)
RIGHT = (
    "2020年获奖12项，2021年19项，2022年23项，三年共获奖54项。",
    "全区现有教职工500人，其中男教职工170人，女教职工330人。",
    "甲专业招生40人，乙专业招生50人，共计招生90人。",
    "招生330人，比上年增加30人，其中男生200人，女生130人。",
)
NO_CLAIM = (
    "2021年投入120.50万元、2022年投入96.30万元，五年累计394.90万元。",
    "保险限额2000元，三项责任分别为100000元、50000元和8000元。",
    "这场比赛用时28小时33分30秒，其中获胜912盘，战平76盘。",
    "近一半学校的收入超过10万元，其中实验中学达到224万元。",
    "前四家企业的捐赠均超2000万元，其中甲公司捐赠3408万元。",
    "全区有9家公办园和3家民办园，其中9家公办园分布在城区。",
    "共鉴定89个样本，其中26个合格，另外63个待复检，而这63个中有21个是新样本。",
    "车站设基本站台1座、岛式站台1座，合计3个站台面。",
    "与42家企业合作，其中上市企业8家，外资企业15家，订单企业20家。",
    "专任教师203人，其中高级职称58人，硕士以上69人，35岁以下86人。",
    "获一等奖16项、二等奖23项、三等奖31项，获奖总数比上年增加9项。",
    "现有教师220人，其中党员140人，女教师180人。",
    "学校共有专业12个，其中市级特色专业3个，在校生1200人。",
    "开展活动20次，共计800人参加。",
    "平均年龄38岁，其中最大的59岁，最小的24岁。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_total_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_totals_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_parts_that_may_overlap_are_not_added(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_one_list_after_another_opens_nothing_up() -> None:
    assert failing("prose-parts", "1990年两校人均奖金分别为1000元和1700元，到1995年则分别为2825元和3484元。") == []


def test_parts_that_overlap_by_the_authors_own_words_are_not_added() -> None:
    text = "全年编写教材13本，其中国家规划教材4本、校企合作编写教材8本"
    assert is_contradicted(FAMILY, f"{text.replace('8', '18')}。")
    assert not is_contradicted(FAMILY, f"{text}（部分教材同时属于两类）。")
    assert not is_contradicted(FAMILY, "专任教师118人，其中双师型62人、骨干38人、其他28人，三者有交叉。")


PAIRS = (
    # What is told of the second of each pair is nothing that the first says.
    (
        "现有教师180人，其中文化课教师110人，返聘文化课教师80人。",
        "现有教职工180人，其中文化课教师110人，实训课教师80人。",
    ),
    (
        "现有教师180人，其中文化课教师110人，返聘文化课教师80人，其他人员70人。",
        "现有教师180人，其中文化课教师110人，返聘实训课教师80人，其他人员70人。",
    ),
    (
        "脱产学员402人，比上年减少38人，函授和夜校学员分别为516人和143人。",
        "脱产学员402人，函授和夜校学员分别为516人和143人。",
    ),
    ("校企累计立项236个，上年底为174个，其中本地190个。", "校企累计立项236个，上年底为174个，其中本地250个。"),
    (
        "两校开设专业18个，其中岭前职校12个，溪口职校9个（会计专业两校都有）。",
        "两校开设专业18个，其中岭前职校12个，溪口职校9个（会计专业办得较早）。",
    ),
    (
        "领取奖学金的学生356人，全年支出71.2万元，其中一年级新生124人。",
        "领取奖学金的学生356人，全年支出71.2万元，其中一年级新生424人。",
    ),
    (
        "领取奖学金的学生356人，获奖86人，全年支出71.2万元，其中一年级新生424人。",
        "领取奖学金的学生356人，获奖86次，全年支出71.2万元，其中一年级新生424人。",
    ),
    (
        "下设实训、教务、后勤、安保四个科室，职工63名，其中实训科20名、教务科15名、后勤科11名。",
        "下设实训、教务、后勤三个科室，职工63名，其中实训科20名、教务科15名、后勤科11名。",
    ),
    (
        "下设实训、教务、后勤三个科室，职工63名，其中实训科20名、教务科15名、退休返聘11名。",
        "下设实训、教务、后勤三个科室，职工63名，其中实训科20名、教务科15名、后勤科15名。",
    ),
    ("工会组织覆盖在编教职工316名，其中女职工152名。", "工会组织覆盖在编教职工316名，其中女职工452名。"),
    ("县外学生占了316人，其中女生152人。", "县外学生占了316人，其中女生452人。"),
    (
        "学校党员63人，其中一支部22人，二支部18人，三支部23人。",
        "学校党员63人，其中一支部22人，二支部18人，三支部21人。",
    ),
)


@pytest.mark.parametrize(("right", "wrong"), PAIRS)
def test_what_parts_are_of_is_told_from_what_stands_beside_them(right: str, wrong: str) -> None:
    assert failing(FAMILY, right) == []
    assert is_contradicted(FAMILY, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "近两年累计投入3.25亿元（2022年1.58亿、2023年1.76亿）。",
        "三年累计服务6.42万人次（2021年1.98万、2022年2.31万、2023年2.31万）。",
    ],
)
def test_a_bracket_that_counts_in_tens_of_thousands_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "近两年累计投入3.25亿元（2022年1.58亿、2023年1.67亿）。",
        "三年累计服务6.42万人次（2021年1.98万、2022年2.13万、2023年2.31万）。",
    ],
)
def test_a_bracket_that_counts_in_tens_of_thousands_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "累计投入3.25亿元（其中2022年1.58亿、2023年1.12亿）。",
    ],
)
def test_a_bracket_that_counts_in_tens_of_thousands_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "与外地共建基地48个，其中：省内31个；省外14个；境外6个。",
        "技能比武获奖46人，其中青山24人、绿水12人、平湖7人、其他地区5人。",
        "数字资源214件，其中微课86件、教学案例75件、动画62件。",
    ],
)
def test_a_list_behind_of_which_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "与外地共建基地48个，其中：省内31个；省外14个；境外3个。",
        "技能比武获奖46人，其中青山24人、绿水10人、平湖7人、其他地区5人。",
        "数字资源214件，其中微课86件、教学案例75件、动画53件。",
    ],
)
def test_a_list_behind_of_which_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "全年开展活动26次，其中党员参与18次、团员参与12次。",
        "教材32种，其中校企合作开发19种、新形态20种，部分教材兼具两种属性。",
    ],
)
def test_a_list_behind_of_which_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]


def test_one_year_is_no_part_of_the_mean_of_several() -> None:
    assert failing(FAMILY, "近三年年均招生640人，其中去年招生702人。") == []
    assert is_contradicted(FAMILY, "全年招生640人，其中护理专业招生702人。")


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ("全年支出1850万元，其中：基本支出1406万元，占76.00%；项目支出444万元，占24.00%。", False),
        ("全年支出1850万元，其中：基本支出1406万元，占76.00%；项目支出448万元，占24.00%。", True),
        ("全校教职工325人。其中：专任教师250人，主要承担课堂教学；行政后勤人员75人，主要负责日常管理。", False),
        ("全校教职工352人。其中：专任教师250人，主要承担课堂教学；行政后勤人员75人，主要负责日常管理。", True),
        # Shares that leave something out are of some of it.
        ("全年支出1850万元，其中：基本支出1406万元，占76.00%；设备购置204万元，占11.03%。", False),
    ],
)
def test_points_with_their_shares_or_purposes_make_up_the_whole(said: str, is_wrong: bool) -> None:
    assert is_contradicted("prose-parts", said) is is_wrong


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ("学校建有木工、焊接、喷涂三个车间，操作台分别为32个、28个和15个，共75个。", False),
        ("学校建有木工、焊接、喷涂三个车间，操作台分别为32个、28个和15个，共57个。", True),
        ("两个校区的图书室座位分别有120个和85个，合计205个。", False),
        # A numeral inside the name of a part is no figure between the parts.
        ("下达改造资金：宿舍楼改造120.5万元，食堂二期86.0万元，操场翻新40.0万元，合计246.5万元。", False),
        ("下达改造资金：宿舍楼改造120.5万元，食堂二期86.0万元，操场翻新40.0万元，合计264.5万元。", True),
    ],
)
def test_a_list_that_has_a_whole_of_its_own_is_held_against_that(said: str, is_wrong: bool) -> None:
    assert is_contradicted("prose-parts", said) is is_wrong
