"""What one person earns is no mean of the report."""

from __future__ import annotations

import pytest

from nianbao.documents.document import Text
from nianbao.documents.reading import read_document
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.single_people import person_told_of
from nianbao.proofreading.proofread import proofread

_FORM = "\n\n表 1 学生发展\n\n序号\t指标\t单位\t2023年\n1\t月收入\t元\t3860\n2\t毕业生人数\t人\t520\n3\t毕业去向落实率\t%\t97.5\n"
ONE_PERSON = (
    "数控专业2018届毕业生陈立秋在精工厂做调试，月收入6200元。",
    "宋晓岚，护理专业2020级学生，2023年7月到县医院工作，月收入4100元。",
    "小贺起初在仓库搬货，半年后调到装配线，月收入5300元。",
    "他从学徒做起，如今月收入9000元，在县城买了房。",
    "学生郭铭于2022年入职，第一年月收入4500元。",
)


def alarms(text: str) -> list[str]:
    found = proofread(read_document(text.encode(), name="report.txt")).findings
    return [f.message for f in found if f.group == "contradiction" and not f.is_folded]


def read_last(words: str) -> Mention:
    return Passage.of("p", Text(words, ()), "paragraph").mentions[-1]


@pytest.mark.parametrize("told", ONE_PERSON)
def test_what_one_person_earns_contradicts_nothing(told: str) -> None:
    assert alarms(f"{told}{_FORM}") == []
    assert any(person_told_of(mention) for mention in Passage.of("p", Text(told, ()), "paragraph").mentions)


@pytest.mark.parametrize(
    "told",
    [
        "毕业生平均月收入3680元。", "其他专业学生月收入3200元。", "学生方面，月收入3900元。", "教师高级职称占40%，奖金3000元。", "他们的平均月收入4100元。",
        "毕业生就业率97%，月收入3900元。",
    ],
)  # fmt: skip
def test_many_people_are_no_person(told: str) -> None:
    assert person_told_of(read_last(told)) == ""


def test_another_mean_is_still_seen() -> None:
    assert alarms(f"2023年月收入3680元，增长较快。{_FORM}")
