"""What an operator opens while looking into a district, and what stays shut."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.audit.models import Event
from nianbao.web.organisations.models import Organisation
from nianbao.web.submissions.models import Submission


def test_a_look_opens_pages_records_them_and_writes_nothing(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    operator, number = enter("系统管理员"), submission("9901020003").pk
    assert operator.get(f"/reviews/{number}/").status_code == 404
    district = Organisation.objects.get(level="district")
    operator.post("/staff-sessions/", {"organisation": district.pk, "reason": "排查导出问题"})
    assert operator.get(f"/reviews/{number}/").status_code == 200
    assert Event.objects.filter(kind="organisations.staff.looked", detail__page=f"/reviews/{number}/").count() == 1
    assert operator.post(f"/reviews/{number}/receive/").status_code == 403
    operator.post("/staff-sessions/", {"act": "end"})
    assert operator.get(f"/reviews/{number}/").status_code == 404
