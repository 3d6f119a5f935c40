"""Who may read what was done, and that operators do not see what figures said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

Enter = Callable[[str], Client]


def test_an_operator_reads_who_did_what_without_content(enter: Enter) -> None:
    page = enter("系统管理员").get("/audit/?kind=submissions&verify=1").content.decode()
    assert "submissions.cells.saved" in page
    assert "首尾相接" in page
    assert "graduates" not in page


def test_a_district_s_head_reads_the_own_branch_with_content(enter: Enter) -> None:
    page = enter("郑守正").get("/audit/?who=岚溪区职业技术学校").content.decode()
    assert "reviews.submission.accepted" in page
    assert "查看" in page
    assert "accounts.person.created" not in page


@pytest.mark.parametrize("name", ["邱明溪", "白路遥", "高审之"])
def test_for_others_the_page_does_not_exist(name: str, enter: Enter) -> None:
    assert enter(name).get("/audit/").status_code == 404
