"""Every line of a sheet leads to the place that it speaks of."""

from __future__ import annotations

from django.utils.translation import override

from nianbao.filings.compliance import Requirement, State
from nianbao.packages.signing import ROLES as PACKAGE_ROLES
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.presentation.sheets import NAMES, ROLES, SEAL_STATES, STEP_WORDS, sheet_groups
from nianbao.web.sealing.models import SealState
from nianbao.web.sealing.sheet import report_sheet
from nianbao.web.sealing.steps import STEPS


def test_every_word_of_the_program_has_its_translation() -> None:
    for code in ("990102", "9901020002"):
        found = Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code=code)
        requirements = report_sheet(found).sheet.requirements
        assert {one.group for one in requirements} <= NAMES.keys()
        own = {one.name for one in requirements if one.group not in ("章节", "数据表")}
        assert own <= NAMES.keys()
    assert len(ROLES) == len(PACKAGE_ROLES)
    assert set(SEAL_STATES) == set(SealState.values)
    assert list(STEP_WORDS) == [code for code, _ in STEPS]


def test_lines_lead_to_chapters_tables_cases_and_the_board() -> None:
    school = Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")
    chapters = list(school.chapters.all())
    asked = (
        Requirement("章节", "教育教学", State.UNMET, "没有写"),
        Requirement("数据表", "表2 满意度调查表", State.LOOK, "空着 1 项"),
        Requirement("案例", "案例个数", State.MET, "1 个"),
        Requirement("过程", "数据报送", State.LOOK, "填报中"),
        Requirement("封面与声明", "签署人", State.MET, "校长"),
    )
    groups = list(sheet_groups(asked, school, chapters, 7))
    assert [group.name for group in groups] == ["章节", "数据表", "案例", "过程", "封面与声明"]
    assert [group.lines[0].address for group in groups] == [
        f"/chapters/{next(one.pk for one in chapters if one.heading == '教育教学')}/",
        "/submissions/7/tables/satisfaction/",
        f"/organisations/{school.organisation_id}/cases/",
        "/submissions/7/",
        f"/manuscripts/{school.pk}/",
    ]
    assert [group.open for group in groups] == [1, 1, 0, 1, 0]


def test_a_district_s_lines_lead_to_its_own_pages() -> None:
    district = Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="990102")
    asked = (
        Requirement("数据表", "表2 满意度调查表", State.LOOK, ""),
        Requirement("覆盖", "学校填报", State.UNMET, ""),
    )
    groups = list(sheet_groups(asked, district, [], 0))
    campaign = f"/campaigns/{district.campaign_id}/"
    assert [group.lines[0].address for group in groups] == [f"{campaign}aggregate/", campaign]


def test_short_remarks_are_english_for_who_reads_english() -> None:
    asked = (
        Requirement("章节", "教育教学", State.UNMET, "没有写：教育教学"),
        Requirement("过程", "数据报送", State.LOOK, "填报中"),
        Requirement("核验", "未处理的错误", State.UNMET, "6 项：AR001 「人次」填的是 94.85"),
        Requirement("案例", "案例个数", State.MET, "12 个"),
    )
    district = Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="990102")
    with override("en"):
        lines = [line for group in sheet_groups(asked, district, [], 0) for line in group.lines]
    assert [line.detail for line in lines] == [
        "not written: 教育教学", "being filled in", "6: AR001 「人次」填的是 94.85", "12",
    ]  # fmt: skip
    assert [line.state for line in lines] == ["Not met", "Please check", "Not met", "Met"]
    plain = [line.detail for group in sheet_groups(asked, district, [], 0) for line in group.lines]
    assert plain == [one.detail for one in asked]
