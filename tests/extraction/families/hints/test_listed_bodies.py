"""The schools of a report are the same ones in every list of all of them."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "listed-bodies"
TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n清川职业学校\t210\t640\n清川护理学校\t180\t520\n启航艺术学校\t90\t260\n"
COLUMNS = "\n\n表2 各校指标\n\n指标\t单位\t清川职业学校\t清川护理学校\t启航艺术学校\n毕业生数\t人\t201\t160\t80\n双师型教师\t人\t60\t44\t12\n"
PAIR = (
    "清川职业学校组织宣讲，队员24人；清川护理学校走访村庄5个。两校全年培训860人，其中清川职业学校480人、{}380人。"
    + TABLE
)
KIND = "两所公办学校编制{}名，其中清川职业学校{}名、{}{}名。"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("三所学校有党支部8个，其中清川职业学校3个、清川护理学校3个、{}2个。" + TABLE, "清川中医学校", "启航艺术学校"),
        (
            "各校合作企业42家：清川职业学校20家，{}15家，启航艺术学校7家。" + TABLE + COLUMNS,
            "云汉护理学校",
            "清川护理学校",
        ),
        (
            "清川职业学校、清川护理学校举办综合高中班，共12个班，其中清川职业学校7个、{}5个。" + TABLE,
            "启航艺术学校",
            "清川护理学校",
        ),
        (PAIR, "启航艺术学校", "清川护理学校"),
        (
            KIND.format(171, 102, "清川护理学校", 69) + "\n\n" + KIND.format(98, 60, "{}", 38) + TABLE,
            "启航艺术学校",
            "清川护理学校",
        ),
    ],
)
def test_a_list_with_one_name_of_its_own_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


def test_a_table_with_a_row_of_its_own_is_hinted_at() -> None:
    other = TABLE.replace("表1", "表3").replace("启航艺术学校", "启明体育学校")
    assert is_contradicted(FAMILY, f"各校概况如下。{TABLE}\n\n又见下表。{COLUMNS}\n\n再见下表。{other}")


@pytest.mark.parametrize(
    "text",
    [
        f"获奖较多的是清川职业学校12项、启航艺术学校9项。{TABLE}",
        f"对口支援的三所学校为：安岭县职教中心12人、青石县职教中心9人、白石县职教中心6人。{TABLE}",
        "北京清川艺术职业学校（以下简称清艺学校）与清川区第一职业学校（以下简称一职）两校获奖12项，其中清艺学校5项、一职7项。",
        f"两校全年培训860人，其中清川职业学校480人、清川护理学校380人。{TABLE}",
        "学校与甲公司、乙公司合作，甲公司投入200万元、乙公司投入100万元。",
    ],
)
def test_lists_of_some_and_of_others_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
