"""The family of cells that do not hold what their column promises, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "table-cells"
WRONG = (
    "序号\t指标\t单位\t2022年\n1\t教师数\t人\t35\n2\t学生数\t人\t很多\n3\t班级数\t个\t12\n",
    "项目\t人数（人）\n甲\t12\n乙\t-5\n丙\t20\n",
    "项目\t合格率\n甲\t98%\n乙\t198%\n丙\t97%\n",
    "序号\t指标\t单位\t2022年\n1\t参加抽测人数\t人\t640\n\t其中：技能抽测通过率\t%\t640\n2\t在编教师\t人\t88\n",
    "序号\t指标\t单位\t2022年\n1\t培训学时\t个\t350\n2\t学生数\t人\t500\n",
)
NO_CLAIM = (
    "序号\t指标\t单位\t2022年\n1\t参加抽测人数\t人\t640\n\t其中：技能抽测通过率\t%\t98.4\n2\t招生计划完成率\t%\t104\n",
    "项目\t人数\n甲\t12\n乙\t无\n丙\t—\n",
    "指标\t2021年\t2022年\t增幅\n招生\t100\t250\t150%\n在校\t300\t280\t-6.67%\n",
    "序号\t指标\t单位\t2022年\n1\t生均工位数\t个/生\t0.85\n2\t生师比\t:\t12.5:1\n",
    "专业\t合作企业\n会计\t甲公司、乙公司\n汽修\t丙公司\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_cell_out_of_place_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_signs_for_none_and_growth_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_second_row_of_heads_holds_no_words_in_place_of_numbers() -> None:
    assert (
        failing(
            "table-cells",
            "院校\t名次\t得分\t名次\t得分\n甲校\t12\t80\t3\t75\n乙校\t15\t82\t4\t74\n类别\t全国\t省内\t全国\t省内\n丙校\t18\t79\t5\t73\n丁校\t20\t78\t6\t72\n",
        )
        == []
    )


def test_a_head_of_shares_over_a_column_of_counts_accuses_none_of_them() -> None:
    table = "学校\t满意度（%）\n甲校\t860\n乙校\t590\n丙校\t480\n"
    assert failing("table-cells", table) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "类别\t项目\t人数\t比例\n年龄\t30岁及以下\t46\t16.4%\n\t31—40岁\t112\t40.0%\n\t41—50岁\t{}\t32.1%\n\t50岁以上\t32\t11.4%\n",
            "32.1%",
            "90",
        ),
    ],
)
def test_a_share_among_the_counts_of_ages(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "table",
    [
        "项目\t人数\n电工\t120\n焊工\t详见附表\n钳工\t30\n车工\t28\n",
        "项目\t人数\n电工\t120\n焊工\t…\n钳工\t30\n车工\t28\n",
    ],
)
def test_what_leads_elsewhere_is_no_slip(table: str) -> None:
    assert not is_contradicted("table-cells", table)


@pytest.mark.parametrize(
    "table",
    [
        "学历类别\t学历人数（人）\n研究生\t52\n本科\t238\n专科\t81\n职称类别\t职称人数（人）\n高级\t105\n中级\t172\n",
        "项目\t数量\n教室\t46\n实训室\t50\n机房\t74\n合作企业\t合作企业\n甲企业\t94\n",
        "项目\t计划\t进度\n实训楼\t1500\t102.40%\n图书馆\t900\t57.20%\n食堂\t1400\t64.34%\n",
    ],
)
def test_second_heads_and_plans_exceeded_are_in_their_place(table: str) -> None:
    assert failing("table-cells", table) == []


def test_what_stayed_the_same_is_a_change_in_words() -> None:
    table = "项目\t上年\t本年\t{}\n校舍\t78000\t81000\t增加3000\n机房\t64\t69\t增加5\n工位\t640\t694\t增加54\n占地\t286\t286\t持平\n"
    assert failing("table-cells", table.format("变化情况")) == []
