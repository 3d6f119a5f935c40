"""The page of operators' looks, as the district and as the operator see it."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.organisations.models import Organisation


def test_the_district_reads_who_looked_and_why(enter: Callable[[str], Client]) -> None:
    operator, district = enter("系统管理员"), Organisation.objects.get(level="district")
    assert "没有人进入过" in enter("郑守正").get("/staff-sessions/").content.decode()
    for _ in range(2):
        operator.post("/staff-sessions/", {"organisation": district.pk, "reason": "排查导出问题"})
    shown = enter("郑守正").get("/staff-sessions/").content.decode()
    assert shown.count("排查导出问题") == 1
    assert "进行中" in shown
    assert "现在离开" in operator.get("/staff-sessions/").content.decode()


def test_only_an_operator_begins_one(enter: Callable[[str], Client]) -> None:
    district = Organisation.objects.get(level="district")
    asked = {"organisation": district.pk, "reason": "排查导出问题"}
    assert enter("郑守正").post("/staff-sessions/", asked).status_code == 404
    assert enter("系统管理员").post("/staff-sessions/", {"reason": "排查导出问题"}).status_code == 404
