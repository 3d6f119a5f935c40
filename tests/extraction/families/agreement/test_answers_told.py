"""How many answered, as a sentence tells it, is the count of the row of those who were asked."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "answers-told"
_COUNTS = (
    ("在校生满意度", "96.2", "590"),
    ("课堂育人满意度", "95.8", "590"),
    ("毕业生满意度", "95.1", "412"),
    ("应届毕业生满意度", "95.6", "274"),
    ("毕业三年内毕业生满意度", "94.2", "138"),
    ("教职工满意度", "97.0", "230"),
    ("用人单位满意度", "98.1", "52"),
    ("家长满意度", "96.8", "560"),
)


def _table(head: str, line: str) -> str:
    return f"\n\n表2 满意度调查表\n\n{head}\n" + "\n".join(line.format(*row) for row in _COUNTS) + "\n"


LAYOUTS = {
    "official": _table("指标\t单位\t2023年\t调查人次\t调查方式", "{0}\t%\t{1}\t{2}\t网上问卷"),
    "percent in the label": _table("指标\t2023年\t调查人次", "{0}（%）\t{1}\t{2}"),
    "count first": _table("对象\t有效问卷（份）\t满意度（%）", "{0}\t{2}\t{1}"),
    "sample": _table("指标\t满意度\t样本数", "{0}\t{1}%\t{2}"),
    "two years": _table("指标\t单位\t2022年\t2023年\t调查人次", "{0}\t%\t93.0\t{1}\t{2}"),
}
SAID = (
    ("委托第三方开展满意度调查，在校生有效问卷{}份。", "590", "509"),
    ("开展满意度问卷调查，回收在校生有效问卷{}份。", "590", "610"),
    ("满意度调查采用网上方式，教职工答卷{}份。", "230", "203"),
    ("满意度调查中，家长有效问卷{}份，用人单位52份。", "560", "650"),
    ("满意度调查中，家长有效问卷560份，用人单位{}份。", "52", "25"),
    ("满意度调查共有学生{}人参加调查。", "590", "690"),
    ("毕业生答卷共{}份，总体满意度95.1%。", "412", "421"),
    ("毕业生答卷共412份，其中应届毕业生{}份、毕业三年内毕业生138份。", "274", "247"),
    ("毕业生答卷共412份，其中应届毕业生274份、毕业三年内毕业生{}份。", "138", "183"),
    ("满意度问卷由教职工{}人全部参加。", "230", "320"),
    ("对用人单位开展满意度回访，收到企业问卷{}份。", "52", "57"),
)


@pytest.mark.parametrize(("said", "own", "other"), SAID)
def test_the_answers_told_are_those_of_the_row(said: str, own: str, other: str) -> None:
    assert is_confirmed(FAMILY, said.format(own) + LAYOUTS["official"])
    assert is_contradicted(FAMILY, said.format(other) + LAYOUTS["official"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tables_of_every_layout_are_read(layout: str) -> None:
    assert is_confirmed(FAMILY, SAID[0][0].format("590") + LAYOUTS[layout])
    assert is_contradicted(FAMILY, SAID[0][0].format("509") + LAYOUTS[layout])


@pytest.mark.parametrize(
    "said",
    [
        "满意度调查向在校生发放问卷618份。",
        "学期末组织评教，收回学生问卷1434份，满意率95.0%。",
        "2022年满意度调查回收在校生问卷570份。",
        "现有教职工246人，教师满意度较高。",
        "社区培训满意度调查发放学员问卷300份。",
    ],
)
def test_papers_of_another_kind_are_none_of_the_table(said: str) -> None:
    assert outcomes(FAMILY, "中等职业教育质量年度报告（2023年度）\n\n" + said + LAYOUTS["official"]) == ([], [])


def test_all_answers_are_those_of_the_groups_together() -> None:
    said = "满意度调查共回收有效问卷{}份。"
    assert is_confirmed(FAMILY, said.format(1844) + LAYOUTS["official"])
    assert outcomes(FAMILY, said.format(2100) + LAYOUTS["official"]) == ([], [])
