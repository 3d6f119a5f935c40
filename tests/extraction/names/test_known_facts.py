"""Indicators are known by the names that reports give them."""

from __future__ import annotations

import pytest
from family_reading import read

from nianbao.extraction.names.known_facts import indicator_of, known_facts, prose_of_schools


@pytest.mark.parametrize(
    ("label", "indicator"),
    [
        ("其中：专任教师总数*", "full_time_teachers"),
        ("全日制在校生人数*（人）", "full_time_students"),
        ("2019在校人数（人）", "full_time_students"),
        ("升入高等教育比例", "further_study_rate"),
        ("生师比*", "students_per_teacher"),
        ("骨干教师人数", None),
        ("参赛学生人数", None),
    ],
)
def test_a_label_names_its_indicator(label: str, indicator: str | None) -> None:
    assert indicator_of(label) == indicator


def test_a_sentence_and_a_table_give_facts_of_one_indicator() -> None:
    facts = known_facts(
        read(
            "某区质量年度报告（2022）\n\n全区共有教职工256名。\n\n序号\t指标\t单位\t2022年\n1\t教职工总数\t人\t256\n2\t班级数\t个\t30\n"
        )
    )
    assert [fact.is_table for fact in facts["staff"]] == [True, False]


def test_a_named_school_narrows_the_scope() -> None:
    facts = known_facts(read("东山第一职业学校稳步发展，专任教师80人。\n\n全区中等职业学校专任教师300人。"))
    assert [bool(fact.scope) for fact in facts["full_time_teachers"]] == [True, False]


def test_last_years_figure_keeps_its_period() -> None:
    facts = known_facts(read("某区质量年度报告（2022）\n\n2021年就业率为98.5%。"))
    assert [fact.period for fact in facts["employment_rate"]] == [2021]


def test_running_text_below_a_school_is_that_schools() -> None:
    manuscript = read("全区有两所学校。\n\n一、青山职业学校\n\n学校招生120人。\n\n二、教学工作\n\n全区开设9个专业。\n")
    assert [school for _, school in prose_of_schools(manuscript)] == ["", "青山职业学校", ""]
