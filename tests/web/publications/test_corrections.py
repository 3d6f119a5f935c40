"""Corrections of a district: entries of their own, each act twice in a row, stale where the figure changed since."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from nianbao.facts.problem import Problem
from nianbao.packages.package import open_package
from nianbao.sample.district import LATEST
from nianbao.web.audit.models import Event
from nianbao.web.campaigns.models import Campaign, Notice
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.aggregate import DistrictTables, district_tables
from nianbao.web.publications.corrections import (
    confirm_correction,
    correct,
    corrections_now,
    own_figure,
    withdraw_correction,
)
from nianbao.web.publications.kept_figures import shown_figures
from nianbao.web.reviews.actions import accept, receive, reopen
from nianbao.web.reviews.models import Correction
from nianbao.web.submissions.actions import Typed, save_cells
from nianbao.web.submissions.models import State, Submission

Who = Callable[[str], Standing]
Whose = Callable[..., Submission]
ACCEPTED, ARRIVED = "9901020001", "9901020003"


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.select_related("district").get(edition=LATEST)


def tables(campaign: Campaign) -> DistrictTables:
    return district_tables(campaign, is_provisional=False)


def text(campaign: Campaign, indicator: str = "graduates") -> str:
    return tables(campaign).aggregate.record.cell(indicator).raw


def made_for(campaign: Campaign, standing: Standing, **more: object) -> Correction:
    """The district's number of graduates corrected to 7."""
    known = {
        "indicator": "graduates",
        "submission": None,
        "seen": text(campaign),
        "after": "7",
        "reason": "与学籍系统核对，有重复",
    }
    return correct(campaign, **(known | more), standing=standing)  # type: ignore[arg-type]


def cell_of(submission: Submission, indicator: str = "graduates") -> str:
    return submission.entries.get(indicator=indicator).raw


def test_a_figure_reads_otherwise_and_everything_beneath_stays(
    campaign: Campaign, standing: Who, submission: Whose
) -> None:
    before, cells = text(campaign), cell_of(submission(ACCEPTED))
    events = Event.objects.count()

    made = {made_for(campaign, standing("高审之"), seen=before).pk for _ in range(2)}

    assert len(made) == 1
    assert Event.objects.count() == events + 1
    figure = tables(campaign).aggregate.figures["graduates"]
    assert (figure.cell.raw, figure.made.raw if figure.made else "") == ("7", before)
    assert cell_of(submission(ACCEPTED)) == cells
    assert Event.objects.order_by("-sequence")[0].kind == "publications.correction.made"


def test_a_school_s_accepted_cell_moves_the_total_and_the_school_is_told(
    campaign: Campaign, standing: Who, submission: Whose
) -> None:
    school = submission(ACCEPTED)
    raw = cell_of(school)

    made_for(campaign, standing("温编言"), submission=school, seen=raw, after="9")

    assert text(campaign) == "9"  # the only accepted school
    assert cell_of(submission(ACCEPTED)) == raw
    notice = Notice.objects.filter(kind="corrected").first()
    assert notice is not None
    assert f"{raw} → 9" in notice.text


def test_a_ratio_follows_the_school_s_corrected_base_item(campaign: Campaign, standing: Who, submission: Whose) -> None:
    school = submission(ACCEPTED)
    formula = next(
        (name, box)
        for name, box in tables(campaign).aggregate.figures.items()
        if box.method.value == "recompute" and box.contributions and box.contributions[0].numerator
    )
    part = formula[1].contributions[0].parts[0]
    before = text(campaign, formula[0])

    doubled = str(int(part.cell.number.digits * 2)) if part.cell.number else ""
    made_for(
        campaign, standing("高审之"), indicator=part.indicator, submission=school, seen=part.cell.raw, after=doubled
    )

    assert text(campaign, formula[0]) != before


def test_only_the_district_s_own_people_correct(campaign: Campaign, standing: Who) -> None:
    for name in ("江市平", "邱明溪", "沈知远"):
        with pytest.raises(Problem, match="权限"):
            made_for(campaign, standing(name))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"reason": " "}, "原因"),
        ({"after": ""}, "没有填"),
        ({"after": "许多"}, "不是数"),
        ({"seen": "1"}, "已经变成"),
        ({"indicator": "no_such_thing"}, "没有这一项"),
        ({"after": "7" * 201}, "太长"),
        ({"name": "x.exe", "data": b"MZ"}, "只收"),
    ],
)
def test_what_is_not_right_about_a_correction_is_said(
    wrong: dict[str, object], says: str, campaign: Campaign, standing: Who
) -> None:
    with pytest.raises(Problem, match=says):
        made_for(campaign, standing("高审之"), **wrong)
    assert not Correction.objects.exists()


