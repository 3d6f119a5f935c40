"""A share told of a row of a table follows from the row's figure and the total of its column."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "row-shares"
TRAINING = "表3 各类培训情况\n\n项目\t期数\t人次\n社区教育\t30\t6276\n农民培训\t20\t2500\n职工培训\t10\t1224\n合计\t60\t10000\n\n"
MAJORS = "表2 各专业在校生情况（单位：人）\n\n专业\t在校生数\n护理\t263\n机电技术应用\t180\n会计\t95\n合计\t538\n\n"
WORDINGS = (
    (TRAINING, "人次最多的是社区教育，占总人次的{}。", "67.26%", "62.76%"),
    (TRAINING, "从人次看，社区教育占{}，居第一位。", "67.26%", "62.76%"),
    (TRAINING, "社区教育人次最多，占全部培训人次的{}。", "62.67%", "62.76%"),
    (TRAINING, "期数最少的是职工培训，仅占{}。", "17.6%", "16.7%"),
    (TRAINING, "农民培训的人次占比为{}。", "52.0%", "25.0%"),
    (
        f"{TRAINING}表4 经费\n\n项目\t万元\n项目\t30\n人员\t70\n公用\t20\n\n",
        "社区教育是主要项目，占全部培训人次的{}。",
        "67.26%",
        "62.76%",
    ),
    (TRAINING, "社区教育是培训的主体，占总人次的{}。", "67.26%", "62.76%"),
    (MAJORS, "护理专业在校生最多，占全校的{}。", "84.9%", "48.9%"),
    (MAJORS, "规模最大的专业是护理，占在校生的{}；规模最小的是会计，占17.7%。", "84.9%", "48.9%"),
    (MAJORS, "护理专业最多，为263人，占{}。", "84.9%", "48.9%"),
    (MAJORS, "其中，机电技术应用专业占{}。", "35.3%", "33.5%"),
    (MAJORS, "机电技术应用专业在校生占比为{}。", "35.3%", "33.5%"),
    (MAJORS, "会计专业人数最少，只占全校学生的{}。", "15.7%", "17.7%"),
    (MAJORS, "在校生中，护理专业所占比例最高，占{}。", "49.8%", "48.9%"),
)


@pytest.mark.parametrize(("table", "said", "wrong", "right"), WORDINGS)
def test_a_row_named_in_a_sentence_has_the_share_that_its_table_gives(
    table: str, said: str, wrong: str, right: str
) -> None:
    assert is_contradicted(FAMILY, table + said.format(wrong))
    assert is_confirmed(FAMILY, table + said.format(right))


@pytest.mark.parametrize(
    "said",
    [
        "护理专业女生占92.1%。",
        "上年护理专业占全校的52.0%。",
        "护理专业毕业生占42.5%。",
        "力争护理专业占比达到55%。",
        "护理专业教师占30.0%。",
        "护理专业比上年增加12人，占增量的40%。",
        "护理、会计两个专业合计占66.5%。",
        "护理专业占招生总数的40.5%。",
        "我市护理专业在校生1263人，占20.8%。",
    ],
)
def test_a_share_of_something_else_says_nothing(said: str) -> None:
    assert not is_contradicted(FAMILY, MAJORS + said)


def test_where_no_word_says_which_column_only_a_slip_is_told() -> None:
    assert is_contradicted(FAMILY, TRAINING + "社区教育占67.26%。")
    assert not is_contradicted(FAMILY, TRAINING + "社区教育占71.5%。")


def test_the_table_of_another_chapter_is_no_proof_where_the_name_stands_in_several() -> None:
    two = (
        MAJORS
        + "二、毕业\n\n表3 各专业毕业生情况（单位：人）\n\n专业\t毕业生数\n护理\t80\n会计\t40\n美术\t30\n合计\t150\n\n"
    )
    assert not is_contradicted(FAMILY, two + "三、成效\n\n护理专业占51.0%。")


def test_a_table_without_a_total_is_added_up() -> None:
    table = "表1 学校\n\n学校名称\t办学性质\t在校生数\n第一职业学校\t公办\t1246\n财经学校\t公办\t583\n艺术学校\t民办\t214\n\n"
    assert is_contradicted(FAMILY, table + "在校生规模上，财经学校占25.84%。")
    assert is_confirmed(FAMILY, table + "在校生规模上，财经学校占28.54%。")
    assert outcomes(FAMILY, table + "公办学校占89.5%。") == ([], [])


def test_several_rows_may_be_added_up() -> None:
    assert is_confirmed(FAMILY, MAJORS + "护理和会计两个专业合计占在校生的66.5%。")
    assert is_contradicted(FAMILY, MAJORS + "护理、会计两个专业在校生合计占全校的65.6%。")
    assert not is_contradicted(FAMILY, MAJORS + "护理、会计两个专业女生合计占全校的65.6%。")
