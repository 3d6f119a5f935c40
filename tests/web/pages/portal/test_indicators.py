"""An indicator's meaning and history, and comparisons that do not pretend."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from nianbao.web.organisations.models import Organisation
from nianbao.web.pages.portal.indicators import drawn
from nianbao.web.releases.models import Definition
from nianbao.web.releases.series import compared_indicator


def test_districts_stand_by_code_with_their_coverage(public: Any, visitor: Client) -> None:
    public.district()
    page = visitor.get("/public/indicators/graduates/").content.decode()
    assert "不是排名" in page
    assert "2/4" in page  # two schools have no graduates


def changed(edition: str, indicator: str) -> None:
    Definition.objects.filter(edition=edition, indicator=indicator).update(meaning="old", definition="旧的定义")


def test_a_break_is_marked_and_left_out_of_comparisons_unless_asked_for(public: Any, visitor: Client) -> None:
    public.school("dy2023/school")
    public.school()
    changed("dy2023/school", "classes")
    page = visitor.get("/public/indicators/classes/?organisation=9901020001").content.decode()
    assert "断点：定义不同" in page
    assert "旧的定义" in page
    ours = "/public/compare/?organisation=9901020001&indicator=classes"
    assert "≠</span>" not in visitor.get(ours).content.decode()
    assert "≠</span>" in visitor.get(f"{ours}&breaks=1").content.decode()


def test_a_line_is_not_drawn_across_a_break(public: Any) -> None:
    public.school("dy2023/school")
    public.school()
    school = Organisation.objects.get(code="9901020001")

    def drawing() -> Any:
        return drawn(compared_indicator("classes", [school], timezone.now()).series[0].points)

    assert (len(drawing().lines), len(drawing().breaks)) == (1, 0)
    changed("dy2023/school", "classes")
    assert (len(drawing().lines), len(drawing().breaks)) == (0, 1)


def test_two_stand_side_by_side_in_the_last_data_year_that_both_have(public: Any, visitor: Client) -> None:
    public.school("dy2023/school")
    public.school()
    public.district()
    page = visitor.get("/public/compare/?organisation=9901020001&organisation=990102").content.decode()
    assert "<b>2024</b>" in page
    assert "岚溪区职业技术学校" in page
    named = visitor.get("/public/compare/", {"organisation": "990102", "name": "职业技术学校"}).content.decode()
    assert 'value="9901020001" checked' in named
    assert "没有找到" in visitor.get("/public/compare/", {"name": "没有这所"}).content.decode()


def test_an_indicator_that_nobody_knows_does_not_exist(visitor: Client) -> None:
    assert visitor.get("/public/indicators/nothing/").status_code == 404
