"""What a plan wants is held against nothing that is."""

from __future__ import annotations

import pytest

from nianbao.documents.document import Text
from nianbao.documents.reading import read_document
from nianbao.extraction.dates.goals import plan_told_of
from nianbao.extraction.mention import Mention, Passage
from nianbao.proofreading.proofread import proofread

_FORM = "\n\n表 1 学生发展\n\n序号\t指标\t单位\t2023年\n1\t月收入\t元\t3860\n2\t毕业生人数\t人\t520\n3\t毕业去向落实率\t%\t97.5\n"
GOALS = (
    f"《青河区职业教育行动方案》提出，到2025年，毕业生人数达到700人、落实率达到99.0%。{_FORM}",
    "在校生2000人，专任教师150人。\n\n“十四五”规划明确，到2025年在校生2400人、专任教师180人，生师比13.33:1。",
    "现有专任教师96人，双师型教师48人，双师型教师占比50.00%。\n\n区里的方案要求到2025年双师型教师占比60%。",
    "在校生1180人。\n\n学校发展规划提出在校生1500人。",
    "教职工总数120人。\n\n市里印发的通知规定，教职工总数为138人。",
)


def alarms(text: str) -> list[str]:
    found = proofread(read_document(text.encode(), name="report.txt")).findings
    return [f.message for f in found if f.group == "contradiction" and not f.is_folded]


def read_last(words: str) -> Mention:
    return Passage.of("p", Text(words, ()), "paragraph").mentions[-1]


@pytest.mark.parametrize("text", GOALS)
def test_goals_contradict_nothing(text: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(
    ("words", "wants"),
    [
        ("《行动方案》提出，到2025年在校生达到4000人", True), ("区里的规划明确，在校生1500人", True), ("按照方案，到2025年双师型教师达到60%", True),
        ("合作协议约定每年接收学生40人", True), ("学校落实发展规划，现有专任教师150人", False), ("招生计划450人，实际招生441人", False),
        ("制定教学计划12份", False), ("方案实施以来，在校生增加到1200人", False),
    ],
)  # fmt: skip
def test_what_a_plan_wants_is_read(words: str, wants: bool) -> None:
    assert bool(plan_told_of(read_last(words))) is wants
