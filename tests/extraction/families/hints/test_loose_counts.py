"""The family of loose counts, on sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "loose-counts"
FORM = "学校现开设专业{}个，结构合理。\n\n表3 教学资源表\n\n序号\t指标\t单位\t2023年\n1\t专业数量\t个\t12\n2\t专业群数量\t个\t4\n"


@pytest.mark.parametrize(
    "text",
    [
        "选派8名教师支教，其中赴甲县3名、赴乙县2名。",
        "接收学员60人，其中来自甲县25人、来自乙县40人。",
        "13所学校实现党组织全覆盖，其中设党委3个、党总支5个、党支部6个。",
        "开设专业8个，分属4个专业大类：加工制造类有机电、数控，教育类有幼儿保育，财经商贸类有会计、电商。",
        FORM.format(14),
        "围绕产业组建5个专业群。\n\n" + FORM.format(12),
    ],
)
def test_a_count_beside_its_parts_is_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "选派5名教师支教，其中赴甲县3名、赴乙县2名。",
        "选派8名教师支教，其中骨干教师3名、青年教师2名。",
        "选派约8名教师支教，其中赴甲县3名、赴乙县2名。",
        "14所学校实现党组织全覆盖，其中设党委3个、党总支5个、党支部6个。",
        "开设专业8个，分属3个专业大类：加工制造类有机电、数控，教育类有幼儿保育，财经商贸类有会计、电商。",
        "开设专业28个，分属6个专业大类：加工制造类有机电、数控，教育类有幼儿保育，财经商贸类有会计、电商等。",
        FORM.format(12),
        FORM.format(40),
        "其中骨干专业5个。\n\n" + FORM.format(12),
        "上年学校开设专业14个。\n\n" + FORM.format(12),
    ],
)
def test_what_is_counted_apart_is_silent(text: str) -> None:
    assert failing(FAMILY, text) == []


_FORM = "\n\n表3 服务贡献\n\n序号\t指标\t单位\t2023年\n1\t非学历培训项目数\t个\t{}\n2\t公益培训学时\t学时\t860\n"


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("校企共办学员班，涉及3大类21项技能类培训。", 21, 23),
        ("全年组织12个培训项目，参训学员众多。", 12, 11),
    ],
)
def test_trainings_that_the_form_counts_otherwise(said: str, right: int, wrong: int) -> None:
    assert failing(FAMILY, said + _FORM.format(right)) == []
    assert failing(FAMILY, said + _FORM.format(wrong))


@pytest.mark.parametrize("said", ["组织教师培训21项。", "新增21项技能培训。", "其中开展21项技能培训。"])
def test_trainings_of_another_kind_stay_silent(said: str) -> None:
    assert failing(FAMILY, said + _FORM.format(23)) == []
