"""A figure told twice under the same words is told with the same digits."""

import pytest
from family_reading import failing, is_contradicted, outcomes

FAMILY = "echoes"
_FORM = (
    "\n\n第六章 附表\n\n指标\t单位\t2023年\n横向技术服务到款额\t万元\t42.6\n横向技术服务产生的经济效益\t万元\t213.0\n"
    "公益培训时长\t学时\t21480\n企业提供的校内实践教学设备值\t万元\t320.5\n年实习责任保险经费\t万元\t3.48\n"
)
_TRAINING = "\n\n表4 社会培训情况\n\n项目\t班次\t人次\t收入（万元）\n技能提升\t12\t3170\t104.3\n农民培训\t26\t6090\t208.5\n合计\t38\t9260\t312.8\n"
_FAR = "\n\n三、校企合作\n\n企业深度参与人才培养全过程，共同制定方案。\n\n"


@pytest.mark.parametrize(
    "said",
    [
        "学校服务企业转型升级，产生经济效益231.0万元。",
        "全年公益培训21408学时，受到群众好评。",
        "公益性培训时长达12480学时。",
        "实习责任保险经费34.8万元，实现全覆盖。",
        "合作企业提供校内实践教学设备值3205万元。",
        "横向技术服务到款额46.2万元，反映了教师的服务能力。",
    ],
)
def test_a_slip_beside_a_row_of_the_same_words_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said + _FORM)


@pytest.mark.parametrize(
    "said",
    [
        "2023年学校开展职业培训38个班次，培训9620人次。",
        "全年共举办各类培训班，惠及9206人次，群众满意。",
        "社会培训收入321.8万元，比上年有所提高。",
    ],
)
def test_the_last_row_of_the_table_near_by_is_what_the_sentence_tells(said: str) -> None:
    assert is_contradicted(FAMILY, said + _TRAINING)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("合作企业接收学生实习346人。", "本年度实习学生364人，对口率93%。"),
        ("投入实习责任保险经费89.6万元。", "实习责任保险经费98.6万元由学校承担。"),
        ("图书馆藏书12.58万册。", "现有馆藏图书15.28万册，生均46册。"),
        ("双元制试点班学员1,236人。", "试点班学员1263人全部考取证书。"),
    ],
)
def test_two_paragraphs_far_apart_tell_one_figure(first: str, second: str) -> None:
    assert is_contradicted(FAMILY, first + _FAR + second)
    assert is_contradicted(FAMILY, second + _FAR + first)


@pytest.mark.parametrize(
    "said",
    [
        "产生经济效益213.0万元。",
        "去年产生经济效益231.0万元。",
        "产生经济效益比上年增加231.0万元。",
        "计划产生经济效益231.0万元。",
        "产生经济效益约231.0万元。",
        "横向技术服务到款额624万元。",
    ],
)
def test_another_time_a_change_or_a_plan_is_another_figure(said: str) -> None:
    assert outcomes(FAMILY, said + _FORM)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "护理专业招生346人。\n\n机电专业招生364人。",
        "毕业率99.8%。\n\n就业率98.9%。",
        "就业率97.09%。\n\n对口就业率79.09%。",
        "甲校在校生1263人、乙校在校生1236人。",
        "2021年招收新生632人。\n\n2023年招收新生623人。",
        "（一）东城职业学校\n\n本校招收新生346人。\n\n（二）西城职业学校\n\n本校招收新生364人。",
        "奖励学生人均2000元。\n\n基地接待游客，人均消费200元。",
        "接收学生实习346人。\n\n实习学生364人。\n\n另有接收实习364人的企业。\n\n学生实习346人。",
    ],
)
def test_figures_of_two_things_may_look_alike(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“双师型”教师74人。", "全区现有“双师型”教师47人。"),
        ("三年级163人全部安排岗位实习。", "一年级168人，二年级155人，三年级153人。"),
    ],
)
def test_of_one_name_and_no_other_word_any_slip_is_told(first: str, second: str) -> None:
    assert is_contradicted(FAMILY, first + _FAR + second)


def test_a_share_of_those_whom_the_row_names_is_the_row_s() -> None:
    table = "\n\n表1 教师性别\n\n性别\t人数\t比例（%）\n男\t75\t40.11\n女\t112\t59.89\n"
    assert is_contradicted(FAMILY, "由表1可知，女教师占58.99%。" + table)
    assert outcomes(FAMILY, "由表1可知，女教师占59.89%。" + table)[1] == []


def test_a_head_of_persons_names_none_of_them() -> None:
    table = "工种\t参加鉴定（人）\t取得证书（人）\n汽车维修工\t62\t57\n保育员\t207\t196\n合计\t269\t253\n"
    assert failing("echoes", f"{table}\n\n二、就业\n\n毕业生442人，直接就业235人，升入高一级学校200人。") == []


def test_one_long_name_that_ends_as_the_other_names_one_figure() -> None:
    text = "学生获省级以上奖项63项。\n\n二、学生发展\n\n在各级技能大赛中，学生共获省级以上奖项{}项。"
    assert is_contradicted("echoes", text.format("36"))
    assert failing("echoes", text.format("63")) == []


_SCHOOLS = "\n\n表1 各校情况\n\n学校\t在校生\t教职工\n妫川区职业学校\t640\t58\n长城马术学校\t210\t31\n青河艺术学校\t260\t29\n合计\t1110\t118\n"


def test_one_paragraph_may_go_from_a_school_to_all_of_them() -> None:
    told = "企业提供见习岗位346个，条件完备。{}企业提供见习岗位364个，质量较好。"
    both = told.format("两校合作") + _SCHOOLS
    assert outcomes(FAMILY, f"青河艺术学校合作{both}")[1] == []
    assert is_contradicted(FAMILY, f"合作{both}")
    assert is_contradicted(FAMILY, told.format("") + _SCHOOLS)


def test_two_sentences_that_share_the_name_of_a_school_alone_count_two_things() -> None:
    assert outcomes(FAMILY, f"报考等级证书的学生中，青河艺术学校346人。{_FAR}志愿者中，青河艺术学校364人。")[1] == []
    assert is_contradicted(FAMILY, f"青河艺术学校报考等级证书346人。{_FAR}青河艺术学校报考等级证书364人。")


def test_paragraphs_that_speak_of_two_firms_have_figures_of_their_own() -> None:
    text = "（1）宏达机电有限公司为合作企业，主要从事设备制造，注册资本为50000万元。\n\n（2）远景软件有限公司为合作企业，主要从事软件开发，注册资本为5000万元。"
    assert failing("echoes", text) == []
    assert failing("said-again", text) == []


@pytest.mark.parametrize(("said", "is_wrong"), [("921.04", True), ("912.04", False)])
def test_an_amount_in_yuan_is_told_in_myriads(said: str, is_wrong: bool) -> None:
    table = "\n\n单位：元\n\n项目\t本年数\n总收入\t15819143.56\n财政拨款\t9120400.00\n事业收入\t6698743.56\n"
    assert is_contradicted("echoes", f"2023年学校财政拨款{said}万元，事业收入669.87万元。{table}") is is_wrong
