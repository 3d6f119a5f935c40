"""The family of tables and their years, in reports of its own."""

from __future__ import annotations

from family_reading import failing, is_contradicted

FAMILY = "years-of-tables"


def _forms(*heads: str) -> str:
    rows = "\n1\t毕业生人数\t人\t1063\n2\t升学人数\t人\t748\n3\t就业人数\t人\t301\n"
    return "\n\n".join(f"表{n}\n\n序号\t指标\t单位\t{head}{rows}" for n, head in enumerate(heads, 1))


def test_the_one_form_of_another_year_is_seen() -> None:
    assert is_contradicted(FAMILY, _forms("2023年", "2023 年", "2022年", "2023年度"))
    assert failing(FAMILY, _forms("2023年", "2023 年", "2023年", "2023年度")) == []


def test_two_forms_of_another_year_are_meant_so() -> None:
    assert failing(FAMILY, _forms("2023年", "2023年", "2022年", "2022年", "2023年")) == []


def test_too_few_forms_prove_no_year() -> None:
    assert failing(FAMILY, _forms("2023年", "2022年")) == []


def test_a_class_with_the_figure_of_another_is_seen() -> None:
    table = "\n\n表1 2024届毕业生去向（单位：人）\n\n专业\t毕业生\t升学\t就业\n护理\t563\t448\t115\n机电\t500\t300\t200\n合计\t1063\t748\t315\n"
    for text in (
        "{}届毕业生1063人，落实毕业去向1049人。",
        "全区{}届中职毕业生共有1,063名，就业情况良好。",
        "{}届毕业学生人数为1063人。",
    ):
        assert is_contradicted(FAMILY, text.format(2023) + table)
        assert failing(FAMILY, text.format(2024) + table) == []


def test_a_class_under_the_year_of_a_form_is_seen() -> None:
    form = "\n\n序号\t指标\t单位\t2023年\t2024年\n1\t毕业生人数\t人\t998\t1063\n2\t升学人数\t人\t700\t748\n3\t就业人数\t人\t290\t301\n"
    assert is_contradicted(FAMILY, "2023届毕业生1063人。" + form)
    assert failing(FAMILY, "2023届毕业生998人，2024届毕业生1063人。" + form) == []


def test_a_figure_that_both_classes_are_given_is_left_alone() -> None:
    table = (
        "\n\n表1 2024届毕业生去向（单位：人）\n\n专业\t毕业生\t升学\n护理\t563\t448\n机电\t500\t300\n合计\t1063\t748\n"
    )
    assert failing(FAMILY, "2023届毕业生1063人。2024届毕业生也是1063人。" + table) == []
