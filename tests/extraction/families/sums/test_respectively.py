"""The family of names and values paired by 分别, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "respectively"
WRONG = (
    "语文、数学、英语的及格率分别为95%、92%。",
    "一年级、二年级、三年级学生数分别是300人、320人、310人、290人。",
)
RIGHT = (
    "语文、数学、英语的及格率分别为95%、92%和97%。",
    "甲校、乙校和丙校分别获得12项、9项、7项。",
)
NO_CLAIM = (
    "甲校、乙校分别承办春、夏两季赛事，工期分别为4个月、3个月。",
    "学校分别与甲、乙两家企业签订合作协议5份、6份。",
    "各校分别组织了3次、4次不等的活动。",
    "文化课合格率、毕业率分别提高0.3、0.1个百分点。",
)


@pytest.mark.parametrize("text", WRONG)
def test_an_unpaired_name_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_paired_names_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_the_word_before_a_verb_pairs_nothing(text: str) -> None:
    assert failing(FAMILY, text) == []
