"""The family of percentages beside their counts, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-shares"
WRONG = (
    "项目\t人数\t占比\n企业\t120\t60.00%\n机关\t50\t25.00%\n创业\t30\t51.00%\n",
    "学校\t教职工\t专任教师\t专任教师占比\n甲校\t120\t98\t81.67%\n乙校\t88\t70\t79.55%\n丙校\t102\t85\t38.33%\n丁校\t95\t77\t81.05%\n",
    "结构\t类别\t人数\t占比\n\t专任教师\t200\t\n学历结构\t研究生\t50\t25.0%\n\t本科\t140\t70.0%\n\t专科\t20\t10.0%\n",
)
RIGHT = (
    "项目\t人数\t占比\n企业\t120\t60.00%\n机关\t50\t25.00%\n创业\t30\t15.00%\n合计\t200\t100%\n",
    "结构\t类别\t人数\t占比\n\t专任教师\t200\t\n学历结构\t研究生\t50\t25.0%\n\t本科\t130\t65.0%\n\t专科\t20\t10.0%\n",
)
NO_CLAIM = (
    "类别\t人数\t占比\n研究生\t62\t26.84%\n本科\t169\t73.16%\n正高级\t6\t2.60%\n高级\t78\t33.77%\n双师型\t128\t55.41%\n",
    "项目\t人数\t满意度\n学生\t120\t96.0%\n家长\t90\t97.1%\n教师\t60\t98.3%\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_share_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_shares_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_shares_of_another_whole_are_not_judged(text: str) -> None:
    assert failing(FAMILY, text) == []