def test_the_same_number_is_no_correction(campaign: Campaign, standing: Who) -> None:
    with pytest.raises(Problem, match="一样"):
        made_for(campaign, standing("高审之"), after=text(campaign))


def test_a_school_that_is_not_accepted_corrects_itself(campaign: Campaign, standing: Who, submission: Whose) -> None:
    arrived = submission(ARRIVED)
    with pytest.raises(Problem, match="还没有通过"):
        made_for(campaign, standing("高审之"), submission=arrived, seen=cell_of(arrived))


def test_a_figure_has_one_correction_at_a_time(campaign: Campaign, standing: Who) -> None:
    before = text(campaign)
    made_for(campaign, standing("高审之"))
    with pytest.raises(Problem, match="已有一条更正"):
        made_for(campaign, standing("郑守正"), seen=before, after="8")


def test_a_withdrawn_correction_stays_as_history(campaign: Campaign, standing: Who) -> None:
    before = text(campaign)
    made = made_for(campaign, standing("高审之"))
    with pytest.raises(Problem, match="原因"):
        withdraw_correction(made, reason="", standing=standing("高审之"))
    events = Event.objects.count()
    for _ in range(2):
        withdraw_correction(made, reason="查明没有重复", standing=standing("郑守正"))
    assert Event.objects.count() == events + 1
    assert text(campaign) == before
    (one,) = corrections_now(campaign, tables(campaign))
    assert (one.standing, one.correction.withdrawal) == ("withdrawn", "查明没有重复")
    made_for(campaign, standing("高审之"), after="8")  # and another may be entered
    assert text(campaign) == "8"


def test_a_correction_whose_figure_changed_stands_aside_until_it_is_confirmed(
    campaign: Campaign, standing: Who, submission: Whose
) -> None:
    name = "full_time_students"
    made = made_for(campaign, standing("高审之"), indicator=name, seen=text(campaign, name))
    receive(submission(ARRIVED), standing=standing("高审之"))
    accept(submission(ARRIVED), standing=standing("高审之"))

    now = own_figure(tables(campaign), name)
    assert now is not None
    assert text(campaign, name) == now.raw != "7"
    (one,) = corrections_now(campaign, tables(campaign))
    assert (one.standing, one.now) == ("stale", now.raw)
    assert "请确认或撤回" in shown_figures(campaign, is_provisional=False, language="zh-hans").html

    with pytest.raises(Problem, match="已经变成"):
        confirm_correction(made, seen=made.before, standing=standing("高审之"))
    again = {confirm_correction(made, seen=now.raw, standing=standing("郑守正")).pk for _ in range(2)}
    assert len(again) == 1
    assert text(campaign, name) == "7"
    assert [one.standing for one in corrections_now(campaign, tables(campaign))] == ["used", "withdrawn"]


def test_a_cell_that_the_school_changed_is_no_longer_corrected(
    campaign: Campaign, standing: Who, submission: Whose
) -> None:
    school = submission(ACCEPTED)
    made_for(campaign, standing("高审之"), submission=school, seen=cell_of(school), after="9")
    reopen(school, reason="学校来函要求更正", standing=standing("郑守正"))
    assert [one.standing for one in corrections_now(campaign, tables(campaign))] == ["absent"]
    school = submission(ACCEPTED)
    save_cells(school, cells=[Typed("graduates", "11", version=school.entries.get(indicator="graduates").version)],
               standing=None)  # fmt: skip
    Submission.objects.filter(pk=school.pk).update(state=State.ACCEPTED)
    assert [one.standing for one in corrections_now(campaign, tables(campaign))] == ["stale"]
    assert text(campaign) == "11"


def test_corrections_go_into_every_export(campaign: Campaign, standing: Who, submission: Whose) -> None:
    school = submission(ACCEPTED)
    raw = cell_of(school)
    made_for(campaign, standing("高审之"), submission=school, seen=raw, after="9", name="名册.pdf", data=b"%PDF-1.4")
    made = tables(campaign)

    opened = open_package(made.packed())

    assert [(one.before, one.after, one.evidence[0]) for one in opened.corrections] == [(raw, "9", "名册.pdf")]
    assert open_package(opened.embedded[ACCEPTED]).record.cell("graduates").raw == raw
    assert any(name.startswith("corrections/") for name in opened.attachments)
    page = made.printed("html").decode()
    assert "区级更正" in page
    assert "与学籍系统核对，有重复" in page
    book = openpyxl.load_workbook(io.BytesIO(made.printed("xlsx")))
    texts = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "与学籍系统核对，有重复" in texts
