"""A share named once and told row after row, from two columns of the table."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "shares-by-row"
TEACHERS = "\n\n表1 各部专任教师\n\n部门\t专任教师\t职称\t\t双师型\n\t\t高级\t中级\t\n公共课部\t50\t14\t20\t—\n机电部\t42\t15\t18\t30\n财经部\t36\t11\t15\t21\n旅游部\t25\t6\t12\t19\n合计\t153\t46\t65\t70\n"
LEAVERS = "\n\n表2 2023届毕业生\n\n专业\t毕业生数\t升学人数\n护理\t210\t96\n会计\t160\t112\n数控\t120\t39\n"


@pytest.mark.parametrize(
    "said",
    [
        f"双师型教师占本部专任教师的比例，旅游部最高，为76.00%，机电部最低，为58.33%。{TEACHERS}",
        f"双师型教师占本部专任教师的比例，财经部最高，为58.33%。{TEACHERS}",
        f"双师型教师占专任教师的比重，机电部为74.13%。{TEACHERS}",
        f"升学人数占毕业生的比例，会计为70.0%，护理为32.5%，数控为32.5%。{LEAVERS}",
    ],
)
def test_the_share_of_another_row_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"双师型教师占本部专任教师的比例，旅游部最高，为76.00%，财经部最低，为58.33%。{TEACHERS}",
        f"升学人数占毕业生的比例，会计为70.0%，护理为45.7%，数控为32.5%。{LEAVERS}",
    ],
)
def test_the_share_of_the_row_itself_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"女教师占专任教师的比例，旅游部最高，为58.33%。{TEACHERS}",
        f"江城职校质量年度报告（2023）\n\n2021年双师型教师占专任教师的比例，旅游部为58.33%。{TEACHERS}",
        f"双师型教师占专业课教师的比例，旅游部为58.33%。{TEACHERS}",
        f"双师型教师占专任教师的比例，旅游部比上年提高6.35%。{TEACHERS}",
        f"双师型教师占专任教师的比例，除旅游部外为58.33%。{TEACHERS}",
        f"双师型教师占专任教师的比例，旅游部和机电部为58.33%。{TEACHERS}",
    ],
)
def test_other_shares_are_left_alone(said: str) -> None:
    assert outcomes(FAMILY, said) == ([], [])
