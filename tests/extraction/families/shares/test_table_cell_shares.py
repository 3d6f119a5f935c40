"""A share printed in one cell with its count is of the total of its column or of its row."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "table-cell-shares"
LAYOUTS = (
    ("学历\t人数（占比）\n研究生\t36（24.0%）\n本科\t108（{}%）\n专科\t6（4.0%）\n合计\t150\n", "72.0", "78.0"),
    ("学历\t人数（占比）\n研究生\t36 (24.0%)\n本科\t108 ({}%)\n专科\t6 (4.0%)\n合计\t150 (100%)\n", "72.0", "27.0"),
    ("年份\t男\t女\n2021\t600（60.0%）\t400（40.0%）\n2022\t660（55.0%）\t540（{}%）\n", "45.0", "54.0"),
    ("学历\t2022年\n研究生\t24.0%（36人）\n本科\t{}%（108人）\n专科\t4.0%（6人）\n", "72.0", "27.0"),
    ("项目\t研究生\t本科\t专科\n甲校\t36/24.0%\t108/{}%\t6/4.0%\n", "72.0", "78.0"),
)  # fmt: skip


@pytest.mark.parametrize(("layout", "right", "wrong"), LAYOUTS)
def test_a_share_beside_its_count_is_of_all_of_them(layout: str, right: str, wrong: str) -> None:
    assert is_confirmed(FAMILY, layout.format(right))
    assert is_contradicted(FAMILY, layout.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "项目\t人数（合格率）\n普通话\t36（94.0%）\n英语\t108（78.0%）\n计算机\t60（84.0%）\n",
        "学校\t升学人数（升学率）\n甲校\t120（60.0%）\n乙校\t90（75.0%）\n",
    ],
)
def test_rates_of_something_else_are_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []
