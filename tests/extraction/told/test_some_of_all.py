"""What is said of some, or of another body, is held against nothing that is said of all."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.told.some_of_all import some_told_of
from nianbao.proofreading.proofread import proofread

_MAJORS = (
    "\n\n专业\t毕业生\t对口就业率\n会计事务\t60\t82.50%\n数控技术应用\t80\t100%\n护理\t90\t96.20%\n合计\t230\t94.10%\n"
)
OTHER_BODIES = (
    "全区计划招生1500人，实际招生1413人，计划完成率94.20%，其中民办学校完成率65.00%，还差42人。",
    "计划录取800人，实际录取792人，完成率99.00%，而技工学校完成率96.50%，缺额7人。",
    "毕业生900人，升学540人，升学率60.00%，其中卫生学校升学率71.25%。",
    "核定编制240个，现有教职工228人，空编12个；艺术学校完成率80.00%，缺额5人。",
    "两校毕业生700人，升学420人，升学率60.00%。县卫校升学90人，升学率75.00%，高于全县。",
    "公办学校专任教师100人，生师比13.20:1，民办学校专任教师20人，生师比16.50:1。",
    "机电学部236人，升学152人，就业80人，未落实4人；商贸学部158人，升学112人，就业43人，未落实3人。",
)
SO_MANY_OF_THEM = (
    f"对口就业率方面，数控技术应用1个专业的对口就业率为100%。{_MAJORS}",
    f"2个专业的对口就业率在95%以上。{_MAJORS}",
    f"护理、数控技术应用两个专业的毕业生对口就业率平均98.00%。{_MAJORS}",
    "就业率97.60%，形势良好。\n\n其中3所学校的就业率为99.00%。",
    "升学率61.00%。\n\n6个专业的升学率为80.00%。",
)


def alarms(text: str) -> list[str]:
    found = proofread(read_document(text.encode(), name="report.txt")).findings
    return [f.message for f in found if f.group == "contradiction" and not f.is_folded]


@pytest.mark.parametrize("text", [*OTHER_BODIES, *SO_MANY_OF_THEM])
def test_consistent_texts_stay_without_alarms(text: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ("县卫校升学138人，升学率", "县卫校"), ("其中一职就业率", "其中一职"), ("会计、护理2个专业的对口率", "2个专业的"), ("有12家企业的满意度", "12家企业的"),
        ("全校就业率", ""), ("两所职校的就业率", "两所职校的"), ("全区3所学校的就业率", ""), ("共有3个专业的就业率", ""), ("职校学生的就业率", ""), ("学校现有专任教师", ""),
    ],
)  # fmt: skip
def test_who_is_spoken_of_is_read(words: str, some: str) -> None:
    assert some_told_of(words) == some
