"""Names that a body had before are no misprints of the present one."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

FORMER_NAMES = (
    "江川市建设工程学校质量年度报告\n\n学校1978年创办，1985年改建为江川市建筑工程学校，2006年更现名。江川市建设工程学校现有学生900人。",
    "江川市财经学校年度报告\n\n江川市财经学校前身是1963年的训练班，1996年改称江川市财贸学校，2003年与江川市粮食学校合并组建江川市财经学校。",
    "南湖区交通学校年报\n\n南湖区交通学校原名南湖区汽车学校。南湖区交通学校在校生800人。",
    "石河县工业学校年度报告\n\n石河县工业学校由石河县农业学校升格而来，石河县工业学校占地80亩。",
    "东港市航海学校质量年报\n\n东港市航运学校2010年更名为东港市航海学校，东港市航海学校有学生1200人。",
)


def alarms(text: str) -> list[str]:
    found = proofread(read_document(text.encode(), name="report.txt")).findings
    return [f.message for f in found if f.group == "contradiction" and not f.is_folded]


@pytest.mark.parametrize("text", FORMER_NAMES)
def test_former_names_are_left_alone(text: str) -> None:
    assert alarms(text) == []


def test_a_name_that_never_was_is_still_seen() -> None:
    text = "江川市建设工程学校质量年度报告\n\n江川市建筑工程学校现有学生900人，占地80亩。江川市建设工程学校绿化好。"
    assert alarms(text)
