"""The family of shares that a table reckons in one way, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "share-laws"
TABLE = "学校\t毕业生数\t升入本科\t升入高职\t直接就业\t未落实\t升学率\n一职\t1043\t118\t692\t219\t14\t77.66%\n二职\t405\t26\t281\t92\t6\t{}\n三职\t296\t4\t169\t117\t6\t58.45%\n四职\t300\t10\t200\t80\t10\t70.00%\n"


@pytest.mark.parametrize("share", ["69.38%", "78.50%", "57.80%"])
def test_a_share_reckoned_otherwise_is_told(share: str) -> None:
    assert failing(FAMILY, TABLE.format(share))


def test_a_share_reckoned_alike_is_silent() -> None:
    assert failing(FAMILY, TABLE.format("75.80%")) == []


def test_shares_of_something_else_are_silent() -> None:
    text = "专业\t人数\t问卷\t满意度\n护理\t300\t280\t95.2%\n会计\t200\t190\t96.1%\n机电\t100\t98\t97.1%\n药剂\t30\t28\t98.0%\n"
    assert failing(FAMILY, text) == []


def test_two_rows_otherwise_are_another_rule() -> None:
    assert failing(FAMILY, TABLE.format("69.38%").replace("58.45%", "57.09%")) == []


def test_a_short_table_proves_nothing() -> None:
    text = "学校\t毕业生\t升学\t升学率\n一职\t100\t77\t77.5%\n二职\t90\t50\t55.6%\n三职\t80\t40\t50.0%\n"
    assert failing(FAMILY, text) == []
