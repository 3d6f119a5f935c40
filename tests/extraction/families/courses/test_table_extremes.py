"""Who comes first or last in a table comes first or last in the sentence about it."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "table-extremes"
_TABLE = "\n\n表3 就业情况\n\n专业\t毕业生数\t就业率\n护理\t250\t99.2%\n机电\t180\t98.9%\n会计\t120\t95.0%\n"


@pytest.mark.parametrize(
    "said", ["就业率最高的是机电专业，为98.9%。", "从专业看，机电专业毕业生最多。", "就业率最低的是护理专业。"]
)
def test_another_row_than_the_table_s_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said + _TABLE)


@pytest.mark.parametrize("said", ["就业率最高的是护理专业，为99.2%。", "会计专业毕业生最少。"])
def test_the_table_s_own_row_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said + _TABLE)


@pytest.mark.parametrize(
    "said", ["除护理外，就业率最高的是机电专业。", "就业率增幅最高的是机电专业。", "起薪最高的是机电专业。"]
)
def test_what_the_table_does_not_say_is_left_alone(said: str) -> None:
    assert outcomes(FAMILY, said + _TABLE) == ([], [])


STAFF = "表2 各系情况\n\n系部\t在校生\t教师\t双师占比\n智能制造系\t1126\t38\t71.1%\n信息技术系\t1034\t33\t72.7%\n汽车工程系\t742\t28\t75.0%\n财经商贸系\t856\t29\t62.1%\n合计\t3758\t128\t70.3%\n"
TERMS = "表4 满意度\n\n分项\t上学年\t本学年\n教学质量\t90.6%\t92.4%\n食堂伙食\t83.5%\t86.1%\n住宿条件\t88.2%\t87.3%\n社团活动\t91.8%\t93.0%\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("四个系中，信息技术系规模最大。", "四个系中，智能制造系规模最大。"),
        ("人数最多的是信息技术系，最少的是汽车工程系。", "人数最多的是智能制造系，最少的是汽车工程系。"),
        ("双师占比最高的是汽车工程系，最低的是信息技术系。", "双师占比最高的是汽车工程系，最低的是财经商贸系。"),
        ("在校生信息技术系位居第三。", "在校生信息技术系位居第二。"),
        ("双师占比最高的是汽车工程系，超过八成。", "双师占比最高的是汽车工程系，超过七成。"),
        (
            "智能制造系在校生占全校的30.0%，居首位；财经商贸系最少。",
            "智能制造系在校生占全校的30.0%，居首位；汽车工程系最少。",
        ),
    ],
)
def test_who_comes_first_is_looked_up(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, f"{wrong}\n\n{STAFF}")
    assert outcomes(FAMILY, f"{right}\n\n{STAFF}")[1] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("唯一下降的是社团活动。", "唯一下降的是住宿条件。"),
        ("只有教学质量有所下降。", "只有住宿条件有所下降。"),
        ("教学质量提升幅度最大。", "食堂伙食提升幅度最大。"),
        ("提高最多的是社团活动。", "提高最多的是食堂伙食。"),
    ],
)
def test_who_moved_alone_or_most_is_looked_up(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, f"{TERMS}\n{wrong}\n")
    assert outcomes(FAMILY, f"{TERMS}\n{right}\n")[1] == []


@pytest.mark.parametrize(
    "text",
    ["除智能制造系外，信息技术系规模最大。", "信息技术系在全省排名第一。", "信息技术系学生的就业面最广，机会最多。"],
)
def test_what_no_column_tells_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, f"{text}\n\n{STAFF}")[1] == []


_REGIONS = "表7 各区域投入\n\n区域\t2018年\t2019年\n市直\t1000\t1120\n云髻县\t800\t835.6\n石径县\t900\t944.8\n\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("三个区域的投入均有增长，其中市直增幅最高，{}增幅最低。", "石径县", "云髻县"),
        ("投入增长幅度最小的是{}。", "石径县", "云髻县"),
        ("市直投入增速最快，{}增速最慢。", "石径县", "云髻县"),
    ],
)
def test_who_moved_least_is_looked_up_in_the_table(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, _REGIONS + text.format(wrong))
    assert failing(FAMILY, _REGIONS + text.format(right)) == []


_LEAVERS = "\n\n表5 毕业生去向\n\n专业\t毕业生数\t升学\t直接就业\t就业率\n数控\t45\t18\t25\t95.56%\n物流\t55\t26\t28\t98.18%\n护理\t66\t23\t42\t98.48%\n电商\t52\t33\t18\t98.08%\n合计\t218\t100\t113\t97.71%\n"


@pytest.mark.parametrize(
    "said",
    [
        "直接就业人数最多的是护理专业，为46人。",
        "护理专业直接就业人数最多，达46人。",
        "就业率最高的专业是护理，达98.84%。",
        "升学最多的是电商专业（有35人）。",
        "升学人数最多的是电商，为33人；最少的是数控专业，仅19人。",
    ],
)
def test_the_first_has_the_figure_of_its_cell(said: str) -> None:
    assert is_contradicted("table-extremes", said + _LEAVERS)


@pytest.mark.parametrize(
    "said",
    [
        "直接就业人数最多的是护理专业，为42人。",
        "直接就业人数最多的是护理专业，约46人。",
        "直接就业人数最多的是护理专业，有12人入职同一家企业。",
        "上年直接就业人数最多的是护理专业，为46人。",
        "女生升学最多的是电商专业，为19人。",
        "毕业生最多的是护理专业，为3600元。",
        "直接就业人数最多的是护理专业，为66人。",
    ],
)
def test_a_figure_of_something_else_is_not_held_against_the_cell(said: str) -> None:
    assert not is_contradicted("table-extremes", said + _LEAVERS)


def test_the_first_of_one_school_is_first_among_its_rows() -> None:
    table = (
        "\n\n表5 各校专业在校生\n\n学校\t专业\t在校生\n岭前职业学校\t轨道交通\t210\n岭前职业学校\t会计\t160\n岭前职业学校\t护理\t90\n"
        "溪口工艺学校\t陶瓷工艺\t320\n溪口工艺学校\t漆器\t70\n溪口工艺学校\t木雕\t60\n"
    )
    assert is_confirmed(FAMILY, f"岭前职业学校在校生最多的是轨道交通。{table}")
    assert is_contradicted(FAMILY, f"岭前职业学校在校生最多的是会计。{table}")
    assert is_contradicted(FAMILY, f"在校生最多的是轨道交通。{table}")


def test_a_figure_of_neither_row_is_of_another_table() -> None:
    table = "\n\n表1 获奖情况\n\n学校\t国家级\t省级\n工贸校\t1\t9\n商旅校\t2\t14\n农艺校\t1\t6\n\n"
    assert failing(FAMILY, f"{table}订单班14个，工贸校最多，有6个班。") == []
    assert failing(FAMILY, f"{table}省级奖工贸校最多，有14项。")
